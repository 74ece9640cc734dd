"""Phrases of news with the day and precision that a reader gives them, written down before they were tried."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.resolve.when import event_date, find_dates, last_day

GOLDEN = Path(__file__).parents[1] / "golden" / "dates.tsv"


class Row(NamedTuple):
    published: date
    planned: bool
    before: list[str]
    sentence: str
    deed: int
    day: date
    precision: int


def _case(line: str) -> object:
    misses = [pytest.mark.xfail(reason=why, strict=True) for why in line.split("\t")[5:]]
    row = _row(line)
    return pytest.param(row, id=row.sentence[:60], marks=misses)


def _row(line: str) -> Row:
    published, told, text, day, precision, *_ = line.split("\t")
    *before, sentence = text.split("||")
    plain, deed = sentence.replace("*", ""), sentence.index("*")
    days = date.fromisoformat(published), date.fromisoformat(day)
    return Row(days[0], told == "planned", before, plain, deed, days[1], int(precision))


LINES = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("row", [_case(line) for line in LINES])
def test_day_and_precision(row: Row) -> None:
    anchor = last_day(row.before, row.published)
    found = find_dates(row.sentence, row.published, anchor)
    assert event_date(found, row.published, row.deed, row.planned)[:2] == (row.day, row.precision)
