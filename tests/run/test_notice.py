"""The operator's command: what it is told, and that nothing it does matters to the run."""

import time
from pathlib import Path

import pytest

from pipeline.run.notice import Notice, send

NOTICE = Notice("out: the disk\nis full \x1b[2J $(touch hacked)", 1, "/srv/events", "/var/log/night.log")


def test_it_is_told_on_standard_input_and_in_variables(tmp_path: Path) -> None:
    names = ("MESSAGE", "EXIT_CODE", "OUTPUT", "LOG")
    shown = " ".join(f'"$EVENT_CODER_{name}"' for name in names)
    script = f'cat > "$0"; printf "%s|%s|%s|%s" {shown} >> "$0"'
    send(["sh", "-c", script, str(tmp_path / "told")], NOTICE)
    message = "out: the disk\nis full \\x1b[2J $(touch hacked)"
    assert (tmp_path / "told").read_text() == (
        f"{message}\nexit code: 1\noutput: /srv/events\nlog: /var/log/night.log\n"
        f"{message}|1|/srv/events|/var/log/night.log"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["sh", "-c", "echo no route to mail >&2; exit 7"], "on_failure ended with exit code 7: no route to mail"),
        (["/nowhere/notify"], "on_failure could not be run: [Errno 2] No such file or directory: '/nowhere/notify'"),
        (["sh", "-c", "kill -9 $$"], "on_failure ended with exit code -9"),
    ],
)
def test_its_own_failure_is_told(command: list[str], said: str, caplog: pytest.LogCaptureFixture) -> None:
    send(command, NOTICE)
    assert said in caplog.text


def test_success_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    send(["sh", "-c", "echo sent"], NOTICE)
    assert caplog.text == ""


def test_it_is_ended_with_all_it_started(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    script = f"(sleep 1; touch {tmp_path}/late) & sleep 60"
    send(["sh", "-c", script], NOTICE, seconds=0.2)
    assert "on_failure was stopped after 0 seconds" in caplog.text
    time.sleep(1.2)
    assert not (tmp_path / "late").exists()
