"""YAML as strict as a codebook needs it."""

import pickle
import re
from pathlib import Path

import pytest

from pipeline.codebook.yamlio import load_yaml, parse_yaml
from pipeline.errors import CodebookError


def test_scalars_stay_strings() -> None:
    tree = parse_yaml("a: NO\nb: 0141\nc: on\nd: 1.50\ne: null\nf:\ng: 2022-08-02\nh: ~", "x.yml")
    expected = {"a": "NO", "b": "0141", "c": "on", "d": "1.50", "e": "null", "f": "", "g": "2022-08-02", "h": "~"}
    assert tree == expected


def test_lines_are_kept() -> None:
    tree = parse_yaml("# head\na:\n  - x\n  - {y: 1}\nb: >-\n  long\n  text\nc: 1\n", "x.yml")
    assert (tree.lines, tree["a"].lines, tree["a"][1].line) == ({"a": 2, "b": 5, "c": 8}, [3, 4], 4)


def test_trees_survive_pickling_with_their_lines() -> None:
    tree = pickle.loads(pickle.dumps(parse_yaml("a: [x, {y: z}]", "x.yml")))  # noqa: S301 (our own)
    assert (tree, tree.lines, tree["a"].lines, tree["a"][1].lines) == (
        {"a": ["x", {"y": "z"}]},
        {"a": 1},
        [1, 1],
        {"y": 1},
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3", 3, "repeats the key 'a'"),
        ("x:\n  a: 1\n  a: 2", 3, "repeats the key 'a'"),
        ("a: &here 1\nb: *here", 1, "anchor or alias"),
        ("a: 1\nb: *gone", 2, "anchor or alias"),
        ("a: !!python/object:os.system x", 1, "YAML tag"),
        ("a: !!int 3", 1, "YAML tag"),
        ("a: 1\n---\nb: 2", 2, "more than one YAML document"),
        ("a: [1, 2\nb: 3", 2, "not valid YAML"),
        ("a: b: c", 1, "not valid YAML"),
        ("[a]: b", 1, "not plain text"),
        ("- a\n- b", 1, "mapping of keys to values"),
        ("just text", 1, "mapping of keys to values"),
        ("a: " + "[" * 30 + "]" * 30, 1, "nested too deeply"),
        ("a: \x07", 1, "holds the character U+0007"),
    ],
)
def test_faults_say_what_and_where(text: str, line: int, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_yaml(text, "x.yml")
    (fault,) = caught.value.faults
    assert (fault.path, fault.line) == ("x.yml", line)
    assert message in fault.what


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    assert parse_yaml(text, "x.yml") == {}


def test_files(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_bytes(b"\xef\xbb\xbfa: \xc3\xa9")
    assert load_yaml(tmp_path / "good.yml") == {"a": "é"}


@pytest.mark.parametrize(("content", "message"), [(b"a: \xff\xfe", "not UTF-8"), (None, "cannot be read")])
def test_unreadable_files(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "x.yml").write_bytes(content)
    with pytest.raises(CodebookError, match=message):
        load_yaml(tmp_path / "x.yml", "shown.yml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b\nc: d\x07e\n", "f.yml:2: holds the character U+0007, which is no text (remove it)"),
        ("a: b".encode("utf-16-le").decode(), "f.yml:1: holds the character U+0000, which is no text (save the file"),
    ],
)
def test_signs_that_are_no_text(text: str, told: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(told)):
        parse_yaml(text, "f.yml")
