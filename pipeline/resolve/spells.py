"""Deeds that go on for days: "from Monday to Friday", "for five days", "since Tuesday", "for the third straight day".

ACLED has a row for each day, and spreads a toll that is given for all of them evenly, the first days taking what is
over. What is told of the latest of several days alone, as in "for the third straight day", belongs to that day.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.resolve.dateperiods import DAY
from pipeline.resolve.quantity import parse_number
from pipeline.resolve.when import DateMention, find_dates

LONGEST = 31
"""Days; what is said to go on for longer went on now and then, and nobody knows on which of them."""

_ORDINALS = {
    name: number
    for number, name in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        2,
    )
}
_DEEDS = (
    r"(?:fighting|clashes|battles?|shelling|bombardments?|(?:air ?|drone )?strikes|protests?|rallies|riots?|rioting"
    r"|unrest|violence|demonstrations)"
)
_ORDINAL = rf"\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}"
_NTH = re.compile(
    rf"\b(?:for (?:the|a)|(?:the|a|its|their)) (?P<nth>{_ORDINAL})"
    rf"(?: (?:straight|consecutive|successive) (?:day|night)|(?: day| night)(?: running| in a row| of {_DEEDS}))\b"
    rf"|\bfor (?:the|a) (?P<plain>{_ORDINAL}) day\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:(?:for|over|during|throughout|in) (?:the )?(?:past |last |previous )?(?P<for>[\w-]+)"
    r"(?: straight| consecutive)? days\b(?! (?:ago|after|before|later|earlier))"
    rf"|(?P<of>[\w-]+) days of {_DEEDS}|(?P<long>[\w]+)-day (?:long )?{_DEEDS})",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:from|between) (?:the )?(?:early |late )?$", re.IGNORECASE)
_LINK = re.compile(r",? (?:to|through|until|till|and) (?:early |late )?", re.IGNORECASE)
_BRACKET = re.compile(r"\([^)]*$")  # "(between 17 and 22 January)" tells how sure a date is
_NIGHT = re.compile(r"\b(?:over)?night\b|\bevening\b", re.IGNORECASE)


class Spell(NamedTuple):
    """The days of a deed, first and last included. `latest`: what is counted belongs to the last of them alone."""

    first: date
    last: date
    latest: bool = False

    def days(self) -> list[date]:
        """Every day, in order."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def shares(self, toll: int | None) -> list[int | None]:
        """Each day's part of a toll, null where it is not told of the day."""
        days = len(self.days())
        if toll is None or self.latest:
            return [*[None] * (days - 1), toll]
        return [toll // days + (at < toll % days) for at in range(days)]


def find_spell(text: str, published: date, day: date) -> Spell | None:
    """The days that a sentence gives for its deed; None for a single one, and for more than can be told apart.

    `day`: when the deed was told to happen; spells without dates of their own end on it.
    """
    found = _range(text, published) or _nth(text, day) or _length(text, day)
    if found and found.first < found.last <= published and len(found.days()) <= LONGEST:
        return found
    return None


def _range(text: str, published: date) -> Spell | None:
    """The ends that dates give. Beside another day a range tells only when that day's deed began, or how sure it is."""
    dates = find_dates(text, published)
    if len(dates) == 1 and dates[0].last and _is_spell(text, dates[0]):
        return Spell(dates[0].day, dates[0].last)
    if len(dates) == 2 and _are_linked(text, *dates):
        return Spell(dates[0].day, dates[1].day)
    return None


def _is_spell(text: str, mention: DateMention) -> bool:
    """Whether a range of dates, or a "since", runs over whole days that are known."""
    since = mention.last is not None and not re.search(r"\d.*\d", mention.text)
    before = text[max(0, mention.start - 20) : mention.start]
    return mention.precision == DAY if since else not (_NIGHT.search(before) or _BRACKET.search(before))


def _are_linked(text: str, one: DateMention, two: DateMention) -> bool:
    """Whether two days are the ends of a range; "from Monday night to Tuesday" is one night."""
    between, before = text[one.end : two.start], text[max(0, one.start - 30) : one.start]
    if not (_LINK.fullmatch(between) and _BEGINS.search(before)) or (one.precision, two.precision) != (DAY, DAY):
        return False
    night = _NIGHT.search(before) or _NIGHT.search(one.text)
    return not (night and two.day - one.day <= timedelta(days=1))


def _nth(text: str, day: date) -> Spell | None:
    match = _NTH.search(text)
    number = _ordinal(match["nth"] or match["plain"]) if match else 0
    return Spell(day - timedelta(days=number - 1), day, latest=True) if number > 1 else None


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _ORDINALS[word.lower()]


def _length(text: str, day: date) -> Spell | None:
    for words in _lengths(text):
        number = parse_number(words, 0)
        exact = not {word.lower() for word in words} & {"several", "few", "many", "some"}
        if number and exact and number[1] == len(words) and number[0] > 1:
            return Spell(day - timedelta(days=number[0] - 1), day)
    return None


def _lengths(text: str) -> Iterator[Sequence[str]]:
    for match in _LENGTH.finditer(text):
        yield [match["for"] or match["of"] or match["long"]]
