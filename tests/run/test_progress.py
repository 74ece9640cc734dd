import io
import logging

import pytest

from pipeline.run.progress import Progress, span


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_terminal_gets_one_line_that_changes() -> None:
    clock, terminal = Clock(), Terminal()
    progress = Progress(terminal, clock)
    progress.start("mentions", 1000)
    clock.now += 10
    progress.advance(250)
    assert terminal.getvalue() == "\r\033[Kmentions 250/1,000 documents, 25.0/s, 30 s left"
    progress.finish()
    assert terminal.getvalue().endswith("\r\033[K")


def test_log_gets_a_line_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "pipeline.run")
    clock = Clock()
    progress = Progress(io.StringIO(), clock)
    progress.start("events", 100)
    for _ in range(10):
        clock.now += 10
        progress.advance(10)
    progress.finish()
    assert caplog.messages[0] == "events 30/100 documents, 1.0/s, 1 min 10 s left"
    assert (len(caplog.messages), caplog.messages[-1]) == (4, "events: 100 documents in 1 min 40 s")


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.42, "0.4 s"), (12.4, "12 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_span(seconds: float, shown: str) -> None:
    assert span(seconds) == shown
