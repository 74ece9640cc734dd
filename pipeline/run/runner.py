"""A run: read what is new, do what is stale, check it, publish it, and say what was done."""

import contextlib
import importlib
import itertools
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.errors import Stopped, ValidationFailed
from pipeline.run.account import Account
from pipeline.run.books import close_books
from pipeline.run.compaction import compact, due, lengths
from pipeline.run.executors import Executor, Processes, Serial
from pipeline.run.inbox import Input, find_files, groups, new_files
from pipeline.run.intake import Intake
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.merging import Merged, is_merged, merge_incidents, read_rules, rules_digest, totals
from pipeline.run.parts import PARTS as PARTS
from pipeline.run.parts import Parts as Parts
from pipeline.run.plan import Task, origins, stale
from pipeline.run.progress import Progress
from pipeline.run.publish import check, check_jobs, check_merged, merged_jobs, publish, warm_up, write_empty
from pipeline.run.reasons import Plan, explain
from pipeline.run.rebatch import Rebatcher
from pipeline.run.rereading import begin, settle, with_marked
from pipeline.run.rescue import rescue
from pipeline.run.retractions import newly_retracted, read_retractions, retract
from pipeline.run.signals import asked_to_stop
from pipeline.run.store import Store
from pipeline.run.task import Job, Loader, resource, timed_job
from pipeline.run.upkeep import CHECKED, PUBLICATION, STORED, lost_results, remove_leftovers, remove_unknown
from pipeline.settings import Settings
from pipeline.stages import Stage
from pipeline.stages.drift import Finding
from pipeline.stages.drift_limits import read_limits

T = TypeVar("T")

CHECKPOINT_EVERY = 5.0  # seconds of work that a kill may cost


class Outcome(NamedTuple):
    """The manifest, what there was to do (files and tasks by stage; empty for nothing), the seconds it took, how what
    it took in is unlike the nights before, and, of a dry run, what there is to do and why."""

    manifest: dict[str, Any]
    work: dict[str, int]
    seconds: float
    findings: Sequence[Finding] = ()
    reasons: Sequence[str] = ()


def run(
    settings: Settings,
    parts: Parts = PARTS,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    dry: bool = False,
) -> Outcome:
    """Bring an output folder up to date with its input, codebook and model; with `dry`, only say what there is to do.

    Raises UsageError (no readable input), CodebookError, RunFailed (locked, or a stage cannot run), Stopped (by
    SIGTERM) and ValidationFailed. Whatever it raises, what was published stays, and the next run carries on.
    """
    began, started = time.monotonic(), now()
    store = Store(settings.output)
    files = find_files(settings.input, parts.ingest)
    retracted = read_retractions(settings.retractions)
    with contextlib.nullcontext() if dry else lock(store, settings.wait), asked_to_stop() as stop:
        manifest, digests = Manifest.load(store), parts.digests(settings)
        one = _Run(settings, parts, store, manifest, digests, progress or Progress(), retracted, stop)
        with one.progress.during("looking for work"):
            plan, reasons = one.plan(files, dry)
        if plan.work() and not dry:
            one.carry_out(plan, started, now)
    return Outcome(one.manifest.fields, plan.work(), time.monotonic() - began, one.account.findings, reasons)


