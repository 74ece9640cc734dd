"""Marks of whatever origin around a name: however they are parsed, what is coded of them is no fault."""

import json

import pytest

from tests.stages.coding import code_all
from tests.test_pairs import GOLDEN

ROWS = [json.loads(line) for line in (GOLDEN / "pairs.jsonl").read_text(encoding="utf-8").splitlines()[:60]]


@pytest.mark.parametrize("marks", ["**{}**", "[[{}|UKR|army]]", "<b>{}</b>", "({})", "|{}|", "{}:", "@{}", "{} [1]"])
def test_marked_names_are_coded(marks: str) -> None:
    texts = [row["text"].replace(row["source"], marks.format(row["source"])) for row in ROWS]
    events, _ = code_all(*texts)
    assert len(set(events.column("doc_id").to_pylist())) > len(texts) / 2
