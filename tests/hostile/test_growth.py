"""What reads text takes about linear time, whatever is repeated in it."""

import gzip
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import shake_256
from pathlib import Path

import pytest
import zstandard

from pipeline.resolve.counts import casualties
from pipeline.resolve.when import find_dates
from pipeline.stages.cleaning import clean_line, clean_text
from pipeline.stages.datelines import find_dateline
from pipeline.stages.files import chunks, lines
from pipeline.stages.ingest import read_date, text_digest
from pipeline.stages.language import is_english
from pipeline.stages.sentences import MAX_CHARACTERS, _sentences
from tests.default_words import TEXT_WORDS
from tests.growth import TIMES, grows_linearly

PIECES = [
    " ",
    "\n",
    " \n",
    "\r",
    "\t\u00a0",
    ".",
    "...",
    '?"',
    "“",
    "'",
    "A. ",
    "Mr. ",
    "a.a.",
    "No. ",
    "p.m. ",
    "-",
    "—",
    ": ",
    ", ",
    "1,",
    "1. ",
    "• ",
    "a\n",
    "\u0301",
    "\u200b",
    "🎉",
    "北",
    "x",
    "Xx ",
    "(A ",
    "a) ",
    "])",
    "<",
    "<a ",
    "</p>",
    "<br> ",
    "<!--",
    "&#",
    "&amp;",
    "Ã©",
    "12:00 ",
]
COUNTED = [
    "10 killed and ",
    "1 ",
    "1,000-",
    "(",
    "killed ",
    "total of ",
    "fatalities ",
    "on Monday ",
    "2 May ",
    "2026-03-",
    "since ",
    "and 5 ",
]


def split(text: str) -> None:
    list(_sentences(clean_text(text), 0))


def dates(text: str) -> None:
    find_dates(text, date(2026, 3, 2))


def one_line(path: Path) -> None:
    with path.open("rb") as raw:
        assert len(list(lines(chunks(path, raw)))) == 1


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "<p>x", "LIMA, May 9 (EFE) "])
def test_of_documents(piece: str, before: str) -> None:
    small, large = (before + piece * (size // len(piece)) + "x" for size in (25_000, 25_000 * TIMES))
    for read in (split, clean_line, find_dateline, is_english, read_date, text_digest):
        assert grows_linearly(read, small, large), read


@pytest.mark.parametrize("piece", PIECES + COUNTED)
def test_of_sentences(piece: str) -> None:
    small = piece * (MAX_CHARACTERS // len(piece))
    for read in (dates, partial(casualties, words=TEXT_WORDS)):
        assert grows_linearly(read, small, small * TIMES), read


@pytest.mark.parametrize(
    ("ending", "pack"), [(".jsonl", bytes), (".jsonl.gz", gzip.compress), (".jsonl.zst", zstandard.compress)]
)
def test_of_files_of_one_line(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    small, large = tmp_path / f"small{ending}", tmp_path / f"large{ending}"
    for path, mebibytes in ((small, 2), (large, 2 * TIMES)):
        path.write_bytes(pack(shake_256().hexdigest(mebibytes * 2**19).encode()))
    assert grows_linearly(one_line, small, large)


def test_quadratic_code_is_told() -> None:
    small, large = " " * 5_000 + "x", " " * 5_000 * TIMES + "x"
    assert not grows_linearly(re.compile(" +$").search, small, large)
