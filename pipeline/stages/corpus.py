"""Texts from files, read far enough to be coded: for commands that look at a corpus and publish nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.actions.coder import group_by_sentence
from pipeline.errors import UsageError
from pipeline.mentions import Mention, mentions_from_table
from pipeline.stages.fields import pick
from pipeline.stages.ingest import Record, Refused, ingest, input_files, read_records
from pipeline.stages.mentions import detect
from pipeline.stages.repeats import Seen
from pipeline.stages.sentences import split

PORTION = 100  # documents that are parsed together


class Text(NamedTuple):
    """A document with its sentences, and the mentions of each sentence by its number."""

    document: Mapping[str, Any]
    sentences: Sequence[Mapping[str, Any]]
    mentions: Mapping[int, Sequence[Mention]]


def read_texts(patterns: Sequence[str], advance: Callable[[int], None], refused: Counter[str]) -> Iterator[Text]:
    """The texts of files, folders and globs, each once; `refused` counts what is none, by its reason.

    A record needs neither an id nor a date: it is called by its place, and is of today. `advance` is told how many
    texts are done. Raises UsageError where there is no text at all.
    """
    records = (_named(record) for path in _files(patterns) for record in read_records(path))
    seen = Seen()
    any_text = False
    while portion := list(islice(records, PORTION)):
        documents, rejects = ingest(portion, seen=seen)
        for document in documents.to_pylist():
            seen.accept(document)
        refused.update(rejects.column("reason").to_pylist())
        any_text = any_text or documents.num_rows > 0
        yield from parse_texts(documents)
        advance(documents.num_rows)
    if not any_text:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in refused.most_common())
        raise UsageError("holds no text that can be read", " ".join(patterns), reasons)


def parse_texts(documents: pa.Table) -> Iterator[Text]:
    """DOCUMENTS → texts with their sentences and mentions."""
    sentences = split(documents)
    groups = group_by_sentence(mentions_from_table(detect(documents, sentences)))
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in sentences.to_pylist():
        by_document.setdefault(row["doc_id"], []).append(row)
    for document in documents.to_pylist():
        rows = by_document.get(document["doc_id"], [])
        numbers = [row["sentence_id"] for row in rows]
        yield Text(document, rows, {n: groups.get((document["doc_id"], n), []) for n in numbers})


def _files(patterns: Iterable[str]) -> list[Path]:
    return sorted({path.resolve(): path for pattern in patterns for path in input_files(pattern)}.values())


def _named(record: Record | Refused) -> Record | Refused:
    if isinstance(record, Refused):
        return record
    fields = pick(record.fields, {})
    own_id, day = f"{record.path}:{record.line}", datetime.now(UTC).date()
    return record._replace(fields=fields | {"id": fields["id"] or own_id, "date": fields["date"] or day})
