"""Casualties and crowd sizes of one incident, as its report gives them.

ACLED's rules: groups of victims add up, a stated total stands over its parts, of conflicting figures the lowest counts,
an unnumbered plural is three, and "casualties" alone are none.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.english import MONTH_WORDS
from pipeline.inflection import noun_forms, verb_forms
from pipeline.resolve.quantity import parse_number, words_of
from pipeline.resolve.tolls import MAX_PEOPLE, Toll, find_tolls
from pipeline.textwords import TextWords, any_of

__all__ = ["Toll", "casualties", "crowd_size", "find_tolls", "parse_number", "states_total"]

_ROUND = 20  # people: larger figures are rounded
_MOST_DIGITS = len(str(MAX_PEOPLE))  # int() takes no number of thousands of digits
_NUMERAL = r"\d++(?:,\d++)*+"
# Coders' own remarks: they outrank what the narrative adds up to.
_CODED = re.compile(
    rf"(?:fatalit\w+|unknown|deaths?)[^.;]{{0,60}}\b(?:coded|estimated) (?:as|at|to) (?:additional )?({_NUMERAL})\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"(?:\btotal (?:of )?|(?:^|[.!?]\s+))({_NUMERAL}) (?:fatalit(?:y|ies)|killed|dead)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\bfatalit\w+ (?:are |were )?(?:split|divided|spread) (?:across|between|over|among) (?P<n>\w+) "
    r"(?:events|locations|days|districts|villages|incidents)",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\b(?:fatalit|split)[^.;]{{0,60}}?\b({_NUMERAL}) each\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\bfatalities (?:are |were )?coded (?:separately|(?:to|at|in|with|under) (?!\d))", re.IGNORECASE
)

_CODED_APART = re.compile(r"(?:[^.;]{0,40}|(?:(?! and )[^,.;()]){0,80})\(coded separately\)")
_NONE_AT_ALL = re.compile(r"(?:^|[.!?]\s+)(?:There were |With )?no (?:fatalities|deaths)(?:\.|$)", re.IGNORECASE)
_REACH = 600  # characters around a toll that may tell what it belongs to
_ANAPHORS = words_of("victim victims he she him body bodies corpse corpses latter his her their whom")
_OTHERS = words_of("another other others more further additional")
# A toll that took the place of earlier ones: "the death toll later rose to 14"; "put at 14" is but a claim
_GROWN = re.compile(r"\btoll\b(?!.*\b(?:at|of)\b).*\d|\btoll\b(?!.*\bat\b).*\bto\b")
# A figure of nobody in particular, and what makes it that of others
_BARE = re.compile(
    r"(?:(?:at least|about|around|some|more than|over|nearly|up to|as many as) )?[\w,-]+(?: hundred| thousand)?"
    r"(?: (?:people|persons|were|was|had|have|has|been|already|now|dead|died|killed|injured|wounded|hurt|deaths"
    r"|fatalities|casualties|lost|their|lives))+|killed [\w,-]+(?: people| persons)?",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:another|other|others|more|further|additional|also|too|as well|second|third|separate\w*|elsewhere|nearby"
    r"|neighbou?ring|later)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|outside) (?:the )?([A-Z][\w'’-]+)")
_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|a total of|overall)\b|\breports?\b", re.IGNORECASE)
_FRAME = words_of(
    "the a an was were is are been be of and in by to shot dead killed died wounded injured killing wounding"
    " injuring later found also who that two three four five at least"
)
_EARLIER = re.compile(r"\bhad (?:just |earlier )?$", re.IGNORECASE)
# … but told by somebody "had" is only the tense of what is told: "Ukraine said it had killed 900 soldiers".
_OF_ITS_OWN = (  # words up to "had" in the clause of what is told
    r" (?:(?!(?:that had|who|whom|whose|which|when|where|while|after|before|because|since) )[\w'’-]+ ){1,8}had $"
)
_CAUSE = re.compile(r"\b(?:after|following|over|for|against|about|who|that)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w+ing\b")
_FINITE = re.compile(r"(?:killed|wounded|injured|murdered|executed)\b")
_RELATIVE = re.compile(r"\b(?:who|that)\b")
_CAUSE_OF_DEATH = re.compile(
    r"\b(?:after|following|over|about|against|in connection with"
    r"|(?:protest\w*|anger\w*|outrage\w*|fury) at)\b[^.;,]{0,50}$",
    re.IGNORECASE,
)
# A deed, and what it answers or follows: "raided the camp in the wake of a bombing that killed nine"
_ANSWERED = re.compile(
    r"\b(?:attack|raid|str(?:ike|uck)|bomb|shell|blast|pound|fire|rocket|assault|sweep|swoop|storm)\w*\b[^.;]{0,120}?"
    r"\b(?:in the wake of|in (?:response to|retaliation for|revenge for|reprisal for)|after|following)\b[^.;,]{0,90}$"
)
# A whole war's: "ended a war in which 9,000 people died", "the conflict that has killed thousands", "the war killed"
_OF_WAR = re.compile(
    r"\b(?:war|conflict|insurgency|rebellion|uprising|genocide)(?:(?:,? (?:in|during) which| that"
    r"|, which|,? (?:has|have))\b[^.;]{0,80}| (?:itself |alone )?)$"
)
# Of days before: "a day after two soldiers died"
_DAYS_BEFORE = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:after|since)\b[^.;,]{0,50}$", re.IGNORECASE)
_FINITE_TOLL = re.compile(r"(?:killed|left|claimed|murdered|wounded|injured)\b")
_RIVAL = re.compile(
    r"\b(?:claim\w*|sources?|other reports|others put|alleg\w+|according to|in one instance|among (?:them|the dead)"
    r"|(?:earlier|previously|initially) (?:said|confirmed|reported|announced|put)"
    r"|(?:while|but|though|whereas)\b[^.;]{0,40} said)\b",
    re.IGNORECASE,
)


def casualties(
    text: str, words: TextWords, own: Callable[[Toll], bool] = lambda _: True
) -> tuple[int | None, int | None]:
    """(fatalities, injuries) that a report of one incident gives; null where it gives none, 0 where it denies any.

    A coder's explicit total outranks the sum of parts; deaths told as background (what a protest is about, what
    somebody is accused of) and cumulative tolls are not this incident's. words: the codebook's; own: whether a toll is
    this deed's, in a text that tells several.
    """
    tolls = [t for t in find_tolls(text, words) if own(t) and not t.cumulative and not _is_background(text, t, words)]
    killed = _sum(text, _but_claims(text, [t for t in tolls if t.kind == "killed"]), words)
    injured = _sum(text, [t for t in tolls if t.kind == "injured" or _denies_casualties(text, t)], words)
    return _as_coded(text, killed), injured


def _but_claims(text: str, tolls: list[Toll]) -> list[Toll]:
    """Without what somebody "said it had killed", unless nothing else is told."""
    return [toll for toll in tolls if not _EARLIER.search(text[_sentence(text, toll)[0] : toll.start])] or tolls


def states_total(text: str) -> bool:
    """Whether a text gives the total of a whole report, as coders do: "2 fatalities."."""
    return bool(_CODED.search(text) or _TOTAL.search(text))


def _denies_casualties(text: str, toll: Toll) -> bool:
    """Casualties are killed and injured alike, so that "no casualties" denies both."""
    return toll.negated and text[toll.start : toll.end].lower() == "casualties"


def _as_coded(text: str, killed: int | None) -> int | None:
    """Fatalities after the coder's remarks: a stated total, a share of several events, or another event's."""
    if not any(word in text for word in ("atalit", " deaths", " killed", " dead")):
        return killed
    totals = _numbers(_CODED, text) or _numbers(_TOTAL, text)
    if not totals and _NONE_AT_ALL.search(text):
        return 0
    if each := _numbers(_EACH, text):
        return each[0]
    if totals:
        return totals[-1]
    if killed and (split := _SPLIT.search(text)):
        parts = parse_number([split["n"]], 0)
        return killed // max(parts[0], 1) if parts else killed
    return None if _ELSEWHERE.search(text) else killed


def _numbers(remark: re.Pattern[str], text: str) -> list[int]:
    """The numbers that remarks give; one above MAX_PEOPLE is misread."""
    found = (numeral.replace(",", "") for numeral in remark.findall(text))
    return [int(digits) for digits in found if len(digits) <= _MOST_DIGITS and int(digits) <= MAX_PEOPLE]


def _is_background(text: str, toll: Toll, words: TextWords) -> bool:
    start, end = _sentence(text, toll)
    before, patterns = text[start : toll.start], _before(words)
    earlier = _EARLIER.search(before) and not patterns.told.search(before)
    if earlier or patterns.accused.search(before) or _CODED_APART.match(text, toll.end):
        return True
    own = text[toll.start : toll.end]
    if _OF_WAR.search(before) or _DAYS_BEFORE.search(before):
        return True
    if _FINITE_TOLL.match(own) and _ANSWERED.search(before):
        return True
    if own.startswith(("of ", "death")) or " of " in own[:12]:
        return bool(_CAUSE_OF_DEATH.search(before) or patterns.reason.search(before))
    if _RELATIVE.search(own):
        return bool(patterns.gathering.search(text, start, end))
    gathering = None if _is_main_clause(before, own) else patterns.gathering.search(before)
    return bool(gathering and (patterns.reason.search(before) or _CAUSE.search(before, gathering.end())))


class _Before(NamedTuple):
    """What comes before a death that is not this incident's own: an accusation, a threat; a gathering and its reason;
    who tells of it, so that "had" is only the tense of what is told, and whether anybody does."""

    accused: re.Pattern[str]
    gathering: re.Pattern[str]
    reason: re.Pattern[str]
    told: re.Pattern[str]
    teller: re.Pattern[str]


@lru_cache(maxsize=8)
def _before(words: TextWords) -> _Before:
    telling = verb_forms(words.telling_verb | words.avowing_verb)
    gathering = verb_forms(words.gathering_verb).every | noun_forms(words.gathering_noun)
    capitalised = {word.capitalize() for word in gathering - MONTH_WORDS}
    accused = (
        rf"\b(?:{any_of(verb_forms(words.accusing_verb).past)} (?:of|with)|in connection with|threaten\w+ to"
        rf"|{any_of(verb_forms(words.accusing_verb).every)} (?:[\w'’-]+ ){{1,6}}(?:of|with|for) $)"
    )
    return _Before(
        re.compile(accused, re.IGNORECASE),
        re.compile(rf"\b{any_of(gathering | capitalised)}\b"),
        re.compile(rf"\b{any_of(verb_forms(words.gathering_reason).every)}\b", re.IGNORECASE),
        re.compile(rf"\b{any_of(telling.finite | telling.ing)}{_OF_ITS_OWN}", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(telling.finite | telling.ing)}|spoke|speaks|according)\b"),
    )


def _is_main_clause(before: str, own: str) -> bool:
    """As in "…, killing two" and "… and two were killed", which tell what came of a protest, not what it was about."""
    if before.endswith(", "):
        return bool(_PARTICIPLE.match(own)) or not _FINITE.match(own)
    return before.endswith("and ") and not _FINITE.match(own)


def _sentence(text: str, toll: Toll) -> tuple[int, int]:
    """Where the toll's sentence begins and ends, as far as it matters."""
    first, last = max(0, toll.start - _REACH), min(len(text), toll.end + _REACH)
    start = max(text.rfind(". ", first, toll.start), text.rfind("; ", first, toll.start))
    end = text.find(". ", toll.end, last)
    return first if start < 0 else start + 1, last if end < 0 else end


