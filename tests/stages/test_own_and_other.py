"""Whose "its" and "their" are in what somebody acts on, and that nobody does a deed to himself."""

import pytest

from tests.stages.coding import events


def sides(text: str, trigger: str) -> set[tuple[str | None, str | None]]:
    return {(row["source_code"], row["target_code"]) for row in events(text) if row["trigger_text"] == trigger}


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Turkey threatened Greece, and Cyprus put its forces on alert.", "put", "CYP"),
        ("Kuwait protested to Iraq. Iraq's parliament passed its budget.", "passed", "IRQLEG"),
        ("Thailand shelled Cambodia, and Cambodia told its people to flee.", "told", "KHM"),
        ("Nigeria shelled a village in Chad. Cameroon urged its citizens to leave the area.", "urged", "CMR"),
        ("Egypt warned Sudan on Friday. Ethiopia arrested its own generals.", "arrested", "ETH"),
        ("Syria shelled the Golan Heights. Israel withdrew its troops.", "withdrew", "ISR"),
        ("Iran said Iraq had recalled its ambassador.", "recalled", "IRQ"),
        ("Rwanda accused Congo of spying. Burundi praised its ally.", "praised", "BDI"),
        ("Germany expelled two Russian spies. The Kremlin summoned its ambassador.", "summoned", "RUSGOV"),
    ],
)
def test_what_is_the_doers_own_is_nobody_elses(text: str, trigger: str, source: str) -> None:
    assert sides(text, trigger) == {(source, None)}


@pytest.mark.parametrize(
    ("text", "trigger", "source", "target"),
    [
        ("Kuwait condemned the raid. Iran said Iraq had attacked its tankers.", "attacked", "IRQ", "IRNBUS"),
        ("India protested. Pakistan said India had expelled its diplomats.", "expelled", "IND", "PAKGOV"),
        ("Two days after rebels killed a governor, the army bombed their camp.", "bombed", "MIL", "REB"),
        ("Moldova's Socialist Party is banned. Romania expelled its leader.", "expelled", "ROU", "MDAPTY"),
    ],
)
def test_what_is_anothers(text: str, trigger: str, source: str, target: str) -> None:
    assert (source, target) in sides(text, trigger)


@pytest.mark.parametrize(
    "text",
    [
        "Australia said the United States lifted U.S. barriers to its beef.",
        "The Pentagon moved warships of the United States into the gulf.",
        "Israel released 50 prisoners in exchange for three hostages held by Hamas.",
    ],
)
def test_nobody_acts_on_himself(text: str) -> None:
    pairs = [(row["source_code"], row["target_code"]) for row in events(text)]
    assert pairs
    assert not [pair for pair in pairs if pair[0] == pair[1]]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Iranian government arrested opposition activists.", ("IRNGOV", "IRNOPP")),
        ("Kenya's police beat protesters.", ("KENCOP", "KENOPP")),
        ("Myanmar released 2,000 prisoners.", ("MMR", "MMRCVL")),
    ],
)
def test_what_is_done_at_home_stays(text: str, pair: tuple[str, str]) -> None:
    assert pair in {(row["source_code"], row["target_code"]) for row in events(text)}


def test_who_is_given_up_for_others_is_not_of_the_state_that_gives_them_up() -> None:
    text = "Israel released 50 prisoners in exchange for three hostages held by Hamas."
    assert sides(text, "released") == {("ISR", "CVL")}


def test_a_group_behind_by_is_no_place() -> None:
    text = "Israel freed 50 Palestinian prisoners in exchange for three hostages held by Hamas."
    assert {row["location"] for row in events(text)} == {"Israel"}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The coast guard seized a Chinese trawler.", ("MIL", "CHNAGR")),
        ("A statement by the foreign ministry condemned the Syrian raid.", ("GOV", "SYR")),
        ("The Syrian foreign ministry condemned the Syrian rebels.", ("SYRGOV", "SYRREB")),
    ],
)
def test_those_who_deal_with_other_states_are_not_of_their_opponents(text: str, pair: tuple[str, str]) -> None:
    assert pair in {(row["source_code"], row["target_code"]) for row in events(text)}


def test_who_has_no_country_acts_beside_a_state() -> None:
    text = "The United Nations and the United States urged Israel to open the crossing."
    assert sides(text, "urged") == {("IGOUNO", "ISR"), ("USA", "ISR")}


def test_of_several_states_each_harms_the_others_people() -> None:
    text = "Indian and Pakistani troops traded fire, killing two Indians."
    assert sides(text, "killing") == {("PAKMIL", "IND")}


def test_demands_are_not_of_the_side_that_rejects_them() -> None:
    text = "Serbian police held 14 people, the interior ministry said. The prime minister rejected their demands."
    assert sides(text, "rejected") == {("SRBGOV", None)}


def test_whom_police_act_against_are_people() -> None:
    text = "Serbian protesters threw eggs at the ministry, and riot police used pepper spray against them."
    assert sides(text, "used") == {("SRBCOP", "SRBOPP")}


def test_an_envoy_is_the_ambassador() -> None:
    text = "Bangladesh summoned Myanmar's ambassador. Guards searched the envoy."
    assert {row["target_code"] for row in events(text) if row["sentence_id"] == 1} <= {"MMRGOV"}
    text = "Bangladesh summoned Myanmar's ambassador. Dhaka also accused the envoy of lying."
    assert sides(text, "accused") == {("BGD", "MMRGOV")}


def test_a_strike_that_killed_is_one_event() -> None:
    (row,) = events("An Israeli air strike killed a Hezbollah commander on Saturday.")
    assert row["target_text"] == "a Hezbollah commander"
