"""The forms in which news English names dates: one linear pattern each, with the function that reads it.

Days and precision follow ACLED's codebook: 1 the day is known; 2 within about a week; 3 within a month or longer.
A period without a known day takes its middle, and the first or last day where "early" or "late" is said.
"Overnight" and "tonight" are the day of publication, "last night" the day before.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

DAY, WEEK, MONTH = 1, 2, 3


class Clock(NamedTuple):
    """What a form is read against; `forward` reads dates without a year, and weekdays, as coming."""

    published: date
    anchor: date
    forward: bool


Span = tuple[date, int, date | None]  # day, precision, last day of a stated range
_Reader = Callable[[re.Match[str], Clock], Span | None]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "several": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_M = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_W = (
    r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"|(?:MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)\b|(?:Tues|Thurs?|Fri)\b\.?)"
)
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
_Y = r"(?:19|20)\d\d(?!\d)"
_DASH = r" ?[-–—] ?"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|several|a couple of)"
)
_PART = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
# "14 February Coalition", "17 November Street": a date that is part of a name.
_NOT_A_NAME = (
    r"(?! (?:Movement|Revolution|Coalition|Brigades?|Streets?|Square|Bridge|Group|Organi[sz]ation|Alliance|Avenue"
    r"|Uprising|Stadium|University|Hospital|Forces?|Front|Party|Road|Boulevard|Airport)\b)"
)
_NOT_A_PAPER = r"(?! (?:Times|Mail|Telegraph|Express|Mirror|Post|Herald|World|Vision|Independent|Standard|School)\b)"
_NOT_A_FEAST = r"(?<!Black )(?<!Bloody )(?<!Good )(?<!Easter )(?<!Palm )(?<!Holy )(?<!Ash )(?<!Maundy )(?<!Cyber )"


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _month(word: str) -> int:
    return _MONTHS[word[:3].lower()]


def _in_year(day: int, month: int, year: str | None, clock: Clock) -> date:
    """The date in its stated year, else in the year that brings it nearest to publication on the proper side."""
    if year:
        return date(int(year), month, day)
    steps = range(9) if clock.forward else range(0, -9, -1)  # nine years always hold a 29 February
    for step in steps:
        if month == 2 and day == 29 and not calendar.isleap(clock.published.year + step):
            continue
        found = date(clock.published.year + step, month, day)
        if found >= clock.published if clock.forward else found <= clock.published:
            return found
    raise ValueError("no such date")


def _read_iso(m: re.Match[str], clock: Clock) -> Span:
    return date(int(m["y"]), int(m["m"]), int(m["d"])), DAY, None


def _read_slashed(m: re.Match[str], clock: Clock) -> Span | None:
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if first != second and max(first, second) <= 12:
        return None  # American or European: nobody can tell
    return (date(year, first, second) if second > 12 else date(year, second, first)), DAY, None


def _read_day(m: re.Match[str], clock: Clock) -> Span:
    """A day of a month; coders' marks "(week of)" and "(month of)" widen it."""
    day = _in_year(_day(m["d"]), _month(m["m"]), m["y"], clock)
    return day, {"month": MONTH, None: DAY}.get(m["wide"], WEEK), None


def _read_range(m: re.Match[str], clock: Clock) -> Span | None:
    last = _in_year(_day(m["d2"]), _month(m["m2"] or m["m1"]), m["y"], clock)
    first_month = _month(m["m1"] or m["m2"])
    first = date(last.year - (first_month > last.month), first_month, _day(m["d1"]))
    return (first, WEEK if (last - first).days <= 7 else MONTH, last) if first < last else None


def _read_weekday(m: re.Match[str], clock: Clock) -> Span:
    which, here = (m["which"] or "").lower(), clock.published
    back = (here.weekday() - _WEEKDAYS[m["w"][:3].lower()]) % 7
    if which in {"next", "coming"} or (clock.forward and not which):
        return here + timedelta(days=-back % 7 or (7 if which else 0)), DAY, None
    return here - timedelta(days=back or (7 if which in {"last", "past", "previous"} else 0)), DAY, None


_OFFSETS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "day after tomorrow": 2}


def _read_deictic(m: re.Match[str], clock: Clock) -> Span:
    words = m.group().lower()
    days = -1 if words.endswith("24 hours") else _OFFSETS.get(words, _OFFSETS.get(words.split()[0], 0))
    return clock.published + timedelta(days=days), DAY, None


def _read_anaphor(m: re.Match[str], clock: Clock) -> Span:
    step = -1 if m["back"] else 1 if m["on"] else 0
    return clock.anchor + timedelta(days=step), DAY, None


def _read_ago(m: re.Match[str], clock: Clock) -> Span | None:
    words = m["n"].lower().removeprefix("a ").split()[0]
    number = int(words) if words.isdigit() else _NUMBERS[words]
    start = clock.published if m["ago"].lower() == "ago" else clock.anchor
    unit = m["unit"].lower()
    if unit == "day":
        return start - timedelta(days=number), WEEK if words in {"few", "several"} else DAY, None
    if unit == "week":
        return start - timedelta(weeks=number), WEEK, None
    months = start.year * 12 + start.month - 1 - number * (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, min(start.day, 28)), MONTH, None


