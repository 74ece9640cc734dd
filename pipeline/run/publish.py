"""Coded tables → what readers see: split by month, written aside, renamed into place."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.merging import NO_DATE, Merged, note, partition
from pipeline.run.ownership import own_names
from pipeline.run.store import WORK, Store
from pipeline.run.task import table_name
from pipeline.tables import SCHEMAS

_EMPTY = f"{NO_DATE}/empty.parquet"


def publish(store: Store, batches: Sequence[str], present: Collection[str], merged: Merged) -> None:
    """Put the events of batches in the place of what was published of them, and of batches no longer present; then the
    merged incidents.

    All files are written aside before the first is renamed, so that readers see a mixture for moments only.
    """
    published = own_names(store, "events")
    ready = {target: draft for batch in batches for target, draft in _split(store, batch).items()}
    kept = {"empty.parquet", *(f"{batch}.parquet" for batch in {*present} - {*batches})}
    gone = [name for name in published if name not in ready and name.rpartition("/")[2] not in kept]
    _replace(store, "events", ready, gone)
    _replace(store, "incidents", merged.ready, merged.gone)
    note(store, merged)


def _replace(store: Store, table: str, ready: Mapping[str, str], gone: Sequence[str]) -> None:
    for target, draft in ready.items():
        store.move(draft, target)
    store.remove(gone)
    _mark_empty(store, table, set(own_names(store, table)))


def _split(store: Store, batch: str) -> dict[str, str]:
    """Write the partitions of a batch's events aside: published name → the name it waits under."""
    rows = store.read_table(table_name("events", batch))
    out = {}
    for month, part in partitions(rows).items():
        draft = f"{WORK}/publish/events/{month}/{batch}.parquet"
        store.write_table(draft, part)
        out[f"events/{month}/{batch}.parquet"] = draft
    return out


def partitions(rows: pa.Table) -> Mapping[str, pa.Table]:
    """Rows by year and month of `event_date`, named as Hive partitions, in their order."""
    keys = pa.array((partition(day) for day in rows.column("event_date").to_pylist()), pa.string())
    return {key: rows.filter(pc.equal(keys, key)) for key in sorted(set(keys.to_pylist()))}


def _mark_empty(store: Store, table: str, names: set[str]) -> None:
    """A table without any row is one file without rows: it loads, with all its columns."""
    empty = f"{table}/{_EMPTY}"
    if names <= {empty}:
        store.write_table(empty, SCHEMAS[table].empty_table())
    elif empty in names:
        store.remove([empty])


def write_empty(store: Store, tables: Iterable[str]) -> None:
    """Tables of an output folder without any document: each loads, without rows."""
    for table in tables:
        store.write_table(f"{table}/empty.parquet", SCHEMAS[table].empty_table())
