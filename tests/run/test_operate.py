"""What an operator gets: closing lines, log records and the metrics file, whatever happens."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from pipeline import logs
from pipeline.codebook.load import default_codebooks
from pipeline.errors import RunFailed, UsageError, ValidationFailed
from pipeline.run import operate as operating
from pipeline.run.history import append
from pipeline.run.metrics import NAME, write_metrics
from pipeline.run.operate import operate
from pipeline.run.parts import Parts
from pipeline.run.store import Store
from pipeline.settings import Settings
from pipeline.stages.drift import Night

from . import fakes

pytestmark = pytest.mark.usefixtures("style_again")

Samples = dict[tuple[str, frozenset[str]], float]


def samples(text: bytes) -> Samples:
    """Name and labels' values → value, as Prometheus reads the file."""
    families = text_string_to_metric_families(text.decode())
    found = [sample for family in families for sample in family.samples]
    return {(one.name.removeprefix("event_coder_"), frozenset(one.labels.values())): one.value for one in found}


def value(found: Mapping[tuple[str, frozenset[str]], float], name: str, *labels: str) -> float:
    return found[name, frozenset(labels)]


@pytest.fixture
def settings(folder: Path, memory: str, operate_with: Callable[[Parts], None]) -> Settings:
    """Settings with which `operate` runs the stages of the fakes."""

    operate_with(fakes.PARTS)
    return Settings((str(folder / "in"),), memory, folder / "book", 1, {}, 2)


def measured(settings: Settings) -> Samples:
    return samples(Store(settings.output).read(NAME))


def test_metrics_of_a_run(settings: Settings) -> None:
    operate(settings)
    found = measured(settings)
    assert [value(found, "documents", outcome) for outcome in ("read", "accepted", "rejected")] == [7, 5, 2]
    assert value(found, "rejects", "ingest", "no text") == 1
    assert (value(found, "rows", "events"), value(found, "rows", "incidents")) == (3, 3)
    assert (value(found, "night_rows", "documents"), value(found, "drift_warnings")) == (5, 0)
    assert (value(found, "exit_code"), value(found, "last_night_timestamp_seconds") > 0) == (0, True)
    assert value(found, "last_success_timestamp_seconds") == value(found, "last_run_timestamp_seconds")


def test_a_failure_keeps_the_time_of_the_last_success(settings: Settings, folder: Path) -> None:
    operate(settings)
    before = measured(settings)
    (folder / "book" / "words.yml").write_text("attack: BAD\n")
    with pytest.raises(ValidationFailed):
        operate(settings)
    after = measured(settings)
    assert value(after, "exit_code") == 3
    assert value(after, "last_success_timestamp_seconds") == value(before, "last_success_timestamp_seconds")
    assert value(after, "last_run_timestamp_seconds") > value(before, "last_run_timestamp_seconds")
    assert value(after, "rows", "events") == 3  # what is published stays


def test_metrics_may_lie_elsewhere(settings: Settings, folder: Path) -> None:
    elsewhere = replace(settings, metrics=str(folder / "node.prom"))
    (folder / "in").rename(folder / "gone")
    with pytest.raises(UsageError):
        operate(elsewhere)
    found = samples((folder / "node.prom").read_bytes())
    assert (value(found, "exit_code"), value(found, "last_success_timestamp_seconds")) == (2, 0)
    (folder / "gone").rename(folder / "in")
    operate(elsewhere)
    assert value(samples((folder / "node.prom").read_bytes()), "exit_code") == 0
    assert NAME not in Store(settings.output).names("reports")


def test_metrics_survive_damage(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    for name in (NAME, "manifest.json", "reports/history.jsonl"):
        store.write(name, b"\xff{ not this")
    write_metrics(store, "", 1, 2.5)
    found = samples(store.read(NAME))
    assert (value(found, "exit_code"), value(found, "run_duration_seconds")) == (1, 2.5)


def test_labels_from_strangers_are_escaped(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write_json("manifest.json", {"model": 'a "b"\n\\c', "rejects": {"ingest": {'no\n"text"': 2}}})
    append(store, [], Night("2026-01-01T06:00:00+00:00", ("b",), 1.0, {"events": 7}, {}, warnings=2))
    write_metrics(store, "", 0, 1.0)
    found = samples(store.read(NAME))
    assert value(found, "rejects", "ingest", 'no\n"text"') == 2
    assert (value(found, "night_rows", "events"), value(found, "drift_warnings")) == (7, 2)
    assert value(found, "last_night_timestamp_seconds") == 1767247200


def test_a_full_disk_does_not_hide_the_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise RunFailed("the disk is full")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(operating, "run", fail)
    monkeypatch.setattr(operating, "write_metrics", full)
    with pytest.raises(RunFailed):
        operate(settings)


def test_a_feed_that_has_stopped_is_told_when_there_is_nothing_to_do(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    operate(settings)
    old = [Night(f"2026-01-0{day}T06:00:00+00:00", (f"b{day}",), 1.0, {}, {}) for day in range(1, 9)]
    store = Store(settings.output)
    append(store, old[:-1], old[-1])
    bundled = replace(settings, codebooks=default_codebooks())
    operating._warn_of_silence(bundled)
    assert "drift: no new article for " in caplog.text


def test_a_dry_run_writes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    operate(settings, dry=True)
    assert "2 new files to read" in capsys.readouterr().out
    assert Store(settings.output).names("") == []


def test_quiet_when_all_is_well(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style(quiet=True))
    operate(settings)
    assert capsys.readouterr() == ("", "")


def test_json_tells_what_was_done(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style("json"))
    operate(settings)
    out, err = capsys.readouterr()
    done = json.loads(err.splitlines()[-1])
    assert (out, done["message"], done["counts"]["events"], done["drift"]) == ("", "done", 3, [])


def test_plain_ends_with_the_summary(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style())
    operate(settings)
    assert "documents   7 read = 5 accepted + 2 rejected" in capsys.readouterr().out
