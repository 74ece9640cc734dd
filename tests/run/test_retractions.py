"""Withdrawn articles leave every table, and do not come back while they are listed."""

import gzip
from pathlib import Path
from typing import Any

import pytest
import zstandard

from pipeline.errors import UsageError
from pipeline.run.retractions import read_retractions
from pipeline.run.runner import Outcome
from pipeline.run.store import Store

from . import fakes
from .fakes import append, code_folder, tables

OF_DOCUMENTS = ("documents", "sentences", "mentions", "events", "incidents")


@pytest.fixture
def listed(folder: Path) -> Path:
    return folder / "retracted.txt"


def code(folder: Path, memory: str, listed: Path, **options: Any) -> Outcome:
    return code_folder(folder, memory, retractions=listed, **options)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_retracted_article_leaves_every_table_and_no_other_does(folder: Path, memory: str, size: int) -> None:
    code_folder(folder, memory, batch_size=size)
    before = tables(memory)
    (folder / "retracted.txt").write_text("# 2 May\nd1\nunknown\n")
    outcome = code(folder, memory, folder / "retracted.txt", batch_size=size)
    after = tables(memory)
    for table in OF_DOCUMENTS:
        assert after[table] == [
            row for row in before[table] if "d1" not in (row.get("doc_id"), *row.get("doc_ids", ()))
        ]
    assert after["rejects"] == before["rejects"]
    counts = outcome.manifest["counts"]
    assert (counts["documents.accepted"], counts["documents.retracted"], counts["documents"]) == (5, 1, 4)
    assert not [name for name in Store(memory).names("") if "drafts" in name or "publish/" in name]


def test_list_that_has_been_applied_is_nothing_to_do(folder: Path, memory: str, listed: Path) -> None:
    listed.write_text("d1\n")
    code_folder(folder, memory)
    assert code(folder, memory, listed).work["retractions"] == 1
    assert code(folder, memory, listed).work == {}
    append(listed, "unknown\n")
    assert code(folder, memory, listed).work == {}


def test_nothing_is_coded_for_a_retraction(folder: Path, memory: str, listed: Path) -> None:
    code_folder(folder, memory, batch_size=100)
    listed.write_text("d1\n")
    assert set(code(folder, memory, listed, batch_size=100, parts=fakes.CODED).work) == {"retractions"}


def test_listed_article_is_refused_until_the_list_is_shorter(folder: Path, memory: str, listed: Path) -> None:
    listed.write_text("d1\nd9\n")
    append(folder / "in" / "b.txt", "d9 2022-08-09 attack there\n")
    assert code(folder, memory, listed).manifest["rejects"]["ingest"]["retracted"] == 2
    listed.write_text("d9\n")
    append(folder / "in" / "a.txt", "d8 2022-08-09 quiet there\n")
    code(folder, memory, listed)
    assert [row["doc_id"] for row in tables(memory)["events"]] == ["d1", "d3", "d4"]


def test_last_document_of_all(folder: Path, memory: str, listed: Path) -> None:
    code_folder(folder, memory)
    listed.write_text("\n".join(f"d{n}" for n in range(9)))
    code(folder, memory, listed)
    assert {table: rows for table, rows in tables(memory).items() if rows} == {"rejects": tables(memory)["rejects"]}
    assert {"documents", "events"} <= {name.partition("/")[0] for name in Store(memory).names("")}  # they load


def test_a_republication_takes_the_place_of_what_is_retracted(folder: Path, memory: str, listed: Path) -> None:
    """d5 was refused as a duplicate of d2: what comes out is what a new output folder would hold."""
    code_folder(folder, memory)
    listed.write_text("d2\n")
    assert code(folder, memory, listed, dry=True).work == {"files": 1, "retractions": 1}
    counts = code(folder, memory, listed).manifest["counts"]
    code(folder, f"{memory}/new", listed)
    for table in OF_DOCUMENTS:
        assert tables(memory)[table] == tables(f"{memory}/new")[table]
    assert "d5" in [row["doc_id"] for row in tables(memory)["documents"]]
    assert (counts["documents"], counts["documents.accepted"], counts["documents.retracted"]) == (5, 6, 1)
    assert code(folder, memory, listed).work == {}


def test_a_republication_whose_file_is_gone_waits_for_it(folder: Path, memory: str, listed: Path) -> None:
    code_folder(folder, memory)
    listed.write_text("d2\n")
    file = folder / "in" / "b.txt"
    kept = file.read_text()
    file.unlink()
    code(folder, memory, listed)
    assert [row["doc_id"] for row in tables(memory)["documents"]] == ["d1", "d3", "d4", "d6"]
    file.write_text(kept)
    code(folder, memory, listed)
    assert [row["doc_id"] for row in tables(memory)["documents"]] == ["d1", "d3", "d4", "d5", "d6"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.txt", "\ufeff# withdrawn\nd1\n\n  d 2  \n"),
        ("list", "d1\nd 2"),
        ("list.csv", "id,why\nd1,libel\nd 2,\n"),
        ("list.jsonl", '{"id": "d1"}\n{"doc_id": "d 2"}\n'),
    ],
)
def test_forms_of_a_list(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert read_retractions(tmp_path / name) == {"d1", "d 2"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("name", ["list.txt", "list", "list.txt.gz", "list.txt.zst", "list.csv", "list.csv.gz"])
def test_a_list_is_read_as_input_files_are(tmp_path: Path, name: str, encoding: str) -> None:
    data = ("id\n" * ("csv" in name) + "dé1\r\nd2\r\n").encode(encoding)
    pack = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}.get(Path(name).suffix, bytes)
    (tmp_path / name).write_bytes(pack(data))
    assert read_retractions(tmp_path / name) == {"dé1", "d2"}


NO_LISTS = {
    "list.txt": bytes(range(256)),
    "gz": gzip.compress(b"d1\n"),
    "packed.txt.gz": b"d1\n",
    "broken.txt.zst": b"d1\n",
    "wide.txt": "d1\nd2\n".encode("utf-16-le"),
    "longer.txt": ("d1\n" * 99).encode("utf-16-be"),
    "table.txt": b"id,why\nd1,libel\n",
    "records.txt": b'{"id": "d1"}\n',
    "table": b'# ours\n"Doc ID"\t"why"\nd1\tlibel\n',
    "table.txt.gz": gzip.compress(b"why;id\nlibel;d1\n"),
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NO_LISTS[name])
    with pytest.raises(UsageError, match=name) as caught:
        read_retractions(tmp_path / name)
    assert (".json" if "records" in name else ".csv") in caught.value.remedy


def test_comments_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("  # a comment\nd1 # withdrawn by Reuters\nd2\t#moved\nhttps://news.org/#d3\nd 4#5\n")
    assert read_retractions(tmp_path / "ids") == {"d1", "d2", "https://news.org/#d3", "d 4#5"}


@pytest.mark.parametrize(
    ("name", "content"), [("absent.txt", None), ("absent.csv", None), ("list.csv", "name\nd1\n"), ("l.jsonl", "{\n")]
)
def test_faulty_list_is_no_empty_list(tmp_path: Path, name: str, content: str | None) -> None:
    if content:
        (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match=name):
        read_retractions(tmp_path / name)
