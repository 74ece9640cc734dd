"""Days → the columns of a plot: days, months or years, so many that they can be told apart."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

MOST_COLUMNS = 100
_BEFORE, _AFTER = dt.timedelta(days=14), dt.timedelta(days=7)  # what articles tell beside their own day
_FORMS = ("%Y-%m-%d", "%Y-%m", "%Y")


def covered(published: Iterable[dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last day that articles of these days of publication are mostly about."""
    days = list(published)
    return min(days) - _BEFORE, max(days) + _AFTER


def binned(numbers: Mapping[tuple[dt.date, int], int], first: dt.date, last: dt.date) -> dict[str, Counter[int]]:
    """Name of each day, month or year from first to last, also of those without any → kind → number."""
    form = _form(first, last)
    out: dict[str, Counter[int]] = {day.strftime(form): Counter() for day in _days(first, last)}
    for (day, kind), number in numbers.items():
        out[day.strftime(form)][kind] += number
    return out


def _form(first: dt.date, last: dt.date) -> str:
    days = (last - first).days + 1
    return next(
        (form for form, length in zip(_FORMS, (1, 30, 365), strict=True) if days / length <= MOST_COLUMNS), "%Y"
    )


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)
