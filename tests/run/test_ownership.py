"""What lies in an output folder and is not of a run's making is never removed, nor in the way."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import EventCoderError, RunFailed, UsageError
from pipeline.run.manifest import DRAFT, NAME
from pipeline.run.metrics import write_metrics
from pipeline.run.store import Store

from .fakes import append, code_folder, tables

STRANGE = (
    "notes.txt", "documents/article.txt", "documents/part0.parquet", "sentences/sub/x.parquet", "mentions/_SUCCESS",
    "duplicates/notes.txt", "rejects/notes.parquet", "events/notes.txt", "events/year=2022/month=8/part-0.parquet",
    "incidents/_SUCCESS", "incidents/_metadata", "incidents/.DS_Store", "incidents/year=2022/month=8/own.parquet",
    "reports/mine.html", ".work/drafts/mine", ".work/publish/mine.txt",
)  # fmt: skip


def scatter(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"mine: {name}")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("dry", [False, True])
@pytest.mark.parametrize("name", ["documents/a.txt", "events/a.parquet", "reports/a.html", ".work/a", "rejects"])
def test_a_folder_of_others_is_refused_and_stays_as_it_is(folder: Path, name: str, dry: bool) -> None:
    output = folder / "out"
    scatter(output, name, "notes.txt")
    before = contents(output)
    with pytest.raises(UsageError) as caught:
        code_folder(folder, str(output), dry=dry)
    assert (caught.value.where, "another folder" in caught.value.remedy) == (str(output / name), True)
    write_metrics(Store(str(output)), "", 2, 1.0)
    assert (contents(output), list(output.rglob(".work/drafts"))) == (before, [])


def test_files_beside_ours_are_no_hindrance(folder: Path) -> None:
    output = folder / "out"
    scatter(output, "notes.txt", "articles/a.txt")
    (output / "documents").mkdir()
    code_folder(folder, str(output))
    assert contents(output).keys() > {"notes.txt", "articles/a.txt", NAME}


def test_files_of_others_in_our_folder_stay_and_are_not_read(folder: Path) -> None:
    output, plain = folder / "out", f"memory://{folder}/plain"
    code_folder(folder, str(output), compact=100)
    scatter(output, *STRANGE)
    for night in range(9):  # batches are merged meanwhile, and the codebook changes
        append(folder / "in" / "a.txt", f"n{night} 2022-0{night % 2 + 8}-09 attack number {night}\n")
        (folder / "book" / "words.yml").write_text(f"attack: TYPE{night % 2}\n")
        code_folder(folder, str(output), compact=100)
    code_folder(folder, plain, compact=100)
    found = contents(output)
    assert {name: found[name] for name in STRANGE} == {name: f"mine: {name}".encode() for name in STRANGE}
    for name in STRANGE:
        (output / name).unlink()
    assert tables(str(output))["incidents"] == tables(plain)["incidents"]
    assert code_folder(folder, str(output), compact=100).work == {}


@pytest.mark.parametrize("dry", [False, True])
def test_a_lost_record_is_no_empty_folder(folder: Path, dry: bool) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    (output / NAME).unlink()
    before = contents(output)
    with pytest.raises(RunFailed, match=r"manifest.json: is lost.*restore the folder from a back-up"):
        code_folder(folder, str(output), dry=dry)
    assert contents(output) == before


def test_a_damaged_record_has_the_same_remedy(folder: Path) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    for text in ("{", '{"name": "of a web page"}'):
        (output / NAME).write_text(text)
        with pytest.raises(RunFailed, match="restore the folder from a back-up, or give another output folder"):
            code_folder(folder, str(output))


def test_a_record_is_there_before_the_first_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = f"memory://{folder}/out"

    def fail(self: Store, name: str, table: object) -> None:
        raise OSError(f"no room for {name}")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write_table", fail)
        with pytest.raises(OSError, match="no room"):
            code_folder(folder, output)
    assert Store(output).exists(DRAFT)
    assert code_folder(folder, output).manifest["counts"]["documents"] == 5


def test_a_run_that_failed_before_it_had_a_record_is_no_stranger(folder: Path) -> None:
    output = folder / "out"
    scatter(output, "reports/metrics.prom", f".work/drafts/{'0' * 32}", ".work/drafts/17.lock")
    code_folder(folder, str(output))
    assert not list((output / ".work" / "drafts").iterdir())


@pytest.mark.parametrize("below", ["documents", "events/mine", ""])
def test_what_lies_where_a_run_writes_is_no_input(folder: Path, below: str) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    shutil.copytree(folder / "in", output / (below or ".work") / "in")
    given = output / (below or ".work") / "in"
    if not below:  # by a link, too
        (folder / "linked").symlink_to(given)
        given = folder / "linked"
    before = contents(output)
    with pytest.raises(EventCoderError, match=r"is input, and lies in .* of the output folder"):
        code_folder(folder, str(output), input=(str(given),))
    assert contents(output) == before


@pytest.mark.parametrize("name", ["events", "reports", ".work"])
def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_done(folder: Path, name: str) -> None:
    output = folder / "out"
    code_folder(folder, str(output))
    shutil.rmtree(output / name)
    (output / name).write_text("mine")
    with pytest.raises(UsageError, match="is a file, where a run keeps a folder"):
        code_folder(folder, str(output))
    assert (output / name).read_text() == "mine"
