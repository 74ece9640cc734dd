"""What reads text takes about linear time, whatever is repeated in it: code that does not would hang here."""

from datetime import date

import pytest

from pipeline.resolve.counts import casualties
from pipeline.resolve.when import find_dates
from pipeline.stages.cleaning import clean_line, clean_text
from pipeline.stages.datelines import find_dateline
from pipeline.stages.ingest import read_date, text_digest
from pipeline.stages.language import is_english
from pipeline.stages.sentences import MAX_CHARACTERS, _sentences

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


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "<p>x", "LIMA, May 9 (EFE) "])
def test_of_documents(piece: str, before: str) -> None:
    text = before + piece * (100_000 // len(piece)) + "x"
    list(_sentences(clean_text(text), 0))
    for read in (clean_line, find_dateline, is_english, read_date, text_digest):
        read(text)


@pytest.mark.parametrize("piece", PIECES + COUNTED)
def test_of_sentences(piece: str) -> None:
    text = piece * (MAX_CHARACTERS // len(piece))
    find_dates(text, date(2026, 3, 2))
    casualties(text)
