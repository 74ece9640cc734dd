"""Codes, and what a deed becomes under another."""

import pytest

from pipeline.codebook.actions.composition import Composition, read_composition
from pipeline.codebook.load import default_codebooks, load_codebook
from pipeline.codebook.ontology import Traits, read_codes, read_traits
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import Fault
from tests.codebook.making import CODES, COMPOSITION, messages


def codes(cameo: str, plover: str = "codes: {}") -> tuple[dict[str, object], list[Fault]]:
    faults: list[Fault] = []
    trees = parse_yaml(cameo, "cameo.yml"), parse_yaml(plover, "plover.yml")
    return dict(read_codes(*trees, ("cameo.yml", "plover.yml"), faults)), faults


def test_a_code_knows_root_quad_scale_and_type() -> None:
    read, faults = codes(
        'codes: {"190": {label: Fight, quad: "4", goldstein: "-10.0"}}', 'codes: {"190": {type: ASSAULT, mode: x}}'
    )
    assert faults == []
    assert read["190"] == ("190", "Fight", 4, -10.0, "ASSAULT", "x", None)
    assert read["190"].root == "19"  # type: ignore[attr-defined]


def test_a_code_may_tell_why_it_is_not_coded() -> None:
    read, faults = codes('codes: {"19": {label: Fight, quad: "4", not_coded: Nobody tells.}}')
    assert faults == []
    assert read["19"].not_coded == "Nobody tells."  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cameo", "plover", "path"),
    [
        ('codes: {"19": {label: Fight, quad: "5"}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight, quad: four}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {quad: "4"}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight, quad: "4", goldstein: "11"}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": Fight}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight, quad: "4", colour: red}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight, quad: "4", not_coded: [Nobody tells.]}}', "codes: {}", "cameo.yml"),
        ('codes: {"19": {label: Fight, quad: "4"}}', 'codes: {"20": {type: X}}', "plover.yml"),
    ],
)
def test_faulty_codes(cameo: str, plover: str, path: str) -> None:
    _, faults = codes(cameo, plover)
    assert [(fault.path, fault.line) for fault in faults] == [(path, 1)]


@pytest.mark.parametrize(
    ("table", "code", "negated", "expected"),
    [
        ("agree", "08", False, "035"),
        ("agree", "083", False, "035"),  # the longest listed prefix decides
        ("agree", "0871", False, "0871"),  # "same"
        ("agree", "195", False, "138"),
        ("agree", "195", True, "087"),
        ("agree", "08", True, None),
        ("agree", "01", False, None),
        ("nowhere", "08", False, None),
    ],
)
def test_composition(table: str, code: str, negated: bool, expected: str | None) -> None:
    assert COMPOSITION.become(table, code, negated) == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('tables:\n  agree: {"08": "77"}', 2, "unknown code 77"),
        ('tables:\n  agree: {"77": "08"}', 2, "no code begins with 77"),
        ("tables: {agree: {}}\nstatus:\n  planned: {compose: forgive, modality: planned}", 3, "known compose table"),
        ("tables: {agree: {}}\nstatus:\n  planned: {compose: agree}", 3, "modality"),
        ("tables: {agree: {}}\nstatus:\n  planned: {compose: agree, modality: planned, colour: x}", 3, "'planned'"),
        ("tables: {agree: {}}\nstatus:\n  planned: {compose: agree, modality: likely}", 3, "modality"),
        ("tables: {agree: {}}\nstatus:\n  planned: {compose: none, modality: planned}", 3, "modality"),
        ("status:\n  dreamt: {compose: none}", 2, "no deed has the status 'dreamt'"),
        ("status:\n  planned: {compose: none, actors: nobody}", 2, "'planned'"),
        ("cues:\n  - {cue: hope, compose: none}", 2, "`cue`, a list of words"),
        ("cues:\n  - {cue: [hope], status: dreamt, compose: none}", 2, "known `status`"),
        ("cues:\n  - {cue: [hope], compose: forgive, modality: planned}", 2, "cue 'hope'"),
        ("cues: {hope: none}", 1, "must be a list of rows"),
        ("absorption: {open: subject}", 1, "absorption has lists of slots"),
        ("absorption: {closed: [subject]}", 1, "absorption has lists of slots"),
        ("cue: []", 1, "unknown section 'cue'"),
    ],
)
def test_faulty_composition(text: str, line: int, message: str) -> None:
    faults: list[Fault] = []
    read_composition(parse_yaml(text, "compose.yml"), "compose.yml", CODES, faults)
    assert any(fault.line == line and message in fault.what for fault in faults), messages(faults)


