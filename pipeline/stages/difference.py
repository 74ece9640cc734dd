"""What two codings of the same articles say differently: rows added, lost and coded anew.

Pure: two EVENTS or INCIDENTS tables go in. Rows are the same when their ids are (an id is made of what was coded, and
from which characters); what then differs in other columns is coded anew. Of the others, those that belong together are
one change; the rest is lost, or added.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

Row = Mapping[str, Any]

_NOBODY = "-"


class Unit(NamedTuple):
    """What is compared, by the names of its columns.

    `what`, `sides`: those of the code and of who did it to whom · `coded`: those whose values are compared · `others`:
    those that are read beside these · `places`: rows with none of them in common do not belong together · `alike`: how
    well others do, 0 where not at all · `order`: by what they are sorted.
    """

    name: str
    id: str
    what: str
    sides: tuple[str, str]
    coded: tuple[str, ...]
    others: tuple[str, ...]
    places: Callable[[Row], Iterable[Any]]
    alike: Callable[[Row, Row], int]
    order: Callable[[Row], Any]

    @property
    def columns(self) -> list[str]:
        """All that must be read."""
        return [self.id, *self.coded, *self.others]

    def pair(self, row: Row) -> str:
        """The two sides: "RUSMIL → UKR"."""
        return " → ".join(row[side] or _NOBODY for side in self.sides)


def _same_words(row: Row, other: Row) -> int:
    """Events of one trigger belong together, first those between the same words."""
    return 1 + len([name for name in ("source_start", "target_start") if row[name] == other[name]])


def _same_deed(row: Row, other: Row) -> int:
    """Incidents of one article belong together that are told in the same words, or of one place on one day."""
    told = row["notes"] == other["notes"] or bool(set(row["event_ids"]) & set(other["event_ids"]))
    there = all(row[name] == other[name] for name in ("event_date", "location", "country"))
    equal = [name for name in INCIDENTS.coded if row[name] == other[name]]
    return len(INCIDENTS.coded) * told + len(equal) if told or there else 0


EVENTS = Unit(
    "events", "event_id", "cameo_code", ("source_code", "target_code"),
    (
        "cameo_code", "source_code", "target_code", "plover_type", "plover_mode", "modality", "event_date", "location",
        "fatalities", "injuries", "rule_id",
    ),
    ("doc_id", "sentence_id", "trigger_start", "source_start", "target_start", "sentence_text"),
    lambda row: [(row["doc_id"], row["sentence_id"], row["trigger_start"])],
    _same_words,
    lambda row: (row["doc_id"], row["sentence_id"], row["trigger_start"] or 0),
)  # fmt: skip
INCIDENTS = Unit(
    "incidents", "incident_id", "sub_event_type", ("actor1", "actor2"),
    (
        "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
        "inter2", "civilian_targeting", "event_date", "time_precision", "country", "admin1", "location",
        "geo_precision", "fatalities",
    ),
    ("doc_ids", "event_ids", "notes", "salience"),
    lambda row: row["doc_ids"],
    _same_deed,
    lambda row: (row["doc_ids"][0], row["salience"]),
)  # fmt: skip


class Change(NamedTuple):
    """One difference: `before` is None for an added row, `after` for a lost one."""

    before: Row | None
    after: Row | None
    unit: Unit = EVENTS

    @property
    def kind(self) -> str:
        """added, lost or recoded."""
        return "added" if self.before is None else "lost" if self.after is None else "recoded"

    @property
    def row(self) -> Row:
        """The row as it is now, or as it was."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 (one of the two is there by definition)
        return row

    def fields(self) -> tuple[str, ...]:
        """The columns that were coded anew."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in self.unit.coded if self.before[name] != self.after[name])

    def codes(self) -> str:
        """The code lost, added, or changed into another: "- 112", "+ 190", "190 → 193"."""
        before, after = (row and row[self.unit.what] for row in (self.before, self.after))
        if before is None or after is None:
            return f"+ {after}" if before is None else f"- {before}"
        return f"{before} → {after}" if before != after else f"= {after}"

    def dyad(self) -> str:
        """Both sides: "RUSMIL → UKR", and where they were others before, "RUS → UKR ⇒ RUSMIL → UKR"."""
        dyads = [self.unit.pair(row) for row in (self.before, self.after) if row is not None]
        return " ⇒ ".join(dict.fromkeys(dyads))


class Difference(NamedTuple):
    """How many rows are the same, and each one that is not."""

    same: int
    changes: list[Change]

    def counts(self) -> Counter[str]:
        """added, lost and recoded rows."""
        return Counter(change.kind for change in self.changes)


def compare(before: pa.Table, after: pa.Table, unit: Unit = EVENTS) -> Difference:
    """Two tables (of the unit's columns at least) over the same articles → what differs, by article and place in it."""
    ids = [set(table[unit.id].to_pylist()) for table in (before, after)]
    both = ids[0] & ids[1]
    found = [
        *_coded_anew(before, after, both, unit),
        *_paired(_rest(before, both, unit), _rest(after, both, unit), unit),
    ]
    changes = [change for change in found if change.kind != "recoded" or change.fields()]
    same = before.num_rows - sum(change.before is not None for change in changes)
    return Difference(same, sorted(changes, key=lambda change: (unit.order(change.row), change.row[unit.id])))


def _coded_anew(before: pa.Table, after: pa.Table, ids: Collection[str], unit: Unit) -> Iterator[Change]:
    """Rows with one id whose other columns differ."""
    chosen = pa.array(sorted(ids), pa.string())
    left, right = (table.filter(pc.is_in(table[unit.id], chosen)).sort_by(unit.id) for table in (before, after))
    values = [list(zip(*(table[name].to_pylist() for name in unit.coded), strict=True)) for table in (left, right)]
    differ = [at for at, (one, other) in enumerate(zip(*values, strict=True)) if one != other]
    rows = [table.take(pa.array(differ, pa.int64())).to_pylist() for table in (left, right)]
    return (Change(one, other, unit) for one, other in zip(*rows, strict=True))


def _rest(table: pa.Table, ids: Collection[str], unit: Unit) -> list[Row]:
    rows: list[Row] = table.filter(pc.invert(pc.is_in(table[unit.id], pa.array(ids, pa.string())))).to_pylist()
    return rows


def _paired(lost: Iterable[Row], added: Iterable[Row], unit: Unit) -> Iterator[Change]:
    """Lost and added rows that belong together made one change, the likest first; the others each one of its own."""
    waiting = {row[unit.id]: row for row in added}
    there: dict[Any, set[str]] = defaultdict(set)
    for row in waiting.values():
        for place in unit.places(row):
            there[place].add(row[unit.id])
    left = {row[unit.id]: row for row in lost}
    rated = (
        (unit.alike(row, waiting[other]), one, other)
        for one, row in left.items()
        for other in set().union(*(there[place] for place in unit.places(row)))
    )
    for alike, one, other in sorted(rated, reverse=True):
        if alike and one in left and other in waiting:
            yield Change(left.pop(one), waiting.pop(other), unit)
    yield from (Change(row, None, unit) for row in left.values())
    yield from (Change(None, row, unit) for row in waiting.values())
