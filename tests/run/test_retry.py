import json
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import UsageError, ValidationFailed
from pipeline.run import inbox
from pipeline.run import lock as locking
from pipeline.run.manifest import Manifest
from pipeline.run.refusals import Choice
from pipeline.run.retry import Retried, retry
from pipeline.run.store import Store
from pipeline.settings import Settings

from . import fakes
from .fakes import code_folder, tables
from .test_crashes import STRIDE, Interrupt, copy, interrupted


@pytest.fixture
def output(folder: Path) -> str:
    """Five documents, one record without text and one duplicate; a.txt is refused a record that can be mended."""
    url = f"memory://{folder}/out"
    code_folder(folder, url)
    return url


def again(
    folder: Path, output: str, stage: str | None = None, reason: str | None = None, retractions: Path | None = None
) -> Retried:
    settings = Settings(("nothing",), output, folder / "book", 1, {}, 2, retractions=retractions)
    return retry(settings, Choice(stage, reason), fakes.PARTS)


def refused(output: str) -> list[tuple[str, str]]:
    store = Store(output)
    rows = [row for name in store.names("rejects") for row in store.read_table(name).to_pylist()]
    return sorted((row["doc_id"], row["reason"]) for row in rows)


def counts(output: str) -> dict[str, Any]:
    found = Store(output).read_json("manifest.json")["counts"]
    return {key: found[f"documents.{key}"] for key in ("read", "accepted", "rejected")}


def column(output: str, table: str) -> list[str]:
    """The documents that a table speaks of."""
    store = Store(output)
    return sorted(one for name in store.names(table) for one in store.read_table(name)["doc_id"].to_pylist())


def documents(output: str) -> list[str]:
    return column(output, "documents")


def mend(folder: Path) -> None:
    path = folder / "in" / "a.txt"
    path.write_text(path.read_text().replace("bad\n", "bad 2022-08-05 attack mended\n"))


def test_a_mended_record_is_coded_and_nothing_is_doubled(folder: Path, output: str) -> None:
    before = documents(output)
    mend(folder)
    found = again(folder, output)
    assert found.files == (str(folder / "in" / "a.txt"),)
    assert documents(output) == sorted([*before, "bad"])
    assert refused(output) == [("d5", "exact duplicate")]
    assert counts(output) == {"read": 7, "accepted": 6, "rejected": 1}
    events = [
        row["doc_id"] for name in Store(output).names("events") for row in Store(output).read_table(name).to_pylist()
    ]
    assert sorted(events) == ["bad", "d1", "d3", "d4"]


def test_what_still_fails_stays_with_its_reason(folder: Path, output: str) -> None:
    before = refused(output), counts(output), documents(output)
    for _ in range(2):
        again(folder, output)
        assert (refused(output), counts(output), documents(output)) == before
    assert code_folder(folder, output).work == {}  # the files count as read


def correct(folder: Path) -> dict[str, Any]:
    """The last file corrects an article of the first."""
    (folder / "in" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    return {}


def correct_twice_and_repeat(folder: Path) -> dict[str, Any]:
    """And then another article has the words that the corrected one had."""
    correct(folder)
    code_folder(folder, f"memory://{folder}/out")
    (folder / "in" / "e.txt").write_text("d1 2022-08-02 talks there\nd9 2022-08-02 attack here\n")
    return {}


def repeat(folder: Path) -> dict[str, Any]:
    """A file holds a record twice."""
    (folder / "in" / "c.txt").write_text("d7 2022-08-09 quiet\nd7 2022-08-09 quiet\nworse\n")
    return {}


def withdraw(folder: Path) -> dict[str, Any]:
    """An article of the first file is retracted."""
    (folder / "list.txt").write_text("d3\n")
    return {"retractions": folder / "list.txt"}


@pytest.mark.parametrize("change", [correct, correct_twice_and_repeat, repeat, withdraw])
def test_what_was_accepted_counts_once(folder: Path, output: str, change: Callable[[Path], dict[str, Any]]) -> None:
    options = change(folder)
    code_folder(folder, output, **options)
    before = refused(output), counts(output), documents(output)
    for reason in (None, "exact duplicate", None):
        again(folder, output, reason=reason, **options)
        assert (refused(output), counts(output), documents(output)) == before


def test_a_linked_file_is_read_again_by_its_name(folder: Path) -> None:
    output = f"memory://{folder}/linked"
    (folder / "links").mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / "links" / name).symlink_to(folder / "in" / name)
    (folder / "links" / "c.txt").write_text("d1 2022-08-02 talks here\n")
    code_folder(folder, output, settings={"input": (str(folder / "links"),)})
    before = refused(output), counts(output), tables(output)["events"]
    assert again(folder, output).files == (str(folder / "links" / "a.txt"),)
    assert (refused(output), counts(output), tables(output)["events"]) == before


def test_a_file_that_is_gone_keeps_its_refusals(folder: Path, output: str) -> None:
    (folder / "in" / "a.txt").unlink()
    found = again(folder, output)
    assert (found.files, found.gone, found.outcome) == ((), (str(folder / "in" / "a.txt"),), None)
    assert ("bad", "no text") in refused(output)


