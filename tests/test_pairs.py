"""Sentences in the manner of news with a marked source and target, and the PLOVER type of what is between them.

`pairs.jsonl` and `pairs_unseen.jsonl` hold sentences by writers who had not seen the program. Nothing that they tell of
anybody is to be believed: it is invented or changed. Their `kind` is "plain" (words as common as in the news), "rare"
(each tells its deed in other words, sought out for what a finite vocabulary misses), "retold" (each tells another
deed of the kind that a sentence of PLV's read part tells, by another verb or turn) or "complex" (long, with three or
four actors and other deeds around the one that counts). Rules were worked out with the
first file at hand; nobody read the second. The prediction is found as for PLV's pairs: see tests/quality.py.

`python -m tests.test_pairs` prints the figures.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.stages.scoring import in_order
from tests.quality import Scores, find_event, scores
from tests.stages.coding import code_all

GOLDEN = Path(__file__).parent / "golden"
KINDS = ("plain", "rare", "retold", "complex")
FILES = ("pairs", "pairs_unseen")
REACHED = {
    ("pairs", "plain"): 0.82,
    ("pairs", "rare"): 0.78,
    ("pairs", "retold"): 0.75,
    ("pairs", "complex"): 0.52,
    ("pairs_unseen", "plain"): 0.80,
    ("pairs_unseen", "rare"): 0.60,
    ("pairs_unseen", "retold"): 0.64,
}  # of the types, lenient


@cache
def coded(name: str) -> list[dict[str, Any]]:
    """A file's rows, each with the `lenient` and `strict` event between its pair."""
    rows = [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    by_document = in_order(code_all(*(row["text"] for row in rows))[0].to_pylist())
    for number, row in enumerate(rows):
        for side in ("source", "target"):
            start = row["text"].index(row[side])
            row[f"{side}_spans"] = [[start, start + len(row[side])]]
        events = by_document.get(f"d{number}", [])
        row["lenient"], row["strict"] = (find_event(events, row, lenient) for lenient in (True, False))
    return rows


def types(name: str, kind: str, how: str) -> Scores:
    """Accuracy and F1 of the PLOVER types of one kind of rows, `lenient` or `strict`."""
    rows = [row for row in coded(name) if row["kind"] == kind]
    found = [row[how] and row[how]["plover_type"] for row in rows]
    return scores([row["plover_type"] for row in rows], found)


@pytest.mark.parametrize(("name", "kind"), REACHED)
def test_types_are_found(name: str, kind: str) -> None:
    assert types(name, kind, "lenient").accuracy >= REACHED[name, kind]


def main() -> None:
    """Print how many types are right."""
    for name in FILES:
        for kind in [kind for kind in KINDS if (name, kind) in REACHED]:
            number = sum(row["kind"] == kind for row in coded(name))
            lenient, strict = (types(name, kind, how) for how in ("lenient", "strict"))
            print(
                f"{name:13} {kind:7} {number:5} sentences  type accuracy {lenient.accuracy:.3f}  "
                f"macro-F1 {lenient.macro:.3f}  strict accuracy {strict.accuracy:.3f}"
            )


if __name__ == "__main__":
    main()
