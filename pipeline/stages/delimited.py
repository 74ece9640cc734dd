"""CSV and TSV → rows. A quotation mark that was forgotten costs its own row, not those that follow."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.stages import grounds
from pipeline.stages.files import MAX_RECORD_BYTES, Unusable

_DELIMITERS = ",;\t|"


def delimited_rows(texts: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any] | Unusable]]:
    """(line, fields by the header's names) from lines of text; quoted fields may hold line breaks.

    The delimiter is the one that the header has most of. A row that is broken, or has more or fewer fields than the
    header, is an Unusable.
    """
    csv.field_size_limit(MAX_RECORD_BYTES)  # the module's own limit of 131,072 is below a long article
    lines = _Lines(texts)
    rows = csv.reader(lines, delimiter=max(_DELIMITERS, key=lines.peek().count), strict=True)
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
        elif row:
            yield number, _named(header, row)


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
    return dict(zip(header, row, strict=True))
