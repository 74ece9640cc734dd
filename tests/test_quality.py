"""The scorer's figures on rows made up for the purpose, worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import quality


def event(
    kind: str, quad: int, source: tuple[int, int] | None, target: tuple[int, int] | None, **more: Any
) -> dict[str, Any]:
    (s, e), (t, f) = source or (None, None), target or (None, None)
    base = {"doc_id": "a", "sentence_id": 0, "trigger_start": 5, "salience": 1, "modality": "asserted"}
    spans = {"source_start": s, "source_end": e, "target_start": t, "target_end": f}
    return {**base, **spans, "plover_type": kind, "quad_class": quad, **more}


def pair(kind: str, quad: int, document: str = "a", **spans: Any) -> dict[str, Any]:
    where = {"source_spans": [[0, 4]], "target_spans": [[10, 14]], **spans}
    return {"plover_type": kind, "quad": quad, "document": document, **where}


def test_f1_averages() -> None:
    found = quality.scores(["a", "a", "a", "b"], ["a", "a", "b", None])
    assert found.accuracy == 0.5
    assert found.macro == pytest.approx((0.8 + 0) / 2)  # a: precision 1, recall 2/3; b: none right
    assert found.weighted == pytest.approx((3 * 0.8 + 0) / 4)


def test_labels_that_gold_does_not_know_count_as_errors_only() -> None:
    assert quality.scores(["a"], ["z"]) == (0.0, 0.0, 0.0)
    assert quality.scores([], []) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("events", "lenient", "strict"),
    [
        ([event("AID", 2, (0, 4), (10, 14))], "AID", "AID"),
        ([event("AID", 2, (3, 9), (13, 20))], "AID", "AID"),  # an overlap is enough
        ([event("AID", 2, (4, 9), (10, 14))], "AID", None),  # touching is none
        ([event("AID", 2, (10, 14), (0, 4))], "AID", None),  # the other way round
        ([event("AID", 2, (0, 4), None)], "AID", None),
        ([event("AID", 2, (30, 34), (40, 44)), event("AGREE", 1, (0, 4), (10, 14), salience=2)], "AGREE", "AGREE"),
        ([event("AID", 2, (30, 34), (40, 44)), event("AGREE", 1, (10, 14), (0, 4), salience=2)], "AGREE", None),
        ([], None, None),
    ],
)
def test_the_event_of_a_pair(events: list[dict[str, Any]], lenient: str | None, strict: str | None) -> None:
    for expected, is_lenient in ((lenient, True), (strict, False)):
        found = quality.find_event(events, pair("AID", 2), is_lenient)
        assert (found and found["plover_type"]) == expected


def test_where_nothing_is_marked_nothing_is_asked() -> None:
    found = quality.find_event([event("AID", 2, (0, 4), None)], pair("AID", 2, target_spans=[]), False)
    assert found is not None


def test_pairs() -> None:
    coded = [
        event("REJECT", 3, (0, 4), (10, 14), modality="negated"),  # comes last, however salient
        event("AID", 2, (0, 4), (10, 14), salience=2),
        event("AGREE", 1, (30, 34), (10, 14), doc_id="b"),
    ]
    figures = quality.score_pairs([pair("AID", 2), pair("AGREE", 1, "b"), pair("AID", 2, "c")], coded)
    assert figures["type accuracy, lenient"] == pytest.approx(2 / 3)
    assert figures["type macro-F1, lenient"] == pytest.approx((2 / 3 + 1) / 2)
    assert figures["type accuracy, strict"] == pytest.approx(1 / 3)
    assert figures["quad macro-F1, strict"] == pytest.approx((2 / 3 + 0) / 2)


GOLD = {
    "event_type": "Battles", "sub_event_type": "Armed clash", "event_date": "2022-05-01", "country": "Mali",
    "admin1": "Mopti Region", "latitude": 14.5, "longitude": -4.2, "fatalities": 3.0, "inter1": 1.0, "inter2": 2.0,
}  # fmt: skip
CODED = {
    "event_type": "Battles", "sub_event_type": "Armed clash", "event_date": "2022-05-01", "country": "mali",
    "admin1": "Mopti", "latitude": 14.6, "longitude": -4.2, "fatalities": 3, "inter1": "Rebel group",
    "inter2": "State forces", "doc_ids": ["a"], "salience": 1,
}  # fmt: skip


def figures(gold: dict[str, Any] | None = None, **coded: Any) -> dict[str, float]:
    return quality.score_reports([{"gold": {**GOLD, **(gold or {})}, "document": "a"}], [{**CODED, **coded}])


def test_a_report_coded_right() -> None:
    assert set(figures().values()) == {1.0}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"event_type": "Riots"}, "event type"),
        ({"sub_event_type": "Attack"}, "sub-event type weighted F1"),
        ({"event_date": "2022-05-02"}, "date"),
        ({"country": None}, "country"),
        ({"admin1": "Region"}, None),
        ({"admin1": "Gao"}, "admin1"),
        ({"admin1": None}, "admin1"),
        ({"latitude": 14.8}, "within 25 km"),
        ({"latitude": None}, "within 25 km"),
        ({"fatalities": None}, "fatalities"),
        ({"inter2": None}, "inter codes"),
        ({"inter1": "Civilians"}, "inter codes"),
    ],
)
def test_each_field_is_judged_by_itself(changed: dict[str, Any], field: str | None) -> None:
    wrong = {name for name, share in figures(**changed).items() if share == 0 and not name.endswith("accuracy")}
    assert wrong == ({field} if field else set())


def test_none_is_zero_dead_and_nobody_is_no_party() -> None:
    found = figures({"fatalities": 0.0, "inter2": 0.0}, fatalities=None, inter1="State forces", inter2=None)
    assert (found["fatalities"], found["inter codes"]) == (1.0, 1.0)


def test_the_leading_incident_counts_and_none_is_an_error() -> None:
    second = {**CODED, "sub_event_type": "Attack", "salience": 2}
    rows = [{"gold": GOLD, "document": "a"}, {"gold": GOLD, "document": "gone"}]
    found = quality.score_reports(rows, [second, CODED])
    assert (found["sub-event type accuracy"], found["country"]) == (0.5, 0.5)


def test_snippets_know_the_names_of_the_shared_task() -> None:
    rows = [{"sub_event_type": name, "document": "a"} for name in ("ARMED_CLASH", "Armed clash")]
    assert quality.score_snippets(rows, [CODED])["sub-event type weighted F1"] == 1.0


def test_distances() -> None:
    paris, london = {"latitude": 48.8566, "longitude": 2.3522}, {"latitude": 51.5074, "longitude": -0.1278}
    assert quality.kilometres(paris, london) == pytest.approx(343.6, abs=1)
    assert quality.kilometres(paris, paris) == 0


def test_every_fourth_row_is_kept_unread_and_a_repeated_text_is_coded_once() -> None:
    rows = [{"id": str(at), "text": "same" if at in (1, 3) else f"t{at}"} for at in range(9)]
    split = quality.parts(rows)
    assert [row["id"] for row in split["unread"]] == ["3", "7"]
    assert [row["document"] for row in split["unread"]] == ["1", "7"]
    assert len(split["read"]) == 7


@pytest.mark.parametrize(
    ("row", "table"),
    [
        ({"plover_type": "AID"}, "events"),
        ({"gold": {}}, "incidents"),
        ({"sub_event_type": "OTHER"}, "incidents"),
        ({}, None),
    ],
)
def test_files_are_told_by_their_first_row(row: dict[str, Any], table: str | None) -> None:
    kind = quality.kind_of([row])
    assert (kind and kind.table) == table


def test_a_folder_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Russian troops attacked Ukrainian forces."
    row = {
        "date": "2022-08-02", "text": text, "plover_type": "ASSAULT", "quad": 4, "source_spans": [[0, 14]],
        "target_spans": [[24, 40]],
    }  # fmt: skip
    rows = [{"id": str(at), **row, "text": text if at != 3 else "Rain fell."} for at in range(5)]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    (tmp_path / "other.jsonl").write_text('{"id": "1", "text": "x"}\n')
    assert quality.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "read (4)" in printed and "other.jsonl" not in printed
    (line,) = [line for line in printed.splitlines() if line.startswith("type accuracy, strict")]
    assert line.split()[-2:] == ["1.000", "0.000"]


def test_without_a_folder_there_is_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main([]) == 2
    assert quality.main(["/nowhere"]) == 2
    assert "EVAL=FOLDER" in capsys.readouterr().err
