"""The words by which a text tells how many people were killed and injured, and figures that count none."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.english import MONTHS
from pipeline.inflection import noun_forms, verb_forms
from pipeline.resolve.quantity import words_of
from pipeline.textwords import TextWords

UNREAL = words_of("to will would could can may might must shall should not cannot never did do does a the")
PASSIVE = words_of("was were is are been be being got gets get")
NO = words_of("no nobody none without zero neither")
SILENT = words_of("word information details detail confirmation news figures figure data indication")  # "no word on"
UNDENYING = SILENT | {",", "fewer", "less"}
ADDING = words_of("bringing taking raising pushing")  # what follows counts more than the toll before
SINCE = re.compile(
    r"\b(?:since|so far this|this year|this month|this week|in the past"
    r"|(?:every|each|per) (?:day|week|month|year)|annually|on average)\b"
)
LEADS_TO_FIGURE = words_of("to at of is was")
# Words whose part in a toll is their own: "12 dead", "buried alive", "lost their lives", "gunned down"
_FIXED = words_of("dead death deaths lives life throat throats remains toll lost gunned alive casualties")


class TollWords(NamedTuple):
    """The words of a codebook by which tolls are read, in the forms that texts have.

    `verbs`: of killing, wounding and dying, as they end a phrase · `participles`: those with victims on either side ·
    `active`: with victims behind · `headline`: likewise, but elsewhere a plan, a denial or a noun ("Gunmen kill seven")
    · `by_hand`, `to_death`: kill before "dead" and "to death" · `fates`: may stand between "was" and the participle ·
    `saying`: opens a clause · `stems`: without any of them no sentence can count victims.
    """

    verbs: frozenset[str]
    participles: frozenset[str]
    active: frozenset[str]
    headline: frozenset[str]
    died: frozenset[str]
    injuries: frozenset[str]
    by_hand: frozenset[str]
    to_death: frozenset[str]
    fates: frozenset[str]
    bodies: frozenset[str]
    body: frozenset[str]
    with_of: frozenset[str]
    found: frozenset[str]
    own: frozenset[str]
    grown: frozenset[str]
    things: frozenset[str]
    saying: frozenset[str]
    triggers: frozenset[str]
    stems: tuple[str, ...]


@lru_cache(maxsize=8)
def toll_words(words: TextWords) -> TollWords:
    """The words by which tolls are read with a codebook; made once for each."""
    killing, wounding, dying = map(verb_forms, (words.killing_verb, words.wounding_verb, words.dying_verb))
    violent, growing = verb_forms(words.violent_verb), verb_forms(words.growing_verb)
    active = killing.ing | killing.third | wounding.ing | wounding.third
    verbs = active | killing.past | wounding.past | dying.finite | dying.base
    headline = killing.base | wounding.base
    by_hand, bodies = violent.past | violent.ing, noun_forms(words.corpse_noun)
    injury, fatality = noun_forms(words.injury_noun), noun_forms(words.fatality_noun)
    injuries = frozenset().union(*wounding, injury)
    with_of = bodies | words_of("death deaths lives life throat throats remains")
    triggers = ((verbs | headline | injury | fatality | bodies) - dying.base) | _FIXED
    return TollWords(
        verbs=verbs,
        participles=verbs - active,
        active=active,
        headline=headline,
        died=dying.finite,
        injuries=injuries,
        by_hand=by_hand,
        to_death=by_hand | violent.base,
        fates=violent.past | verb_forms(words.seizing_verb).past,
        bodies=bodies,
        body=words.corpse_noun,
        with_of=with_of,
        found=verb_forms(words.finding_verb).past,
        own=noun_forms(words.own_forces),
        grown=growing.finite | growing.ing,
        things=noun_forms(words.no_victim),
        saying=verb_forms(words.telling_verb | words.avowing_verb).finite,
        triggers=triggers,
        stems=_shortest(triggers),
    )


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Those that hold no other: where none of them stands, none of all does."""
    found: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(stem in word for stem in found):
            found.append(word)
    return tuple(found)


# Figures that count no people: dates, years, times, measures, ages; and asides in brackets.
_AGE = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty)\b"
)
MASK = re.compile(
    r"\([^()]*\)|,[^,.;]{0,40} of (?:whom|them)\b(?![^,.;]*(?:die|dead|kill|succumb))[^,.;]*(?=,)"
    r"|, (?:all|both) [^,.;]{1,40}(?=, (?:was|were|died)\b)"  # "three gunmen, all of one family, were killed"
    r"|\bDay of the Dead\b"
    rf"|\baged {_AGE}(?:(?:,| and| to) {_AGE})*\b|, \d{{1,2}}(?=, )"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b"
    r"|\b\d+(?:(?::\d\d)?[ -]?(?:km|mm|cm|kg|pm|am|th|st|nd|rd|%)(?!\w)|[- ](?:year|month)s?[- ]old\b)"
)
WORDY_AGE = re.compile(r"\b[a-z]+(?:-[a-z]+)?-(?:year|month)s?-old\b", re.IGNORECASE)
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:-\d[\d,]*)?(?<!,)|['’]s\b|\w+(?:[-.]\w+)*|[^\w\s]")
SENTENCE = re.compile(r"[^.;!?]+(?:\.(?!\s|$)[^.;!?]*)*")
