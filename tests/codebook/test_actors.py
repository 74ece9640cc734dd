"""Actor files and the faults found in them."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.actors.book import plural, short_names
from pipeline.codebook.actors.reader import Acled, Actor, ActorBook, Country, DatedRole, read_actors
from pipeline.errors import Fault

UKRAINE = """
  - {id: cty.ukr, kind: country, name: Ukraine, code: UKR, iso: "804", region: Europe, capitals: [Kyiv]}
"""


def read(tmp_path: Path, actors: str = "", roles: str = "") -> tuple[ActorBook, list[Fault]]:
    text = "about: Test.\n" + (f"actors:\n{actors}\n" if actors else "") + (f"roles:\n{roles}\n" if roles else "")
    (tmp_path / "book.yml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return read_actors([tmp_path / "book.yml"], faults, tmp_path), faults


def test_countries_are_listed_by_iso3(tmp_path: Path) -> None:
    book, faults = read(tmp_path, UKRAINE)
    assert faults == []
    assert book.countries == {"UKR": Country("UKR", "cty.ukr", "Ukraine", 804, "Europe", ("Kyiv",))}


def test_an_actor_keeps_dated_roles_and_acled_name(tmp_path: Path) -> None:
    entry = """
  - id: grp.x
    kind: armed
    name: Group X
    roles: [{country: UKR, role: REB, from: 2014-01-01, to: 2015-01-01}]
    acled: {name: Group X, inter: Rebel group, home: [UKR]}
