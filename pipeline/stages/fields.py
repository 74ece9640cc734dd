"""What the fields of a raw record mean: names that stand for ours, ids and dates in their common forms."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate
from typing import Any

# Our field names and what others call them, the likeliest first; compared without case, "_", "-" and blanks.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "document_id", "article_id", "news_id", "story_id", "guid", "uuid", "key"),
    "date": (
        "date", "published", "published_at", "pub_date", "publication_date", "publish_date", "published_date",
        "date_published", "date_publish", "publish_time", "created_at", "created", "datetime", "timestamp", "time",
    ),
    "text": (
        "text", "body", "content", "article", "article_text", "article_body", "full_text", "main_text", "maintext",
        "body_text", "event_text", "notes", "story",
    ),
    "title": ("title", "headline", "heading"),
    "source": ("source", "publisher", "outlet", "source_name", "source_domain", "site_name", "domain"),
    "url": ("url", "link", "uri", "source_url", "web_url", "permalink"),
    "lang": ("lang", "language", "language_code"),
}  # fmt: skip
YEARS = range(1800, 2101)

_LONGEST = 60  # characters of a date
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d{6})?")
_CLOCK = re.compile(r"[,\s]+(?:at\s+)?\d{1,2}:\d\d.*$")
_ZONE = re.compile(r"\s*(?:UTC|GMT|Z)$")
_ISO_CLOCK = re.compile(  # with what `fromisoformat` does not take: hour 24, leap seconds, zones by their names
    r"(?<=\d)[T ](?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?"
    r"\s*(?:Z|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?|[A-Z]{2,5})?(?:\[[\w/+:-]+\])?$"
)
_ISO_DAY = re.compile(r"\d{4}-?\d\d-?\d\d|\d{4}-?(?:W\d\d-?\d|\d{3})")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})", re.ASCII)  # year and day of the year
_FRACTION = re.compile(r"(?<=^\d{10})\.\d+$|(?<=^\d{13})\.\d+$")  # of Unix time
_WEEKDAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[,.\s]\s*", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")  # day and month, in one order or the other
_FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d %Y", "%d %B %Y", "%B %d %Y"
)  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


_OURS = {name: tuple(map(_plain, others)) for name, others in ALIASES.items()}


def is_document(value: Mapping[str, Any]) -> bool:
    """Does this object itself hold a text, by any known name?"""
    return any(_plain(name) in _OURS["text"] and isinstance(text, str) for name, text in value.items())


def pick(fields: Mapping[str, Any], aliases: Mapping[str, str]) -> dict[str, Any]:
    """A record's fields under our names, None where missing or empty; the first alias that is filled counts.

    `aliases` maps the input's names to ours and goes before the common ones.
    """
    theirs = {_plain(str(name)): value for name, value in fields.items() if value not in (None, "")}
    return {ours: _first(theirs, [*_configured(aliases, ours), *others]) for ours, others in _OURS.items()}


def has_known_name(names: Iterable[str], aliases: Mapping[str, str]) -> bool:
    """Is any of these field names one of ours, or one that stands for ours?"""
    known = {other for others in _OURS.values() for other in others}.union(map(_plain, aliases))
    return not known.isdisjoint(_plain(str(name)) for name in names)


def _configured(aliases: Mapping[str, str], ours: str) -> list[str]:
    return [_plain(theirs) for theirs, name in aliases.items() if name == ours]


def _first(values: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((values[name] for name in names if name in values), None)


def read_id(value: Any) -> str | None:
    """An id given as text or as a whole number; None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def read_line(value: Any) -> str | None:
    """What a title, outlet, address or language is: a text, a whole number as text, of an object its name, of a list
    the first that it holds; None for anything else.
    """
    if isinstance(value, list):
        value = next(filter(None, value), None)
    return read_id(value.get("name") if isinstance(value, Mapping) else value)


def read_date(value: Any) -> date | None:
    """A publication date: the calendar day as written, whatever its time zone.

    Understood: ISO 8601 (also weeks, days of the year, the hour 24, leap seconds and zones by name), YYYYMMDD[hhmmss],
    RFC 2822 ("Tue, 02 Aug 2022 10:00:00 GMT"), 2022/08/02, 02.08.2022, 2 August 2022, 02-Aug-22, Aug. 2, 2022, all with
    a weekday before and a time after them, and Unix time of ten digits (seconds) or thirteen (milliseconds), also with
    a fraction, read as UTC. Of 02/08/2022 nobody can tell whether day or month comes first: that is read where one of
    them is above 12, or both are the same. None for what is no date.
    """
    try:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return _read_text(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None


def _read_text(text: str) -> date | None:
    if len(text) > _LONGEST:  # before any pattern: a run of blanks would take quadratic time
        return None
    text = _FRACTION.sub("", text.removesuffix(".0"))
    day = _ISO_CLOCK.sub("", text)
    text = day if _ISO_DAY.fullmatch(day) else _ZONE.sub("", text)
    if text.isascii() and text.isdigit() and len(text) != 7:
        return _read_digits(text)
    if ordinal := _ORDINAL.fullmatch(text):
        return _read_ordinal(int(ordinal[1]), int(ordinal[2]))
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    mail = parsedate(text) if ":" in text else None
    if mail:
        return date(*mail[:3])
    return _read_words(_CLOCK.sub("", text))


def _read_ordinal(year: int, number: int) -> date | None:
    """The day of a year, counted from 1."""
    found = date(year, 1, 1) + timedelta(number - 1)
    return found if found.year == year else None


def _read_digits(text: str) -> date | None:
    if len(text) in (10, 13):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC).date()
    found = _DIGITS.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _read_numbers(first: int, second: int, year: int) -> date | None:
    """A day and a month, where it does not matter or is clear which is which."""
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _read_words(text: str) -> date | None:
    text = re.sub(r"(?i)\bsept\b", "Sep", _WEEKDAY.sub("", text, count=1))
    if numbers := _TWO_NUMBERS.fullmatch(text):
        return _read_numbers(int(numbers[1]), int(numbers[3]), int(numbers[4]))
    for form in _FORMS:
        spaced = " ".join(text.replace(",", " ").replace(". ", " ").split())
        try:
            return datetime.strptime(spaced, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None
