import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.errors import CodebookError, RunFailed, UsageError, ValidationFailed
from pipeline.run.inbox import new_files
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.store import Store
from pipeline.tables import DOCUMENTS, EVENTS, INCIDENTS, MENTIONS, REJECTS, SENTENCES

from . import fakes
from .fakes import append, code_folder, tables

ROOT = Path(__file__).parents[2]


def test_first_run_codes_everything(folder: Path, memory: str) -> None:
    manifest = code_folder(folder, memory).manifest
    assert [row["event_id"] for row in tables(memory)["events"]] == ["d1-attack", "d3-talks", "d4-attack"]
    assert len(tables(memory)["incidents"]) == 3
    counts = manifest["counts"]
    assert (counts["documents.read"], counts["documents.accepted"], counts["documents.rejected"]) == (7, 5, 2)
    assert (counts["events"], counts["events.ASSAULT"], counts["incidents"]) == (3, 2, 3)
    assert manifest["rejects"] == {"ingest": {"exact duplicate": 1, "no text": 1}}
    assert manifest["codebook"]["version"] == "1"
    assert manifest["finished"] == "2024-05-01T12:00:00+00:00"
    assert Store(memory).read_json("manifest.json") == manifest
    reports = {f"reports/{name}" for name in ("summary.html", "validation.html", "validation.json", "history.jsonl")}
    assert reports <= set(Store(memory).names("reports"))


def test_second_run_does_nothing(folder: Path, memory: str) -> None:
    first = code_folder(folder, memory)
    written = {name: Store(memory).fs.modified(Store(memory).path(name)) for name in Store(memory).names("")}
    second = code_folder(folder, memory)
    assert first.work == {"files": 2} and second.work == {}
    assert {name: Store(memory).fs.modified(Store(memory).path(name)) for name in Store(memory).names("")} == written


