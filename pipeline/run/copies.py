"""Which articles copy which, kept up to date: only the days that something was published on, or taken back, are done.

The links of a batch lie in `duplicates/<batch>.parquet`. They follow from the signatures of all batches near in time.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.plan import digest
from pipeline.run.store import Store
from pipeline.run.task import table_name
from pipeline.tables import SCHEMAS

LINKS = "duplicates"
SLICE = 7  # days that are compared at once, so that memory does not grow with the archive

Days = Mapping[str, Collection[date]]  # batch → the days of publication of its articles
Find = Callable[[pa.Table], pa.Table]


def update_links(
    store: Store, published: Days, touched: Collection[date], window: int, find: Find
) -> dict[str, tuple[str, int]]:
    """Find the copies again that were published up to twice the window after the touched days.

    Returns a digest of each batch's links and their number, for the batches that have articles of these days.
    """
    days = sorted({day + timedelta(days=ahead) for day in touched for ahead in range(2 * window + 1)})
    found = {batch: [_kept_links(store, batch, days)] for batch in _with_days(published, days)}
    for part in _slices(days):
        near = _Signatures(store, published, part[0] - timedelta(days=2 * window), part[-1])
        links = find(near.table)
        links = links.filter(pc.is_in(links["date"], pa.array(part)))
        for batch, rows in near.by_batch(links):
            found[batch].append(rows)
    return {batch: _write(store, batch, pa.concat_tables(parts)) for batch, parts in found.items()}


def read_links(store: Store, batches: Iterable[str]) -> dict[str, str]:
    """The copies among the articles of batches, each with the article that it copies."""
    tables = [store.read_table(table_name(LINKS, batch)) for batch in batches]
    return {copy: lead for table in tables for copy, lead in zip(*_columns(table), strict=True)}


def between(rows: pa.Table, column: str, first: date, last: date) -> pa.Table:
    """The rows dated from the first day to the last; those without a date are none of them."""
    return rows.filter(pc.and_(pc.greater_equal(rows[column], first), pc.less_equal(rows[column], last)))


def _columns(links: pa.Table) -> list[list[str]]:
    return [links[name].to_pylist() for name in ("doc_id", "lead_doc_id")]


class _Signatures:
    """The signatures of articles published in a span of days, with the batches they lie in."""

    def __init__(self, store: Store, published: Days, first: date, last: date) -> None:
        tables = {}
        for batch, days in published.items():
            if any(first <= day <= last for day in days):
                tables[batch] = between(store.read_table(table_name("signatures", batch)), "date", first, last)
        self.table = pa.concat_tables([SCHEMAS["signatures"].empty_table(), *tables.values()])
        self._articles = {batch: rows["doc_id"] for batch, rows in tables.items()}

    def by_batch(self, links: pa.Table) -> Iterator[tuple[str, pa.Table]]:
        """The links of each batch's articles."""
        for batch, articles in self._articles.items():
            rows = links.filter(pc.is_in(links["doc_id"], articles.combine_chunks()))
            if rows.num_rows:
                yield batch, rows


def _slices(days: Iterable[date]) -> Iterator[list[date]]:
    """Days in order, cut where a slice would be longer than so many days."""
    part: list[date] = []
    for day in days:
        if part and (day - part[0]).days >= SLICE:
            yield part
            part = []
        part.append(day)
    if part:
        yield part


def _with_days(published: Days, days: Collection[date]) -> list[str]:
    wanted = set(days)
    return [batch for batch, own in published.items() if not wanted.isdisjoint(own)]


def _kept_links(store: Store, batch: str, days: Collection[date]) -> pa.Table:
    """A batch's links as they are, without those of the days that are done again."""
    name = table_name(LINKS, batch)
    if not store.exists(name):
        return SCHEMAS[LINKS].empty_table()
    rows = store.read_table(name)
    return rows.filter(pc.invert(pc.is_in(rows["date"], pa.array(days, pa.date32()))))


def _write(store: Store, batch: str, links: pa.Table) -> tuple[str, int]:
    """Write a batch's links where they have changed; a digest of who copies whom, and how many do."""
    links = links.sort_by("doc_id").combine_chunks()
    name = table_name(LINKS, batch)
    if not store.exists(name) or not store.read_table(name).equals(links):
        store.write_table(name, links)
    return digest(*(part for column in _columns(links) for part in column)), links.num_rows
