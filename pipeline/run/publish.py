"""Coded tables → what readers see: checked in a process of its own, split by month, renamed into place."""

import importlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.store import WORK, Store
from pipeline.run.task import PUBLISHED, SCHEMAS, Loader, open_store, resource, table_name

CHECKED = ("documents", "sentences", *PUBLISHED)
CHECKED_TOGETHER = 100  # batches: 20,000 documents, so that memory does not grow with the archive
_NO_DATE = "year=0/month=0"  # rows without a date; a typed partition, because readers cannot type an absent one
_EMPTY = f"{_NO_DATE}/empty.parquet"


class CheckJob(NamedTuple):
    """Batches to check together: small and picklable."""

    url: str
    batches: tuple[str, ...]
    checks: str
    codebook: Loader


def check_jobs(url: str, batches: Sequence[str], checks: str, codebook: Loader) -> list[CheckJob]:
    """All batches, in portions."""
    starts = range(0, len(batches), CHECKED_TOGETHER)
    return [CheckJob(url, tuple(batches[at : at + CHECKED_TOGETHER]), checks, codebook) for at in starts]


def warm_up(checks: str, codebook: Loader) -> None:
    """Load in the checking process what takes seconds to load, while others parse."""
    importlib.import_module(checks).prepare()
    resource(codebook)


def check(job: CheckJob) -> list[Any]:
    """The results of every expectation over the batches of a job."""
    store, codebook = open_store(job.url), resource(job.codebook)
    tables = {table: _read_all(store, table, job.batches) for table in CHECKED}
    results: list[Any] = importlib.import_module(job.checks).check_tables(tables, codebook.checks, codebook.vocabulary)
    return results


def _read_all(store: Store, table: str, batches: Iterable[str]) -> pa.Table:
    parts = (store.read_table(table_name(table, batch)) for batch in batches)
    return pa.concat_tables([SCHEMAS[table].empty_table(), *parts])


def publish(store: Store, batches: Sequence[str], present: Collection[str]) -> None:
    """Put the coded tables of batches in the place of what was published of them, and of batches no longer present.

    All files are written aside before the first is renamed, so that readers see a mixture for moments only.
    """
    for table in PUBLISHED:
        published = store.names(table)
        ready = {target: draft for batch in batches for target, draft in _split(store, table, batch).items()}
        for target, draft in ready.items():
            store.move(draft, target)
        kept = {"empty.parquet", *(f"{batch}.parquet" for batch in {*present} - {*batches})}
        gone = [name for name in published if name not in ready and name.rpartition("/")[2] not in kept]
        store.remove(gone)
        _mark_empty(store, table, set(published) - set(gone) | set(ready))


def _split(store: Store, table: str, batch: str) -> dict[str, str]:
    """Write a batch's partitions aside: published name → the name it waits under."""
    rows = store.read_table(table_name(table, batch)).select(PUBLISHED[table].names)
    out = {}
    for partition, part in partitions(rows).items():
        draft = f"{WORK}/publish/{table}/{partition}/{batch}.parquet"
        store.write_table(draft, part)
        out[f"{table}/{partition}/{batch}.parquet"] = draft
    return out


def partitions(rows: pa.Table) -> Mapping[str, pa.Table]:
    """Rows by year and month of `event_date`, named as Hive partitions, in their order."""
    dates = rows.column("event_date")
    keys = pa.array(f"year={date.year}/month={date.month}" if date else _NO_DATE for date in dates.to_pylist()).cast(
        pa.string()
    )
    return {key: rows.filter(pc.equal(keys, key)) for key in sorted(set(keys.to_pylist()))}


def _mark_empty(store: Store, table: str, names: set[str]) -> None:
    """A table without any row is one file without rows: it loads, with all its columns."""
    empty = f"{table}/{_EMPTY}"
    if names <= {empty}:
        store.write_table(empty, PUBLISHED[table].empty_table())
    elif empty in names:
        store.remove([empty])


def write_empty(store: Store, tables: Iterable[str]) -> None:
    """Tables of an output folder without any document: each loads, without rows."""
    for table in tables:
        store.write_table(f"{table}/empty.parquet", SCHEMAS[table].empty_table())
