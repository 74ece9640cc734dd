"""The run summary, as HTML and in a browser."""

import datetime as dt
import re
from collections import Counter
from typing import Any

import pytest

from pipeline.stages.calendar_bins import MOST_COLUMNS, binned, covered
from pipeline.stages.drift import Finding, Night
from pipeline.stages.measures import Measures, Place
from pipeline.stages.page import Markup
from pipeline.stages.plots import Column, bar, columns, world
from pipeline.stages.report import summary_html
from pipeline.stages.summary_page import RunFacts, Slow
from tests.stages.outline import EVIL, Outline

DAY = dt.date(2026, 3, 2)
SECTIONS = [
    "Unusual",
    "What has changed",
    "Counts by stage, in the whole folder",
    "Refused, by stage and reason",
    "Events by day",
    "Events by type",
    "Dyads",
    "Places",
    "Nights",
    "Slowest articles, estimated",
    "Incidents by type, in the whole folder",
    "How this was made",
]
MANIFEST = {
    "started": "2026-03-03T06:15:00+00:00",
    "finished": "2026-03-03T06:19:00+00:00",
    "codebook": {"version": "1", "digest": "abc"},
    "model": "small 3.8",
    "inputs": [{"path": "a.jsonl"}],
    "counts": {
        "documents.read": 1200, "documents.accepted": 1100, "documents.rejected": 100, "sentences": 20_000,
        "mentions": 90_000, "events": 9_000, "incidents": 1, "incidents.Armed clash": 1,
    },
    "rejects": {"ingest": {"no text": 60, "exact duplicate": 40}},
    "books": {
        "ingest": {"given": 1200, "carried": 1100, "refused": 100},
        "events": {"given": 1100, "carried": 1098, "refused": 2},
    },
}  # fmt: skip
SUMS = {"documents": 200, "sentences": 400, "sentences_coded": 100, "events": 120, "incidents": 9, "located": 30}


def measures(evil: str = "Kharkiv") -> Measures:
    return Measures(
        Counter(SUMS),
        Counter({DAY: 200}),
        Counter({"Meridian": 200}),
        Counter({(DAY, 4): 12, (DAY - dt.timedelta(days=1), 1): 3, (dt.date(2022, 2, 24), 4): 7}),
        Counter({f"T{n:02}": n for n in range(1, 16)}),
        Counter({("RUS", "UKR"): 1500, (evil, "POL"): 4}),
        Counter({Place(evil, "UKR", 50.0, 36.2): 5, Place("Suva", "FJI", -18.1, 178.4): 1}),
    )


def night(day: int, **changes: Any) -> Night:
    begun = f"2026-03-{day:02}T06:15:00+00:00"
    return Night(begun, (f"b{day}",), 1.0, SUMS, {"Meridian": 200}, codebook="abc")._replace(**changes)


def facts(evil: str = "Kharkiv") -> RunFacts:
    nights = [night(1), night(2, outlets={"Meridian": 1, evil: 2}, codebook="old"), night(3)]
    finding = Finding("silent outlets", "warning", f"silent: {evil}", "Did the feed move?")
    slow = [Slow("d1", evil, 20_000, 12.34)]
    return RunFacts(measures(evil), nights, nights[-1], [finding], {"events": 8_880}, {"mentions": 100.0}, slow)


def shown(page: str) -> list[list[str]]:
    return [[cell for cell in row if cell.strip()] for row in Outline(page).rows]


def test_every_section_is_there_in_order() -> None:
    page = summary_html(MANIFEST, facts())
    assert re.findall("<h2>(.*?)</h2>", page) == SECTIONS


@pytest.mark.parametrize(
    "row",
    [
        ["events", "8,880", "9,000"],
        ["Sentences coded", "25.0%", "25.0%"],
        ["Quad class 4, material conflict", "0.0%", "0.0%"],
        ["records refused", "100"],
        ["ingest", "1,200", "1,100", "100"],
        ["events", "1,100", "1,098", "2"],
        ["ingest", "exact duplicate", "40"],
        ["2026-03-02", "0", "0", "0", "12", "12"],
        ["T15", "15"],
        ["3 more", "6"],
        ["RUS", "UKR", "1,500"],
        ["Kharkiv", "UKR", "5"],
        ["2026-03-01", "200", "120", "25.0%"],
        ["Kharkivd1", "20,000", "12.3"],
        ["mentions", "100.0"],
        ["Armed clash", "1"],
        ["Codebook", "1 abc"],
        ["Started", "2026-03-03 06:15 UTC"],
    ],
)  # fmt: skip
def test_what_is_told(row: list[str]) -> None:
    assert row in shown(summary_html(MANIFEST, facts()))


