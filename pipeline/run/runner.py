"""A run: read what is new, do what is stale, check it, publish it, and say what was done."""

import contextlib
import importlib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.run.account import Account
from pipeline.run.books import close_books
from pipeline.run.checking import check, warm_up
from pipeline.run.coding import code
from pipeline.run.compaction import compact, merges
from pipeline.run.context import Context
from pipeline.run.executors import Executor, Processes, Serial
from pipeline.run.inbox import Input, find_files, groups, new_files
from pipeline.run.intake import Intake
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.merging import Merged, is_merged, merge_incidents, read_rules, rules_digest, totals
from pipeline.run.ownership import require_outside, require_own
from pipeline.run.parts import PARTS as PARTS
from pipeline.run.parts import Parts as Parts
from pipeline.run.progress import Progress
from pipeline.run.publish import publish, write_empty
from pipeline.run.reasons import Plan, explain
from pipeline.run.refusals import require_readable
from pipeline.run.rereading import begin, lost_before, mark, mark_twins, settle, with_marked
from pipeline.run.retractions import newly_retracted, read_retractions, retract
from pipeline.run.signals import asked_to_stop
from pipeline.run.store import Store
from pipeline.run.suspects import deadly, noted
from pipeline.run.task import resource
from pipeline.run.upkeep import PUBLICATION, STORED, lost_results, remove_leftovers
from pipeline.settings import Settings
from pipeline.stages.drift import Finding
from pipeline.stages.drift_limits import read_drift_limits


class Outcome(NamedTuple):
    """The manifest, what there was to do (files and tasks by stage; empty for nothing), the seconds it took, how what
    it took in is unlike the nights before, of a dry run what there is to do and why, and how many files could not be
    read."""

    manifest: dict[str, Any]
    work: dict[str, int]
    seconds: float
    findings: Sequence[Finding] = ()
    reasons: Sequence[str] = ()
    unread: int = 0


def run(
    settings: Settings,
    parts: Parts = PARTS,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    dry: bool = False,
) -> Outcome:
    """Bring an output folder up to date with its input, codebook and model; with `dry`, only say what there is to do.

    Raises UsageError (no readable input, or a folder of others), CodebookError, RunFailed (locked, a lost record, or a
    stage cannot run), Stopped (by SIGTERM) and ValidationFailed. Whatever it raises, what was published stays, and the
    next run carries on.
    """
    began, started, account = time.monotonic(), now(), Account()
    store = Store(settings.output)
    files = find_files(settings.input, parts.ingest, store.folder)
    require_own(store)
    require_outside(store, files)
    retracted = read_retractions(settings.retractions)
    with contextlib.nullcontext() if dry else lock(store, settings.wait), asked_to_stop() as stop:
        require_own(store)  # still, if another run was waited for
        manifest, digests = Manifest.load(store), parts.digests(settings)
        context = Context(settings, parts, store, manifest, digests, progress or Progress(), retracted, stop)
        with context.progress.during("looking for work"):
            plan, reasons = _plan(context, files, dry)
        if plan.work() and not dry:
            _carry_out(context, plan, account, started)
            _close(context, account, now())
        if not dry:
            require_readable(store, manifest)
    return Outcome(manifest.fields, plan.work(), time.monotonic() - began, account.findings, reasons, account.unread)


def _plan(context: Context, files: Sequence[Path], dry: bool) -> tuple[Plan, list[str]]:
    """What there is to do, and for a dry run why."""
    store, manifest = context.store, context.manifest
    lost = lost_results(store, manifest, context.parts.stages)
    for stage, batch in lost:
        manifest.forget(stage, batch)
    retractions = newly_retracted(store, manifest, context.retracted)
    mark_twins(store, manifest, set[str]().union(*retractions.values()))
    unmerged = not is_merged(store, manifest, _rules_digest(context))
    fresh = new_files(with_marked(files, manifest), manifest)
    mergeable = merges(manifest, context.settings.compact)
    plan = Plan(manifest.unfinished, fresh, retractions, context.stale(), unmerged, mergeable)
    return plan, explain(plan, manifest, context.digests, lost) if dry else []


