"""The shipped role nouns, organisations, armed groups, parties and peoples: well-formed codes, no shared names."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook.phrases import normal, tokenize
from pipeline.codebook.yamlio import load_yaml

FOLDER = Path(__file__).parents[2] / "codebooks" / "actors"
FILES = ("roles", "international", "armed_groups", "parties", "peoples")
LEAST = {"roles": 100, "international": 120, "armed_groups": 350, "parties": 150, "peoples": 100}
KINDS = {
    "roles": {None},
    "international": {"igo", "ngo", "company", "media", "coalition"},
    "armed_groups": {"armed"},
    "parties": {"party"},
    "peoples": {"people"},
}

# CAMEO 1.1b3: actor roles, international prefixes, regions and religions; then the specialities of organisations.
ROLES = set(
    """
    COP GOV INS JUD MIL OPP REB SEP SPY UAF PTY AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF MOD RAD
    """.split()
)
INTERNATIONAL = {"IGO", "IMG", "INT", "MNC", "NGM", "NGO", "UIS"}
REGIONS = set(
    """
    AFR ARB ASA BLK CAS CAU CEU CFR CRB EAF EEU EUR LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WEU WST
    """.split()
)
RELIGIONS = set(
    """
    ALE BAH BUD CHR CPT CTH DOX DRZ HIN ITR JAN JEW JHW LDS MOS MRN NRM PRO SFI SHI SIK SUN TAO UDX ZRO
    """.split()
)
SPECIALITIES = set(
    """
    ADB AFU ALQ AMN APE ARL ASN CEM CES CIS COE CWN EAC EBR EEC GCC GOE GOS HCH HCR HMS HUT IAD IAE ICC ICJ ILO IMF
    IRC ITP KID KUR MSF NAT OEC OIC OPC ORO PKO SAA SAD SCE TAM UIG UNO WAM WAS WBK WCT WFP WHO WTO XFM
    """.split()
)
INTER = {
    "State forces", "Rebel group", "Political militia", "Identity militia",
    "Rioters", "Protesters", "Civilians", "External/Other forces",
}  # fmt: skip
# Names that two entries share in the news; the article decides.
KNOWN_AMBIGUOUS = {"rsf"}


@cache
def entries(name: str) -> list[Any]:
    listed = list(load_yaml(FOLDER / f"{name}.yml")["roles" if name == "roles" else "actors"])
    assert listed
    return listed


@cache
def countries() -> set[str]:
    return {entry["code"] for entry in entries("countries") if "code" in entry}


def everything() -> Iterator[Any]:
    for name in FILES:
        yield from entries(name)


def actors() -> Iterator[Any]:
    for name in FILES[1:]:
        yield from entries(name)


def key(name: str) -> str:
    return " ".join(normal(token.form) for token in tokenize(name))


def names(entry: Any) -> list[str]:
    listed = [name for field in ("also", "nouns") for name in entry.get(field, [])]
    return [entry["name"], *listed] if "name" in entry else listed


def triples(code: str) -> list[str]:
    return re.findall("...", code)


def coded(entry: Any) -> Iterator[str]:
    """Every code an entry can give, its role codes appended to their country."""
    if "code" in entry:
        yield entry["code"]
    for role in entry.get("roles", []):
        yield role["country"] + role["role"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_enough_entries_of_its_kinds(name: str) -> None:
    assert len(entries(name)) >= LEAST[name]
    assert {entry.get("kind") for entry in entries(name)} == KINDS[name]


def test_role_nouns_cover_every_cameo_role() -> None:
    used = {triple for entry in entries("roles") for triple in triples(entry.get("role", ""))}
    assert used >= ROLES
    assert sum(len(entry["nouns"]) for entry in entries("roles")) >= 500


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in everything()]
    assert len(ids) == len(set(ids))


def test_a_name_belongs_to_one_actor_and_a_noun_to_one_role() -> None:
    for group in (actors(), entries("roles")):
        owners = defaultdict(set)
        for entry in group:
            for name in names(entry):
                owners[key(name)].add(entry["id"])
        shared = {name for name, ids in owners.items() if len(ids) > 1}
        assert shared <= KNOWN_AMBIGUOUS


def test_no_entry_repeats_a_name() -> None:
    repeated = [e["id"] for e in everything() if len(set(map(key, names(e)))) < len(names(e))]
    assert repeated == []


def test_no_name_vanishes_or_is_a_pronoun() -> None:
    keys = {key(name) for entry in everything() for name in names(entry)}
    assert not keys & {"", "who", "it", "us", "them", "is", "may", "can", "march"}


def test_role_codes_are_cameo_roles_and_religions() -> None:
    for entry in entries("roles"):
        assert ("role" in entry) != ("code" in entry), entry["id"]
        code = entry.get("role") or entry["code"]
        assert len(code) % 3 == 0 and set(triples(code)) <= ROLES | RELIGIONS | INTERNATIONAL | {"PKO"}, entry["id"]


def test_actor_codes_start_with_a_country_or_an_international_prefix() -> None:
    for name in FILES[1:4]:
        for entry in entries(name):
            for code in coded(entry):
                assert len(code) % 3 == 0, entry["id"]
                assert triples(code)[0] in countries() | INTERNATIONAL | REGIONS, entry["id"]


def test_actor_codes_go_on_with_cameo_triples() -> None:
    known = ROLES | RELIGIONS | REGIONS | SPECIALITIES | countries()
    for name in FILES[1:4]:
        for entry in entries(name):
            for code in coded(entry):
                assert set(triples(code)[1:]) <= known, entry["id"]


def test_codes_of_peoples_never_pass_for_another_country() -> None:
    for entry in entries("peoples"):
        code = entry["code"]
        assert re.fullmatch("([A-Z]{3})+", code), entry["id"]
        assert len(code) > 3 or code not in countries(), entry["id"]


def test_every_actor_has_a_code_or_dated_roles() -> None:
    assert [entry["id"] for entry in actors() if ("code" in entry) == ("roles" in entry)] == []


def test_dates_are_dates_and_run_forwards() -> None:
    for entry in actors():
        spans = [entry, *entry.get("roles", [])]
        for span in spans:
            start, end = span.get("from", "0001-01-01"), span.get("to", "9999-12-31")
            assert date.fromisoformat(start) < date.fromisoformat(end), entry["id"]


def test_roles_of_an_actor_do_not_overlap() -> None:
    for entry in actors():
        roles = entry.get("roles", [])
        for before, after in pairwise(roles):
            assert before["to"] <= after["from"], entry["id"]


def test_inter_labels_are_those_of_acled() -> None:
    labels = {entry["acled"]["inter"] for entry in everything() if "inter" in entry.get("acled", {})}
    assert labels <= INTER
    assert {"State forces", "Rebel group", "Political militia", "External/Other forces"} <= labels


def test_armed_groups_carry_their_acled_name_inter_and_home_countries() -> None:
    for entry in entries("armed_groups"):
        acled = entry["acled"]
        assert acled["name"] and acled["inter"] in INTER, entry["id"]
        assert acled["home"] and set(acled["home"]) <= countries(), entry["id"]
