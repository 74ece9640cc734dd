"""Which articles are copies of an earlier one: wire copy that outlets cut, rearranged and reworded.

Candidates share a band of their MinHash. Each candidate pair is then measured exactly: the share of the shorter one's
shingles that the longer one has too, so that copy that was cut short counts like copy in full, and how far they put the
same names and numbers between the same words. An update with another toll, or a template with another town, has its
shingles from the other, and is no copy.

The lead of a copy is the earliest article that it copies and that is no copy itself; articles are ordered by day of
publication and id. A copy of a copy that is too far from the lead stands for itself, so that links never run on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.codebook.duplicates import Limits
from pipeline.stages.signatures import HALF, SKETCH
from pipeline.tables import DUPLICATES, to_table

BAND = 2
"""Numbers of a band. Of pairs whose Jaccard similarity is 0.2, 93 % share one of the 64 bands, at 0.3 all but 3 in a
thousand; of pairs at 0.002, which is more than two articles on one subject mostly have, 3 in ten thousand."""
CROWDED = 50  # articles that an article is compared with in a band: the earliest of them are enough to find its lead

Hashes = npt.NDArray[Any]


class Signature(NamedTuple):
    """An article as SIGNATURES has it; sorted hashes."""

    doc_id: str
    day: date
    shingles: Hashes
    numbers: Hashes
    names: Hashes


class Link(NamedTuple):
    """A copy, the article that it copies, and the share of the shorter one's shingles that both have."""

    doc_id: str
    lead_doc_id: str
    date: date
    similarity: float


def find_copies(signatures: pa.Table, limits: Limits) -> pa.Table:
    """SIGNATURES → DUPLICATES, one row per copy: the same whatever the order of the rows.

    A copy's row depends on articles up to twice `limits.days` before it: give those too.
    """
    table = signatures.sort_by([("date", "ascending"), ("doc_id", "ascending")]).combine_chunks()
    return to_table(list(_links(_alike(table, limits))), DUPLICATES)


def _links(pairs: Iterable[tuple[Signature, Signature, float]]) -> Iterator[Link]:
    """Pairs (earlier, later) → one link for each copy of an article that is no copy itself."""
    earlier: dict[str, list[tuple[Signature, Signature, float]]] = defaultdict(list)
    for pair in pairs:
        earlier[pair[1].doc_id].append(pair)
    for doc_id in sorted(earlier):
        leads = [pair for pair in earlier[doc_id] if pair[0].doc_id not in earlier]
        if leads:
            lead, copy, similarity = min(leads, key=lambda pair: (pair[0].day, pair[0].doc_id))
            yield Link(doc_id, lead.doc_id, copy.day, similarity)


def _alike(table: pa.Table, limits: Limits) -> Iterator[tuple[Signature, Signature, float]]:
    """The pairs of rows, earlier and later, that are copies."""
    articles = _Articles(table)
    for earlier, later in _candidates(table, limits.days):
        one, two = articles[earlier], articles[later]
        similarity = compare(one, two, limits)
        if similarity is not None:
            yield one, two, similarity


class _Articles:
    """The rows of a table of signatures, whose hashes stay in the table."""

    def __init__(self, table: pa.Table) -> None:
        self._known = list(zip(table["doc_id"].to_pylist(), table["date"].to_pylist(), strict=True))
        lists = [_chunk(table[name]) for name in ("shingles", "numbers", "names")]
        self._hashes = [(one.offsets.to_numpy(), one.values.to_numpy()) for one in lists]

    def __getitem__(self, at: int) -> Signature:
        return Signature(*self._known[at], *(values[ends[at] : ends[at + 1]] for ends, values in self._hashes))


def _chunk(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def compare(one: Signature, two: Signature, limits: Limits) -> float | None:
    """The share of the shorter one's shingles that both have, or None when neither copies the other."""
    shorter = min(len(one.shingles), len(two.shingles))
    if shorter < limits.shingles:
        return None
    shared = len(np.intersect1d(one.shingles, two.shingles, assume_unique=True)) / shorter
    if shared < limits.shared or agreement(one.numbers, two.numbers) < 1:
        return None
    return shared if agreement(one.names, two.names) >= limits.names else None


def agreement(one: Hashes, two: Hashes) -> float:
    """Of the contexts that both texts fill with a fact, the share filled with the same; 1 where there are none."""
    both = np.intersect1d(one >> HALF, two >> HALF)
    same = np.unique(np.intersect1d(one, two, assume_unique=True) >> HALF)
    return len(same) / len(both) if len(both) else 1.0


def _candidates(table: pa.Table, days: int) -> list[tuple[int, int]]:
    """Pairs of rows, at most so many days apart, that share a band of their sketches, in order."""
    dates = _chunk(table["date"]).cast(pa.int32()).to_numpy()
    bands = (band for name in ("sketch", "lead") for band in _bands(_chunk(table[name])))
    return sorted(
        {pair for band in bands if len(band) for bucket in _buckets(band) for pair in _pairs(bucket, dates, days)}
    )


def _bands(sketches: Any) -> Iterator[Hashes]:
    """Each band as one number a row."""
    return iter(sketches.flatten().to_numpy().reshape(-1, SKETCH).view(np.uint64).T)


def _buckets(band: Hashes) -> Iterator[Hashes]:
    """The rows that are equal, where there are several, each group in order."""
    order = np.argsort(band, kind="stable")
    borders = np.flatnonzero(np.diff(band[order])) + 1
    starts, ends = np.append(0, borders), np.append(borders, len(band))
    several = ends - starts > 1
    return (order[start:end] for start, end in zip(starts[several], ends[several], strict=True))


def _pairs(bucket: Hashes, dates: Hashes, days: int) -> Iterator[tuple[int, int]]:
    """Each row with the earliest ones before it that are near enough: among them is the article it copies."""
    first = np.searchsorted(dates[bucket], dates[bucket] - days)
    rows = bucket.tolist()
    for at, start in enumerate(first.tolist()):
        for earlier in rows[start : min(at, start + CROWDED)]:
            yield earlier, rows[at]
