"""Log lines for people or for machines, on standard error and in a file, the same in every process of a run."""

import contextlib
import datetime as dt
import json
import logging
import sys
from typing import Any, NamedTuple

from pipeline.terminal import plain

FORMATS = ("plain", "json")
_MAX_MESSAGE = 10_000  # characters


class Style(NamedTuple):
    """How to log: `format` is one of FORMATS; `quiet` leaves out what is no warning, but for the file, if there is one;
    `debug` adds more.
    """

    format: str = "plain"
    quiet: bool = False
    debug: bool = False
    file: str = ""

    @property
    def full(self) -> int:
        """The lowest level that is logged to the file."""
        return logging.DEBUG if self.debug else logging.INFO

    @property
    def level(self) -> int:
        """The lowest level that is logged to standard error."""
        return logging.WARNING if self.quiet and not self.debug else self.full

    def lines(self) -> logging.Formatter:
        """What makes lines of records."""
        return JsonLines() if self.format == "json" else PlainLines()


class PlainLines(logging.Formatter):
    """Time and message, one line for each record whatever documents say; warnings and errors are called so."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """Called by logging, with the message filled in."""
        level = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        record.message = level + plain(record.message, _MAX_MESSAGE)
        return super().formatMessage(record)


class JsonLines(logging.Formatter):
    """One JSON object for each record: time, level, logger, message, and what was given as `extra={"fields": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Called by logging."""
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)  # ASCII only, so that no terminal or collector stumbles


class _Shown(logging.StreamHandler[Any]):
    """Writes to standard error, whatever that is at the time."""

    def __init__(self, style: Style) -> None:
        super().__init__(sys.stderr)
        self.style = style
        self.setLevel(style.level)
        self.setFormatter(style.lines())

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging."""
        self.stream = sys.stderr
        super().emit(record)


class _Kept(logging.FileHandler):
    """Appends to a file that several processes write to. Where the disk is full, the run itself will say so."""

    def __init__(self, style: Style) -> None:
        super().__init__(style.file, encoding="utf-8", errors="backslashreplace")
        self.style = style
        self.setLevel(style.full)
        self.setFormatter(style.lines())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Called by logging."""

    def close(self) -> None:
        """Called by logging."""
        with contextlib.suppress(OSError):
            super().close()


def set_up(style: Style) -> None:
    """Log in this style from now on, in this process. Raises OSError where the file cannot be written."""
    handlers: list[_Shown | _Kept] = [_Shown(style), *([_Kept(style)] if style.file else [])]
    logger = logging.getLogger("pipeline")
    for old in _ours(logger):
        logger.removeHandler(old)
        old.close()
    for handler in handlers:
        logger.addHandler(handler)
    logger.setLevel(min(handler.level for handler in handlers))


def chosen() -> Style:
    """The style that was set up last; the default one if none was."""
    handlers = _ours(logging.getLogger("pipeline"))
    return handlers[-1].style if handlers else Style()


def _ours(logger: logging.Logger) -> list[_Shown | _Kept]:
    return [one for one in logger.handlers if isinstance(one, (_Shown, _Kept))]
