"""What the steps of a run share: the folder and its record, what the run is made of, and whether it is to stop."""

import importlib
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.errors import Stopped
from pipeline.run.manifest import Manifest
from pipeline.run.parts import Parts
from pipeline.run.plan import Task, stale
from pipeline.run.progress import Progress
from pipeline.run.rebatch import Rebatcher
from pipeline.run.store import Store
from pipeline.run.task import Loader, resource
from pipeline.run.upkeep import CHECKED, PUBLICATION, remove_unknown
from pipeline.settings import Settings

T = TypeVar("T")

CHECKPOINT_EVERY = 5.0  # seconds of work that a kill may cost


@dataclass
class Context:
    """One run over one output folder. `digests`: those of the present resources · `retracted`: ids of withdrawn
    articles · `stop`: whether the run was asked to stop · `checkpointed`: when the record was last saved."""

    settings: Settings
    parts: Parts
    store: Store
    manifest: Manifest
    digests: Mapping[str, str]
    progress: Progress
    retracted: frozenset[str]
    stop: Callable[[], bool]
    checkpointed: float = 0.0

    def loader(self, need: str) -> Loader:
        """How processes get the codebook or the gazetteer."""
        argument = self.settings.codebooks if need == "codebook" else self.settings.places
        return Loader(self.parts.loaders[need], argument, self.digests[need])

    @property
    def codebook(self) -> Any:
        """The codebook of this run."""
        return resource(self.loader("codebook"))

    def stale(self) -> dict[str, list[Task]]:
        """What is left to do, by stage."""
        stages = (*self.parts.stages, CHECKED, PUBLICATION)
        return stale(self.manifest.batches, stages, self.digests, self.manifest.done(), self.manifest.refused())

    def unchecked(self) -> list[str]:
        """The batches whose tables have not passed the checks as they are, and those that no night has counted yet."""
        return list(dict.fromkeys([*(task.batch for task in self.stale()[CHECKED.name]), *self.manifest.fresh]))

    def rebatcher(self) -> Rebatcher:
        """What makes batches of batches, which are checked already where those are."""
        return Rebatcher(self.store, self.manifest, (*self.parts.stages, CHECKED), self.digests)

    def retire(self, rebatcher: Rebatcher) -> None:
        """Remove the files that others have taken the place of, now that the record says so."""
        if rebatcher.retired:
            self.checkpoint(now=True)
            remove_unknown(self.store, self.manifest, rebatcher.retired)
            rebatcher.retired.clear()

    def checkpoint(self, now: bool = False) -> None:
        """Save the record, if that was not done a moment ago."""
        if now or time.monotonic() - self.checkpointed > CHECKPOINT_EVERY:
            self.manifest.checkpoint(self.store)
            self.checkpointed = time.monotonic()

    def until_stopped(self, steps: Iterable[T]) -> Iterator[T]:
        """The steps that are begun before the run is asked to stop."""
        return itertools.takewhile(lambda _: not self.stop(), steps)

    def heed(self) -> None:
        """Raises Stopped when the run was asked to stop: what was begun is done by then, and nothing more is begun."""
        if self.stop():
            raise Stopped("stopped: the next run carries on from here")

    def report(self, function: str, name: str, *content: Any) -> None:
        """Write a report with one of the functions that make them."""
        text: str = getattr(importlib.import_module(self.parts.reports), function)(*content)
        self.store.write(f"reports/{name}", text.encode(errors="replace"))
