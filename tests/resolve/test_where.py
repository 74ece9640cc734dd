import pytest

from pipeline.resolve.countries import acled_country_name
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.homonyms import are_near
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.where import Located, locate, locate_all
from tests.default_words import TEXT_WORDS


def where(gazetteer: Gazetteer, text: str, **context: object) -> Located:
    located = locate(gazetteer.find(text, TEXT_WORDS), **context)  # type: ignore[arg-type]
    assert located is not None
    return located


@pytest.mark.parametrize(
    ("text", "admin1", "country"),
    [
        ("Bakers met in Cordoba (Veracruz).", "Veracruz de Ignacio de la Llave", "MEX"),
        ("Nurses rallied in Aurangabad city (Aurangabad district, Bihar).", "Bihar", "IND"),
        ("Nurses rallied in Salem, Oregon.", "Oregon", "USA"),
        ("Guns were fired at Rubizhne, Luhansk region.", "Luhansk", "UKR"),
        ("Clerks gathered in Kabul - District 5 (Kabul).", "Kabul", "AFG"),
        ("Clerks gathered in Incheon - Bupyeong.", "Incheon", "KOR"),
        ("Crowds met in Tbilisi, Georgia.", "Tbilisi", "GEO"),
        ("Crowds met in Atlanta, Georgia.", "Georgia", "USA"),
        ("Men were shot in Bida LGA of Niger state.", "Niger", "NGA"),
    ],
)
def test_place_and_container_are_resolved_together(gazetteer: Gazetteer, text: str, admin1: str, country: str) -> None:
    place = where(gazetteer, text).place
    assert (place.admin1, place.country) == (admin1, country)


@pytest.mark.parametrize(
    ("text", "country"),
    [("A patrol was ambushed at Gao.", "MLI"), ("They met in Toledo.", "ESP"), ("They met in Odessa.", "UKR")],
)
def test_votes_for_countries_choose_between_homonyms(gazetteer: Gazetteer, text: str, country: str) -> None:
    assert where(gazetteer, text, countries=[country]).place.country == country
    assert where(gazetteer, text, home=[country, country, country]).place.country == country


@pytest.mark.parametrize(("name", "country"), [("Leipzig", "DEU"), ("Paris", "FRA"), ("Brest", "BLR")])
def test_votes_do_not_make_a_city_a_village_that_once_was_called_so(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    assert where(gazetteer, f"They rallied in {name}.", countries=["UKR"]).place.country == country


def test_first_vote_outweighs_the_second(gazetteer: Gazetteer) -> None:
    place = where(gazetteer, "They met in Tripoli.", countries=["LBN", "LBY"]).place
    assert place.country == "LBN"


def test_anchor_draws_homonyms_to_itself(gazetteer: Gazetteer) -> None:
    toledo = where(gazetteer, "They met in Madrid.").place
    assert where(gazetteer, "They met in Cordoba.", anchor=toledo).place.country == "ESP"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dockers in Antwerp spoke of the war in Sudan.", "Antwerp"),
        ("The president of Mali was booed in Lyon.", "Lyon"),
        ("Victoria Nuland spoke in Chisinau.", "Chisinau"),
        ("A London-based monitor counted the dead in Homs.", "Homs"),
        ("The Washington Post said a bomb went off in Kabul.", "Kabul"),
        ("Migrants from Eritrea were beaten in Calais.", "Calais"),
        ("Gunmen shot a labourer from Punjab in Quetta.", "Quetta"),
        ("Troops freed women from Gwoza in Borno state.", "Gwoza"),
    ],
)
def test_places_only_spoken_of_do_not_win(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert where(gazetteer, text).place.name == name


def test_offset_of_the_deed_chooses_the_nearest_place(gazetteer: Gazetteer) -> None:
    filler = "while officials and residents waited for many hours to hear what had become of the convoy "
    text = f"Talks were held in Geneva {filler}and a mine killed two men in Taiz."
    mentions = gazetteer.find(text, TEXT_WORDS)
    near_talks, near_mine = (locate(mentions, near_offset=text.index(word)) for word in ("Talks", "mine"))
    assert near_talks is not None
    assert near_mine is not None
    assert (near_talks.place.country, near_mine.place.country) == ("CHE", "YEM")


def test_common_word_that_is_also_a_town_loses(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "Rain kept crowds small in Mali.").place.name == "Mali"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Guards shot a man in Ngoro village, five kilometres outside a market (Adjumani).", "Northern"),
        ("Drivers of Soroti village, Zamfara state, were robbed near Anka.", "Zamfara"),
        ("In Chilapa (Guerrero), residents of the Buenavista quarter blocked a road in Buenavista.", "Guerrero"),
        ("Fighters of a group from Casamance raided the Foni area (Brikama, Gambia).", "Brikama"),
        ("Troops fired on a bus in Dardara village, Hasakeh.", "Al Hasakeh"),
        ("Jets hit pro-Iran fighters near Raqqa.", "Ar Raqqa"),
        ("Exiles rallied in Bialystok against the regime in Minsk.", "Podlaskie"),
    ],
)
def test_homonym_elsewhere_loses_to_what_the_text_tells(gazetteer: Gazetteer, text: str, region: str) -> None:
    assert where(gazetteer, text, near_offset=0).place.admin1 == region


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("A shop burned in Kherson.", 1),
        ("A shop burned near Kherson.", 2),
        ("A shop burned in Guma LGA of Benue state.", 2),
        ("A shop burned in Benue state.", 3),
        ("A shop burned in Mali.", 3),
        ("A shop burned in Befale territory, Tshuapa.", 3),  # no town of this district is known
        ("A shop burned at Qwzxville, Kherson.", 2),
    ],
)
def test_precision(gazetteer: Gazetteer, text: str, precision: int) -> None:
    assert where(gazetteer, text).precision == precision


