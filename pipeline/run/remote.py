"""A file system of other machines: what fails there becomes one error that names the output's URL, with a remedy."""

import contextlib
import functools
import logging
import re
from collections.abc import Iterator
from typing import Any

from pipeline.errors import EventCoderError, RunFailed, UsageError

_NO_BUCKET = re.compile(r"\b(?:bucket|container)\b.*\bnot exist|NoSuchBucket|ContainerNotFound", re.IGNORECASE)
_OURS = (EventCoderError, FileNotFoundError, FileExistsError, MemoryError)  # what a store's callers understand
_DENIED = "see that the credentials are right, and that they allow to list, read, write and delete there"
_TROUBLE = "see that the service can be reached, and that its credentials are given; the next run carries on from here"

log = logging.getLogger(__name__)


class Remote:
    """The same file system, by the same names; only its failures are others.

    A service's errors are of any class, which its package alone knows: all are caught but those that tell whether a
    file is there.
    """

    def __init__(self, fs: Any, url: str) -> None:
        self._fs, self._url = fs, url

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._fs, name)
        if not callable(found):
            return found

        @functools.wraps(found)
        def told(*arguments: Any, **options: Any) -> Any:
            with _telling(self._url):
                return found(*arguments, **options)

        return told


@contextlib.contextmanager
def _telling(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if _NO_BUCKET.search(str(error)):
            raise UsageError(_what(error), url, "make it first, or give another output") from error
        if isinstance(error, _OURS):
            raise
        log.debug("the traceback", exc_info=True)
        raise RunFailed(_what(error), url, _DENIED if isinstance(error, PermissionError) else _TROUBLE) from error


def _what(error: Exception) -> str:
    said = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return f"cannot be read or written: {' '.join(str(said).split())}"
