"""What a format of another data set is, and the questions that several formats ask of a record."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]  # a row of `events` or `incidents`, by column

_DIGITS = 15  # of a hexadecimal id: as many as a signed 64-bit number holds


class Context(NamedTuple):
    """What a row does not say itself. `stamp`: when the tables were published; `contexts`: PLOVER's, by CAMEO code."""

    stamp: dt.datetime
    contexts: Mapping[str, tuple[str, ...]]
    documents: Mapping[str, tuple[dt.date, str | None]]  # doc_id → day of publication, language


class Layout(NamedTuple):
    """One format: the table it is made from, its columns in order, and how a row fills them.

    `cells` gives the values of a row by column, or why the format has no place for it. `header`: whether the published
    files of that data set begin with the names of their columns. `delimiter`: comma or tab.
    `needs_documents`: whether `cells` looks at Context.documents.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    cells: Callable[[Row, Context], dict[str, Any] | str]
    header: bool = True
    delimiter: str = "\t"
    needs_documents: bool = False


def number(text_id: str) -> int:
    """A positive 64-bit number for one of our hexadecimal ids; equal for equal ids."""
    return int(text_id[:_DIGITS], 16)


def story_number(doc_id: str) -> int:
    """The number of an article: its id where that is one, else one made from it."""
    if doc_id.isascii() and doc_id.isdecimal() and len(doc_id) <= _DIGITS:
        return int(doc_id)
    return number(hashlib.sha256(doc_id.encode()).hexdigest())


def day(date: dt.date | None, form: str) -> str:
    """A date in a strftime form; empty for none."""
    return date.strftime(form) if date else ""


def actor_name(row: Row, side: str) -> str | None:
    """The entity's name, else the words that stand for it."""
    name: str | None = row[f"{side}_name"] or row[f"{side}_text"]
    return name


def place_kind(row: Row) -> str:
    """town, region or country, or none where the event has no place. A town may bear its region's name."""
    if not row["location"]:
        return "none"
    if row["geo_precision"] == 1 or row["location"] != row["admin1"]:
        return "town" if row["geo_precision"] == 1 or row["admin1"] else "country"
    return "region"


def town(row: Row) -> str | None:
    """The town of an event; None where its place is a region or a country."""
    name: str = row["location"]
    return name if place_kind(row) == "town" else None
