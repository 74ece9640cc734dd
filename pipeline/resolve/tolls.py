"""Statements of people killed or injured, found in plain text without a parse.

A trigger ("killed", "dead", "lives") stands with its victims on one side: on the right of an active verb, on the left
of a passive or of "died", or as a number just before.
"""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from pipeline.resolve.quantity import FEW, parse_number
from pipeline.resolve.tollwords import (
    ADDING,
    LEADS_TO_FIGURE,
    MASK,
    NO,
    PASSIVE,
    SENTENCE,
    SINCE,
    TOKEN,
    UNDENYING,
    UNREAL,
    WORDY_AGE,
    TollWords,
    toll_words,
)
from pipeline.resolve.victims import BREAKS, People, Sentence, object_people, subject_people, with_others
from pipeline.textwords import TextWords

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


MAX_PEOPLE = 10_000_000  # a larger figure is misread


def find_tolls(text: str, words: TextWords) -> list[Toll]:
    """Every statement of people killed or injured, in text order; denials included, with number 0.

    words: the codebook's, by which they are read.
    """
    terms = toll_words(words)
    if not _may_count(text, terms):
        return []
    masked = MASK.sub(_blank, text)
    if "-old" in masked:
        masked = WORDY_AGE.sub(_blank, masked)
    sentences = (match.span() for match in SENTENCE.finditer(masked))
    told = (span for span in sentences if _may_count(masked[slice(*span)], terms))
    return [toll for start, end in told for toll in _tolls(masked, start, end, terms)]


def _may_count(text: str, terms: TollWords) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in terms.stems)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _tolls(text: str, start: int, end: int, terms: TollWords) -> list[Toll]:
    tokens = list(TOKEN.finditer(text, start, end))
    forms = [token.group() for token in tokens]
    s = Sentence(forms, [form.lower() for form in forms], terms)
    out, floor = [], 0
    for i, word in enumerate(s.words):
        people = _people(s, i, floor) if word in terms.triggers and i >= floor else None
        if people and people.number <= MAX_PEOPLE:
            floor = max(i + 1, people.last)
            kind: Kind = "injured" if word in terms.injuries else "killed"
            span = tokens[people.first].start(), tokens[floor - 1].end()
            denied = people.number == 0
            out.append(Toll(kind, people.number, *span, _is_cumulative(s, i), denied, people.vague))
    return out


def _is_cumulative(s: Sentence, trigger: int) -> bool:
    after = s.words[trigger : trigger + 14]
    end = next((at for at, word in enumerate(after) if word in ADDING), len(after))
    return bool(SINCE.search(" ".join(after[:end])))


def _people(s: Sentence, i: int, floor: int) -> People | None:
    """The victims that the trigger at word `i` counts."""
    word = s.words[i]
    if _is_denied(s, i, floor):
        return People(i, i + 1, 0, False)
    if word in s.terms.headline or word == "lost":
        return _active(s, i)
    by_hand = s.word(i - 1) in s.terms.by_hand if word == "dead" else word == "death" and s.word(i - 1) == "to"
    if word in s.terms.died:
        return subject_people(s, i, floor)
    if word == "gunned":
        return _gunned_down(s, i, floor)
    if word == "alive":
        return _participle(s, i, floor) if s.word(i - 1) in {"burned", "burnt", "buried"} else None
    if word in s.terms.participles or by_hand:
        return _participle(s, i, floor)
    if word in s.terms.active:
        if s.word(i + 1) != "of":
            return object_people(s, i)
        return object_people(s, i + 1) if _is_owned_up(s, i) else None
    return _noun(s, i, floor)


def _is_owned_up(s: Sentence, i: int) -> bool:
    """As in "claimed responsibility for the killing of", "confirmed the killing of": else it is but spoken of."""
    before = s.words[max(0, i - 4) : i]
    if before[-1:] != ["the"]:
        return False
    return "responsibility" in before or not s.terms.saying.isdisjoint(before)


def _is_denied(s: Sentence, i: int, floor: int) -> bool:
    """As in "no casualties", "no deaths or injuries"; "no fewer than" denies nothing."""
    before = s.words[max(0 if s.word(i - 1) == "or" else floor, i - 5) : i]
    return not NO.isdisjoint(before) and UNDENYING.isdisjoint(before)


def _active(s: Sentence, i: int) -> People | None:
    """As in the headline "Gunmen kill seven", and "the army lost three soldiers"."""
    if s.word(i - 1) in UNREAL:
        return None
    found = object_people(s, i)
    return found if found and (s.words[i] != "lost" or s.words[found.last - 1] in s.terms.own) else None


def _noun(s: Sentence, i: int, floor: int) -> People | None:
    word = s.words[i]
    if word == "toll":
        return _after_toll(s, i)
    if word == "dead":
        return _dead(s, i, floor)
    if word in s.terms.with_of:
        return _of(s, i, floor)
    return None if word == "casualties" else _number_before(s, i, floor)


