"""Topics: how words weigh against who takes part in a deed."""

import pytest

from pipeline.codebook.actors.context import UNKNOWN, Coding
from pipeline.codebook.topics.reader import read_topics
from pipeline.codebook.topics.topics import MANY, Party, Topics, Weighed
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import Fault
from pipeline.mentions import Word

TEXT = """
public: [GOV, COP]
earnest: ["14"]
earnest_words: [sanctions, mob, treaty]
public_only: ["01"]
public_matters: ["04", "14"]
known_matters: ["12", "14"]
article_matters: ["12"]
sides: {police: COP, Rebel group: GOV}
topics:
  - id: sport
    points: {article: "5", nobody: "1", unnamed: "2", earnest: "3", states: "4", incident: "2"}
    scores: "yes"
    strong: [goalkeeper, World Cup, Ashes]
    weak: [match, fan, fans]
  - id: weather
    points: {}
    things: "yes"
    strong: [storm]
  - id: trade
    points: {nobody: "2"}
    actors: [BUS]
  - id: theft
    points: {nobody: "2", states: "4"}
    private: [COP, role.mayor]
    abroad: "yes"
    strong: [burglar]
  - id: history
    points: {public: "2"}
    past: "yes"
    weak: [king]
"""
STATE = Coding("FRA", "FRA", (), "France", "cty.fra")
POLICE = Coding("FRACOP", "FRA", ("COP",))
MAYOR = Coding("FRAGOV", "FRA", ("GOV",), noun="role.mayor")
FIRM, TURK = Coding("BUS", None, ("BUS",)), Coding("TUR", "TUR", how="country from adjective 'Turkish'")


@pytest.fixture(scope="module")
def topics() -> Topics:
    faults: list[Fault] = []
    read = read_topics(parse_yaml(TEXT, "topics.yml"), "topics.yml", faults)
    assert not faults
    return read


def party(coding: Coding = UNKNOWN, head: str = "somebody") -> Party:
    return Party((Word(head, head, "NOUN", "head"),), coding)


NONE, NAMED = Party((), UNKNOWN), Party((Word("Ruritania", "Ruritania", "PROPN", "head"),), UNKNOWN)


@pytest.mark.parametrize(
    ("text", "code", "source", "target", "topic"),
    [
        ("the match", "190", party(), party(), "sport (match)"),
        ("matches", "190", party(), party(), "sport (match)"),
        ("no such word", "190", party(), party(), None),
        ("the match", "190", NONE, party(), None),
        ("the match of a fan", "190", NONE, party(), "sport (match, fan)"),
        ("the fans", "190", NONE, party(), None),
        ("won 41-7", "190", NONE, party(), "sport (41-7)"),
        ("won 2–2", "190", NONE, party(), "sport (2–2)"),
        ("15-20 people in 2021-22", "190", NONE, party(), None),
        ("a 23-year-old", "190", NONE, party(), None),
        ("in 1842", "190", party(POLICE), party(), "history (in 1842)"),
        ("In 1066", "190", party(POLICE), party(), "history (In 1066)"),
        ("in 1989, 1842 people", "190", party(POLICE), party(), None),
        ("the match, the match", "190", NONE, party(), None),
        ("the match", "190", party(), party(STATE), "sport (match)"),
        ("the match", "190", party(STATE), party(), None),
        ("a goalkeeper at the World Cup", "190", party(STATE), party(), "sport (goalkeeper, World Cup)"),
        ("a goalkeeper at the World Cup", "190", party(POLICE), party(), None),
        ("the match", "141", party(), party(), None),
        ("the match, a goalkeeper", "141", party(), party(), "sport (match, goalkeeper)"),
        ("a goalkeeper at the World Cup", "141", party(STATE), party(), None),
        ("the match, sanctions", "190", party(), party(), None),
        ("a goalkeeper at the World Cup: sanctions", "141", party(), party(), None),
        ("the storm", "190", party(head="storm"), party(STATE), "weather (storm)"),
        ("the storm", "190", party(), party(head="storm"), "weather (storm)"),
        ("the storm", "190", party(POLICE), party(head="storm"), None),
        ("firms", "190", party(FIRM), party(FIRM), "trade ()"),
        ("firms", "190", party(FIRM), party(), None),
        ("a burglar", "173", party(POLICE), party(), "theft (burglar)"),
        ("a burglar", "173", party(POLICE), party(TURK), None),
        ("a burglar", "173", party(MAYOR), party(), "theft (burglar)"),
        ("no such word", "010", party(), party(STATE), "a statement of nobody public"),
        ("no such word", "010", party(STATE), party(), None),
    ],
)
def test_words_weigh_against_who_takes_part(
    topics: Topics, text: str, code: str, source: Party, target: Party, topic: str | None
) -> None:
    assert topics.leaves_out(code, source, target, topics.weigh(text)) == topic