def test_district_stands_in_for_an_unlisted_village(gazetteer: Gazetteer) -> None:
    located = where(gazetteer, "Men fired on a bus in Qwzxville village (Guma, Benue).")
    assert (located.place.name, located.place.kind, located.precision) == ("Guma", "admin2", 2)


def test_homonym_elsewhere_is_not_the_unlisted_village(gazetteer: Gazetteer) -> None:
    located = where(gazetteer, "Men fired on a bus in Muse town (Guma, Benue).")
    assert (located.place.name, located.precision) == ("Guma", 2)


def test_town_in_brackets_stands_in_for_a_quarter_whose_namesakes_lie_elsewhere(gazetteer: Gazetteer) -> None:
    located = where(gazetteer, "Troopers raided Barangay Poblacion (Lingayen, Pangasinan).")
    assert (located.place.name, located.precision) == ("Lingayen", 2)


def test_homonym_beside_the_town_in_brackets_wins(gazetteer: Gazetteer) -> None:
    place, town = (where(gazetteer, f"Nurses met in {name}.").place for name in ("San Antonio (Lucban)", "Lucban"))
    assert (place.name, place.admin1) == ("San Antonio", "Calabarzon")
    assert are_near(place, town)


def test_scene_that_opens_the_sentence_is_the_place(gazetteer: Gazetteer) -> None:
    text = "On Monday morning in Moundou, teachers of three colleges in Abeche walked out and blocked the way to Sarh."
    assert where(gazetteer, text, near_offset=text.index("blocked")).place.name == "Moundou"


def test_region_without_town_lies_at_its_chief_town(gazetteer: Gazetteer) -> None:
    region, town = (where(gazetteer, f"They rallied in {name}.").place for name in ("Benue state", "Makurdi"))
    assert (region.latitude, region.longitude) == (town.latitude, town.longitude)


def test_country_lies_at_its_capital(gazetteer: Gazetteer) -> None:
    country, capital = (where(gazetteer, f"They rallied in {name}.").place for name in ("Mali", "Bamako"))
    assert country.kind == "country"
    assert (country.latitude, country.longitude) == (capital.latitude, capital.longitude)


def test_several_places_come_without_their_containers(gazetteer: Gazetteer) -> None:
    mentions = gazetteer.find(
        "Police fired in Homs, Syria. Later police fired in Lyon (Auvergne-Rhone-Alpes) and in Homs.", TEXT_WORDS
    )
    assert {located.place.name for located in locate_all(mentions)} == {"Homs", "Lyon"}
    assert len(locate_all(mentions)) == 2


def test_towns_in_a_list_stay_apart(gazetteer: Gazetteer) -> None:
    found = locate_all(gazetteer.find("They marched in Lagos, Ibadan and Kano.", TEXT_WORDS))
    assert {located.place.name for located in found} == {"Lagos", "Ibadan", "Kano"}


def test_bare_object_beats_its_region(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "Soldiers raided Jenin in the occupied West Bank.").place.kind == "town"


def test_offsets_point_at_the_chosen_name(gazetteer: Gazetteer) -> None:
    text = "They burned tyres in Lyon on Monday."
    located = where(gazetteer, text)
    assert text[located.start : located.end] == "Lyon"


def test_no_name_no_place(gazetteer: Gazetteer) -> None:
    assert locate(gazetteer.find("Michael Jordan and Paris Hilton said so.", TEXT_WORDS)) is None
    assert locate([]) is None
    assert locate_all([]) == []


def test_mentions_may_be_cut_from_a_longer_text(gazetteer: Gazetteer) -> None:
    container = gazetteer.find("in Rubizhne, Luhansk region", TEXT_WORDS)[1:]
    located = locate(container)
    assert located is not None
    assert located.place.admin1 == "Luhansk"


