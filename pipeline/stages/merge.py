"""Reports of one incident → one row: several articles, or several outlets' copies of one, count an incident once.

An incident is an actor pair, a place and a day. Reports are taken in one order, the best known first; each joins the
incident that it fits, and begins a new one where it fits none, or several: who says "clashes in the north" cannot tell
which. So the rows do not depend on the order in which articles came in, or on the batches they lie in.

The leading report is the earliest by publication and article id. It gives the incident its id, its notes and its day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.codebook.incidents.classify import IncidentTable, interaction, targeting
from pipeline.codebook.load import Codebook
from pipeline.stages.sameness import (
    BOTH_NAMED,
    NEAR,
    Pair,
    Row,
    better,
    either_way,
    family,
    known,
    pair,
    spot,
    turned,
)
from pipeline.tables import INCIDENTS, to_table

_WHERE = ("country", "iso", "region", "admin1", "location", "latitude", "longitude", "geo_precision")
_WHAT = ("disorder_type", "event_type", "sub_event_type")
_UNSIZED = "crowd size=no report"


def merge(reports: pa.Table, copies: Mapping[str, str], codebook: Codebook) -> pa.Table:
    """REPORTS → INCIDENTS, in an order of their own. `copies`: the article that each near-duplicate copies.

    A row depends on reports of up to REACH days before and after its own, and on no others.
    """
    table = codebook.incidents
    rows = sorted(reports.to_pylist(), key=_order)
    days: dict[tuple[Any, ...], list[Told]] = defaultdict(list)
    for told in _with_copies(rows, copies):
        days[told.day].append(told)
    merged = [one.row(table) for day in sorted(days, key=str) for one in _joined(days[day])]
    return to_table(merged, INCIDENTS)


def _order(row: Row) -> tuple[Any, ...]:
    """Earlier articles first, and an article's reports as it tells them."""
    return row["published"], row["doc_ids"][0], row["salience"]


class Told:
    """An incident as the reports so far tell it: the most exact place, the best known sides."""

    def __init__(self, row: Row, copies: Mapping[str, str]) -> None:
        self.rows = [row]
        self.story = {copies.get(row["doc_ids"][0], row["doc_ids"][0])}  # the articles that others copy
        self.voices = [row["sub_event_type"]]  # of articles that copy none
        self.spot, self.pair = spot(row), pair(row)
        self.family = family(row)
        place = self.spot.area[:1] or (row["country"],)
        self.day = (row["event_date"], row["time_precision"], self.family, *place)

    @property
    def lead(self) -> Row:
        """The leading report."""
        return min(self.rows, key=_order)

    @property
    def clarity(self) -> tuple[Any, ...]:
        """What the best known come first by."""
        return -self.spot.level, -known(self.pair), _order(self.lead)

    def join(self, other: "Told") -> None:
        """Take in the reports of another one that fits."""
        self.rows += other.rows
        self.story |= other.story
        self.voices += other.voices
        self.spot = max(self.spot, other.spot, key=lambda one: one.level)
        found = turned(self.pair, other.pair, either_way(self.rows[0], other.rows[0]))
        self.pair = better(self.pair, found) if found else self.pair

    def copy(self, other: "Told") -> None:
        """Take in the report of a copy, which has no voice of its own."""
        other.voices = []
        self.join(other)

    def equals(self, other: "Told") -> bool:
        """Whether place and pair are the very same."""
        placed = self.spot.equals(other.spot) and self._placed(other)
        return placed and _names(self.pair) == _names(other.pair)

    def fits(self, other: "Told") -> bool:
        """Whether both may be one incident of their day.

        Two reports of one article must agree on all, deeds of different kinds on both sides; copies of one article,
        on what it does not tell itself, on the place alone.
        """
        if self.articles & other.articles:
            return self.equals(other)
        if self.story & other.story:
            return not self.is_elsewhere(other)
        mine, its = self.rows[0], other.rows[0]
        found = turned(self.pair, other.pair, either_way(mine, its))
        if found is None or not (self.spot.fits(other.spot) and self._placed(other)):
            return False
        alike = self.family == "crowd" or mine["event_type"] == its["event_type"]
        return alike or _names(found) == _names(self.pair)

    def is_elsewhere(self, other: "Told") -> bool:
        """Whether the places are known and differ."""
        return self.spot.level >= 0 and other.spot.level >= 0 and not self.spot.fits(other.spot)

    def _placed(self, other: "Told") -> bool:
        """Where one knows the country only, the place is the same if both sides are named, and alike."""
        within = min(self.spot.level, other.spot.level)
        named = known(self.pair) == BOTH_NAMED and _names(self.pair) == _names(other.pair)
        return within > 0 or (within == 0 and named)

    @property
    def articles(self) -> set[str]:
        """The ids of the articles."""
        return {row["doc_ids"][0] for row in self.rows}

    def row(self, table: IncidentTable) -> dict[str, Any]:
        """The INCIDENTS row."""
        rows = sorted(self.rows, key=_order)
        lead = {name: rows[0][name] for name in INCIDENTS.names}
        if len(rows) == 1:
            return lead
        return {**lead, **self._what(rows, table), **self._who(table), **_where(rows), **_summed(rows)}

    def _what(self, rows: Sequence[Row], table: IncidentTable) -> dict[str, Any]:
        """The type that most articles tell, of those that know the sides best; of equal ones the earliest."""
        votes = Counter(self.voices)
        best = max(rows, key=lambda row: (known(pair(row)), votes[row["sub_event_type"]]))
        aimed = targeting(table.types[best["sub_event_type"]], self.pair[1].inter)
        return {**{name: best[name] for name in _WHAT}, "civilian_targeting": aimed, "tags": _tags(best, rows)}

    def _who(self, table: IncidentTable) -> dict[str, Any]:
        """The columns of both sides."""
        sides = {
            f"{name}{number}": value
            for number, side in enumerate(self.pair, 1)
            for name, value in zip(("actor", "assoc_actor_", "inter"), side, strict=True)
        }
        return {**sides, "interaction": interaction(self.pair[0].inter, self.pair[1].inter, table.inter)}


