"""A file that cannot be read is said aloud, also by quiet runs, and no refusal of it is left once it can be."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import logs
from pipeline.errors import NeedsAttention
from pipeline.run import operate as operating
from pipeline.run.nightly import nightly
from pipeline.run.operate import operate
from pipeline.run.parts import Parts
from pipeline.settings import Settings

from . import fakes
from .fakes import tables

pytestmark = pytest.mark.usefixtures("style_again")

PARTS = fakes.PARTS._replace(ingest="pipeline.stages.ingest")  # which reads real files


@pytest.fixture
def settings(folder: Path, monkeypatch: pytest.MonkeyPatch, operate_with: Callable[[Parts], None]) -> Settings:
    """Settings for an inbox with one good file."""

    operate_with(PARTS)
    monkeypatch.setattr(operating, "load_checks", lambda codebooks: {})
    for file in (folder / "in").iterdir():
        file.unlink()
    (folder / "in" / "good.jsonl").write_text(records("g", 3))
    return Settings((str(folder / "in"),), f"memory://{folder}/out", folder / "book", 1, {}, 2)


def records(name: str, number: int) -> str:
    texts = [f"The {word} attack of the {name} talks was told to the press" for word in "first second third".split()]
    rows = [{"id": f"{name}{at}", "date": "2022-08-02", "text": text} for at, text in enumerate(texts[:number])]
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def packed(text: str, share: float) -> bytes:
    data = gzip.compress(text.encode() * 1, compresslevel=0)
    return data[: int(len(data) * share)]


BROKEN: dict[str, tuple[bytes, str]] = {
    "b.jsonl.gz": (b"no gzip at all", "compressed data broken"),
    "half.jsonl.gz": (packed(records("h", 3), 0.7), "compressed data broken"),
    "b.parquet": (b"PAR1 broken", "unreadable file"),
    "b.jsonl": (records("b", 2).encode("utf-16-le"), "wrong encoding"),
    "lines.jsonl": (b"{\n[\n", "broken line"),
    "b.json": (b'{"id": ', "broken line"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_unreadable_file_is_one_line_of_a_quiet_run(
    settings: Settings, folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reason = BROKEN[name]
    (folder / "in" / name).write_bytes(data)
    (folder / "in" / "empty.jsonl").touch()  # is no trouble
    logs.set_up(logs.Style(quiet=True))
    assert operate(settings).unread == 1
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert (out, f"{folder}/in/{name}" in line, f"could not be read: {reason}" in line) == ("", True, True)


def test_a_night_with_an_unreadable_file_needs_attention(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = replace(settings, on_failure=("sh", "-c", 'cat >> "$0"', str(folder / "told")))
    nightly(night)
    assert capsys.readouterr() == ("", "")
    (folder / "in" / "b.jsonl.gz").write_bytes(b"no gzip at all")
    with pytest.raises(NeedsAttention, match="all is done, but 1 files could not be read"):
        nightly(night)
    assert "b.jsonl.gz: could not be read" in capsys.readouterr().err
    assert "exit code: 4\n" in (folder / "told").read_text()
    nightly(night)  # which it was told of


def test_many_unreadable_files_are_not_as_many_lines(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        (folder / "in" / f"b{number}.jsonl.gz").write_bytes(b"no gzip at all")
    logs.set_up(logs.Style(quiet=True))
    assert operate(settings).unread == 30
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21 and "more files could not be read: event-coder rejects" in lines[-1]


@pytest.mark.parametrize("name", ["b.jsonl.gz", "half.jsonl.gz", "b.jsonl"])
def test_no_refusal_is_left_of_a_file_that_is_read_at_last(settings: Settings, folder: Path, name: str) -> None:
    path = folder / "in" / name
    path.write_bytes(BROKEN[name][0])
    first = operate(settings)
    assert first.manifest["counts"]["documents.rejected"] == 1
    path.write_bytes(gzip.compress(records("h", 3).encode()) if name.endswith(".gz") else records("h", 3).encode())
    counts: dict[str, Any] = operate(settings).manifest["counts"]
    found = tables(settings.output)
    assert (len(found["documents"]), found["rejects"]) == (6, [])
    assert [counts[f"documents.{key}"] for key in ("read", "accepted", "rejected")] == [6, 6, 0]
    assert operate(settings).work == {}
