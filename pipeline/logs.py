"""Log lines for people or for machines, on standard error, the same in every process of a run."""

import datetime as dt
import json
import logging
import sys
from typing import Any, NamedTuple

from pipeline.terminal import plain

FORMATS = ("plain", "json")
_MAX_MESSAGE = 10_000  # characters


class Style(NamedTuple):
    """How to log: `format` is one of FORMATS; `quiet` leaves out what is no warning; `debug` adds more."""

    format: str = "plain"
    quiet: bool = False
    debug: bool = False

    @property
    def level(self) -> int:
        """The lowest level that is logged."""
        return logging.DEBUG if self.debug else logging.WARNING if self.quiet else logging.INFO


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


class _Handler(logging.StreamHandler[Any]):
    def __init__(self, style: Style) -> None:
        super().__init__(sys.stderr)
        self.style = style
        self.setFormatter(JsonLines() if style.format == "json" else PlainLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging. Standard error is what it is at the time."""
        self.stream = sys.stderr
        super().emit(record)


def set_up(style: Style) -> None:
    """Log in this style from now on, in this process."""
    logger = logging.getLogger("pipeline")
    for handler in [one for one in logger.handlers if isinstance(one, _Handler)]:
        logger.removeHandler(handler)
    logger.addHandler(_Handler(style))
    logger.setLevel(style.level)


def chosen() -> Style:
    """The style that was set up last; the default one if none was."""
    styles = [one.style for one in logging.getLogger("pipeline").handlers if isinstance(one, _Handler)]
    return styles[-1] if styles else Style()
