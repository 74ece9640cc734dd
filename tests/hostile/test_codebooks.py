"""Codebooks and configurations from strangers: every fault is a line with file and place, whatever the file holds."""

from pathlib import Path

import pytest

from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import CodebookError, UsageError
from pipeline.settings import read_settings

LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
HOSTILE = {
    "python-object": "a: !!python/object/apply:os.system ['touch pwned']",
    "python-name": "a: !!python/name:os.system",
    "own-tag": "a: !include /etc/passwd",
    "binary": "a: !!binary aGVsbG8=",
    "laughs": LAUGHS,
    "alias-of-itself": "a: &a [*a]",
    "merge-key": "base: &b {x: 1}\nmore:\n  <<: *b",
    "plain-merge-key": "a:\n  <<: {x: 1}\n  <<: {y: 2}",
    "repeated-key": "a: 1\n'a': 2",
    "deep-flow": "a: " + "[" * 100_000,
    "deep-block": "".join(" " * n + "a:\n" for n in range(2_000)),
    "deep-block-list": "a:\n" + "- " * 50_000 + "x",
    "mapping-as-key": "? {a: b}\n: c",
    "two-documents": "a: 1\n--- \nb: 2",
    "tabs": "a:\n\tb: 1",
    "nul": "a: \0",
    "escape": "a: \x1b[2J",
    "not-yaml": "<?xml version='1.0'?><a/>",
    "json-array": "[1, 2]",
    "text": "no mapping at all",
    "endless-quote": "a: 'b" + "c\n" * 100_000,
    "directive": "%YAML 9.9\n---\na: 1",
    "unknown-alias": "a: *b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_yaml(name: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_yaml(HOSTILE[name], "book.yml")
    (fault,) = caught.value.faults
    assert fault.path == "book.yml"
    assert "\x1b" not in str(fault) and "\n" not in str(fault) and len(str(fault)) < 400


@pytest.mark.parametrize(
    "text", ["a: " + "x" * 5_000_000, "a: [" + "x, " * 200_000 + "]", "a: |\n" + "  x\n" * 200_000]
)
def test_large_yaml_is_only_large(text: str) -> None:
    assert list(parse_yaml(text, "book.yml")) == ["a"]


@pytest.mark.parametrize("name", HOSTILE)
def test_configuration(name: str, tmp_path: Path) -> None:
    (tmp_path / "news.yml").write_text(HOSTILE[name], encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(tmp_path / "news.yml")
    assert str(caught.value).startswith(f"{tmp_path}/news.yml:")


@pytest.mark.parametrize(
    "text",
    [
        "unknown: 1", "input: {a: b}", "input: [[a]]", "output: [a]", "workers: -1", "workers: many", "workers: 1e9",
        "batch_size: 0", "aliases: text", "aliases: {a: [b]}", "codebooks: []", "input: ''\noutput: ''",
        "workers: " + "9" * 5_000, "output: ''\ninput: a", "workers: ٣", "input: []\noutput: a",
    ],
)  # fmt: skip
def test_settings_of_the_wrong_kind(text: str, tmp_path: Path) -> None:
    (tmp_path / "news.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(tmp_path / "news.yml")
    assert len(str(caught.value).removeprefix(str(tmp_path))) < 400


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 100, b"PK\x03\x04\xfa"])
def test_configurations_that_are_no_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "news.yml").write_bytes(content)
    with pytest.raises(UsageError):
        read_settings(tmp_path / "news.yml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)
