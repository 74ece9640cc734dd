"""The operator's own command for failures: run without a shell, for a bounded time; what it does changes nothing."""

import contextlib
import logging
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from typing import IO, NamedTuple

from pipeline.terminal import plain, plain_lines

SECONDS = 60.0  # that the command may take
_MOST = 10_000  # characters of a message

log = logging.getLogger(__name__)


class Notice(NamedTuple):
    """What has gone wrong: the message, the exit code, the output folder, and the log file of the night or ""."""

    message: str
    exit_code: int
    output: str
    log: str

    def variables(self) -> dict[str, str]:
        """What the command finds in its environment."""
        fields = {**self._asdict(), "message": plain_lines(self.message[:_MOST])}
        return {f"EVENT_CODER_{name.upper()}": str(value) for name, value in fields.items()}

    def text(self) -> str:
        """What the command reads from its standard input."""
        where = [f"log: {self.log}"] if self.log else []
        lines = [plain_lines(self.message[:_MOST]), f"exit code: {self.exit_code}", f"output: {self.output}", *where]
        return "".join(f"{line}\n" for line in lines)


def send(command: Sequence[str], notice: Notice, seconds: float = SECONDS) -> None:
    """Run the command. Where it fails, takes too long, or cannot be started, that is logged, and nothing else."""
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(notice.text().encode(errors="backslashreplace"))
            given.seek(0)
            code = _run(command, notice, given, said, seconds)
            if code:
                log.error("on_failure ended with exit code %d: %s", code, _tail(said))
    except subprocess.TimeoutExpired:
        log.error("on_failure was stopped after %.0f seconds", seconds)
    except (OSError, ValueError) as error:
        log.error("on_failure could not be run: %s", error)


def _run(command: Sequence[str], notice: Notice, given: IO[bytes], said: IO[bytes], seconds: float) -> int:
    """The exit code. Raises TimeoutExpired, once the command and what it has started are ended."""
    process = subprocess.Popen(  # noqa: S603 - the operator's own words, from the operator's own file
        command, stdin=given, stdout=said, stderr=said, env={**os.environ, **notice.variables()}, start_new_session=True
    )
    try:
        return process.wait(seconds)
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _tail(said: IO[bytes]) -> str:
    said.seek(max(0, said.seek(0, os.SEEK_END) - 1000))
    return plain(" ".join(said.read().decode(errors="replace").split()), 1000)
