import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.run.manifest import Manifest
from pipeline.run.refusals import require_readable
from pipeline.run.store import Store
from pipeline.tables import REJECTS, to_table

from .fakes import code_folder


@pytest.fixture
def output(folder: Path) -> str:
    """An output folder with two refused records, and a third with a name that no terminal should be shown."""
    url = str(folder / "out")
    code_folder(folder, url)
    evil = {"stage": "events", "reason": "stage failed", "detail": "a\x1b[2J\nb", "doc_id": "<i>\u202e", "line": 3}
    Store(url).write_table(
        "rejects/events-0123456789abcdef0123.parquet", to_table([{**evil, "path": "in/\r.txt"}], REJECTS)
    )
    return url


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["rejects", *arguments]) == 0
    return capsys.readouterr().out


def test_counts_come_first_and_then_each_record(output: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, first, *rest = shown(capsys, output).splitlines()
    assert head.split() == ["stage", "reason", "records"]
    assert first.split() == ["events", "stage", "failed", "1"]
    assert [line.split() for line in rest[:2]] == [["ingest", "exact", "duplicate", "1"], ["ingest", "no", "text", "1"]]
    assert rest[2] == ""
    assert set(rest[3:]) == {
        "in/\\r.txt:3  <i>\\u202e  stage failed: a\\x1b[2J\\nb",
        f"{folder}/in/a.txt:4  bad  no text",
        f"{folder}/in/b.txt:2  d5  exact duplicate: of d2",
    }


def test_a_stage_a_reason_and_a_limit(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "events" not in shown(capsys, output, "--stage", "ingest")
    assert shown(capsys, output, "--reason", "no text").count("no text") == 2
    assert shown(capsys, output, "--limit", "1").endswith("… and 2 more (--limit)\n")


def test_as_json(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, output, "--json", "--stage", "events")
    assert text.isascii()  # nothing for the terminal to obey
    found = json.loads(text)
    assert found["counts"] == [{"stage": "events", "reason": "stage failed", "records": 1}]
    assert [row["detail"] for row in found["rows"]] == ["a\x1b[2J\nb"]


@pytest.mark.parametrize(("accepted", "reason", "line"), [(1, "empty file", 0), (0, "no text", 3)])
def test_an_archive_or_a_refused_record_is_readable_input(memory: str, accepted: int, reason: str, line: int) -> None:
    store, row = Store(memory), {"stage": "ingest", "reason": reason, "detail": "", "path": "a.csv", "line": line}
    store.write_table("rejects/ingest-0123456789abcdef0123.parquet", to_table([row], REJECTS))
    require_readable(store, Manifest({"format": 1, "inputs": [{"path": "a.csv", "accepted": accepted}]}))


def test_what_cannot_be_shown(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rejects", str(tmp_path / "absent")]) == 2
    assert main(["rejects", output, "--reason", "typo"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first == f"{tmp_path}/absent: holds no output of a run (give the folder that a run had as --output)"
    assert second.startswith(f"{output}: nothing was refused with the reason 'typo' (there is: exact duplicate,")


def test_nothing_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in" / "a.txt").write_text("d1 2022-08-02 attack here\n")
    (folder / "in" / "b.txt").unlink()
    code_folder(folder, str(folder / "out"))
    assert shown(capsys, str(folder / "out")) == "Nothing was refused.\n"
