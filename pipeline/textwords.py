"""Word sets that the program itself asks for, where running text is read without a parse: by whom something was told,
how many were killed.

Rules name the word sets that they need. These have fixed names, and their words come from the codebook like all others.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_NONE = frozenset[str]()


class TextWords(NamedTuple):
    """One set of `words.yml` in each field: words in lower case, in the form that dictionaries list.

    What a codebook lacks is empty, and so nothing is recognised by it.
    """

    telling_verb: frozenset[str] = _NONE  # of what happened: "the police said"
    avowing_verb: frozenset[str] = _NONE  # of what the speaker did: "the group claimed"
    voicing_verb: frozenset[str] = _NONE  # whatever makes a speaker of its subject: "Kyiv denied"
    witnessing_verb: frozenset[str] = _NONE  # of what its subject merely saw: "monitors observed"
    intervening_verb: frozenset[str] = _NONE  # of who comes when the deed is done: "police intervened"
    rival_word: frozenset[str] = _NONE  # makes two sides of one phrase: "rival gangs"
    party_noun: frozenset[str] = _NONE  # of which two or both are two sides: "two factions"
    member_noun: frozenset[str] = _NONE  # of a force: "former members of the army"
    killing_verb: frozenset[str] = _NONE
    wounding_verb: frozenset[str] = _NONE
    dying_verb: frozenset[str] = _NONE
    violent_verb: frozenset[str] = _NONE  # kills where death is told beside it: "hacked to death", "shot dead"
    seizing_verb: frozenset[str] = _NONE  # told on the way to a death: "was abducted and killed"
    fatality_noun: frozenset[str] = _NONE
    injury_noun: frozenset[str] = _NONE
    corpse_noun: frozenset[str] = _NONE
    finding_verb: frozenset[str] = _NONE  # what happens to corpses
    own_forces: frozenset[str] = _NONE  # whom an army may lose: "lost 40 men"
    growing_verb: frozenset[str] = _NONE  # how a toll comes to its figure: "rose to 14"
    no_victim: frozenset[str] = _NONE  # nouns that count nobody: "killed 40 sheep"
    accusing_verb: frozenset[str] = _NONE  # deaths behind them are what somebody is tried for: "accused of killing two"
    gathering_verb: frozenset[str] = _NONE
    gathering_noun: frozenset[str] = _NONE
    gathering_reason: frozenset[str] = _NONE  # deaths behind them are what people gather for: "in memory of 40 dead"
    crowd_noun: frozenset[str] = _NONE  # whom the size of a crowd counts
    crowd_sign: frozenset[str] = _NONE  # beside words of gathering, without which no text tells of a crowd
    crowding_verb: frozenset[str] = _NONE  # what a number alone does: "thousands filled the square"
    no_place: frozenset[str] = _NONE  # as written: words that are no place when they stand alone
    title_noun: frozenset[str] = _NONE  # a name behind one is a person's: "King Hussein"
    name_head: frozenset[str] = _NONE  # a name behind one is another thing's: "Lake Chad"
    name_of: frozenset[str] = _NONE  # likewise before "of": "Bank of England"
    text_noun: frozenset[str] = _NONE  # behind a name: "the Minsk agreements"
    town_noun: frozenset[str] = _NONE
    district_noun: frozenset[str] = _NONE
    region_noun: frozenset[str] = _NONE
    area_noun: frozenset[str] = _NONE
    place_adjective: frozenset[str] = _NONE  # between a preposition and a name: "in besieged Goma"
    elsewhere_of: frozenset[str] = _NONE  # before "of" and a name, they speak of a place without being there
    elsewhere_in: frozenset[str] = _NONE
    elsewhere_from: frozenset[str] = _NONE
    elsewhere_with: frozenset[str] = _NONE  # before "with", "to", "on", "against", "for"


def any_of(words: Iterable[str]) -> str:
    """The pattern of any of some words; where there are none, one that nothing fits."""
    return "(?:" + ("|".join(map(re.escape, sorted(words))) or "(?!)") + ")"
