"""What coded articles amount to: counts that add up, for the history of runs and for the run summary."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.stages.check_facts import rows

LONGEST = 3  # articles kept of a batch
_SIDES = ("source", "target")


class Place(NamedTuple):
    """Where events were coded, to a tenth of a degree."""

    name: str
    country: str
    latitude: float
    longitude: float


class Measures(NamedTuple):
    """Counts over coded articles. `sums` has documents, sentences, sentences_coded, events, located, actors,
    actors_coded, incidents, and quad_1 to quad_4: events of each quad class."""

    sums: Counter[str]
    published: Counter[dt.date]  # articles by day of publication
    outlets: Counter[str]  # articles by outlet
    days: Counter[tuple[dt.date, int]]  # events by day and quad class
    types: Counter[str]  # events by PLOVER type, by CAMEO root where they have none
    dyads: Counter[tuple[str, str]]  # events by the countries of source and target, else their codes
    places: Counter[Place]

    def add(self, more: "Measures") -> None:
        """Add the counts of other articles to these."""
        pairs: Iterable[tuple[Any, Any]] = zip(self, more, strict=True)
        for mine, others in pairs:
            mine.update(others)


class Length(NamedTuple):
    """How long an article is, in characters, and its share of the batch that it was coded with."""

    doc_id: str
    title: str
    characters: int
    share: float


def nothing() -> Measures:
    """The measures of no article."""
    return Measures(*(Counter() for _ in Measures._fields))


def measure(tables: Mapping[str, pa.Table]) -> Measures:
    """The measures of some articles, from their documents, sentences, events and incidents, rows in any order."""
    documents, events = tables["documents"], tables["events"]
    sums = {name: tables[name].num_rows for name in ("documents", "sentences", "events", "incidents")}
    return Measures(
        Counter(sums | _coded(events)),
        _count(documents, "date"),
        _count(documents, "source"),
        Counter(key for key in rows(events, "event_date", "quad_class") if None not in key),
        Counter(kind or root for kind, root in rows(events, "plover_type", "cameo_root") if kind or root),
        _dyads(events),
        _places(events),
    )


def longest(documents: pa.Table) -> list[Length]:
    """The longest articles of a batch, the longest first."""
    found = [(len(text or ""), id_, title or "") for id_, title, text in rows(documents, "doc_id", "title", "text")]
    total = sum(size for size, _, _ in found) or 1
    return [Length(id_, title, size, size / total) for size, id_, title in sorted(found, reverse=True)[:LONGEST]]


def _count(table: pa.Table, column: str) -> Counter[Any]:
    return Counter(value for value in table[column].to_pylist() if value is not None)


def _coded(events: pa.Table) -> dict[str, int]:
    sides = [pair for side in _SIDES for pair in rows(events, f"{side}_text", f"{side}_code")]
    quads = _count(events, "quad_class")
    return {
        "sentences_coded": len(set(rows(events, "doc_id", "sentence_id"))),
        "located": len(events) - events["latitude"].null_count,
        "actors": sum(text is not None for text, _ in sides),
        "actors_coded": sum(text is not None and code is not None for text, code in sides),
        **{f"quad_{quad}": quads[quad] for quad in (1, 2, 3, 4)},
    }


def _dyads(events: pa.Table) -> Counter[tuple[str, str]]:
    columns = [f"{side}_{part}" for side in _SIDES for part in ("country", "code")]
    sides = ((one or code, other or target) for one, code, other, target in rows(events, *columns))
    return Counter(pair for pair in sides if all(pair))


def _places(events: pa.Table) -> Counter[Place]:
    found = rows(events, "location", "location_country", "latitude", "longitude")
    return Counter(
        Place(name or "", country or "", round(lat, 1), round(lon, 1))
        for name, country, lat, lon in found
        if lat is not None and lon is not None
    )
