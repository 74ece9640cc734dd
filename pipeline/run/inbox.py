"""The files of the input: which there are, which are new, and which are read at once."""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.run.manifest import Manifest
from pipeline.run.plan import file_digest
from pipeline.stages.files import printable

GROUP_FILES, GROUP_BYTES = 200, 8_000_000  # how much is read before it is recorded as read


class Input(NamedTuple):
    """A file as it is on disk. `key` is its full path, by which the manifest knows it."""

    path: Path
    key: str
    size: int
    mtime_ns: int
    sha256: str = ""


def find_files(patterns: Sequence[str], ingest: str, output: Path | None = None) -> list[Path]:
    """The input files that paths, folders and globs name, each once, in the order of their full paths.

    They are absolute, so that what is noted of them holds in any working directory. Of versions of an article that one
    run reads, that in the last of them stands, so that the order of files is fixed. What a run has written, into
    `output` or another folder, is no input.
    Raises UsageError when a pattern names none.
    """
    input_files = importlib.import_module(ingest).input_files
    files = {path.resolve(): path.absolute() for pattern in patterns for path in input_files(pattern, output)}
    return [files[key] for key in sorted(files)]


def new_files(files: Iterable[Path], manifest: Manifest) -> list[Input]:
    """The files not read yet: another size or time than recorded, and other bytes too."""
    known = {entry["path"]: entry for entry in manifest.inputs}
    fresh = []
    for path in files:
        status, key = path.stat(), printable(path.resolve())
        entry = known.get(key)
        if entry and entry["sha256"] and (entry["size"], entry["mtime_ns"]) == (status.st_size, status.st_mtime_ns):
            continue
        found = Input(path, key, status.st_size, status.st_mtime_ns, _digest(path))
        if not entry or entry["sha256"] != found.sha256:
            fresh.append(found)
    return fresh


def _digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError:
        return ""  # the reader will say what is wrong with it


def groups(files: Iterable[Input]) -> Iterator[list[Input]]:
    """Files in order, cut into groups by their number and size alone, so that a run carries on where one was killed."""
    group: list[Input] = []
    for file in files:
        if group and (len(group) == GROUP_FILES or sum(one.size for one in group) + file.size > GROUP_BYTES):
            yield group
            group = []
        group.append(file)
    if group:
        yield group
