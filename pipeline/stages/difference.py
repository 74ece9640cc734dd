"""What two codings of the same articles say differently: events added, lost and coded anew.

Pure: two EVENTS tables go in. Events are the same when their ids are (an id is made of what was coded, and from which
characters); what then differs in day, place or tolls is coded anew. Of the others, those that hang on the same word of
the same article belong together, first those between the same words; the rest is lost, or added.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

Row = Mapping[str, Any]

CODED = (
    "cameo_code", "source_code", "target_code", "plover_type", "plover_mode", "modality", "event_date", "location",
    "fatalities", "injuries", "rule_id",
)  # fmt: skip
"""The columns whose values are compared."""
COLUMNS = (
    "event_id", "doc_id", "sentence_id", "trigger_start", "source_start", "target_start", *CODED, "sentence_text",
)  # fmt: skip
_NOBODY = "-"


class Change(NamedTuple):
    """One difference: `before` is None for an added event, `after` for a lost one."""

    before: Row | None
    after: Row | None

    @property
    def kind(self) -> str:
        """added, lost or recoded."""
        return "added" if self.before is None else "lost" if self.after is None else "recoded"

    @property
    def row(self) -> Row:
        """The event as it is now, or as it was."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 (one of the two is there by definition)
        return row

    def fields(self) -> tuple[str, ...]:
        """The columns that were coded anew."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in CODED if self.before[name] != self.after[name])

    def codes(self) -> str:
        """The code lost, added, or changed into another: "- 112", "+ 190", "190 → 193"."""
        before, after = (row and row["cameo_code"] for row in (self.before, self.after))
        if before is None or after is None:
            return f"+ {after}" if before is None else f"- {before}"
        return f"{before} → {after}" if before != after else f"= {after}"

    def dyad(self) -> str:
        """Source and target: "RUSMIL → UKR", and where it was another before, "RUS → UKR ⇒ RUSMIL → UKR"."""
        dyads = [_dyad(row) for row in (self.before, self.after) if row is not None]
        return " ⇒ ".join(dict.fromkeys(dyads))


def _dyad(row: Row) -> str:
    return f"{row['source_code'] or _NOBODY} → {row['target_code'] or _NOBODY}"


class Difference(NamedTuple):
    """How many events are the same, and each one that is not."""

    same: int
    changes: list[Change]

    def counts(self) -> Counter[str]:
        """added, lost and recoded events."""
        return Counter(change.kind for change in self.changes)


def compare(before: pa.Table, after: pa.Table) -> Difference:
    """Two EVENTS tables (of COLUMNS at least) over the same articles → what differs, by article and place in it."""
    ids = [set(table["event_id"].to_pylist()) for table in (before, after)]
    both = ids[0] & ids[1]
    anew = list(_coded_anew(before, after, both))
    lost, added = _rest(before, both), _rest(after, both)
    changes = [*anew, *_paired(lost, added)]
    return Difference(len(both) - len(anew), sorted(changes, key=_place))


def _coded_anew(before: pa.Table, after: pa.Table, ids: Collection[str]) -> Iterator[Change]:
    """Events with one id whose day, place or tolls differ."""
    chosen = pa.array(sorted(ids), pa.string())
    left, right = (table.filter(pc.is_in(table["event_id"], chosen)).sort_by("event_id") for table in (before, after))
    values = [list(zip(*(table[name].to_pylist() for name in CODED), strict=True)) for table in (left, right)]
    differ = [at for at, (one, other) in enumerate(zip(*values, strict=True)) if one != other]
    rows = [table.take(pa.array(differ, pa.int64())).to_pylist() for table in (left, right)]
    return (Change(one, other) for one, other in zip(*rows, strict=True))


def _rest(table: pa.Table, ids: Collection[str]) -> list[Row]:
    rows: list[Row] = table.filter(pc.invert(pc.is_in(table["event_id"], pa.array(ids, pa.string())))).to_pylist()
    return rows


def _paired(lost: Iterable[Row], added: Iterable[Row]) -> Iterator[Change]:
    """Lost and added events of one trigger made one change; the others each one of its own."""
    waiting: dict[Any, list[Row]] = defaultdict(list)
    for row in added:
        waiting[_trigger(row)].append(row)
    for row in sorted(lost, key=lambda row: row["event_id"]):
        here = waiting[_trigger(row)]
        best = max(here, key=lambda other: (_alike(row, other), other["event_id"]), default=None)
        if best is not None:
            here.remove(best)
        yield Change(row, best)
    yield from (Change(None, row) for rows in waiting.values() for row in rows)


def _trigger(row: Row) -> tuple[Any, ...]:
    return row["doc_id"], row["sentence_id"], row["trigger_start"]


def _alike(row: Row, other: Row) -> int:
    return sum(row[name] == other[name] for name in ("source_start", "target_start"))


def _place(change: Change) -> tuple[Any, ...]:
    row = change.row
    return row["doc_id"], row["sentence_id"], row["trigger_start"] or 0, row["event_id"]
