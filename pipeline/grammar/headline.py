"""Headlines in title case get ordinary case, as far as their words are surely no names.

"Police Arrest Opposition Leader in Harare" → "Police arrest opposition leader in Harare": a parser that has learnt from
running text takes every capitalised word for a name.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.grammar.lexicon import LEMMAS

_LEAST = 3  # capitalised words beside the first
_LONGEST_NAME = 3  # words
_STOPS = (".", "!", "?", "…", ":")
_SINGULAR_OR_PAST = ("ed", "ing", "es", "ts", "ds", "ks", "ps", "ls", "ns", "rs", "ws", "ys")
# Words that title case leaves small, or not.
_MINOR = frozenset(
    """a an the and or but nor of in on at to for by with from as into over after before amid against under near off
    out up down via vs than about between during since until without within through across toward towards upon per
    is are was were be been has have had will would may can could not no its his her their it he she they who that this
    if when while where how why what more""".split()
)
# What often stands in headlines and is no verb (for verbs see `lower`), in the singular.
_COMMON = frozenset(
    """accord activist actor addict adviser agency agreement aide airline airport airstrike alliance ally ambassador
    ambush amnesty armed army arrest arsenal assault asylum attack attacker authority ban base battle bid big
    bill billion blackout blast bloc blockade blogger bomb bomber bombing border brother budget campaign
    candidate capital captain ceasefire ceremony charge chief child church city civilian claim clash cleric
    coalition colonel commander commission community company compensation concern condition conference conflict
    congress convoy corruption country coup court crackdown crime crisis critic curfew cyberattack daughter day
    deadly deal death debt decision defence defense delegation demand democracy demonstrator denial deployment
    deputy detainee detention dictator diplomat disaster dispute dissident dozen drill drone drought economy
    election embargo embassy emergency envoy evidence executive exile expert explosion export extremist family
    fan farmer father fear fighter fighting fire fishermen flight flood food force foreign former fraud freedom
    fresh fuel fugitive fund future gang gas genocide girl government governor grenade group guard guerrilla gun
    gunman gunmen hacker hardliner helicopter help home hope hospital hostage hour human humanitarian hundred
    hunger husband illegal immigrant independence inmate inquiry insurgent intelligence interview invasion
    investigation investigator investment islamist island jail jet job joint journalist judge key kidnapper
    killer killing king law lawmaker lawyer leader leadership life link loan local major man mandate marine
    market mass massacre mayor mayoral mediator meeting member men message migrant militant military militia
    million minister ministry minority missile mission mob money month mosque mother murder navy negotiation
    negotiator neighbor neighbour network news night nuclear nurse occupation offensive offer office officer
    official oil opponent opposition order outrage oversight pact parliament parliamentary party patient peace
    peacekeeper people persecution petition pilot pirate plane plot police policeman policemen policy political
    politician poll port power president presidential press pressure priest prime prince prison prisoner probe
    project prosecutor protest protester province public punishment quake radical raid rally reaction reactor
    rebel rebellion refugee regime region regional relation release relief report reporter reprisal resident
    resolution response result retreat rift riot rival road rocket row ruling runoff sailor sanction school
    scientist secret security senate senator senior sentence separatist settlement settler sheriff ship shooting
    siege slum smuggler soldier son southern speech spokesman spokeswoman spy squad stance standoff state
    statement storm strike striker student submarine suicide summit supply support supporter suspect talk tank
    tax teacher tension terror terrorism terrorist thousand threat tie top tourist trade train treaty trial
    tribe troop truce tycoon union unrest vaccine victim victory village villager violence visa visit vote voter
    war warlord warning warplane warship water wave weapon week wife witness woman women worker world wound year
    youth""".split()
)
# After these a word belongs to a name: "White House", "Security Council".
_OPENING = frozenset(
    """white red islamic supreme united national security revolutionary european african liberation world wall west
    south north east saudi amnesty great sri el san santa los las hong al human central upper lower burkina
    guinea sierra ivory democratic""".split()
)
# Names that are verbs too.
_NAMES = frozenset("trump bush brown ford wales gates rice cook may march polish china turkey chad georgia".split())


def is_titled(words: Sequence[str], shouted: bool = False) -> bool:
    """Whether a line is in title case: only small words begin with small letters, and it ends without a full stop
    unless it was shouted, that is written in capitals."""
    if not words or (words[-1] in (".", "!") and not shouted):
        return False
    spelt = [word for word in words if word.isalpha()]
    capitals = sum(word[:1].isupper() for word in spelt[1:] if word.lower() not in _MINOR)
    return capitals >= _LEAST and all(word[:1].isupper() or word in _MINOR for word in spelt) and _mixed(spelt)


def joining_comma(words: Sequence[str], is_verb: Callable[[str], bool]) -> int | None:
    """Where the comma stands that is the "and" of a headline's subject: "Biden, Xi meet in Lima"; None in other lines.

    What tells it is the plural: a bare verb behind two capitalised names.
    """
    comma = words.index(",") if "," in words[: _LONGEST_NAME + 1] else 0
    if not comma or words[-1] in _STOPS:
        return None  # the usual case
    verb = next((at for at, word in enumerate(words) if at > comma and word[:1].islower()), 0)
    if not comma + 1 < verb <= comma + 1 + _LONGEST_NAME:
        return None
    names = (*words[:comma], *words[comma + 1 : verb])
    plural = is_verb(words[verb]) and not words[verb].endswith(_SINGULAR_OR_PAST)
    return comma if plural and all(word[:1].isupper() for word in names) else None


def _mixed(words: Sequence[str]) -> bool:
    return not all(word.isupper() for word in words if len(word) > 3)


def lower(words: Sequence[str], is_verb: Callable[[str], bool], known: frozenset[str]) -> list[str]:
    """The words of a line in title case in ordinary case; `known` are words that the article writes small."""
    pairs = pairwise(words)
    plain = [word.lower() if _is_plain(word, before.lower(), is_verb, known) else word for before, word in pairs]
    return [*words[:1], *plain]


def _is_plain(word: str, before: str, is_verb: Callable[[str], bool], known: frozenset[str]) -> bool:
    small = word.lower()
    if not word.isalpha() or (word.isupper() and len(word) > 1) or small in _NAMES or small in _OPENING:
        return False
    if small in _MINOR or small in known:
        return True
    return before not in _OPENING and (_is_common(small) or small in LEMMAS or is_verb(small))


def _is_common(word: str) -> bool:
    return word in _COMMON or word.removesuffix("s") in _COMMON or word.removesuffix("ies") + "y" in _COMMON
