"""Log lines, plain and as JSON."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import logs
from pipeline.cli import guarded
from pipeline.errors import RunFailed

log = logging.getLogger("pipeline.tested")


@pytest.fixture(autouse=True)
def style_again() -> Iterator[None]:
    """Leave the style of the log as it was."""
    before = logs.chosen()
    yield
    logs.set_up(before)


def test_plain_lines_have_time_and_message(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style())
    log.info("%d done", 3)
    log.warning("outlet Line\nbreak\x1b[2J is silent")
    log.debug("details")
    first, second = capsys.readouterr().err.splitlines()
    assert first[10:11] == " " and first.endswith(" 3 done")
    assert second.endswith(r" warning: outlet Line\nbreak\x1b[2J is silent")


def test_json_lines_are_objects(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style("json"))
    log.info("done in %s", "Łódź\u2028", extra={"fields": {"counts": {"events": 3}}})
    (line,) = capsys.readouterr().err.split("\n")[:-1]
    found = json.loads(line)
    assert found.pop("time").endswith("+00:00")
    assert found == {
        "level": "info",
        "logger": "pipeline.tested",
        "message": "done in Łódź\u2028",
        "counts": {"events": 3},
    }


def test_json_holds_the_traceback_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style("json", debug=True))
    assert guarded(lambda: {}["absent"], debug=True) == 1
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first["traceback"].endswith("KeyError: 'absent'")
    assert second["exit_code"] == 1


def test_quiet_leaves_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style(quiet=True))
    log.info("all is well")
    log.warning("not quite")
    assert capsys.readouterr().err.count("\n") == 1


def test_setting_up_twice_logs_once(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style("json"))
    logs.set_up(logs.Style())
    log.info("once")
    assert capsys.readouterr().err.count("once") == 1
    assert logs.chosen() == logs.Style()


def test_failures_are_told_in_the_style_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style("json"))
    assert guarded(lambda: (_ for _ in ()).throw(RunFailed("the disk is full", "out"))) == 1
    found = json.loads(capsys.readouterr().err)
    assert (found["level"], found["message"], found["exit_code"]) == ("error", "out: the disk is full", 1)


def test_a_log_file_holds_what_is_not_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style(quiet=True, file=str(tmp_path / "night.log")))
    log.info("all is well")
    log.warning("not quite")
    assert guarded(lambda: (_ for _ in ()).throw(RunFailed("the disk is full", "out"))) == 1
    lines = (tmp_path / "night.log").read_text().splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "all is well",
        "warning: not quite",
        "error: out: the disk is full",
    ]
    assert capsys.readouterr().err.splitlines() == lines[1:]


def test_a_log_file_on_a_full_disk_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logs.Style(quiet=True, file="/dev/full"))
    log.info("all is well")
    assert capsys.readouterr().err == ""
