"""What a run has coded, counted batch by batch: for the history of nights and for the summary."""

import heapq
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.run import history
from pipeline.run.executors import Executor
from pipeline.run.manifest import Manifest
from pipeline.run.store import Store
from pipeline.run.task import open_store, table_name
from pipeline.stages.drift import Finding, Night, effective_days, find_drift
from pipeline.stages.drift_limits import Limit
from pipeline.stages.measures import Length, Measures, longest, measure, nothing
from pipeline.stages.summary_page import RunFacts, Slow

log = logging.getLogger(__name__)

MOST_SLOW = 10  # articles named as the slowest
# Of incidents it is counted what articles tell: merged, they would not be a single batch's.
_MEASURED = {"documents": "documents", "sentences": "sentences", "events": "events", "incidents": "reports"}


class MeasureJob(NamedTuple):
    """A coded batch to measure: small and picklable."""

    url: str
    batch: str


def measure_batch(job: MeasureJob) -> tuple[Measures, list[Length]]:
    """The measures of a batch, and its longest articles."""
    store = open_store(job.url)
    tables = {name: store.read_table(table_name(table, job.batch)) for name, table in _MEASURED.items()}
    return measure(tables), longest(tables["documents"])


@dataclass
class Account:
    """What a run has coded. `new`: of articles that no run has counted before · `coded`: of all it coded, also anew
    `seconds`: of work, by batch · `stages`: of work, by stage · `lengths`: the longest articles, by batch · `unread`:
    files that could not be read."""

    new: Measures = field(default_factory=nothing)
    coded: Measures = field(default_factory=nothing)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    lengths: dict[str, list[Length]] = field(default_factory=dict)
    unread: int = 0
    nights: Sequence[Night] = ()
    night: Night | None = None
    findings: Sequence[Finding] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def took(self, stage: str, batch: str, seconds: float) -> None:
        """Note how long a task has worked."""
        self.seconds[batch] += seconds
        self.stages[stage] += seconds

    def measure(self, executor: Executor, url: str, batches: Iterable[str], fresh: Iterable[str]) -> None:
        """Measure coded batches, of which the fresh ones make up the night."""
        new = set(fresh)
        for job, (measures, lengths) in executor.map(measure_batch, [MeasureJob(url, batch) for batch in batches]):
            self.coded.add(measures)
            if job.batch in new:
                self.new.add(measures)
            self.lengths[job.batch] = lengths

    def compare(self, store: Store, manifest: Manifest, limits: Sequence[Limit]) -> Sequence[Finding]:
        """How the fresh batches are unlike the nights before; nothing where a run has only coded anew."""
        self.nights = history.load(store)
        self.before = dict(manifest.fields.get("counts") or {})
        if manifest.fresh:
            self.night = self._night(manifest)
            self.findings = find_drift(self.night, self.nights, limits)
            self.night = self.night._replace(warnings=len(self.findings))
        for finding in self.findings:
            log.warning("drift: %s", finding.text)
        return self.findings

    def remember(self, store: Store, manifest: Manifest) -> None:
        """Put the night on record; its batches are no longer fresh."""
        if self.night:  # with its batches as they were read and as they are now, by which a killed run's is known again
            night = self.night._replace(batches=tuple(dict.fromkeys((*self.night.batches, *manifest.fresh))))
            self.nights = history.append(store, self.nights, night)
        manifest.fresh.clear()

    def facts(self) -> RunFacts:
        """What the summary shows."""
        shared = (
            Slow(one.doc_id, one.title, one.characters, one.share * self.seconds[batch])
            for batch, lengths in self.lengths.items()
            for one in lengths
        )
        slowest = heapq.nlargest(MOST_SLOW, shared, key=lambda one: one.seconds)
        return RunFacts(
            self.coded,
            self.nights,
            self.night,
            self.findings,
            self.before,
            self.stages,
            [one for one in slowest if one.seconds],
        )

    def _night(self, manifest: Manifest) -> Night:
        outlets, cut = history.largest(self.new.outlets)
        return Night(
            run=manifest.fields["started"],
            batches=tuple(manifest.fresh),
            days=effective_days(self.new.published),
            sums=dict(self.new.sums),
            outlets=outlets,
            cut=cut,
            codebook=manifest.fields["codebook"]["digest"],
            model=manifest.fields["model"],
            seconds=round(time.monotonic() - self.began, 1),
        )
