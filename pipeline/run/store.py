"""One output folder, on disk or behind an fsspec URL: whole files, written under another name and then renamed."""

import contextlib
import io
import json
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.core import url_to_fs
from fsspec.dircache import DirCache
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem

from pipeline.errors import RunFailed, UsageError
from pipeline.run.remote import Remote

WORK = ".work"  # state and coded tables that are not published; readers of the tables never look there


_ORIGINALS = ("documents/", "rejects/ingest-")  # what cannot be made again of other files
_RESTORE = "restore it from a back-up: it cannot be made anew"
_REMAKE = "delete it: the next run makes it anew"


class Store:
    """The files of one output folder, named relative to it.

    Raises UsageError for an unknown kind of URL, when the package that serves it is missing, or where a file lies in
    the folder's place. What fails on other machines raises RunFailed, or UsageError where there is no such bucket.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            fs, root = url_to_fs(url, skip_instance_cache=True)
        except (ValueError, ImportError) as error:
            raise UsageError(str(error), url, "give a folder, or a URL that fsspec can open here") from error
        fs.dircache = DirCache(use_listings_cache=False)  # other processes write here too: no listing stays true
        self.root = root.rstrip("/")
        self.local = isinstance(fs, LocalFileSystem)
        self.in_memory = isinstance(fs, MemoryFileSystem)  # seen by one process only
        self.fs: Any = fs if self.local or self.in_memory else Remote(fs, url)
        self.folder = Path(self.root) if self.local else None
        for path in (self.folder, *self.folder.parents) if self.folder else ():
            if _is_file(path):
                raise UsageError("is a file, and no folder", str(path), "give a folder")
        self._folders: set[str] = set()

    def path(self, name: str) -> str:
        """The full path of a file of this store."""
        return f"{self.root}/{name}"

    def shown(self, name: str) -> str:
        """The same for people and other programs: behind a URL, itself a URL."""
        path = self.path(name)
        return path if self.local else str(self.fs.unstrip_protocol(path))

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file: it is there with all its bytes, or not at all, also when the power fails."""
        draft = f"{WORK}/drafts/{uuid.uuid4().hex}"
        self._make_folder(draft)
        try:
            with self.naming(name):
                self._write_through(draft, data)
        except BaseException:
            self.remove([draft])  # on a full disk it would be in the way of what comes next
            raise
        self.move(draft, name)

    @contextlib.contextmanager
    def naming(self, name: str) -> Iterator[None]:
        """Let an error of the system name this file: of a write that fails, the system itself names none."""
        try:
            yield
        except OSError as error:
            if error.errno:
                error.filename = self.path(name)
            raise

    def _write_through(self, name: str, data: bytes) -> None:
        if not self.local:
            self.fs.pipe_file(self.path(name), data)
            return
        with Path(self.path(name)).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def move(self, source: str, target: str) -> None:
        """Rename a file, taking the place of the target if there is one."""
        self._make_folder(target)
        if self.local:
            Path(self.path(source)).replace(self.path(target))
            self._settle(str(Path(self.path(target)).parent))
        else:
            self.fs.mv(self.path(source), self.path(target))

    def _settle(self, folder: str) -> None:
        """Have the names in a folder of this machine written to the disk."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError."""
        data: bytes = self.fs.cat_file(self.path(name))
        return data

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table as one Parquet file."""
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        self.write(name, sink.getvalue().to_pybytes())

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Read one Parquet file, or some of its columns; folder names add none. Raises FileNotFoundError, and RunFailed
        for a damaged one.

        No thread of Arrow's may hold a stream of Python's: one that lets go of it while the process ends, kills it.
        """
        with self._stream(name) as stream:
            try:
                return pq.ParquetFile(stream, pre_buffer=False).read(columns=columns, use_threads=False)
            except (pa.ArrowException, OSError) as error:
                if not _tells_damage(error):
                    raise
                what = f"is damaged: {' '.join(str(error).split())}"
                remedy = _RESTORE if name.startswith(_ORIGINALS) else _REMAKE
                raise RunFailed(what, self.shown(name), remedy) from error

    def _stream(self, name: str) -> Any:
        """A file to be read in parts; of other machines all of it at once, as it was at one moment."""
        return self.fs.open(self.path(name), "rb") if self.local or self.in_memory else io.BytesIO(self.read(name))

    def write_json(self, name: str, value: Any) -> None:
        """Write a value as JSON that people can read."""
        self.write(name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def read_json(self, name: str) -> Any:
        """The value of a JSON file, or None when there is no such file. Raises ValueError for broken JSON."""
        try:
            return json.loads(self.read(name))
        except FileNotFoundError:
            return None

    def exists(self, name: str) -> bool:
        """Is there such a file?"""
        return bool(self.fs.exists(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """All files below a folder, at any depth; none when there is no such folder."""
        top = len(self.root) + 1
        return sorted(path[top:] for path in self.fs.find(self.path(folder)))

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; those already gone do not matter."""
        for name in names:
            if self.exists(name):
                self.fs.rm_file(self.path(name))

    def _make_folder(self, name: str) -> None:
        folder = str(Path(self.path(name)).parent)
        if folder not in self._folders:
            self.fs.makedirs(folder, exist_ok=True)
            self._folders.add(folder)


def _is_file(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:  # a folder on the way may not be searched: who writes will say so
        return False


def _tells_damage(error: Exception) -> bool:
    """Is this Arrow's word on what a file holds? Errors of the system have a number or a class of their own."""
    if isinstance(error, pa.ArrowException):
        return not isinstance(error, MemoryError)
    return type(error) is OSError and error.errno is None
