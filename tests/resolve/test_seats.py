from typing import Any

import pytest

from pipeline.resolve.seats import Seats

NAMES = {"Kandira": 1, "Sarmada": 2, "Banur": 3}  # their hashes, as it were


def row(name: str, kind: str, admin1: int, degrees: float | None = None, people: int = 0) -> list[Any]:
    """A row of PLACES in country XXX."""
    return [name, kind, "XXX", admin1, -1, degrees, degrees, 0, people]


def seats(rows: list[list[Any]], towns: dict[int, list[int]], alternates: dict[tuple[int, int], int]) -> Seats:
    names = {(NAMES[one[0]], at): 0 for at, one in enumerate(rows) if one[0] in NAMES}
    return Seats(rows, names | alternates, towns)


@pytest.mark.parametrize(
    ("towns", "seat"),
    [
        ({1: [2, 3]}, 3),  # its namesake, however small
        ({1: [2]}, 2),  # the largest, for its namesake is far away
        ({1: [4]}, 3),  # its namesake near its own town, though listed elsewhere
        ({}, 3),  # the namesake in the region around
    ],
)
def test_seat_of_a_district(towns: dict[int, list[int]], seat: int) -> None:
    rows = [
        row("Oulad", "admin1", 0),
        row("Kandira", "admin2", 0),
        row("Sarmada", "town", 0, 40.0, 9_000),
        row("Kandira", "town", 0, 10.0, 700),
        row("Banur", "town", 0, 10.5, 800),
    ]
    assert seats(rows, towns, {}).of_region(1) == seat


def test_usual_name_goes_before_an_alternate_one() -> None:
    rows = [
        row("Kandira", "admin2", 1),
        row("Oulad", "admin1", 1),
        row("Old Kandira", "town", 1, 10.0, 9_000),
        row("Kandira", "town", 1, 10.1),
    ]
    assert seats(rows, {0: [2, 3]}, {(NAMES["Kandira"], 2): 1}).of_region(0) == 3


def test_district_without_towns_lies_at_a_town_spelled_otherwise() -> None:
    rows = [row("Oulad", "admin1", 0), row("Kandirskiy", "admin2", 0), row("Kandirskoye", "town", 0, 10.0)]
    assert seats(rows, {}, {}).of_region(1) == 2


@pytest.mark.parametrize("name", ["Markaz Kandira", "Kandira Sud", "Shahrestan-e Kandira"])
def test_district_without_towns_lies_at_the_town_that_its_kind_or_side_hides(name: str) -> None:
    rows = [row("Oulad", "admin1", 0), row(name, "admin2", 0), row("Kandira", "town", 0, 10.0)]
    assert seats(rows, {}, {}).of_region(1) == 2


def test_district_without_towns_lies_at_a_town_that_also_bears_its_name() -> None:
    rows = [row("Oulad", "admin1", 0), row("Kandira", "admin2", 0), row("Qandirat", "town", 0, 10.0)]
    assert seats(rows, {}, {(NAMES["Kandira"], 2): 1}).of_region(1) == 2


def test_nobody_knows_where_a_district_without_towns_lies() -> None:
    rows = [row("Oulad", "admin1", 0), row("Kandira", "admin2", 0), row("Sarmada", "town", 0, 10.0)]
    assert seats(rows, {0: [2]}, {}).of_region(1) is None


def test_seat_of_a_country_is_its_capital_or_largest_town() -> None:
    rows = [row("Xland", "country", -1), row("Sarmada", "town", -1, 1.0, 5), row("Banur", "town", -1, 2.0, 9)]
    found = seats(rows, {0: [1, 2]}, {})
    assert (found.of_country(0, "sarmada"), found.of_country(0, "qwzx")) == (1, 2)
