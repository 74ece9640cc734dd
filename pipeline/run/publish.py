"""Coded tables → what readers see: checked in a process of its own, split by month, renamed into place."""

import importlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.merging import NO_DATE, Merged, note, partition
from pipeline.run.store import WORK, Store
from pipeline.run.task import PUBLISHED, SCHEMAS, Loader, open_store, resource, table_name

CHECKED = ("documents", "sentences", "events")
CHECKED_TOGETHER = 100  # batches: 20,000 documents, so that memory does not grow with the archive
_EMPTY = f"{NO_DATE}/empty.parquet"


class CheckJob(NamedTuple):
    """Batches to check together: small and picklable."""

    url: str
    batches: tuple[str, ...]
    checks: str
    codebook: Loader


class MergedJob(NamedTuple):
    """Files of merged incidents to check together, and the batches whose articles and events they cite."""

    url: str
    files: tuple[str, ...]
    cited: tuple[str, ...]
    checks: str
    codebook: Loader


def check_jobs(url: str, batches: Sequence[str], checks: str, codebook: Loader) -> list[CheckJob]:
    """All batches, in portions."""
    return [CheckJob(url, part, checks, codebook) for part in _portions(batches)]


def merged_jobs(url: str, merged: Merged, checks: str, codebook: Loader) -> list[MergedJob]:
    """All files of incidents that wait to be published, in portions."""
    jobs = []
    for names in _portions(sorted(merged.ready)):
        cited = tuple(sorted(set[str]().union(*(merged.cites[name] for name in names))))
        jobs.append(MergedJob(url, tuple(merged.ready[name] for name in names), cited, checks, codebook))
    return jobs


def _portions(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(names), CHECKED_TOGETHER):
        yield tuple(names[at : at + CHECKED_TOGETHER])


def warm_up(checks: str, codebook: Loader) -> None:
    """Load in the checking process what takes seconds to load, while others parse."""
    importlib.import_module(checks).prepare()
    resource(codebook)


def check(job: CheckJob) -> list[Any]:
    """The results of every expectation about the tables of a job's batches."""
    store = open_store(job.url)
    return _check({table: _read_all(store, table, job.batches) for table in CHECKED}, job, CHECKED)


def check_merged(job: MergedJob) -> list[Any]:
    """The results of every expectation about the incidents in a job's files."""
    store = open_store(job.url)
    incidents = pa.concat_tables([store.read_table(name) for name in job.files])
    ids = {"documents": "doc_id", "events": "event_id"}
    cited = {table: _read_all(store, table, job.cited, [column]) for table, column in ids.items()}
    return _check({"incidents": incidents, **cited}, job, ("incidents",))


def _check(tables: Mapping[str, pa.Table], job: CheckJob | MergedJob, only: Collection[str]) -> list[Any]:
    codebook = resource(job.codebook)
    check_tables = importlib.import_module(job.checks).check_tables
    results: list[Any] = check_tables(tables, codebook.checks, codebook.vocabulary, only)
    return results


def _read_all(store: Store, table: str, batches: Iterable[str], columns: Sequence[str] | None = None) -> pa.Table:
    empty = SCHEMAS[table].empty_table()
    parts = (store.read_table(table_name(table, batch), columns) for batch in batches)
    return pa.concat_tables([empty.select(columns) if columns else empty, *parts])


def publish(store: Store, batches: Sequence[str], present: Collection[str], merged: Merged) -> None:
    """Put the events of batches in the place of what was published of them, and of batches no longer present; then the
    merged incidents.

    All files are written aside before the first is renamed, so that readers see a mixture for moments only.
    """
    published = store.names("events")
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
    _mark_empty(store, table, set(store.names(table)))


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
        store.write_table(empty, PUBLISHED[table].empty_table())
    elif empty in names:
        store.remove([empty])


def write_empty(store: Store, tables: Iterable[str]) -> None:
    """Tables of an output folder without any document: each loads, without rows."""
    for table in tables:
        store.write_table(f"{table}/empty.parquet", SCHEMAS[table].empty_table())
