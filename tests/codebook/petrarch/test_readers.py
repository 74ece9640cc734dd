"""Each kind of dictionary as it is read, with typing errors."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.codebook.petrarch.actors import read_actors
from pipeline.codebook.petrarch.agents import read_agents
from pipeline.codebook.petrarch.codes import DatedCode, brackets, dated_code, day
from pipeline.codebook.petrarch.discards import read_discards
from pipeline.codebook.petrarch.lines import Line, Note, read_lines
from pipeline.codebook.petrarch.patterns import read_pattern
from pipeline.codebook.petrarch.verbs import Coded, read_verbs, regular_forms
from pipeline.errors import UsageError


def lines(text: str, tmp_path: Path, notes: list[Note] | None = None) -> list[Line]:
    path = tmp_path / "dictionary.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_lines(path, [] if notes is None else notes))


def test_comments_go_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    text = "<!-- one\ntwo -->\nA [AAA] # three\n! -- x\n<! -- four -->\nB [###] ; five\n\n"
    assert [(line.number, line.text) for line in lines(text, tmp_path)] == [
        (3, "A [AAA]"),
        (4, "! -- x"),
        (6, "B [###]"),
    ]


def test_a_comment_that_nobody_closed_ends_with_its_line(tmp_path: Path) -> None:
    notes: list[Note] = []
    found = lines("<!-- oh\n" + "A [AAA]\n" * 300, tmp_path, notes)
    assert len(found) == 300
    assert [note.line for note in notes] == [1]


def test_files_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x00\x01")
    for name, what in (("a", "no text"), ("b", "cannot be read")):
        with pytest.raises(UsageError, match=what):
            list(read_lines(tmp_path / name, []))


def test_old_encodings_and_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"CAF\xc9 [AAA]\r\nB [BBB]\r")
    assert [line.text for line in read_lines(tmp_path / "a", [])] == ["CAFÉ [AAA]", "B [BBB]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USAGOV", DatedCode("USAGOV")),
        ("hob <950601", DatedCode("HOB", None, date(1995, 6, 1))),
        ("HOB < 19950601", DatedCode("HOB", None, date(1995, 6, 1))),
        ("HOB >010120", DatedCode("HOB", date(2001, 1, 20))),
        ("HOB 930120-010119", DatedCode("HOB", date(1993, 1, 20), date(2001, 1, 20))),
        ("HOB 19930120 - 20010119", DatedCode("HOB", date(1993, 1, 20), date(2001, 1, 20))),
        ("---", DatedCode("---")),
        ("A/B", DatedCode("A/B")),
    ],
)
def test_dated_codes(text: str, expected: DatedCode) -> None:
    assert dated_code(text) == expected


@pytest.mark.parametrize("text", ["", "?", "HOB 2004017-20061201", "HOB >9913", "HOB 20010101", "HOB 020101-010101"])
def test_codes_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        dated_code(text)


def test_days_of_dictionaries_are_forgiving() -> None:
    assert day("300100") == date(2030, 1, 1)
    assert day("310101") == date(1931, 1, 1)
    assert day("20010231") == date(2001, 2, 28)
    assert day("20010000") == date(2001, 1, 1)


def test_brackets() -> None:
    assert brackets("A_B [X] [Y 1]") == ("A_B", ["X", "Y 1"])
    for text in ("A [X", "A X]"):
        with pytest.raises(ValueError, match="bracket"):
            brackets(text)


def test_actors_with_other_names_and_codes_on_lines_of_their_own(tmp_path: Path) -> None:
    notes: list[Note] = []
    text = "GOLD_COAST_\n+ASHANTI\n\t[GCO <570306]\n\t[GHA]\n+LATE_NAME\n[XXX 1]\nNO_CODE\n+... \n[YYY\n"
    (actor,) = read_actors(lines(text, tmp_path), notes)
    assert actor.names == ["GOLD COAST", "ASHANTI", "LATE NAME"]
    assert [code.code for code in actor.codes] == ["GCO", "GHA"]
    assert [(note.line, note.what) for note in sorted(notes)] == [
        (6, "'1' is no date"),
        (7, "an actor without a code"),
        (8, "a name without letters"),
        (9, "a bracket without its other half"),
    ]


def test_agents(tmp_path: Path) -> None:
    notes: list[Note] = []
    text = (
        "!W! = MAN, WOMAN\nPOLICE {} [~COP]\nFIRE!W! [ ~GOV]\nMSF [NGO~]\nX [COP]\nY!Z! [~A]\nW\nGOOSE {GEESE} [~GGS]"
    )
    found = read_agents(lines(text, tmp_path), notes)
    assert [(a.role, a.nouns, a.ahead) for a in found] == [
        ("COP", ("POLICE",), False),
        ("GOV", ("FIREMAN", "FIREWOMAN"), False),
        ("NGO", ("MSF",), True),
        ("GGS", ("GOOSE", "GEESE"), False),
    ]
    assert [note.line for note in notes] == [5, 6, 7]


def test_discards(tmp_path: Path) -> None:
    notes: list[Note] = []
    found = read_discards(lines("TEA_TIME\n+ BRIDGE NIGHT\n+\nTEA TIME\n", tmp_path), notes)
    assert found == (("tea time",), ("bridge night",))
    assert [note.line for note in notes] == [3]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (" * TIES ", "* ties"),
        (" NOT_* ", "not_*"),
        (" *_UP THE_BASE", "*_up the_base"),
        (" + WERE * BY_ $", "TARGET were * by SOURCE"),
        (" % * ^", "SIDES * ANYBODY"),
        (" DON'T *", "do~n't *"),
        (" * (TO | FOR) HELP", "* to|for help"),
        (" * {THE (OLD) &TIES}", "* the old $ties"),
    ],
)
def test_patterns(text: str, pattern: str) -> None:
    assert read_pattern(text, {"ties"}).around() == pattern


@pytest.mark.parametrize("text", ["", "NO VERB", "* *", "* &UNKNOWN", "* ..."])
def test_patterns_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_pattern(text, {"ties"})


def test_words_that_adjoin_the_verb_itself() -> None:
    assert read_pattern("WILL NOT * IT", ()).around(("wire",), ()) == "will not wire_* it"
    assert read_pattern("NOT_*", ()).around((), ("down",)) == "not_*_down"


def test_verb_blocks(tmp_path: Path) -> None:
    text = """&SET
