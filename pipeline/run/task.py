"""The one function that workers run: a stage over a batch, from storage to storage."""

import atexit
import contextlib
import gc
import importlib
import logging
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline import tables
from pipeline.errors import EventCoderError, RunFailed
from pipeline.run.plan import file_digest
from pipeline.run.store import WORK, Store
from pipeline.run.tally import Done, kept, refused_ids, tally
from pipeline.stages import Stage, grounds
from pipeline.terminal import plain

PUBLISHED = ("events", "incidents")  # the tables that readers see
IN_WORK = ("events", "reports", "signatures")  # the tables of stages that readers do not see as they are
_ARTICLES_IN_TIME = 200  # that are given as much time again as a task has at least
TALLIED = {"rejects": ("reason",), "events": ("plover_type", "cameo_root"), "incidents": ("sub_event_type",)}

log = logging.getLogger(__name__)
atexit.register(gc.unfreeze)  # what resource() froze is collected at the end like everything else


Tables = dict[str, pa.Table]


class Result(NamedTuple):
    """The tables that a stage gave, by name, and rows of REJECTS for the documents that it could not take."""

    outputs: Tables
    refused: Sequence[Mapping[str, Any]] = ()


class Loader(NamedTuple):
    """How a process gets a resource. `digest` tells a codebook from the one it was before an edit."""

    function: str
    argument: Path | tuple[Path, ...] | None = None  # its argument, if it is given one
    digest: str = ""


class Job(NamedTuple):
    """A task as sent to a worker: small and picklable. `refusing`: the stages before it that refused documents ·
    `time_limit`: as in the settings.
    """

    url: str
    stage: Stage
    batch: str
    loaders: tuple[Loader, ...]
    refusing: tuple[str, ...] = ()
    time_limit: int = 0


def table_name(table: str, batch: str, stage: str = "") -> str:
    """Where the table of a batch is stored. Some stay in the work folder; rejects belong to their stage."""
    if table in IN_WORK:
        return f"{WORK}/{table}/{batch}.parquet"
    return f"{table}/{stage}-{batch}.parquet" if table == "rejects" else f"{table}/{batch}.parquet"


def dotted(name: str) -> Callable[..., Any]:
    """The function called "module:name" or "module:Class.method"."""
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    function: Callable[..., Any] = found
    return function


@cache
def resource(loader: Loader) -> Any:
    """A codebook or gazetteer, loaded once per process, and left out of what garbage collection walks through."""
    function = dotted(loader.function)
    found = function(loader.argument) if loader.argument else function()
    gc.collect()
    gc.freeze()
    return found


def codebook_digest(folder: Path) -> str:
    """The digest that the folder's codebook will have, without the seconds it takes to compile it."""
    from pipeline.codebook import load

    return load.codebook_digest(folder)


def dump_digest(path: Path) -> str:
    """A digest of a GeoNames dump's contents. Raises UsageError where there is none."""
    from pipeline.resolve.placecache import existing_dump

    return file_digest(existing_dump(path))[:20]


def seconds_for(time_limit: int, articles: float) -> float:
    """How long a task may take, by the articles of usual length to which its texts amount; for ever without a limit."""
    return time_limit * (1 + articles / _ARTICLES_IN_TIME) if time_limit else math.inf


@cache
def open_store(url: str) -> Store:
    """The store behind a URL, opened once per process."""
    return Store(url)


def run_job(job: Job) -> tuple[Done, float]:
    """Run a stage over a batch, store its tables, and say what was done, and in how many seconds.

    A document that makes the stage fail is refused, with its reason, and the others go on. Raises RunFailed when
    every one of several documents fails: then it is not the documents.
    """
    began = time.monotonic()
    with _no_collection():
        done = _run_stage(open_store(job.url), job.stage, job)
    return done, time.monotonic() - began


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """A batch makes millions of small objects and hardly a cycle: looking for cycles costs a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)  # what was made meanwhile is all in the youngest generation


def _run_stage(store: Store, stage: Stage, job: Job) -> Done:
    inputs = read_inputs(store, job)
    return store_result(store, job, inputs["documents"], _guarded(stage, inputs, read_resources(job)))


def read_inputs(store: Store, job: Job) -> Tables:
    """The tables that a job's stage reads, without what stages before it have refused."""
    tables = {table: store.read_table(table_name(table, job.batch)) for table in job.stage.reads}
    names = [table_name("rejects", job.batch, stage) for stage in job.refusing]
    refused = set[str]().union(*(refused_ids(store.read_table(name)) for name in names))
    return {table: kept(rows, refused) for table, rows in tables.items()}


