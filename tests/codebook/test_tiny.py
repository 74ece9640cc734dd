"""Nothing in the engine depends on CAMEO: a tiny codebook with another ontology works from text to codes."""

import ast
import json
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline import load_events
from pipeline.cli import main
from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.load import default_codebooks, load_codebook
from pipeline.mentions import Arg
from pipeline.stages.codebook_check import check_codebook
from tests.codebook.making import TINY, copy_tiny
from tests.grammar.reading import read

ONE = ("--workers", "1")


def texts(sentence: str, args: tuple[Arg, ...]) -> list[str]:
    return [sentence[arg.start : arg.end] for arg in args]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Freedonia bought tractors from Sylvania.", [("101", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia bought a steam engine from Sylvania.", [("101", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia bought cheese from Sylvania.", [("10", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia will buy oil from Sylvania.", [("301", "planned", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia agreed to buy oil from Sylvania.", [("301", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia may buy oil from Sylvania.", []),
        ("Freedonia did not buy oil from Sylvania.", []),
        ("Sylvania was sued by Freedonia.", [("50", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("Freedonia opened a dispute with Sylvania.", [("50", "asserted", ["Freedonia"], ["Sylvania"])]),
        ("The king slept.", []),
    ],
)
def test_codes(sentence: str, expected: list[object]) -> None:
    book = load_codebook(TINY)
    found = SentenceCoder(read(sentence), book.rules, book.composition).events()
    assert [(e.code, e.modality, texts(sentence, e.sources), texts(sentence, e.targets)) for e in found] == expected


def test_its_own_examples() -> None:
    result = check_codebook(TINY)
    assert (str(result), result.faults) == ("6 rules, 11 examples, no faults", [])


@pytest.mark.parametrize("types", [True, False])
def test_from_a_run_to_parquet(tmp_path: Path, types: bool) -> None:
    """With types in the manner of PLOVER, and without any."""
    folder = copy_tiny(tmp_path, **({} if types else {"plover": "codes: {}"}))
    text = (
        "Sylvania said Freedonia had bought oil from it. Freedonia sued Sylvania after three soldiers were killed."
        " Freedonia and Sylvania traded. Freedonia announced the weather."
    )
    record = {"id": "a", "date": "2022-08-02", "text": text}
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    out = str(tmp_path / "out")
    assert main(["run", "--input", f"{tmp_path}/in.jsonl", "--output", out, "--codebooks", str(folder), *ONE]) == 0
    rows = load_events(out).sort_values(["salience"]).to_dict("records")
    seen = [(row["cameo_code"], row["cameo_label"], row["source_code"], row["target_code"]) for row in rows]
    assert sorted(seen[:4]) == [
        ("10", "Trade", "FRE", "SYL"),
        ("10", "Trade", "SYL", "FRE"),
        ("101", "Buy", "FRE", "SYL"),
        ("50", "Quarrel", "FRE", "SYL"),
    ]
    assert [code for code, *_ in seen[4:]] == ["55"]  # words alone come last
    by_code = {row["cameo_code"]: row for row in rows}
    assert by_code["101"]["modality"] == "alleged"
    assert by_code["50"]["fatalities"] == 3
    assert {row["plover_type"] for row in rows if isinstance(row["plover_type"], str)} == (
        {"TRADE", "QUARREL"} if types else set()
    )
    assert pd.isna(by_code["10"]["fatalities"])


def test_no_code_or_type_of_the_ontology_stands_in_the_program() -> None:
    book = load_codebook(default_codebooks())
    names = {*book.codes, *(code.plover_type for code in book.codes.values())}
    files = Path(pipeline.__file__).parent.rglob("*.py")
    known = {"when.py", "phoenix.py"}  # the beginnings of years; a class that this data set defines by CAMEO roots
    sources = [path for path in files if path.name not in known]
    found = [
        (path.name, node.lineno, node.value)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.rstrip("*") in names
    ]
    assert len(sources) > 50
    assert found == []
