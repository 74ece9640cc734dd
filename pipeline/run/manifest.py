"""What was read, with what, and what came out: the record that makes a run incremental.

`manifest.json` is written last. While a run lasts, its draft lies in the work folder, so that a run that is killed
loses seconds. Counts are flat: `{"events": 12, "events.ASSAULT": 5, "rejects": 1, "rejects.no text": 1}`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.errors import RunFailed
from pipeline.run.store import WORK, Store
from pipeline.run.tally import Done, refusals

NAME = "manifest.json"
DRAFT = f"{WORK}/manifest.json"
FORMAT = 1
RESTORE = "restore the folder from a back-up, or give another output folder"

Counts = Mapping[str, int]


class Swap(NamedTuple):
    """A batch made from others that takes their place: its documents, and its tasks that need not be done again.

    Where no document is left, there is no batch.
    """

    sources: Sequence[str]
    batch: str = ""
    documents: int = 0
    tasks: Mapping[str, Mapping[str, Any]] = {}


class Manifest:
    """The record of one output folder.

    `inputs`: one entry per file · `readings`: how often files were read, some at once · `groups`: what each reading
    refused · `batches`: batch → its documents · `tasks`: stage → batch → its fingerprint and what was done · `removed`:
    how many accepted documents were replaced or retracted later.
    """

    def __init__(self, fields: dict[str, Any] | None = None, unfinished: bool = False) -> None:
        self.unfinished = unfinished  # the draft of a run that was stopped
        self.fields: dict[str, Any] = fields or {"format": FORMAT}
        for key, empty in (("inputs", list), ("groups", list), ("batches", dict), ("tasks", dict), ("removed", dict)):
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
                raise RunFailed(f"is damaged: {error}", store.shown(name), RESTORE) from error
            if fields is not None:
                return cls._known(fields, store.shown(name), unfinished=name == DRAFT)
        return cls()

    @classmethod
    def _known(cls, fields: Any, where: str, unfinished: bool) -> "Manifest":
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise RunFailed("has a format this version does not know", where, RESTORE)
        for stage, tasks in fields.get("tasks", {}).items():  # tasks of earlier versions kept no books: done again
            fields["tasks"][stage] = {batch: task for batch, task in tasks.items() if "given" in task}
        return cls(fields, unfinished)

    def checkpoint(self, store: Store) -> None:
        """Save the draft."""
        store.write_json(DRAFT, self.fields)

    def sum_up(self) -> None:
        """Note the totals."""
        self.fields["counts"] = self.counts()
        self.fields["rejects"] = self.rejects()

    def close(self, store: Store) -> None:
        """Write the manifest, with its totals, and drop the draft: the last that a run does."""
        self.sum_up()
        store.write_json(NAME, self.fields)
        store.remove([DRAFT])

    @property
    def batches(self) -> dict[str, int]:
        """Batch → how many documents it holds."""
        batches: dict[str, int] = self.fields["batches"]
        return batches

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        """Stage → batch → fingerprint, counts, given, carried and refused (see `Done`) of its finished task."""
        tasks: dict[str, dict[str, Any]] = self.fields["tasks"]
        return tasks

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Sets of files read at once: their id and the counts of what was refused."""
        groups: list[dict[str, Any]] = self.fields["groups"]
        return groups

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """One entry per file: path, size, mtime_ns, sha256; read, accepted and rejected over all its readings."""
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

    def refused(self) -> dict[str, dict[str, str]]:
        """Batch → stage → a digest of the documents that it refused, where it did."""
        out: dict[str, dict[str, str]] = defaultdict(dict)
        for stage, tasks in self.tasks.items():
            for batch, task in tasks.items():
                out[batch] |= {stage: task["refused"]} if task["refused"] else {}
        return out

    def record(
        self,
        stage: str,
        batch: str,
        fingerprint: str,
        counts: Counts,
        given: int = 0,
        carried: int = 0,
        refused: str = "",
    ) -> None:
        """Note a finished task and what it has done, as `Done` says."""
        done = Done(dict(counts), given, carried, refused)
        self.tasks.setdefault(stage, {})[batch] = {"fingerprint": fingerprint, **done._asdict()}

    def forget(self, stage: str, batch: str) -> None:
        """Take back a finished task whose results are gone."""
        self.tasks.get(stage, {}).pop(batch, None)

    def swap(self, swaps: Iterable[Swap], added: Mapping[str, int] = {}, **fields: Any) -> None:
        """Put batches in the place of others, add some, set fields: at once, so that a signal finds one state or the
        other.
        """
        swaps = list(swaps)
        gone = {source for swap in swaps for source in swap.sources}
        batches = {batch: n for batch, n in {**self.batches, **added}.items() if batch not in gone}
        tasks = {stage: {b: task for b, task in done.items() if b not in gone} for stage, done in self.tasks.items()}
        for swap in swaps:
            batches |= {swap.batch: swap.documents} if swap.documents else {}
            for stage, task in swap.tasks.items():
                tasks[stage][swap.batch] = task
        fresh = [*self.fresh, *added, *(swap.batch for swap in swaps if {*self.fresh, *added} & {*swap.sources})]
        fresh = [batch for batch in fresh if batch in batches]
        self.fields.update(batches=batches, tasks=tasks, fresh=fresh, **fields)

    def counts(self) -> dict[str, int]:
        """Totals over everything in the folder: documents.read = documents.accepted + documents.rejected.

        Of those accepted, `documents` are there now; documents.replaced and documents.retracted are not any more.
        """
        total = Counter({f"documents.{why}": n for why, n in self.fields["removed"].items()})
        total["documents"] = sum(self.batches.values())
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
                out.setdefault(stage, Counter()).update(refusals(one))
        return {stage: dict(sorted(reasons.items())) for stage, reasons in out.items() if reasons}
