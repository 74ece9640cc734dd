"""What is stale: pure functions from batches, stages and recorded fingerprints to the tasks left to do."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.stages import Stage

Fingerprints = Mapping[str, Mapping[str, str]]  # stage → batch → fingerprint


class Task(NamedTuple):
    """One stage over one batch, with the fingerprint its results will carry."""

    stage: Stage
    batch: str
    fingerprint: str


def digest(*parts: str) -> str:
    """A short digest of texts; their borders count."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises OSError when it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprints(batch: str, stages: Sequence[Stage], digests: Mapping[str, str]) -> dict[str, str]:
    """Stage → fingerprint for one batch: stage, version, resources, and the fingerprints of what it reads."""
    tables = {"documents": batch}
    out = {}
    for stage in stages:
        needs = [digests.get(need, "") for need in stage.needs]
        inputs = [tables[table] for table in stage.reads]
        out[stage.name] = digest(stage.name, str(stage.version), *needs, *inputs)
        tables.update(dict.fromkeys(stage.writes, out[stage.name]))
    return out


def stale(
    batches: Iterable[str], stages: Sequence[Stage], digests: Mapping[str, str], done: Fingerprints
) -> dict[str, list[Task]]:
    """Stage → its tasks whose recorded fingerprint differs from the present one, in the order of batches."""
    tasks: dict[str, list[Task]] = {stage.name: [] for stage in stages}
    for batch in batches:
        present = fingerprints(batch, stages, digests)
        for stage in stages:
            if done.get(stage.name, {}).get(batch) != present[stage.name]:
                tasks[stage.name].append(Task(stage, batch, present[stage.name]))
    return tasks
