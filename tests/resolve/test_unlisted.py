import pytest

from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.where import locate
from tests.default_words import TEXT_WORDS


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Shells fell in Lokhvitsia, Poltava region.", "Lokhvytsya", "Poltava"),
        ("Shells fell in Khan Sheikun, Idleb province.", "Khan Shaykhun", "Idleb"),
        ("Shells fell on Jisr al-Shughor, Idlib.", "Jisr ash Shughur", "Idleb"),
        ("Troops shelled Tall Abyadh town in Ar Raqqa countryside.", "Tall Abyad", "Ar Raqqa"),
        ("Shots were fired at Gorom-Gorum (Oudalan, Sahel).", "Gorom-Gorom", "Sahel"),
        ("Shells fell in Zhmerynkskyi raion, Vinnytsia.", "Zhmerynka", "Vinnytsia"),
        ("Men were held in Hlegoo township (Yangon).", "Hlegu", "Yangon"),
        ("Students marched in Kabatia, West Bank.", "Qabatiyah", "West Bank"),
    ],
)
def test_other_spelling_is_found_in_the_region_told(gazetteer: Gazetteer, text: str, name: str, admin1: str) -> None:
    located = locate(gazetteer.find(text, TEXT_WORDS))
    assert located is not None
    assert (located.place.name, located.place.admin1) == (name, admin1)


def test_district_may_be_spelled_otherwise_too(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Shells fell in Lokhvitsia (Myrhorodskyi district, Poltava).", TEXT_WORDS)
    assert [(m.text, m.candidates[0].name, m.linked) for m in found] == [
        ("Lokhvitsia", "Lokhvytsya", False),
        ("Myrhorodskyi", "Myrhorod", True),
        ("Poltava", "Poltava", True),
    ]


def test_offsets_are_those_of_the_whole_name(gazetteer: Gazetteer) -> None:
    text = "A bomb went off near Jisr al-Shughor, Idlib."
    assert [text[m.start : m.end] for m in gazetteer.find(text, TEXT_WORDS)] == ["Jisr al-Shughor", "Idlib"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell in Lokhvitsia on Monday.",  # no region is told
        "Shells fell in Lokhvitsia, Lviv region.",  # another region
        "Shells fell in Lokhvitsia. Poltava was quiet.",
        "Shells fell in Northern Poltava.",
        "Shells fell in Qwzxville, Poltava region.",
    ],
)
def test_nothing_is_guessed_without_its_region(gazetteer: Gazetteer, text: str) -> None:
    assert {m.text for m in gazetteer.find(text, TEXT_WORDS)} <= {"Poltava", "Lviv"}


def test_listed_name_is_left_as_it_is(gazetteer: Gazetteer) -> None:
    (hadiach, _) = gazetteer.find("Shells fell in Hadiach, Poltava region.", TEXT_WORDS)
    assert hadiach.text == "Hadiach"
    assert all(place.rank < 2 for place in hadiach.candidates)


def test_homonym_elsewhere_does_not_hide_another_spelling(gazetteer: Gazetteer) -> None:
    located = locate(gazetteer.find("Men were held in Muse (Shan).", TEXT_WORDS))
    assert located is not None
    assert (located.place.country, located.place.admin1) == ("MMR", "Shan")
    assert located.place.kind != "admin1"


def test_many_names_take_no_time_to_speak_of(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("Poltava " * 2_000, TEXT_WORDS)) == 2_000
    assert gazetteer.find("of " * 5_000 + "Qwzx, Poltava region.", TEXT_WORDS)[-1].text == "Poltava"
