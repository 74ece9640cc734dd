"""A later version of an article takes the place of the one before, and of nothing else."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.store import Store

from .fakes import append, code_folder, tables

OF_DOCUMENTS = ("documents", "sentences", "mentions", "events", "incidents")


def contents(output: str) -> dict[str, Any]:
    """What the tables hold, but for the places that the documents were read from."""
    found = {table: tables(output)[table] for table in OF_DOCUMENTS}
    for row in found["documents"]:
        del row["path"], row["line"]
    return found


def coded_afresh(folder: Path) -> dict[str, Any]:
    output = f"memory://{folder}/{uuid.uuid4()}"
    code_folder(folder, output)
    return contents(output)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_corrected_article_replaces_its_rows(folder: Path, memory: str, size: int) -> None:
    code_folder(folder, memory, batch_size=size)
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    counts = code_folder(folder, memory, batch_size=size).manifest["counts"]
    assert [row["event_id"] for row in tables(memory)["events"]] == ["d1-talks", "d3-talks", "d4-attack"]
    assert contents(memory) == coded_afresh(folder)
    assert (counts["documents.read"], counts["documents.accepted"], counts["documents.rejected"]) == (8, 6, 2)
    assert (counts["documents"], counts["documents.replaced"]) == (5, 1)


def test_only_the_new_version_is_coded(folder: Path, memory: str) -> None:
    code_folder(folder, memory, batch_size=100)
    [old] = Store(memory).names("documents")
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    tasks = code_folder(folder, memory, batch_size=100).manifest["tasks"]
    batches = {Path(name).stem for name in Store(memory).names("documents")}
    assert len(batches) == 2 and Path(old).stem not in batches
    assert all(set(tasks[stage]) == batches for stage in ("sentences", "mentions", "events", "incidents", "published"))
    assert not [name for name in Store(memory).names("") if Path(old).stem in name]


def test_correction_leaves_other_batches_alone(folder: Path) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")}
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    code_folder(folder, str(output))
    kept = {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet") if path in before}
    assert kept == {path: time for path, time in before.items() if path in kept}
    assert (
        len(before) - len(kept) == 11
    )  # of one batch: a file in each of the tables, the events of its work folder and its index


def test_correction_in_the_place_of_the_article(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    path = folder / "in" / "a.txt"
    for text in ("talks here", "nothing at all", "attack here"):
        path.write_text(path.read_text().replace(path.read_text().splitlines()[0], f"d1 2022-08-02 {text}"))
        code_folder(folder, memory)
        assert contents(memory) == coded_afresh(folder)


def test_file_that_grows_does_not_undo_a_correction(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    code_folder(folder, memory)
    append(folder / "in" / "a.txt", "d9 2022-08-09 attack there\n")
    counts = code_folder(folder, memory).manifest["counts"]
    assert [row["event_id"] for row in tables(memory)["events"]] == ["d1-talks", "d3-talks", "d4-attack", "d9-attack"]
    assert counts["documents.replaced"] == 1


def test_versions_that_come_together_give_the_last(folder: Path, memory: str) -> None:
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\nd4 2022-09-02 nothing new\n")
    (folder / "in" / "d.txt").write_text("d1 2022-08-02 attack and talks\n")
    manifest = code_folder(folder, memory).manifest
    assert [row["event_id"] for row in tables(memory)["events"]] == ["d1-attack", "d1-talks", "d3-talks"]
    assert manifest["counts"]["documents.replaced"] == 3
    assert code_folder(folder, memory).work == {}


def test_second_version_in_one_file_is_refused(folder: Path, memory: str) -> None:
    append(folder / "in" / "a.txt", "d1 2022-08-02 talks here\n")
    for _ in range(2):
        code_folder(folder, memory)
        assert [row["event_id"] for row in tables(memory)["events"]] == ["d1-attack", "d3-talks", "d4-attack"]
        append(folder / "in" / "a.txt", "d9 2022-08-09 quiet there\n")


def test_correction_and_a_new_codebook(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    (folder / "book" / "words.yml").write_text("talks: AGREE\nquiet: YIELD\n")
    code_folder(folder, memory)
    assert contents(memory) == coded_afresh(folder)


def test_refusals_of_an_old_version_go_with_it(folder: Path, memory: str) -> None:
    append(folder / "in" / "b.txt", "d7 2022-08-09 attack by poison\n")
    code_folder(folder, memory)
    (folder / "in" / "c.txt").write_text("d7 2022-08-09 attack by snipers\n")
    manifest = code_folder(folder, memory).manifest
    assert "mentions" not in manifest["rejects"]
    assert {row["stage"] for row in tables(memory)["rejects"]} == {"ingest"}
