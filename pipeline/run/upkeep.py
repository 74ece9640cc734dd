"""What somebody, or a kill, has left in an output folder: results that are gone, files that nobody noted."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.run import index
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.store import WORK, Store
from pipeline.run.task import IN_WORK, table_name
from pipeline.stages import Stage

STORED = ("documents", "sentences", "mentions", "duplicates")
CHECKED = Stage("checked", "", ("documents", "sentences", "events", "reports"), ())  # validated, or made of what was
PUBLICATION = Stage("published", "", ("events", "reports"), ())


def lost_results(store: Store, manifest: Manifest, stages: Sequence[Stage]) -> list[tuple[str, str]]:
    """Finished tasks whose files somebody has removed, as (stage, batch). Lost incidents are seen when merging."""
    there = set(store.names("")) if manifest.batches else set()
    lost = []
    for stage in stages:
        for batch, task in manifest.tasks.get(stage.name, {}).items():
            tables = (*stage.writes, "rejects") if task["refused"] else stage.writes
            if any(table_name(table, batch, stage.name) not in there for table in tables):
                lost.append((stage.name, batch))
    return lost + [(PUBLICATION.name, batch) for batch in _unpublished(there, manifest)]


def _unpublished(there: Iterable[str], manifest: Manifest) -> Iterator[str]:
    visible = {(name.partition("/")[0], Path(name).stem) for name in there if "/year=" in name}
    for batch, task in manifest.tasks.get("events", {}).items():
        if task["counts"].get("events") and ("events", batch) not in visible:
            yield batch


def remove_leftovers(store: Store, manifest: Manifest) -> None:
    """Remove drafts, and tables of batches that are not on record: no longer, or not yet when a run was killed."""
    tables = (*STORED, "rejects", index.FOLDER, *(f"{WORK}/{table}" for table in IN_WORK))
    stored = [name for table in tables for name in own_names(store, table)]
    remove_unknown(store, manifest, stored)
    store.remove([*own_names(store, f"{WORK}/drafts"), *own_names(store, f"{WORK}/publish")])


def remove_unknown(store: Store, manifest: Manifest, names: Iterable[str]) -> None:
    """Remove those of some tables whose batch or reading is not on record."""
    known = {*manifest.batches, *(group["id"] for group in manifest.groups)}
    store.remove(name for name in names if Path(name).stem.rpartition("-")[2] not in known)
