"""The command line: one command, its failures as one message, and its exit code."""

import io
import logging
import os
import sys
from collections.abc import Callable, Sequence

from pipeline import handlers, logs
from pipeline.arguments import parser
from pipeline.errors import EventCoderError, describe, exit_code
from pipeline.terminal import plain_lines

log = logging.getLogger("pipeline.cli")  # also where this module is run as a script


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises SystemExit(2) for arguments that are not understood."""
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
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough: standard output must not be flushed again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code
    except (KeyboardInterrupt, Exception) as error:
        return _failed(error, debug)


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
