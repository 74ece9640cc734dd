import pytest

from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.places import PlaceMention
from tests.default_words import TEXT_WORDS


def only(gazetteer: Gazetteer, text: str) -> PlaceMention:
    mentions = gazetteer.find(text, TEXT_WORDS)
    assert len(mentions) == 1, mentions
    return mentions[0]


def test_offsets_are_those_of_the_name(gazetteer: Gazetteer) -> None:
    text = "Two men were hurt in Ivano-Frankivsk's suburbs and one in Cox's Bazar."
    assert [text[m.start : m.end] for m in gazetteer.find(text, TEXT_WORDS)] == ["Ivano-Frankivsk", "Cox's Bazar"]
    assert [m.text for m in gazetteer.find(text, TEXT_WORDS)] == ["Ivano-Frankivsk", "Cox's Bazar"]


@pytest.mark.parametrize(
    ("name", "geoname_id"),
    [
        ("Kyiv", 703448),
        ("Kiev", 703448),
        ("Odesa", 698740),
        ("Odessa", 698740),
        ("Kharkov", 706483),
        ("Hodeidah", 79415),
        ("Al Hudaydah", 79415),
        ("al-Hudaydah", 79415),
        ("Sana'a", 71137),
        ("Sanaa", 71137),
        ("St. Petersburg", 498817),
        ("São Paulo", 3448439),
        ("Sao Paulo", 3448439),
    ],
)
def test_spellings_of_one_town(gazetteer: Gazetteer, name: str, geoname_id: int) -> None:
    assert geoname_id in {place.geoname_id for place in only(gazetteer, f"A bomb went off in {name}.").candidates}


def test_usual_bearers_of_a_name_come_before_alternate_names(gazetteer: Gazetteer) -> None:
    ranks = [place.rank for place in only(gazetteer, "They marched in Odessa.").candidates]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert ranks[-1] > 0


def test_airport_codes_are_no_names(gazetteer: Gazetteer) -> None:
    countries = {place.country for place in only(gazetteer, "Soldiers left Gao.").candidates}
    assert "MLI" in countries
    assert "CUB" not in countries  # GAO is Guantánamo's airport


@pytest.mark.parametrize("text", ["The NATO chief met PETA.", "The police said so on Monday in March.", "", "no names"])
def test_common_words_and_abbreviations_name_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text, TEXT_WORDS) == []


def test_abbreviated_countries_are_found(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Envoys of the UAE and the DRC met.", TEXT_WORDS)
    assert [m.candidates[0].country for m in found] == ["ARE", "COD"]


def test_pronoun_is_not_the_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("They told us and Us.", TEXT_WORDS) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Shells fell near Avdiivka.", "near"),
        ("Shells fell in northern Aleppo.", "in"),
        ("They spoke of the war in Ukraine.", "war in"),
        ("They met at the embassy of Mali.", "embassy of"),
        ("He met President Lincoln.", "name"),
        ("The Denver Post reported it.", "name"),
        ("A Paris-based group said so.", "name"),
        ("They gathered at Avenue de Lyon.", "name"),
        ("Kherson was shelled.", "start"),
        ("Troops shelled Kherson.", ""),
        ("Troops crossed Lake Urmia.", "name"),
        ("They blocked Paseo de la Reforma.", "name"),
        ("They met near San Antonio Las Qwzx.", "name"),
        ("The Treaty of Lisbon was signed.", "name"),
        ("They rallied outside the University of Ghana.", "university of"),
        ("Both broke the Minsk agreements.", "name"),
        ("They killed two people in Kherson.", "in"),
    ],
)
def test_cues(gazetteer: Gazetteer, text: str, cue: str) -> None:
    assert only(gazetteer, text).cue == cue


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Gunmen entered Guma LGA.", "district"),
        ("Gunmen entered the town of Djibo.", "town"),
        ("Gunmen entered Barangay Bagumbayan.", "town"),
        ("Shells fell in Luhansk region.", "region"),
        ("Shells fell in Aleppo countryside.", "area"),
        ("Shells fell in Aleppo.", ""),
    ],
)
def test_words_for_the_kind_of_place(gazetteer: Gazetteer, text: str, says: str) -> None:
    assert only(gazetteer, text).says == says


@pytest.mark.parametrize(
    "text",
    [
        "in Cordoba (Veracruz)",
        "in Rubizhne, Luhansk region",
        "in Kabul - District 5 (Kabul)",
        "in Guma district of Benue state",
        "in the town of Djibo in Soum province",
        "in Jenin in the occupied West Bank",
        "at Djibo cattle market (Soum)",
    ],
)
def test_containers_are_linked(gazetteer: Gazetteer, text: str) -> None:
    assert [m.linked for m in gazetteer.find(text, TEXT_WORDS)] == [False, True]


def test_places_apart_are_not_linked(gazetteer: Gazetteer) -> None:
    assert not any(
        m.linked for m in gazetteer.find("Fighters left Aleppo. Idlib was quiet, and troops went to Homs.", TEXT_WORDS)
    )


def test_capitals_throughout_hide_no_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("TROOPS SHOOT IN KHARKIV AND ODESA", TEXT_WORDS)
    assert [(m.text, m.cue) for m in found] == [("KHARKIV", "in"), ("ODESA", "")]


def test_title_case_headline_keeps_its_place(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "Thousands March In Paris Over Pensions").cue == "in"


def test_regions_bear_acleds_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.find(
        "in Zuid-Holland, in Middle Shabelle, in Luhansk Oblast, in Deir ez-Zor Governorate", TEXT_WORDS
    )
    assert [m.candidates[0].name for m in found] == ["Zuid-Holland", "Middle Shabelle", "Luhansk", "Deir ez Zor"]
    assert all(m.candidates[0].kind == "admin1" for m in found)


def test_places_carry_their_containers(gazetteer: Gazetteer) -> None:
    salem = next(p for p in only(gazetteer, "in Salem").candidates if p.country == "IND" and p.kind == "town")
    assert (salem.admin1, salem.admin2, salem.country_name) == ("Tamil Nadu", "Salem", "India")