def test_only_what_is_asked_for(folder: Path, output: str) -> None:
    mend(folder)
    assert again(folder, output, reason="exact duplicate").files == (str(folder / "in" / "b.txt"),)
    assert again(folder, output, stage="events").outcome is None
    assert ("bad", "no text") in refused(output)
    assert counts(output) == {"read": 7, "accepted": 5, "rejected": 2}


def test_a_stage_that_failed_is_done_again_with_what_follows(
    folder: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in" / "c.txt").write_text("p1 2022-08-09 poison attack\np2 2022-08-09 attack alone\n")
    code_folder(folder, output)
    assert ("p1", "stage failed") in refused(output)
    monkeypatch.setattr(fakes, "POISON", "")
    found = again(folder, output, reason="stage failed")
    assert ([stage for stage, _ in found.tasks], found.files) == (["mentions"], ())
    assert ("p1", "stage failed") not in refused(output)
    events = [
        row["doc_id"] for name in Store(output).names("events") for row in Store(output).read_table(name).to_pylist()
    ]
    assert {"p1", "p2"} <= set(events)


def test_when_nothing_can_be_published_the_counts_stay_true(folder: Path, output: str) -> None:
    mend(folder)
    (folder / "book" / "words.yml").write_text("attack: BAD\n")
    with pytest.raises(ValidationFailed):
        again(folder, output)
    (folder / "book" / "words.yml").write_text("attack: ASSAULT\n")
    code_folder(folder, output)
    assert refused(output) == [("d5", "exact duplicate")]
    assert counts(output) == {"read": 7, "accepted": 6, "rejected": 1}


def by_retry(folder: Path, output: str) -> None:
    again(folder, output)


def by_run(folder: Path, output: str) -> None:
    code_folder(folder, output)


def by_run_on_other_files(folder: Path, output: str) -> None:
    (folder / "elsewhere").mkdir(exist_ok=True)
    (folder / "elsewhere" / "z.txt").write_text("d4 2022-09-02 attack again\n")
    code_folder(folder, output, settings={"input": (str(folder / "elsewhere"),)})


@pytest.mark.parametrize("finish", [by_retry, by_run, by_run_on_other_files])
def test_killed_before_any_step(
    folder: Path, finish: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "GROUP_FILES", 1)
    (folder / "in" / "c.txt").write_text("worse\nd9 2022-10-01 attack there\n")
    before = folder / "before"
    code_folder(folder, str(before))
    mend(folder)
    with Interrupt(0, lambda: None) as steps:
        again(folder, copy(before, "whole"))
    finish(folder, str(folder / "whole"))
    expected = tables(str(folder / "whole")), counts(str(folder / "whole"))
    assert steps.count > STRIDE
    for at in range(STRIDE, steps.count + 1, 2 * STRIDE):
        output = copy(before, f"killed{at}")
        assert interrupted(at, signal.SIGKILL, lambda output=output: again(folder, output))
        if not Manifest.load(Store(output)).fields.get("rereading"):  # before it was noted, or when all was done
            again(folder, output)
        finish(folder, output)
        assert (tables(output), counts(output)) == expected, f"killed before step {at} of {steps.count}"


def test_paths_of_the_input_hold_in_any_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = str(folder / "out")
    monkeypatch.chdir(folder)
    code_folder(folder, output, settings={"input": ("in",)})
    mend(folder)
    monkeypatch.chdir("/")
    assert again(folder, output).files == (str(folder / "in" / "a.txt"),)
    assert refused(output) == [("d5", "exact duplicate")]
    assert counts(output) == {"read": 7, "accepted": 6, "rejected": 1}


def test_a_retracted_article_is_taken_up_only_if_asked_for(folder: Path, output: str) -> None:
    mend(folder)
    again(folder, output)
    (folder / "list.txt").write_text("d8\n")
    (folder / "in" / "c.txt").write_text("d8 2022-08-09 attack there\n")
    code_folder(folder, output, retractions=folder / "list.txt")
    assert refused(output) == [("d5", "exact duplicate"), ("d8", "retracted")]
    assert again(folder, output).outcome is None
    assert again(folder, output, reason="retracted").files == (str(folder / "in" / "c.txt"),)
    assert "d8" in documents(output)  # it is on no list any more


def test_another_run_is_waited_for(folder: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(output)
    owner = {"pid": os.getppid(), "host": socket.gethostname(), "born": locking._born(os.getppid())}
    store.write(locking.NAME, json.dumps(owner).encode())
    monkeypatch.setattr(time, "sleep", lambda seconds: store.remove([locking.NAME]))  # the other run ends
    assert retry(Settings((), output, folder / "book", 1, wait=60), Choice(), fakes.PARTS).outcome


def test_where_no_run_has_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        again(folder, f"memory://{folder}/none")
    assert main(["retry", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}/none: holds no output of a run")
