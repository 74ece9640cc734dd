"""Names of those who act are no places; capitals may be called by their country."""

import pytest

from tests.stages.coding import events


@pytest.mark.parametrize("text", ["Xi called Putin.", "Orban met Erdogan.", "The Red Cross condemned the coup."])
def test_who_acts_is_no_place(text: str) -> None:
    assert {row["location"] for row in events(text)} == {None}


@pytest.mark.parametrize("text", ["Human rights groups condemned the coup.", "Oil workers blocked a road."])
def test_a_common_word_that_opens_a_sentence_is_no_place(text: str) -> None:
    assert {row["location"] for row in events(text)} == {None}


def test_a_surname_is_no_town() -> None:
    rows = events('Iraqi Water Minister Ali Hassan met farmers. "We thank them," Hassan told reporters.')
    assert "Hassan" not in {row["location"] for row in rows}


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Police arrested 20 protesters in the Ugandan capital.", "Kampala"),
        ("Iran and Iraq held talks in the Omani capital.", "Muscat"),
        ("A bomb killed two soldiers near the Malian capital on Monday.", "Bamako"),
    ],
)
def test_capitals_are_called_by_their_country(text: str, capital: str) -> None:
    assert {row["location"] for row in events(text)} == {capital}


def test_a_namesake_abroad_is_of_its_own_country() -> None:
    (row,) = events("Gunmen shot dead a mayor in Santiago, Philippines.")
    assert (row["source_code"], row["target_code"]) == ("PHLUAF", "PHLGOV")
