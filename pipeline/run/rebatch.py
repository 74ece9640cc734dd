"""Batches made from batches: the same rows, without some documents. Nothing is parsed or coded again for it.

Every stage treats each document alone, so that its results over several batches, put together, are those it would give
over one batch of all their documents. New files are written first; then the manifest changes, once, in memory and with
its next checkpoint on disk. What either state leaves behind is removed as leftovers are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.run import index
from pipeline.run.manifest import Manifest, Swap
from pipeline.run.plan import fingerprints, origins
from pipeline.run.store import Store
from pipeline.run.tally import Done, kept, refused_ids, tally
from pipeline.run.task import count, table_name
from pipeline.stages import Stage
from pipeline.tables import SCHEMAS


class Rebatcher:
    """Makes batches from the batches of an output folder. `digests` are those of the present resources."""

    def __init__(self, store: Store, manifest: Manifest, stages: Sequence[Stage], digests: Mapping[str, str]) -> None:
        self.store, self.manifest, self.stages, self.digests = store, manifest, stages, digests
        self.retired: list[str] = []  # files that are superfluous once the manifest is saved

    def rebatch(self, sources: Sequence[str], without: Collection[str] = ()) -> Swap:
        """Write the tables of one batch that holds what several hold, without some documents."""
        self.retired += [name for source in sources for name in files_of(source, self.stages)]
        documents = self._rows("documents", "", sources, without)
        if not documents.num_rows:
            return Swap(tuple(sources))
        known = kept(pa.concat_tables([index.read(self.store, source) for source in sources]), without)
        batch = index.batch_id(known)
        self.store.write_table(index.name(batch), known)
        self.store.write_table(table_name("documents", batch), documents)
        tasks = self._tasks(batch, documents, sources, without)
        return Swap(tuple(sources), batch, documents.num_rows, tasks)

    def _done(self, sources: Sequence[str]) -> list[Stage]:
        """The stages whose results over all the sources are up to date."""
        recorded, refused = self.manifest.done(), self.manifest.refused()
        present = {
            source: fingerprints(source, self.stages, self.digests, refused.get(source, {})) for source in sources
        }
        return [
            stage
            for stage in self.stages
            if all(recorded.get(stage.name, {}).get(source) == present[source][stage.name] for source in sources)
        ]

    def _tasks(
        self, batch: str, documents: pa.Table, sources: Sequence[str], without: Collection[str]
    ) -> dict[str, dict[str, Any]]:
        """Write what the stages would give over a batch of these documents, and return the records of it."""
        before, refused, done = origins(self.stages), defaultdict[str, set[str]](set), dict[str, Done]()
        for stage in self._done(sources):
            outputs = self._write(stage, batch, sources, without)
            rejects = outputs.get("rejects", SCHEMAS["rejects"].empty_table())
            given = kept(documents, set[str]().union(*(refused[one] for one in before[stage.name])))
            refused[stage.name] = refused_ids(rejects)
            done[stage.name] = tally(given, count(outputs), rejects)
        prints = fingerprints(batch, self.stages, self.digests, {stage: one.refused for stage, one in done.items()})
        return {stage: {"fingerprint": prints[stage], **one._asdict()} for stage, one in done.items()}

    def _write(self, stage: Stage, batch: str, sources: Sequence[str], without: Collection[str]) -> dict[str, pa.Table]:
        """Write the tables that a stage would give over a batch."""
        outputs = {table: self._rows(table, stage.name, sources, without) for table in {*stage.writes, "rejects"}}
        if "rejects" not in stage.writes and not outputs["rejects"].num_rows:
            del outputs["rejects"]
        for table, rows in outputs.items():
            self.store.write_table(table_name(table, batch, stage.name), rows)
        return outputs

    def _rows(self, table: str, stage: str, sources: Sequence[str], without: Collection[str]) -> pa.Table:
        names = [table_name(table, source, stage) for source in sources]
        there = [name for name in names if table != "rejects" or self.store.exists(name)]
        return kept(pa.concat_tables([SCHEMAS[table].empty_table(), *map(self.store.read_table, there)]), without)


def files_of(batch: str, stages: Sequence[Stage]) -> list[str]:
    """The files that a batch can have, but for published ones."""
    of_stages = [table_name(table, batch, stage.name) for stage in stages for table in (*stage.writes, "rejects")]
    return [table_name("documents", batch), index.name(batch), *dict.fromkeys(of_stages)]
