"""The scorer of marked actors, on rows made up for the purpose."""

from pathlib import Path
from typing import Any

import pytest

from tests import quality, quality_actors
from tests.quality_actors import Asked

ROW = {"id": "a", "document": "a", "source_spans": [[0, 4]], "target_spans": [[10, 14]]}


def event(source: int | None, target: int | None, source_code: str | None, target_code: str | None) -> dict[str, Any]:
    ends = {"source_end": source and source + 4, "target_end": target and target + 4}
    starts = {"source_start": source, "target_start": target}
    codes = {"source_code": source_code, "target_code": target_code}
    base = {"doc_id": "a", "sentence_id": 0, "trigger_start": 5, "salience": 1, "modality": "asserted"}
    return {**base, **starts, **ends, **codes}


PAIR = event(1, 11, "UKRMIL", "IGOUNO")


@pytest.mark.parametrize(
    ("events", "source", "target"),
    [
        ([PAIR], True, True),
        ([event(11, 1, "IGOUNO", "UKRMIL")], True, True),  # the other way round
        ([event(1, 30, "UKR", "RUS")], True, None),  # stands in an event, though not in that of the pair
        ([event(1, 30, "RUS", "RUS"), PAIR], True, True),  # the event of the pair goes before others
        ([event(1, 11, "RUS", "IGO")], False, False),
        ([event(1, None, None, None)], False, None),
        ([], None, None),
    ],
)
def test_marked_words_and_their_codes(events: list[dict[str, Any]], source: bool | None, target: bool | None) -> None:
    assert quality_actors.outcome(Asked("a", "source", ("UKR",)), ROW, events) is source
    assert quality_actors.outcome(Asked("a", "target", ("RUS", "IGOUNO")), ROW, events) is target


def test_what_stands_in_no_event_counts_as_wrong_in_the_end() -> None:
    gold = [Asked("a", "source", ("UKR",)), Asked("b", "source", ("UKR",)), Asked("elsewhere", "source", ("UKR",))]
    figures = quality_actors.score_actors([ROW, {**ROW, "id": "b", "document": "b"}], [PAIR], gold)
    assert figures["sources found in an event"] == 0.5
    assert figures["sources right of those found"] == 1.0
    assert figures["sources right of all"] == 0.5
    assert figures["targets right of all"] == 0.0


def test_nobody_is_asked_where_nobody_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("id,side,codes\na,source,UKR RUS\na,target,-\n", encoding="utf-8")
    assert quality_actors.asked(path) == [Asked("a", "source", ("UKR", "RUS"))]


def test_the_gold_file_holds_codes_only() -> None:
    rows = quality_actors.GOLD.read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 300
    for row in rows:
        row_id, side, codes = row.split(",")
        assert row_id.startswith("plv-dev-") and side in ("source", "target")
        assert codes == "-" or all(len(code) % 3 == 0 and code.isupper() for code in codes.split())


def test_the_command_reports_them_where_the_rows_are_at_hand() -> None:
    known = quality_actors.asked()[0]
    row = {**ROW, "id": known.id, "document": "a"}
    lines = quality.actor_lines([row], [event(1, 11, f"{known.codes[0]}GOV", None)])
    assert any(line.split()[-1] == "1.000" for line in lines)
    assert quality.actor_lines([ROW], [PAIR]) == []
