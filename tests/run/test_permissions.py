"""Who may read the output is the umask's decision: a group that shares a folder can, and nobody else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.cachefolder import write_aside

from .fakes import code_folder


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> tuple[set[int], set[int]]:
    """The permissions of the files in a folder, and of the folders."""
    inside = [folder, *folder.rglob("*")]
    files, folders = ([p for p in inside if p.is_dir() == wanted] for wanted in (False, True))
    return {p.stat().st_mode & 0o777 for p in files}, {p.stat().st_mode & 0o777 for p in folders}


@pytest.mark.parametrize(("mask", "file", "folder_mode"), [(0o027, 0o640, 0o750), (0o002, 0o664, 0o775)])
def test_files_follow_the_umask(mask: int, file: int, folder_mode: int, folder: Path) -> None:
    with umask(mask):
        code_folder(folder, str(folder / "out"))
        write_aside(folder / "cache" / "places.arrow", lambda draft: draft.write_bytes(b"whole"))
    assert modes(folder / "out") == ({file}, {folder_mode})
    assert modes(folder / "cache") == ({file}, {folder_mode})
