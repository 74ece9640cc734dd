"""A batch that keeps killing its process: done one document at a time, each alone in a process of its own.

So memory that one document exhausts, or a fault in a library, costs that document and no other.
"""

import logging
import time
from contextlib import closing
from typing import NamedTuple

from pipeline.run.executors import Processes
from pipeline.run.tally import Done
from pipeline.run.task import (
    Job,
    Result,
    attempt,
    open_store,
    read_inputs,
    read_resources,
    refusal,
    store_result,
    together,
)
from pipeline.stages import grounds

log = logging.getLogger(__name__)


class Single(NamedTuple):
    """One document of a job: small and picklable."""

    job: Job
    doc_id: str
    path: str
    line: int


def rescue(job: Job) -> tuple[Done, float]:
    """Do a job document by document, and refuse those that kill their process; what was done, and its seconds.

    Raises RunFailed when every one of several documents does: then it is not the documents.
    """
    began, store, stage = time.monotonic(), open_store(job.url), job.stage
    log.warning("stage %s kills its process on batch %s: going on one document at a time", stage.name, job.batch)
    documents = read_inputs(store, job)["documents"].select(["doc_id", "path", "line"])
    singles = [Single(job, **origin) for origin in documents.to_pylist()]
    with closing(Processes(1, retries=0)) as alone:
        results = dict(alone.map(_do, singles, _refuse))
    done = store_result(store, job, documents, together(stage, [results[single] for single in singles]))
    return done, time.monotonic() - began


def _do(single: Single) -> Result:
    job = single.job
    return attempt(job.stage, read_inputs(open_store(job.url), job), single._asdict(), read_resources(job))


def _refuse(single: Single) -> Result:
    detail = "its process died: out of memory, or a fault in a library"
    return refusal(single.job.stage, single._asdict(), grounds.WORKER_DIED, detail)
