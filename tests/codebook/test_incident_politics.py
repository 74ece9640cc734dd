"""Ordinary politics, accidents and the work of courts tell no incident, though their words look like deeds of arms."""

from datetime import date

import pytest

from pipeline.codebook.incidents.classify import classify
from tests.stages.coding import codebook

DAY = date(2026, 3, 10)


def told(text, country="KEN"):
    return classify([text], codebook().incidents, codebook().actors, DAY, country)


@pytest.mark.parametrize(
    "text",
    [
        # dismissed
        "Peru's president fired the army chief.",
        "The interior ministry fired 40 police officers.",
        "The admiral was fired by President Ruto on Sunday.",
        # remonstrated
        "Brazil summoned Israel's envoy to protest the remarks.",
        "Cuba recalled its ambassador in protest over the march.",
        # flew
        "Japan scrambled jets after Russian bombers approached Hokkaido.",
        "Two Venezuelan fighter jets flew near a destroyer.",
        "The navy dispatched three reconnaissance aircraft.",
        "The air force received six new fighter jets.",
        # came to grief
        "Three pilots died when a military plane crashed in the Andes.",
        "A police helicopter crashed, killing four officers.",
        "Nine soldiers were killed when their truck overturned.",
        # judged, jailed, executed
        "Spain extradited a former guerrilla to Colombia.",
        "A court in Kigali issued an arrest warrant for the exiled general.",
        "Eritrea still holds eleven journalists.",
        "Iran hanged three men convicted of drug trafficking.",
        "A court in Dakar sentenced a trader to life for murdering his driver.",
        "Prosecutors charged a colonel with murder.",
        # tried out
        "The navy test-fired two missiles.",
        "The army fired a ballistic missile into the sea.",
        # kept out by customs
        "Customs officers seized 300 turtles at the port.",
        # called off
        "Nurses postponed a rally.",
        "Miners suspended their strike.",
        "Truckers called off their march on the capital.",
        # set free
        "Gunmen released two abducted sergeants.",
        # opened to travellers
        "Soldiers opened the border crossing on Monday.",
        # done now and then, planned, protested by a state, agreed among the peaceful
        "There have been frequent demonstrations by farmers.",
        "Tankers are regular targets for attacks in the strait.",
        "Miners are planning a march next week.",
        "The government protested against the new tariffs.",
        "Peru reached an agreement with its creditors.",
        "The company made a lawyer vice chairman, an office it had not had before.",
    ],
)
def test_nothing_is_made_of(text):
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Troops fired at a police commander, wounding him.", "Armed clash"),
        ("Rebels fired rockets at the airport, the commander said.", "Shelling/artillery/missile attack"),
        ("Thousands marched to protest the summoning of the Cuban ambassador.", "Peaceful protest"),
        ("Sudanese warplanes attacked El Fasher, killing 12 people.", "Air/drone strike"),
        ("Rebels shot down a helicopter, killing six soldiers.", "Disrupted weapons use"),
        ("Islamic State executed five men convicted of spying.", "Attack"),
        ("Soldiers executed nine villagers.", "Attack"),
        ("Policemen seized rifles and ammunition.", "Disrupted weapons use"),
        ("Gunmen attacked a bus after police cancelled leave.", "Attack"),
        ("The army opened a base near the border.", "Headquarters or base established"),
        ("Soldiers arrested a man who murdered a priest.", "Arrests"),
        ("The union leader was arrested before a march.", "Arrests"),
        ("Demonstrators were arrested during a march.", "Protest with intervention"),
    ],
)
def test_deeds_in_such_words_are_told(text, type_):
    found = told(text)
    assert found is not None and found.type.name == type_


def test_drugs_are_seized_from_gangs():
    found = told("Soldiers seized 300 kilos of cocaine.", "COL")
    assert found is not None and found.actor2 == "Unidentified Gang (Colombia)"


def test_the_dead_are_given_back_by_agreement():
    found = told("Armenia and Azerbaijan handed over the bodies of 40 soldiers.", "ARM")
    assert found is not None and found.type.name == "Agreement"
    assert {found.actor1, found.actor2} == {"Government of Armenia (2018-)", "Government of Azerbaijan (2003-)"}


def test_captives_are_exchanged_by_agreement():
    found = told("The army released 90 prisoners in exchange for two hostages.", "YEM")
    assert found is not None and found.type.name == "Agreement"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Clashes between Murle herders and farmers killed 14 people.", {"Identity militia"}),
        ("Farmers clashed with herders over a well.", {"Identity militia"}),
        ("Residents armed with spears clashed with policemen.", {"Identity militia", "State forces"}),
    ],
)
def test_communities_that_fight_are_militias(text, sides):
    found = told(text, "SSD")
    assert found is not None and found.type.name == "Armed clash" and {found.inter1, found.inter2} == sides
