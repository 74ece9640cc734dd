"""Datelines found, and things that look like one left alone."""

import pytest

from pipeline.stages.datelines import find_dateline


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Lima, May 9 (EFE).- Russia", "Lima"),
        ("BELGRADE, Serbia (AP) — Russia", "BELGRADE, Serbia"),
        ("KABUL (Reuters) - Russia", "KABUL"),
        ("WASHINGTON, March 3 (Xinhua) -- Russia", "WASHINGTON"),
        ("Geneva/New York, 5 May 2022 – Russia", "Geneva/New York"),
        ("SAN FRANCISCO - Russia", "SAN FRANCISCO"),
        ("NEW DELHI: Russia", "NEW DELHI"),
        ("PORT-AU-PRINCE, Haiti, May 2, 2024 (AFP) — Russia", "PORT-AU-PRINCE, Haiti"),
        ("Dar es Salaam, Tanzania (AP) - Russia", "Dar es Salaam, Tanzania"),
        ("N'DJAMENA – Russia", "N'DJAMENA"),
        ("JERUSALEM (dpa)- Russia", "JERUSALEM"),
        ("St. Petersburg, 4 June (TASS): Russia", "St. Petersburg"),
        ("(Reuters) - Russia", None),
        ("Aug 2 (Reuters) - Russia", None),
    ],
)
def test_datelines(line: str, place: str | None) -> None:
    found, body_start = find_dateline(line)
    assert (found, line[body_start:]) == (place, "Russia")


@pytest.mark.parametrize(
    "line",
    [
        "Protesters — many of them masked — marched.",
        "Police said: we are ready.",
        "The Organization of American States (OAS) - which met - agreed.",
        "The army attacked on May 2 - a holiday.",
        "UPDATE 1-Iran says no",
        "BREAKING: Iran says no",
        "US: no",
        "He said no.",
        "",
        "KABUL - ",
        "U.S.-Japanese talks began.",
    ],
)
def test_no_datelines(line: str) -> None:
    assert find_dateline(line) == (None, 0)
