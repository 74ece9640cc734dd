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
from pipeline.stages.difference import COLUMNS, Change, Difference, compare
from pipeline.terminal import plain

_MARKS = {"added": "+", "lost": "-", "recoded": "~"}
_MOST = 15  # lines of a table


class Folder(NamedTuple):
    """One side: where it lies, with what it was coded, its articles and the events of those that both sides have."""

    url: str
    coded_with: str
    documents: frozenset[str]
    events: int


class Comparison(NamedTuple):
    """Two folders and how their events differ, over the articles that both have."""

    before: Folder
    after: Folder
    difference: Difference


def compare_folders(before: str, after: str) -> Comparison:
    """Compare the published events of two output folders. Raises UsageError for a folder without any."""
    stores = [Store(url) for url in (before, after)]
    documents = [frozenset(_documents(store)) for store in stores]
    shared = pa.array(sorted(documents[0] & documents[1]), pa.string())
    tables = [_events(store, shared) for store in stores]
    sides = [
        Folder(store.url, _coded_with(store), known, table.num_rows)
        for store, known, table in zip(stores, documents, tables, strict=True)
    ]
    return Comparison(sides[0], sides[1], compare(*tables))


def _documents(store: Store) -> Iterator[str]:
    for name in own_names(store, "documents"):
        yield from store.read_table(name, ["doc_id"])["doc_id"].to_pylist()


def _events(store: Store, documents: pa.Array) -> pa.Table:
    """The published events of some articles."""
    names = own_names(store, "events")
    if not names:
        raise UsageError("holds no published events", store.url, "give a folder that a run had as --output")
    tables = (store.read_table(name, list(COLUMNS)) for name in names)
    return pa.concat_tables(table.filter(pc.is_in(table["doc_id"], documents)) for table in tables)


def _coded_with(store: Store) -> str:
    fields = Manifest.load(store).fields
    codebook = fields.get("codebook") or {}
    return f"codebook {codebook.get('version', '?')} ({codebook.get('digest', '?')}), {fields.get('model', '?')}"


def comparison_json(found: Comparison, limit: int) -> str:
    """For programs: all counts, and the first changes."""
    counts, changes = found.difference.counts(), found.difference.changes
    return json.dumps(
        {
            "before": _side(found.before, found.after),
            "after": _side(found.after, found.before),
            "events": {"same": found.difference.same, **{kind: counts[kind] for kind in _MARKS}},
            "fields": dict(Counter(name for change in changes for name in change.fields())),
            "codes": dict(_ranked(change.codes() for change in changes)),
            "dyads": dict(_ranked(f"{_MARKS[change.kind]} {change.dyad()}" for change in changes)),
            "changes": [{"kind": one.kind, "before": one.before, "after": one.after} for one in changes[:limit]],
        },
        indent=2,
        ensure_ascii=False,
        default=str,
    )


def _side(side: Folder, other: Folder) -> dict[str, Any]:
    alone = len(side.documents - other.documents)
    return {"folder": side.url, "coded_with": side.coded_with, "events": side.events, "articles_of_its_own": alone}


def comparison_text(found: Comparison, limit: int) -> str:
    """For people: how much, in which codes and dyads, and examples of each kind with their sentences."""
    changes, counts = found.difference.changes, found.difference.counts()
    lines = [*_head(found.before, found.after, "A"), *_head(found.after, found.before, "B"), ""]
    lines += [f"{found.difference.same:,} the same, " + ", ".join(f"{counts[kind]:,} {kind}" for kind in _MARKS)]
    fields = _ranked(name for change in changes for name in change.fields())
    lines += _table("coded anew", fields)
    lines += _table("by code (+ added, - lost, → recoded, = other columns)", _ranked(one.codes() for one in changes))
    lines += _table("by dyad", _ranked(f"{_MARKS[one.kind]} {one.dyad()}" for one in changes))
    for kind in _MARKS:
        lines += _examples(kind, [change for change in changes if change.kind == kind], limit)
    return "\n".join(lines)


def _head(side: Folder, other: Folder, name: str) -> Iterator[str]:
    yield f"{name}  {side.url}: {side.events:,} events, {side.coded_with}"
    if alone := len(side.documents - other.documents):
        yield f"   left out: {alone:,} articles that only {name} has"


def _ranked(keys: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0]))


def _table(title: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    if rows:
        yield f"\n{title}"
        yield from (f"{n:>8,}  {key}" for key, n in rows[:_MOST])
    if rest := rows[_MOST:]:
        yield f"{sum(n for _, n in rest):>8,}  others"


def _examples(kind: str, changes: list[Change], limit: int) -> Iterator[str]:
    if changes and limit:
        yield f"\n{kind}"
    for change in changes[:limit]:
        row = change.row
        named = f" ({', '.join(change.fields())})" if change.fields() else ""
        yield f"  {change.codes()}  {change.dyad()}  {row['rule_id']}{named}"
        yield f"    {plain(row['doc_id'], 80)}, sentence {row['sentence_id']}: {plain(row['sentence_text'] or '')}"
    if len(changes) > limit > 0:
        yield f"  … and {len(changes) - limit:,} more (--limit)"
