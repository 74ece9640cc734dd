"""Dictionaries become a codebook folder that loads, is free of faults, and codes."""

import random
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from pipeline.codebook.load import Codebook, load_codebook
from pipeline.codebook.petrarch.importing import REPORT, Dictionaries, import_petrarch
from pipeline.errors import UsageError
from pipeline.stages.codebook_check import check_codebook
from pipeline.stages.explain import explain
from tests.codebook.petrarch import DICTIONARIES, SMALL
from tests.stages.coding import gazetteer


@cache
def folder() -> Path:
    return import_petrarch(DICTIONARIES, Path(mkdtemp()) / "book").folder


@cache
def book() -> Codebook:
    return load_codebook(folder())


def coded(text: str, day: str = "1932-05-01") -> set[tuple[str, str, str]]:
    """The (source, code, target) of what comes out."""
    sentences = explain(text, date.fromisoformat(day), book(), gazetteer())
    events = [event for sentence in sentences for event in sentence["events"]]
    return {(e["source"]["code"], e["cameo_code"], e["target"]["code"]) for e in events}


def test_the_folder_has_no_faults_and_says_that_nothing_tests_it() -> None:
    found = check_codebook(folder())
    assert found.faults == []
    assert any("need no examples" in warning.what for warning in found.warnings)


def test_what_has_no_counterpart_is_reported_with_its_line() -> None:
    report = (folder() / REPORT).read_text()
    assert "actors.txt:21: an actor whose code stands for nobody: NOBODY_MUCH [---]" in report
    assert "verbs.txt:18: a pattern without exactly one *" in report


def test_codes_beyond_cameo_have_no_quad_class() -> None:
    assert (book().codes["052A"].quad, book().codes["173"].quad) == (None, 4)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Ruritania's minister thanked the Freedonian government on Friday.", {("RURGOV", "052A", "FREGOV")}),
        ("Freedonia was praised by Strelsau.", {("RUR", "051", "FRE")}),
        ("Sylvania will visit Ruritania.", {("SYL", "032", "RUR"), ("RUR", "033", "SYL")}),
        ("A Sylvanian minister called on Freedonia.", {("SYLGOV", "032", "FRE"), ("FRE", "033", "SYLGOV")}),
        ("Ruritania met Freedonia in May.", {("RUR", "031", "FRE"), ("FRE", "031", "RUR")}),
        ("Ruritania is to restore diplomatic relations with Freedonia, Sylvania said.", {("RUR", "064", "FRE")}),
        ("Ruritania will not restore trade links with Freedonia.", {("RUR", "112", "FRE")}),
        ("Ruritania restored order in Freedonia.", set()),
        (
            "Ruritania and Freedonia praised each other at length.",
            {("RUR", "050", "FRE"), ("FRE", "050", "RUR")},
        ),
        ("Students of Freedonia were arrested by Ruritanian police.", {("RURCOP", "1731", "FREEDU")}),
        ("The Twins thanked Sylvania.", {("CAS", "052A", "SYL"), ("POL", "052A", "SYL")}),
        ("A Ruritanian charity thanked the League of Nations.", {("NGORUR", "052A", "IGOLON")}),
        ("Congresswomen of Ruritania thanked L.N. students.", {("RURLEG", "052A", "IGOLONEDU")}),
        ("The government thanked Freedonia.", {("---GOV", "052A", "FRE")}),
        ("Ruritania, Freedonia and Sylvania thanked Grand Fenwick.",
         {("RUR", "052A", "GFW"), ("FRE", "052A", "GFW"), ("SYL", "052A", "GFW")}),
        ("Ruritania praised Ruritanian students.", {("RUR", "051", "RUREDU")}),
        ("Ruritania praised itself.", set()),
        ("Ruritanian police arrested students from Freedonia on Monday.", {("RURCOP", "173", "FREEDU")}),
        ("Freedonia, which Ruritania praised, kept quiet.", {("RUR", "051", "FRE")}),
        ("The Ruritanian government hosted and thanked a minister of Freedonia.", {("RURGOV", "052A", "FREGOV")}),
        ("Ministers in Freedonia and Sylvania thanked Ruritania.",
         {("FREGOV", "052A", "RUR"), ("SYLGOV", "052A", "RUR")}),
        ("Ruritania thanked Freedonia, the ally of Sylvania.", {("RUR", "052A", "FRE")}),
        ("Ruritania thanked Freedonia, and Sylvania met Grand Fenwick.",
         {("RUR", "052A", "FRE"), ("SYL", "031", "GFW"), ("GFW", "031", "SYL")}),
        ("Ruritania thanked students in an anti- Freedonia rally.", {("RUR", "052A", "FRE")}),
        ("Ruritania thanked Freedonia after a chess tournament.", set()),
    ],
)  # fmt: skip
def test_sentences(text: str, events: set[tuple[str, str, str]]) -> None:
    assert coded(text) == events


@pytest.mark.parametrize(
    ("day", "code"),
    [("1929-12-31", "SYLELI"), ("1930-01-01", "SYLGOV"), ("1933-12-31", "SYLGOV"), ("1934-01-01", "SYLELI")],
)
def test_codes_of_the_day(day: str, code: str) -> None:
    assert coded("Trentino thanked Freedonia.", day) == {(code, "052A", "FRE")}


def test_a_discarded_record_is_not_coded_at_all() -> None:
    assert book().topics.off_topic("Ruritania thanked Freedonia. It had won a lottery.") is not None
    assert book().topics.off_topic("Ruritania thanked Freedonia after a chess tournament.") is None


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(UsageError, match="not empty"):
        import_petrarch(DICTIONARIES, tmp_path)


def test_files_without_entries_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear diary,\n")
    for kind in ("actors", "agents", "verbs"):
        if kind != "verbs":
            with pytest.raises(UsageError, match="no entry"):
                import_petrarch(Dictionaries(**{kind: [tmp_path / "a.txt"]}), tmp_path / "book")
    with pytest.raises(UsageError, match="no dictionary"):
        import_petrarch(Dictionaries(), tmp_path / "book")
    assert not (tmp_path / "book").exists()


def test_damaged_files_import_without_a_crash(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311 (damage that is the same every time)
    for round_ in range(4):
        given = {}
        for kind in Dictionaries._fields:
            text = list((SMALL / f"{kind}.txt").read_text() * 5)
            for _ in range(len(text) // 12):
                text[dice.randrange(len(text))] = dice.choice("[]{}()&!+-*$%^_|~<>#;:=\t \n9é'\"\\")
            given[kind] = [tmp_path / f"{kind}{round_}.txt"]
            given[kind][0].write_text("".join(text), encoding="utf-8")
        imported = import_petrarch(Dictionaries(**given), tmp_path / f"book{round_}")
        assert imported.notes
        assert check_codebook(imported.folder).faults == []
