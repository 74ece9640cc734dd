"""Names that hold a place's name and are none, and true places: written down before they were tried."""

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.where import locate
from tests.default_words import TEXT_WORDS

GOLDEN = Path(__file__).parents[1] / "golden" / "placenames.tsv"


class Row(NamedTuple):
    is_place: bool
    text: str
    start: int
    end: int


def _row(line: str) -> Row:
    kind, text, *_ = line.split("\t")
    start = text.index("*")
    return Row(kind == "place", text.replace("*", ""), start, text.rindex("*") - 1)


def _case(line: str) -> object:
    row = _row(line)
    misses = [pytest.mark.xfail(reason=why, strict=True) for why in line.split("\t")[2:]]
    return pytest.param(row, id=row.text[:60], marks=misses)


LINES = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("row", [_case(line) for line in LINES])
def test_place_or_name(gazetteer: Gazetteer, row: Row) -> None:
    found = locate(gazetteer.find(row.text, TEXT_WORDS))
    if row.is_place:
        assert found is not None and found.start == row.start
    else:
        assert found is None or found.end <= row.start or found.start >= row.end


def test_seas_have_no_country(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer.find("Pirates boarded a tanker in the Gulf of Aden.", TEXT_WORDS))
    assert found is not None
    assert (found.place.name, found.place.kind, found.place.country, found.precision) == ("Gulf of Aden", "sea", "", 3)


def test_lands_that_are_no_division_have_one(gazetteer: Gazetteer) -> None:
    found = locate(gazetteer.find("Gunmen burned villages in Darfur.", TEXT_WORDS))
    assert found is not None
    assert (found.place.name, found.place.kind, found.place.country, found.precision) == ("Darfur", "land", "SDN", 3)
