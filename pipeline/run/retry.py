"""Refused records taken up again: files are read anew, and stages repeated where they refused something.

What is to be done is noted first, and then left to a run: if that is killed, the next one, of whatever kind, does it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.run import rereading
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.progress import Progress
from pipeline.run.refusals import Choice, written_store
from pipeline.run.rereading import INGEST
from pipeline.run.runner import PARTS, Outcome, Parts, run
from pipeline.run.store import Store
from pipeline.run.summary import summary
from pipeline.settings import Settings
from pipeline.stages.grounds import HARMLESS
from pipeline.terminal import plain


class Retried(NamedTuple):
    """Files (by the paths they were read under) and (stage, batch) pairs that were taken up, files that are gone, and
    what came of it.
    """

    files: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    outcome: Outcome | None


def retry(settings: Settings, choice: Choice, parts: Parts = PARTS, progress: Progress | None = None) -> Retried:
    """Take up what `choice` names in the output folder of `settings`, whose input is not looked at.

    Raises UsageError where no run has written, and what a run raises.
    """
    store = written_store(settings.output)
    with lock(store, settings.wait):
        manifest = Manifest.load(store)
        refused = _refused(store, manifest, choice)
        tasks = tuple(sorted((stage, batch) for stage, batch, _ in refused if stage != INGEST))
        paths = {path for stage, _, paths in refused if stage == INGEST for path in paths}
        files = tuple(sorted({*(path for path in paths if Path(path).is_file()), *rereading.marked(manifest)}))
        gone = tuple(sorted(paths - set(files)))
        if not files and not tasks:
            return Retried(files, tasks, gone, None)
        for stage, batch in tasks:
            manifest.forget(stage, batch)
        rereading.mark(manifest, files)
        manifest.checkpoint(store)
    return Retried(files, tasks, gone, run(replace(settings, input=()), parts, progress))


def _refused(store: Store, manifest: Manifest, choice: Choice) -> list[tuple[str, str, set[str]]]:
    """(stage, group or batch, paths of files) of the tables of rejects that hold something to take up."""
    known = {*manifest.batches, *(group["id"] for group in manifest.groups)}
    found = []
    for name in own_names(store, "rejects"):
        stage, _, owner = Path(name).stem.rpartition("-")
        rows = [row for row in store.read_table(name).to_pylist() if _is_meant(row, choice)]
        if rows and owner in known:
            found.append((stage, owner, {row["path"] for row in rows}))
    return found


def _is_meant(row: Mapping[str, Any], choice: Choice) -> bool:
    """What is harmless is taken up only if it is asked for by its reason."""
    return choice.takes(row) and (choice.reason is not None or row["reason"] not in HARMLESS)


def retried_text(found: Retried, output: str) -> str:
    """What was taken up, and what came of it."""
    lines = [f"{path}: is not there any more; what was refused of it stays refused" for path in map(plain, found.gone)]
    if found.outcome is None:
        return "\n".join([*lines, "Nothing to take up again."])
    head = f"taken up    {len(found.files):,} files, {len(found.tasks):,} batches of later stages"
    return "\n".join([*lines, head, summary(found.outcome, output)])