def _after_toll(s: Sentence, i: int) -> People | None:
    """As in "The death toll rose to 14", "put the toll at 25", "the toll from the raid on the market has passed 40"."""
    near = _figure(s, range(i + 1, min(i + 9, len(s.words) - 1)), LEADS_TO_FIGURE)
    verb = next((j for j in range(i + 1, len(s.words)) if s.words[j] in s.terms.grown), None)
    far = range(verb, min(verb + 8, len(s.words) - 1)) if verb is not None and near is None else range(0)
    last = near or _figure(s, far, LEADS_TO_FIGURE | s.terms.grown)
    return People(i, last[0], last[1], False) if last else None


def _figure(s: Sentence, places: range, leads: Collection[str]) -> tuple[int, int] | None:
    """Where the first number ends that stands behind one of some words, and the number."""
    for j in places:
        number = parse_number(s.words, j + 1) if s.words[j] in leads else None
        if number and s.words[j + 1] not in {"a", "an"}:
            return j + 1 + number[1], number[0]
    return None


def _dead(s: Sentence, i: int, floor: int) -> People | None:
    """As in "12 dead", "left a soldier dead", "was found dead"."""
    if s.word(i + 1) in s.terms.bodies:
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
    return not s.terms.found.isdisjoint(s.words[max(0, i - 30) : i + 30])


def _of(s: Sentence, i: int, floor: int) -> People | None:
    """As in "The death of", "the lives of", "the bodies of" and their victims; "lost their lives"; "three bodies"."""
    of = next((j for j in range(i + 1, i + 4) if s.word(j) == "of"), None)
    if of == i + 1 or (of and s.words[i + 1] == "by"):  # "death by drowning of"
        must_be_found = s.words[i] in s.terms.bodies or s.words[i] == "remains"
        return object_people(s, of) if not must_be_found or _is_found(s, i) else None
    if s.words[i] in {"lives", "life"}:
        lost = _last(s, {"lost", "lose"}, max(floor, i - 3), i)
        claimed = _last(s, {"claimed", "claims", "claiming", "cost"}, max(floor, i - 6), i)
        if lost is None and claimed is not None:
            return _number_before(s, i, floor)
        return subject_people(s, lost, floor) if lost is not None else None
    if s.words[i] in s.terms.bodies and _is_found(s, i):
        return _number_before(s, i, floor) or (People(i, i + 1, 1, False) if s.words[i] in s.terms.body else None)
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
    while j >= floor and (s.is_adverb(j) or s.words[j] == ","):
        j -= 1
    return j if j >= floor and s.words[j] in PASSIVE else None


def _participle(s: Sentence, i: int, floor: int) -> People | None:
    """As in "Killed" and its like: passive with an auxiliary, else active with an object, else a headline's passive."""
    be = _passive(s, i, floor)
    if be is not None:
        return with_others(s, i, subject_people(s, be, floor))
    if s.word(i + 1) in {"and", "or"} and s.word(i + 2) in s.terms.injuries:
        return _shared(s, i)
    if s.word(i - 1) in {"those", "the", "of"}:
        return None
    found = object_people(s, i) or _left_so(s, i, floor) or _to_death(s, i, floor)
    if found:
        return found
    if floor and s.word(floor) == "and":  # "the driver was killed and his passenger wounded"
        return subject_people(s, i, floor)
    be, number = _last(s, {"was", "were"}, max(floor, i - 9), i), _number_before(s, i, floor)
    if be is None or (number and number.first > be):  # "hundreds were displaced and 30 killed"
        return number
    return subject_people(s, be, floor) or number


def _shared(s: Sentence, i: int) -> People | None:
    """As in "killed and wounded several": some of each; of "killed or wounded 15" nobody knows."""
    found = object_people(s, i + 2) if s.word(i + 1) == "and" else None
    return People(i, i + 1, FEW, True) if found and found.vague else None


def _to_death(s: Sentence, i: int, floor: int) -> People | None:
    """As in "hacked a trader to death"."""
    verb = _last(s, s.terms.to_death, max(floor, i - 12), i) if s.words[i] == "death" else None
    found = object_people(s, verb) if verb is not None and s.word(verb - 1) not in PASSIVE else None
    return found._replace(last=i + 1) if found and found.last < i else None


def _gunned_down(s: Sentence, i: int, floor: int) -> People | None:
    """As in "gunned down two men"; where "and killed" follows, that counts them."""
    if s.word(i + 1) != "down" or not s.terms.verbs.isdisjoint(s.words[i + 2 : i + 5]):
        return None
    be = _passive(s, i, floor)
    return subject_people(s, be, floor) if be is not None else object_people(s, i + 1)


def _last(s: Sentence, wanted: Collection[str], first: int, end: int) -> int | None:
    return next((j for j in range(end - 1, first - 1, -1) if s.words[j] in wanted), None)
