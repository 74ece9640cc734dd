"""Title case becomes ordinary case, names stay."""

import pytest

from pipeline.grammar.headline import is_titled, joining_comma, lower
from tests.grammar.reading import slots

_VERBS = frozenset({"slaps", "condemns", "frees", "shuts", "trade", "cross", "house", "killing", "claims"})


@pytest.mark.parametrize(
    ("line", "ordinary"),
    [
        ("EU Slaps New Sanctions on Russian Banks", "EU slaps New sanctions on Russian Banks"),
        ("White House Condemns Attack on Convoy", "White House condemns attack on convoy"),
        ("Chad Shuts Border With Sudan", "Chad shuts border with Sudan"),
        ("Islamic State Claims Kabul Bombing", "Islamic State claims Kabul bombing"),
        ("Hamas Frees Three Imams", "Hamas frees Three imams"),
    ],
)
def test_ordinary_case(line: str, ordinary: str) -> None:
    assert is_titled(line.split())
    assert " ".join(lower(line.split(), _VERBS.__contains__, frozenset({"imams"}))) == ordinary


@pytest.mark.parametrize(
    "line",
    [
        "Prime Minister Mark Rutte met Emmanuel Macron .",
        "President Joko Widodo praised Governor Anies Baswedan",
        "IRAN REJECTS OFFER OF TALKS",
        "South Sudan Peace Monitoring Commission .",
        "Modi meets Biden",
    ],
)
def test_other_lines_are_left(line: str) -> None:
    assert not is_titled(line.split())


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (
            "Police Arrest Opposition Leader in Harare",
            "Arrest",
            ["subject: Police", "object: Opposition Leader in Harare"],
        ),
        ("UN Urges Sudan Generals to Stop Fighting", "Urges", ["subject: UN", "object: Sudan Generals"]),
        ("Taliban Threaten Pakistan With Reprisals", "Threaten", ["subject: Taliban", "object: Pakistan"]),
        ("TALIBAN THREATEN PAKISTAN WITH REPRISALS.", "THREATEN", ["subject: TALIBAN", "object: PAKISTAN"]),
    ],
)
def test_slots_of_headlines(sentence: str, trigger: str, expected: list[str]) -> None:
    found = slots(sentence, trigger)
    assert [slot for slot in expected if slot not in found] == [], found


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("Biden , Xi meet in Lima", True),
        ("Iran , Saudi Arabia trade barbs", True),
        ("Biden , Xi meeting in Lima", False),
        ("Lima , Peru reports a strike", False),
        ("Biden , Xi meet in Lima .", False),
        ("Talks , Xi says , go on", False),
        ("In Lima , Xi met Biden", False),
    ],
)
def test_comma_for_and(line: str, joined: bool) -> None:
    assert joining_comma(line.split(), {"meet", "trade", "report", "say"}.__contains__) == (1 if joined else None)


def test_both_who_are_joined_by_a_comma_do_it() -> None:
    assert slots("China, Russia hold joint drills", "hold")[:2] == ["subject: China", "subject: Russia"]
