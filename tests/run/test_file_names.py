"""Articles that state no id: files of one name never take each other's place, a file that changed takes its own."""

import itertools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.runner import Outcome
from pipeline.stages import INGEST

from .fakes import PARTS, append, code_folder, tables

ARRESTS = "Kenyan police arrested ten protesters in Nairobi."
KILLINGS = "Rebels killed two soldiers in Mali."
STRIKE = "Nurses in Lagos went on strike over their pay."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder without files, and a codebook of one word."""
    (tmp_path / "in").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "words.yml").write_text("killed: ASSAULT\n")
    return tmp_path


def deliver(news: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = news / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def code(news: Path, **options: Any) -> Outcome:
    return code_folder(news, f"memory://{news}/out", parts=PARTS._replace(ingest=INGEST), **options)


def texts(news: Path) -> dict[str, str]:
    return {row["doc_id"]: row["text"] for row in tables(f"memory://{news}/out")["documents"]}


def refused(news: Path) -> list[tuple[str, str, str]]:
    rows = tables(f"memory://{news}/out")["rejects"]
    return [(row["doc_id"], row["reason"], row["detail"]) for row in rows]


FILES = {"0301/1.txt": ARRESTS, "0302/1.txt": KILLINGS, "0302/1.html.txt": STRIKE}
CODED = {"1": ARRESTS, "0302/1.txt": KILLINGS, "1.html": STRIKE}


@pytest.mark.parametrize("size", [1, 100])
def test_files_of_one_name_in_one_run(news: Path, size: int) -> None:
    deliver(news, FILES)
    counts = code(news, batch_size=size).manifest["counts"]
    assert texts(news) == CODED
    assert (counts["documents.accepted"], counts.get("documents.replaced", 0)) == (3, 0)


def test_files_of_one_name_in_two_runs(news: Path) -> None:
    for name, text in FILES.items():
        deliver(news, {name: text})
        code(news)
    assert texts(news) == CODED and not refused(news)


def test_two_forms_and_packings_of_one_name_in_a_folder(news: Path) -> None:
    page = f"<!doctype html><title>Mali</title><meta name='date' content='2026-03-02'><p>{KILLINGS * 3}</p>"
    deliver(news, {"same.txt": ARRESTS, "same.html": page})
    code(news)
    assert sorted(texts(news)) == ["in/same.txt", "same"]


def test_folders_of_one_name_too(news: Path) -> None:
    deliver(news, {"a/0301/1.txt": ARRESTS, "b/0301/1.txt": KILLINGS, "c/b/0301/1.txt": STRIKE})
    code(news)
    assert texts(news) == {"1": ARRESTS, "0301/1.txt": KILLINGS, "b/0301/1.txt": STRIKE}


def test_a_file_that_changed_corrects_itself_alone(news: Path) -> None:
    deliver(news, {"0301/1.txt": ARRESTS, "0302/1.txt": KILLINGS})
    code(news)
    deliver(news, {"0302/1.txt": STRIKE})
    counts = code(news).manifest["counts"]
    assert texts(news) == {"1": ARRESTS, "0302/1.txt": STRIKE} and counts["documents.replaced"] == 1
    deliver(news, {"0301/1.txt": KILLINGS})
    code(news)
    assert texts(news) == {"1": KILLINGS, "0302/1.txt": STRIKE}


def test_a_file_is_itself_behind_a_link(news: Path) -> None:
    deliver(news, {"1.txt": ARRESTS})
    code(news)
    (news / "link").symlink_to(news / "in")
    deliver(news, {"1.txt": KILLINGS})
    code(news, input=(str(news / "link"),))
    assert texts(news) == {"1": KILLINGS}


def test_the_same_text_under_the_same_name_is_a_duplicate(news: Path) -> None:
    deliver(news, {"0301/1.txt": ARRESTS, "0302/1.txt": ARRESTS})
    os.utime(news / "in" / "0302" / "1.txt", (1714608000, 1714608000))
    code(news)
    assert texts(news) == {"1": ARRESTS} and refused(news) == [("0302/1.txt", "exact duplicate", "of 1")]


def test_a_stated_id_corrects_and_is_never_corrected_by_a_name(news: Path) -> None:
    record = '{"id": "1", "date": "2026-03-02", "text": "%s"}\n'
    deliver(news, {"a.jsonl": record % ARRESTS, "b/1.txt": KILLINGS})
    code(news)
    assert texts(news) == {"1": ARRESTS, "b/1.txt": KILLINGS}
    deliver(news, {"c.jsonl": record.replace('"1"', '"b/1.txt"') % STRIKE})
    code(news)
    assert texts(news) == {"1": ARRESTS, "b/1.txt": STRIKE}


@pytest.mark.parametrize("afresh", [False, True])
def test_a_withdrawn_file_is_not_the_others_of_its_name(news: Path, afresh: bool) -> None:
    deliver(news, {"0301/1.txt": ARRESTS})
    if not afresh:
        code(news)
    (news / "withdrawn.txt").write_text("1\n")
    deliver(news, {"0302/1.txt": KILLINGS})
    code(news, retractions=news / "withdrawn.txt")
    assert texts(news) == {"0302/1.txt": KILLINGS}
    append(news / "in" / "0301" / "1.txt", " They were freed.")
    deliver(news, {"0303/1.txt": STRIKE}) if not afresh else None
    code(news, retractions=news / "withdrawn.txt")
    assert set(texts(news)) == {"0302/1.txt"} | ({"0303/1.txt"} if not afresh else set())
    assert {row[:2] for row in refused(news)} == {("1", "retracted")}


def test_ids_do_not_depend_on_the_batches(news: Path) -> None:
    deliver(news, {f"{night:02}/{n}.txt": f"Police arrested {night + 31 * n} men." for night, n in
                   itertools.product(range(1, 8), range(3))})  # fmt: skip
    code(news, batch_size=4)
    ids = set(texts(news))
    assert ids == {str(n) for n in range(3)} | {f"{night:02}/{n}.txt" for night in range(2, 8) for n in range(3)}
