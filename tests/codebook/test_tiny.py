"""Nothing in the engine depends on CAMEO: a tiny codebook with another ontology works from text to codes."""

import ast
from pathlib import Path

import pytest

import pipeline
from pipeline.codebook.coder import SentenceCoder
from pipeline.codebook.load import default_codebooks, load_codebook
from pipeline.stages.codebook_check import check_codebook
from pipeline.tables import Arg
from tests.codebook.making import TINY
from tests.grammar.reading import read


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


def test_no_code_or_type_of_the_ontology_stands_in_the_program() -> None:
    book = load_codebook(default_codebooks())
    names = {*book.codes, *(code.plover_type for code in book.codes.values())}
    files = Path(pipeline.__file__).parent.rglob("*.py")
    sources = [path for path in files if path.name != "when.py"]  # which knows the beginnings of years
    found = [
        (path.name, node.lineno, node.value)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.rstrip("*") in names
    ]
    assert len(sources) > 50
    assert found == []
