"""The table of words that point back, and the faults found in it."""

from pathlib import Path

import pytest

from pipeline.codebook.actors.reader import read_actors
from pipeline.codebook.actors.references import Reference, References
from pipeline.errors import Fault


def read(tmp_path: Path, text: str) -> tuple[References, list[str]]:
    (tmp_path / "references.yml").write_text("about: Test.\n" + text, encoding="utf-8")
    faults: list[Fault] = []
    book = read_actors([tmp_path / "references.yml"], faults, tmp_path)
    return book.references, [fault.what for fault in faults]


def test_nouns_say_what_they_may_stand_for(tmp_path: Path) -> None:
    table, faults = read(
        tmp_path, "bodies: [army]\nreferences:\n  - {nouns: [kingdom], to: [state], countries: [SAU]}\n"
    )
    assert faults == []
    assert table.bodies == {"army"}
    assert table.nouns == {"kingdom": Reference(frozenset({"state"}), frozenset({"SAU"}))}


def test_first_names_and_titles_tell_the_gender(tmp_path: Path) -> None:
    table, _ = read(tmp_path, "genders: {male: [king]}\nfirst_names: {female: [Zsófia]}\n")
    assert (table.gender(["zsofia"]), table.gender(["king"]), table.gender(["zsofia", "king"])) == (
        "female",
        "male",
        None,
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("bodies: army", "'bodies' must be a list of texts"),
        ("references: [kingdom]", "'references' must be a list of mappings with nouns and to"),
        ("references: [{nouns: [kingdom], to: [realm]}]", "'to' names no kind of actor"),
        ("references: [{nouns: [kingdom], to: [state], colour: red}]", "unknown key 'colour'"),
        ("references: [{nouns: [man], to: [person], gender: m}]", "'m' is no gender"),
        ("first_names: [Ann]", "'first_names' must hold lists under female and male"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, what: str) -> None:
    assert read(tmp_path, text)[1] == [what]
