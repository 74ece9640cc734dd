import re

import pytest

from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.geonames import Build
from pipeline.resolve.small_seats import SmallSeat, small_seats
from pipeline.resolve.towns import Town
from pipeline.resolve.where import locate
from tests.default_words import TEXT_WORDS

BORNO = "NG.27"


def test_every_line_of_the_list_is_read() -> None:
    seats = list(small_seats())
    assert len(seats) > 1_400
    for seat in seats:
        assert re.fullmatch("[A-Z]{3}", seat.country), seat
        assert abs(seat.latitude) < 40, seat
        assert all(name == name.strip() and name[0].isupper() for name in (seat.region, *seat.names)), seat


def test_no_town_is_listed_twice() -> None:
    names = [(seat.country, seat.region, seat.names[0]) for seat in small_seats()]
    assert len(names) == len(set(names))


def test_every_region_is_known_and_seats_locate_their_districts() -> None:
    build = Build()
    build.add_countries()
    build.add_regions()
    regions = {(seat.country, seat.region) for seat in small_seats()}
    assert {
        named for named in regions if build._named(named[1:], "admin1", build.regions.values(), named[0]) is None
    } == set()


def test_a_seat_that_is_listed_only_gains_names() -> None:
    build = Build()
    build.add_countries()
    build.add_regions()
    build.add_towns([Town(1, "Qwzxi", (), 12.0, 13.0, "NG", BORNO, "", 900)])
    known, new = (
        SmallSeat("NGA", "Borno", (name, "Other " + name), degrees, 13.0)
        for name, degrees in (("Qwzxee", 12.2), ("Vrblk", 11.0))
    )
    build.add_small_seats([known, new])
    assert [row[0] for row in build.rows if row[1] == "town"] == ["Qwzxi", "Vrblk"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers burned houses in Kyi Gone village, Budalin township, Sagaing region.", "Budalin"),
        ("Gunmen raided Tongo Bali near Namuno (Cabo Delgado).", "Namuno"),
        ("Herders fought in the area of Waat, Jonglei state.", "Waat"),
    ],
)
def test_what_lies_in_a_small_district_is_placed_at_its_seat(gazetteer: Gazetteer, text: str, name: str) -> None:
    located = locate(gazetteer.find(text, TEXT_WORDS))
    assert located is not None
    assert located.place.name == name
