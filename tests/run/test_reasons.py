"""What a dry run says."""

from pathlib import Path
from typing import Any

from pipeline.run.store import Store
from pipeline.run.summary import plan_summary

from . import fakes
from .fakes import append, code_folder


def said(folder: Path, memory: str, **options: Any) -> list[str]:
    before = Store(memory).names("")
    lines = plan_summary(code_folder(folder, memory, dry=True, **options)).splitlines()
    assert Store(memory).names("") == before
    return lines


def test_new_and_changed_files(folder: Path, memory: str) -> None:
    assert said(folder, memory) == ["2 new files to read, and what is new in them to code"]
    code_folder(folder, memory)
    assert said(folder, memory) == ["Nothing to do: everything is up to date."]
    append(folder / "in" / "a.txt", "d9 2022-08-09 quiet there\n")
    (folder / "in" / "c.txt").write_text("d8 2022-08-09 quiet here\n")
    assert said(folder, memory) == ["1 new and 1 changed files to read, and what is new in them to code"]


def test_changed_codebook_and_what_follows_from_it(folder: Path, memory: str) -> None:
    old = code_folder(folder, memory).manifest["codebook"]["digest"]
    (folder / "book" / "words.yml").write_text("talks: AGREE\n")
    events, incidents, published = said(folder, memory)
    assert events.startswith(f"events: 4 batches, 5 articles, because the codebook has changed ({old} → ")
    assert incidents.partition("because")[2] == published.partition("because")[2] == events.partition("because")[2]


def test_changed_model_and_stage(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    digests = lambda settings: {**fakes.digests(settings), "model": "fake 2"}  # noqa: E731
    stages = tuple(one._replace(version=2) if one.name == "events" else one for one in fakes.STAGES)
    lines = said(folder, memory, parts=fakes.PARTS._replace(digests=digests, stages=stages))
    model, stage = "the model has changed (fake 1 → fake 2)", "the stage events has changed (version 1 → 2)"
    assert lines[0] == f"mentions: 4 batches, 5 articles, because {model}"
    assert lines[1] == f"events: 4 batches, 5 articles, because {model}, {stage}"


def test_lost_results(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    Store(memory).remove(Store(memory).names("mentions")[:1])
    [line] = said(folder, memory)
    assert line.startswith("mentions: 1 batches, ") and line.endswith("because results were removed")


def test_retractions_and_merges(folder: Path, memory: str) -> None:
    for number in range(8):
        append(folder / "in" / "a.txt", f"n{number} 2022-08-09 quiet {number}\n")
        code_folder(folder, memory)
    (folder / "list.txt").write_text("d1\n")
    assert said(folder, memory, retractions=folder / "list.txt", compact=100) == [
        "1 articles to remove, because they are retracted: their batches are made anew without them",
        "11 batches to merge into 1, because there are many small ones",
    ]


def test_run_that_was_stopped(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    Store(memory).write_json(".work/manifest.json", Store(memory).read_json("manifest.json"))
    assert said(folder, memory) == ["a run before was stopped: what it left is put in order"]
