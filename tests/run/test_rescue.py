from pathlib import Path

import pytest

from pipeline.errors import RunFailed

from .fakes import append, code_folder, tables

PUBLISHED = ("rejects", "events", "incidents")


@pytest.mark.parametrize(("stage", "workers"), [("sentences", 2), ("mentions", 1), ("events", 2), ("incidents", 1)])
def test_document_that_kills_its_process_is_refused_alone(folder: Path, stage: str, workers: int) -> None:
    """In one night, with one worker too; the others are published as if it had never come."""
    output, without = str(folder / "out"), f"memory://{folder}/without"
    append(folder / "in" / "b.txt", f"d8 2022-08-09 attack elsewhere\nd7 2022-08-09 kill:{stage}\n")
    manifest = code_folder(folder, output, workers=workers).manifest
    assert manifest["rejects"][stage] == {"worker died": 1}
    assert code_folder(folder, output, workers=workers).work == {}
    found, path = tables(output), folder / "in" / "b.txt"
    [refused] = [row for row in found["rejects"] if row["stage"] == stage]
    assert (refused["doc_id"], refused["path"], refused["line"]) == ("d7", str(path), 5)
    path.write_text(path.read_text().replace(f"d7 2022-08-09 kill:{stage}\n", ""))
    code_folder(folder, without)
    found["rejects"].remove(refused)
    assert [found[table] for table in PUBLISHED] == [tables(without)[table] for table in PUBLISHED]


def test_document_that_is_never_done_is_refused_alone(folder: Path) -> None:
    output, without = str(folder / "out"), f"memory://{folder}/without"
    code_folder(folder, without)
    append(folder / "in" / "b.txt", "d7 2022-08-09 hang:mentions\n")
    manifest = code_folder(folder, output, time_limit=12).manifest  # with what it takes to start a process
    assert manifest["rejects"]["mentions"] == {"took too long": 1}
    assert manifest["books"]["mentions"] == {"given": 6, "carried": 5, "refused": 1}
    assert tables(output)["events"] == tables(without)["events"]


def test_a_document_whose_process_somebody_else_kills_is_not_refused(folder: Path) -> None:
    output = str(folder / "out")
    kills = " ".join(f"die:mentions:{folder}/mark{number}" for number in range(4))  # three of its batch, and one more
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack {kills}\n")
    assert "mentions" not in code_folder(folder, output).manifest["rejects"]
    assert "d7" in {row["doc_id"] for row in tables(output)["events"]}
    assert len(list(folder.glob("mark*"))) == 4


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
