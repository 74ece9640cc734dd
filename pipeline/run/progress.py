"""How far a run is: one line that changes on a terminal, a line now and then in a log, also where a step takes long."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import TextIO

LOG_EVERY, DRAW_EVERY = 30.0, 0.2  # seconds
BEAT = 1.0  # seconds between two looks at whether a line is due
BETWEEN = "working"  # what is shown between two stages

log = logging.getLogger("pipeline.run")


class Progress:
    """Counts documents through one stage after the other.

    Within `with Progress(...) as progress` it is shown also while nothing advances and between stages, and no line is
    left behind.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream if stream is not None and stream.isatty() else None
        self.clock = clock
        self._begin(BETWEEN, 0)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._beat = threading.Thread(target=self._look_often, name="progress", daemon=True)

    def __enter__(self) -> "Progress":
        self._beat.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._beat.join()
        self._clear()

    def _look_often(self) -> None:
        while not self._over.wait(BEAT):
            self.look()

    def start(self, stage: str, total: int) -> None:
        """Begin a stage of so many documents, 0 where nobody knows."""
        with self._lock:
            self._begin(stage, total)

    def _begin(self, stage: str, total: int) -> None:
        self.stage, self.total, self.done = stage, total, 0
        self.began = self.shown = self.advanced = self.clock()

    @contextlib.contextmanager
    def during(self, work: str) -> Iterator[None]:
        """Show how long something takes that is not counted in documents."""
        self.start(work, 0)
        yield
        self.finish()

    def advance(self, documents: int) -> None:
        """So many more are done."""
        self.done += documents
        self.advanced = self.clock()
        self.look()

    def look(self) -> None:
        """Show how far the stage is, if that was shown long enough ago."""
        with self._lock:
            if self.clock() - self.shown >= (DRAW_EVERY if self.stream else LOG_EVERY):
                self._show()

    def finish(self) -> None:
        """The stage is over: its last line stays in a log, and goes from a terminal."""
        with self._lock:
            self._clear()
            if self.done:
                log.info("%s: %s documents in %s", self.stage, f"{self.done:,}", span(self.clock() - self.began))
            self._begin(BETWEEN, 0)

    def _clear(self) -> None:
        if self.stream:
            self.stream.write("\r\033[K")
            self.stream.flush()

    def line(self) -> str:
        """Stage, done of total (if known), documents a second, time left; before anything is done, the time it took."""
        so_far = span(self.clock() - self.began)
        if not self.done:
            return f"{self.stage} 0/{self.total:,} documents, {so_far}" if self.total else f"{self.stage}, {so_far}"
        total = f"/{self.total:,}" if self.total else ""
        return f"{self.stage} {self.done:,}{total} documents, {self._rate():,.1f}/s{self._left()}"

    def _rate(self) -> float:
        """Documents a second up to the last that was done: what is under way since then is not counted as rest."""
        return self.done / max(self.advanced - self.began, 1e-6)

    def _left(self) -> str:
        if self.total <= self.done:
            return ""
        left = (self.total - self.done) / self._rate() - (self.clock() - self.advanced)
        return f", {span(left)} left" if left > 0 else ""

    def _show(self) -> None:
        self.shown = self.clock()
        if self.stream:
            self.stream.write(f"\r\033[K{self.line()}")
            self.stream.flush()
        else:
            log.info(self.line())


def span(seconds: float) -> str:
    """A duration for people: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
