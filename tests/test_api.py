from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline import api, code_text, load_events
from pipeline.codebook.load import default_codebooks
from pipeline.errors import UsageError
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
    assert events.loc[0, ["event_id", "event_date", "year"]].tolist() == ["e1", date(2022, 8, 2), 2022]
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
    assert (first["source_text"], first["trigger_text"], first["event_date"]) == ("Russia", "shelled", date(2022, 8, 2))
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