def _sum(text: str, tolls: Sequence[Toll], words: TextWords) -> int | None:
    """Parts added up; victims already counted, and rival claims, add nothing. A toll that grew takes their place."""
    if not tolls:
        return None
    counted: list[tuple[int, frozenset[str]]] = []
    for toll in tolls:
        told = frozenset(re.findall(r"\w+", text[toll.start : toll.end].lower()))
        if counted and _GROWN.search(text, toll.start, toll.end):
            counted = [(max(toll.number, *(number for number, _ in counted)), told)]
            continue
        rival = _RIVAL.search(text, _sentence(text, toll)[0], toll.start) or _is_restated(text, toll, words)
        if toll.number and not (counted and (rival or _is_again(toll.number, told, counted[-20:]))):
            counted.append((toll.number, told))
    numbers = [number for number, _ in counted]
    stated = len(numbers) > 2 and _is_total(max(numbers), sum(numbers) - max(numbers), numbers)
    return min(max(numbers) if stated else sum(numbers), MAX_PEOPLE)


def _is_restated(text: str, toll: Toll, words: TextWords) -> bool:
    """Whether somebody counts those who were counted before, at another place than theirs they would be others: "put
    the toll at 21", "a doctor said ten had died", "earlier reports spoke of 12 dead", "in all 12 people died"."""
    told = text[toll.start : toll.end]
    if "toll" in told:
        return True
    start, end = _sentence(text, toll)
    if start == 0 or toll.vague or not _BARE.fullmatch(told) or _APART.search(text, start, end):
        return False
    places = (found[1] for found in _PLACE.finditer(text, start, end))
    if any(place not in text[:start] for place in places):
        return False
    return bool(_IN_ALL.search(text, start, end) or _before(words).teller.search(text, start, end))


