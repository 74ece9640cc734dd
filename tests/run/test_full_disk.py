"""A disk that is really full: a small file system of its own, mounted for the test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .fakes import code_folder, tables

SIZE = 4 * 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a disk of 4 MiB."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if os.geteuid() or not mount or not unmount:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if refused := subprocess.run(command, capture_output=True, text=True, check=False).stderr:
        pytest.skip(f"a small disk cannot be mounted here: {refused.strip()}")
    yield folder
    subprocess.run([unmount, folder], check=True)


@pytest.mark.parametrize("room", [0, 40_000, 120_000])
def test_full_disk_is_one_message_and_the_next_run_carries_on(folder: Path, disk: Path, room: int) -> None:
    filling = disk / "filling"
    filling.write_bytes(bytes(SIZE - room))
    output = disk / "out"
    full = run(folder, output)
    assert full.returncode == 1
    [message] = [line for line in full.stderr.splitlines() if "documents in" not in line]
    assert message.startswith(f"{output}/")
    assert message.endswith(": the disk is full (make room; the next run carries on from here)")
    filling.unlink()
    assert run(folder, output).returncode == 0
    code_folder(folder, f"memory://{folder}/undisturbed")
    assert tables(str(output)) == tables(f"memory://{folder}/undisturbed")


def run(folder: Path, output: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.run.fakes", str(folder), str(output), "2"]
    return subprocess.run(command, capture_output=True, text=True, check=False)
