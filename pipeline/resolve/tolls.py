"""Statements of people killed or injured, found in plain text without a parse.

A trigger ("killed", "dead", "lives") stands with its victims on one side: on the right of an active verb, on the left
of a passive or of "died", or as a number just before.
"""

import re
from typing import Literal, NamedTuple

from pipeline.resolve.quantity import FEW, parse_number, words_of
from pipeline.resolve.victims import ADVERBS, BREAKS, VERBS, People, Sentence, object_people, subject_people

Kind = Literal["killed", "injured"]


class Toll(NamedTuple):
    """`number` people killed or injured, by the words `text[start:end]`.

    cumulative: counts more than this incident ("since May"); negated: a denial, with number 0;
    vague: the text gives no figure, so ACLED's stands in.
    """

    kind: Kind
    number: int
    start: int
    end: int
    cumulative: bool = False
    negated: bool = False
    vague: bool = False


_ACTIVE = words_of(
    "killing murdering executing beheading lynching assassinating massacring slaughtering kills wounding injuring"
    " hurting maiming injures wounds"
)
_HEADLINE = words_of("kill wound injure")  # "Gunmen kill seven"; elsewhere a plan, a denial or a noun
_UNREAL = words_of("to will would could can may might must shall should not cannot never did do does a the")
_OWN = words_of(
    "soldiers men troops fighters officers policemen comrades guards militiamen crewmen"
)  # "lost 3 soldiers"
_DIED = words_of("died dies perished succumbed drowned")
_INJURIES = words_of(
    "wounded injured hurt maimed wounding injuring hurting maiming injures wounds injuries injury wound injure"
)
_NOUNS = words_of("fatality fatalities deaths casualties injuries injury")
_WITH_OF = words_of("death deaths lives life bodies body corpse corpses")
_BODIES = words_of("bodies body corpse corpses")
_FOUND = words_of("found discovered recovered dumped retrieved exhumed pulled buried")
_TRIGGERS = (VERBS | _ACTIVE | _NOUNS | _WITH_OF | _HEADLINE | {"toll", "lost"}) - {"die"}
_BY_HAND = words_of("shot shooting stabbed hacked beaten burned burnt choked strangled trampled crushed tortured")
MAX_PEOPLE = 10_000_000  # a larger figure is misread
_PASSIVE = words_of("was were is are been be being got gets get")
_NO = words_of("no nobody none without zero neither")
_ADDING = words_of("bringing taking raising pushing")  # what follows counts more than the toll before
_SINCE = re.compile(r"\b(?:since|so far this|this year|this month|this week|in the past)\b")

# Stems without which no sentence can count victims: plain searches, for most sentences hold none.
_STEMS = (
    "kill", "murder", "execut", "behead", "decapit", "lynch", "assassin", "slain", "massacr", "slaughter", "electroc",
    "martyr", "died", "dies", "perish", "succumb", "drown", "wound", "injur", "hurt", "maim", "fatalit", "death",
    "casualt", "lives", "life", "bod", "corpse", "dead", "toll", " lost ",
)  # fmt: skip
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Figures that count no people: dates, years, times, measures, ages; and asides in brackets.
_MASK = re.compile(
    rf"\([^()]*\)|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b"
    r"|\b\d+(?:(?::\d\d)?[ -]?(?:km|mm|cm|kg|pm|am|th|st|nd|rd|%)(?!\w)|[- ](?:year|month)s?[- ]old\b)"
)
_WORDY_AGE = re.compile(r"\b[a-z]+(?:-[a-z]+)?-(?:year|month)s?-old\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:-\d[\d,]*)?(?<!,)|['’]s\b|\w+(?:[-.]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^.;!?]+(?:\.(?!\s|$)[^.;!?]*)*")


def find_tolls(text: str) -> list[Toll]:
    """Every statement of people killed or injured, in text order; denials included, with number 0."""
    if not _may_count(text):
        return []
    masked = _MASK.sub(_blank, text)
    if "-old" in masked:
        masked = _WORDY_AGE.sub(_blank, masked)
    sentences = (match.span() for match in _SENTENCE.finditer(masked))
    return [toll for start, end in sentences if _may_count(masked[start:end]) for toll in _tolls(masked, start, end)]


def _may_count(text: str) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in _STEMS)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _tolls(text: str, start: int, end: int) -> list[Toll]:
    tokens = list(_TOKEN.finditer(text, start, end))
    forms = [token.group() for token in tokens]
    s = Sentence(forms, [form.lower() for form in forms])
    out, floor = [], 0
    for i, word in enumerate(s.words):
        people = _people(s, i, floor) if word in _TRIGGERS and i >= floor else None
        if people and people.number <= MAX_PEOPLE:
            floor = max(i + 1, people.last)
            kind: Kind = "injured" if word in _INJURIES else "killed"
            span = tokens[people.first].start(), tokens[floor - 1].end()
            denied = people.number == 0
            out.append(Toll(kind, people.number, *span, _is_cumulative(s, i), denied, people.vague))
    return out


def _is_cumulative(s: Sentence, trigger: int) -> bool:
    after = s.words[trigger : trigger + 14]
    end = next((at for at, word in enumerate(after) if word in _ADDING), len(after))
    return bool(_SINCE.search(" ".join(after[:end])))


def _people(s: Sentence, i: int, floor: int) -> People | None:
    """The victims that the trigger at word `i` counts."""
    word = s.words[i]
    if _is_denied(s, i, floor):
        return People(i, i + 1, 0, False)
    if word in _HEADLINE or word == "lost":
        return _active(s, i)
    by_hand = s.word(i - 1) in _BY_HAND if word == "dead" else word == "death" and s.word(i - 1) == "to"
    if word in _DIED:
        return subject_people(s, i, floor)
    if word in VERBS - _ACTIVE - {"dead", "death"} or by_hand:
        return _participle(s, i, floor)
    if word in _ACTIVE:
        return None if s.word(i + 1) == "of" else object_people(s, i)
    return _noun(s, i, floor)