def test_what_is_said() -> None:
    page = summary_html(MANIFEST, facts())
    for text in (
        "2026-03-03 06:15 UTC: 200 new articles gave 120 events and 9 incidents.",
        "silent: Kharkiv – Did the feed move?",
        "Codebook: abc in the place of old",
        "Outlets missing: Kharkiv",
        "7 events lie before 2026-02-16, 0 after 2026-03-09.",
        "Events a day in the last 3 nights.",
    ):
        assert text in page


def test_coding_anew_is_told() -> None:
    page = summary_html(MANIFEST, facts()._replace(night=None, findings=[]))
    assert "No new articles. The plots show the 200 articles that this run coded, new or anew." in page
    assert "nothing new that could be compared" in page


def test_everything_shown_is_escaped() -> None:
    evil = {**MANIFEST, "model": EVIL, "rejects": {EVIL: {EVIL: 1}}, "counts": {f"incidents.{EVIL}": 1}}
    page = summary_html(evil, facts(EVIL))
    assert "script" not in Outline(page).tags
    assert page.count("&lt;script&gt;") >= 10


def test_an_empty_run_has_a_summary() -> None:
    assert Outline(summary_html({}, RunFacts())).rows == [["Started", "Not finished"], ["Finished", "Not finished"]]


def test_the_page_loads_nothing() -> None:
    page = summary_html(MANIFEST, facts())
    assert not re.search(r"https?:|src=|href=|@import|url\(", page)
    assert "default-src 'none'" in page


def test_columns_are_as_high_as_their_parts() -> None:
    svg = columns([Column("a", (1, 3)), Column("b", (2, 0))], ("q1", "q4"), "two")
    heights = re.findall(r'<rect class="(\w+)" x="(\d+)" y="([\d.]+)" width="8" height="([\d.]+)"', svg)
    assert heights == [
        ("q1", "1", "75.00", "25.00"), ("q4", "1", "0.00", "75.00"), ("q1", "11", "50.00", "50.00"),
        ("q4", "11", "50.00", "0.00"),
    ]  # fmt: skip
    assert "<title>a: 4</title>" in svg
    assert columns([Column("a", (0,))], ("one",), "none") == columns([], ("one",), "none") == ""


def test_bars_are_shares_of_the_longest() -> None:
    assert 'width="25.00"' in bar(1, 4)
    assert 'width="0.00"' in bar(0, 0)


def test_the_map_shows_the_part_of_the_world_that_has_places() -> None:
    def window(*places: Place) -> list[int]:
        return [int(value) for value in re.search('viewBox="(.*?)"', world(dict.fromkeys(places, 1), "x"))[1].split()]

    alice, suva = Place("Alice Springs", "AUS", -23.7, 133.9), Place("Suva", "FJI", -18.1, 178.4)
    pole = Place("Pole", "", 90.0, -180.0)
    assert window(alice) == [538, 191, 180, 72]
    assert window(suva)[0] + window(suva)[2] == 720
    assert window(alice, suva, Place("Adak", "USA", 51.9, -176.6)) == [0, 10, 720, 290]
    assert window(pole)[:2] == [0, 10]
    assert world({}, "x") == ""


def test_days_are_grouped_until_they_can_be_told_apart() -> None:
    for days, first in ((1, "2026-03-02"), (MOST_COLUMNS, "2026-03-02"), (2_000, "2026-03"), (5_000, "2026")):
        last = DAY + dt.timedelta(days=days - 1)
        bins = binned({(DAY, 4): 2, (last, 1): 1}, DAY, last)
        assert len(bins) <= MOST_COLUMNS
        assert next(iter(bins)) == first
        assert sum(sum(kinds.values()) for kinds in bins.values()) == 3


def test_what_articles_cover() -> None:
    assert covered({DAY: 1, dt.date(2026, 3, 4): 1}) == (dt.date(2026, 2, 16), dt.date(2026, 3, 11))


def test_markup_is_not_escaped_twice() -> None:
    assert Markup("<b>") == "<b>"
