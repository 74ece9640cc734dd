"""What is stale: pure functions from batches, stages and recorded fingerprints to the tasks left to do."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def origins(stages: Sequence[Stage]) -> dict[str, frozenset[str]]:
    """Stage → the stages that its results rest on."""
    of_tables: dict[str, frozenset[str]] = {}
    out = {}
    for stage in stages:
        out[stage.name] = frozenset[str]().union(*(of_tables.get(table, ()) for table in stage.reads))
        of_tables |= dict.fromkeys(stage.writes, out[stage.name] | {stage.name})
    return out


def fingerprints(
    batch: str, stages: Sequence[Stage], digests: Mapping[str, str], refused: Mapping[str, str] = {}
) -> dict[str, str]:
    """Stage → fingerprint for one batch: stage, version, resources, and the fingerprints of what it reads.

    `refused`: stage → a digest of the documents that it refused, which those that rest on it are not given.
    """
    tables = {"documents": batch}
    out = {}
    for stage in stages:
        needs = [digests.get(need, "") for need in stage.needs]
        inputs = [tables[table] for table in stage.reads]
        out[stage.name] = digest(stage.name, str(stage.version), *needs, *inputs)
        rest = refused.get(stage.name, "")
        tables.update(dict.fromkeys(stage.writes, digest(out[stage.name], rest) if rest else out[stage.name]))
    return out


def stale(
    batches: Iterable[str],
    stages: Sequence[Stage],
    digests: Mapping[str, str],
    done: Fingerprints,
    refused: Mapping[str, Mapping[str, str]] = {},
) -> dict[str, list[Task]]:
    """Stage → its tasks whose recorded fingerprint differs from the present one, in the order of batches.

    `refused`: batch → stage → a digest of the documents that it refused.
    """
    tasks: dict[str, list[Task]] = {stage.name: [] for stage in stages}
    for batch in batches:
        present = fingerprints(batch, stages, digests, refused.get(batch, {}))
        for stage in stages:
            if done.get(stage.name, {}).get(batch) != present[stage.name]:
                tasks[stage.name].append(Task(stage, batch, present[stage.name]))
    return tasks


def portions(sizes: Mapping[str, int], most: int) -> Iterator[list[str]]:
    """Names in order, cut so that the sizes of each portion sum to `most` at most, but for a single larger one."""
    portion: list[str] = []
    total = 0
    for name, size in sizes.items():
        if portion and total + size > most:
            yield portion
            portion, total = [], 0
        portion.append(name)
        total += size
    if portion:
        yield portion
