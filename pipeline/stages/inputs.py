"""Where input lies: the files that names, folders and globs stand for, but for what the program itself has written."""

import functools
import glob
import itertools
import json
import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.stages.files import FORMS, MAX_WHOLE_BYTES, form, printable
from pipeline.terminal import plain

_TABLES = frozenset({"events", "incidents", "documents", "sentences", "mentions", "duplicates", "rejects"})
WRITTEN = _TABLES | {"reports", "manifest.json", ".work"}  # by a run into its output folder
_MANIFESTS = ("manifest.json", ".work/manifest.json")  # the second while a run lasts, or after one that was killed
_KEYS = frozenset({"format", "inputs", "batches", "tasks"})  # of these manifests, and not of others of that name
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_OUTPUTS = "outputs of this program"

log = logging.getLogger(__name__)


def input_files(pattern: str, output: Path | None = None) -> list[Path]:
    """The files that a file name, a folder (searched recursively) or a glob stands for, sorted, each once.

    Folders give the visible files with a supported ending; linked folders inside them are not entered. Folders and
    globs leave out what runs have written: output folders, of which `output` is one, and the tables and reports of one
    that is itself the folder. What is left out is counted in a line of the log.
    Raises UsageError where that leaves nothing to read.
    """
    if not pattern.strip():
        raise UsageError("an input is empty", remedy="give a file, a folder or a glob; or is a variable not set?")
    if _URL.match(pattern):
        raise UsageError("input URLs are not supported", pattern, "fetch the files, and give their folder")
    own, left_out = output.resolve() if output else None, Counter[str]()
    try:
        matches = [Path(pattern)] if Path(pattern).exists() else _matching(pattern, own, left_out)
        files = sorted((file for match in matches for file in _files_under(match, own, left_out)), reverse=True)
        found = {file.resolve(): file for file in files}
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read: {error}", pattern) from error
    _tell(pattern, left_out)
    if not found:
        what = "holds no readable file" if matches or left_out else "no such file or folder"
        raise UsageError(what, pattern, f"give a file, a folder or a glob of {', '.join(FORMS)}")
    return sorted(found.values())


class _Written:
    """What runs have written in a folder. `own`: the full path of this run's output folder."""

    def __init__(self, top: Path, own: Path | None) -> None:
        self.top = top
        self.is_output = functools.cache(lambda path: path.is_dir() and (path.resolve() == own or _has_manifest(path)))
        self.of_top = WRITTEN if self.is_output(top) else frozenset[str]()

    def is_part(self, path: Path) -> bool:
        """Is this a table, or a report, of the top folder?"""
        return path.name in self.of_top and path.parent == self.top

    def holds(self, path: Path) -> bool:
        """Is this path, or a folder between it and the top, an output folder, or part of the top as one?"""
        steps = itertools.takewhile(lambda step: step != self.top, (path, *path.parents))
        return any(self.is_part(step) or self.is_output(step) for step in steps)


def _has_manifest(folder: Path) -> bool:
    return any(_is_manifest(folder / name) for name in _MANIFESTS)


def _is_manifest(path: Path) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > MAX_WHOLE_BYTES:
            return False
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.keys() >= _KEYS


def _matching(pattern: str, own: Path | None, left_out: Counter[str]) -> list[Path]:
    """What a glob matches. Its top folder is the one before its first wildcard."""
    paths = dict.fromkeys(_expand(pattern, left_out))
    top = next((folder for folder in Path(pattern).parents if not glob.has_magic(str(folder))), Path())
    written, found = _Written(top, own), []
    for path in paths:
        if written.holds(path):
            left_out[_OUTPUTS] += 1
        else:
            found.append(path)
    return found


def _expand(pattern: str, left_out: Counter[str]) -> Iterator[Path]:
    """What a glob matches; by `**` no hidden folder is entered, and no linked one, which may lead round and round."""
    steps = Path(pattern).parts
    if "**" not in steps:
        yield from map(Path, glob.glob(pattern))  # noqa: PTH207 - Path.glob takes no absolute ones
        return
    at = steps.index("**")
    for top in _expand(str(Path(*steps[:at])), left_out):
        for folder in _visible_folders(top, left_out):
            inner = Path(glob.escape(str(folder)), *(steps[at + 1 :] or ["*"]))
            yield from (path for path in _expand(str(inner), left_out) if not (path.is_symlink() and path.is_dir()))


def _visible_folders(top: Path, left_out: Counter[str]) -> Iterator[Path]:
    """A folder and those at any depth below it."""
    if not top.is_dir():
        return
    for name, folders, _ in os.walk(top, onerror=_noting(left_out)):
        yield Path(name)
        visible = [inner for inner in folders if not inner.startswith(".")]
        folders[:] = [inner for inner in visible if not Path(name, inner).is_symlink()]
        left_out["linked folders"] += len(visible) - len(folders)


def _noting(left_out: Counter[str]) -> Callable[[OSError], None]:
    """Counts folders that cannot be read, and says which they are."""

    def note(error: OSError) -> None:
        left_out["unreadable folders"] += 1
        log.warning("%s: cannot be read: %s", plain(printable(Path(error.filename)), 500), error.strerror)

    return note


def _files_under(path: Path, own: Path | None, left_out: Counter[str]) -> list[Path]:
    if not path.is_dir():
        return [path] if path.is_file() else []
    written, files = _Written(path, own), []
    for name, folders, names in os.walk(path, onerror=_noting(left_out)):
        folder = Path(name)
        left_out["linked folders"] += sum((folder / inner).is_symlink() for inner in folders)
        entered = [inner for inner in folders if not written.holds(folder / inner)]
        left_out[_OUTPUTS] += len(folders) - len(entered)
        folders[:] = entered
        for file in (folder / one for one in names):
            if why := _OUTPUTS if written.is_part(file) else _unfit(file):
                left_out[why] += 1
            else:
                files.append(file)
    return files


def _unfit(file: Path) -> str:
    """Why a file in a folder is no input; empty for one that is."""
    if file.name.startswith("."):
        return "hidden files"
    if form(file) not in FORMS:
        return "files of another form"
    return "" if file.is_file() else "broken links, pipes and devices"


def _tell(pattern: str, left_out: Counter[str]) -> None:
    counts = ", ".join(f"{n:,} {kind}" for kind, n in sorted(left_out.items()) if n)
    if counts:
        log.info("%s: left out %s", plain(printable(Path(pattern)), 500), counts)