@dataclass
class _Run:
    """One run over one output folder."""

    settings: Settings
    parts: Parts
    store: Store
    manifest: Manifest
    digests: Mapping[str, str]
    progress: Progress
    retracted: frozenset[str]
    stop: Callable[[], bool]
    account: Account = field(default_factory=Account)
    checkpointed: float = 0.0

    def plan(self, files: Sequence[Path], dry: bool) -> tuple[Plan, list[str]]:
        """What there is to do, and for a dry run why."""
        manifest, lost = self.manifest, lost_results(self.store, self.manifest, self.parts.stages)
        for stage, batch in lost:
            manifest.forget(stage, batch)
        retractions = newly_retracted(self.store, manifest, self.retracted)
        unmerged = not is_merged(self.store, manifest, self.rules)
        merges = due(lengths(manifest), self.settings.compact)
        fresh = new_files(with_marked(files, manifest), manifest)
        plan = Plan(manifest.unfinished, fresh, retractions, self.stale(), unmerged, merges)
        return plan, explain(plan, manifest, self.digests, lost) if dry else []

    def stale(self) -> dict[str, list[Task]]:
        stages = (*self.parts.stages, CHECKED, PUBLICATION)
        return stale(self.manifest.batches, stages, self.digests, self.manifest.done(), self.manifest.refused())

    def carry_out(self, plan: Plan, started: datetime, now: Callable[[], datetime]) -> None:
        with self.executor(self.settings.workers) as workers, self.executor(1, beside=True) as checker:
            with self.progress.during("loading"):
                self.describe(started)
                checker.prepare(warm_up, self.parts.checks, self.loader("codebook"))
                self.load_resources()
                remove_leftovers(self.store, self.manifest)
            with contextlib.ExitStack() as at_end:
                at_end.callback(self.checkpoint, now=True)  # whatever stops the run, what is done stays done
                self.retract(plan.retractions)
                self.read(plan.files)
                self.code(workers)
                with self.progress.during("merging"):
                    merged = self.merge()
                self.check(checker, merged)
                close_books(self.store, self.manifest, self.parts.stages)
        with self.progress.during("publishing"):
            self.publish(merged)
        self.account.remember(self.store, self.manifest)
        with self.progress.during("compaction"):
            self.compact()
        self.manifest.fields["finished"] = now().isoformat(timespec="seconds")
        self.manifest.sum_up()
        self.report("summary_html", "summary.html", self.manifest.fields, self.account.facts())
        self.manifest.close(self.store)

    def describe(self, started: datetime) -> None:
        """Note with what this run codes. A faulty codebook ends the run here."""
        codebook = resource(self.loader("codebook"))
        read_limits(codebook.checks)
        self.manifest.fields |= {
            "started": started.isoformat(timespec="seconds"),
            "finished": None,
            "codebook": {"version": codebook.version, "digest": self.digests["codebook"]},
            "model": self.digests["model"],
            "resources": dict(self.digests),
            "versions": {stage.name: stage.version for stage in self.parts.stages},
        }

    def load_resources(self) -> None:
        """Load what workers will load: what is compiled at first use is then compiled once."""
        for need in self.parts.loaders:
            resource(self.loader(need))

    def rebatcher(self) -> Rebatcher:
        return Rebatcher(self.store, self.manifest, (*self.parts.stages, CHECKED), self.digests)

    def retract(self, documents: Mapping[str, Collection[str]]) -> None:
        rebatcher = self.rebatcher()
        retract(rebatcher, documents, self.retracted)
        self.retire(rebatcher)

    def read(self, files: Sequence[Input]) -> None:
        if not files:
            return
        rebatcher, settings = self.rebatcher(), self.settings
        intake = Intake(rebatcher, self.parts.ingest, settings.aliases, settings.batch_size, self.retracted)
        again = begin(self.store, self.manifest, files)
        self.progress.start("ingest", 0)
        for group in self.until_stopped(groups(files)):
            self.progress.advance(intake.read(group))
            self.checkpoint()
        self.progress.finish()
        self.retire(rebatcher)
        self.heed()
        settle(self.store, self.manifest, again)

    def retire(self, rebatcher: Rebatcher) -> None:
        """Remove the files that others have taken the place of, now that the record says so."""
        if rebatcher.retired:
            self.checkpoint(now=True)
            remove_unknown(self.store, self.manifest, rebatcher.retired)
            rebatcher.retired.clear()

    def until_stopped(self, steps: Iterable[T]) -> Iterator[T]:
        return itertools.takewhile(lambda _: not self.stop(), steps)

    def heed(self) -> None:
        """Raises Stopped when the run was asked to stop: what was begun is done by then, and nothing more is begun."""
        if self.stop():
            raise Stopped("stopped: the next run carries on from here")

    def code(self, workers: Executor) -> None:
        for stage in self.parts.stages:
            self.run_stage(workers, stage, self.stale()[stage.name])  # also what rests on other refusals than before

    def run_stage(self, workers: Executor, stage: Stage, tasks: Sequence[Task]) -> None:
        documents, refused, before = self.manifest.batches, self.manifest.refused(), origins(self.parts.stages)
        prints = {task.batch: task.fingerprint for task in tasks}
        for batch in prints:
            self.manifest.forget(stage.name, batch)  # before its results are written over
        if tasks:
            self.checkpoint(now=True)
        loaders = tuple(self.loader(need) for need in stage.needs if need in self.parts.loaders)
        refusing = {batch: tuple(before[stage.name].intersection(refused.get(batch, ()))) for batch in prints}
        jobs = [Job(self.settings.output, stage, batch, loaders, refusing[batch]) for batch in prints]
        self.progress.start(stage.name, sum(documents[batch] for batch in prints))
        for job, (done, seconds) in workers.map(timed_job, self.until_stopped(jobs), rescue):
            self.account.took(stage.name, job.batch, seconds)
            self.manifest.record(stage.name, job.batch, prints[job.batch], *done)
            self.progress.advance(documents[job.batch])
            self.checkpoint()
        self.progress.finish()
        if jobs:
            self.checkpoint(now=True)
        self.heed()

    @property
    def rules(self) -> str:
        """A digest of what merging depends on beside its tables."""
        return rules_digest(self.parts.copies, self.parts.merge, self.digests["codebook"])

    def merge(self) -> Merged:
        """Find copies of articles, and bring the reports of one incident together."""
        codebook = resource(self.loader("codebook"))
        rules = read_rules(self.rules, self.parts.copies, self.parts.merge, codebook)
        return merge_incidents(self.store, self.manifest, rules)

    def check(self, checker: Executor, merged: Merged) -> None:
        """Validate what is about to be published. Raises ValidationFailed."""
        tasks = self.stale()[CHECKED.name]
        batches = list(dict.fromkeys([*(task.batch for task in tasks), *self.manifest.fresh]))
        if not batches and not merged.ready:
            return
        self.progress.start("checks", sum(self.manifest.batches[batch] for batch in batches))
        jobs = check_jobs(self.settings.output, batches, self.parts.checks, self.loader("codebook"))
        results = []
        for job, found in checker.map(check, self.until_stopped(jobs)):
            results += found
            self.progress.advance(sum(self.manifest.batches[batch] for batch in job.batches))
        files = merged_jobs(self.settings.output, merged, self.parts.checks, self.loader("codebook"))
        results += [one for _, found in checker.map(check_merged, self.until_stopped(files)) for one in found]
        self.progress.finish()
        self.heed()
        with self.progress.during("counting"):
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

    def publish(self, merged: Merged) -> None:
        if not self.manifest.batches:
            write_empty(self.store, STORED)
        tasks = self.stale()[PUBLICATION.name]
        publish(self.store, [task.batch for task in tasks], self.manifest.batches, merged)
        for task in tasks:
            self.manifest.record(PUBLICATION.name, task.batch, task.fingerprint, {})
        for batch, counts in totals(merged).items():
            self.manifest.tasks[PUBLICATION.name][batch]["counts"] = dict(counts)

    def compact(self) -> None:
        """Merge small batches, if there are many, and publish what they have become."""
        rebatcher, merged = self.rebatcher(), False
        for _ in compact(rebatcher, self.settings.compact):
            self.retire(rebatcher)
            merged = True
            if self.stop():
                break
        if merged:
            self.publish(self.merge())

    def report(self, function: str, name: str, *content: Any) -> None:
        text: str = getattr(importlib.import_module(self.parts.reports), function)(*content)
        self.store.write(f"reports/{name}", text.encode(errors="replace"))

    def loader(self, need: str) -> Loader:
        argument = self.settings.codebooks if need == "codebook" else self.settings.places
        return Loader(self.parts.loaders[need], argument, self.digests[need])

    def executor(self, workers: int, beside: bool = False) -> contextlib.closing[Executor]:
        """Processes, unless one is enough (and need not work beside this one) or they could not see the store."""
        alone = self.store.in_memory or (workers == 1 and not beside)
        return contextlib.closing(Serial() if alone else Processes(workers))

    def checkpoint(self, now: bool = False) -> None:
        if now or time.monotonic() - self.checkpointed > CHECKPOINT_EVERY:
            self.manifest.checkpoint(self.store)
            self.checkpointed = time.monotonic()
