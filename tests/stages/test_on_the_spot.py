"""Whom violence meets is of the country where it is done, unless the words say otherwise."""

import pytest

from tests.stages.coding import events

VICTIMS = [
    ("Turkish jets bombed villages near Dohuk, killing four farmers.", "IRQAGR"),
    ("Rwandan soldiers killed 12 civilians in Goma.", "CODCVL"),
    ("Pakistani air strikes in Afghanistan killed 10 civilians.", "AFGCVL"),
    ("Gunmen attacked police in Multan.", "PAKCOP"),
    # at home, and of a nationality of their own
    ("Kenyan police killed three students in Kisumu.", "KENEDU"),
    ("Russia killed two Polish doctors in Lviv.", "POLHLH"),
    # forces of a state that fights abroad are nobody's there
    ("Ukraine killed 20 soldiers in Donetsk.", "MIL"),
    # no place, or only the one where it was written
    ("Turkish jets killed four farmers.", "TURAGR"),
    ("WASHINGTON (Meridian) - Turkish jets killed four farmers.", "TURAGR"),
]


@pytest.mark.parametrize(("text", "code"), VICTIMS)
def test_victims(text: str, code: str) -> None:
    assert code in {row["target_code"] for row in events(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In Ankara, a court sentenced a Polish activist.", "TURJUD"),
        ("Police arrested three Kenyans in Kampala.", "UGACOP"),
    ],
)
def test_courts_police_and_gunmen_act_where_they_are(text: str, code: str) -> None:
    (row,) = events(text)
    assert (row["source_code"], row["source_country_from"]) == (code, "place")