+OLD TIE
+&OTHER_
&OTHER_
+NEWT
--- BREAK [17] ---
BREAK {BROKE BROKEN}
+BREAK_DOWN {+BROKE_DOWN}
SNAP [18A:19]  # its own code
- * &SET [---]
- NO VERB [1]
- * CODE
SHOUT [20]
"""
    notes: list[Note] = []
    found = read_verbs(lines(text, tmp_path), notes)
    assert found.sets == {"set": ["old tie", "old ties", "$other"], "other": ["newt"]}
    block, second = found.blocks
    simple, phrasal, own = block.verbs
    assert {"break", "breaks", "broke", "broken", "breaking"} <= set(simple.forms)
    assert (phrasal.behind, "broke" in phrasal.forms) == (("down",), True)
    assert own.coded == Coded("18A", "19")
    assert [(pattern.around(), coded) for pattern, coded, _ in block.patterns] == [("* $set", Coded(None))]
    assert second.verbs[0].coded == Coded("20")
    assert sorted(note.line for note in notes) == [11, 12]


def test_regular_forms() -> None:
    assert regular_forms("carry") == ["carry", "carries", "carried", "carrying"]
    assert regular_forms("stop") == ["stop", "stops", "stopped", "stopping"]
    assert regular_forms("agree") == ["agree", "agrees", "agreed", "agreeing"]
    assert regular_forms("clash")[1:3] == ["clashes", "clashed"]
