"""Ended or out of space at a step of writing: the next run finishes, and the tables are as if nothing had been.

CRASH_STRIDE=1 in the environment tries every step.
"""

import contextlib
import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from pipeline.errors import Stopped
from pipeline.run import history, runner
from pipeline.run.compaction import FAN
from pipeline.run.executors import Serial
from pipeline.run.store import Store

from . import fakes
from .fakes import tables

STRIDE = int(os.environ.get("CRASH_STRIDE", "17"))
WRITE = Store._write_through
STEPS = ("write", "move", "remove")  # of the store: all that changes an output folder


def prepare_first(folder: Path, output: str) -> None:
    """Nothing was run yet."""


def prepare_night(folder: Path, output: str) -> None:
    """Nine batches are coded; then a correction, a retraction, which takes the last article of a batch, and a new
    article come at once, and the eight batches that are left are merged."""
    code(folder, output)
    for number, articles in enumerate((1, 1, 1, 3)):
        add(folder, f"n{number}", articles)
        code(folder, output)
    (folder / "in" / "z.txt").write_text("d1 2022-08-02 talks here\nd9 2022-10-01 attack there\n")
    (folder / "list.txt").write_text("d3\n")


def prepare_merges(folder: Path, output: str) -> None:
    """Eight batches are coded, and as many come: both are merged, each among themselves."""
    code(folder, output)
    for number in range(4):
        add(folder, f"n{number}", 1)
        code(folder, output)
    add(folder, "z", 16)


def add(folder: Path, name: str, articles: int) -> None:
    lines = [f"{name}-{number} 2022-0{number % 2 + 8}-01 attack at {name} {number}\n" for number in range(articles)]
    (folder / "in" / f"{name}.txt").write_text("".join(lines))


def prepare_codebook(folder: Path, output: str) -> None:
    """The codebook has changed, so that other partitions are filled."""
    code(folder, output)
    (folder / "book" / "words.yml").write_text("talks: AGREE\nquiet: YIELD\n")


def code(folder: Path, output: str) -> None:
    listed = folder / "list.txt"
    with mock.patch.object(runner, "Processes", lambda workers: Serial()):
        fakes.code_folder(folder, output, compact=100, retractions=listed if listed.exists() else None)


class Interrupt:
    """Counts the steps of the store, and at one of them does something."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        self.at, self.act, self.count = at, act, 0

    def __enter__(self) -> "Interrupt":
        self.patches = [mock.patch.object(Store, name, self._step(getattr(Store, name))) for name in STEPS]
        for patch in self.patches:
            patch.start()
        return self

    def __exit__(self, *error: object) -> None:
        for patch in self.patches:
            patch.stop()

    def _step(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any) -> Any:
            self.count += 1
            if self.count == self.at:
                self.act()
            return function(*arguments)

        return step


def interrupted(at: int, sign: signal.Signals, run: Callable[[], object]) -> int:
    """What the system says of how a run ends in a process of its own, to which a signal is sent before a step."""
    child = os.fork()
    if child == 0:
        with Interrupt(at, lambda: os.kill(os.getpid(), sign)), contextlib.suppress(Stopped):
            run()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


SCENES = [prepare_first, prepare_night, prepare_merges, prepare_codebook]
SIGNS = [*((scene, signal.SIGKILL) for scene in SCENES), (prepare_merges, signal.SIGTERM)]


@pytest.mark.parametrize(("prepare", "sign"), SIGNS)
def test_ended_before_any_step(folder: Path, prepare: Callable[[Path, str], None], sign: signal.Signals) -> None:
    before = folder / "before"
    prepare(folder, str(before))
    before.mkdir(exist_ok=True)
    with Interrupt(0, lambda: None) as steps:
        code(folder, copy(before, "whole"))
    expected = found(str(folder / "whole"))
    assert steps.count > STRIDE
    for at in range(1, steps.count + 1, STRIDE):
        output = copy(before, f"ended{at}")
        end = interrupted(at, sign, lambda output=output: code(folder, output))
        assert end == -sign or (sign, end) == (signal.SIGTERM, 0)  # in order, but where none listens yet
        code(folder, output)
        assert found(output) == expected, f"{sign.name} before step {at} of {steps.count}"
        assert leftovers(output) == []


def found(output: str) -> tuple[Any, list[int]]:
    """The published tables, and how many articles each night has counted."""
    return tables(output), [night.sums["documents"] for night in history.load(Store(output))]


@pytest.mark.parametrize("prepare", [prepare_night, prepare_merges])
def test_these_scenes_merge_batches(folder: Path, memory: str, prepare: Callable[[Path, str], None]) -> None:
    prepare(folder, memory)
    assert len(Store(memory).names("documents")) >= FAN
    code(folder, memory)
    assert len(Store(memory).names("documents")) == 2


def copy(folder: Path, name: str) -> str:
    return str(shutil.copytree(folder, folder.parent / name))


def leftovers(output: str) -> list[str]:
    """Files that no run needs."""
    return [name for name in Store(output).names(".work") if "drafts" in name or "publish" in name or "lock" in name]


class FullDisk:
    """A disk that takes so many bytes more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, store: Store, name: str, data: bytes) -> None:
        self.room -= len(data)
        if self.room < 0:
            store.fs.pipe_file(store.path(name), data[: self.room])
            raise OSError(errno.ENOSPC, "No space left on device", name)
        store.fs.pipe_file(store.path(name), data)


@pytest.mark.parametrize("prepare", SCENES)
def test_disk_full_at_any_write(folder: Path, memory: str, prepare: Callable[[Path, str], None]) -> None:
    prepare(folder, memory)
    store = Store(memory)
    before = {name: store.fs.cat_file(store.path(name)) for name in store.names("")}
    sizes: list[int] = []
    with writing(lambda store, name, data: (sizes.append(len(data)), WRITE(store, name, data))):
        code(folder, memory)
    expected = found(memory)
    for number in range(0, len(sizes), STRIDE):
        restore(store, before)
        with writing(FullDisk(sum(sizes[: number + 1]) - 1).write), pytest.raises(OSError, match="space"):
            code(folder, memory)
        assert not [name for name in store.names("") if "drafts" in name or name.endswith("lock")]
        code(folder, memory)
        assert found(memory) == expected, f"full at write {number + 1} of {len(sizes)}"


def writing(function: Callable[[Store, str, bytes], Any]) -> "mock._patch[Any]":
    return mock.patch.object(Store, "_write_through", lambda *arguments: function(*arguments))


def restore(store: Store, files: dict[str, bytes]) -> None:
    if store.fs.exists(store.root):
        store.fs.rm(store.root, recursive=True)
    for name, data in files.items():
        store.fs.pipe_file(store.path(name), data)


def test_readers_never_see_half_a_file(folder: Path) -> None:
    output = folder / "out"
    prepare_night(folder, str(output))
    seen: list[bool] = []

    def look(store: Store, name: str, data: bytes) -> None:
        WRITE(store, name, data)
        seen.append(len(seen) % STRIDE == 0 and bool(tables(str(output))["documents"]))  # every file can be read

    with writing(look):
        code(folder, str(output))
    assert any(seen)


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no limit of file size")
def test_file_that_grows_too_large_for_the_system(folder: Path) -> None:
    output = str(folder / "out")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
        try:
            code(folder, output)
        except OSError as error:
            os._exit(error.errno)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == errno.EFBIG
    code(folder, output)
    code(folder, f"memory://{folder}/whole")
    assert tables(output) == tables(f"memory://{folder}/whole")