@pytest.mark.parametrize(
    ("text", "sides", "topic"),
    [
        ("the match of a fan", [], "sport (match, fan)"),
        ("the match", [], None),
        ("the match of a fan", [("civilians", "Civilians")], "sport (match, fan)"),
        ("the match of a fan", [("rebels", "Rebel group")], None),
        ("the match of a fan", [("police", "State forces")], None),
    ],
)
def test_incidents_whose_sides_are_named_stay(
    topics: Topics, text: str, sides: list[tuple[str, str]], topic: str | None
) -> None:
    assert topics.leaves_out_incident("19", sides, topics.weigh(text)) == topic


@pytest.mark.parametrize(
    ("code", "source", "target", "private"),
    [
        ("040", party(), party(), True),
        ("040", party(), party(STATE), True),
        ("040", party(STATE), party(), False),
        ("040", party(), party(POLICE), False),
        ("040", party(TURK), party(Coding("GRC", "GRC")), False),
        ("141", party(), party(), False),
        ("190", party(), party(), False),
        ("120", party(), party(), True),
        ("120", NONE, NAMED, False),
        ("120", party(FIRM), NONE, False),
    ],
)
def test_who_meets_whom_is_private(topics: Topics, code: str, source: Party, target: Party, private: bool) -> None:
    assert topics.is_private(code, source, target) == private


@pytest.mark.parametrize(
    ("code", "source", "target", "left_out"),
    [("120", NAMED, NONE, True), ("120", NONE, party(POLICE), False), ("190", NONE, NONE, False)],
)
def test_articles_tell_of_nobody(topics: Topics, code: str, source: Party, target: Party, left_out: bool) -> None:
    assert topics.is_nobodys(code, source, target) == left_out


def test_articles_need_many_words(topics: Topics) -> None:
    assert topics.off_topic("A goalkeeper at the World Cup, and the goalkeeper again.") is None
    assert str(topics.off_topic("A goalkeeper and a fan at a match of the World Cup.")).startswith("sport")


@pytest.mark.parametrize(
    ("text", "points"),
    [("Raiders left the village in ashes.", 0), ("England won the Ashes.", 2), ("england won the ashes.", 2)],
)
def test_names_count_with_their_capital(topics: Topics, text: str, points: int) -> None:
    assert sum(found.points for found in topics.weigh(text).evidence) == points


def test_words_in_earnest_outweigh_an_article_s_topic(topics: Topics) -> None:
    sport = "A goalkeeper and a fan at a match of the World Cup."
    assert topics.off_topic(f"{sport} A mob and a treaty.") is not None
    assert topics.off_topic(f"{sport} A mob, a treaty and sanctions.") is None


def test_many_words_in_earnest_make_each_sentence_of_an_article_so() -> None:
    article = Weighed((), MANY)
    assert Weighed((), 0).within(article).earnest == 1
    assert Weighed((), 0).within(article._replace(earnest=MANY - 1)).earnest == 0
    assert Weighed((), 2).within(article).earnest == 2
