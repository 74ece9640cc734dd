"""News sentences for every sub-event type, written before the decision table was tried on them.

A row of tests/golden/incident_sentences.jsonl has the `text`, the `country` it happens in, the sub-event `type` that
ACLED's codebook gives it, and its `sides` as ACLED's inter codes (0: none), in either order. They are passive, nominal
and begin with background, as newspapers do and ACLED's own reports do not.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.codebook.incidents.classify import Incident, classify
from tests.stages.coding import codebook

Row = Mapping[str, Any]
GOLDEN = Path(__file__).parents[1] / "golden" / "incident_sentences.jsonl"
DAY = date(2023, 6, 15)
TYPES_AT_LEAST, SIDES_AT_LEAST = 0.91, 0.68


@cache
def read() -> Sequence[tuple[Row, Incident | None]]:
    """The rows, each with the incident that its sentence tells."""
    rows = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    table, actors = codebook().incidents, codebook().actors
    return [(row, classify([row["text"]], table, actors, DAY, row["country"])) for row in rows]


def sides(incident: Incident) -> list[int]:
    """ACLED's numbers of the two sides."""
    order = codebook().incidents.inter
    return sorted(order.index(inter) + 1 if inter else 0 for inter in (incident.inter1, incident.inter2))


def test_every_type_has_sentences() -> None:
    assert {row["type"] for row, _ in read()} == set(codebook().incidents.types)
    assert len(read()) >= 150


def test_types_are_read() -> None:
    wrong = [row["text"] for row, found in read() if found is None or found.type.name != row["type"]]
    assert 1 - len(wrong) / len(read()) >= TYPES_AT_LEAST, "\n".join(wrong)


def test_sides_are_read() -> None:
    wrong = [row["text"] for row, found in read() if found is None or sides(found) != sorted(row["sides"])]
    assert 1 - len(wrong) / len(read()) >= SIDES_AT_LEAST, "\n".join(wrong)
