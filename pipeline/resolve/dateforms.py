"""The forms in which news English names dates: one linear pattern each, with the function that reads it.

Days and precision follow ACLED's codebook: 1 the day is known; 2 within about a week; 3 within a month or longer.
"Overnight" and "tonight" are the day of publication, "last night" the day before.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipeline.resolve.dateperiods import (
    DAY,
    MONTH,
    WEEK,
    Clock,
    Span,
    in_year,
    read_day_alone,
    read_day_of_week,
    read_decade,
    read_feast,
    read_month,
    read_period,
    read_week_of_month,
    read_year,
)
from pipeline.resolve.datewords import (
    COUNT,
    DASH,
    DAY_NUMBER,
    FEAST_NAME,
    MONTH_NAME,
    NOT_A_FEAST,
    NOT_A_NAME,
    NOT_A_PAPER,
    NUMBERS,
    PART_OF_DAY,
    TO,
    WEEKDAY_NAME,
    YEAR,
    day_number,
    month_number,
    weekday_number,
)

__all__ = ["COUNT", "DAY", "FORMS", "MONTH", "WEEK", "Clock", "Span", "shifted"]

_Reader = Callable[[re.Match[str], Clock], Span | None]


def _read_iso(m: re.Match[str], clock: Clock) -> Span:
    return date(int(m["y"]), int(m["m"]), int(m["d"])), DAY, None


def _read_slashed(m: re.Match[str], clock: Clock) -> Span | None:
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if first != second and max(first, second) <= 12:
        return None  # American or European: nobody can tell
    return (date(year, first, second) if second > 12 else date(year, second, first)), DAY, None


def _read_day(m: re.Match[str], clock: Clock) -> Span:
    """A day of a month; coders' marks "(week of)" and "(month of)" widen it."""
    day = in_year(day_number(m["d"]), month_number(m["m"]), m["y"], clock)
    return day, {"month": MONTH, None: DAY}.get(m["wide"], WEEK), None


def _read_range(m: re.Match[str], clock: Clock) -> Span | None:
    last = in_year(day_number(m["d2"]), month_number(m["m2"] or m["m1"]), m["y"], clock)
    first_month = month_number(m["m1"] or m["m2"])
    first = date(last.year - (first_month > last.month), first_month, day_number(m["d1"]))
    return (first, WEEK if (last - first).days <= 7 else MONTH, last) if first < last else None


def _read_weekday(m: re.Match[str], clock: Clock) -> Span:
    which, here = (m["which"] or "").lower(), clock.published
    back = (here.weekday() - weekday_number(m["w"])) % 7
    if which == "next":  # of the week after this one
        return here + timedelta(days=7 - here.weekday() + weekday_number(m["w"])), DAY, None
    if which == "coming" or (clock.forward and not which):
        return here + timedelta(days=-back % 7 or (7 if which else 0)), DAY, None
    return here - timedelta(days=back or (7 if which in {"last", "past", "previous"} else 0)), DAY, None


_OFFSETS = {
    "the day before yesterday": -2, "the night before last": -2, "yesterday": -1, "last night": -1, "tomorrow": 1,
    "day after tomorrow": 2,
}  # fmt: skip


def _read_deictic(m: re.Match[str], clock: Clock) -> Span:
    words = m.group().lower()
    if words.endswith("days"):  # "in recent days"
        return clock.published - timedelta(days=2), WEEK, None
    if m["hours"]:
        days = int(m["hours"]) // 24
        return clock.published - timedelta(days=days), DAY if days == 1 else WEEK, None
    days = _OFFSETS.get(words, _OFFSETS.get(words.split()[0], 0))
    return clock.published + timedelta(days=days), DAY, None


def _read_anaphor(m: re.Match[str], clock: Clock) -> Span:
    step = -1 if m["back"] else 1 if m["on"] else 0
    return clock.anchor + timedelta(days=step), DAY, None


def _read_ago(m: re.Match[str], clock: Clock) -> Span | None:
    """So many days, weeks, months or years before publication ("ago"), or before or after the day named last."""
    return shifted(clock.published if m["ago"].lower() == "ago" else clock.anchor, -1, m)


def _read_later(m: re.Match[str], clock: Clock) -> Span | None:
    return shifted(clock.anchor, 1, m)


def _read_ahead(m: re.Match[str], clock: Clock) -> Span | None:
    """ "In three days": of what is planned; of what is done it tells how long it took."""
    return shifted(clock.published, 1, m)


def shifted(start: date, sign: int, m: re.Match[str]) -> Span:
    """So many (`n`) units of time (`unit`) from a day, with the precision that such words have."""
    words = m["n"].lower().removeprefix("a ").split()[0]
    number = sign * (int(words) if words.isdigit() else NUMBERS[words])
    unit = m["unit"].lower()
    if unit == "day":
        return start + timedelta(days=number), WEEK if words in {"few", "several"} else DAY, None
    if unit in {"week", "fortnight"}:
        return start + timedelta(weeks=number * (1 if unit == "week" else 2)), WEEK, None
    months = start.year * 12 + start.month - 1 + number * (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, min(start.day, 28)), MONTH, None


