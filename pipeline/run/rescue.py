"""A batch that keeps killing its process, or takes too long: done one document at a time, each alone.

So memory that one document exhausts, a fault in a library, or work without end costs that document and no other.
"""

import logging
import time
from contextlib import closing
from typing import NamedTuple

from pipeline.run.executors import End, Processes
from pipeline.run.tally import Done
from pipeline.run.task import (
    Job,
    Result,
    attempt,
    open_store,
    read_inputs,
    read_resources,
    refusal,
    seconds_for,
    store_result,
    together,
)
from pipeline.stages import grounds

_TRIES = 2  # for each document, for somebody else may have killed its process
_USUAL = 5_000  # characters of an article of usual length
_REFUSALS = {
    End.DIED: (grounds.WORKER_DIED, "its process died: out of memory, or a fault in a library"),
    End.LATE: (grounds.TOOK_TOO_LONG, "its process was ended: see time_limit"),
}

log = logging.getLogger(__name__)


class Single(NamedTuple):
    """One document of a job: small and picklable."""

    job: Job
    doc_id: str
    path: str
    line: int
    articles: float  # of usual length, to which it amounts


def rescue(job: Job, why: End) -> tuple[Done, float]:
    """Do a job document by document, and refuse those that kill their process or take too long; what was done, and its
    seconds.

    Raises RunFailed when every one of several documents does: then it is not the documents.
    """
    began, store, stage = time.monotonic(), open_store(job.url), job.stage
    what = "kills its process" if why is End.DIED else "takes too long"
    log.warning("stage %s %s on batch %s: going on one document at a time", stage.name, what, job.batch)
    documents = read_inputs(store, job)["documents"]
    singles = [
        Single(job, row["doc_id"], row["path"], row["line"], len(row["text"]) / _USUAL) for row in documents.to_pylist()
    ]
    with closing(Processes(1, retries=_TRIES - 1)) as alone:
        results = dict(alone.map(_do, singles, _refuse, lambda one: seconds_for(job.time_limit, one.articles)))
    done = store_result(store, job, documents, together(stage, [results[single] for single in singles]))
    return done, time.monotonic() - began


def _do(single: Single) -> Result:
    job = single.job
    return attempt(job.stage, read_inputs(open_store(job.url), job), single._asdict(), read_resources(job))


def _refuse(single: Single, why: End) -> Result:
    return refusal(single.job.stage, single._asdict(), *_REFUSALS[why])
