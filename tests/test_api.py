from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline import api, code_text, load_events
from pipeline.codebook.load import default_codebooks
from pipeline.errors import RunFailed, UsageError
from pipeline.run.merging import Merged
from pipeline.run.publish import publish
from pipeline.run.store import Store
from pipeline.run.task import codebook_digest, table_name
from pipeline.tables import EVENTS, to_table

BATCH = "0123456789abcdef0123"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with one published event and no incident."""
    store = Store(str(tmp_path))
    row = {"event_id": "e1", "event_date": date(2022, 8, 2), "source_roles": ["GOV"]}
    store.write_table(table_name("events", BATCH), to_table([row], EVENTS))
    publish(store, [BATCH], [BATCH], Merged({}, [], {}, {}))
    return tmp_path


@pytest.mark.parametrize("kind", [Path, str, "file://{}/".format], ids=["path", "text", "url"])
def test_load_events(output: Path, kind: type) -> None:
    events = load_events(kind(output))
    assert list(events.columns) == [*EVENTS.names, "year", "month"]
    assert events.loc[0, ["event_id", "event_date", "year"]].tolist() == ["e1", pd.Timestamp("2022-08-02"), 2022]
    assert (len(load_events(kind(output), "incidents")), "sub_event_type" in load_events(output, "incidents")) == (
        0,
        True,
    )


def test_load_events_where_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"/events: holds no published table \(code something first"):
        load_events(tmp_path)
    with pytest.raises(UsageError, match="no table 'mentions'"):
        load_events(tmp_path, "mentions")


def test_code_text() -> None:
    events = code_text("Russia shelled Kharkiv on Tuesday.", date="2022-08-02")
    assert list(events.columns) == EVENTS.names
    first = events.iloc[0]
    assert (first["source_text"], first["trigger_text"], first["event_date"]) == (
        "Russia",
        "shelled",
        pd.Timestamp("2022-08-02"),
    )
    assert first["cameo_root"] in ("18", "19")


@pytest.mark.parametrize(
    "given",
    [
        "Talks failed.\r\nRussia shelled Kharkiv on Tuesday.",
        "<p>Talks &amp; hopes failed.</p><p>Russia shelled Kharkiv on Tuesday.</p>",
        "The cafe\u0301 burned.\u200b Russia shelled Kharkiv on Tuesday.",
        " Nothing of note.",
    ],
)
def test_offsets_of_code_text_fit_the_text_that_it_gives(given: str) -> None:
    events = code_text(given, date="2022-08-02")
    text = events.attrs["text"]
    assert len(events) > 0 or "Nothing" in text
    for row in events.itertuples():
        assert text[row.trigger_start : row.trigger_end] == row.trigger_text == "shelled"
        assert text[row.source_start : row.source_end] == row.source_text == "Russia"


def test_code_text_reads_the_codebook_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    monkeypatch.setattr(api, "codebook_digest", lambda folder: read.append(folder) or codebook_digest(folder))
    code_text("Russia shelled Kharkiv on Tuesday.", date="2022-08-02")
    assert read == [default_codebooks()]


def test_code_text_of_nothing() -> None:
    with pytest.raises(UsageError, match="the text cannot be coded: no text"):
        code_text("  ")


def test_public_names() -> None:
    assert sorted(pipeline.__all__) == ["code_text", "load_events"]
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        pipeline.nonsense  # noqa: B018


def typed(**columns: object) -> pd.DataFrame:
    table = to_table([columns] if columns else [], EVENTS)
    return api._frame(table)


def test_types_do_not_depend_on_what_is_there() -> None:
    """None, nulls alone, or values."""
    full = typed(event_date=date(2022, 8, 2), source_start=1, fatalities=2, geoname_id=3, goldstein=1.5, quad_class=4)
    frames = [full, typed(), typed(event_id="e")]
    dtypes = [frame.dtypes.astype(str).to_dict() for frame in frames]
    assert dtypes[0] == dtypes[1] == dtypes[2]
    wanted = {"source_start": "Int32", "fatalities": "Int32", "geoname_id": "Int64", "quad_class": "Int8"}
    assert {name: dtypes[0][name] for name in wanted} == wanted
    assert dtypes[0]["event_date"].startswith("datetime64")
    assert code_text("Nothing of note happened.", "2022-08-02").dtypes.astype(str).to_dict() == dtypes[0]


def test_years_and_months_are_numbers(output: Path) -> None:
    for table in ("events", "incidents"):  # the latter without rows
        frame = load_events(output, table)
        assert [str(frame[name].dtype) for name in ("year", "month")] == ["int64", "int64"]
    assert load_events(output)["month"].tolist() == [8]


def test_strange_files_are_no_part_of_a_table(output: Path) -> None:
    for name in ("events/notes.txt", "events/_SUCCESS", "events/year=2022/month=8/.DS_Store", "events/part-0.parquet"):
        (output / name).write_text("mine")
    assert len(load_events(output)) == 1


def test_what_cannot_be_loaded_is_said(output: Path) -> None:
    with pytest.raises(UsageError, match="foo://x: Protocol not known"):
        load_events("foo://x")
    (file,) = (output / "events").rglob("*.parquet")
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(RunFailed, match="is damaged"):
        load_events(output)


FRENCH = "Le président a rencontré hier les ministres de la défense à Paris, où ils ont parlé de la guerre en Ukraine."


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        (FRENCH, "2022-08-02", "not English"),
        ("Russia shelled Kharkiv.", "", "no date"),
        ("Russia shelled Kharkiv.", "yesterday", "unreadable date"),
    ],
)
def test_what_ingest_refuses_code_text_refuses_too(text: str, day: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"the text cannot be coded: {why}"):
        code_text(text, day)


@pytest.mark.parametrize("text", ["Talks failed.", "Russia shelled Kharkiv.", "Zelensky met Macron"])
def test_a_short_text_is_english(text: str) -> None:
    assert list(code_text(text, "2022-08-02").columns) == EVENTS.names