def _names(sides: Pair) -> tuple[str | None, ...]:
    return tuple(side.name for side in sides)


def _with_copies(rows: Iterable[Row], copies: Mapping[str, str]) -> list[Told]:
    """What articles tell, each report of a copy added to the one that it copies; rows come in order."""
    told: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        one, article = Told(row, copies), row["doc_ids"][0]
        originals = told.get(copies.get(article, ""), ())
        copied = max(originals, key=lambda original: _kinship(original, one), default=None)
        if copied and _kinship(copied, one) > 1:
            copied.copy(one)
        else:
            told[article].append(one)
    return [one for several in told.values() for one in several]


def _kinship(original: Told, copy: Told) -> int:
    """How much of kind, sides and day a copy's report shares with one of the article it copies: 2 are enough.

    At another place it is another incident, which the outlet has added.
    """
    if original.is_elsewhere(copy) or original.articles & copy.articles or _distance(original, copy) > NEAR:
        return 0
    sides = turned(original.pair, copy.pair, either_way(original.rows[0], copy.rows[0])) is not None
    return (original.family == copy.family) + sides + (original.day[:2] == copy.day[:2])


def _distance(one: Told, two: Told) -> int:
    """Days between."""
    days = one.day[0], two.day[0]
    return abs((days[0] - days[1]).days) if None not in days else 0


def _joined(told: Iterable[Told]) -> list[Told]:
    """The incidents of one day, country and family of deeds."""
    found: list[Told] = []
    for one in sorted(told, key=lambda one: one.clarity):
        fitting = [other for other in found if other.fits(one)]
        same = [other for other in fitting if other.equals(one)] or fitting
        if len(same) == 1:
            same[0].join(one)
        else:
            found.append(one)
    return found


def _where(rows: Sequence[Row]) -> dict[str, Any]:
    best = max(rows, key=lambda row: spot(row).level)
    return {name: best[name] for name in _WHERE}


def _tags(best: Row, rows: Sequence[Row]) -> str | None:
    """The size of the crowd, from the first report that gives one."""
    tags: list[str] = [row["tags"] for row in rows if row["tags"]]
    sized = [tag for tag in tags if tag != _UNSIZED]
    return next(iter([*sized, *tags]), None) if best["tags"] else None


def _summed(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "source": "; ".join(dict.fromkeys(row["source"] for row in rows if row["source"])) or None,
        "fatalities": _toll(rows),
        "doc_ids": list(dict.fromkeys(doc_id for row in rows for doc_id in row["doc_ids"])),
        "event_ids": list(dict.fromkeys(event_id for row in rows for event_id in row["event_ids"])),
        "salience": min(row["salience"] for row in rows),
    }


def _toll(rows: Sequence[Row]) -> int:
    """The lowest count that an article gives (ACLED's rule); of an article that gives several, the highest.

    Who says nothing of the dead, or that none is known yet, has not counted.
    """
    counts: dict[str, int] = {}
    for row in rows:
        if row["toll"]:
            counts[row["doc_ids"][0]] = max(row["toll"], counts.get(row["doc_ids"][0], 0))
    return min(counts.values(), default=0)
