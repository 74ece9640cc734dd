"""A folder restored from a backup, whole or in part: the next run makes up for what is missing."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import RunFailed

from .fakes import code_folder

WHOLE = (
    "documents", "sentences", "mentions", "duplicates", "events", "incidents", "rejects", "reports", ".work",
    "manifest.json",
)  # fmt: skip


def rows(output: Path) -> list[Any]:
    """The published rows, in order."""
    files = sorted(file for table in ("events", "incidents") for file in (output / table).rglob("*.parquet"))
    return sorted(str(row) for file in files for row in pq.ParquetFile(file).read().to_pylist())


@pytest.mark.parametrize(
    ("kept", "work"),
    [
        (WHOLE, {}),
        (tuple(name for name in WHOLE if name != ".work"), {"events", "incidents", "signatures"}),
        (("documents", "manifest.json"), {"sentences", "mentions", "events", "incidents", "signatures", "published"}),
        ((), {"files"}),
    ],
)
def test_what_is_missing_is_made_again(folder: Path, kept: tuple[str, ...], work: set[str]) -> None:
    backup, output = folder / "backup", folder / "out"
    code_folder(folder, str(backup))
    before = rows(backup)
    output.mkdir()
    for name in kept:
        (shutil.copytree if (backup / name).is_dir() else shutil.copy)(backup / name, output / name)
    assert set(code_folder(folder, str(output)).work) == set(work)
    assert rows(output) == before
    assert not code_folder(folder, str(output)).work


def test_an_inbox_that_has_moved_adds_no_row(folder: Path) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    before = rows(output)
    (folder / "moved").mkdir()
    shutil.move(folder / "in", folder / "moved" / "in")
    shutil.copytree(folder / "book", folder / "moved" / "book")
    counts = code_folder(folder / "moved", str(output)).manifest["counts"]
    assert (counts["documents.read"], counts["documents.accepted"], rows(output)) == (14, 5, before)


WORK = (".work/events", ".work/reports", ".work/signatures", ".work/index")


@pytest.mark.parametrize("table", ("sentences", "mentions", "duplicates", "incidents", *WORK))
def test_a_damaged_file_is_named_and_made_again_once_it_is_deleted(folder: Path, table: str) -> None:
    output = folder / "out"
    code_folder(folder, str(output), batch_size=100)
    damaged = sorted((output / table).rglob("*.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    if table in WORK:  # which a new codebook would write over
        (folder / "in" / "c.txt").write_text("d1 2022-09-03 attack there\n")
    else:
        (folder / "book" / "words.yml").write_text("attack: FIGHT\ntalks: CONSULT\n")
    with pytest.raises(RunFailed) as caught:
        code_folder(folder, str(output), batch_size=100)
    assert (caught.value.where, caught.value.remedy) == (str(damaged), "delete it: the next run makes it anew")
    damaged.unlink()
    code_folder(folder, str(output), batch_size=100)
    code_folder(folder, str(folder / "afresh"))
    assert rows(output) == rows(folder / "afresh")


def test_a_damaged_table_that_is_published_is_written_over(folder: Path) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    before = rows(output)
    for file in (output / "events").rglob("*.parquet"):
        file.write_bytes(file.read_bytes()[:100])
    (folder / "book" / "checks.yml").write_text("{}\n")  # any change of the codebook
    code_folder(folder, str(output))
    assert rows(output) == before