"""
    book, faults = read(tmp_path, UKRAINE + entry)
    held = DatedRole("UKR", ("REB",), date(2014, 1, 1), date(2015, 1, 1))
    assert faults == []
    assert book.actors["grp.x"] == Actor(
        "grp.x", "armed", "Group X", None, (held,), Acled("Group X", "Rebel group", ("UKR",))
    )


def test_find_gives_the_kind_of_name(tmp_path: Path) -> None:
    book, _ = read(tmp_path, UKRAINE, "  - {id: role.police, role: COP, nouns: [police officer]}")
    matches = book.find(["Kyiv", "police", "officers"])
    assert [(m.first, m.last, m.entries[0].kind, m.entries[0].of.id) for m in matches] == [
        (0, 1, "capital", "cty.ukr"),
        (1, 3, "role", "role.police"),
    ]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, colour: red}", "unknown key 'colour'"),
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, adjectives: [X]}", "unknown key 'adjectives'"),
        ("{kind: armed, name: X, code: UKRREB}", "entry without an id"),
        ("{id: cty.ukr, kind: armed, name: X, code: UKRREB}", "id 'cty.ukr' is taken"),
        ("{id: grp.x, kind: army, name: X, code: UKRREB}", "'grp.x' has no known kind"),
        ("{id: grp.x, kind: armed, code: UKRREB}", "'grp.x' has no name"),
        ("{id: grp.x, kind: armed, name: X}", "'grp.x' has neither a code nor roles"),
        ("{id: grp.x, kind: armed, name: X, code: UKRRE}", "'UKRRE' is no actor code"),
        ("{id: grp.x, kind: armed, name: X, code: ZZZREB}", "'ZZZREB' begins with no country"),
        ("{id: grp.x, kind: armed, name: X, code: UKRXYZ}", "'XYZ' in 'UKRXYZ' is no CAMEO role"),
        ("{id: grp.x, kind: armed, name: X, code: UKRGOVRUS}", "'RUS' in 'UKRGOVRUS' is no CAMEO role"),
        ("{id: per.x, kind: person, name: X, roles: [{code: ZZZGOV}]}", "'ZZZGOV' begins with no country"),
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, from: 2014}", "'2014' is no date"),
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, from: 2015-01-01, to: 2014-01-01}", "'from' 2015-01-01"),
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, also: X}", "'also' must be a list of texts"),
        ("{id: grp.x, kind: armed, name: [X], code: UKRREB}", "'name' must be text"),
        ("{id: per.x, kind: person, name: X, roles: [{country: UKR, role: GUV}]}", "unknown role code 'GUV'"),
        ("{id: per.x, kind: person, name: X, roles: [{country: UKX, role: GOV}]}", "unknown country code 'UKX'"),
        ("{id: per.x, kind: person, name: X, roles: [{role: GOV}]}", "a dated role needs either"),
        ("{id: per.x, kind: person, name: X, roles: GOV}", "'roles' must be a list of mappings"),
        ("{id: grp.x, kind: armed, name: X, code: UKRREB, acled: {inter: Rebels}}", "'Rebels' is no ACLED inter"),
        ("{id: cty.x, kind: country, name: X, code: XXX, iso: UA}", "'UA' is no ISO 3166-1 number"),
        ("just text", "an entry of 'actors' must be a mapping"),
    ],
)
def test_each_fault_is_told_with_its_line(entry: str, what: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, f"{UKRAINE}  - {entry}")
    assert [(fault.path, fault.line) for fault in faults if fault.what.startswith(what)] == [("book.yml", 5)]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("{id: role.x, nouns: [x]}", "'role.x' has neither a role nor a code"),
        ("{id: role.x, role: XYZ, nouns: [x]}", "unknown role code 'XYZ'"),
        ("{id: role.x, code: ZZZPKO, nouns: [x]}", "'ZZZPKO' begins with no country"),
        ("{id: role.x, role: COP, noun: [x]}", "unknown key 'noun'"),
        ("{id: role.x, role: COP, nouns: [Soldier]}", "'Soldier' is a noun of two roles"),
    ],
)
def test_faults_of_role_nouns(entry: str, what: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, roles=f"  - {{id: role.mil, role: MIL, nouns: [soldier]}}\n  - {entry}")
    assert [fault.what[: len(what)] for fault in faults] == [what]


def test_all_faults_are_collected_and_sound_entries_kept(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("actors: [", encoding="utf-8")
    (tmp_path / "good.yml").write_text(f"about: Good.\nactors:{UKRAINE}  - {{id: x}}\n  - {{id: y}}", encoding="utf-8")
    faults: list[Fault] = []
    book = read_actors([tmp_path / "bad.yml", tmp_path / "good.yml"], faults, tmp_path)
    assert [(fault.path, fault.line) for fault in faults] == [("bad.yml", 2), ("good.yml", 4), ("good.yml", 5)]
    assert list(book.actors) == ["cty.ukr"]


def test_an_ethnic_group_makes_its_code_a_role(tmp_path: Path) -> None:
    people = "  - {id: eth.kur, kind: people, name: Kurds, code: KUR}\n"
    person = "  - {id: per.x, kind: person, name: X Y, roles: [{country: UKR, role: OPPKUR}]}"
    book, faults = read(tmp_path, UKRAINE + people + person)
    assert faults == []
    assert book.split("UKROPPKURXYZ") == ("UKR", ("OPP", "KUR"))


@pytest.mark.parametrize("code", ["IGOUNOXYZ", "MNCUKR", "AFR", "AFRREB", "UKRREBALQ", "UKRHUIMOS", "MOSSUN", "HUI"])
def test_codes_of_more_than_countries_and_roles(code: str, tmp_path: Path) -> None:
    known = "  - {id: eth.hui, kind: people, name: Hui, code: UKRHUIMOS}\n"
    known += "  - {id: reg.x, kind: coalition, name: Y, code: AFR}"
    assert read(tmp_path, f"{UKRAINE}{known}\n  - {{id: grp.x, kind: armed, name: X, code: {code}}}")[1] == []


def test_a_people_may_have_a_religion_too(tmp_path: Path) -> None:
    book, _ = read(tmp_path, f"{UKRAINE}  - {{id: eth.hui, kind: people, name: Hui, code: UKRHUIMOS}}")
    assert book.split("UKRHUIMOS") == ("UKR", ("HUI", "MOS"))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("police officer", "police officers"),
        ("chief of staff", "chiefs of staff"),
        ("army", "armies"),
        ("envoy", "envoys"),
        ("coach", "coaches"),
        ("boss", "bosses"),
        ("troops", "troops"),
    ],
)
def test_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Boris Johnson", "GBR", {"johnson"}),
        ("Xi Jinping", "CHN", {"xi"}),
        ("Andrés Manuel López Obrador", "MEX", {"manuel lopez obrador", "lopez obrador", "obrador"}),
        ("Tsai Ing-wen", "TWN", {"tsai"}),
        ("Joseph Wu", "TWN", {"wu"}),
        ("John Lee Ka-chiu", "HKG", {"lee"}),
        ("Pele", "BRA", set()),
    ],
)
def test_short_names_of_people(name: str, country: str, expected: set[str]) -> None:
    person = Actor("per.x", "person", name, None, (DatedRole(country, ("GOV",), None, None),))
    assert short_names(name, person) == expected


@pytest.mark.parametrize("turned", [False, True])
def test_of_countries_with_one_code_the_state_stands_for_it_in_any_order(tmp_path: Path, turned: bool) -> None:
    entries = [
        "  - {id: cty.ukr, kind: country, name: Ukraine, code: UKR, iso: '804'}",
        "  - {id: cty.old, kind: country, name: Ukrainian SSR, code: UKR, to: 1991-12-26}",
        "  - {id: cty.land, kind: country, name: Donetsk Republic, code: UKR}",
        "  - {id: cty.ant, kind: country, name: Old Antilles, code: ANT, to: 2010-10-10}",
        "  - {id: cty.zzz, kind: country, name: Antilles, code: ANT, from: 2010-10-10}",
    ]
    book, faults = read(tmp_path, "\n".join(reversed(entries) if turned else entries))
    assert faults == []
    assert {code: country.name for code, country in book.countries.items()} == {"UKR": "Ukraine", "ANT": "Antilles"}
