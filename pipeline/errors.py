"""Every error a user can cause, each saying what is wrong, where, and what to do about it.

EventCoderError
├── UsageError          bad flags, no readable input, a bad configuration   exit 2
├── CodebookError       one or more faults in a codebook folder             exit 2
├── RunFailed           the run could not be completed                      exit 1
├── Stopped             the run was asked to end, and ended in order        exit 143
├── ValidationFailed    the coded data failed an error-level expectation    exit 3
└── NeedsAttention      all is done, but something must be looked at        exit 4
"""

import errno
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NOT_ALLOWED = "see that this user may write there, or give another folder"
_REMEDIES = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.EFBIG: "raise the limit of file size: ulimit -f",
}
MOST_TOLD = 20  # faults of a codebook in one message


class EventCoderError(Exception):
    """Base of all errors shown to users: one message, no traceback."""

    exit_code = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{hint}"


def exit_code(error: BaseException) -> int:
    """The exit code of a command that ends with this error."""
    if isinstance(error, EventCoderError):
        return error.exit_code
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def describe(error: BaseException) -> str:
    """What a user is told about an error that ends a command: of an EventCoderError its message, else one line."""
    if isinstance(error, EventCoderError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "interrupted: the next run carries on from here"
    if isinstance(error, OSError):
        return f"{error.filename}: {_of_file(error)}" if error.filename else _of_file(error)
    what = f"internal error: {type(error).__name__}: {error} (run again with --debug for the traceback)"
    return " ".join(what.split())


def _of_file(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full (make room; the next run carries on from here)"
    remedy = f" ({_REMEDIES[error.errno]})" if error.errno in _REMEDIES else ""
    return f"cannot read or write: {error.strerror or error}{remedy}"


class UsageError(EventCoderError):
    """The command, its input or its configuration cannot be used as given."""

    exit_code = 2


def place(path: str, line: int) -> str:
    """A line of a file, or, with the line 0, the file as a whole."""
    return f"{path}:{line}" if line else path


class Fault(NamedTuple):
    """One fault in a codebook: `line` counts from 1, 0 means the file as a whole."""

    path: str
    line: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        hint = f" ({self.remedy})" if self.remedy else ""
        return f"{place(self.path, self.line)}: {self.what}{hint}"


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Faults by file and line, those of whole files first: one that is missing has many others follow from it."""
    return sorted(faults, key=lambda fault: (fault.line > 0, fault))


def first_of(found: Sequence[Fault], path: str, what: str) -> list[Fault]:
    """The first of what may be thousands; where there are more, also how many there are."""
    if len(found) <= MOST_TOLD:
        return list(found)
    return [Fault(path, 0, f"has {len(found):,} {what}, of which {MOST_TOLD} follow"), *found[:MOST_TOLD]]


def first_told(faults: Sequence[Fault]) -> list[str]:
    """The first faults, a line each, and how many more there are."""
    more = len(faults) - MOST_TOLD
    return [*map(str, faults[:MOST_TOLD]), *([f"… and {more:,} more faults"] if more > 0 else [])]


class CodebookError(EventCoderError):
    """All the faults found in a codebook folder, gathered before raising; the message tells the first of them."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__("\n".join(first_told(self.faults)))

    def __reduce__(self) -> tuple[type["CodebookError"], tuple[list[Fault]]]:
        return CodebookError, (self.faults,)


class RunFailed(EventCoderError):
    """The run stopped; what was published before stays as it was."""


class Stopped(EventCoderError):
    """The run was asked to end (SIGTERM); the next one carries on."""

    exit_code = 143


class ValidationFailed(EventCoderError):
    """An error-level expectation failed; nothing was published."""

    exit_code = 3


class NeedsAttention(EventCoderError):
    """All was done and published; the operator has asked to be told what was found on the way."""

    exit_code = 4
