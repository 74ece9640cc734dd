"""Texts to events in one step, for tests."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.stages.datelines import find_dateline
from pipeline.stages.drafts import Draft, draft_deeds
from pipeline.stages.events import code
from pipeline.stages.incidents import gather
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from pipeline.tables import DOCUMENTS, to_table

DAY = date(2022, 8, 2)  # a Tuesday


@cache
def codebook(folder: Path = default_codebooks()) -> Codebook:  # noqa: B008 (a constant)
    """A codebook, loaded once."""
    return load_codebook(folder)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    return Gazetteer.load()


def documents(*texts: str, day: date = DAY) -> pa.Table:
    """Documents d0, d1, … of one day."""
    return to_table([_document(number, text, day) for number, text in enumerate(texts)], DOCUMENTS)


def _document(number: int, text: str, day: date) -> dict[str, Any]:
    place, body_start = find_dateline(text)
    own = {"doc_id": f"d{number}", "path": "in.jsonl", "line": number + 1}
    return {**own, "date": day, "text": text, "dateline": place, "body_start": body_start}


def code_all(*texts: str, book: Codebook | None = None, day: date = DAY) -> tuple[pa.Table, pa.Table]:
    """(events, rejects) of texts."""
    listed = documents(*texts, day=day)
    sentences = split(listed)
    return code(listed, sentences, detect(listed, sentences), book or codebook(), gazetteer())


def draft_events(document: dict[str, Any], sentences: list[dict[str, Any]], groups: Any) -> list[Draft]:
    """What a document reports, without what is on topics that the codebook leaves out."""
    return [one for one in draft_deeds(document, sentences, groups, codebook()) if one.off_topic is None]


def events(*texts: str, book: Codebook | None = None) -> list[dict[str, Any]]:
    """The events of texts as rows."""
    rows: list[dict[str, Any]] = code_all(*texts, book=book)[0].to_pylist()
    return rows


def event(text: str, code_prefix: str) -> dict[str, Any]:
    """The only event of a text whose code begins so."""
    (one,) = [row for row in events(text) if row["cameo_code"].startswith(code_prefix)]
    return one


@cache
def incidents(text: str) -> Sequence[dict[str, Any]]:
    """The incidents of a text as rows."""
    table = documents(text)
    sentences = split(table)
    events, _ = code(table, sentences, detect(table, sentences), codebook(), gazetteer())
    found: list[dict[str, Any]] = gather(table, sentences, events, codebook(), gazetteer()).to_pylist()
    return found
