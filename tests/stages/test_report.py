import json
import re
from typing import Any

import pytest

from pipeline.stages.checks import CheckResult
from pipeline.stages.drift import Finding
from pipeline.stages.report import validation_html, validation_json

from .outline import EVIL, Outline


def result(**changes: Any) -> CheckResult:
    sound = CheckResult("events", "unique", "event_id", "error", success=True, unexpected=0, total=1200)
    return sound._replace(**changes)


def test_the_outline_notices_a_tag_left_open() -> None:
    with pytest.raises(AssertionError):
        Outline("<p><b>text</p>")


def test_failures_come_first_with_their_examples() -> None:
    bad = result(
        column="goldstein", expectation="between", success=False, unexpected=2, examples=("e1: 11.0", "e2: 12.0")
    )
    page = validation_html([result(), bad])
    outline = Outline(page)
    assert outline.rows[1] == ["events", "goldstein", "failed between", "2 of 1,200", "e1: 11.0e2: 12.0"]
    assert outline.rows[3] == ["events", "event_id", "unique", "1,200"]
    assert "2 expectations: 1 failed, 0 warned. Nothing was published." in page


def test_warnings_let_the_data_pass() -> None:
    page = validation_html([result(level="warning", success=False, unexpected=1)])
    assert "1 expectations: 0 failed, 1 warned. The data may be published." in page


def test_portions_of_one_expectation_are_added() -> None:
    page = validation_html([result(total=10), result(total=5, success=False, unexpected=1, examples=("e3",))])
    assert Outline(page).rows[1:] == [["events", "event_id", "failed unique", "1 of 15", "e3"]]


def test_a_row_that_forbids_publication_says_how_the_rest_is_published() -> None:
    bad = result(success=False, unexpected=1, examples=("e1 (of d1)",), articles=("d1",))
    assert "To publish the rest: list the ids" in validation_html([bad])
    assert "To publish the rest" not in validation_html([bad._replace(level="warning")])


def test_drift_stands_among_what_is_not_as_expected() -> None:
    page = validation_html([result()], [Finding("events a day", "error", "events a day: 3, usually 90", "Why?")])
    drift = ["this night", "events a day", "failed as usualevents a day: 3, usually 90 – Why?", "0 of 0", ""]
    assert Outline(page).rows[1] == drift
    assert "2 expectations: 1 failed, 0 warned. Nothing was published." in page


def test_everything_shown_is_escaped() -> None:
    evil = result(column=EVIL, success=False, examples=(EVIL,), note=EVIL)
    page = validation_html([evil], [Finding(EVIL, "warning", EVIL)])
    assert "script" not in Outline(page).tags
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing() -> None:
    assert not re.search(r"https?:|src=|href=|@import|url\(", validation_html([result()]))


def test_own_results_are_kept() -> None:
    native = {"success": True, "result": {"element_count": 3}}
    found = json.loads(validation_json([result(native=native), result()]))
    assert found == {"results": [{"table": "events", **native}]}
