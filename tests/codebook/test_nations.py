"""The state that an article is about, by its text and its headline, with the shipped lists."""

from datetime import date

import pytest

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.actors.nations import focus, focus_by_headline, joined_nations
from pipeline.codebook.load import default_codebooks, load_codebook
from tests.codebook.actor_phrases import phrase

DAY = date(1986, 5, 1)
TIED = "Norway and Chad signed a treaty. Norwegian firms will build roads for Chadian farmers."


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_codebook(default_codebooks()).actors


@pytest.mark.parametrize(
    ("headline", "text", "country"),
    [
        ("", TIED, None),
        ("NORWAY SIGNS ROADS TREATY", TIED, "NOR"),
        ("NORWAY AND CHAD SIGN TREATY", TIED, None),
        ("PERU WELCOMES ROADS TREATY", TIED, None),
        ("GORBACHEV PRAISES CHAD", f"{TIED} The Soviet Union praised them.", None),
        ("CABINET RESIGNS IN NORWAY", "The cabinet resigned.", "NOR"),
        ("PERU", "Norway's cabinet resigned.", "NOR"),
    ],
)
def test_the_headline_decides_between_states_of_the_text(
    book: ActorBook, headline: str, text: str, country: str | None
) -> None:
    assert focus_by_headline(headline, text, DAY, book) == country


def test_a_text_alone_is_about_the_state_that_it_mostly_names(book: ActorBook) -> None:
    assert focus("Norway fined a firm. Norwegian police had searched it in Chad.", book) == "NOR"
    assert focus("A firm was fined.", book) is None


def test_a_bracket_does_not_end_a_list_of_states(book: ActorBook) -> None:
    words = phrase("ministers/NOUN* ; prep from Norway , Peru and the United Arab Emirates ( UAE")
    words = tuple(word._replace(lemma="minister") if word.form == "ministers" else word for word in words)
    assert len(joined_nations(words, book)) == 3


def test_a_state_with_a_hyphen_is_one(book: ActorBook) -> None:
    assert joined_nations(phrase("the army/NOUN* ; poss Guinea - Bissau"), book, deed=True) == []
    assert len(joined_nations(phrase("talks/NOUN* ; compound India - Pakistan"), book, deed=True)) == 2