def read_resources(job: Job) -> list[Any]:
    """What a job's stage needs beside its tables."""
    return [resource(loader) for loader in job.loaders]


def store_result(store: Store, job: Job, documents: pa.Table, result: Result) -> Done:
    """Store what a stage gave over some documents of a batch, and say what was done."""
    outputs = dict(result.outputs)
    refused = tables.to_table(result.refused, tables.REJECTS)
    rejects = pa.concat_tables([outputs.get("rejects", refused.slice(0, 0)), refused])
    if result.refused:
        outputs["rejects"] = rejects
    store.remove([table_name("rejects", job.batch, job.stage.name)])
    for table, rows in outputs.items():
        store.write_table(table_name(table, job.batch, job.stage.name), rows.cast(tables.SCHEMAS[table]))
    return tally(documents, count(outputs), rejects)


def count(outputs: Mapping[str, pa.Table]) -> dict[str, int]:
    """Rows per table, and per value of the column that sums a table up (of the next column where that is null)."""
    counts: Counter[str] = Counter()
    for table, rows in outputs.items():
        counts[table] += rows.num_rows
        columns = [rows.column(name).to_pylist() for name in TALLIED.get(table, ())]
        values = (next((value for value in row if value), "none") for row in zip(*columns, strict=True))
        counts.update(f"{table}.{value}" for value in values)
    return dict(counts)


def apply(stage: Stage, inputs: Mapping[str, pa.Table], resources: Sequence[Any]) -> Tables:
    """The tables a stage writes, by name."""
    result = dotted(stage.function)(*inputs.values(), *resources)
    return dict(zip(stage.writes, result if isinstance(result, tuple) else (result,), strict=True))


def _guarded(stage: Stage, inputs: Tables, resources: Sequence[Any]) -> Result:
    try:
        return Result(apply(stage, inputs, resources))
    except (EventCoderError, OSError):
        raise
    except Exception as error:
        log.warning("stage %s failed on a batch (%s): going on one document at a time", stage.name, plain(_told(error)))
        log.debug("its traceback", exc_info=True)
    results = [attempt(stage, inputs, document, resources) for document in inputs["documents"].to_pylist()]
    return together(stage, results)  # out of the handler, which holds on to the memory of what failed


def attempt(stage: Stage, inputs: Tables, document: Mapping[str, Any], resources: Sequence[Any]) -> Result:
    """What a stage gives over one document; an error in it is its refusal."""
    mine = {name: rows.filter(pa.compute.equal(rows["doc_id"], document["doc_id"])) for name, rows in inputs.items()}
    try:
        return Result(apply(stage, mine, resources))
    except Exception as error:
        return refusal(stage, document, grounds.STAGE_FAILED, _told(error))


def together(stage: Stage, results: Sequence[Result]) -> Result:
    """Results over single documents, put together. Raises RunFailed when every one of several was refused."""
    refused = [row for result in results for row in result.refused]
    if len(refused) == len(results) > 1:
        raise RunFailed(f"stage {stage.name} fails on every document: {refused[0]['detail']}", refused[0]["path"])
    given = [result.outputs for result in results if result.outputs]
    parts = {table: [tables.SCHEMAS[table].empty_table(), *(one[table] for one in given)] for table in stage.writes}
    return Result({table: pa.concat_tables(part) for table, part in parts.items()}, refused)


def refusal(stage: Stage, document: Mapping[str, Any], reason: str, detail: str) -> Result:
    """The result over a document that a stage cannot take."""
    origin = {name: document[name] for name in ("doc_id", "path", "line")}
    return Result({}, [{"stage": stage.name, "reason": reason, "detail": detail, **origin}])


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
