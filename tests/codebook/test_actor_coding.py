"""Phrases and the codes CAMEO's rules give them."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.actors.article import Article
from pipeline.codebook.actors.coding import UNKNOWN, Coding, Context, code_actor
from pipeline.codebook.actors.reader import ActorBook, read_actors
from pipeline.errors import Fault
from pipeline.mentions import Arg, Word
from tests.codebook.actor_phrases import phrase

SAMPLE = Path(__file__).with_name("actors_sample.yml")
WHEN = date(2019, 6, 1)


@pytest.fixture(scope="module")
def book() -> ActorBook:
    faults: list[Fault] = []
    book = read_actors([SAMPLE], faults, SAMPLE.parent)
    assert faults == []
    return book


CASES = {
    # States, their adjectives, people, capitals and seats
    "Ukraine": "UKR",
    "the Russian Federation": "RUS",
    "Kyiv": "UKR",
    "Washington": "USA",
    "the Kremlin": "RUSGOV",
    "the White House": "USAGOV",
    "the Americans": "USA",
    "Palestinians": "PSE",
    "the Chinese/ADJ": "CHN",
    "opposition Ukrainians": "UKROPP",
    # An agency is a state's where the phrase names the state
    "Ukraine's aviation agency": "UKRGOV",
    "the aviation agency": None,
    "U.S./PROPN": "USA",
    "TURKEY": "TUR",
    "EU member Bulgaria": "BGR",
    "Kremlin troops": "RUSMIL",
    "Kremlin sources": "RUSGOV",
    # A country and a thing without a role: the country alone
    "Russian gas": "RUS",
    "Iranian oil": "IRN",
    "Ukraine 's decision": "UKR",
    "U.S. calls": "USA",
    "Syrian border": "SYR",
    # A country and role nouns
    "Russian troops": "RUSMIL",
    "Ukraine 's army": "UKRMIL",
    "Kenya police": "KENCOP",
    "Bulgarian riot police": "BGRCOP",
    "Nairobi policemen": "KENCOP",
    "police ; prep in Nairobi": "KENCOP",
    "soldiers ; prep from Rwanda": "RWAMIL",
    "minister ; prep of Israel": "ISRGOV",
    "chiefs* of staff ; prep of Iraq": "IRQGOV",
    "the Turkish defence minister": "TURGOVMIL",
    "Turkish government official": "TURGOV",
    "Syrian army official": "SYRMIL",
    "Russian defense ministry spokesman": "RUSGOVMIL",
    "Kenyan health ministry spokesman": "KENGOVHLH",
    "spokesman ; prep for the Russian army": "RUSMIL",
    "official ; prep from the health ministry ; prep of Kenya": "KENGOVHLH",
    "Syrian rebel commander": "SYRREB",
    "Thai opposition lawmakers": "THAOPPLEG",
    "Thai opposition supporters": "THAOPP",
    "Syrian government doctors": "SYRGOVHLH",
    "Syrian state media": "SYRMED",
    "Iraqi civilians": "IRQCVL",
    "Kyiv residents": "UKRCVL",
    "Syrian refugees ; prep in Turkey": "SYRREF",
    "Israel 's Palestinian residents": "PSECVL",
    "Putin 's Chinese counterpart": "RUSGOV",
    "US Syria envoy": "USAGOV",
    "Turkey 's Syria envoy": "TURGOV",
    "dozens of Kenyan police": "KENCOP",
    "Russian soldiers ; prep in Ukraine": "RUSMIL",
    "an ambassador ; prep to Kenya": "GOV",
    "gunmen": "UAF",
    "jihadist gunmen": "UAFMOS",
    "anti-government protesters ; prep in Bangkok": "THAOPP",
    "hospital ; prep in Damascus": "SYRHLH",
    # Titles of the past
    "former Thai prime minister": "THAELI",
    "ex - president ; prep of Kenya": "KENELI",
    "Kenya 's late president": "KENELI",
    "the former president 's soldiers": "MIL",
    "former Syrian rebels": "SYRREB",
    "former Thai prime minister Somchai Wong": "THAELI",
    # Countries that are not the actor's own
    "Pro - Russian separatists": "SEP",
    "pro-Russian/ADJ separatists": "SEP",
    "anti - Russian protesters": "OPP",
    "US - backed Syrian rebels": "SYRREB",
    "U.S.-backed/ADJ rebels": "REB",
    "Iran - aligned militia": "UAF",
    "Turkey - backed fighters ; prep in Syria": "SYRREB",
    "US - led coalition": "USA",
    "US backed rebels": "REB",
    "NATO - led troops": "IGONATMIL",
    "Hamas - led march": None,
    "Ukrainian armed soldiers": "UKRMIL",
    "Ukrainian - armed rebels": "REB",
    "anti - Hamas protesters": "OPP",
    "Hamas - run health ministry": "GOVHLH",
    # Groups, institutions and companies
    "Hamas": "PSEREBHAM",
    "Hamas fighters": "PSEREBHAM",
    "Hamas official": "PSEREBHAM",
    "Palestinian group ; appos Hamas": "PSEREBHAM",
    "a spokesman ; prep for Hamas": "PSEREBHAM",
    "member ; prep of the PKK": "TURREB",
    "PKK": "TURREB",
    "Kurdistan Workers ' Party": "TURREB",
    "Pentagon officials": "USAMIL",
    "Bank* of China": "CHNBUS",
    "EU lawmakers": "IGOEECLEG",
    "NATO troops": "IGONATMIL",
    "U.N. spokesman": "IGOUNO",
    "UN peacekeepers": "IGOUNOPKO",
    "U.S. ambassador ; prep to NATO": "USAGOV",
    "peacekeepers": "IGOPKO",
    "peacekeepers ; prep in Syria": "IGOPKO",
    "Rwandan peacekeepers": "RWAPKO",
    "foreign troops ; prep in Syria": "INTMIL",
    "Taliban": "IGOREB",
    "Australian Labour Party": "AUSPTY",
    "British Labour Party": "GBROPPPTY",
    "Labour Party": None,  # whose?
    "British Labour lawmakers": "GBROPPPTYLEG",
    # Groups nobody lists
    "Ogaden Liberation Front": "REB",
    "Kenya Freedom Party": "KENPTY",
    "a birthday party": None,
    "Syrian Martyrs Brigade": "SYRUAF",
    "Free Kenya Movement": "KEN",
    # Regions act like countries, where none is named
    "African leaders": "AFRGOV",
    "African police": "AFRCOP",
    "police ; prep in Africa": "AFRCOP",
    "Kenya 's African troops": "KENMIL",
    # Peoples and religions
    "Kurds": "KUR",
    "Kurdish militants": "UAFKUR",
    "Iraqi Kurdish fighters": "IRQREBKUR",
    "Iraqi Kurds": "IRQKUR",
    "Sunni extremists ; prep in Iraq": "IRQSUNRAD",
    "Rohingya refugees": "MMRROHREF",
    # People
    "Boyko Borisov": "BGRGOV",
    "Bulgarian prime minister Boiko Borisov": "BGRGOV",
    "Kremlin critic Alexei Navalny": "RUSOPP",
    "Russian president ; appos Vladimir Putin": "RUSGOV",
    "Putin": "RUSGOV",
    "President Xi": "CHNGOV",
    "Putin 's soldiers": "RUSMIL",
    "Vladimir Putin 's decision": "RUSGOV",
    "supporters ; prep of Alexei Navalny": "RUSCVL",
    "Kenya 's UN diplomat": "KENGOV",
    "an Israeli/ADJ hostage ; prep of Hamas": "ISRCVL",
    "Boris Johnson": "GBRGOV",
    "Mr. Johnson": "GBRGOV",
    "Michael Johnson": None,
    "Australian minister Johnson": "AUSGOV",
    "Judge Johnson": "JUD",
    "Khan": None,
    "U.N. chief Antonio Guterres": "IGOUNO",
    "Kenya 's deputy military intelligence chief Josphat Mwangi": "KENMILSPY",
    "Turkish defense ministry spokesman ; appos Emre Aydin": "TURGOVMIL",
    "Josphat Mwangi ; appos deputy chief of Kenya 's military intelligence": "KENMILSPY",
    # Last resorts, and nothing
    "the war ; prep in Ukraine": "UKR",
    "a resolution ; prep on Syria": "SYR",
    "he": None,
    "the deal": None,
    "Congo": None,
    "a turkey/NOUN": None,
    "the turkey/PROPN": None,
    "us": None,
    "Syria , a country": "SYR",
    "policemen": "COP",
}


@pytest.mark.parametrize(("text", "code"), CASES.items())
def test_phrase_has_code(text: str, code: str | None, book: ActorBook) -> None:
    coding = code_actor(phrase(text), WHEN, book)
    assert coding.code == code, coding.how


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (date(2008, 1, 1), "BGRGOV"),  # before any office: what the title says
        (date(2009, 7, 27), "BGRGOV"),
        (date(2013, 3, 12), "BGRGOV"),
        (date(2013, 3, 13), "BGROPP"),
        (date(2021, 5, 12), "BGRELI"),
    ],
)
def test_offices_hold_within_their_dates(when: date, code: str, book: ActorBook) -> None:
    assert code_actor(phrase("prime minister Boyko Borisov"), when, book).code == code


def test_before_any_office_a_person_is_of_the_country(book: ActorBook) -> None:
    coding = code_actor(phrase("Boyko Borisov"), date(2008, 1, 1), book)
    told = {"resolution": "name", "country_from": "name"}
    assert coding == Coding("BGR", "BGR", (), "Boyko Borisov", "per.borisov", coding.how, **told)


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("Ukraine", "name"),
        ("the Kremlin", "alias"),
        ("Boyko Borisov", "name"),
        ("Putin", "surname"),
        ("Bulgarian riot police", "role"),
        ("Hamas fighters", "role"),
        ("Russian gas", "words"),
        ("a tractor", None),
    ],
)
def test_a_coding_tells_how_the_words_were_understood(text: str, resolution: str | None, book: ActorBook) -> None:
    assert code_actor(phrase(text), WHEN, book).resolution == resolution


def test_groups_change_their_role_and_end(book: ActorBook) -> None:
    assert code_actor(phrase("Taliban"), date(2022, 1, 1), book).code == "IGOGOV"
    assert code_actor(phrase("PKK"), date(2026, 1, 1), book).code is None


def test_coding_tells_country_roles_name_and_reason(book: ActorBook) -> None:
    coding = code_actor(phrase("Boyko Borisov"), date(2010, 1, 2), book)
    assert coding.country == "BGR"
    assert coding.roles == ("GOV",)
    assert coding.entity == "per.borisov"
    assert coding.how == "name 'Boyko Borisov' on 2010-01-02"
    troops = code_actor(phrase("Russian troops"), WHEN, book)
    assert (troops.name, troops.noun) == (None, "role.military")
    assert troops.how == "country from adjective 'Russian' + role.military"


TOLD_BY = {
    "Kenya": "name",
    "Kyiv": "name",
    "Hamas": "name",
    "Boyko Borisov": "name",
    "Rohingya refugees": "name",
    "Kenyan/ADJ police": "adjective",
    "Kenya 's police": "possessive",
    "Kenya police": "modifier",
    "Kremlin troops": "modifier",
    "police ; prep in Nairobi": "preposition",
    "spokesman ; prep for Kenya 's army": "preposition",
    "Josphat Mwangi ; appos a Kenyan/ADJ general": "apposition",
    "Pentagon officials": "title",
    "Hamas fighters": "title",
    "a spokesman ; prep for Hamas": "preposition",
    "Putin 's soldiers": "possessive",
    "US - led coalition": "leader",
    "a resolution ; prep on Syria": "topic",
    "police": None,
    "NATO troops": None,
    "the deal": None,
}


@pytest.mark.parametrize(("text", "source"), TOLD_BY.items())
def test_a_coding_says_what_told_its_country(text: str, source: str | None, book: ActorBook) -> None:
    coding = code_actor(phrase(text), WHEN, book)
    assert coding.country_from == source
    assert (coding.country is None) == (source is None)


ORDER_OF_TRUST = [
    ("adjective", "Israel 's Syrian/ADJ police"),
    ("adjective", "Syrian/ADJ Kenya police"),
    ("adjective", "Syrian/ADJ police ; prep in Kenya"),
    ("adjective", "Syrian/ADJ police ; appos a Kenyan/ADJ unit"),
    ("adjective", "Syrian/ADJ Pentagon officials"),
    ("possessive", "Syria 's Kenya police"),
    ("possessive", "Syria 's police ; prep in Kenya"),
    ("possessive", "Syria 's police ; appos a Kenyan/ADJ unit"),
    ("modifier", "Syria police ; prep in Kenya"),
    ("modifier", "Syria police ; appos a Kenyan/ADJ unit"),
    ("preposition", "police ; prep in Syria ; appos a Kenyan/ADJ unit"),
]


@pytest.mark.parametrize(("source", "text"), ORDER_OF_TRUST)
def test_what_is_trusted_less_never_overrules(source: str, text: str, book: ActorBook) -> None:
    coding = code_actor(phrase(text), WHEN, book, Context("KEN"))
    assert (coding.country, coding.country_from) == ("SYR", source)


def test_the_article_tells_the_country_only_where_the_phrase_does_not(book: ActorBook) -> None:
    for text in ("Syrian/ADJ police", "Syria 's police", "police ; prep in Syria"):
        assert code_actor(phrase(text), WHEN, book, Context("KEN")).country == "SYR"
    coding = code_actor(phrase("police"), WHEN, book, Context("KEN"))
    assert (coding.country, coding.country_from) == ("KEN", "article")


def test_international_actors_have_no_country(book: ActorBook) -> None:
    assert code_actor(phrase("NATO"), WHEN, book)[:4] == ("IGONAT", None, ("IGO",), "NATO")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the country 's army", "KENMIL"),
        ("the country", "KEN"),
        ("a country", None),
        ("its soldiers", "KENMIL"),
        ("police", "KENCOP"),
        ("Kurdish militants", "KENUAFKUR"),
        ("Ugandan-led/ADJ police", "KENCOP"),
        ("the deal", None),
        ("foreign journalists", "MED"),  # `abroad` of the sample has this word, and not the next
        ("overseas journalists", "KENMED"),
        ("foreign troops", "INTMIL"),
        ("peacekeepers", "IGOPKO"),
        ("Syrian police", "SYRCOP"),
        ("Iran - backed militia", "KENUAF"),
    ],
)
def test_the_articles_country_helps_role_nouns(text: str, code: str | None, book: ActorBook) -> None:
    assert code_actor(phrase(text), WHEN, book, Context("KEN")).code == code


def coded(text: str, book: ActorBook, context: Context) -> Coding:
    return code_actor(phrase(text), WHEN, book, context)


def test_a_bare_surname_is_forgotten_years_after_the_last_office(book: ActorBook) -> None:
    codes = [code_actor(phrase("Johnson"), date(year, 1, 1), book).code for year in (2010, 2020, 2024, 2030)]
    assert codes == [None, "GBRGOV", "GBRELI", None]


def test_a_shared_name_is_settled_by_the_articles_country(book: ActorBook) -> None:
    assert coded("Labour Party", book, Context("GBR")).code == "GBROPPPTY"
    assert coded("Labour Party", book, Context("AUS")).code == "AUSPTY"


def test_a_phrase_of_every_odd_shape_is_answered(book: ActorBook) -> None:
    odd = [Word(form, form, pos, part) for form in ("'s", "-", "Putin", "of", "U.S.-led") for pos in ("PROPN", "PUNCT")
           for part in ("prep", "appos", "odd")]  # fmt: skip
    for first in odd:
        for second in odd:
            code = code_actor((first, second), WHEN, book, Context("KEN")).code
            assert code is None or len(code) % 3 == 0


def test_no_words_and_marks_only_are_nobody(book: ActorBook) -> None:
    assert code_actor((), WHEN, book) == UNKNOWN
    assert code_actor((Word("--", "--", "PUNCT", "head"),), WHEN, book) == UNKNOWN


def test_role_nouns_match_on_lemma_too(book: ActorBook) -> None:
    words = (Word("Syrian", "syrian", "ADJ", "mod"), Word("soldiery", "soldier", "NOUN", "head"))
    assert code_actor(words, WHEN, book).code == "SYRMIL"


def test_a_pickled_book_codes_the_same(book: ActorBook) -> None:
    again = pickle.loads(pickle.dumps(book))  # noqa: S301
    for text in list(CASES)[:30]:
        assert code_actor(phrase(text), WHEN, again) == code_actor(phrase(text), WHEN, book)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Kyiv", {"ACTOR", "STATE"}),
        ("the Kremlin", {"ACTOR", "STATE", "GOV"}),
        ("Kremlin troops", {"ACTOR", "MIL"}),
        ("Russian gas", set()),  # a nationality alone is nobody
        ("its troops", {"ACTOR", "MIL"}),
        ("a tractor", set()),
    ],
)
def test_kinds_of_actor(book: ActorBook, words: str, kinds: set[str]) -> None:
    listed = phrase(words)
    assert Article(WHEN, book).kinds(Arg("object", 0, 9, listed[-1].lemma, listed[-1].pos, None, listed)) == kinds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kenya/NOUN", "KEN"),
        ("kenyan/ADJ police", "KENCOP"),
        ("turkey/PROPN", "TUR"),
        ("a turkey/NOUN", None),
        ("hamas/NOUN", None),  # one common word may be a group's name
        ("kurdistan workers ' party", "TURREB"),
    ],
)
def test_text_without_capitals(text: str, code: str | None, book: ActorBook) -> None:
    assert code_actor(phrase(text), WHEN, book, Context(small=True)).code == code
