"""The command line: one command, its failures as one message, and its exit code."""

import io
import logging
import os
import sys
from collections.abc import Callable, Sequence

from pipeline import logs
from pipeline.errors import EventCoderError, RunFailed, describe, exit_code
from pipeline.terminal import plain_lines

log = logging.getLogger("pipeline.cli")  # also where this module is run as a script


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises SystemExit(2) for arguments that are not understood."""
    try:
        return _main(arguments)
    except KeyboardInterrupt as error:  # while the program starts
        return _failed(error, debug=False)


def _main(arguments: Sequence[str] | None) -> int:
    from pipeline import handlers  # late, as is what follows: it takes a moment, in which Ctrl-C may come
    from pipeline.arguments import parser

    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal's encoding lacks is written as an escape
            stream.reconfigure(errors="backslashreplace")
    logs.set_up(handlers.style(options))
    return guarded(lambda: options.command(options), options.debug)


def guarded(command: Callable[[], int], debug: bool = False) -> int:
    """The exit code of a command; every failure is one message on standard error, with a traceback only if asked."""
    code = 0
    try:
        code = command()
        return max(code, _flushed())
    except BrokenPipeError:  # the reader has seen enough
        _silence()
        return code
    except (KeyboardInterrupt, Exception) as error:
        return _failed(error, debug)


def _flushed() -> int:
    """0 when all that was printed is written; else that is said, for the command itself has done what it should."""
    try:
        if sys.stdout:  # which is None where it was closed
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence()
        return _failed(RunFailed(f"cannot be written: {error.strerror}", "standard output", "all else is done"), False)
    return 0


def _silence() -> None:
    """Standard output must not be flushed again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: BaseException, debug: bool) -> int:
    code, message, style = exit_code(error), describe(error), logs.chosen()
    if debug and not isinstance(error, (EventCoderError, KeyboardInterrupt)):
        log.debug("the traceback", exc_info=True)
    if style.format == "json" or style.file:
        log.error(message, extra={"fields": {"exit_code": code}})
    else:
        print(plain_lines(message), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
