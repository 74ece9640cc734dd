import pytest

from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.towns import Town
from pipeline.resolve.villages import _WITH_Y, romanised, ukrainian_villages
from pipeline.resolve.where import locate
from tests.default_words import TEXT_WORDS


@pytest.mark.parametrize(
    ("name", "official", "older"),
    [
        ("Згурівка", "Zghurivka", "Zghurivka"),
        ("Єлизаветівка", "Yelyzavetivka", "Yelyzavetivka"),
        ("Красний Яр", "Krasnyi Yar", "Krasnyy Yar"),
        ("Знам’янка", "Znamianka", "Znamyanka"),
        ("Їздецьке", "Yizdetske", "Yizdetske"),
        ("Новоіллінівка", "Novoillinivka", "Novoillinivka"),
        ("Щасливе-Друге", "Shchaslyve-Druhe", "Shchaslyve-Druhe"),
    ],
)
def test_names_are_romanised_in_both_manners(name: str, official: str, older: str) -> None:
    assert (romanised(name, {}), romanised(name, _WITH_Y)) == (official, older)


def test_villages_stand_at_the_seat_of_their_municipality() -> None:
    seat = Town(1, "Mahdalynivka", ("Магдалинівка",), 48.9, 34.9, "UA", "UA.04", "UA.04.1", 6000)
    found = {town.name: town for town in ukrainian_villages([seat])}
    assert "Mahdalynivka" not in found
    assert {(town.latitude, town.longitude, town.kind, town.population) for town in found.values()} == {
        (48.9, 34.9, "village", 0)
    }
    assert max(town.geoname_id for town in found.values()) < 0


def test_other_countries_have_no_villages() -> None:
    assert not list(ukrainian_villages([Town(1, "Mopti", ("Мопті",), 14.5, -4.2, "ML", "ML.04", "", 9000)]))


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Mortars were fired at Berestove, Kharkiv region.", "Berestove", "Kharkiv"),
        ("A drone hit a barn in the village of Obody (Sumy).", "Obody", "Sumy"),
    ],
)
def test_villages_are_found_in_their_region(gazetteer: Gazetteer, text: str, name: str, admin1: str) -> None:
    located = locate(gazetteer.find(text, TEXT_WORDS))
    assert located is not None
    assert (located.place.name, located.place.admin1, located.place.kind) == (name, admin1, "village")
    assert located.precision == 2


def test_villages_need_their_country_and_a_word_beside_them(gazetteer: Gazetteer) -> None:
    near, bare = (
        gazetteer.find("They rallied near Berestivka.", TEXT_WORDS),
        gazetteer.find("Berestivka fell quiet.", TEXT_WORDS),
    )
    assert locate(near) is None
    assert locate(bare, ["UKR"]) is None
    assert locate(near, ["UKR"]) is not None
