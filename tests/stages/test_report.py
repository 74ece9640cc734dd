import re
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline.stages.checks import CheckResult
from pipeline.stages.report import summary_html, validation_html

EVIL = '<script>alert("x")</script>'


class Outline(HTMLParser):
    """Checks that tags are closed in order, and keeps the text of table rows."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "tr" in self.open and self.rows[-1]:
            self.rows[-1][-1] += data


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


def test_everything_shown_is_escaped() -> None:
    evil = result(column=EVIL, success=False, examples=(EVIL,), note=EVIL)
    counts = {"events": 1, f"events.{EVIL}": 1}
    manifest = {"counts": counts, "rejects": {EVIL: {EVIL: 1}}, "model": EVIL, "dyads": {EVIL: 1}}
    for page in (validation_html([evil]), summary_html(manifest)):
        assert "script" not in Outline(page).tags
        assert "&lt;script&gt;" in page


MANIFEST = {
    "started": "2026-01-01T00:00:00",
    "codebook": {"version": "1", "digest": "abc"},
    "inputs": [{"path": "a.jsonl"}],
    "counts": {
        "documents.read": 3,
        "documents.accepted": 2,
        "documents.rejected": 1,
        "events": 1500,
        **{f"events.T{n:02}": n for n in range(1, 26)},
        "incidents": 1,
        "incidents.Armed clash": 1,
    },
    "rejects": {"ingest": {"no text": 1}},
    "dyads": {"TUR → SYR": 4},
}


def test_summary_shows_what_came_out() -> None:
    rows = Outline(summary_html(MANIFEST)).rows
    for row in (
        ["Codebook", "1 abc"],
        ["Files read", "1"],
        ["documents.rejected", "1"],
        ["events", "1,500"],
        ["ingest", "no text", "1"],
        ["T25", "25"],
        ["5 others", "15"],
        ["Armed clash", "1"],
        ["TUR → SYR", "4"],
    ):
        assert row in rows
    assert ["T05", "5"] not in rows


def test_an_empty_run_has_a_summary() -> None:
    assert Outline(summary_html({})).rows == []


def test_pages_load_nothing() -> None:
    for page in (validation_html([result()]), summary_html(MANIFEST)):
        assert not re.search(r"https?:|src=|href=|@import|url\(", page)