_EDGE = r"(?:(?:the )?(?P<edge>early|late|mid|middle of|beginning of|start of|end of)[ -])?"
_WIDE = r"(?: \((?P<wide>week|weekend|month) of\))?"
_LONG = rf"(?P<d>{DAY_NUMBER})(?: of)? (?P<m>{MONTH_NAME})(?:,? (?P<y>{YEAR}))?"
_SHORT = rf"(?P<m>{MONTH_NAME}) (?:the )?(?P<d>{DAY_NUMBER})(?:,? (?P<y>{YEAR}))?"

FORMS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T[\d:.]+Z?)?", _read_iso),
        (rf"(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>{YEAR})", _read_slashed),
        (
            rf"(?P<d1>{DAY_NUMBER})(?: (?P<m1>{MONTH_NAME}))?(?:{DASH}|{TO})(?P<d2>{DAY_NUMBER})"
            rf"(?: of)? (?P<m2>{MONTH_NAME})(?:,? (?P<y>{YEAR}))?",
            _read_range,
        ),
        (
            rf"(?P<m1>{MONTH_NAME}) (?P<d1>{DAY_NUMBER})(?:{DASH}|{TO})(?:(?P<m2>{MONTH_NAME}) )?(?P<d2>{DAY_NUMBER})"
            rf"(?:,? (?P<y>{YEAR}))?",
            _read_range,
        ),
        (rf"(?:{WEEKDAY_NAME},? )?(?:the )?{_LONG}{_WIDE}{NOT_A_NAME}", _read_day),
        (rf"(?:{WEEKDAY_NAME},? )?{_SHORT}{_WIDE}{NOT_A_NAME}", _read_day),
        (rf"(?P<w>{WEEKDAY_NAME})(?: of)? (?P<which>[Ll]ast|[Tt]his|[Nn]ext) week\b", read_day_of_week),
        (
            rf"(?:the )?(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) week of (?P<m>{MONTH_NAME})"
            rf"(?:,? (?P<y>{YEAR}))?",
            read_week_of_month,
        ),
        (rf"[Oo]n (?P<feast>{FEAST_NAME})(?:,? (?P<y>{YEAR}))?", read_feast),
        (
            r"[Oo]n the (?P<d>[12]?\d|3[01])(?:st|nd|rd|th)(?=[.,;)]|$| (?:and|when|as|after|at|by|in)\b)",
            read_day_alone,
        ),
        (
            rf"(?:(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Tt]his) )?{NOT_A_FEAST}(?P<w>{WEEKDAY_NAME})"
            rf"{NOT_A_PAPER}{PART_OF_DAY}",
            _read_weekday,
        ),
        (
            r"(?i:the day before yesterday|yesterday|(?:earlier |later )?today|tonight|overnight|last night"
            r"|this (?:morning|afternoon|evening)|tomorrow|day after tomorrow|the night before last"
            r"|(?:past|last|previous|preceding) (?P<hours>24|48|72) hours"
            r"|(?:recent|(?:the )?(?:last|past) (?:few|several)) days)\b",
            _read_deictic,
        ),
        (
            r"(?i:(?P<back>(?:the|a) day (?:before|earlier)|(?:the )?previous day)(?! yesterday)"
            r"|(?P<on>a day later|the (?:following|next) day)(?! tomorrow)"
            r"|(?:(?:the|that) same|that) (?:day|night|morning|afternoon|evening))\b",
            _read_anaphor,
        ),
        (rf"(?i:(?P<n>{COUNT}) (?P<unit>day|week|fortnight|month|year)s? (?P<ago>ago|earlier|before)\b)", _read_ago),
        (rf"(?i:(?P<n>{COUNT}) (?P<unit>day|week|month|year)s? later\b)", _read_later),
        (
            rf"(?i:(?:with)?in (?:the next )?(?P<n>{COUNT}) (?P<unit>day|week|month|year)s?(?: time)?\b)(?! of\b)",
            _read_ahead,
        ),
        (
            r"(?i:(?P<which>(?:(?:earlier|later) )?(?:last|past|previous|next|coming|this)"
            r"|(?:at|on|over|during) the(?: (?:past|last|coming))?) (?P<unit>weekend|week|month|year))\b(?! of)",
            read_period,
        ),
        (
            rf"(?:(?P<lead>[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout|month of|[Ll]ast|[Tt]his) )?{_EDGE}"
            rf"(?P<m>{MONTH_NAME})(?:,? (?P<y>{YEAR}))?(?!\.? \d)",
            read_month,
        ),
        (rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Tt]hroughout) {_EDGE}(?:the )?(?P<decade>(?:19|20)\d0)['’]?s\b", read_decade),
        (rf"(?:[Ii]n|[Ss]ince|[Dd]uring) {_EDGE}(?P<y>{YEAR})(?! [a-z]+s\b|[-,]\d)", read_year),
    )
]
