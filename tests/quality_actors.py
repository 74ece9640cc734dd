"""Are the actors of labelled pairs who they are? Gold codes written by hand, against the events table.

`tests/golden/plv_actors.csv` holds, for a random 150 rows of PLV's read part (their ids, no text), the beginnings of
the codes that are right for the marked source and target: a country ("UKR"), or an international or other
organisation ("IGOUNO"); "-" where the marked words name no state, organisation or known group. They were written
from the sentence and the marked words alone, before anything was measured.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.stages.scoring import in_order, overlaps

Row = Mapping[str, Any]

GOLD = Path(__file__).with_name("golden") / "plv_actors.csv"
_SIDES = ("source", "target")


class Asked(NamedTuple):
    """One marked actor that names somebody, with the beginnings of the codes that are right."""

    id: str
    side: str
    codes: tuple[str, ...]


def asked(path: Path = GOLD) -> list[Asked]:
    """The marked actors that name a state, an organisation or a known group."""
    with path.open(encoding="utf-8") as file:
        return [
            Asked(row["id"], row["side"], tuple(row["codes"].split()))
            for row in csv.DictReader(file)
            if row["codes"] != "-"
        ]


def score_actors(rows: Sequence[Row], events: Sequence[Row], gold: Sequence[Asked]) -> dict[str, float]:
    """For each side, the share of marked actors whose event gives them the right code.

    "coded": of those that stand on a side of any event; "found": how many those are. A marked actor without an event
    counts as wrong in "right".
    """
    by_id, by_document = {row["id"]: row for row in rows}, in_order(events)
    out: dict[str, float] = {}
    for side in _SIDES:
        of_side = [one for one in gold if one.side == side and one.id in by_id]
        outcomes = [outcome(one, by_id[one.id], by_document.get(by_id[one.id]["document"], ())) for one in of_side]
        found = [good for good in outcomes if good is not None]
        out[f"{side}s found in an event"] = len(found) / max(len(outcomes), 1)
        out[f"{side}s right of those found"] = sum(found) / max(len(found), 1)
        out[f"{side}s right of all"] = sum(found) / max(len(outcomes), 1)
    return out


def outcome(one: Asked, row: Row, events: Sequence[Row]) -> bool | None:
    """Whether the marked words got a right code; None where they stand in no event."""
    codes = actor_codes(row, one.side, events)
    return bool(codes) and any(right(code, one.codes) for code in codes) if codes else None


def actor_codes(row: Row, side: str, events: Sequence[Row]) -> list[str | None]:
    """The codes given to marked words: in the events of the marked pair, else wherever they stand in an event."""
    spans, other = row[f"{side}_spans"], row[f"{_SIDES[side == 'source']}_spans"]
    placed = [
        (overlaps(event, against, other), event[f"{name}_code"])
        for event in events
        for name, against in (_SIDES, _SIDES[::-1])
        if spans and overlaps(event, name, spans)
    ]
    paired = [code for is_pair, code in placed if is_pair]
    return paired or [code for _, code in placed]


def right(code: str | None, wanted: Sequence[str]) -> bool:
    """Whether an actor code begins with one of those wanted."""
    return code is not None and code.startswith(tuple(wanted))