def test_new_file_leaves_old_batches_alone(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    before = Store(memory).names("documents")
    (folder / "in" / "0.txt").write_text("d7 2022-08-09 attack there\nd8 2022-08-09 attack here\n")
    manifest = code_folder(folder, memory).manifest
    assert set(before) < set(Store(memory).names("documents"))
    assert manifest["counts"]["documents.accepted"] == 6  # d8 has the text of d1
    assert [row["doc_id"] for row in tables(memory)["events"]] == ["d1", "d3", "d4", "d7"]


def test_moved_or_touched_file_is_not_read_again(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    text = (folder / "in" / "a.txt").read_text()
    (folder / "in" / "a.txt").unlink()
    (folder / "in" / "a.txt").write_text(text)
    assert code_folder(folder, memory).work == {}


def test_file_that_changes_and_changes_back(folder: Path, memory: str) -> None:
    texts = [(folder / "in" / "a.txt").read_text(), "d9 2022-08-09 talks there\n"]
    code_folder(folder, memory)
    for text in (texts[1], texts[0], texts[1]):
        (folder / "in" / "a.txt").write_text(text)
        counts = code_folder(folder, memory).manifest["counts"]
    assert (counts["documents.accepted"], len(tables(memory)["documents"])) == (6, 6)
    assert counts["documents.rejected"] == len(tables(memory)["rejects"]) == 7


def test_unreadable_file_is_read_once_it_can_be(folder: Path) -> None:
    path = folder / "in" / "a.txt"
    [found] = new_files([path], Manifest())
    entry = {"path": found.key, "size": found.size, "mtime_ns": found.mtime_ns, "sha256": ""}
    assert new_files([path], Manifest({"inputs": [entry]})) == [found]
    assert new_files([path], Manifest({"inputs": [{**entry, "sha256": found.sha256}]})) == []


def test_changed_codebook_recodes_without_parsing(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    (folder / "book" / "words.yml").write_text("talks: AGREE\nquiet: YIELD\n")
    outcome = code_folder(folder, memory)
    assert set(outcome.work) == {"events", "incidents", "published"}
    events = tables(memory)["events"]
    assert [(row["doc_id"], row["plover_type"]) for row in events] == [("d3", "AGREE"), ("d6", "YIELD")]


def test_result_does_not_depend_on_the_order_of_runs(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    other = f"memory://{folder}/other"
    (folder / "in" / "b.txt").rename(folder / "b.txt")
    code_folder(folder, other)
    (folder / "b.txt").rename(folder / "in" / "b.txt")
    code_folder(folder, other)
    assert tables(other) == tables(memory)


def test_dry_run_says_and_does_nothing(folder: Path, memory: str) -> None:
    assert code_folder(folder, memory, dry=True).work == {"files": 2}
    assert Store(memory).names("") == []


def test_failed_validation_publishes_nothing(folder: Path, memory: str) -> None:
    code_folder(folder, memory)
    before = tables(memory)
    manifest = Store(memory).read_json("manifest.json")
    (folder / "book" / "words.yml").write_text("attack: BAD\n")
    for _ in range(2):  # the next run must not pass over it
        with pytest.raises(ValidationFailed, match=r"nothing was published, .* events.plover_type \(not BAD\)"):
            code_folder(folder, memory)
    assert {table: tables(memory)[table] for table in ("events", "incidents")} == {
        table: before[table] for table in ("events", "incidents")
    }
    assert Store(memory).read_json("manifest.json") == manifest
    assert b"2 bad" in Store(memory).fs.cat_file(Store(memory).path("reports/validation.html"))
    (folder / "book" / "words.yml").write_text("attack: ASSAULT\ntalks: CONSULT\n")
    code_folder(folder, memory)
    assert tables(memory) == before


def test_whoever_keeps_a_run_from_publication_is_named_and_may_be_left_out(folder: Path, memory: str) -> None:
    (folder / "book" / "words.yml").write_text("attack: ASSAULT\ntalks: BAD\n")
    told = (
        r"events\.plover_type \(not BAD\) in 1 row of the article d3 \(read the report; to publish the rest, list the"
        r" ids of the articles that are at fault in a file, and run with --retractions FILE\)$"
    )
    with pytest.raises(ValidationFailed, match=told):
        code_folder(folder, memory)
    (folder / "list.txt").write_text("d3\n")
    code_folder(folder, memory, retractions=folder / "list.txt")
    assert [row["doc_id"] for row in tables(memory)["events"]] == ["d1", "d4"]


def test_of_many_rows_at_fault_some_articles_are_named(folder: Path, memory: str) -> None:
    (folder / "book" / "words.yml").write_text("attack: BAD\n")
    (folder / "in" / "c.txt").write_text("".join(f"e{n} 2022-08-09 attack number {n}\n" for n in range(4)))
    with pytest.raises(ValidationFailed, match=r" in 6 rows, some of them of the articles \w\w, \w\w, \w\w \(read"):
        code_folder(folder, memory)


def test_one_bad_document_stops_no_other(folder: Path, memory: str) -> None:
    append(folder / "in" / "b.txt", "d7 2022-08-09 attack by poison\n")
    manifest = code_folder(folder, memory).manifest
    assert manifest["rejects"]["mentions"] == {"stage failed": 1}
    refused = [row for row in tables(memory)["rejects"] if row["stage"] == "mentions"]
    assert [(row["doc_id"], row["detail"]) for row in refused] == [("d7", "ValueError: cannot parse")]
    assert [row["doc_id"] for row in tables(memory)["events"]] == ["d1", "d3", "d4"]


def test_stage_that_always_fails_fails_the_run(folder: Path, memory: str) -> None:
    broken = fakes.STAGES[0]._replace(function="pipeline.tables:mentions_to_table")
    with pytest.raises(RunFailed, match="stage sentences fails on every document"):
        code_folder(folder, memory, parts=fakes.PARTS._replace(stages=(broken, *fakes.STAGES[1:])))


def test_faulty_codebook_is_told_before_anything_is_read(folder: Path, memory: str) -> None:
    (folder / "book" / "words.yml").write_text(": ASSAULT\n")
    with pytest.raises(CodebookError, match="a word is missing"):
        code_folder(folder, memory)
    assert tables(memory)["documents"] == []


def test_faulty_checks_are_told_before_anything_is_read(folder: Path, memory: str) -> None:
    (folder / "book" / "checks.yml").write_text("faulty: yes")
    with pytest.raises(CodebookError, match=r"checks\.yml:1: is faulty"):
        code_folder(folder, memory)
    assert tables(memory)["documents"] == []


def test_no_readable_input(folder: Path, memory: str) -> None:
    (folder / "in").rename(folder / "elsewhere")
    with pytest.raises(UsageError, match="no such file or folder"):
        code_folder(folder, memory)


def test_second_run_at_the_same_time_is_refused(folder: Path, memory: str) -> None:
    with lock(Store(memory)), pytest.raises(RunFailed, match="another run"):
        code_folder(folder, memory)


@pytest.mark.parametrize("lost", ["sentences", "mentions", ".work", "events", "incidents"])
def test_removed_results_are_made_again(folder: Path, memory: str, lost: str) -> None:
    code_folder(folder, memory)
    before = tables(memory)
    Store(memory).fs.rm(Store(memory).path(lost), recursive=True)
    assert code_folder(folder, memory).work
    assert tables(memory) == before


def test_parquet_on_disk_loads_with_pandas_and_duckdb(folder: Path) -> None:
    output = folder / "out"
    code_folder(folder, str(output), workers=2)
    schemas = {"documents": DOCUMENTS, "sentences": SENTENCES, "mentions": MENTIONS, "rejects": REJECTS}
    for table, schema in schemas.items():
        assert list(pd.read_parquet(output / table).columns) == schema.names
    for table, schema in {"events": EVENTS, "incidents": INCIDENTS}.items():
        assert list(pd.read_parquet(output / table).columns) == [*schema.names, "year", "month"]
    query = f"select doc_id from read_parquet('{output}/events/**/*.parquet') where year = 2022 and month = 8"
    assert duckdb.sql(query).fetchall() == [("d1",)]


def test_run_without_events_leaves_tables_that_load(folder: Path) -> None:
    output = folder / "out"
    (folder / "book" / "words.yml").write_text("absent: ASSAULT\n")
    code_folder(folder, str(output))
    for table, schema in {"events": EVENTS, "incidents": INCIDENTS}.items():
        frame = pd.read_parquet(output / table)
        assert (len(frame), list(frame.columns)) == (0, [*schema.names, "year", "month"])
        assert duckdb.sql(f"from read_parquet('{output}/{table}/**/*.parquet') where year = 2022").fetchall() == []
    (folder / "book" / "words.yml").write_text("attack: ASSAULT\n")
    code_folder(folder, str(output))
    assert sorted(pd.read_parquet(output / "events")["year"].unique()) == [2022]


def test_input_without_any_document_leaves_tables_that_load(folder: Path) -> None:
    output = folder / "out"
    (folder / "in" / "b.txt").unlink()
    (folder / "in" / "a.txt").write_text("bad\n")
    assert code_folder(folder, str(output)).manifest["counts"]["documents.rejected"] == 1
    lengths = {table: len(pd.read_parquet(output / table)) for table in ("documents", "mentions", "events", "rejects")}
    assert lengths == {"documents": 0, "mentions": 0, "events": 0, "rejects": 1}


@pytest.mark.parametrize("stage", ["sentences", "mentions", "events", "incidents"])
def test_killed_run_is_carried_on_with_the_same_result(folder: Path, stage: str) -> None:
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack end:{stage}:{folder}/marker\n")
    command = [sys.executable, "-m", "tests.run.fakes", str(folder), str(folder / "out"), "1"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert not (folder / "out" / "manifest.json").exists()
    code_folder(folder, str(folder / "out"))
    code_folder(folder, f"memory://{folder}/whole")
    assert tables(str(folder / "out")) == tables(f"memory://{folder}/whole")


def test_killed_worker_is_replaced(folder: Path) -> None:
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack die:mentions:{folder}/marker\n")
    manifest = code_folder(folder, str(folder / "out"), workers=2).manifest
    assert manifest["counts"]["events"] == 4


VILLAGE = "1\tOgossagou\t\t\t14.0\t-3.5\tP\tPPL\tML\t\t01\t\t\t\t0\t\t\t\t\n"


def test_another_gazetteer_file_codes_again_without_parsing(folder: Path, memory: str) -> None:
    dump = folder / "ML.txt"
    dump.write_text(VILLAGE)
    places = {"places": (dump,)}
    code_folder(folder, memory)
    assert code_folder(folder, memory, settings=places).work.keys() >= {"events", "incidents"}
    assert {row["location"] for row in tables(memory)["events"]} == {"Ogossagou"}
    assert code_folder(folder, memory, settings=places).work == {}
    dump.write_text(VILLAGE.replace("Ogossagou", "Diafarabe"))
    assert "mentions" not in code_folder(folder, memory, settings=places).work
    assert {row["location"] for row in tables(memory)["events"]} == {"Diafarabe"}


@pytest.mark.parametrize("dry", [False, True])
@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "no such gazetteer file"), ("", "is empty"), ("Ogossagou, Mali\n", "1: not a line of a GeoNames dump")],
)
def test_what_is_no_gazetteer_file_is_told_before_anything_is_read(
    folder: Path, memory: str, text: str | None, message: str, dry: bool
) -> None:
    file = folder / "ML.txt"
    if text is not None:
        file.write_text(text)
    with pytest.raises(UsageError, match=rf"ML\.txt:.*{message}"):
        code_folder(folder, memory, settings={"places": (file,)}, dry=dry)
    assert Store(memory).names("documents") == []
