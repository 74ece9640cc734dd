"""The command that scores a codebook against labelled texts."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from tests.codebook.making import TINY

BUY = "Freedonia bought oil from Sylvania."
SUE = "Freedonia sued Sylvania. Sylvania sued Freedonia."
ROWS = [
    {"text": BUY, "cameo_code": "101", "plover_type": "TRADE", "source": "Freedonia", "target": "Sylvania"},
    {"text": SUE, "cameo_code": "50", "plover_type": "QUARREL", "source_spans": [[0, 9]], "target_spans": [[15, 23]]},
    {"text": SUE, "cameo_code": "50", "plover_type": "QUARREL", "source_spans": [[25, 33]], "target_spans": [[39, 48]]},
    {"text": "Freedonia traded with Sylvania.", "cameo_code": "50", "plover_type": "QUARREL", "date": "2020-01-01"},
    {"text": "The king of Freedonia slept.", "cameo_code": "", "id": "b"},
    {"text": "Sylvania sued the king.", "cameo_code": None},
]  # fmt: skip


def write(folder: Path, *rows: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def scores(path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["evaluate", str(path), "--codebooks", str(TINY), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scores(write(tmp_path, *ROWS), capsys)
    counts = {key: found[key] for key in ("texts", "events", "quiet_texts", "quiet_coded")}
    assert counts == {"texts": 5, "events": 4, "quiet_texts": 2, "quiet_coded": 1}
    level = found["levels"]["cameo_code"]
    assert {code: (f["gold"], f["coded"], f["right"]) for code, f in level["codes"].items()} == {
        "10": (0, 1, 0), "101": (1, 1, 1), "50": (2, 2, 1),
    }  # fmt: skip
    assert level["micro"]["f1"] == pytest.approx(4 / 7)
    assert (level["events"]["gold"], level["events"]["coded"], level["events"]["right"]) == (4, 5, 3)
    assert level["confusions"] == [
        {"gold": "50", "coded": "10", "count": 1},
        {"gold": None, "coded": "50", "count": 1},
    ]
    assert found["levels"]["plover_type"]["micro"]["right"] == 2
    assert "quad_class" not in found["levels"]
    assert found["pairs"] == {"found": 3, "labelled": 3}


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(write(tmp_path, *ROWS)), "--codebooks", str(TINY)]) == 0
    shown = capsys.readouterr().out
    assert "5 texts, 4 labelled events\n2 texts without an event, 1 of them coded\n" in shown
    assert "\n101                 1      1      1      1.000   1.000   1.000\n" in shown
    assert "\nmicro               3      4      2      0.500   0.667   0.571\n" in shown
    assert "      1  50 → 10\n" in shown
    assert "      1  nothing → 50\n" in shown
    assert "pairs of actors found: 3 of 3, 1.000\n" in shown


def test_other_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "quad_class", "source_spans"])
        rows.writerow([BUY, "2", "[[0, 9]]"])
    found = scores(path, capsys)
    assert found["levels"]["quad_class"]["events"]["right"] == 1
    assert (
        scores(write(tmp_path, {"text": BUY, "quad_class": 2}), capsys)["levels"]["quad_class"]["micro"]["right"] == 1
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": BUY, "cameo_code": "77"}, "gold.jsonl:2: cameo_code 77 is not in the codebook"),
        ({"text": BUY, "cameo_code": 10}, "gold.jsonl:2: cameo_code 10 must be text"),
        ({"text": BUY, "plover_type": "PEACE"}, "gold.jsonl:2: plover_type PEACE is not in the codebook"),
        ({"text": BUY, "quad_class": 5}, "gold.jsonl:2: quad_class 5 is not in the codebook"),
        ({"text": BUY, "cameo_code": ["10"]}, "gold.jsonl:2: cameo_code ['10'] must be text"),
        ({"text": BUY, "cameo_code": "10", "source": "Ruritania"}, "the source 'Ruritania' does not stand in the text"),
        ({"text": BUY, "cameo_code": "10", "target": 7}, "the target 7 does not stand in the text"),
        ({"text": BUY, "cameo_code": "10", "source_spans": [[0, 99]]}, "source_spans must be pairs of characters"),
        ({"text": BUY, "cameo_code": "10", "source_spans": "0-9"}, "source_spans must be pairs of characters"),
        ({"text": BUY, "cameo_code": "10", "target_spans": [4]}, "target_spans must be pairs of characters"),
        ({"text": SUE, "cameo_code": ""}, "gold.jsonl:2: one row of this text has a label, another says"),
        ({"cameo_code": "10"}, "gold.jsonl:2: no text"),
        ({"text": BUY, "cameo_code": "10", "date": "soon"}, "gold.jsonl:2: unreadable date"),
    ],
)
def test_rows_that_cannot_be_used(row: Any, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(write(tmp_path, ROWS[1], row)), "--codebooks", str(TINY)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.count("\n") == 1


def test_several_bad_rows_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, *({"text": BUY, "cameo_code": code} for code in ("77", "78", "10")))
    assert main(["evaluate", str(path), "--codebooks", str(TINY)]) == 2
    said = capsys.readouterr().err
    assert said.endswith("gold.jsonl:1: cameo_code 77 is not in the codebook; 1 more cannot be used\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "gold.jsonl: empty file (holds no record)"),
        ("no json\n", "gold.jsonl:1: broken line"),
        (
            '{"text": "Freedonia sued Sylvania."}\n',
            "gold.jsonl: no row has labels (give a column cameo_code, plover_type",
        ),
    ],
)
def test_files_that_cannot_be_used(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path)
    path.write_text(content, encoding="utf-8")
    assert main(["evaluate", str(path), "--codebooks", str(TINY)]) == 2
    assert message in capsys.readouterr().err


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "gone.csv"), "--codebooks", str(TINY)]) == 2
    assert "gone.csv: no such file or folder" in capsys.readouterr().err