def _read_period(m: re.Match[str], clock: Clock) -> Span:
    """Last, this and next week, weekend, month and year: the middle of the period, never past publication day."""
    here, unit = clock.published, m["unit"].lower()
    which = m["which"].lower().split()[-1]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    first, last = _period(unit, step, here, clock.forward)
    if step == 0 and not clock.forward:
        last = max(first, min(last, here))
    middle = first if unit == "weekend" else first + (last - first) / 2
    return middle, WEEK if unit.startswith("week") else MONTH, None


def _period(unit: str, step: int, here: date, forward: bool) -> tuple[date, date]:
    monday = here - timedelta(days=here.weekday())
    if unit == "weekend":  # the one under way, else the one before
        weeks = 0 if step > 0 or forward or (step == 0 and here.weekday() >= 5) else -1
        saturday = monday + timedelta(days=5, weeks=weeks)
        return saturday, saturday + timedelta(days=1)
    if unit == "week":
        return monday + timedelta(weeks=step), monday + timedelta(weeks=step, days=6)
    if unit == "month":
        months = here.year * 12 + here.month - 1 + step
        return _month_span(months // 12, months % 12 + 1)
    return date(here.year + step, 1, 1), date(here.year + step, 12, 31)


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _read_month(m: re.Match[str], clock: Clock) -> Span | None:
    if not (m["lead"] or m["edge"]):
        return None  # a month alone may be a name or a verb
    month = _month(m["m"])
    year = int(m["y"]) if m["y"] else _in_year(1, month, None, clock).year
    return _middle(m["edge"], *_month_span(year, month), clock)


def _read_year(m: re.Match[str], clock: Clock) -> Span:
    return _middle(m["edge"], date(int(m["y"]), 1, 1), date(int(m["y"]), 12, 31), clock)


def _middle(edge: str | None, first: date, last: date, clock: Clock) -> Span:
    place = (edge or "").lower()
    day = first if place.startswith(("early", "beg", "start")) else last if place.startswith(("late", "end")) else None
    day = day or first + (last - first) / 2
    return (max(first, min(day, clock.published)) if first <= clock.published else day), MONTH, None


_EDGE = r"(?:(?:the )?(?P<edge>early|late|mid|middle of|beginning of|start of|end of)[ -])?"
_WIDE = r"(?: \((?P<wide>week|weekend|month) of\))?"
_LONG = rf"(?P<d>{_D})(?: of)? (?P<m>{_M})(?:,? (?P<y>{_Y}))?"
_SHORT = rf"(?P<m>{_M}) (?:the )?(?P<d>{_D})(?:,? (?P<y>{_Y}))?"

FORMS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T[\d:.]+Z?)?", _read_iso),
        (rf"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>{_Y})", _read_slashed),
        (
            rf"(?P<d1>{_D})(?: (?P<m1>{_M}))?(?:{_DASH}| (?:and|to|until|till) )(?P<d2>{_D})(?: of)? (?P<m2>{_M})"
            rf"(?:,? (?P<y>{_Y}))?",
            _read_range,
        ),
        (
            rf"(?P<m1>{_M}) (?P<d1>{_D})(?:{_DASH}| (?:and|to|until|till) )(?:(?P<m2>{_M}) )?(?P<d2>{_D})"
            rf"(?:,? (?P<y>{_Y}))?",
            _read_range,
        ),
        (rf"(?:{_W},? )?(?:the )?{_LONG}{_WIDE}{_NOT_A_NAME}", _read_day),
        (rf"(?:{_W},? )?{_SHORT}{_WIDE}{_NOT_A_NAME}", _read_day),
        (
            rf"(?:(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Tt]his) )?{_NOT_A_FEAST}(?P<w>{_W})"
            rf"{_NOT_A_PAPER}{_PART}",
            _read_weekday,
        ),
        (
            r"(?i:the day before yesterday|yesterday|(?:earlier |later )?today|tonight|overnight|last night"
            r"|this (?:morning|afternoon|evening)|tomorrow|day after tomorrow|(?:past|last) 24 hours)\b",
            _read_deictic,
        ),
        (
            r"(?i:(?P<back>(?:the|a) day (?:before|earlier)|(?:the )?previous day)(?! yesterday)"
            r"|(?P<on>a day later|the (?:following|next) day)(?! tomorrow)|(?:the|that) same day)\b",
            _read_anaphor,
        ),
        (rf"(?i:(?P<n>{_COUNT}) (?P<unit>day|week|month|year)s? (?P<ago>ago|earlier|before)\b)", _read_ago),
        (
            r"(?i:(?P<which>(?:(?:earlier|later) )?(?:last|past|previous|next|coming|this)"
            r"|(?:at|on|over|during) the(?: (?:past|last|coming))?) (?P<unit>weekend|week|month|year))\b(?! of)",
            _read_period,
        ),
        (
            rf"(?:(?P<lead>[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|month of|[Ll]ast|[Tt]his) )?{_EDGE}"
            rf"(?P<m>{_M})(?:,? (?P<y>{_Y}))?(?!\.? \d)",
            _read_month,
        ),
        (rf"(?:[Ii]n|[Ss]ince|[Dd]uring) {_EDGE}(?P<y>{_Y})(?! [a-z]+s\b|[-,]\d)", _read_year),
    )
]