def test_a_place_without_region_is_no_obstacle() -> None:
    place = Place("Nowhere", None, None, "XXX", "Nowhereland", 1.0, 2.0, 7, "town", 0)
    located = locate([PlaceMention("Nowhere", 0, 7, (place,), "in")])
    assert located == Located(place, 1, 0, 7)


@pytest.mark.parametrize(
    ("iso3", "name"),
    [
        ("COD", "Democratic Republic of Congo"),
        ("CIV", "Ivory Coast"),
        ("MMR", "Myanmar"),
        ("TUR", "Turkey"),
        ("PSE", "Palestine"),
        ("XKX", "Kosovo"),
        ("SWZ", "eSwatini"),
        ("FRA", "France"),
        ("ZZZ", "ZZZ"),
    ],
)
def test_country_names_are_acleds(iso3: str, name: str) -> None:
    assert acled_country_name(iso3) == name


@pytest.mark.parametrize(("name", "country"), [("Toledo", "ESP"), ("Salamanca", "ESP"), ("Guadalajara", "MEX")])
def test_a_town_counts_with_the_region_named_after_it(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert where(gazetteer, f"Bakers rallied in {name}.").place.country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen attacked Tripoli in northern Lebanon.", "LBN"),
        ("A bomb went off in Santiago, Philippines.", "PHL"),
        ("Troops entered Alexandria in southern Romania.", "ROU"),
    ],
)
def test_a_country_beside_a_place_decides(gazetteer: Gazetteer, text: str, country: str) -> None:
    assert where(gazetteer, text, countries=("LBY", "CHL", "EGY")).place.country == country


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rebels attacked a village 12 km south of Kismayo.", "Kismayo", 2),
        ("Rebels attacked a base 30 miles from Kismayo.", "Kismayo", 2),
        ("Rebels attacked a base in the south of Mali.", "Mali", 3),
        ("Rebels attacked a police station in Antioquia.", "Antioquia", 3),
        ("Bandits attacked a village in Kaduna's Zangon Kataf district.", "Zangon Kataf", 2),
        ("Ships were fired on in the Gulf.", "Persian Gulf", 3),
    ],
)
def test_what_is_near_a_place_or_a_part_of_it(gazetteer: Gazetteer, text: str, name: str, precision: int) -> None:
    found = where(gazetteer, text)
    assert (found.place.name, found.precision) == (name, precision)


@pytest.mark.parametrize(
    ("name", "word", "text", "without", "with_it"),
    [  # a word set, a word, and the place of a text where the set lacks it and where it has it
        ("no_place", "liberal", "Liberal voters cheered.", "Liberal", None),
        ("title_noun", "sultan", "Sultan met his envoys.", "Sultan", None),
        ("name_head", "lake", "Boats crossed Lake Jordan.", "Jordan", None),
        ("name_of", "brigade", "He served in the Brigade of Lagos in Kano.", "Lagos", "Kano"),
        ("text_noun", "memorandum", "They broke the Minsk memorandum.", "Minsk", None),
        ("region_noun", "voivodeship", "Floods hit Lublin voivodeship.", "Lublin", "Lubelskie"),
    ],
)
def test_the_words_beside_places_are_the_codebooks(
    gazetteer: Gazetteer, name: str, word: str, text: str, without: str | None, with_it: str | None
) -> None:
    own = getattr(TEXT_WORDS, name)
    for words, expected in ((own - {word}, without), (own | {word}, with_it)):
        located = locate(gazetteer.find(text, TEXT_WORDS._replace(**{name: words})))
        assert (located and located.place.name) == expected


@pytest.mark.parametrize(
    ("name", "word", "text", "cue", "says"),
    [
        ("town_noun", "oasis", "Raiders struck the oasis of Kufra.", "", "town"),
        ("district_noun", "arrondissement", "Raiders struck Kolda arrondissement.", "", "district"),
        ("area_noun", "hinterland", "Raiders struck the hinterland of Kano.", "", "area"),
        ("place_adjective", "ravaged", "Aid came to ravaged Goma.", "to", ""),
        ("elsewhere_of", "envoy", "The envoy of Chad spoke.", "envoy of", ""),
        ("elsewhere_in", "famine", "They spoke of famine in Chad.", "famine in", ""),
        ("elsewhere_from", "pilgrim", "They met pilgrims from Chad.", "pilgrims from", ""),
        ("elsewhere_with", "feud", "They spoke of the feud with Chad.", "feud with", ""),
    ],
)
def test_what_a_word_beside_a_place_says_is_the_codebooks(
    gazetteer: Gazetteer, name: str, word: str, text: str, cue: str, says: str
) -> None:
    (plain,) = gazetteer.find(text, TEXT_WORDS)
    (found,) = gazetteer.find(text, TEXT_WORDS._replace(**{name: getattr(TEXT_WORDS, name) | {word}}))
    assert (found.cue, found.says) == (cue, says) != (plain.cue, plain.says)
