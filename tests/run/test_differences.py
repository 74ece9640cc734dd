"""Two output folders compared, as a person and as a program see it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main


def edited(folder: Path, where: Path, edit: Any, table_name: str = "events") -> Path:
    """A copy of an output folder with one month of a table edited."""
    shutil.copytree(folder, where)
    name = max(where.glob(f"{table_name}/year=2026/*/*.parquet"), key=lambda path: pq.read_metadata(path).num_rows)
    table = pq.ParquetFile(name).read()
    pq.write_table(table.from_pylist(edit(table.to_pylist()), schema=table.schema), name)
    return where


def test_a_folder_is_like_itself(coded_sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(coded_sample), str(coded_sample)]) == 0
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines() if "0 added, 0 lost, 0 recoded" in line] == [
        "EVENTS",
        "INCIDENTS",
    ]


def test_what_changed_is_shown_with_its_sentence(
    coded_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows[0] |= {"event_id": "f" * 24, "cameo_code": "999", "sentence_text": "A \x1b[31mred\n word."}
        return rows[:-1]

    other = edited(coded_sample, tmp_path / "b", edit)
    assert main(["diff", str(coded_sample), str(other)]) == 0
    said = capsys.readouterr().out
    assert "1 lost, 1 recoded" in said and "→ 999" in said
    assert r"A \x1b[31mred\n word." in said
    assert main(["diff", str(coded_sample), str(other), "--json", "--limit", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["events"]["lost"] == found["events"]["recoded"] == len(found["changes"]) == 1
    assert found["before"]["events"] == found["after"]["events"] + 1


def test_what_became_of_incidents_is_told(
    coded_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows[0] |= {"incident_id": "f" * 24, "sub_event_type": "Grenade", "fatalities": 99}
        return rows[:-1]

    other = edited(coded_sample, tmp_path / "b", edit, "incidents")
    assert main(["diff", str(coded_sample), str(other)]) == 0
    said = capsys.readouterr().out
    assert "0 added, 0 lost, 0 recoded" in said.partition("INCIDENTS")[0]
    assert "0 added, 1 lost, 1 recoded" in said.partition("INCIDENTS")[2]
    assert "→ Grenade" in said and "→ 99" in said
    assert main(["diff", str(coded_sample), str(other), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["changes"] == []
    told = found["incidents"]
    assert (told["lost"], told["recoded"], len(told["changes"])) == (1, 1, 2)
    assert told["fields"]["sub_event_type"] == told["fields"]["fatalities"] == 1
    assert found["before"]["incidents"] == found["after"]["incidents"] + 1


def test_articles_of_one_folder_alone_are_left_out(
    coded_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "b"
    shutil.copytree(coded_sample, other)
    (name,) = other.glob("documents/*.parquet")
    pq.write_table(pq.ParquetFile(name).read().slice(1), name)
    assert main(["diff", str(coded_sample), str(other)]) == 0
    said = capsys.readouterr().out
    assert "left out: 1 articles that only A has" in said and "0 added, 0 lost, 0 recoded" in said


def test_a_folder_without_events_is_said(
    coded_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(coded_sample), str(tmp_path)]) == 2
    assert "holds no published events" in capsys.readouterr().err