def _is_total(most: int, rest: int, numbers: Sequence[int]) -> bool:
    """Whether one number is what the others add up to: "nine died … four guards … five drivers". A large one that is
    told first may be round: "nearly 150 died … 45 … 23 … 81"."""
    round_ = most == numbers[0] and most > _ROUND and 0.9 * most <= rest <= most
    return rest == most or round_


def _is_again(number: int, words: frozenset[str], counted: Sequence[tuple[int, frozenset[str]]]) -> bool:
    """Whether these victims were told of before: "the driver", "his body", the same number of the same people."""
    if words & _ANAPHORS:
        return True
    if words & _OTHERS:
        return False
    shared = [one for one, seen in counted if (words - _FRAME) & seen]
    return bool(shared) if "the" in words else number in shared


_WORD = re.compile(r"\d[\d,]*(?:[.-]\d+)?(?<!,)|[^\W\d][\w'’-]*|[^\w\s]")
_FEW_PEOPLE = 9


class _CrowdWords(NamedTuple):
    """`signs`: without one no text tells of a crowd · `people`: whom its size counts · `acts`: what a number alone does
    · `harmed`: beside a number, they make victims or prisoners of those it counts."""

    signs: frozenset[str]
    people: frozenset[str]
    acts: frozenset[str]
    harmed: frozenset[str]


