"""Which files an input stands for, and what is left out of it."""

import json
import logging
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.stages.inputs import input_files

MANIFEST = json.dumps({"format": 1, "inputs": [], "groups": [], "batches": {}, "tasks": {}})


def write(folder: Path, name: str, content: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def write_output(folder: Path, manifest: str = "manifest.json") -> None:
    """What a run leaves behind."""
    write(folder, manifest, MANIFEST)
    for name in ("documents/1.parquet", "reports/summary.html", ".work/coded/1.parquet", "events.csv"):
        write(folder, name)


def test_input_files_of_a_folder(tmp_path: Path) -> None:
    inner = tmp_path / "b" / "c"
    expected = [write(tmp_path, "a.jsonl"), write(inner, "d.CSV.gz")]
    for name in (".hidden.jsonl", "notes.pdf", "archive.gz"):
        write(tmp_path, name)
    (inner / "loop").symlink_to(tmp_path)
    assert input_files(str(tmp_path)) == expected


def test_input_files_of_a_glob_and_a_file(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a1.jsonl"), write(tmp_path, "a2.jsonl")
    odd = write(tmp_path, "b[1].pdf")
    assert input_files(str(tmp_path / "a*.jsonl")) == [first, second]
    assert input_files(str(tmp_path / "**")) == [first, second, odd]
    assert input_files(str(odd)) == [odd]


@pytest.mark.parametrize("pattern", ["**/*.jsonl", "**", "./**/*.jsonl", "**/**/*.jsonl", "**/*", "{}/**/*.jsonl"])
def test_globs_follow_no_linked_folder(
    tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = write(tmp_path, "x/a.jsonl"), write(tmp_path, "x/y [1]/b.jsonl")
    write(tmp_path, "x/.hidden/c.jsonl")
    elsewhere = write(tmp_path, "elsewhere/d.jsonl")
    for link, target in (("loop", "x"), ("y [1]/up", "x"), ("y [1]/more", "x/y [1]"), ("other", "elsewhere")):
        (tmp_path / "x" / link).symlink_to(tmp_path / target)
    monkeypatch.chdir(tmp_path / "x")
    with caplog.at_level(logging.INFO):
        found = input_files(pattern.format(tmp_path / "x"))
    assert [file.absolute() for file in found] == [first, second]
    assert "linked folders" in caplog.text
    assert [file.resolve() for file in input_files("other/*.jsonl")] == [elsewhere]  # one that is named


def test_input_files_names_each_file_once(tmp_path: Path) -> None:
    first = write(tmp_path, "a.jsonl")
    (tmp_path / "z.jsonl").symlink_to(first)
    assert input_files(str(tmp_path)) == [first]


@pytest.mark.parametrize("pattern", ["missing", "no*thing", "\0", "a" * 5_000, "empty"])
def test_nothing_to_read(tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        input_files(pattern)


@pytest.mark.parametrize("pattern", ["", " "])
def test_an_empty_input_is_not_the_current_folder(
    tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.jsonl")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="an input is empty"):
        input_files(pattern)


@pytest.mark.parametrize("pattern", [".", "*", "**", "../*"])
def test_output_folders_are_left_out(
    tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    news = tmp_path / "news"
    expected = write(news, "a.jsonl").resolve()
    write(news / "own", "notes.txt")
    write_output(news / "other")
    write_output(news / "killed", ".work/manifest.json")
    monkeypatch.chdir(news)
    with caplog.at_level(logging.INFO):
        assert [file.resolve() for file in input_files(pattern, news / "own")] == [expected]
    [line] = caplog.messages
    assert line.startswith(f"{pattern}: left out ") and line.endswith("outputs of this program")


def test_an_output_folder_may_hold_the_input(tmp_path: Path) -> None:
    write_output(tmp_path)
    news, letter = write(tmp_path, "news/a.jsonl"), write(tmp_path, "letter.txt")
    assert input_files(str(tmp_path / "news"), tmp_path) == [news]
    assert input_files(str(tmp_path), tmp_path) == [tmp_path / "events.csv", letter, news]
    assert input_files(str(tmp_path / "*"), tmp_path) == [tmp_path / "events.csv", letter, news]


def test_files_and_tables_of_an_output_can_be_named(tmp_path: Path) -> None:
    write_output(tmp_path)
    table = tmp_path / "documents" / "1.parquet"
    assert input_files(str(table), tmp_path) == [table]
    assert input_files(str(table.parent)) == [table]
    assert input_files(str(table.parent / "*.parquet")) == [table]


def test_another_manifest_makes_no_output_folder(tmp_path: Path) -> None:
    expected = [write(tmp_path, "corpus/a.jsonl"), write(tmp_path, "corpus/manifest.json", '{"format": "x"}')]
    assert input_files(str(tmp_path)) == expected


def test_nothing_but_output_is_nothing_to_read(tmp_path: Path) -> None:
    write_output(tmp_path / "out")
    with pytest.raises(UsageError, match="holds no readable file"):
        input_files(f"{tmp_path}/out/*/*.parquet")
