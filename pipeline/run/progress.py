"""How far a run is: one line that changes on a terminal, a line now and then in a log."""

import logging
import time
from collections.abc import Callable
from typing import TextIO

LOG_EVERY, DRAW_EVERY = 30.0, 0.2  # seconds

log = logging.getLogger("pipeline.run")


class Progress:
    """Counts documents through one stage after the other."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream if stream is not None and stream.isatty() else None
        self.clock = clock
        self.stage, self.total, self.done = "", 0, 0
        self.began = self.shown = clock()

    def start(self, stage: str, total: int) -> None:
        """Begin a stage of so many documents, 0 where nobody knows."""
        self.stage, self.total, self.done = stage, total, 0
        self.began = self.shown = self.clock()

    def advance(self, documents: int) -> None:
        """So many more are done."""
        self.done += documents
        if self.clock() - self.shown >= (DRAW_EVERY if self.stream else LOG_EVERY):
            self._show()

    def finish(self) -> None:
        """The stage is over: its last line stays in a log, and goes from a terminal."""
        if self.stream:
            self.stream.write("\r\033[K")
            self.stream.flush()
        if self.done:
            log.info("%s: %s documents in %s", self.stage, f"{self.done:,}", span(self.clock() - self.began))

    def line(self) -> str:
        """Stage, done of total (if known), documents a second, time left."""
        rate = self.done / max(self.clock() - self.began, 1e-6)
        left = f", {span((self.total - self.done) / rate)} left" if rate and self.total > self.done else ""
        total = f"/{self.total:,}" if self.total else ""
        return f"{self.stage} {self.done:,}{total} documents, {rate:,.1f}/s{left}"

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
