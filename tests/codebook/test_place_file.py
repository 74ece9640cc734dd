"""places.yml: what tells a country, and what only looks like one."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.actors.coding import code_actor
from pipeline.codebook.actors.context import Context
from pipeline.codebook.actors.places import enter_places
from pipeline.codebook.actors.reader import ActorBook, read_actors
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import Fault
from tests.codebook.actor_phrases import phrase

SAMPLE = Path(__file__).with_name("actors_sample.yml")
WHEN = date(2019, 6, 1)
PLACES = """
places:
  KEN: [Mombasa, Port Kenya]
  USA: [Syria, Texas]
  SYR: [Idlib]
nowhere: [Gulf of Kenya, Syria fowl, army fair]
namesakes: [Kenya, Kyiv, Port Kenya]
bodies: [Airways]
"""


@pytest.fixture(scope="module")
def book() -> ActorBook:
    faults: list[Fault] = []
    book = read_actors([SAMPLE], faults, SAMPLE.parent)
    enter_places(parse_yaml(PLACES, "places.yml"), "places.yml", book, faults)
    assert faults == []
    return book


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # Whose somebody is
        ("Mombasa police", "KENCOP"),
        ("Mombasa 's police", "KENCOP"),
        ("police ; prep in Mombasa", "KENCOP"),
        ("rebels ; prep in Idlib", "SYRREB"),
        ("Mombasa", None),  # a place is nobody
        ("the town ; prep of Mombasa", None),
        ("a resolution ; prep on Idlib", None),
        ("Mombasa 's residents", "KENCVL"),
        # A state of a federation that shares the name of a country
        ("Syria police", "SYRCOP"),
        ("Syria 's county police", "USACOP"),
        ("governor 's police ; prep of Syria", "USACOP"),
        ("Syria secretary of state police", "USACOP"),
        ("police ; prep in Texas Syria", "USACOP"),
        # People whose names are places
        ("Kenya Moore", None),
        ("Denzel Kenya", None),
        ("Kyiv Moore Sanders", None),
        ("Luis Port Kenya", None),
        ("Kenya 's Moore", "KEN"),
        ("Kenya police", "KENCOP"),
        ("Kenya Airways", "KEN"),
        ("police ; prep in Garissa Kenya", "KENCOP"),
        ("Syria Moore", "SYR"),  # nobody is called Syria
        # Towns that are called as a country, and what is neither
        ("police ; prep in Kenya Texas", "USACOP"),
        ("police ; prep in Kenya 's Texas", "KENCOP"),
        ("Gulf of Kenya police", "COP"),
        ("Syria fowl", None),
        ("the army fair", None),
    ],
)
def test_places_tell_whose_somebody_is(text: str, code: str | None, book: ActorBook) -> None:
    coding = code_actor(phrase(text), WHEN, book)
    assert coding.code == code, coding.how


def test_the_article_tells_which_of_two_places_is_meant(book: ActorBook) -> None:
    assert code_actor(phrase("Syria police"), WHEN, book, Context("USA")).code == "USACOP"
    assert code_actor(phrase("Syria police"), WHEN, book, Context("KEN")).code == "SYRCOP"
    assert code_actor(phrase("Syria"), WHEN, book, Context("USA")).code is None


def test_places_are_still_places(book: ActorBook) -> None:
    assert book.named_in("Police in Mombasa and in Idlib", WHEN) == frozenset()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("towns: [Mombasa]", "unknown key 'towns'"),
        ("places: [Mombasa]", "'places' must name countries, each with a list of places"),
        ("places: {ATL: [Poseidonis]}", "'ATL' is no country of the actor files"),
        ("places: {KEN: Mombasa}", "'KEN' must be a list of names"),
        ("nowhere: Gulf of Kenya", "'nowhere' must be a list of names"),
        ("namesakes: {Kenya: Moore}", "'namesakes' must be a list of names"),
    ],
)
def test_faults_are_told_with_their_line(text: str, what: str) -> None:
    faults: list[Fault] = []
    book = read_actors([SAMPLE], [], SAMPLE.parent)
    enter_places(parse_yaml(f"about: x\n{text}", "places.yml"), "places.yml", book, faults)
    assert [(fault.path, fault.line, fault.what) for fault in faults] == [("places.yml", 2, what)]