def _is_denied(s: Sentence, i: int, floor: int) -> bool:
    """As in "no casualties", "no deaths or injuries"; "no fewer than" denies nothing."""
    before = s.words[max(0 if s.word(i - 1) == "or" else floor, i - 5) : i]
    return not _NO.isdisjoint(before) and "," not in before and "fewer" not in before and "less" not in before


def _active(s: Sentence, i: int) -> People | None:
    """As in the headline "Gunmen kill seven", and "the army lost three soldiers"."""
    if s.word(i - 1) in _UNREAL:
        return None
    found = object_people(s, i)
    return found if found and (s.words[i] != "lost" or s.words[found.last - 1] in _OWN) else None


def _noun(s: Sentence, i: int, floor: int) -> People | None:
    word = s.words[i]
    if word == "toll":
        return _after_toll(s, i)
    if word == "dead":
        return _dead(s, i, floor)
    if word in _WITH_OF:
        return _of(s, i, floor)
    return None if word == "casualties" else _number_before(s, i, floor)


def _after_toll(s: Sentence, i: int) -> People | None:
    """As in "The death toll rose to 14", "put the toll at 25"."""
    for j in range(i + 1, min(i + 9, len(s.words) - 1)):
        number = parse_number(s.words, j + 1) if s.words[j] in {"to", "at", "of", "is", "was"} else None
        if number and s.words[j + 1] not in {"a", "an"}:
            return People(i, j + 1 + number[1], number[0], False)
    return None


def _dead(s: Sentence, i: int, floor: int) -> People | None:
    """As in "12 dead", "left a soldier dead", "was found dead"."""
    if s.word(i + 1) in _BODIES:
        return None
    if s.words[max(0, i - 2) : i] == ["number", "of"]:
        return _after_toll(s, i)
    be = _passive(s, i, floor)
    if be is not None:
        return subject_people(s, be, floor)
    return _left_so(s, i, floor) or _number_before(s, i, floor)


def _left_so(s: Sentence, i: int, floor: int) -> People | None:
    """As in "left two soldiers and a driver dead"."""
    left = _last(s, {"left", "leaving", "leaves"}, max(floor, i - 12), i)
    listed = object_people(s, left) if left is not None else None
    return listed._replace(last=i + 1) if listed else None


def _is_found(s: Sentence, i: int) -> bool:
    return not _FOUND.isdisjoint(s.words[max(0, i - 30) : i + 30])


def _of(s: Sentence, i: int, floor: int) -> People | None:
    """As in "The death of", "the lives of", "the bodies of" and their victims; "lost their lives"; "three bodies"."""
    of = next((j for j in range(i + 1, i + 4) if s.word(j) == "of"), None)
    if of == i + 1 or (of and s.words[i + 1] == "by"):  # "death by drowning of"
        return object_people(s, of) if s.words[i] not in _BODIES or _is_found(s, i) else None
    if s.words[i] in {"lives", "life"}:
        lost = _last(s, {"lost", "lose"}, max(floor, i - 3), i)
        claimed = _last(s, {"claimed", "claims", "claiming", "cost"}, max(floor, i - 6), i)
        if lost is None and claimed is not None:
            return _number_before(s, i, floor)
        return subject_people(s, lost, floor) if lost is not None else None
    if s.words[i] in _BODIES and _is_found(s, i):
        return _number_before(s, i, floor) or (People(i, i + 1, 1, False) if s.words[i] in {"body", "corpse"} else None)
    return _number_before(s, i, floor) if s.words[i] == "deaths" else None


def _number_before(s: Sentence, i: int, floor: int) -> People | None:
    """A number shortly before: "2 killed", "nine others wounded", "two more people dead", "1 fatality"."""
    for j in range(max(floor, i - 6), i):
        number = parse_number(s.words, j)
        if number and j + number[1] <= i and BREAKS.isdisjoint(s.words[j + number[1] : i]):
            return People(j, i + 1, number[0], number[0] == FEW and s.words[j + number[1] - 1] not in {"3", "three"})
    return None


def _passive(s: Sentence, i: int, floor: int) -> int | None:
    """Where the auxiliary of a passive stands, if only adverbs and sister participles come between."""
    j = i - 1
    while j >= floor and (s.words[j] in ADVERBS or s.words[j] == ","):
        j -= 1
    return j if j >= floor and s.words[j] in _PASSIVE else None


def _participle(s: Sentence, i: int, floor: int) -> People | None:
    """As in "Killed" and its like: passive with an auxiliary, else active with an object, else a headline's passive."""
    be = _passive(s, i, floor)
    if be is not None:
        return subject_people(s, be, floor)
    shared = s.word(i + 1) in {"and", "or"} and s.word(i + 2) in _INJURIES  # "killed or wounded 15": nobody knows
    if shared or s.word(i - 1) in {"those", "the", "of"}:
        return None
    found = object_people(s, i) or _left_so(s, i, floor)
    if found:
        return found
    if floor and s.word(floor) == "and":  # "the driver was killed and his passenger wounded"
        return subject_people(s, i, floor)
    be = _last(s, {"was", "were"}, max(floor, i - 9), i)
    return (subject_people(s, be, floor) if be is not None else None) or _number_before(s, i, floor)


def _last(s: Sentence, wanted: set[str], first: int, end: int) -> int | None:
    return next((j for j in range(end - 1, first - 1, -1) if s.words[j] in wanted), None)
