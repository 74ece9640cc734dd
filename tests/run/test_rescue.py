from pathlib import Path

import pytest

from pipeline.errors import RunFailed

from .fakes import append, code_folder, tables


@pytest.mark.parametrize("stage", ["sentences", "events"])
def test_document_that_kills_its_process_is_refused_alone(folder: Path, stage: str) -> None:
    output = str(folder / "out")
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack kill:{stage}\nd8 2022-08-09 attack elsewhere\n")
    manifest = code_folder(folder, output, workers=2).manifest
    assert manifest["rejects"][stage] == {"worker died": 1}
    [refused] = [row for row in tables(output)["rejects"] if row["stage"] == stage]
    assert (refused["doc_id"], refused["path"], refused["line"]) == ("d7", str(folder / "in" / "b.txt"), 4)
    assert [row["doc_id"] for row in tables(output)["events"]] == ["d1", "d3", "d4", "d8"]
    assert code_folder(folder, output, workers=2).work == {}


def test_stage_that_kills_its_process_on_every_document_fails_the_run(folder: Path) -> None:
    (folder / "in" / "a.txt").unlink()
    (folder / "in" / "b.txt").write_text("d1 2022-08-09 kill:mentions\nd2 2022-08-09 again kill:mentions\n")
    with pytest.raises(RunFailed, match="stage mentions fails on every document: its process died"):
        code_folder(folder, str(folder / "out"), workers=2)


def test_document_that_exhausts_memory_is_refused_alone(folder: Path, memory: str) -> None:
    append(folder / "in" / "b.txt", "d7 2022-08-09 attack fill:mentions\n")
    assert code_folder(folder, memory).manifest["rejects"]["mentions"] == {"stage failed": 1}
    [refused] = [row for row in tables(memory)["rejects"] if row["stage"] == "mentions"]
    assert (refused["doc_id"], refused["detail"]) == ("d7", "MemoryError")
    assert [row["doc_id"] for row in tables(memory)["events"]] == ["d1", "d3", "d4"]
