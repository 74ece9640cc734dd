"""CSV and TSV → rows. A quotation mark that was forgotten costs its own row, not those that follow."""

import csv
import logging
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.stages import grounds
from pipeline.stages.fields import has_known_name, read_date
from pipeline.stages.files import MAX_RECORD_BYTES, Unusable
from pipeline.terminal import plain

_DELIMITERS = ",;\t|"
_TOLD = re.compile(rf'"?sep=([{_DELIMITERS}])"?\s*', re.IGNORECASE)  # Excel's own first line
_LONGEST_NAME = 100  # of a column

log = logging.getLogger(__name__)


def delimited_rows(texts: Iterable[str], shown: str = "") -> Iterator[tuple[int, Mapping[str, Any] | Unusable]]:
    """(line, fields by the header's names) from lines of text; quoted fields may hold line breaks.

    The delimiter is the one that a line "sep=;" before the header tells, else the one that the header has most of. Of
    columns with one name the first counts, and a warning calls the file as `shown`. A row that is broken, or has more
    or fewer fields than the header, is an Unusable.
    """
    csv.field_size_limit(MAX_RECORD_BYTES)  # the module's own limit of 131,072 is below a long article
    lines = _Lines(texts)
    rows = csv.reader(lines, delimiter=_delimiter(lines), strict=True)
    header: list[str] = []
    while True:
        number, row = lines.begin(), _next_row(rows)
        if row is None:
            return
        if isinstance(row, Unusable):
            lines.give_back()
            yield number, row
        elif not header:
            header = row
            _warn_of_repeated(header, shown)
            if _is_article(header):
                yield number, Unusable(grounds.NO_ID, "CSV must begin with a line of names such as id, date, text")
        elif row:
            yield number, _named(header, row)


def _delimiter(lines: "_Lines") -> str:
    """Found in the first line, which is taken where it tells nothing else."""
    first = lines.peek()
    told = _TOLD.fullmatch(first)
    if told:
        next(lines)
        return told[1]
    return max(_DELIMITERS, key=first.count)


def _is_article(header: list[str]) -> bool:
    """Is this first line no header, but the first article of a file without one?"""
    return not has_known_name(header, {}) and any(len(cell) > _LONGEST_NAME or read_date(cell) for cell in header)


def _warn_of_repeated(header: list[str], shown: str) -> None:
    twice = [name for name, n in Counter(header).items() if n > 1 and name]
    if twice:
        names = ", ".join(plain(name, 50) for name in twice[:5])
        log.warning("%s: the header has more than one column %s: the first counts", plain(shown, 500), names)


class _Lines:
    """Lines, counted from 1, those of a row that turns out to be broken given back but for the first."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._before = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._texts)
        self._taken.append(line)
        return line

    def peek(self) -> str:
        """The first line, which stays to be read; empty where there is none."""
        self._waiting.extend([line] if (line := next(self._texts, None)) is not None else [])
        return self._waiting[0] if self._waiting else ""

    def begin(self) -> int:
        """A row begins: the number of its first line."""
        self._before += len(self._taken)
        self._taken = []
        return self._before + 1

    def give_back(self) -> None:
        """Only the row's first line was bad."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]


def _next_row(rows: Iterator[list[str]]) -> list[str] | Unusable | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        return Unusable(grounds.BROKEN_LINE, str(error))


def _named(header: list[str], row: list[str]) -> Mapping[str, Any] | Unusable:
    if len(row) != len(header):
        return Unusable(grounds.BROKEN_LINE, f"{len(row)} fields where the header has {len(header)}")
    return dict(zip(reversed(header), reversed(row), strict=True))  # of columns with one name the first stays
