"""Periods in news English (last week, early June, 2014), and days that a period or a feast names.

A period without a known day takes its middle, and the first or last day where "early" or "late" is said.
"""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.resolve.datewords import FEASTS, month_number, weekday_number

DAY, WEEK, MONTH = 1, 2, 3


class Clock(NamedTuple):
    """What a form is read against; `forward` reads dates without a year, and weekdays, as coming."""

    published: date
    anchor: date
    forward: bool


Span = tuple[date, int, date | None]  # day, precision, last day of a stated range


def in_year(day: int, month: int, year: str | None, clock: Clock) -> date:
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


def read_period(m: re.Match[str], clock: Clock) -> Span:
    """Last, this and next week, weekend, month and year: the middle of the period."""
    here, unit = clock.published, m["unit"].lower()
    which = m["which"].lower().split()[-1]
    if which == "past" and unit == "week":  # up to now
        return here - timedelta(days=4), WEEK, None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    first, last = _period(unit, step, here, clock.forward)
    if unit != "weekend":
        first, last = _so_far(first, last, clock)
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


def _so_far(first: date, last: date, clock: Clock) -> tuple[date, date]:
    """Of a period under way the part that is over, or that is to come if read as coming."""
    if not first <= clock.published <= last:
        return first, last
    return (clock.published, last) if clock.forward else (first, clock.published)


def read_month(m: re.Match[str], clock: Clock) -> Span | None:
    if not (m["lead"] or m["edge"]):
        return None  # a month alone may be a name or a verb
    month = month_number(m["m"])
    year = int(m["y"]) if m["y"] else in_year(28 if clock.forward else 1, month, None, clock).year
    return _middle(m["edge"], *_month_span(year, month), clock)


def read_year(m: re.Match[str], clock: Clock) -> Span:
    return _middle(m["edge"], date(int(m["y"]), 1, 1), date(int(m["y"]), 12, 31), clock)


def read_decade(m: re.Match[str], clock: Clock) -> Span:
    """ "In the late 1980s"."""
    first = int(m["decade"])
    return _middle(m["edge"], date(first, 1, 1), date(first + 9, 12, 31), clock)


def _middle(edge: str | None, first: date, last: date, clock: Clock) -> Span:
    place = (edge or "").lower()
    day = first if place.startswith(("early", "beg", "start")) else last if place.startswith(("late", "end")) else None
    first, last = _so_far(first, last, clock)
    if day is None:
        return first + (last - first) / 2, MONTH, None
    return max(first, min(day, last)), MONTH, None


def read_week_of_month(m: re.Match[str], clock: Clock) -> Span:
    """ "In the second week of May": its middle."""
    month = month_number(m["m"])
    year = int(m["y"]) if m["y"] else in_year(28 if clock.forward else 1, month, None, clock).year
    first, last = _month_span(year, month)
    which = m["nth"].lower()
    day = last - timedelta(days=3) if which == "last" else first + timedelta(days=3 + 7 * _WEEKS.index(which))
    return day, WEEK, None


_WEEKS = ("first", "second", "third", "fourth")


def read_day_of_week(m: re.Match[str], clock: Clock) -> Span:
    """ "On Monday of last week"."""
    monday = clock.published - timedelta(days=clock.published.weekday())
    weeks = {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    return monday + timedelta(weeks=weeks, days=weekday_number(m["w"])), DAY, None


def read_day_alone(m: re.Match[str], clock: Clock) -> Span:
    """ "On the 15th": the nearest one."""
    here, day = clock.published, int(m["d"])
    months = [here.year * 12 + here.month - 1 + step * (1 if clock.forward else -1) for step in range(3)]
    days = [date(n // 12, n % 12 + 1, day) for n in months if day <= calendar.monthrange(n // 12, n % 12 + 1)[1]]
    return next(one for one in days if (one >= here if clock.forward else one <= here)), DAY, None


def read_feast(m: re.Match[str], clock: Clock) -> Span:
    """ "On New Year's Day": feasts of fixed days."""
    day, month = FEASTS[m["feast"].lower().replace("’", "'")]
    return in_year(day, month, m["y"], clock), DAY, None
