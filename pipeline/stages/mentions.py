"""Event detection: sentences → mentions, by the grammar alone. Knows no codebook."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa

from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.grammar.tree import unlink
from pipeline.mentions import Mention, mentions_to_table


def detect(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    """Parse every sentence and return its verbs, event nouns and predicates as the MENTIONS table."""
    return mentions_to_table(_mentions(_by_document(sentences)))


def _mentions(documents: Iterable[tuple[str, Sequence[tuple[int, int, str]]]]) -> Iterator[Mention]:
    for sentence in parse(documents):
        yield from read_sentence(sentence.nodes, sentence.doc_id, sentence.sentence_id)
        unlink(sentence.nodes)


def _by_document(sentences: pa.Table) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    rows: Any = zip(
        *(sentences.column(name).to_pylist() for name in ("doc_id", "sentence_id", "start", "text")), strict=True
    )
    for doc_id, group in groupby(rows, key=lambda row: row[0]):
        yield doc_id, [row[1:] for row in group]
