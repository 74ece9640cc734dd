"""Killed or out of space at a step of writing: the next run finishes, and the tables are as if nothing had been.

CRASH_STRIDE=1 in the environment tries every step.
"""

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

from pipeline.run import runner
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
    """Ten batches are coded; then a correction, a retraction and a new article come at once."""
    for number in range(6):
        (folder / "in" / f"n{number}.txt").write_text(f"n{number} 2022-08-0{number + 1} attack at {number}\n")
        code(folder, output)
    (folder / "in" / "z.txt").write_text("d1 2022-08-02 talks here\nd9 2022-10-01 attack there\n")
    (folder / "list.txt").write_text("d3\n")


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


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(folder: Path, output: str, at: int) -> bool:
    """Run in a process of its own that is killed before a step; False when the run ends before."""
    child = os.fork()
    if child == 0:
        with Interrupt(at, kill):
            code(folder, output)
        os._exit(0)
    return bool(os.waitpid(child, 0)[1])


SCENES = [prepare_first, prepare_night, prepare_codebook]


@pytest.mark.parametrize("prepare", SCENES)
def test_killed_before_any_step(folder: Path, prepare: Callable[[Path, str], None]) -> None:
    before = folder / "before"
    prepare(folder, str(before))
    before.mkdir(exist_ok=True)
    with Interrupt(0, kill) as steps:
        code(folder, copy(before, "whole"))
    expected = tables(str(folder / "whole"))
    for at in range(1, steps.count + 1, STRIDE):
        output = copy(before, f"killed{at}")
        assert killed(folder, output, at)
        code(folder, output)
        assert tables(output) == expected, f"killed before step {at} of {steps.count}"
        assert leftovers(output) == []


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
    expected = tables(memory)
    for number in range(0, len(sizes), STRIDE):
        restore(store, before)
        with writing(FullDisk(sum(sizes[: number + 1]) - 1).write), pytest.raises(OSError, match="space"):
            code(folder, memory)
        assert not [name for name in store.names("") if "drafts" in name or name.endswith("lock")]
        code(folder, memory)
        assert tables(memory) == expected, f"full at write {number + 1} of {len(sizes)}"


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
    found: list[bool] = []

    def look(store: Store, name: str, data: bytes) -> None:
        WRITE(store, name, data)
        found.append(len(found) % STRIDE == 0 and bool(tables(str(output))["documents"]))  # every file can be read

    with writing(look):
        code(folder, str(output))
    assert any(found)


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