COMPOSE = """
tables: {agree: {"16": planned, "08": "035"}}
status: {planned: {compose: agree, modality: planned}, negated: {compose: none}}
cues:
  - {cue: [hope], status: planned, compose: none}
  - {cue: [apparently], compose: keep, modality: asserted}
absorption: {open: [subject, adv.*], narrated: [adv.while]}
"""


def read(text: str) -> Composition:
    faults: list[Fault] = []
    composition = read_composition(parse_yaml(text, "compose.yml"), "compose.yml", [*CODES, "16", "163"], faults)
    assert faults == []
    return composition


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        ("planned", {"will"}, ("agree", "planned")),
        ("planned", {"hopes"}, ("none", "none")),  # inflected, and before the row of the status
        ("possible", {"hopes"}, ("none", "none")),  # no row: not coded
        ("alleged", {"apparently"}, ("keep", "asserted")),
        ("asserted", set(), None),
    ],
)
def test_rows_for_words_go_before_those_for_statuses(
    status: str, words: set[str], expected: tuple[str, str] | None
) -> None:
    outcome = read(COMPOSE).outcome(status, words)
    assert (outcome and (outcome.compose, outcome.modality)) == expected


def test_a_table_may_keep_the_code_of_a_deed_to_come() -> None:
    composition = read(COMPOSE)
    assert (composition.become("agree", "163"), composition.pending("agree", "163")) == ("163", True)
    assert (composition.become("agree", "08"), composition.pending("agree", "035")) == ("035", False)


def test_absorption_ends_at_open_slots() -> None:
    absorption = read(COMPOSE).absorption
    assert [slot for slot in ("subject", "object", "adv.to", "clause") if absorption.spends(slot)] == [
        "object",
        "clause",
    ]


def test_every_composed_code_of_the_codebook_exists_at_every_depth() -> None:
    book = load_codebook(default_codebooks())
    assert book.composition.tables and book.codes
    for table in book.composition.tables:
        for code in book.codes:
            for negated in (False, True):
                assert book.composition.become(table, code, negated) in {None, *book.codes}


def test_traits() -> None:
    faults: list[Fault] = []
    text = 'traits: {joint: ["03", "08"], statement: ["01"]}'
    traits = read_traits(parse_yaml(text, "cameo.yml"), "cameo.yml", CODES, faults)
    assert faults == []
    assert traits == Traits(joint=("03", "08"), statement=("01",))
    assert read_traits(parse_yaml("codes: {}", "cameo.yml"), "cameo.yml", CODES, faults) == Traits()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("traits:\n  merry: ['03']", 2, "unknown trait 'merry'"),
        ("traits:\n  joint: '03'", 2, "trait 'joint' must be a list of prefixes"),
        ("traits:\n  joint: []", 2, "trait 'joint' must be a list of prefixes"),
        ("traits:\n  joint: [['03']]", 2, "trait 'joint' must be a list of prefixes"),
        ("traits:\n  joint: ['03', '77']", 2, "trait 'joint': no code begins with 77"),
        ("traits: [joint]", 1, "`traits` must map names to values"),
    ],
)
def test_faulty_traits(text: str, line: int, message: str) -> None:
    faults: list[Fault] = []
    assert read_traits(parse_yaml(text, "cameo.yml"), "cameo.yml", CODES, faults) == Traits()
    assert [fault.line for fault in faults] == [line]
    assert message in messages(faults)
