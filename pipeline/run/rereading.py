"""Files that are read again because something of them was refused.

What was accepted from a file is told from its exact duplicates and stays what it is; it counts once. What passes now
leaves the rejects, what still fails has its reason there. So read = accepted + rejected before, meanwhile and after.

The files are marked in the manifest until that is settled, so that a run that is killed in between does no harm: the
next one begins with them anew, from whatever state they are in.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.run import index
from pipeline.run.inbox import Input
from pipeline.run.manifest import Manifest
from pipeline.run.retractions import WITHDRAWN
from pipeline.run.store import Store
from pipeline.run.task import count, table_name
from pipeline.stages.files import printable
from pipeline.stages.readers import is_lost_file
from pipeline.stages.repeats import is_repetition, source_mark, sources, twin
from pipeline.terminal import plain

INGEST = "ingest"
_MARK = "rereading"  # the manifest's list of paths

log = logging.getLogger(__name__)


def full_path(path: str) -> str:
    """The path by which the manifest knows a file."""
    return printable(Path(path).resolve())


def mark(manifest: Manifest, files: Collection[str]) -> None:
    """Note that files, by the paths they were read under, are to be read again."""
    manifest.fields[_MARK] = sorted({*manifest.fields.get(_MARK, ()), *files})


def marked(manifest: Manifest) -> list[str]:
    """The files that are to be read again, and are there."""
    return [path for path in manifest.fields.get(_MARK, ()) if Path(path).is_file()]


def with_marked(files: Sequence[Path], manifest: Manifest) -> list[Path]:
    """The files of a run, and with them those to be read again, which count as unread; in the order of full paths."""
    again = {full_path(path): Path(path) for path in marked(manifest)}
    for entry in manifest.inputs:
        entry |= {"sha256": ""} if entry["path"] in again else {}
    found = {path.resolve(): path for path in (*again.values(), *files)}
    return [found[key] for key in sorted(found)]


def mark_twins(store: Store, manifest: Manifest, retracted: Collection[str]) -> None:
    """Mark the files of articles that were refused as exact duplicates of documents that are now retracted."""
    if not retracted:
        return
    tables = (store.read_table(table_name("rejects", group["id"], INGEST)) for group in manifest.groups)
    files = {row["path"] for table in tables for row in table.to_pylist() if twin(row) in retracted}
    mark(manifest, files)
    for path in sorted(files):
        what = "is read again" if Path(path).is_file() else "is not there, and read again once it is"
        log.info("%s: %s: it holds duplicates of retracted articles", plain(path, 500), what)


def lost_before(store: Store, manifest: Manifest, files: Sequence[Input]) -> set[str]:
    """Those of these files that could not be read before, or not to their end, by the paths they were read under."""
    keys = {file.key for file in files}
    if not any(entry["rejected"] for entry in manifest.inputs if entry["path"] in keys):
        return set()
    tables = (store.read_table(table_name("rejects", group["id"], INGEST)) for group in manifest.groups)
    lost = {row["path"] for table in tables for row in table.to_pylist() if is_lost_file(row)}
    return {path for path in lost if full_path(path) in keys}


def begin(store: Store, manifest: Manifest, files: Sequence[Input]) -> set[str]:
    """Forget what was refused of the marked ones among these files, and return their full paths; what was accepted
    stays.
    """
    again = {file.key for file in files}.intersection(map(full_path, manifest.fields.get(_MARK, ())))
    for entry in manifest.inputs:
        if entry["path"] in again:
            entry |= {"read": entry["accepted"], "rejected": 0}
    if again:
        for group in manifest.groups:
            _keep(store, group, lambda row: full_path(row["path"]) not in again)
    return again


def settle(store: Store, manifest: Manifest, files: Collection[str]) -> None:
    """When these files, by their full paths, were read: take back the refusals as which what had been accepted from
    them was met again, be it replaced or retracted since.
    """
    if not files:
        return
    taken, met = _taken(manifest, store), set[tuple[str, str]]()

    def is_news(row: Mapping[str, Any]) -> bool:
        one = (row["doc_id"], row["path"])
        own = is_repetition(row) and source_mark(row["path"]) in taken.get(row["doc_id"], ())
        if not own or one in met or full_path(row["path"]) not in files:
            return True
        met.add(one)
        return False

    dropped = [full_path(row["path"]) for group in manifest.groups for row in _keep(store, group, is_news)]
    last = {entry["path"]: entry for entry in manifest.inputs}
    for path in dropped:
        last[path]["read"] -= 1
        last[path]["rejected"] -= 1
    manifest.fields[_MARK] = [path for path in manifest.fields[_MARK] if full_path(path) not in files]


def _taken(manifest: Manifest, store: Store) -> dict[str, list[str]]:
    """Document → marks of the files that its versions were accepted from, at any time."""
    known = (one for batch in manifest.batches for one in index.known(index.read(store, batch)))
    return {**manifest.fields.get(WITHDRAWN, {}), **{doc_id: sources(one) for doc_id, one in known}}


def _keep(store: Store, group: dict[str, Any], wanted: Any) -> list[Mapping[str, Any]]:
    """Keep the wanted refusals of a group, and count them, also where a killed run has dropped the others before;
    returns these others.
    """
    name = table_name("rejects", group["id"], INGEST)
    rows = store.read_table(name)
    kept = [bool(wanted(row)) for row in rows.to_pylist()]
    left = rows.filter(pa.array(kept, pa.bool_()))
    if left.num_rows < rows.num_rows:
        store.write_table(name, left)
    group["counts"] = count({"rejects": left})
    return [row for row, keep in zip(rows.to_pylist(), kept, strict=True) if not keep]
