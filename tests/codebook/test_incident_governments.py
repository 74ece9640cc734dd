"""acled_governments.yml: what is wrong in it is told once, with its line."""

from datetime import date

import pytest

from pipeline.codebook.incidents.governments import Governments, read_governments
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import Fault

COUNTRIES = {"KEN", "SOM", "USA"}
BODY = "countries: {KEN: {name: Kenya, since: [2002, 2013-04-09]}}\n"


def read(text: str) -> tuple[Governments, list[Fault]]:
    faults: list[Fault] = []
    return read_governments(
        parse_yaml(text, "acled_governments.yml"), "acled_governments.yml", faults, COUNTRIES
    ), faults


def test_a_sound_file() -> None:
    text = BODY + (
        "with_article: [USA]\n"
        "ruling: [{group: grp.a, country: SOM, since: 2006}, {group: grp.b, since: 2007-01-02}]\n"
        "wars: [{between: [KEN, SOM], since: [2011-10-16, 2012-06-01]}, {between: [USA, SOM], since: 2020}]\n"
    )
    found, faults = read(text)
    assert faults == []
    assert found.starts["KEN"] == (date(2002, 1, 1), date(2013, 4, 9))
    assert found.ruling["grp.b"] == (None, date(2007, 1, 2))
    assert found.enemy("KEN", date(2012, 1, 1)) == "SOM" and found.enemy("KEN", date(2012, 6, 1)) is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("with_article: USA", "'with_article' must be a list of words"),
        ("with_article: [[a]]", "'with_article' must be a list of words"),
        ("with_article: [XXX]", "'XXX' is no country of the actor files"),
        ("ruling: grp.a", "'ruling' must be a list of mappings"),
        ("ruling: [{country: SOM, since: 2006}]", "'group' is missing or no text"),
        ("ruling: [{group: grp.a, country: XXX, since: 2006}]", "'XXX' is no country"),
        ("ruling: [{group: grp.a, country: [SOM], since: 2006}]", "'country' must be text"),
        ("ruling: [{group: grp.a, sinse: 2006}]", "unknown key 'sinse'"),
        ("ruling: [{group: grp.a, since: [2006, 2007]}]", "'grp.a' needs one day"),
        ("wars: [{between: [KEN, SOM], since: 2006, untl: 2007}]", "unknown key 'untl'"),
        ("wars: [{between: [[KEN], [SOM]], since: 2006}]", "'between' must be a list of words"),
        ("wars: [{between: [KEN, XXX], since: 2006}]", "'XXX' is no country"),
        ("wars: [{between: [KEN, SOM], since: [[a]]}]", "'since' must be a list of words"),
        ("wars: [{between: [KEN, SOM]}]", "a war needs two states"),
        ("peace: [KEN]", "unknown key 'peace'"),
    ],
)
def test_faults(line: str, what: str) -> None:
    _, faults = read(BODY + line + "\n")
    told = [fault for fault in faults if what in fault.what]
    assert [(fault.path, fault.line) for fault in told] == [("acled_governments.yml", 2)]
    assert len(faults) <= 2


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("KEN: Kenya", "'KEN' must hold a name"),
        ("KEN: {nam: Kenya}", "unknown key 'nam'"),
        ("KEN: {name: [Kenya]}", "'name' must be text"),
        ("XXX: {name: Nowhere}", "'XXX' is no country"),
        ("KEN: {name: Kenya, since: [2013, 2002]}", "'2002' does not come after"),
        ("KEN: {name: Kenya, since: soon}", "'soon' is no date"),
        ("KEN: {name: Kenya, since: {a: b}}", "'since' must be a list"),
    ],
)
def test_faults_of_countries(entry: str, what: str) -> None:
    _, faults = read(f"countries:\n  {entry}\n")
    assert [(fault.line, what in fault.what) for fault in faults] == [(2, True)]
