"""Whose an output folder is, and which of its files are a run's own: no others are read, and none is ever removed."""

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import EventCoderError, RunFailed, UsageError
from pipeline.run.manifest import DRAFT, NAME, RESTORE
from pipeline.run.store import Store
from pipeline.stages.files import printable
from pipeline.stages.inputs import WRITTEN

_BATCH = r"(?:[0-9a-f]{20}|empty)"
_OWN_TABLE = re.compile(
    rf"(?:documents|sentences|mentions|duplicates|\.work/(?:index|events|reports|signatures))/{_BATCH}\.parquet"
    rf"|rejects/[a-z]+-{_BATCH}\.parquet"
    rf"|(?:\.work/publish/)?(?:events|incidents)/year=\d{{1,4}}/month=\d{{1,2}}/{_BATCH}\.parquet"
)
_OWN_DRAFT = re.compile(r"\.work/drafts/(?:[0-9a-f]{32}|\d+\.(?:lock|stale))")
_UNRECORDED = re.compile(rf"{_OWN_DRAFT.pattern}|\.work/lock|reports/metrics\.prom")  # of a run that failed at once
_ANOTHER = "give another folder as output: an empty one, or one that is not there yet"


def own_names(store: Store, folder: str) -> list[str]:
    """The files below a folder whose names are of a run's making."""
    return [name for name in store.names(folder) if _OWN_TABLE.fullmatch(name) or _OWN_DRAFT.fullmatch(name)]


def fault(store: Store) -> EventCoderError | None:
    """Why no run may write into this folder: its record is lost, or what lies under our names is another's."""
    for name in sorted(WRITTEN - {NAME}):
        if store.fs.isfile(store.path(name)):
            return UsageError("is a file, where a run keeps a folder", store.shown(name), _ANOTHER)
    if _is_recorded(store):
        return None
    found = [name for top in sorted(WRITTEN) for name in store.names(top) if not _UNRECORDED.fullmatch(name)]
    if not found or _is_recorded(store):  # the latter: by another run, which has begun meanwhile
        return None
    if any(map(_OWN_TABLE.fullmatch, found)):
        return RunFailed("is lost, of a folder that holds tables of a run", store.shown(NAME), RESTORE)
    return UsageError(
        f"no run has written this, and a run keeps its own in {_top(found[0])}", store.shown(found[0]), _ANOTHER
    )


def require_own(store: Store) -> None:
    """Raises what is wrong with an output folder, before anything in it is touched."""
    if found := fault(store):
        raise found


def require_outside(store: Store, files: Iterable[Path]) -> None:
    """Raises UsageError where an input file lies where runs write in this output folder."""
    own = store.folder.resolve() if store.folder else None
    for file in map(Path.resolve, files):
        if own and file.is_relative_to(own) and file.relative_to(own).parts[0] in WRITTEN:
            what = f"is input, and lies in {_top(file.relative_to(own).as_posix())} of the output folder"
            raise UsageError(what, printable(file), "keep articles out of the folder that a run writes")


def _is_recorded(store: Store) -> bool:
    return store.exists(DRAFT) or store.exists(NAME)


def _top(name: str) -> str:
    return f"{name.partition('/')[0]}/"