@lru_cache(maxsize=8)
def _crowd_words(words: TextWords) -> _CrowdWords:
    violent = words.killing_verb | words.wounding_verb | words.dying_verb | words.violent_verb | words.seizing_verb
    gathering = words.gathering_verb | words.gathering_noun | words.crowd_sign
    return _CrowdWords(
        verb_forms(gathering).every | noun_forms(gathering),
        noun_forms(words.crowd_noun),
        verb_forms(words.crowding_verb | words.gathering_verb).every,
        verb_forms(violent).every | {"dead"},
    )


def crowd_size(text: str, words: TextWords) -> str | None:
    """The size of a crowd as the report words it ("around 3,000", "hundreds"), null where it gives none.

    words: the codebook's, for who makes a crowd.
    """
    terms = _crowd_words(words)
    found = list(_WORD.finditer(text))
    forms = [match.group() for match in found]
    if terms.signs.isdisjoint(map(str.lower, forms)):
        return None
    at = 0
    while at < len(forms):
        number = parse_number(forms, at)
        if number and _is_crowd(forms, at, *number, terms):
            size = text[found[at].start() : found[at + number[1] - 1].end()]
            return size if size.isupper() else size[0].lower() + size[1:]
        at += number[1] if number else 1
    return None


def _is_crowd(words: Sequence[str], at: int, value: int, taken: int, terms: _CrowdWords) -> bool:
    """Three or more people; a bare "several", "a number of" is no size."""
    if value < 3 or (value == 3 and not {"3", "three"} & {w.lower() for w in words[at : at + taken]}):
        return False
    before = [word.lower() for word in words[max(0, at - 2) : at]]
    if "crowd" in before or "crowds" in before:
        return True
    if not terms.harmed.isdisjoint(before):
        return False
    after = [word.lower() for word in words[at + taken : at + taken + 10]]
    if value > _FEW_PEOPLE and not terms.acts.isdisjoint(after[:1]):
        return True
    for i, (word, form) in enumerate(zip(after[:5], words[at + taken :], strict=False)):
        if form[0].isupper() and form.endswith("s") and not terms.acts.isdisjoint(after[i + 1 : i + 2]):
            return True  # "thousands of Serbs marched"
        if word in terms.people:
            return terms.harmed.isdisjoint(after[i + 1 : i + 5])
        if not word[0].isalpha() or word in {"and", "in", "by", "on", "at", "for", "were"}:
            return False
    return False
