"""Raw records → documents and rejects.

A record is refused for the first fault found; every reason is one of a few fixed phrases, so that they can be counted.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.stages import grounds
from pipeline.stages.cleaning import clean_line, clean_text
from pipeline.stages.datelines import find_dateline
from pipeline.stages.fields import YEARS, has_known_name, pick, read_date, read_id, read_line
from pipeline.stages.files import MAX_CHARACTERS, Unusable, form
from pipeline.stages.inputs import input_files
from pipeline.stages.language import is_english, states_language
from pipeline.stages.readers import Record, Refused, read_records
from pipeline.stages.repeats import Seen, text_digest
from pipeline.tables import DOCUMENTS, REJECTS, to_table

__all__ = ["MAX_CHARACTERS", "Record", "Refused", "ingest", "input_files", "read_records", "text_digest"]

MAX_ID_CHARACTERS = 1_000
_LOST_SHARE = 0.01  # more U+FFFD than this (and than two), and the encoding was not found

_HEADER = "CSV must begin with a line of names such as id, date, text"
_NAMING = {".csv": _HEADER, ".tsv": _HEADER}
_WORDLESS = re.compile(r"[\W\d_]*")


def ingest(
    records: Iterable[Record | Refused], aliases: Mapping[str, str] = {}, seen: Seen | None = None
) -> tuple[pa.Table, pa.Table]:
    """Records → (DOCUMENTS, REJECTS), both in the order of the input.

    `aliases` maps names of the input's fields to ours (`{"story_body": "text"}`); the common ones are known.
    `seen` is what was accepted earlier: it does not come in twice. Where files hold several versions of a document,
    all are in DOCUMENTS, and the last one counts. Offsets elsewhere are into the repaired text that DOCUMENTS holds.
    Never raises for what a record holds.
    """
    seen = (seen or Seen()).child()
    documents: list[dict[str, Any]] = []
    rejects: list[Refused] = []
    for record in records:
        if isinstance(record, Refused):
            rejects.append(record)
            continue
        fields = pick(record.fields, aliases)
        doc_id = _id(record, fields["id"], seen)
        try:
            _refuse_nameless(record, aliases)
            document = {**_document(fields, doc_id), "path": record.path, "line": record.line}
            seen.take(document)
            documents.append(document)
        except Unusable as why:
            rejects.append(Refused(why.reason, why.detail, record.path, record.line, doc_id))
    rows = [{"stage": "ingest", **reject._asdict()} for reject in rejects]
    return to_table(documents, DOCUMENTS), to_table(rows, REJECTS)


def _id(record: Record, stated: Any, seen: Seen) -> str | None:
    """The id that a record states, else one that its file's path offers."""
    offered = [name for name in map(clean_line, record.names) if name]
    return seen.id_of_file(record.path, offered) if offered else clean_line(read_id(stated) or "") or None


def _document(fields: Mapping[str, Any], doc_id: str | None) -> dict[str, Any]:
    known_id = _checked_id(fields["id"], doc_id)
    text = _checked_text(fields["text"])
    published = _checked_date(fields["date"])
    optional = {name: _optional(fields[name]) for name in ("title", "source", "url", "lang")}
    _refuse_foreign(text, optional["lang"])
    place, body_start = find_dateline(text)
    return {
        "doc_id": known_id, "date": published, "text": text, "dateline": place, "body_start": body_start, **optional
    }  # fmt: skip


def _refuse_nameless(record: Record, aliases: Mapping[str, str]) -> None:
    fields = record.fields
    if not has_known_name(fields, aliases):
        names = ", ".join(clean_line(str(name)[:30]) for name in list(fields)[:3])
        shown = f"{names}, …" if len(fields) > 3 else names
        what = f"none of its columns is known ({shown})" if fields else "it has no columns"
        remedy = _NAMING.get(form(Path(record.path)), "a record has names such as id, date, text at its top")
        raise Unusable(grounds.NO_ID, f"{what}: {remedy}")


def _checked_id(value: Any, doc_id: str | None) -> str:
    if value is not None and read_id(value) is None:
        raise Unusable(grounds.WRONG_TYPE, f"the id is a {type(value).__name__}")
    if not doc_id:
        raise Unusable(grounds.NO_ID)
    if len(doc_id) > MAX_ID_CHARACTERS:
        raise Unusable(grounds.TOO_LONG, f"the id has more than {MAX_ID_CHARACTERS:,} characters")
    return doc_id


def _checked_text(value: Any) -> str:
    if value is None:
        raise Unusable(grounds.NO_TEXT)
    if not isinstance(value, str):
        raise Unusable(grounds.WRONG_TYPE, f"the text is a {type(value).__name__}")
    if len(value) > MAX_CHARACTERS:
        raise Unusable(grounds.TOO_LONG, f"{len(value):,} characters, of at most {MAX_CHARACTERS:,}")
    text = clean_text(value)
    if text.count("\ufffd") > max(2, _LOST_SHARE * len(text)):
        raise Unusable(grounds.WRONG_ENCODING, "neither UTF-8 nor Windows-1252")
    if _WORDLESS.fullmatch(text):
        raise Unusable(grounds.NO_TEXT, "it holds no letter")
    return text


def _checked_date(value: Any) -> date:
    if value is None:
        raise Unusable(grounds.NO_DATE)
    if isinstance(value, (bool, list, dict)):
        raise Unusable(grounds.WRONG_TYPE, f"the date is a {type(value).__name__}")
    published = read_date(value)
    if published is None:
        raise Unusable(grounds.UNREADABLE_DATE, clean_line(str(value)[:100]))
    if published.year not in YEARS:
        raise Unusable(grounds.ABSURD_DATE, published.isoformat())
    return published


def _optional(value: Any) -> str | None:
    return clean_line(read_line(value) or "") or None


def _refuse_foreign(text: str, lang: str | None) -> None:
    stated = states_language(lang)
    if stated is False:
        raise Unusable(grounds.NOT_ENGLISH, f"its language is given as {lang}")
    if stated is None and not is_english(text):
        raise Unusable(grounds.NOT_ENGLISH, "by its letters and words")
