"""The one line in the crontab: silence when all is well, an exit code and an alarm when not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import NeedsAttention, RunFailed, UsageError, ValidationFailed
from pipeline.run import operate as operating
from pipeline.run.history import NAME, append, load
from pipeline.run.lock import lock
from pipeline.run.nightly import nightly
from pipeline.run.parts import Parts
from pipeline.run.store import Store
from pipeline.settings import Settings
from pipeline.stages.drift import Night

from . import fakes

pytestmark = pytest.mark.usefixtures("style_again")


@pytest.fixture
def settings(folder: Path, monkeypatch: pytest.MonkeyPatch, operate_with: Callable[[Parts], None]) -> Settings:
    """Settings with which a night runs the stages of the fakes, in one process; `told` holds what failures say."""

    operate_with(fakes.PARTS)
    monkeypatch.setattr(operating, "load_checks", lambda codebooks: {})
    tell = ("sh", "-c", 'cat >> "$0"', str(folder / "told"))
    plain = Settings((str(folder / "in"),), f"memory://{folder}/out", folder / "book", 1, {}, 2)
    return replace(plain, log_folder=folder / "logs", on_failure=tell, keep_reports=30)


def told(folder: Path) -> str:
    path = folder / "told"
    return path.read_text() if path.exists() else ""


def logged(folder: Path) -> str:
    return "".join(file.read_text() for file in sorted((folder / "logs").iterdir()))


def test_all_is_well(settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nightly(settings)
    nightly(settings)
    assert (capsys.readouterr(), told(folder)) == (("", ""), "")
    assert "documents   7 read = 5 accepted + 2 rejected" in logged(folder)
    assert "Nothing to do" in logged(folder)
    store = Store(settings.output)
    assert len(store.names("events")) == 3
    kept = sorted(name.rpartition("Z-")[2] for name in store.names("reports/nights"))
    assert kept == ["summary.html", "validation.html"]  # the second night had nothing to report


def test_the_log_may_be_json(settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nightly(replace(settings, log_format="json"))
    last = json.loads(logged(folder).splitlines()[-1])
    assert (last["message"], last["counts"]["events"], capsys.readouterr()) == ("done", 3, ("", ""))


def test_a_failed_validation_is_told(settings: Settings, folder: Path) -> None:
    (folder / "book" / "words.yml").write_text("attack: BAD\n")
    with pytest.raises(ValidationFailed):
        nightly(settings)
    assert "nothing was published" in told(folder) and "exit code: 3\n" in told(folder)
    assert Store(settings.output).names("events") == []
    (kept,) = Store(settings.output).names("reports/nights")
    assert kept.endswith("-validation.html")


def test_an_absent_inbox_is_told(settings: Settings, folder: Path) -> None:
    with pytest.raises(UsageError):
        nightly(replace(settings, input=(str(folder / "absent"),)))
    assert "absent: no such file or folder" in told(folder) and "exit code: 2\n" in told(folder)


def test_another_run_is_told(settings: Settings, folder: Path) -> None:
    with lock(Store(settings.output)), pytest.raises(RunFailed):
        nightly(settings)
    assert "another run is writing here" in told(folder) and "exit code: 1\n" in told(folder)


def test_a_fault_of_the_program_is_told(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise KeyError("absent")

    monkeypatch.setattr(operating, "run", fail)
    with pytest.raises(KeyError):
        nightly(settings)
    assert "internal error: KeyError: 'absent'" in told(folder)


def test_a_log_folder_that_cannot_be_made_is_told(settings: Settings, folder: Path) -> None:
    with pytest.raises(OSError):
        nightly(replace(settings, log_folder=folder / "in" / "a.txt"))
    assert "cannot read or write" in told(folder)


def test_who_interrupts_a_night_is_not_called(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(operating, "run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        nightly(settings)
    assert told(folder) == ""


def test_too_many_refusals_are_an_alarm_once_all_is_published(settings: Settings, folder: Path) -> None:
    nightly(replace(settings, most_refused=0.15))  # 1 of 7: a duplicate is harmless
    (folder / "in" / "c.txt").write_text("bad\nbad\nbad\nd8 2022-08-04 attack\n")
    with pytest.raises(NeedsAttention, match=r"all is done, but 3 of 4 records were refused"):
        nightly(replace(settings, most_refused=0.7))
    assert "exit code: 4\n" in told(folder)
    store = Store(settings.output)
    assert len(store.names("events")) == 4
    assert "event_coder_exit_code 4.0" in store.read("reports/metrics.prom").decode()
    nightly(replace(settings, most_refused=0.0))  # nothing new, nothing refused


def test_a_stale_inbox_is_an_alarm(settings: Settings, folder: Path) -> None:
    nightly(replace(settings, stale_after=1))
    store = Store(settings.output)
    (night,) = load(store)
    old = (datetime.now(UTC) - timedelta(days=2, hours=1)).isoformat(timespec="seconds")
    store.remove([NAME])
    append(store, [], Night(old, night.batches, 1.0, {}, {}))
    nightly(replace(settings, stale_after=3))
    with pytest.raises(NeedsAttention, match="no new article has come since 20"):
        nightly(replace(settings, stale_after=2))
    assert "exit code: 4\n" in told(folder)


def test_old_logs_go_also_when_a_night_fails(settings: Settings, folder: Path) -> None:
    (folder / "logs").mkdir()
    (folder / "logs" / "event-coder-20200101T000000Z.log").touch()
    with pytest.raises(UsageError):
        nightly(replace(settings, input=(str(folder / "absent"),)))
    assert len(list((folder / "logs").iterdir())) == 1
