"""People, groups and states before, in and after their time: `tests/golden/dated_actors.tsv`, by the shipped lists.

Each row holds a name, a day and the code that facts give it on that day, "-" for nobody.
"""

from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.actors.coding import EMPTY, code_actor
from pipeline.codebook.load import default_codebooks, load_codebook
from tests.codebook.actor_phrases import phrase

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "golden" / "dated_actors.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_codebook(default_codebooks()).actors


def test_there_are_enough_rows_of_names_that_change() -> None:
    assert len(ROWS) >= 120
    assert len({name for name, _, _ in ROWS}) >= 50


@pytest.mark.parametrize(("name", "day", "code"), ROWS)
def test_a_name_is_coded_as_what_it_was_that_day(book: ActorBook, name: str, day: str, code: str) -> None:
    assert (code_actor(phrase(name), date.fromisoformat(day), book, EMPTY).code or "-") == code
