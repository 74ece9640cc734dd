"""New input files → batches of documents. A batch never changes once it is made: a correction makes another one."""

import importlib
import logging
from collections import ChainMap, Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.errors import RunFailed, place
from pipeline.run import index
from pipeline.run.inbox import Input
from pipeline.run.manifest import Manifest, Swap
from pipeline.run.plan import digest
from pipeline.run.rebatch import Rebatcher
from pipeline.run.retractions import WITHDRAWN
from pipeline.run.store import Store
from pipeline.run.task import count, table_name
from pipeline.stages import grounds
from pipeline.stages.files import printable
from pipeline.stages.readers import is_lost_file, is_unread
from pipeline.stages.repeats import Seen
from pipeline.tables import REJECTS
from pipeline.terminal import plain

BATCH_CHARACTERS = 2_000_000  # some 400 articles of usual length; no batch is longer, but for one record
_COUNTS = ("read", "accepted", "rejected")
_MOST_TOLD = 20  # files that could not be read
_DEADLY = "reading it ended the process: out of memory, or a fault in a library"

log = logging.getLogger(__name__)


class _Group:
    """What reading one group of files has given so far."""

    def __init__(self, number: int, files: Sequence[Input]) -> None:
        self.files = files
        self.id = digest(str(number), *(part for file in files for part in (file.key, file.sha256)))
        self.read: Counter[str] = Counter()  # by path, as is accepted
        self.accepted: Counter[str] = Counter()
        self.batches: dict[str, int] = {}
        self.replaced = 0
        self.outdated: dict[str, set[str]] = defaultdict(set)  # batch → its documents of which there is a later version
        self.rejects = REJECTS.empty_table()

    def entries(self) -> dict[str, dict[str, Any]]:
        """One manifest entry per file. Raises RunFailed when a record is neither accepted nor rejected."""
        rejected = Counter(self.rejects.column("path").to_pylist())
        return {file.key: self._entry(file, rejected) for file in self.files}

    def unread(self) -> Iterator[Mapping[str, Any]]:
        """Of each file that could not be read, or not to its end, the refusal that says why."""
        rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self.rejects.to_pylist():
            rows[row["path"]].append(row)
        for path, refused in rows.items():
            lost = next(filter(is_lost_file, refused), None)
            if not lost and not self.accepted[path] and all(map(is_unread, refused)):
                lost = next((row for row in refused if row["reason"] != grounds.EMPTY_FILE), None)
            if lost:
                yield lost

    def _entry(self, file: Input, rejected: Counter[str]) -> dict[str, Any]:
        path = printable(file.path)
        counts = dict(zip(_COUNTS, (self.read[path], self.accepted[path], rejected[path]), strict=True))
        if counts["read"] != counts["accepted"] + counts["rejected"]:
            raise RunFailed(f"records went missing at ingest: {counts}", path)
        return {"path": file.key, "size": file.size, "mtime_ns": file.mtime_ns, "sha256": file.sha256, **counts}


