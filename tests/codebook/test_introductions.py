"""Whom an article introduces, and by which names it may be called then."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.actors.appositions import abbreviations, appositions, name_words
from pipeline.codebook.actors.article import Article
from pipeline.codebook.actors.coding import code_actor
from pipeline.codebook.actors.context import Context
from pipeline.codebook.actors.introductions import Introductions, text_of
from pipeline.codebook.actors.reader import ActorBook, read_actors
from pipeline.errors import Fault
from pipeline.mentions import Arg, Mention
from tests.codebook.actor_phrases import phrase

SAMPLE = Path(__file__).with_name("actors_sample.yml")
WHEN = date(2019, 6, 1)


@pytest.fixture(scope="module")
def book() -> ActorBook:
    faults: list[Fault] = []
    return read_actors([SAMPLE], faults, SAMPLE.parent)


def arg(text: str, start: int = 0) -> Arg:
    words = phrase(text)
    head = next(word for word in words if word.part == "head")
    return Arg("subject", start, start + len(text), head.lemma, head.pos, None, words)


def introduced(book: ActorBook, *phrases: str, text: str = "", headline: str = "") -> Introductions:
    args = [arg(one, number * 100) for number, one in enumerate(phrases)]
    return Introductions(args, text, headline, book, lambda words: code_actor(words, WHEN, book))


def called(book: ActorBook, name: str, *phrases: str, text: str = "") -> str | None:
    return code_actor(phrase(name), WHEN, book, Context(None, introduced(book, *phrases, text=text))).code


@pytest.mark.parametrize("name", ["Mwangi", "Mr. Mwangi", "Josphat Mwangi"])
def test_surnames_stand_for_those_introduced(book: ActorBook, name: str) -> None:
    assert called(book, name, "Kenya 's military intelligence chief Josphat Mwangi") == "KENMILSPY"


def test_another_bearer_of_the_surname_is_not_meant(book: ActorBook) -> None:
    assert called(book, "Paul Mwangi", "Kenya 's military intelligence chief Josphat Mwangi") is None


def test_a_surname_of_two_stands_for_nobody(book: ActorBook) -> None:
    assert called(book, "Mwangi", "Kenyan/ADJ soldier Josphat Mwangi", "Kenyan/ADJ policeman Paul Mwangi") is None


def test_a_later_mention_tells_of_an_earlier_one(book: ActorBook) -> None:
    listed = introduced(book, "Josphat Mwangi", "Josphat Mwangi ; appos a Kenyan/ADJ soldier")
    assert listed["mwangi"].code == "KENMIL"
    assert listed["mwangi"].resolution == "surname"
    assert listed["josphat mwangi"].resolution == "name"


def test_an_unknown_bearer_of_a_famous_surname_is_not_the_famous_one(book: ActorBook) -> None:
    assert called(book, "Johnson", "Michael Johnson") is None
    assert called(book, "Johnson") == "GBRGOV"


def test_an_unlisted_member_stands_for_the_group(book: ActorBook) -> None:
    assert called(book, "Omar", "Hamas spokesman Sami Omar") == "PSEREBHAM"


def test_plain_text_introduces_whom_no_argument_names(book: ActorBook) -> None:
    for text in ("Josphat Mwangi, a Kenyan soldier, won.", "A Kenyan soldier, Josphat Mwangi, won."):
        assert called(book, "Mwangi", text=text) == "KENMIL"
    assert introduced(book, headline="Josphat Mwangi, the Kenyan soldier, ")["mwangi"].code == "KENMIL"


def test_abbreviations_in_brackets_stand_for_the_group(book: ActorBook) -> None:
    text = "Troops of the Syrian Democratic Forces (SDF) advanced."
    assert called(book, "SDF fighters", text=text) == "SYRREB"
    assert called(book, "SDF") is None
    assert introduced(book, text=text)["sdf"].resolution == "abbreviation"


def test_nobody_is_introduced_by_common_nouns(book: ActorBook) -> None:
    assert dict(introduced(book, "the police", text="The police, the soldiers and others came.")) == {}


def test_titles_are_those_before_and_after_the_name(book: ActorBook) -> None:
    (person,) = introduced(book, "Kenyan/ADJ general Josphat Mwangi ; appos the army chief of staff").listed
    assert [title.head for title in person.titles] == ["general", "chief"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jan Novotny, the Czech minister, spoke.", ["Jan Novotny the Czech minister"]),
        ("Norway's premier, Ingrid Solheim, spoke.", ["Norway's premier Ingrid Solheim"]),
        ("Jan Novotny, who is ill, spoke.", []),
        ("Jan Novotny, said an aide, spoke.", []),
    ],
)
def test_appositions_in_plain_text(text: str, found: list[str]) -> None:
    assert [text_of(one.phrase) for one in appositions(text)] == found


def test_abbreviations_in_plain_text() -> None:
    text = "The Union of Chadian Teachers (UCT) and Amnesty (in London) spoke."
    assert list(abbreviations(text)) == [("The Union of Chadian Teachers", "UCT")]
    assert [word.part for word in name_words("Union of Chadian Teachers")] == ["head", "prep", "prep", "prep"]


def test_an_article_codes_names_by_what_it_introduces(book: ActorBook) -> None:
    told = (arg("Kenyan/ADJ soldier Josphat Mwangi"), arg("Mwangi", 100))
    mention = Mention("d", 0, 0, "win", "won", "VERB", None, 90, 93, "asserted", False, None, None, told)
    article = Article(WHEN, book, None, [mention])
    assert [article.code(one).resolution for one in told] == ["role", "surname"]
