"""Event detection: sentences → mentions, by the grammar alone. Knows no codebook."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa

from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import mentions_to_table


def detect(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    """Parse every sentence and return its verbs, event nouns and predicates as the MENTIONS table."""
    parsed = parse(_by_document(sentences))
    return mentions_to_table(m for s in parsed for m in read_sentence(s.nodes, s.doc_id, s.sentence_id))


def _by_document(sentences: pa.Table) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    rows: Any = zip(
        *(sentences.column(name).to_pylist() for name in ("doc_id", "sentence_id", "start", "text")), strict=True
    )
    for doc_id, group in groupby(rows, key=lambda row: row[0]):
        yield doc_id, [row[1:] for row in group]
