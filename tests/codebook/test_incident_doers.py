"""Who does it: states that strike abroad, states that a deed is called after, armies that tell what they did."""

from datetime import date

import pytest

from pipeline.codebook.incidents.classify import classify
from tests.stages.coding import codebook

DAY = date(2026, 3, 10)
AIR, SHELLING, ATTACK, CLASH = "Air/drone strike", "Shelling/artillery/missile attack", "Attack", "Armed clash"


def told(text, country):
    return classify([text], codebook().incidents, codebook().actors, DAY, country)


def sides(incident):
    return incident.actor1, incident.actor2


@pytest.mark.parametrize(
    ("text", "country", "type_", "actor1"),
    [
        ("Saudi strikes on Hodeida left nine people dead.", "YEM", AIR, "Military Forces of Saudi Arabia (2015-)"),
        ("Ethiopian strikes killed six herders.", "SOM", AIR, "Military Forces of Ethiopia (2018-)"),
        ("Ukrainian strikes in Belgorod wounded a driver.", "RUS", AIR, "Military Forces of Ukraine (2019-)"),
        ("India's raids on Muridke killed a teacher.", "PAK", AIR, "Military Forces of India (2014-)"),
        ("U.K. strikes near Hodeida killed a fisherman.", "YEM", AIR, "Military Forces of the United Kingdom (2024-)"),
        ("Turkey launched strikes on villages in Duhok.", "IRQ", AIR, "Military Forces of Turkey (2016-)"),
        ("Rwanda bombed a camp near Goma.", "COD", AIR, "Military Forces of Rwanda (1994-)"),
        ("Chadian shelling of Mongo killed two farmers.", "CAF", SHELLING, "Military Forces of Chad (2021-)"),
        ("Iran fired missiles at Haifa, wounding a nurse.", "ISR", SHELLING, "Military Forces of Iran (1989-)"),
        ("Russia attacked Dnipro with drones.", "UKR", AIR, "Military Forces of Russia (2000-)"),
        ("Jordan on Sunday struck traffickers near Suwayda.", "SYR", AIR, "Military Forces of Jordan (1999-)"),
        ("The French army killed a man in a strike on Kidal.", "MLI", AIR, "Military Forces of France (2017-)"),
        ("The air force of Kenya bombed a market.", "SOM", AIR, "Military Forces of Kenya (2022-)"),
        ("Chad said it had killed nine fighters.", "NGA", CLASH, "Military Forces of Chad (2021-)"),
        ("Rwanda said its forces had killed nine militiamen.", "COD", CLASH, "Military Forces of Rwanda (1994-)"),
        ("Chadian soldiers used Turkish-made drones to hit Bol.", "NGA", AIR, "Military Forces of Chad (2021-)"),
        ("Police said an attack on a chapel in Lyon wounded two.", "FRA", ATTACK, "Unidentified Armed Group (France)"),
        ("The governor was shot and wounded in Guayaquil.", "ECU", ATTACK, "Unidentified Armed Group (Ecuador)"),
        ("Rebels led by Ansaru attacked a convoy and killed nine soldiers.", "NGA", CLASH, "Ansaru"),
    ],
)
def test_what_states_do_abroad(text, country, type_, actor1):
    found = told(text, country)
    assert found is not None and (found.type.name, found.actor1) == (type_, actor1)


def test_a_country_that_tells_where_does_nothing():
    assert told("Clouds hung over northern Sudan killing nobody.", "SDN") is None
    found = told("Shelling in central Libya killed two drivers.", "LBY")
    assert found is not None and found.actor1 == "Unidentified Armed Group (Libya)"


@pytest.mark.parametrize(
    ("text", "country", "pair"),
    [
        (
            "Two PKK commanders were killed in a Turkish strike near Sinjar.",
            "IRQ",
            ("Military Forces of Turkey (2016-)", "PKK: Kurdistan Workers Party"),
        ),
        (
            "A nurse died in Eritrean air strikes.",
            "ETH",
            ("Military Forces of Eritrea (1993-)", "Civilians (Ethiopia)"),
        ),
        (
            "A student was killed in an Indian raid on the village.",
            "PAK",
            ("Military Forces of India (2014-)", "Civilians (Pakistan)"),
        ),
    ],
)
def test_a_deed_called_after_a_state_is_its_deed(text, country, pair):
    found = told(text, country)
    assert found is not None and sides(found) == pair


def test_who_is_killed_abroad_is_no_army():
    found = told("A Canadian killed in Lima was buried on Monday.", "PER")
    assert found is None or found.actor1 != "Military Forces of Canada (2025-)"


@pytest.mark.parametrize(
    ("text", "country", "pair"),
    [
        (
            "Eleven rebels were killed in air strikes near Kidal, the army said.",
            "MLI",
            ("Military Forces of Mali (2021-)", "Unidentified Armed Group (Mali)"),
        ),
        (
            "Nine gunmen died in an operation in the hills, the Peruvian navy said on Monday.",
            "PER",
            ("Military Forces of Peru (2025-)", "Unidentified Armed Group (Peru)"),
        ),
    ],
)
def test_the_army_that_tells_of_dead_fighters_killed_them(text, country, pair):
    found = told(text, country)
    assert found is not None and sides(found) == pair


@pytest.mark.parametrize(
    "text",
    [
        "Four rebels were killed when their bomb exploded, the army said.",  # by themselves
        "Four farmers were shot dead by a passing car, the army said.",  # civilians
    ],
)
def test_an_army_tells_of_other_deeds_too(text):
    found = told(text, "COL")
    assert found is not None and found.actor1 == "Unidentified Armed Group (Colombia)"


def test_fighters_are_of_the_country_they_are_bombed_in():
    found = told("Algeria bombed militants in the desert.", "MLI")
    assert found is not None and sides(found) == (
        "Military Forces of Algeria (2019-)",
        "Unidentified Armed Group (Mali)",
    )


def test_an_official_of_a_group_is_none_of_the_governments():
    found = told("A Hezbollah official was killed in an air strike.", "SYR")
    assert found is not None and found.assoc2 == "Hezbollah"


def test_a_state_arrests_through_its_police():
    found = told("Turkey detained a mayor.", "TUR")
    assert found is not None and found.actor1 == "Police Forces of Turkey (2016-)"


def test_those_who_step_on_a_mine_did_not_lay_it():
    found = told("A sergeant who attacked a camp stepped on a mine.", "COL")
    assert found is not None and found.actor1 == "Unidentified Armed Group (Colombia)"


def test_strikes_of_workers_are_no_air_strikes():
    found = told("Italian strikes over pensions hit hospitals.", "ITA")
    assert found is None or found.type.name != AIR
