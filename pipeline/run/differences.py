"""Two output folders compared: what an edited codebook, another model or another version has changed."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import UsageError
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.store import Store
from pipeline.stages.difference import EVENTS, INCIDENTS, Change, Difference, Unit, compare
from pipeline.tables import SCHEMAS
from pipeline.terminal import plain

_MARKS = {"added": "+", "lost": "-", "recoded": "~"}
_UNITS = (EVENTS, INCIDENTS)
_MOST = 15  # lines of a table


class Folder(NamedTuple):
    """One side: where it lies, with what it was coded, its articles, and how many rows tell of those that both have."""

    url: str
    coded_with: str
    documents: frozenset[str]
    events: int
    incidents: int


class Comparison(NamedTuple):
    """Two folders and how their events and incidents differ, over the articles that both have."""

    before: Folder
    after: Folder
    events: Difference
    incidents: Difference


def compare_folders(before: str, after: str) -> Comparison:
    """Compare what is published in two output folders. Raises UsageError for a folder without events."""
    stores = [Store(url) for url in (before, after)]
    documents = [frozenset(_documents(store)) for store in stores]
    shared = pa.array(sorted(documents[0] & documents[1]), pa.string())
    for store in stores:
        if not own_names(store, "events"):
            raise UsageError("holds no published events", store.url, "give a folder that a run had as --output")
    tables = [(_events(store, shared), _incidents(store, shared)) for store in stores]
    left, right = (
        Folder(store.url, _coded_with(store), known, *(table.num_rows for table in own))
        for store, known, own in zip(stores, documents, tables, strict=True)
    )
    events, incidents = (compare(tables[0][at], tables[1][at], unit) for at, unit in enumerate(_UNITS))
    return Comparison(left, right, events, incidents)


def _documents(store: Store) -> Iterator[str]:
    for name in own_names(store, "documents"):
        yield from store.read_table(name, ["doc_id"])["doc_id"].to_pylist()


def _events(store: Store, documents: pa.Array) -> pa.Table:
    """The published events of some articles."""
    table = _published(store, EVENTS)
    return table.filter(pc.is_in(table["doc_id"], documents))


def _incidents(store: Store, documents: pa.Array) -> pa.Table:
    """The published incidents that at least one of some articles tells."""
    table, known = _published(store, INCIDENTS), frozenset(documents.to_pylist())
    return table.filter(pa.array([not known.isdisjoint(ids) for ids in table["doc_ids"].to_pylist()], pa.bool_()))


def _published(store: Store, unit: Unit) -> pa.Table:
    schema = pa.schema([SCHEMAS[unit.name].field(name) for name in unit.columns])
    tables = (store.read_table(name, unit.columns) for name in own_names(store, unit.name))
    return pa.concat_tables([schema.empty_table(), *tables])


def _coded_with(store: Store) -> str:
    fields = Manifest.load(store).fields
    codebook = fields.get("codebook") or {}
    return f"codebook {codebook.get('version', '?')} ({codebook.get('digest', '?')}), {fields.get('model', '?')}"


def comparison_json(found: Comparison, limit: int) -> str:
    """For programs: all counts, and the first changes; those of events stand at the top."""
    events, incidents = _told(found.events, "dyads", limit), _told(found.incidents, "pairs", limit)
    return json.dumps(
        {
            "before": _side(found.before, found.after),
            "after": _side(found.after, found.before),
            "events": _counts(found.events),
            **events,
            "incidents": {**_counts(found.incidents), **incidents},
        },
        indent=2,
        ensure_ascii=False,
        default=str,
    )


def _counts(found: Difference) -> dict[str, int]:
    counts = found.counts()
    return {"same": found.same, **{kind: counts[kind] for kind in _MARKS}}


def _told(found: Difference, pairs: str, limit: int) -> dict[str, Any]:
    """What has changed; `pairs`: how those who did it to whom are called."""
    changes = found.changes
    return {
        "fields": dict(_fields(changes)),
        "codes": dict(_codes(changes)),
        pairs: dict(_dyads(changes)),
        "changes": [{"kind": one.kind, "before": one.before, "after": one.after} for one in changes[:limit]],
    }


def _side(side: Folder, other: Folder) -> dict[str, Any]:
    alone = len(side.documents - other.documents)
    rows = {"events": side.events, "incidents": side.incidents}
    return {"folder": side.url, "coded_with": side.coded_with, **rows, "articles_of_its_own": alone}


def comparison_text(found: Comparison, limit: int) -> str:
    """For people: how much, in which codes and sides, and examples of each kind with their sentences."""
    lines = [*_head(found.before, found.after, "A"), *_head(found.after, found.before, "B")]
    for unit, difference in zip(_UNITS, (found.events, found.incidents), strict=True):
        lines += ["", f"{unit.name.upper()}  {_summary(difference)}"]
        lines += _tables(difference.changes, unit)
        for kind in _MARKS:
            lines += _examples(kind, [change for change in difference.changes if change.kind == kind], limit)
    return "\n".join(lines)


def _summary(found: Difference) -> str:
    counts = found.counts()
    return f"{found.same:,} the same, " + ", ".join(f"{counts[kind]:,} {kind}" for kind in _MARKS)


def _head(side: Folder, other: Folder, name: str) -> Iterator[str]:
    yield f"{name}  {side.url}: {side.events:,} events, {side.incidents:,} incidents, {side.coded_with}"
    if alone := len(side.documents - other.documents):
        yield f"   left out: {alone:,} articles that only {name} has"


def _tables(changes: list[Change], unit: Unit) -> Iterator[str]:
    what, sides = ("code", "dyad") if unit is EVENTS else ("sub_event_type", "actors")
    yield from _table("coded anew", _fields(changes))
    yield from _table(f"by {what} (+ added, - lost, → recoded, = other columns)", _codes(changes))
    yield from _table(f"by {sides}", _dyads(changes))


def _fields(changes: Iterable[Change]) -> list[tuple[str, int]]:
    return _ranked(name for change in changes for name in change.fields())


def _codes(changes: Iterable[Change]) -> list[tuple[str, int]]:
    return _ranked(change.codes() for change in changes)


def _dyads(changes: Iterable[Change]) -> list[tuple[str, int]]:
    return _ranked(f"{_MARKS[change.kind]} {change.dyad()}" for change in changes)


def _ranked(keys: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0]))


def _table(title: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    if rows:
        yield f"\n{title}"
        yield from (f"{n:>8,}  {plain(key)}" for key, n in rows[:_MOST])
    if rest := rows[_MOST:]:
        yield f"{sum(n for _, n in rest):>8,}  others"


def _examples(kind: str, changes: list[Change], limit: int) -> Iterator[str]:
    if changes and limit:
        yield f"\n{kind}"
    for change in changes[:limit]:
        yield from (_event_lines if change.unit is EVENTS else _incident_lines)(change)
    if len(changes) > limit > 0:
        yield f"  … and {len(changes) - limit:,} more (--limit)"


def _event_lines(change: Change) -> Iterator[str]:
    row = change.row
    named = f" ({', '.join(change.fields())})" if change.fields() else ""
    yield f"  {change.codes()}  {change.dyad()}  {row['rule_id']}{named}"
    yield f"    {plain(row['doc_id'], 80)}, sentence {row['sentence_id']}: {plain(row['sentence_text'] or '')}"


def _incident_lines(change: Change) -> Iterator[str]:
    row = change.row
    yield f"  {change.codes()}  {plain(change.dyad())}"
    where = ", ".join(filter(None, (row["location"], row["country"])))
    yield f"    {row['event_date']}, {plain(where or 'no place')}, {row['fatalities'] or 'none'} dead"
    yield from (f"    {line}" for line in _anew(change))
    more = f" and {len(row['doc_ids']) - 1} more" if len(row["doc_ids"]) > 1 else ""
    yield f"    {plain(row['doc_ids'][0], 80)}{more}: {plain(row['notes'] or '')}"


def _anew(change: Change) -> Iterator[str]:
    """The columns that were coded anew, with both values."""
    for name in change.fields():
        before, after = ((row or {}).get(name) for row in (change.before, change.after))
        yield f"{name}: {plain(str(before or '-'))} → {plain(str(after or '-'))}"
