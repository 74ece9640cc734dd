"""What was read, with what, and what came out: the record that makes a run incremental.

`manifest.json` is written last. While a run lasts, its draft lies in the work folder, so that a run that is killed
loses seconds. Counts are flat: `{"events": 12, "events.ASSAULT": 5, "rejects": 1, "rejects.no text": 1}`.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline.errors import RunFailed
from pipeline.run.store import WORK, Store

NAME = "manifest.json"
DRAFT = f"{WORK}/manifest.json"
FORMAT = 1

Counts = Mapping[str, int]


class Manifest:
    """The record of one output folder.

    `inputs`: one entry per reading of a file · `groups`: what is read at once · `batches`: batch → its documents
    `tasks`: stage → batch → {fingerprint, counts}.
    """

    def __init__(self, fields: dict[str, Any] | None = None) -> None:
        self.fields: dict[str, Any] = fields or {"format": FORMAT}
        for key, empty in (("inputs", list), ("groups", list), ("batches", dict), ("tasks", dict)):
            self.fields.setdefault(key, empty())

    @classmethod
    def load(cls, store: Store) -> "Manifest":
        """The draft of a run that did not end, else the last manifest, else an empty one.

        Raises RunFailed when the file is damaged or of another format.
        """
        for name in (DRAFT, NAME):
            try:
                fields = store.read_json(name)
            except ValueError as error:
                raise RunFailed(f"is damaged: {error}", store.path(name), "use another output folder") from error
            if fields is not None:
                return cls._known(fields, store.path(name))
        return cls()

    @classmethod
    def _known(cls, fields: Any, where: str) -> "Manifest":
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise RunFailed("has a format this version does not know", where, "use another output folder")
        return cls(fields)

    def checkpoint(self, store: Store) -> None:
        """Save the draft."""
        store.write_json(DRAFT, self.fields)

    def close(self, store: Store) -> None:
        """Write the manifest, with its totals, and drop the draft."""
        self.fields["counts"] = self.counts()
        self.fields["rejects"] = self.rejects()
        store.write_json(NAME, self.fields)
        store.remove([DRAFT])

    @property
    def batches(self) -> dict[str, int]:
        """Batch → how many documents it holds, in the order of reading."""
        batches: dict[str, int] = self.fields["batches"]
        return batches

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        """Stage → batch → {fingerprint, counts} of its finished task."""
        tasks: dict[str, dict[str, Any]] = self.fields["tasks"]
        return tasks

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Sets of files read at once: id, batches and the counts of what was refused."""
        groups: list[dict[str, Any]] = self.fields["groups"]
        return groups

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """One entry per reading of a file: path, size, mtime_ns, sha256, read, accepted, rejected."""
        inputs: list[dict[str, Any]] = self.fields["inputs"]
        return inputs

    @property
    def fresh(self) -> list[str]:
        """Batches that have been read and that no night has counted yet."""
        fresh: list[str] = self.fields.setdefault("fresh", [])
        return fresh

    def done(self) -> dict[str, dict[str, str]]:
        """Stage → batch → the fingerprint of its finished task."""
        return {
            stage: {batch: task["fingerprint"] for batch, task in tasks.items()} for stage, tasks in self.tasks.items()
        }

    def record(self, stage: str, batch: str, fingerprint: str, counts: Counts) -> None:
        """Note a finished task."""
        self.tasks.setdefault(stage, {})[batch] = {"fingerprint": fingerprint, "counts": dict(counts)}

    def forget(self, stage: str, batch: str) -> None:
        """Take back a finished task whose results are gone."""
        self.tasks.get(stage, {}).pop(batch, None)

    def counts(self) -> dict[str, int]:
        """Totals over everything in the folder: documents.read = documents.accepted + documents.rejected."""
        total: Counter[str] = Counter()
        for entry in self.inputs:
            total.update({f"documents.{key}": entry[key] for key in ("read", "accepted", "rejected")})
        for stage in self.tasks.values():
            for task in stage.values():
                total.update({key: n for key, n in task["counts"].items() if not key.startswith("rejects")})
        return dict(sorted(total.items()))

    def rejects(self) -> dict[str, dict[str, int]]:
        """Stage → reason → how many were refused."""
        out: dict[str, Counter[str]] = {}
        stages = {stage: [task["counts"] for task in tasks.values()] for stage, tasks in self.tasks.items()}
        for stage, counts in [("ingest", [group["counts"] for group in self.groups]), *stages.items()]:
            for one in counts:
                reasons = {key.removeprefix("rejects."): n for key, n in one.items() if key.startswith("rejects.")}
                out.setdefault(stage, Counter()).update(reasons)
        return {stage: dict(sorted(reasons.items())) for stage, reasons in out.items() if reasons}
