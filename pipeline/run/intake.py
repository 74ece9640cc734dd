"""New input files → batches of documents. A batch never changes once it is made, whatever is read later."""

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.errors import RunFailed
from pipeline.run.manifest import Manifest
from pipeline.run.plan import digest, file_digest
from pipeline.run.store import WORK, Store
from pipeline.run.task import count, table_name
from pipeline.stages.files import printable
from pipeline.tables import REJECTS

GROUP_FILES, GROUP_BYTES = 200, 8_000_000  # how much is read before it is recorded as read
_SEEN = pa.schema({"digest": pa.string(), "doc_id": pa.string()})


class Input(NamedTuple):
    """A file as it is on disk. `key` is its full path, by which the manifest knows it."""

    path: Path
    key: str
    size: int
    mtime_ns: int
    sha256: str = ""


def find_files(patterns: Sequence[str], ingest: str) -> list[Path]:
    """The input files that paths, folders and globs name, each once. Raises UsageError when one names none."""
    input_files = importlib.import_module(ingest).input_files
    files = {path.resolve(): path for pattern in patterns for path in input_files(pattern)}
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


class _Group:
    """What reading one group of files has given so far."""

    def __init__(self, number: int, files: Sequence[Input]) -> None:
        self.files = files
        self.id = digest(str(number), *(part for file in files for part in (file.key, file.sha256)))
        self.read: Counter[str] = Counter()  # by path, as are accepted and rejected
        self.accepted: Counter[str] = Counter()
        self.batches: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self.rejects = REJECTS.empty_table()

    def entries(self) -> list[dict[str, Any]]:
        """One manifest entry per file. Raises RunFailed when a record is neither accepted nor rejected."""
        return [self._entry(file, Counter(self.rejects.column("path").to_pylist())) for file in self.files]

    def _entry(self, file: Input, rejected: Counter[str]) -> dict[str, Any]:
        path = printable(file.path)
        counts = {"read": self.read[path], "accepted": self.accepted[path], "rejected": rejected[path]}
        if counts["read"] != counts["accepted"] + counts["rejected"]:
            raise RunFailed(f"records went missing at ingest: {counts}", path)
        return {"path": file.key, "size": file.size, "mtime_ns": file.mtime_ns, "sha256": file.sha256, **counts}


class Intake:
    """Reads files into a store's documents and rejects, telling exact duplicates of everything read before."""

    def __init__(self, store: Store, manifest: Manifest, ingest: str, aliases: Mapping[str, str], size: int) -> None:
        self.store, self.manifest, self.aliases, self.size = store, manifest, aliases, size
        self.module: Any = importlib.import_module(ingest)
        self.seen: dict[str, str] = {}
        for group in manifest.groups:
            self.seen.update(self._digests_of(group))

    def read(self, files: Sequence[Input]) -> int:
        """Read a group of files and record it in the manifest; returns the number of documents accepted."""
        group = _Group(len(self.manifest.groups), files)
        records = self._records(group)
        while chunk := list(islice(records, self.size)):
            documents, rejects = self.module.ingest(chunk, self.aliases, self.seen)
            group.rejects = pa.concat_tables([group.rejects, rejects])
            self._add(group, documents)
        self._finish(group)
        return sum(group.batches.values())

    def _records(self, group: _Group) -> Iterator[Any]:
        for file in group.files:
            for record in self.module.read_records(file.path):
                group.read[record.path] += 1
                yield record

    def _digests_of(self, group: Mapping[str, Any]) -> dict[str, str]:
        try:
            rows = self.store.read_table(_seen_name(group["id"]))
        except FileNotFoundError:  # the work folder was removed: its content follows from the documents
            batches = [self.store.read_table(table_name("documents", batch)) for batch in group["batches"]]
            return {key: doc_id for rows in batches for key, doc_id in self._digests(rows).items()}
        return dict(zip(*(column.to_pylist() for column in rows.columns), strict=True))

    def _digests(self, documents: pa.Table) -> dict[str, str]:
        digests = map(self.module.text_digest, documents.column("text").to_pylist())
        return dict(zip(digests, documents.column("doc_id").to_pylist(), strict=True))

    def _add(self, group: _Group, documents: pa.Table) -> None:
        if documents.num_rows:
            batch = _batch_id(documents)
            self.store.write_table(table_name("documents", batch), documents)
            group.batches[batch] = documents.num_rows
        group.accepted.update(documents.column("path").to_pylist())
        new = self._digests(documents)
        group.digests.update(new)
        self.seen.update(new)

    def _finish(self, group: _Group) -> None:
        """Store what remains, and only then note the group as read."""
        digests = {"digest": list(group.digests), "doc_id": list(group.digests.values())}
        self.store.write_table(_seen_name(group.id), pa.table(digests, schema=_SEEN))
        self.store.write_table(table_name("rejects", group.id, "ingest"), group.rejects)
        self.manifest.inputs.extend(group.entries())
        self.manifest.batches.update(group.batches)
        self.manifest.fresh.extend(group.batches)
        counts = count({"rejects": group.rejects})
        self.manifest.groups.append({"id": group.id, "batches": list(group.batches), "counts": counts})


def _seen_name(group: str) -> str:
    return f"{WORK}/seen/{group}.parquet"


def _batch_id(documents: pa.Table) -> str:
    columns = (documents.column(name).to_pylist() for name in ("doc_id", "date", "title", "source", "text"))
    return digest(*(str(value) for column in columns for value in column))
