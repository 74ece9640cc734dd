"""Random bytes and random structure for everything that reads: accepted or refused, never an exception."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.codebook.yamlio import Map, parse_yaml
from pipeline.errors import CodebookError
from pipeline.stages.fields import read_date
from pipeline.stages.files import FORMS
from pipeline.stages.ingest import ingest, read_records
from pipeline.stages.sentences import split
from pipeline.terminal import plain

SOME = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MARKS = st.text(st.sampled_from("a1 \n\r\t\0\",;|'<>&/{}[]:-#!?.%*@`~=+\\\ufeff\u202e\ud800é北"), max_size=60)
YAML = st.text(st.sampled_from("ab:-?#&*!|>'\"%@`{}[], \n\t~=\0\x1b"), max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def account(path: Path, content: bytes) -> None:
    """Every record that a file gives is a document or a refusal, and there is at least one."""
    path.write_bytes(content)
    records = list(read_records(path))
    documents, rejects = ingest(records)
    assert documents.num_rows + rejects.num_rows == len(records) > 0
    split(documents)


@pytest.mark.parametrize("form", [*FORMS, ".jsonl.gz", ".csv.zst"])
def test_bytes(form: str, tmp_path: Path) -> None:
    def check(data: bytes) -> None:
        account(tmp_path / f"a{form}", data)

    SOME(given(st.binary(max_size=80))(check))()


@pytest.mark.parametrize("form", [".jsonl", ".json", ".csv", ".tsv", ".html", ".txt"])
@pytest.mark.parametrize("head", ["", "id,date,text\n", '{"id": "1", "date": "2026-03-02", "text": "', "<html><p>"])
def test_marks(form: str, head: str, tmp_path: Path) -> None:
    def check(text: str) -> None:
        account(tmp_path / f"a{form}", (head + text).encode("utf-8", "surrogatepass"))

    SOME(given(MARKS)(check))()


@SOME
@given(value=VALUES)
@pytest.mark.parametrize("form", [".jsonl", ".json"])
def test_json_of_any_shape(form: str, value: Any, tmp_path: Path) -> None:
    account(tmp_path / f"a{form}", json.dumps(value).encode())


@SOME
@given(text=YAML)
def test_yaml(text: str) -> None:
    try:
        assert isinstance(parse_yaml(text, "book.yml"), Map)
    except CodebookError as error:
        assert "\x1b" not in str(error) and all(fault.path == "book.yml" for fault in error.faults)


@SOME
@given(value=st.one_of(VALUES, MARKS, st.binary(max_size=20), st.datetimes(), st.dates()))
def test_dates(value: Any) -> None:
    read_date(value)


@SOME
@given(text=st.text(st.characters()))
def test_nothing_of_a_terminal_is_moved(text: str) -> None:
    assert plain(text).isprintable()
