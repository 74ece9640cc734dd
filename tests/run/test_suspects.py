"""A file that ends the process that reads it costs one run, and no other file."""

import subprocess
import sys
from pathlib import Path

from pipeline.run.inbox import Input
from pipeline.run.store import Store
from pipeline.run.suspects import deadly, noted

from .fakes import DEADLY, append, code_folder, tables


def run(folder: Path) -> int:
    command = [sys.executable, "-m", "tests.run.fakes", str(folder), str(folder / "out"), "1"]
    return subprocess.run(command, capture_output=True, text=True, check=False).returncode


def test_the_next_run_refuses_the_file_and_reads_the_others(folder: Path) -> None:
    (folder / "in" / "m.txt").write_text(f"m 2024-01-01 attack\nn 2024-01-01 {DEADLY}\n")
    assert run(folder) == -9
    assert run(folder) == 0
    output = str(folder / "out")
    refused = [row for row in tables(output)["rejects"] if row["reason"] == "reader died"]
    assert [(Path(row["path"]).name, row["line"]) for row in refused] == [("m.txt", 0)]
    (folder / "in" / "m.txt").unlink()
    code_folder(folder, f"memory://{folder}/without")
    assert tables(output)["events"] == tables(f"memory://{folder}/without")["events"]


def test_a_mended_file_is_read(folder: Path) -> None:
    deadly_file = folder / "in" / "m.txt"
    deadly_file.write_text(f"m 2024-01-01 {DEADLY}\n")
    assert (run(folder), run(folder)) == (-9, 0)
    deadly_file.write_text("m 2024-01-01 attack\n")
    assert run(folder) == 0
    assert "m" in {row["doc_id"] for row in tables(str(folder / "out"))["documents"]}


def test_files_that_survive_are_read_as_ever(folder: Path, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    file = folder / "in" / "whole.txt"
    file.write_text("w 2024-01-01 attack\n")
    entry = Input(file, "whole", 0, 0)
    store.write_json(".work/reading.json", ["whole", "gone"])
    assert deadly(store, [entry], "tests.run.fakes", {}) == frozenset()
    append(file, f"v 2024-01-01 {DEADLY}\n")
    assert deadly(store, [entry], "tests.run.fakes", {}) == {"whole"}


def test_reading_is_on_record_only_while_it_lasts(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    with noted(store, [Input(tmp_path, "key", 0, 0)]):
        assert store.read_json(".work/reading.json") == ["key"]
    assert not store.exists(".work/reading.json")
