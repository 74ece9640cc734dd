"""Which articles are copies of an earlier one: wire copy that outlets cut, rearranged and reworded.

Candidates share a band of their MinHash. Each candidate pair is then measured exactly: the share of the shorter one's
shingles that the longer one has too, so that copy that was cut short counts like copy in full, and how far they put the
same names and numbers between the same words. An update with another toll, or a template with another town, has its
shingles from the other, and is no copy.

The lead of a copy is the earliest article that it copies and that is no copy itself; articles are ordered by day of
publication and id. A copy of a copy that is too far from the lead stands for itself, so that links never run on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.codebook.duplicates import Limits
from pipeline.stages.signatures import HALF, SKETCH
from pipeline.tables import DUPLICATES, to_table, whole_column

CROWDED = 50  # articles that an article is compared with in a band: the earliest of them are enough to find its lead
_WIDE = 32  # bits: more than rows or days take

Hashes = npt.NDArray[Any]


class Signature(NamedTuple):
    """An article as SIGNATURES has it; sorted hashes."""

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
    links = _links(_alike(table, limits), table["doc_id"].to_pylist(), table["date"].to_pylist())
    return to_table(sorted(links), DUPLICATES)


def _links(pairs: Iterable[tuple[int, int, float]], ids: Sequence[str], days: Sequence[date]) -> Iterator[Link]:
    """Pairs of rows that are alike → one link for each copy of an article that is no copy itself, the earliest."""
    copied: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for earlier, later, similarity in pairs:
        copied[later].append((earlier, similarity))
    for copy, sources in copied.items():
        leads = [source for source in sources if source[0] not in copied]
        if leads:
            lead, similarity = min(leads)
            yield Link(ids[copy], ids[lead], days[copy], similarity)


def _alike(table: pa.Table, limits: Limits) -> Iterator[tuple[int, int, float]]:
    """The pairs of rows, earlier and later, that are copies, and how much they share."""
    articles = _Articles(table)
    for earlier, later in _candidates(table, limits.days):
        similarity = compare(articles[earlier], articles[later], limits)
        if similarity is not None:
            yield earlier, later, similarity


class _Articles:
    """The rows of a table of signatures, whose hashes stay in the table."""

    def __init__(self, table: pa.Table) -> None:
        lists = [whole_column(table[name]) for name in ("shingles", "numbers", "names")]
        self._hashes = [(one.offsets.to_numpy(), one.values.to_numpy()) for one in lists]

    def __getitem__(self, at: int) -> Signature:
        return Signature(*(values[ends[at] : ends[at + 1]] for ends, values in self._hashes))


def compare(one: Signature, two: Signature, limits: Limits) -> float | None:
    """The share of the shorter one's shingles that both have, or None when neither copies the other."""
    shorter = min(len(one.shingles), len(two.shingles))
    if shorter < limits.shingles:
        return None
    shared = len(_common(one.shingles, two.shingles)) / shorter
    if shared < limits.shared or agreement(one.numbers, two.numbers) < 1:
        return None
    return shared if agreement(one.names, two.names) >= limits.names else None


def agreement(one: Hashes, two: Hashes) -> float:
    """Of the contexts that both texts fill with a fact, the share filled with the same; 1 where there are none."""
    both = _common(_distinct(one >> HALF), _distinct(two >> HALF))
    same = _distinct(_common(one, two) >> HALF)
    return len(same) / len(both) if len(both) else 1.0


def _common(one: Hashes, two: Hashes) -> Hashes:
    """What two sorted rows without repetitions have in common: an article may be compared with thousands."""
    merged = np.concatenate((one, two))
    merged.sort()
    common: Hashes = merged[:-1][merged[1:] == merged[:-1]]
    return common


def _distinct(row: Hashes) -> Hashes:
    """A sorted row without repetitions."""
    new = np.ones(len(row), bool)
    new[1:] = row[1:] != row[:-1]
    distinct: Hashes = row[new]
    return distinct


def _candidates(table: pa.Table, days: int) -> Iterator[tuple[int, int]]:
    """Pairs of rows, earlier and later, at most so many days apart, that share a band of their sketches, in order."""
    dates = whole_column(table["date"]).cast(pa.int32()).to_numpy()
    pairs = np.empty(0, np.int64)
    for name in ("sketch", "lead"):
        for band in _bands(whole_column(table[name])):
            pairs = _distinct(np.sort(np.concatenate((pairs, _pairs(band, dates, days)))))
    return zip((pairs >> _WIDE).tolist(), (pairs & ((1 << _WIDE) - 1)).tolist(), strict=True)


def _bands(sketches: Any) -> Iterator[Hashes]:
    """Each band, two numbers of the sketch, as one number a row.

    Of pairs whose Jaccard similarity is 0.2, 93 % share one of the 64 bands, at 0.3 all but 3 in a thousand; of pairs
    at 0.002, which is more than two articles on one subject mostly have, 3 in ten thousand.
    """
    return iter(sketches.flatten().to_numpy().reshape(-1, SKETCH).view(np.uint64).T)


def _pairs(band: Hashes, dates: Hashes, days: int) -> Hashes:
    """Each row with the earliest ones of its band that are near enough: among them is the article it copies.

    A pair is one number, the earlier row above the later one: there may be millions.
    """
    order = np.argsort(band, kind="stable")
    group = np.cumsum(np.append(False, np.diff(band[order]) != 0)[: len(band)])
    key = (group << _WIDE) + dates[order]  # ascending: rows are in order of their dates
    first = np.searchsorted(key, key - days)
    counts = np.minimum(np.arange(len(band)) - first, CROWDED)
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    pairs: Hashes = order[np.repeat(first, counts) + steps] << _WIDE | np.repeat(order, counts)
    return pairs
