"""Snippets of newspapers, each telling one incident among background, attribution and reactions.

A row of tests/golden/incident_snippets.jsonl has the `text`, the sub-event `type` that ACLED's codebook gives it, the
`country` where the text tells it, and its `sides` as ACLED's inter codes (0: none). They are invented, by people who
had not seen the program and who told no two of them in the same words; a third of incident_reports.jsonl is in the
manner of ACLED's own notes. Words were worked out with the first files at hand; nobody read those called "unseen". The
prediction is the leading incident.

`python -m tests.test_incident_snippets` prints the figures.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.stages.events import code
from pipeline.stages.incidents import gather
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.quality import Scores, scores
from tests.stages.coding import codebook, documents, gazetteer

GOLDEN = Path(__file__).parent / "golden"
REACHED = {  # of the types
    "incident_snippets": 0.74,
    "incident_snippets_plain": 0.85,
    "incident_snippets_unseen": 0.48,
    "incident_reports": 0.93,
    "incident_reports_unseen": 0.64,
}


@cache
def told(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A file's rows, each with its leading incident, which is empty where there is none."""
    rows = [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    table = documents(*(row["text"] for row in rows))
    sentences = split(table)
    events, _ = code(table, sentences, detect(table, sentences), codebook(), gazetteer())
    found = gather(table, sentences, events, codebook(), gazetteer()).to_pylist()
    leading = {one["doc_ids"][0]: one for one in found if one["salience"] == 1}
    return [(row, leading.get(f"d{number}", {})) for number, row in enumerate(rows)]


def types(name: str) -> Scores:
    """Accuracy and F1 of the sub-event types."""
    return scores([row["type"] for row, _ in told(name)], [found.get("sub_event_type") for _, found in told(name)])


def sides(name: str) -> float:
    """The share of snippets with both sides' inter codes right, in either order."""
    names = [None, *codebook().incidents.inter]
    right = [
        {names[code] for code in row["sides"]} == {found.get("inter1"), found.get("inter2")}
        for row, found in told(name)
    ]
    return sum(right) / len(right)


@pytest.mark.parametrize("name", REACHED)
def test_types_are_found(name: str) -> None:
    assert types(name).accuracy >= REACHED[name]


def test_every_type_has_snippets() -> None:
    assert {row["type"] for row, _ in told("incident_snippets")} == set(codebook().incidents.types)


def main() -> None:
    """Print how many types are right, and how many snippets give no incident."""
    for name in REACHED:
        right, number = types(name), len(told(name))
        nothing = sum(not found for _, found in told(name)) / number
        print(f"{name:26} {number:4} snippets  accuracy {right.accuracy:.3f}  "
              f"weighted F1 {right.weighted:.3f}  sides {sides(name):.3f}  without incident {nothing:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
