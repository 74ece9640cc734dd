"""What a run would do, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.run.inbox import Input
from pipeline.run.manifest import Manifest
from pipeline.run.plan import Task
from pipeline.run.upkeep import CHECKED
from pipeline.stages import Stage

Lost = Collection[tuple[str, str]]  # (stage, batch)


class Plan(NamedTuple):
    """What there is to do: files to read, documents to retract by batch, stale tasks by stage (of documents read
    earlier), batches to merge. `unfinished`: a run before was stopped, and what it left is to be put in order.
    `unmerged`: incidents do not follow from what is done, or some are lost. `merges` wait for other work.
    """

    unfinished: bool
    files: Sequence[Input]
    retractions: Mapping[str, Collection[str]]
    tasks: Mapping[str, Sequence[Task]]
    unmerged: bool
    merges: Sequence[Sequence[str]]

    def work(self) -> dict[str, int]:
        """How much of each kind, tasks by stage; empty when there is nothing to do."""
        counts = {
            "unfinished": int(self.unfinished),
            "files": len(self.files),
            "retractions": sum(map(len, self.retractions.values())),
            **{stage: len(tasks) for stage, tasks in self.tasks.items() if stage != CHECKED.name},
            "merge": int(self.unmerged and not any(self.tasks.values())),  # it follows from them
        }
        return {key: n for key, n in counts.items() if n}


def explain(plan: Plan, manifest: Manifest, digests: Mapping[str, str], lost: Lost) -> list[str]:
    """A line for each thing there is to do, with its reason."""
    lines = ["a run before was stopped: what it left is put in order"] if plan.unfinished else []
    if plan.files:
        lines.append(f"{_files(plan.files, manifest)} to read, and what is new in them to code")
    if plan.retractions:
        n = sum(map(len, plan.retractions.values()))
        lines.append(f"{n:,} articles to remove, because they are retracted: their batches are made anew without them")
    causes = changes([tasks[0].stage for tasks in plan.tasks.values() if tasks], manifest, digests)
    for tasks in plan.tasks.values():
        lines += _tasks(tasks, manifest, causes, lost)
    if plan.work().get("merge"):
        lines.append("incidents are merged again, because what they rest on has changed or some are lost")
    if plan.merges:
        n = sum(map(len, plan.merges))
        lines.append(f"{n:,} batches to merge into {len(plan.merges):,}, because there are many small ones")
    return lines


def changes(stages: Iterable[Stage], manifest: Manifest, digests: Mapping[str, str]) -> dict[str, list[str]]:
    """Stage → what has changed, of all that its results rest on, since it was last done."""
    before, versions = manifest.fields.get("resources", {}), manifest.fields.get("versions", {})
    of_tables: dict[str, list[str]] = {}
    out = {}
    for stage in stages:
        inherited = [cause for table in stage.reads for cause in of_tables.get(table, ())]
        own = [
            f"the {need} has changed ({before[need]} → {digests[need]})"
            for need in stage.needs
            if before.get(need, digests.get(need)) != digests.get(need)
        ]
        if versions.get(stage.name, stage.version) != stage.version:
            own.append(f"the stage {stage.name} has changed (version {versions[stage.name]} → {stage.version})")
        out[stage.name] = list(dict.fromkeys([*inherited, *own]))
        of_tables |= dict.fromkeys(stage.writes, out[stage.name])
    return out


def _files(files: Sequence[Input], manifest: Manifest) -> str:
    known = {entry["path"] for entry in manifest.inputs}
    changed = sum(file.key in known for file in files)
    kinds = [f"{n:,} {kind}" for n, kind in ((len(files) - changed, "new"), (changed, "changed")) if n]
    return f"{' and '.join(kinds)} files"


def _tasks(tasks: Sequence[Task], manifest: Manifest, causes: Mapping[str, list[str]], lost: Lost) -> list[str]:
    if not tasks or tasks[0].stage.name == CHECKED.name:
        return []
    stage = tasks[0].stage.name
    batches, documents = Counter[str](), Counter[str]()
    for task in tasks:
        why = _why(task, manifest, causes[stage], lost)
        batches[why] += 1
        documents[why] += manifest.batches[task.batch]
    return [f"{stage}: {n:,} batches, {documents[why]:,} articles, because {why}" for why, n in batches.items()]


def _why(task: Task, manifest: Manifest, causes: Sequence[str], lost: Lost) -> str:
    if (task.stage.name, task.batch) in lost:
        return "results were removed"
    if task.batch not in manifest.tasks.get(task.stage.name, {}):
        return "they are not done yet"
    return ", ".join(causes) or "what they rest on has changed"
