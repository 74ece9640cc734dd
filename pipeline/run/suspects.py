"""Files that end the process that reads them: known by what a run was reading when it died, and refused alone.

The next run reads each of those files through in a process of its own first. Those that survive it are read as ever:
it may have been a power cut.
"""

import contextlib
import importlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.run.executors import Processes
from pipeline.run.inbox import Input
from pipeline.run.intake import record_portions
from pipeline.run.store import WORK, Store

_READING = f"{WORK}/reading.json"
_AT_ONCE = 200  # records

log = logging.getLogger(__name__)


class Reading(NamedTuple):
    """One file to read through: small and picklable."""

    ingest: str
    path: Path
    aliases: tuple[tuple[str, str], ...]


@contextlib.contextmanager
def noted(store: Store, files: Sequence[Input]) -> Iterator[None]:
    """Have it on record that files are being read, until they are, or reading them fails without ending the process."""
    store.write_json(_READING, [file.key for file in files])
    try:
        yield
    finally:
        store.remove([_READING])


def deadly(store: Store, files: Sequence[Input], ingest: str, aliases: Mapping[str, str]) -> frozenset[str]:
    """The keys of those files that a run was reading when it died, and that end another process too."""
    left = set(store.read_json(_READING) or ())
    suspects = {Reading(ingest, file.path, tuple(aliases.items())): file.key for file in files if file.key in left}
    if not suspects or store.in_memory:
        return frozenset()
    log.warning("the last run died while it read %d files: each is tried alone", len(suspects))
    with contextlib.closing(Processes(1, retries=0)) as alone:
        survived = dict(alone.map(_read_through, suspects, lambda *_: False))
    return frozenset(key for reading, key in suspects.items() if not survived[reading])


def _read_through(reading: Reading) -> bool:
    module = importlib.import_module(reading.ingest)
    for portion in record_portions(module.read_records(reading.path), _AT_ONCE):
        module.ingest(portion, dict(reading.aliases))
    return True
