"""Reports of all batches → incidents: merged again only in the months in which something has changed.

An incident is published in the file of the batch that holds its leading article. What was merged last, and of what,
stands in `.work/merged.json`, written when all is published: a run that is killed before merges again.
"""

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.copies import LINKS, between, read_links, update_links
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.plan import digest
from pipeline.run.store import WORK, Store
from pipeline.run.task import count, dotted, table_name
from pipeline.stages import Stage
from pipeline.stages.sameness import REACH
from pipeline.tables import SCHEMAS

STATE = f"{WORK}/merged.json"
TABLE = "incidents"
NO_DATE = "year=0/month=0"  # rows without a date; a typed partition, because readers cannot type an absent one
_STAGES = ("signatures", "incidents")


class Rules(NamedTuple):
    """How copies are found and reports merged. `digest` changes with them; `window` and `reach` are days.

    A copy's link depends on articles of twice `window` days before it, a row on reports of `reach` days around it.
    """

    digest: str
    window: int
    reach: int
    find: Callable[[pa.Table], pa.Table]
    merge: Callable[[pa.Table, Mapping[str, str]], pa.Table]


def rules_digest(copies: Stage, merge: Stage, codebook: str) -> str:
    """What merging depends on beside its tables; `codebook` is the codebook's digest."""
    return digest(str(copies.version), str(merge.version), codebook)


def read_rules(digest: str, copies: Stage, merge: Stage, codebook: Any) -> Rules:
    """The functions of two stages with a codebook at hand."""
    find, bring_together = dotted(copies.function), dotted(merge.function)
    return Rules(
        digest,
        codebook.duplicates.days,
        REACH,
        lambda signatures: find(signatures, codebook.duplicates),
        lambda reports, links: bring_together(reports, links, codebook),
    )


class Merged(NamedTuple):
    """What is to be published: files and the names they wait under, files that go, and the state to note afterwards.

    `cites`: the batches whose articles the rows of a file are told by.
    """

    ready: dict[str, str]
    gone: list[str]
    cites: dict[str, set[str]]
    state: dict[str, Any]


def is_merged(store: Store, manifest: Manifest, rules: str) -> bool:
    """Whether what is published was merged of the present results of the stages, and is still there."""
    state = _load(store, rules)
    present = {batch: _prints(manifest, batch) for batch in manifest.batches}
    known = {batch: tuple(entry["prints"]) for batch, entry in state["batches"].items()}
    files = {*state["files"], *(table_name(LINKS, batch) for batch in known)}
    return present == known and files <= {*store.names(TABLE), *store.names(LINKS)}


def merge_incidents(store: Store, manifest: Manifest, rules: Rules) -> Merged:
    """Find copies, merge the months that have changed, and write their files aside."""
    return _Merger(store, manifest, rules).merge()


def note(store: Store, merged: Merged) -> None:
    """Say that all is published."""
    store.write_json(STATE, merged.state)


def totals(merged: Merged) -> dict[str, Counter[str]]:
    """Batch → counts of the incidents published in its files, and of its articles that are copies."""
    out = {batch: Counter({LINKS: entry["copies"]}) for batch, entry in merged.state["batches"].items()}
    for name, counts in merged.state["files"].items():
        out[Path(name).stem].update(counts)
    return out


def partition(day: date | None) -> str:
    """The Hive partition of a day."""
    return f"year={day.year}/month={day.month}" if day else NO_DATE


def _load(store: Store, rules: str) -> dict[str, Any]:
    """What was merged last; under other rules nothing was, but its files are there."""
    state: dict[str, Any] = store.read_json(STATE) or {"rules": rules, "batches": {}, "files": {}}
    if state["rules"] != rules:
        for entry in state["batches"].values():
            entry["prints"] = []
    return {**state, "rules": rules}


def _prints(manifest: Manifest, batch: str) -> tuple[str, ...]:
    tasks = (manifest.tasks.get(stage, {}).get(batch) for stage in _STAGES)
    return tuple(task["fingerprint"] + task["refused"] if task else "" for task in tasks)


