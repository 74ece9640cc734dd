"""Mentions, their arguments and words: the row types that pass between grammar and codebook, and their table."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from pipeline.tables import ARG, MENTIONS, STRETCH, WORD, whole_column


class Word(NamedTuple):
    """One word of an argument. `part` says how it stands to the argument's head.

    head · mod (adjective, compound, number, possessor and other words before the head) · prep (inside a
    prepositional phrase, with its preposition) · appos (inside an apposition) · other.
    """

    form: str
    lemma: str
    pos: str
    part: str


class Arg(NamedTuple):
    """One filled slot of a mention: a noun phrase, or a clause (then `mention` is its ordinal).

    `lemma` and `pos` are those of the head; nouns that only measure time ("six years") have the pos TIME.
    """

    slot: str
    start: int
    end: int
    lemma: str
    pos: str
    mention: int | None
    words: tuple[Word, ...]


OWN, TOGETHER, AROUND = 0, 1, 2


class Stretch(NamedTuple):
    """Characters of the text that may say when a deed was done, the rather the lower the degree.

    OWN: those of its own clause · TOGETHER: of deeds told as one with it · AROUND and more: of the clauses around.
    """

    start: int
    end: int
    degree: int


class Mention(NamedTuple):
    """A verb, event noun or predicate adjective with its arguments in active-voice slots.

    scope: where dates of the sentence have to stand to be the deed's; none where nothing is known of it.
    """

    doc_id: str
    sentence_id: int
    mention_id: int
    lemma: str
    form: str
    pos: str
    particle: str | None
    start: int
    end: int
    status: str
    negated: bool
    cue: str | None
    parent: int | None
    args: tuple[Arg, ...]
    scope: tuple[Stretch, ...] = ()


Row = TypeVar("Row", Word, Arg, Stretch, Mention)
_NESTED = 2  # columns of MENTIONS, the last ones, that are lists


def mentions_to_table(mentions: Iterable[Mention]) -> pa.Table:
    """Mentions → the MENTIONS table, through flat columns (nested row dicts are several times slower)."""
    mentions = list(mentions)
    args = [arg for mention in mentions for arg in mention.args]
    words = [word for arg in args for word in arg.words]
    word_list = _list_of(_struct_of(words, WORD), [len(arg.words) for arg in args])
    arg_fields = [pa.array([arg[i] for arg in args], ARG.field(i).type) for i in range(6)]
    arg_struct = pa.StructArray.from_arrays([*arg_fields, word_list], fields=list(ARG))
    columns = [pa.array([m[i] for m in mentions], MENTIONS.field(i).type) for i in range(len(MENTIONS) - _NESTED)]
    columns.append(_list_of(arg_struct, [len(m.args) for m in mentions]))
    scopes = _struct_of([stretch for mention in mentions for stretch in mention.scope], STRETCH)
    columns.append(_list_of(scopes, [len(m.scope) for m in mentions]))
    return pa.Table.from_arrays(columns, schema=MENTIONS)


def mentions_from_table(table: pa.Table) -> list[Mention]:
    """The inverse of mentions_to_table."""
    table = table.combine_chunks()
    arg_lists = whole_column(table.column("args"))
    arg_struct = arg_lists.flatten()
    word_lists = arg_struct.field("words")
    word_struct = word_lists.flatten()
    words = _rows_of(Word, *(_values(word_struct.field(i)) for i in range(4)))
    args = _rows_of(Arg, *(_values(arg_struct.field(i)) for i in range(6)), _slices(words, word_lists))
    scope_lists = whole_column(table.column("scope"))
    scope_struct = scope_lists.flatten()
    stretches = _rows_of(Stretch, *(_values(scope_struct.field(i)) for i in range(STRETCH.num_fields)))
    columns = (_values(whole_column(table.column(i))) for i in range(len(MENTIONS) - _NESTED))
    return list(_rows_of(Mention, *columns, _slices(args, arg_lists), _slices(stretches, scope_lists)))


def _values(column: Any) -> list[Any]:
    """The values of an array; equal texts are one object, which takes less time and room."""
    if not pa.types.is_string(column.type):
        return list(column.to_pylist())
    encoded = column.dictionary_encode(null_encoding="encode")
    texts = encoded.dictionary.to_pylist()
    return [texts[at] for at in encoded.indices.to_pylist()]


def _rows_of(kind: type[Row], *columns: Iterable[Any]) -> tuple[Row, ...]:
    """Named tuples, made without a call of their constructor for each."""
    return tuple(map(partial(tuple.__new__, kind), zip(*columns, strict=True)))


def _struct_of(rows: Sequence[Any], kind: Any) -> Any:
    fields = [pa.array([row[i] for row in rows], kind.field(i).type) for i in range(kind.num_fields)]
    return pa.StructArray.from_arrays(fields, fields=list(kind))


def _list_of(values: Any, lengths: Sequence[int]) -> Any:
    offsets = [0]
    for length in lengths:
        offsets.append(offsets[-1] + length)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)


def _slices(values: tuple[Row, ...], lists: Any) -> list[tuple[Row, ...]]:
    bounds = accumulate(lists.value_lengths().to_pylist(), initial=0)
    return [values[first:last] for first, last in pairwise(bounds)]