class Intake:
    """Reads files into a store's documents and rejects, knowing everything that was read before.

    `deadly`: the keys of files that must not be read in this process, and are refused.
    `unread` counts the files that could not be read, or not to their end.
    """

    def __init__(
        self,
        rebatcher: Rebatcher,
        ingest: str,
        aliases: Mapping[str, str],
        size: int,
        retracted: Collection[str] = frozenset(),
        deadly: Collection[str] = frozenset(),
    ) -> None:
        self.rebatcher, self.aliases, self.size, self.deadly = rebatcher, aliases, size, deadly
        self.store: Store = rebatcher.store
        self.manifest: Manifest = rebatcher.manifest
        self.module: Any = importlib.import_module(ingest)
        self.unread = 0
        self.seen = Seen(retracted=retracted, withdrawn=ChainMap({}, self.manifest.fields.get(WITHDRAWN, {})))
        self.batch_of: dict[str, str] = {}  # by document
        for batch in self.manifest.batches:
            self._know(batch, index.read(self.store, batch))

    def read(self, files: Sequence[Input]) -> int:
        """Read a group of files and record it in the manifest; returns the number of documents accepted."""
        group = _Group(self.manifest.fields.get("readings", 0), files)
        self.seen.met.clear()
        for portion in record_portions(self._records(group), self.size):
            documents, rejects = self.module.ingest(portion, self.aliases, self.seen)
            self._refuse(group, rejects)
            self._accept(group, documents)
        self._finish(group)
        return group.accepted.total()

    def _records(self, group: _Group) -> Iterator[Any]:
        for file in group.files:
            for record in self._refused(file) if file.key in self.deadly else self.module.read_records(file.path):
                group.read[record.path] += 1
                yield record

    def _refused(self, file: Input) -> Iterator[Any]:
        yield self.module.Refused(grounds.READER_DIED, _DEADLY, printable(file.path), 0)

    def _refuse(self, group: _Group, rejects: pa.Table) -> None:
        group.rejects = pa.concat_tables([group.rejects, rejects])
        ids, paths, reasons = (rejects.column(name).to_pylist() for name in ("doc_id", "path", "reason"))
        for doc_id, path, why in zip(ids, paths, reasons, strict=True):
            if why == grounds.EXACT_DUPLICATE:
                self.seen.met[doc_id, path] = True
            elif why == grounds.RETRACTED:
                self.seen.withdraw(doc_id, path)

    def _accept(self, group: _Group, documents: pa.Table) -> None:
        """Store the last version of each document, and note the versions before as outdated."""
        group.accepted.update(documents.column("path").to_pylist())
        rows = documents.to_pylist()
        group.replaced += sum(self.seen.accept(row) is not None for row in rows)
        last = {row["doc_id"]: number for number, row in enumerate(rows)}
        if not last:
            return
        known = index.table({doc_id: self.seen.by_id[doc_id] for doc_id in last})
        batch = index.batch_id(known)
        self.store.write_table(index.name(batch), known)
        self.store.write_table(table_name("documents", batch), documents.take(list(last.values())))
        group.batches[batch] = len(last)
        for doc_id in last.keys() & self.batch_of.keys():
            group.outdated[self.batch_of[doc_id]].add(doc_id)
        group.outdated.pop(batch, None)  # corrected back to what it was
        self.batch_of |= dict.fromkeys(last, batch)

    def _finish(self, group: _Group) -> None:
        """Store what remains, and only then note the group as read."""
        self.store.write_table(table_name("rejects", group.id, "ingest"), group.rejects)
        swaps = [self.rebatcher.rebatch([batch], ids) for batch, ids in group.outdated.items()]
        manifest, removed = self.manifest, self.manifest.fields["removed"]
        manifest.swap(
            swaps,
            added=group.batches,
            inputs=_merged(manifest.inputs, group.entries()),
            groups=[*manifest.groups, {"id": group.id, "counts": count({"rejects": group.rejects})}],
            readings=manifest.fields.get("readings", 0) + 1,
            removed={**removed, "replaced": removed.get("replaced", 0) + group.replaced},
        )
        self._follow(swaps)
        for row in group.unread():
            self._tell(row)

    def _tell(self, row: Mapping[str, Any]) -> None:
        self.unread += 1
        if self.unread <= _MOST_TOLD:
            where, detail = place(plain(row["path"], 500), row["line"]), plain(row["detail"] or "")
            log.warning("%s: could not be read: %s%s", where, row["reason"], f", {detail}" if detail else "")
        elif self.unread == _MOST_TOLD + 1:
            log.warning("more files could not be read: event-coder rejects %s", plain(self.store.url, 500))

    def _follow(self, swaps: Sequence[Swap]) -> None:
        for swap in swaps:
            if swap.documents:
                self.batch_of |= dict.fromkeys(index.read(self.store, swap.batch)["doc_id"].to_pylist(), swap.batch)

    def _know(self, batch: str, rows: pa.Table) -> None:
        for doc_id, one in index.known(rows):
            self.seen.by_id[doc_id] = one
            self.seen.by_text[one.text] = doc_id
            self.batch_of[doc_id] = batch


def record_portions(records: Iterable[Any], most: int, characters: int = BATCH_CHARACTERS) -> Iterator[list[Any]]:
    """Records in order, cut as soon as there are `most`, or their texts have `characters`: what a worker can hold."""
    portion: list[Any] = []
    length = 0
    for record in records:
        portion.append(record)
        length += _length(record)
        if len(portion) == most or length >= characters:
            yield portion
            portion, length = [], 0
    if portion:
        yield portion


def _length(record: Any) -> int:
    """The characters in a record's fields; what was refused by its reader has none."""
    fields: Mapping[str, Any] = getattr(record, "fields", {})
    return sum(len(value) for value in fields.values() if isinstance(value, str))


def _merged(inputs: Sequence[Mapping[str, Any]], read: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One entry per file, in the order of their first reading: a file read again keeps what its readings gave."""
    entries = {entry["path"]: entry for entry in inputs}
    for path, entry in read.items():
        before = entries.get(path, {})
        entries[path] = {**entry, **{key: entry[key] + before.get(key, 0) for key in _COUNTS}}
    return list(entries.values())
