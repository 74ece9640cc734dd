"""Coded batches and merged incidents are checked before any of them is published, in a process of its own."""

import importlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.errors import ValidationFailed
from pipeline.run.context import Context
from pipeline.run.executors import Executor
from pipeline.run.merging import Merged
from pipeline.run.plan import portions
from pipeline.run.store import Store
from pipeline.run.task import Loader, open_store, resource, table_name
from pipeline.run.upkeep import CHECKED
from pipeline.stages.check_suite import WAY_OUT
from pipeline.stages.drift import Finding
from pipeline.tables import SCHEMAS
from pipeline.terminal import plain

TABLES = ("documents", "sentences", "events")
DOCUMENTS_TOGETHER = 20_000  # so that memory does not grow with the archive
FILES_TOGETHER = 100
_SHOWN = 3  # expectations that failed, and articles that fail one


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


def check_jobs(url: str, documents: Mapping[str, int], checks: str, codebook: Loader) -> list[CheckJob]:
    """All batches, given with their numbers of documents, in portions."""
    return [CheckJob(url, tuple(part), checks, codebook) for part in portions(documents, DOCUMENTS_TOGETHER)]


def merged_jobs(url: str, merged: Merged, checks: str, codebook: Loader) -> list[MergedJob]:
    """All files of incidents that wait to be published, in portions."""
    jobs = []
    for names in portions(dict.fromkeys(sorted(merged.ready), 1), FILES_TOGETHER):
        cited = tuple(sorted(set[str]().union(*(merged.cites[name] for name in names))))
        jobs.append(MergedJob(url, tuple(merged.ready[name] for name in names), cited, checks, codebook))
    return jobs


def warm_up(checks: str, codebook: Loader) -> None:
    """Load in the checking process what takes seconds to load, while others parse."""
    importlib.import_module(checks).prepare()
    resource(codebook)


def check_batches(job: CheckJob) -> list[Any]:
    """The results of every expectation about the tables of a job's batches."""
    store = open_store(job.url)
    return _check({table: _read_all(store, table, job.batches) for table in TABLES}, job, TABLES)


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


def check(context: Context, checker: Executor, merged: Merged, findings: Sequence[Finding]) -> None:
    """Validate what is about to be published, and write what was found, with how the night is unlike others.

    Raises ValidationFailed, and Stopped.
    """
    batches = context.unchecked()
    if not batches and not merged.ready:
        return
    context.progress.start("checks", sum(context.manifest.batches[batch] for batch in batches))
    results = [*_of_batches(context, checker, batches), *_of_merged(context, checker, merged)]
    context.progress.finish()
    context.heed()
    context.report("validation_html", "validation.html", results, findings)
    context.report("validation_json", "validation.json", results)
    _require_success(context, results, findings)
    for task in context.stale()[CHECKED.name]:
        context.manifest.record(CHECKED.name, task.batch, task.fingerprint, {})


def _of_batches(context: Context, checker: Executor, batches: Iterable[str]) -> Iterator[Any]:
    documents = {batch: context.manifest.batches[batch] for batch in batches}
    jobs = check_jobs(context.settings.output, documents, context.parts.checks, context.loader("codebook"))
    for job, found in checker.map(check_batches, context.until_stopped(jobs)):
        yield from found
        context.progress.advance(sum(documents[batch] for batch in job.batches))


def _of_merged(context: Context, checker: Executor, merged: Merged) -> Iterator[Any]:
    jobs = merged_jobs(context.settings.output, merged, context.parts.checks, context.loader("codebook"))
    for _, found in checker.map(check_merged, context.until_stopped(jobs)):
        yield from found


def _require_success(context: Context, results: Sequence[Any], findings: Sequence[Finding]) -> None:
    failed = importlib.import_module(context.parts.checks).failed(results)
    broken = _told(failed)
    broken += [one.text for one in findings if one.level == "error" and not context.settings.accept_drift]
    if broken:
        what = f"nothing was published, because the data failed validation: {', '.join(broken[:_SHOWN])}"
        rest = f"; to publish the rest, {WAY_OUT}" if any(one.articles for one in failed) else ""
        raise ValidationFailed(what, context.store.shown("reports/validation.html"), f"read the report{rest}")


def _told(failed: Iterable[Any]) -> list[str]:
    """Each expectation that failed, in how many rows of all portions, and some of their articles."""
    rows, articles = Counter[str](), defaultdict[str, list[str]](list)
    for one in failed:
        name = f"{one.table}.{one.column} ({one.expectation})"
        rows[name] += one.unexpected
        articles[name] += one.articles
    return [f"{name}{_where(n, [*dict.fromkeys(articles[name])])}" for name, n in rows.items()]


def _where(rows: int, articles: Sequence[str]) -> str:
    """ " in 12 rows, some of them of the articles a, b, c"; nothing where no row is at fault."""
    if not articles:
        return ""
    some = ", some of them" if rows > _SHOWN else ""
    noun = "article" if len(articles) == 1 else "articles"
    return f" in {rows:,} row{'s' if rows > 1 else ''}{some} of the {noun} {', '.join(map(plain, articles[:_SHOWN]))}"
