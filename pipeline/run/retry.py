"""Refused records taken up again: files are read anew, and stages repeated where they refused something.

What was accepted from a file is told from its exact duplicates and stays what it is; it counts once. What passes now
leaves the rejects, what still fails has its reason there. So read = accepted + rejected before, meanwhile and after.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.progress import Progress
from pipeline.run.refusals import Choice, written_store
from pipeline.run.runner import PARTS, Outcome, Parts, run
from pipeline.run.store import Store
from pipeline.run.summary import summary
from pipeline.run.task import count, table_name
from pipeline.run.upkeep import PUBLICATION
from pipeline.settings import Settings
from pipeline.stages import Stage
from pipeline.stages.files import printable
from pipeline.terminal import plain

INGEST = "ingest"
_DECIDED = frozenset({"exact duplicate", "off topic", "sentence off topic"})  # taken up only if asked for by name


class Retried(NamedTuple):
    """Files (by full path) and (stage, batch) pairs that were taken up, files that are gone, and what came of it."""

    files: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    outcome: Outcome | None


def retry(settings: Settings, choice: Choice, parts: Parts = PARTS, progress: Progress | None = None) -> Retried:
    """Take up what `choice` names in the output folder of `settings`, whose input is not looked at.

    Raises UsageError where no run has written, and what a run raises.
    """
    store = written_store(settings.output)
    with lock(store):
        manifest = Manifest.load(store)
        refused = _refused(store, manifest, choice)
        tasks = tuple(sorted((stage, batch) for stage, batch, _ in refused if stage != INGEST))
        paths = {path for stage, _, paths in refused if stage == INGEST for path in paths}
        files = tuple(sorted(path for path in paths if Path(path).is_file()))
        gone = tuple(sorted(paths - set(files)))
        if not files and not tasks:
            return Retried(files, tasks, gone, None)
        _forget(manifest, tasks, parts.stages)
        _mark_unread(manifest, store, files)
        manifest.checkpoint(store)
    try:
        outcome = run(replace(settings, input=files), parts, progress)
    finally:  # also when nothing could be published: what was read was read
        manifest = _settle(store, files)
    with lock(store):
        manifest.close(store)
    return Retried(files, tasks, gone, outcome._replace(manifest=manifest.fields))


def _settle(store: Store, files: Collection[str]) -> Manifest:
    """Account for what was read again; the record is a draft until the retry is over."""
    with lock(store):
        manifest = Manifest.load(store)
        _drop_known(manifest, store, files)
        manifest.checkpoint(store)
        return manifest


def _refused(store: Store, manifest: Manifest, choice: Choice) -> list[tuple[str, str, set[str]]]:
    """(stage, group or batch, full paths of files) of the tables of rejects that hold something to take up."""
    known = {*manifest.batches, *(group["id"] for group in manifest.groups)}
    found = []
    for name in store.names("rejects"):
        stage, _, owner = Path(name).stem.rpartition("-")
        rows = [row for row in store.read_table(name).to_pylist() if _is_meant(row, choice)]
        if rows and owner in known:
            found.append((stage, owner, {full_path(row["path"]) for row in rows}))
    return found


def _is_meant(row: Mapping[str, Any], choice: Choice) -> bool:
    return choice.takes(row) and (choice.reason is not None or row["reason"] not in _DECIDED)


def full_path(path: str) -> str:
    """The path by which the manifest knows a file."""
    return printable(Path(path).resolve())


def _forget(manifest: Manifest, tasks: Iterable[tuple[str, str]], stages: Collection[Stage]) -> None:
    """Take back these tasks, and those that build on them."""
    names = [*(stage.name for stage in stages), PUBLICATION.name]
    for stage, batch in tasks:
        for later in names[names.index(stage) :]:
            manifest.forget(later, batch)


def _mark_unread(manifest: Manifest, store: Store, files: Collection[str]) -> None:
    """Forget that the files were read, and what was refused of them; what was accepted stays."""
    for entry in manifest.inputs:
        if entry["path"] in files:
            entry |= {"sha256": "", "read": entry["accepted"], "rejected": 0}
    for group in manifest.groups:
        _keep(store, group, lambda row: full_path(row["path"]) not in files)


def _drop_known(manifest: Manifest, store: Store, files: Collection[str]) -> None:
    """Take back the duplicates as which the documents that had been accepted from these files were met again."""
    accepted = _accepted(manifest, store, files)

    def is_news(row: Mapping[str, Any]) -> bool:
        own = row["reason"] == "exact duplicate" and row["detail"] == f"of {row['doc_id']}"
        return not (own and (row["doc_id"], full_path(row["path"])) in accepted)

    dropped = [full_path(row["path"]) for group in manifest.groups for row in _keep(store, group, is_news)]
    last = {entry["path"]: entry for entry in manifest.inputs}
    for path in dropped:
        last[path]["read"] -= 1
        last[path]["rejected"] -= 1


def _accepted(manifest: Manifest, store: Store, files: Collection[str]) -> set[tuple[str, str]]:
    """(id, file) of the documents that came from these files."""
    found = set()
    for batch in manifest.batches:
        documents = store.read_table(table_name("documents", batch))
        columns = (documents.column(name).to_pylist() for name in ("doc_id", "path"))
        found |= {(doc_id, full_path(path)) for doc_id, path in zip(*columns, strict=True)}
    return {one for one in found if one[1] in files}


def _keep(store: Store, group: dict[str, Any], wanted: Any) -> list[Mapping[str, Any]]:
    """Keep the wanted refusals of a group; returns the others."""
    name = table_name("rejects", group["id"], INGEST)
    rows = store.read_table(name)
    kept = [bool(wanted(row)) for row in rows.to_pylist()]
    if all(kept):
        return []
    store.write_table(name, rows.filter(pa.array(kept)))
    group["counts"] = count({"rejects": rows.filter(pa.array(kept))})
    return [row for row, keep in zip(rows.to_pylist(), kept, strict=True) if not keep]


def retried_text(found: Retried, output: str) -> str:
    """What was taken up, and what came of it."""
    lines = [f"{path}: is not there any more; what was refused of it stays refused" for path in map(plain, found.gone)]
    if found.outcome is None:
        return "\n".join([*lines, "Nothing to take up again."])
    head = f"taken up    {len(found.files):,} files, {len(found.tasks):,} batches of later stages"
    return "\n".join([*lines, head, summary(found.outcome, output)])
