"""A run that is asked to stop finishes what it does, and the next one carries on."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import Stopped, exit_code
from pipeline.run.signals import asked_to_stop
from pipeline.run.store import Store

from .fakes import append, code_folder, tables

ROOT = Path(__file__).parents[2]


def test_first_signal_is_noted_and_the_handler_goes_with_the_run() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with asked_to_stop() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop()
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL  # a second one ends the process
    assert signal.getsignal(signal.SIGTERM) == before


def test_in_another_thread_signals_are_left_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    found: list[object] = []

    def work() -> None:
        with asked_to_stop() as stop:
            found.extend([stop(), signal.getsignal(signal.SIGTERM)])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [False, before]


@pytest.mark.parametrize("stage", ["sentences", "mentions", "events", "incidents"])
def test_stopped_run_keeps_what_is_done_and_is_carried_on(folder: Path, memory: str, stage: str) -> None:
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack term:{stage}:{folder}/marker\n")
    with pytest.raises(Stopped) as stopped:
        code_folder(folder, memory)
    assert exit_code(stopped.value) == 143
    assert f"{stage}" in Store(memory).read_json(".work/manifest.json")["tasks"]
    assert not Store(memory).exists(".work/lock") and not Store(memory).exists("manifest.json")
    code_folder(folder, memory)
    code_folder(folder, f"memory://{folder}/whole")
    assert tables(memory) == tables(f"memory://{folder}/whole")


def test_signal_to_the_whole_group_lets_workers_finish(folder: Path) -> None:
    for number in range(40):
        append(folder / "in" / "b.txt", f"e{number} 2022-08-09 attack slow {number}\n")
    command = [sys.executable, "-m", "tests.run.fakes", str(folder), str(folder / "out"), "2"]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(list((folder / "out").glob("sentences/*"))) < 2:
        assert time.monotonic() < deadline and run.poll() is None
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGTERM)
    _, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (143, "stopped: the next run carries on from here\n")
    assert not (folder / "out" / ".work" / "lock").exists()
    code_folder(folder, str(folder / "out"))
    code_folder(folder, f"memory://{folder}/whole")
    assert tables(str(folder / "out")) == tables(f"memory://{folder}/whole")
