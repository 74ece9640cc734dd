"""Where tasks run: here, or in processes. An executor knows nothing of text: it maps one function over jobs."""

import atexit
import logging
import math
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from enum import Enum
from itertools import islice
from typing import Any, NoReturn, Protocol, TypeVar

from pipeline import logs
from pipeline.errors import RunFailed

RETRIES = 2

J = TypeVar("J", bound=Hashable)
R = TypeVar("R")

log = logging.getLogger(__name__)


class End(Enum):
    """Why a job is given up."""

    DIED = "its process died again and again"
    LATE = "it took too long"


Rescue = Callable[[J, End], R]
Seconds = Callable[[J], float]  # that a job may take


class Executor(Protocol):
    """Maps an importable function over jobs; results come with their job, in any order."""

    def map(
        self,
        function: Callable[[J], R],
        jobs: Iterable[J],
        rescue: Rescue[J, R] | None = None,
        seconds: Seconds[J] | None = None,
    ) -> Iterator[tuple[J, R]]:
        """A job that keeps killing its process, or takes more than its seconds, is left to `rescue`, which is called in
        this one.

        Raises what the functions raise, and RunFailed for such a job where there is no `rescue`.
        """
        ...

    def prepare(self, function: Callable[..., None], *arguments: Any) -> None:
        """Begin to load what the first job will need, where that can happen meanwhile."""
        ...

    def close(self) -> None:
        """Stop; what is under way is given up."""
        ...


class Serial:
    """One job after the other, in this process."""

    def map(
        self,
        function: Callable[[J], R],
        jobs: Iterable[J],
        rescue: Rescue[J, R] | None = None,
        seconds: Seconds[J] | None = None,
    ) -> Iterator[tuple[J, R]]:
        """Run each job when its result is asked for, however long it takes."""
        for job in jobs:
            yield job, function(job)

    def prepare(self, function: Callable[..., None], *arguments: Any) -> None:
        """Nothing can happen meanwhile."""

    def close(self) -> None:
        """Nothing to stop."""


class Processes:
    """Several processes of this machine, kept over all calls so that models load once in each.

    When a process dies (killed, out of memory), the pool is built anew and the jobs under way are tried again one at
    a time, up to `retries` times: so the one that kills is known by name, and the others finish. When a job takes too
    long, its process is killed with the others, whose jobs begin anew.
    """

    def __init__(self, workers: int, retries: int = RETRIES) -> None:
        self.workers, self.retries = workers, retries
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: set[Future[Any]] = set()

    def map(
        self,
        function: Callable[[J], R],
        jobs: Iterable[J],
        rescue: Rescue[J, R] | None = None,
        seconds: Seconds[J] | None = None,
    ) -> Iterator[tuple[J, R]]:
        """Keep every process busy with one job, and none waiting in line: jobs are asked for when they can be done."""
        waiting = iter(jobs)
        ready: deque[J] = deque()
        suspects: deque[J] = deque()
        running: dict[Future[R], J] = {}
        due: dict[J, float] = {}
        deaths: Counter[J] = Counter()
        while True:
            late: list[J] = []
            try:
                if not suspects:
                    ready.extend(islice(waiting, self.workers - len(running) - len(ready)))
                for job in self._fill(function, running, suspects or ready, 1 if suspects else self.workers):
                    due[job] = time.monotonic() + seconds(job) if seconds else math.inf
                if not running:
                    return
                for future in _finished(running, due):
                    result = future.result()
                    yield running.pop(future), result
                late = [job for job in running.values() if due[job] <= time.monotonic()]
            except BrokenProcessPool:
                suspects.extend(running.values())
                deaths.update(running.values())
                running.clear()
                self._end(at_once=True)  # a process started while the pool broke would be waited for without end
                log.warning("a worker process died%s", ": its tasks are tried again" if self.retries else "")
            if late:
                ready.extend(job for job in running.values() if job not in late)
                running.clear()
                self._end(at_once=True)
            deadly = [job for job in suspects if deaths[job] > self.retries]
            for job, why in [*((job, End.LATE) for job in late), *((job, End.DIED) for job in deadly)]:
                yield job, (rescue or _given_up)(job, why)
            suspects = deque(job for job in suspects if job not in deadly)

    def prepare(self, function: Callable[..., None], *arguments: Any) -> None:
        """Start one call, whose failure shows in the first job."""
        self._submit(function, *arguments)

    def _submit(self, function: Callable[..., R], *arguments: Any) -> Future[R]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_start_worker, initargs=(logs.chosen(),)
            )
        future = self._pool.submit(function, *arguments)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def close(self) -> None:
        """End the processes: idle ones in order, busy ones at once."""
        self._end(at_once=bool(self._under_way))

    def _end(self, at_once: bool) -> None:
        if self._pool is not None:
            for process in list(getattr(self._pool, "_processes", {}).values()) if at_once else ():
                process.kill()
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _fill(self, function: Callable[[J], R], running: dict[Future[R], J], queue: deque[J], most: int) -> Iterator[J]:
        """Begin jobs of a queue, each of which is given back."""
        while queue and len(running) < most:
            running[self._submit(function, queue[0])] = queue[0]
            yield queue.popleft()


def _finished(running: Mapping[Future[R], J], due: Mapping[J, float]) -> set[Future[R]]:
    """Those that have ended, as soon as one has; none where the first job is due before."""
    left = min(due[job] for job in running.values()) - time.monotonic()
    return wait(running, None if left == math.inf else max(0.0, left), FIRST_COMPLETED).done


def _given_up(job: Hashable, why: End) -> NoReturn:
    remedy = "is there enough memory?" if why is End.DIED else ""
    raise RunFailed(why.value, f"batch {getattr(job, 'batch', job)}", remedy)


def _start_worker(style: logs.Style) -> None:
    """Log like the parent, leave Ctrl-C to it, never outlive it, and end at once: to free a million objects one by one
    takes most of a second."""
    atexit.register(os._exit, 0)
    logs.set_up(style)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
