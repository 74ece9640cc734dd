"""Labelled texts: what annotators say that a text reports, one row for each event."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.load import Codebook
from pipeline.errors import Fault, UsageError
from pipeline.stages.fields import pick
from pipeline.stages.ingest import Record, ingest, input_files, read_records, text_digest

LEVELS = ("cameo_code", "plover_type", "quad_class")  # columns of labels, from fine to coarse
SIDES = ("source", "target")
Span = tuple[int, int]


class Gold(NamedTuple):
    """A labelled event: its label at each level, and where its actors stand. Without labels it says: no event."""

    labels: Mapping[str, str]
    source: tuple[Span, ...]
    target: tuple[Span, ...]


class GoldTexts(NamedTuple):
    """DOCUMENTS, the labelled events of each by its doc_id, and the levels that the rows have columns for."""

    documents: pa.Table
    events: Mapping[str, Sequence[Gold]]
    levels: tuple[str, ...]


def read_gold(pattern: str, codebook: Codebook) -> GoldTexts:
    """The rows of a file, folder or glob, those with the same text together.

    Raises UsageError for the first row that cannot be used, and where no row has a column of labels.
    """
    faults: list[Fault] = []
    rows = list(_rows(pattern, faults))
    texts: dict[str, Record] = {}
    for row in rows:
        texts.setdefault(_digest(row), _document(row))
    documents, rejects = ingest(texts.values())
    faults += [Fault(r["path"], r["line"], r["reason"], r["detail"]) for r in rejects.to_pylist()]
    by_id = dict(zip(*(documents.column(name).to_pylist() for name in ("doc_id", "text")), strict=True))
    levels = tuple(level for level in LEVELS if any(level in row.fields for row in rows))
    if rows and not levels:
        raise UsageError("no row has labels", pattern, f"give a column {', '.join(LEVELS[:-1])} or {LEVELS[-1]}")
    reader = _Reader(codebook, levels, faults)
    events: dict[str, list[Gold]] = {doc_id: [] for doc_id in by_id}
    for row in rows:
        own = events.get(_digest(row))
        gold = None if own is None else reader.read(row, by_id[_digest(row)], own)
        if own is not None and gold is not None:
            own.append(gold)
    if faults:
        first = min(faults)
        more = f"; {len(faults) - 1} more cannot be used" if len(faults) > 1 else ""
        raise UsageError(f"{first}{more}")
    return GoldTexts(documents, events, levels)


def _rows(pattern: str, faults: list[Fault]) -> Iterator[Record]:
    for path in input_files(pattern):
        for record in read_records(path):
            if isinstance(record, Record):
                yield record
            else:
                faults.append(Fault(record.path, record.line, record.reason, record.detail))


def _digest(row: Record) -> str:
    text = pick(row.fields, {})["text"]
    return text_digest(text) if isinstance(text, str) else f"{row.path}:{row.line}"


def _document(row: Record) -> Record:
    """The record of a text, under a name of its own: ids of rows may repeat, and be missing."""
    found = pick(row.fields, {})
    day = found["date"] or datetime.now(UTC).date()
    return row._replace(fields={"id": _digest(row), "date": day, "text": found["text"], "lang": "en"})


class _Reader:
    """Reads labels and actors of rows against one codebook; what is wrong is collected."""

    def __init__(self, codebook: Codebook, levels: Sequence[str], faults: list[Fault]) -> None:
        self.levels, self.faults = levels, faults
        codes = codebook.codes.values()
        types = {rule.plover for rule in codebook.rules.rules} | {code.plover_type for code in codes}
        self.known = {
            "cameo_code": {code.code[:length] for code in codes for length in range(1, len(code.code) + 1)},
            "plover_type": {kind for kind in types if kind},
            "quad_class": {str(code.quad) for code in codes},
        }

    def read(self, row: Record, text: str, others: Sequence[Gold]) -> Gold | None:
        """One row of a text that other rows may have been read of; None where it cannot be used."""
        before = len(self.faults)
        labels = {level: label for level in self.levels if (label := self._label(row, level))}
        gold = Gold(labels, *(self._spans(row, side, text) for side in SIDES))
        if len(self.faults) == before and others and bool(labels) != bool(others[0].labels):
            self._fault(row, "one row of this text has a label, another says that there is no event")
        return gold if len(self.faults) == before else None

    def _label(self, row: Record, level: str) -> str | None:
        value = row.fields.get(level)
        if value in (None, ""):
            return None
        label = str(value) if level == "quad_class" else value
        if not isinstance(label, str):
            self._fault(row, f"{level} {value} must be text", "in quotes: a number loses its first 0")
        elif label not in self.known[level]:
            self._fault(row, f"{level} {label} is not in the codebook")
        else:
            return label
        return None

    def _spans(self, row: Record, side: str, text: str) -> tuple[Span, ...]:
        """Where an actor stands: as told in characters, else wherever its words do; nowhere where nothing is told."""
        spans, words = row.fields.get(f"{side}_spans"), row.fields.get(side)
        if spans not in (None, "", []):
            return self._told(row, side, spans, text)
        if words in (None, ""):
            return ()
        found = list(_places(words, text)) if isinstance(words, str) else []
        if not found:
            self._fault(row, f"the {side} {words!r} does not stand in the text", "give its words as they stand there")
        return tuple(found)

    def _told(self, row: Record, side: str, spans: Any, text: str) -> tuple[Span, ...]:
        try:
            pairs = json.loads(spans) if isinstance(spans, str) else spans
            told = tuple((int(start), int(end)) for start, end in pairs)
        except (TypeError, ValueError):
            told = ((0, 0),)
        if all(0 <= start < end <= len(text) for start, end in told):
            return told
        self._fault(row, f"{side}_spans must be pairs of characters of the text", "such as [[0, 14]]")
        return ()

    def _fault(self, row: Record, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(row.path, row.line, what, remedy))


def _places(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))