def _carry_out(context: Context, plan: Plan, account: Account, started: datetime) -> None:
    """Every step once. Batches are compacted before anything is checked, so that what is checked is what is published;
    they are measured before that, as they were coded."""
    with _executor(context, context.settings.workers) as workers, _executor(context, 1) as checker:
        with context.progress.during("loading"):
            _describe(context, started)
            context.checkpoint(now=True)  # before the first table: without a record, the next run would refuse it
            checker.prepare(warm_up, context.parts.checks, context.loader("codebook"))
            _load_resources(context)
            remove_leftovers(context.store, context.manifest)
        with contextlib.ExitStack() as at_end:
            at_end.callback(context.checkpoint, now=True)  # whatever stops the run, what is done stays done
            _retract(context, plan.retractions)
            _read(context, plan.files, account)
            code(context, workers, account)
            with context.progress.during("counting"):
                findings = _count(context, workers, account)
            with context.progress.during("compaction"):
                _compact(context)
            with context.progress.during("merging"):
                merged = _merge(context)
            check(context, checker, merged, findings)
            close_books(context.store, context.manifest, context.parts.stages)
    with context.progress.during("publishing"):
        _publish(context, merged)


def _describe(context: Context, started: datetime) -> None:
    """Note with what this run codes. A faulty codebook ends the run here."""
    codebook = context.codebook
    read_drift_limits(codebook.checks)
    importlib.import_module(context.parts.checks).require_usable(codebook.checks, codebook.vocabulary)
    context.manifest.fields |= {
        "started": started.isoformat(timespec="seconds"),
        "finished": None,
        "codebook": {"version": codebook.version, "digest": context.digests["codebook"]},
        "model": context.digests["model"],
        "resources": dict(context.digests),
        "versions": {stage.name: stage.version for stage in context.parts.stages},
    }


def _load_resources(context: Context) -> None:
    """Load what workers will load: what is compiled at first use is then compiled once."""
    for need in context.parts.loaders:
        resource(context.loader(need))


def _retract(context: Context, documents: Mapping[str, Collection[str]]) -> None:
    rebatcher = context.rebatcher()
    retract(rebatcher, documents, context.retracted)
    context.retire(rebatcher)


def _read(context: Context, files: Sequence[Input], account: Account) -> None:
    if not files:
        return
    rebatcher, settings = context.rebatcher(), context.settings
    kills = deadly(context.store, files, context.parts.ingest, settings.aliases)
    intake = Intake(rebatcher, context.parts.ingest, settings.aliases, settings.batch_size, context.retracted, kills)
    if lost := lost_before(context.store, context.manifest, files):
        mark(context.manifest, lost)
        context.checkpoint(now=True)
    again = begin(context.store, context.manifest, files)
    context.progress.start("ingest", 0)
    for group in context.until_stopped(groups(files)):
        with noted(context.store, group):
            context.progress.advance(intake.read(group))
        account.unread = intake.unread
        context.checkpoint()
    context.progress.finish()
    context.retire(rebatcher)
    context.heed()
    settle(context.store, context.manifest, again)


def _count(context: Context, workers: Executor, account: Account) -> Sequence[Finding]:
    account.measure(workers, context.settings.output, context.unchecked(), context.manifest.fresh)
    return account.compare(context.store, context.manifest, read_drift_limits(context.codebook.checks))


def _compact(context: Context) -> None:
    """Merge small batches, if there are many."""
    rebatcher = context.rebatcher()
    for _ in compact(rebatcher, context.settings.compact):
        context.retire(rebatcher)
        context.heed()


def _rules_digest(context: Context) -> str:
    """What merging depends on beside its tables."""
    return rules_digest(context.parts.copies, context.parts.merge, context.digests["codebook"])


def _merge(context: Context) -> Merged:
    """Find copies of articles, and bring the reports of one incident together."""
    rules = read_rules(_rules_digest(context), context.parts.copies, context.parts.merge, context.codebook)
    return merge_incidents(context.store, context.manifest, rules)


def _publish(context: Context, merged: Merged) -> None:
    manifest = context.manifest
    if not manifest.batches:
        write_empty(context.store, STORED)
    tasks = context.stale()[PUBLICATION.name]
    publish(context.store, [task.batch for task in tasks], manifest.batches, merged)
    for task in tasks:
        manifest.record(PUBLICATION.name, task.batch, task.fingerprint, {})
    for batch, counts in totals(merged).items():
        manifest.tasks[PUBLICATION.name][batch]["counts"] = dict(counts)


def _close(context: Context, account: Account, finished: datetime) -> None:
    """Put the run on record."""
    manifest = context.manifest
    account.remember(context.store, manifest)
    manifest.fields["finished"] = finished.isoformat(timespec="seconds")
    manifest.sum_up()
    context.report("summary_html", "summary.html", manifest.fields, account.facts())
    manifest.close(context.store)


def _executor(context: Context, workers: int) -> contextlib.closing[Executor]:
    """Processes, also where one is enough, for a document may kill it; unless they could not see the store."""
    return contextlib.closing(Serial() if context.store.in_memory else Processes(workers))
