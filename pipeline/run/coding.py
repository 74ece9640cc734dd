"""The stages over the batches they are stale for, in whatever processes there are."""

from collections.abc import Collection, Iterable, Sequence

from pipeline.run.account import Account
from pipeline.run.compaction import lengths
from pipeline.run.context import Context
from pipeline.run.executors import Executor
from pipeline.run.plan import Task, origins
from pipeline.run.rescue import rescue
from pipeline.run.task import Job, run_job, seconds_for
from pipeline.stages import Stage


def code(context: Context, workers: Executor, account: Account) -> None:
    """Do all that is stale, one stage after the other. Raises Stopped between two of them."""
    for stage in context.parts.stages:
        tasks = context.stale()[stage.name]  # also what rests on other refusals than before
        _run_stage(context, workers, account, stage, tasks)


def _run_stage(context: Context, workers: Executor, account: Account, stage: Stage, tasks: Sequence[Task]) -> None:
    manifest, progress = context.manifest, context.progress
    prints = {task.batch: task.fingerprint for task in tasks}
    _forget(context, stage, prints)
    progress.start(stage.name, sum(manifest.batches[batch] for batch in prints))
    jobs = context.until_stopped(_jobs(context, stage, prints))
    articles, limit = lengths(manifest), context.settings.time_limit
    for job, (done, seconds) in workers.map(run_job, jobs, rescue, lambda job: seconds_for(limit, articles[job.batch])):
        account.took(stage.name, job.batch, seconds)
        manifest.record(stage.name, job.batch, prints[job.batch], *done)
        progress.advance(manifest.batches[job.batch])
        context.checkpoint()
    progress.finish()
    if tasks:
        context.checkpoint(now=True)
    context.heed()


def _forget(context: Context, stage: Stage, batches: Collection[str]) -> None:
    """Take results back before they are written over."""
    for batch in batches:
        context.manifest.forget(stage.name, batch)
    if batches:
        context.checkpoint(now=True)


def _jobs(context: Context, stage: Stage, batches: Iterable[str]) -> list[Job]:
    loaders = tuple(context.loader(need) for need in stage.needs if need in context.parts.loaders)
    refused, before = context.manifest.refused(), origins(context.parts.stages)[stage.name]
    refusing = {batch: tuple(before.intersection(refused.get(batch, ()))) for batch in batches}
    output, limit = context.settings.output, context.settings.time_limit
    return [Job(output, stage, batch, loaders, some, limit) for batch, some in refusing.items()]