class _Merger:
    """One merging. A batch's entry: the fingerprints of its signatures and reports, its days of publication, the days
    of its reports ("" for none), a digest of its links, and how many copies it has."""

    def __init__(self, store: Store, manifest: Manifest, rules: Rules) -> None:
        self.store, self.rules = store, rules
        self.old = _load(store, rules.digest)
        self.before: dict[str, Any] = self.old["batches"]
        self.now = {batch: self._entry(batch, _prints(manifest, batch)) for batch in manifest.batches}
        self.changed = [batch for batch in self.now if self.now[batch] is not self.before.get(batch)]
        self.gone = self.before.keys() - self.now.keys()

    def _entry(self, batch: str, prints: tuple[str, ...]) -> dict[str, Any]:
        """A batch's entry, from before where nothing has changed."""
        known: dict[str, Any] | None = self.before.get(batch)
        if known and tuple(known["prints"]) == prints and self.store.exists(table_name(LINKS, batch)):
            return known
        published = self._days("signatures", "date", batch)
        told = self._days("reports", "event_date", batch)
        return {"prints": list(prints), "published": published, "told": told, "links": "", "copies": 0}

    def _days(self, table: str, column: str, batch: str) -> list[str]:
        days = self.store.read_table(table_name(table, batch), [column])[column].unique().to_pylist()
        return sorted(day.isoformat() if day else "" for day in days)

    def merge(self) -> Merged:
        touched = self._link()
        ready: dict[str, str] = {}
        cites: dict[str, set[str]] = {}
        published = set(own_names(self.store, TABLE))
        months = self._months(touched) | self._months_of_lost(published)
        files = {name: n for name, n in self.old["files"].items() if _month_of(name) not in months}
        for month in sorted(months):
            for batch, rows, cited in self._month(month):
                name = f"{TABLE}/{month}/{batch}.parquet"
                files[name] = count({TABLE: rows})
                if name not in published or not self.store.read_table(name).equals(rows):
                    ready[name], cites[name] = f"{WORK}/publish/{name}", cited
                    self.store.write_table(ready[name], rows)
        gone = [name for name in published if _month_of(name) in months and name not in files]
        state = {"rules": self.rules.digest, "batches": self.now, "files": files}
        return Merged(ready, gone, cites, state)

    def _link(self) -> set[str]:
        """Bring the links up to date; the batches whose reports or links have changed, those of before too."""
        touched = {day for batch in self.changed for day in self.now[batch]["published"]}
        touched |= {
            day
            for batch in (*self.changed, *self.gone)
            if batch in self.before
            for day in self.before[batch]["published"]
        }
        published = {batch: [*map(date.fromisoformat, entry["published"])] for batch, entry in self.now.items()}
        days = [date.fromisoformat(day) for day in touched]
        digests = update_links(self.store, published, days, self.rules.window, self.rules.find)
        self.store.remove(table_name(LINKS, batch) for batch in self.gone)
        again = {*self.changed, *self.gone}
        for batch, (links, copies) in digests.items():
            if links != self.now[batch]["links"]:
                again.add(batch)
                self.now[batch] = {**self.now[batch], "links": links, "copies": copies}
        return again

    def _months(self, batches: Iterable[str]) -> set[str]:
        """The months whose rows may follow from the reports of batches, as they are and as they were."""
        days: set[str] = set()
        for batch in batches:
            for entries in (self.now, self.before):
                days.update(entries[batch]["told"] if batch in entries else ())
        reach = timedelta(days=self.rules.reach)
        dated = [date.fromisoformat(day) for day in days if day]
        around = {partition(day + step) for day in dated for step in (-reach, timedelta(), reach)}
        return around | ({NO_DATE} if "" in days else set())

    def _months_of_lost(self, published: Collection[str]) -> set[str]:
        """The months of files that are gone, or that nobody noted."""
        return {_month_of(name) for name in set(self.old["files"]) ^ set(published) if Path(name).stem != "empty"}

    def _month(self, month: str) -> Iterator[tuple[str, pa.Table, set[str]]]:
        """The merged rows of a month by the batch that they are published with, with the batches they cite."""
        near = self._near(month)
        reports = {batch: self._reports(batch, near) for batch in self._telling(near)}
        rows = self.rules.merge(_concat(reports.values()), read_links(self.store, reports))
        months = [partition(day) for day in rows["event_date"].to_pylist()]
        rows = rows.filter(pc.equal(pa.array(months, pa.string()), month))
        yield from _by_home(rows, _homes(reports))

    def _near(self, month: str) -> tuple[date, date] | None:
        """The days whose reports may matter to a month."""
        if month == NO_DATE:
            return None
        year, number = (int(part.partition("=")[2]) for part in month.split("/"))
        reach = timedelta(days=self.rules.reach)
        return date(year, number, 1) - reach, date(year, number, calendar.monthrange(year, number)[1]) + reach

    def _telling(self, near: tuple[date, date] | None) -> list[str]:
        """The batches with reports of these days."""
        first, last = (near[0].isoformat(), near[1].isoformat()) if near else ("", "")
        return [batch for batch, entry in self.now.items() if any(first <= day <= last for day in entry["told"])]

    def _reports(self, batch: str, near: tuple[date, date] | None) -> pa.Table:
        rows = self.store.read_table(table_name("reports", batch))
        if near is None:
            return rows.filter(pc.is_null(rows["event_date"]))
        return between(rows, "event_date", *near)


def _month_of(name: str) -> str:
    return name.partition("/")[2].rpartition("/")[0]


def _concat(tables: Iterable[pa.Table]) -> pa.Table:
    return pa.concat_tables([SCHEMAS["reports"].empty_table(), *tables])


def _homes(reports: Mapping[str, pa.Table]) -> dict[str, str]:
    """Article → its batch."""
    return {ids[0]: batch for batch, rows in reports.items() for ids in rows["doc_ids"].to_pylist()}


def _by_home(rows: pa.Table, homes: Mapping[str, str]) -> Iterator[tuple[str, pa.Table, set[str]]]:
    """Rows by the batch of their leading article."""
    articles = rows["doc_ids"].to_pylist()
    at: dict[str, list[int]] = defaultdict(list)
    for number, ids in enumerate(articles):
        at[homes[ids[0]]].append(number)
    for batch in sorted(at):
        cited = {homes[doc_id] for number in at[batch] for doc_id in articles[number]}
        yield batch, rows.take(at[batch]).select(SCHEMAS[TABLE].names).combine_chunks(), cited
