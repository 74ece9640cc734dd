"""Input files → raw records, for each file form.

Nothing here raises for what a file holds: everything unreadable becomes one `Refused` with its path and line.
Lines are streamed; .json, .txt, .html and compressed Parquet are held whole, within a bound.
"""

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from pipeline.stages import grounds
from pipeline.stages.cleaning import MAX_ATTRIBUTES, MAX_TAGS, is_tangled, read_page
from pipeline.stages.columnar import parquet_rows
from pipeline.stages.delimited import delimited_rows
from pipeline.stages.fields import is_document
from pipeline.stages.files import (
    FORMS,
    MAX_CHARACTERS,
    MAX_RECORD_BYTES,
    MAX_VALUES,
    Unusable,
    chunks,
    decode,
    form,
    is_packed,
    lines,
    names,
    printable,
    stem,
    whole,
)

BROKEN_PACKING = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)


class Record(NamedTuple):
    """One record as read: the fields under their own names, with nothing repaired but the encoding.

    `names`: of a file that is one article and states no id, the ids that its path offers.
    """

    path: str
    line: int
    fields: Mapping[str, Any]
    names: tuple[str, ...] = ()


class Refused(NamedTuple):
    """A record, or a whole file (line 0), that is no document: `reason` is one of a few fixed phrases."""

    reason: str
    detail: str
    path: str
    line: int
    doc_id: str | None = None


_ARTICLES = (".txt", ".html", ".htm")  # the forms of which a file is one article
_NO_OBJECT = "a record must be an object"
_Row = tuple[int, Mapping[str, Any] | Unusable]


def read_records(path: Path) -> Iterator[Record | Refused]:
    """The records of one file, by its ending; lines (or ordinals in .json and .parquet) count from 1."""
    shown, last, offered = printable(path), 0, names(path) if form(path) in _ARTICLES else ()
    try:
        for number, fields in _rows(path):
            last = number
            if isinstance(fields, Unusable):
                yield Refused(fields.reason, fields.detail, shown, last)
            else:
                yield Record(shown, last, fields, offered)
        if last == 0:
            yield Refused(grounds.EMPTY_FILE, "holds no record", shown, 0)
    except Unusable as why:
        yield Refused(why.reason, why.detail, shown, last)
    except BROKEN_PACKING as error:
        yield Refused(grounds.BROKEN_PACKING, f"{error} (after line {last})", shown, last)
    except OSError as error:
        yield Refused(grounds.UNREADABLE_FILE, error.strerror or str(error), shown, last)


def is_unread(refused: Mapping[str, Any]) -> bool:
    """Whether this row of REJECTS stands for a file, or a part of one, that could not be read as a record at all."""
    no_object = refused["reason"] == grounds.WRONG_TYPE and str(refused["detail"]).startswith(_NO_OBJECT)
    return not refused["line"] or refused["reason"] in grounds.UNREAD or no_object


def is_lost_file(refused: Mapping[str, Any]) -> bool:
    """Whether this row of REJECTS stands for a file of which nothing, or nothing more, could be read."""
    return refused["reason"] in grounds.LOST_FILE or (not refused["line"] and refused["reason"] != grounds.EMPTY_FILE)


def _rows(path: Path) -> Iterator[_Row]:
    reader = _READERS.get(form(path))
    if reader is None:
        raise Unusable(grounds.UNSUPPORTED_FORM, f"none of {', '.join(FORMS)}, also with .gz or .zst")
    with path.open("rb") as raw:
        yield from reader(path, raw)


def _json_lines(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    for number, line in enumerate(lines(chunks(path, raw)), 1):
        if line is None:
            yield number, Unusable(grounds.TOO_LONG, f"more than {MAX_RECORD_BYTES >> 20} MiB in one line")
        elif line.strip():
            yield number, _object(_parsed(decode(line)))


def _json(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    """An array of records, an object that holds one, a single record, or JSON lines under the wrong ending."""
    text = decode(whole(path, raw))
    value = _parsed(text) if text.strip() else []
    if isinstance(value, Unusable) and value.detail.startswith("Extra data"):
        raw.seek(0)
        return _json_lines(path, raw)
    if isinstance(value, dict) and not is_document(value):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        value = lists[0] if len(lists) == 1 else value
    items = value if isinstance(value, list) else [value]
    return ((number, _object(item)) for number, item in enumerate(items, 1))


def _parsed(text: str) -> Any:
    if sum(map(text.count, "[{,")) > MAX_VALUES:
        return Unusable(grounds.TOO_LONG, f"more than {MAX_VALUES:,} values")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return Unusable(grounds.BROKEN_LINE, str(error))


def _object(value: Any) -> Mapping[str, Any] | Unusable:
    if isinstance(value, (dict, Unusable)):
        return value
    hint = "; a file that is one array is called .json" if isinstance(value, list) else ""
    return Unusable(grounds.WRONG_TYPE, f"{_NO_OBJECT}, not {type(value).__name__}{hint}")


def _csv(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    return delimited_rows(_text_lines(path, raw), printable(path))


def _text_lines(path: Path, raw: io.BufferedReader) -> Iterator[str]:
    """The lines of a text, whether they end in LF, CR LF or, as in files of old Macs, in CR."""
    for line in lines(chunks(path, raw)):
        if line is None:
            raise Unusable(grounds.TOO_LONG, f"more than {MAX_RECORD_BYTES >> 20} MiB in one line")
        for one in decode(line).removesuffix("\r").split("\r"):
            yield one + "\n"


def _parquet(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    source = io.BytesIO(whole(path, raw)) if is_packed(path) else raw
    return enumerate(parquet_rows(source, path.stat().st_size), 1)


def _text(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    text = decode(whole(path, raw))
    if text:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        yield 1, {"id": stem(path), "date": modified, "text": text}


def _html(path: Path, raw: io.BufferedReader) -> Iterator[_Row]:
    page = decode(whole(path, raw))
    if len(page) > MAX_CHARACTERS:
        yield 1, Unusable(grounds.TOO_LONG, f"{len(page):,} characters, of at most {MAX_CHARACTERS:,}")
    elif is_tangled(page):
        yield 1, Unusable(grounds.TOO_LONG, f"more than {MAX_TAGS:,} tags, or {MAX_ATTRIBUTES:,} attributes in one")
    elif page:
        yield 1, {"id": stem(path), **read_page(page)}


_READERS: dict[str, Callable[[Path, io.BufferedReader], Iterator[_Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json,
    ".csv": _csv,
    ".tsv": _csv,
    ".parquet": _parquet,
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
}
