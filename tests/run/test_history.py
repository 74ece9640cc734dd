"""The nights on record, and what a run makes of them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CodebookError, ValidationFailed
from pipeline.run import history
from pipeline.run.account import MOST_SLOW
from pipeline.run.compaction import FAN
from pipeline.run.manifest import Manifest
from pipeline.run.runner import Outcome
from pipeline.run.store import Store
from pipeline.stages.drift import Night
from pipeline.stages.drift_limits import MOST_NIGHTS
from pipeline.stages.summary_page import RunFacts

from . import fakes

LIMITS = "drift: [{measure: sentences coded, least: 1, after: 2, deviations: 1, level: LEVEL}]"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"memory://{tmp_path}")


def night(number: int, outlets: dict[str, int] | None = None) -> Night:
    began = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number)
    return Night(began.isoformat(), (f"b{number}",), 1.5, {"events": number}, outlets or {})


def test_nights_are_kept_as_they_were(store: Store) -> None:
    first = night(1, {"Line\u2028break\nTimes": 3})
    assert history.load(store) == []
    assert history.append(store, [], first) == [first]
    assert history.load(store) == [first]


def test_the_record_is_bounded(store: Store) -> None:
    nights: list[Night] = []
    for number in range(MOST_NIGHTS + 3):
        nights = history.append(
            store, nights[-2:] if number < MOST_NIGHTS else [*map(night, range(number))], night(number)
        )
    assert [one.run for one in nights] == [night(number).run for number in range(3, MOST_NIGHTS + 3)]


def test_a_night_that_was_killed_is_recorded_once(store: Store) -> None:
    again = night(2)._replace(batches=("b1", "b7"))
    assert history.append(store, [night(0), night(1)], again) == [night(0), again]


@pytest.mark.parametrize("line", ["{", "[]", '{"run": "x"}', '{"run": "x", "outlets": 3}', '{"wrong": 1}', "\ufffd"])
def test_damaged_lines_are_left_out(store: Store, line: str, caplog: pytest.LogCaptureFixture) -> None:
    history.append(store, [], night(1))
    store.write(history.NAME, line.encode() + b"\n" + store.read(history.NAME))
    assert history.load(store) == [night(1)]
    assert "1 damaged lines are left out" in caplog.text


def test_only_so_many_outlets_are_kept() -> None:
    outlets = {f"o{number}": number for number in range(history.MOST_OUTLETS + 1)}
    kept, cut = history.largest(outlets)
    assert (len(kept), cut, "o0" in kept) == (history.MOST_OUTLETS, True, False)
    assert history.largest({"one": 1}) == ({"one": 1}, False)


def nights(output: str) -> list[Night]:
    return history.load(Store(output))


def code_more(folder: Path, output: str, day: int, word: str = "attack", articles: int = 3, **settings: Any) -> Outcome:
    """A further night: one file of articles."""
    lines = [f"n{day}-{n} 2023-01-{day:02} {word} {day} {n}" for n in range(articles)]
    (folder / "in" / f"night{day}.txt").write_text("\n".join(lines) + "\n")
    return fakes.code_folder(folder, output, now=lambda: fakes.NOON + dt.timedelta(days=day), settings=settings)


def test_a_run_records_what_it_newly_took_in(folder: Path, memory: str) -> None:
    fakes.code_folder(folder, memory)
    code_more(folder, memory, 1)
    first, second = nights(memory)
    assert (first.sums["documents"], first.sums["events"]) == (5, 3)
    assert (second.sums["documents"], second.sums["events"], second.days) == (3, 3, 1)
    assert second.run == "2024-05-02T12:00:00+00:00"
    assert Store(memory).read_json("manifest.json")["fresh"] == []


def test_coding_anew_is_no_night(folder: Path, memory: str) -> None:
    fakes.code_folder(folder, memory)
    before = nights(memory)
    (folder / "book" / "words.yml").write_text("talks: AGREE\n")
    assert fakes.code_folder(folder, memory).work
    assert nights(memory) == before


def test_new_articles_are_told_from_those_coded_anew(folder: Path, memory: str) -> None:
    fakes.code_folder(folder, memory)
    (folder / "book" / "words.yml").write_text("attack: ASSAULT\n")
    code_more(folder, memory, 1)
    assert [one.sums["documents"] for one in nights(memory)] == [5, 3]


def test_merged_batches_are_counted_once(folder: Path, memory: str) -> None:
    """Two batches a night: those of earlier nights are merged four times, those of the last one at once."""
    for day in range(1, 15):
        code_more(folder, memory, day, compact=100)
    last = code_more(folder, memory, 15, articles=2 * FAN, compact=100)
    assert len(last.manifest["batches"]) < 12
    assert [one.sums["documents"] for one in nights(memory)] == [8, *[3] * 13, 2 * FAN]


def test_merged_batches_that_were_held_back_are_one_night_with_what_comes_next(folder: Path, memory: str) -> None:
    book = folder / "book" / "words.yml"
    for day in (1, 2):
        code_more(folder, memory, day, compact=100)
    before = len(Store(memory).names("documents"))
    book.write_text("attack: BAD\n")
    with pytest.raises(ValidationFailed):
        code_more(folder, memory, 3, articles=2 * FAN, compact=100)
    assert len(Store(memory).names("documents")) == before + 1
    book.write_text("attack: ASSAULT\n")
    code_more(folder, memory, 4, compact=100)
    assert [one.sums["documents"] for one in nights(memory)] == [8, 3, 2 * FAN + 3]
    assert nights(memory)[-1].sums["events"] == 2 * FAN + 3


@pytest.mark.parametrize("articles", [FAN, 2 * FAN])
def test_a_night_that_was_killed_when_on_record_is_known_behind_merges(
    folder: Path, memory: str, articles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the batches that are due, which the next run merges with its own; and as many as are due."""
    fakes.code_folder(folder, memory)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Manifest, "close", interrupt)
        code_more(folder, memory, 1, articles=articles, compact=100)
    assert [one.sums["documents"] for one in nights(memory)] == [5, articles]
    code_more(folder, memory, 2, articles=articles, compact=100)
    assert [one.sums["documents"] for one in nights(memory)] == [5, 2 * articles]


def interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_articles_that_took_long_are_known_behind_a_merge(
    folder: Path, memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[RunFacts] = []
    monkeypatch.setattr(fakes, "summary_html", lambda manifest, facts: told.append(facts) or "")
    manifest = code_more(folder, memory, 1, articles=2 * FAN, compact=100).manifest
    assert len(manifest["batches"]) < FAN
    assert len(told[0].slowest) == MOST_SLOW


def test_a_lost_record_begins_anew(folder: Path, memory: str) -> None:
    fakes.code_folder(folder, memory)
    Store(memory).remove([history.NAME])
    code_more(folder, memory, 1)
    assert [one.sums["documents"] for one in nights(memory)] == [3]


@pytest.mark.parametrize("level", ["warning", "error"])
def test_drift_is_told_and_forbids_publication_where_it_is_an_error(
    folder: Path, memory: str, level: str, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "book" / "checks.yml").write_text(LIMITS.replace("LEVEL", level))
    for day in range(1, 5):
        assert not code_more(folder, memory, day).findings
    if level == "error":
        with pytest.raises(ValidationFailed, match=r"nothing was published, .*: sentences coded: 0.0%, usually 100.0%"):
            code_more(folder, memory, 5, "quiet")
        assert len(nights(memory)) == 4
        outcome = code_more(
            folder, memory, 6, accept_drift=True
        )  # what was held back is one night with what comes next
        assert [finding.level for finding in outcome.findings] == ["error"]
        assert nights(memory)[-1].sums["documents"] == 6
    else:
        assert [finding.level for finding in code_more(folder, memory, 5, "quiet").findings] == ["warning"]
        assert "drift: sentences coded: 0.0%, usually 100.0%" in caplog.text
        assert b"1 drifted" in Store(memory).read("reports/validation.html")
        assert len(nights(memory)) == 5


def test_faulty_limits_are_told_before_anything_is_read(folder: Path, memory: str) -> None:
    (folder / "book" / "checks.yml").write_text("drift: [{measure: luck}]")
    with pytest.raises(CodebookError, match="unknown measure 'luck'"):
        fakes.code_folder(folder, memory)
    assert Store(memory).names("documents") == []


def test_the_record_is_lines_of_json(folder: Path, memory: str) -> None:
    fakes.code_folder(folder, memory)
    (line,) = Store(memory).read(history.NAME).decode().splitlines()
    assert json.loads(line)["sums"]["documents"] == 5
