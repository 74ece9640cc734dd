"""Incidents of whole articles: what is another deed, what is told by the way, what counts other dead."""

import pytest

from tests.stages.coding import incidents

LEAD = "A suicide bomber blew himself up at a barracks in Baidoa on Monday, killing nine soldiers, officials said. "
END = (
    "The president condemned the violence. Hospitals asked for blood. Shops stayed closed. The UN voiced concern. "
    "Schools will open again next week."
)


def types(text: str) -> list[str]:
    return [found["sub_event_type"] for found in incidents(text)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Hours earlier, mortar shells hit a market, wounding four people. ", "Shelling/artillery/missile attack"),
        ("In a separate attack, gunmen shot dead two clerics. ", "Attack"),
        ("Separately, gunmen killed a judge. ", "Attack"),
    ],
)
def test_a_deed_that_is_said_to_be_another_is_one(sentence: str, kind: str) -> None:
    assert types(LEAD + sentence + END) == ["Suicide bomb", kind]


@pytest.mark.parametrize(
    "sentence", ["The bomber drove a truck into the gate. ", "Minutes later, gunmen attacked the barracks. "]
)
def test_what_goes_on_about_a_deed_is_no_other(sentence: str) -> None:
    assert types(LEAD + sentence + END) == ["Suicide bomb"]


def test_those_who_march_are_not_those_who_looted() -> None:
    text = "Looters ransacked shops in Lilongwe on Monday. Some 90 traders rallied outside parliament for protection. "
    assert types(text + END) == ["Mob violence", "Peaceful protest"]


def test_arrests_over_the_violence_are_no_part_of_a_peaceful_march() -> None:
    text = (
        "Students hurled stones at police in Dakar on Sunday, who fired tear gas. On Monday, nurses held a sit-in in"
        " Thies to demand higher pay. Police detained 30 people in connection with the violence. "
    )
    assert types(text + END)[1:] == ["Peaceful protest"]


def test_the_town_is_that_of_the_deed_before() -> None:
    text = (
        "LAGOS, Aug 2 - Gunmen killed five people in Jos on Sunday. On Monday, hundreds of women demonstrated in front"
        " of the town hall against the killings. "
    )
    assert [found["location"] for found in incidents(text + END)] == ["Jos", "Jos"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dozens of mourners attended the funeral of a boy who was killed last week. ",
        "More than 700 people are killed by gangs in the city every year. ",
        "It was once the front line of a civil war in which 40,000 people died. ",
    ],
)
def test_those_who_died_otherwise_are_not_counted(sentence: str) -> None:
    assert [found["fatalities"] for found in incidents(LEAD + sentence + END)] == [9]


def test_the_day_of_a_truce_is_not_that_of_the_deed_that_breaks_it() -> None:
    text = "Warplanes bombed a camp in Idlib, killing six people, despite a ceasefire that took effect on June 10. "
    (found,) = incidents(text + END)
    assert found["event_date"].isoformat() == "2022-08-02"


def test_films_tell_no_incidents() -> None:
    text = (
        "A new film about a massacre in which soldiers killed 90 villagers opened in Lima on Monday. In the opening"
        " scene, soldiers burn a church. Critics praised the director. It will be shown in Cannes. "
    )
    assert not incidents(text + END)


def test_the_region_of_the_next_sentence_is_nearer_than_the_dateline() -> None:
    text = (
        "N'DJAMENA, Aug 2 - Clashes between herders and farmers in southern Chad killed 20 people on Monday. The"
        " fighting in Logone Occidental province began over a well. "
    )
    assert [found["location"] for found in incidents(text + END)] == ["Logone Occidental"]


def test_those_who_hold_a_rally_are_the_victims_of_whoever_attacks_it() -> None:
    (found,) = incidents("Ruling party supporters with sticks attacked an opposition rally in Lusaka on Monday. " + END)
    assert (found["sub_event_type"], found["inter1"], found["inter2"]) == ("Mob violence", "Rioters", "Protesters")


def test_the_airport_is_the_one_told_of_before() -> None:
    text = (
        "ADDIS ABABA, Aug 2 - Militiamen seized the airport of Lalibela on Sunday. On Monday, the army recaptured the"
        " airport. "
    )
    assert [found["location"] for found in incidents(text + END)] == ["Lalibela", "Lalibela"]


@pytest.mark.parametrize(
    "text",
    [
        "Opposition deputies walked out of the chamber in protest on Monday. ",
        "Dozens of senators stormed out in protest at the bill in Manila on Monday. ",
    ],
)
def test_deputies_who_walk_out_demonstrate_nothing(text: str) -> None:
    assert not incidents(text + END)
