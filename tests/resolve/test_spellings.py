import pyarrow as pa
import pytest

from pipeline.resolve.geonames import PLACES
from pipeline.resolve.spellings import Spellings, loose_key, unlikeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhun", "Khān Shaykhūn"),
        ("Quneitra", "Al Qunaytra"),
        ("Lokhvitsia", "Lokhvytsya"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Myrhorodskyi", "Myrhorod"),
        ("Hlegoo", "Hlegu"),
        ("Mu Se", "Muse"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other)


@pytest.mark.parametrize(("one", "other"), [("Kala", "Kale"), ("Baggao", "Bagu"), ("Homs", "Hims"), ("Tver", "Tyre")])
def test_short_names_are_kept_apart(one: str, other: str) -> None:
    assert unlikeness(loose_key(one), loose_key(other)) == 9


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("kandira", "kandira", 0),
        ("kandira", "kandera", 1),
        ("kandira", "kindera", 9),  # two letters of a short name
        ("kandiramanga", "kindiramonga", 2),
        ("kandira", "gandira", 9),  # its first letter
        ("kafrnabl", "kafarnabil", 2),  # vowels between the same consonants
        ("sirmadan", "sirmadankabir", 3),  # a name cut short
        ("sirmadankabir", "sirmadan", 9),
    ],
)
def test_unlikeness(one: str, other: str, count: int) -> None:
    assert unlikeness(one, other) == count


def table(*rows: tuple[str, str, int, int]) -> pa.Table:
    """PLACES with name, kind, admin1 and admin2 of each row; GeoNames ids are 100 and on."""
    places = [
        (name, kind, "XXX", first, second, 1.0, 2.0, 100 + number, 0)
        for number, (name, kind, first, second) in enumerate(rows)
    ]
    return pa.Table.from_pylist([dict(zip(PLACES.names, place, strict=True)) for place in places], schema=PLACES)


def test_only_places_of_the_region_are_likely() -> None:
    places = table(
        ("Oulad", "admin1", 0, -1), ("Kandira", "town", 0, -1), ("Banur", "admin1", 2, -1), ("Kandira", "town", 2, -1)
    )
    assert Spellings(places).likely("Qandera", [100]) == [1]
    assert Spellings(places).likely("Qandera", [102]) == [3]
    assert Spellings(places).likely("Sarmada", [100, 102]) == []


def test_nearest_spelling_is_taken_and_none_of_two() -> None:
    places = table(
        ("Oulad", "admin1", 0, -1), ("Kandara", "town", 0, -1), ("Kandira", "town", 0, -1), ("Kandora", "town", 0, -1)
    )
    assert Spellings(places).likely("Kandeera", [100]) == [2]
    assert Spellings(places).likely("Kandra", [100]) == []


def test_district_and_town_of_one_name_are_both_likely() -> None:
    places = table(("Oulad", "admin1", 0, -1), ("Sarmada", "admin2", 0, 1), ("Sarmada", "town", 0, 1))
    assert Spellings(places).likely("Sarmadah", [100]) == [1, 2]
    assert Spellings(places).likely("Sarmadah", [101]) == [2]
