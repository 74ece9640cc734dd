import io
import logging
import threading
import time

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


def test_time_left_runs_down_between_two_steps() -> None:
    clock, progress = Clock(), Progress()
    progress.clock = clock
    progress.start("checks", 60_000)
    clock.now += 5
    assert progress.line() == "checks 0/60,000 documents, 5.0 s"
    clock.now += 5
    progress.advance(20_000)
    clock.now += 4
    assert progress.line() == "checks 20,000/60,000 documents, 2,000.0/s, 16 s left"
    clock.now += 60
    assert progress.line() == "checks 20,000/60,000 documents, 2,000.0/s"


def test_a_stage_without_numbers_shows_its_time() -> None:
    clock, progress = Clock(), Progress()
    progress.clock = clock
    progress.start("loading", 0)
    clock.now += 75
    assert progress.line() == "loading, 1 min 15 s"


def test_a_stage_in_which_nothing_advances_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.progress.BEAT", 0.001)
    clock, terminal = Clock(), Terminal()
    with Progress(terminal, clock) as progress:
        progress.start("publishing", 300)
        clock.now += 3
        while "3.0 s" not in terminal.getvalue():
            time.sleep(0.001)
        progress.finish()
        clock.now += 4
        while "4.0 s" not in terminal.getvalue():
            time.sleep(0.001)
    shown = ["", "publishing 0/300 documents, 3.0 s", "", "working, 4.0 s", ""]
    assert terminal.getvalue().split("\r\033[K") == shown


def test_a_stage_that_fails_leaves_no_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "pipeline.run")
    terminal = Terminal()
    with pytest.raises(ValueError), Progress(terminal) as progress:
        progress.start("events", 10)
        progress.advance(5)
        raise ValueError
    assert (caplog.messages, terminal.getvalue()) == ([], "\r\033[K")
    assert "progress" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.42, "0.4 s"), (12.4, "12 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_span(seconds: float, shown: str) -> None:
    assert span(seconds) == shown
