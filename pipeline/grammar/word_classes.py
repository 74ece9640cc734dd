"""Lemmas and parts of speech, as the model's attribute ruler and lemmatizer tell them.

What these two say of a word follows from its form, tag and label, but for the few patterns of the ruler that look at
several words ("there is"). So they are asked once for each such word, and once for the words of each such pattern.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise
from typing import Any

import numpy

_CACHE_SIZE = 200_000
_Word = tuple[int, ...]  # form, tag and label, as numbers of the model's vocabulary
_Run = tuple[_Word, ...]
WordClass = tuple[str, str]


class WordClasses:
    """Asks these components of a model, and remembers what they said."""

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self._vocab, self._long, self._first = nlp.vocab, Matcher(nlp.vocab), Matcher(nlp.vocab)
        self._longest = 0  # words of such a pattern
        for number, entry in enumerate(self._ruler.patterns):
            if several := [pattern for pattern in entry["patterns"] if len(pattern) > 1]:
                self._long.add(str(number), several)
                self._first.add(str(number), [pattern[:1] for pattern in several])
                self._longest = max(self._longest, *map(len, several))
        self._known: dict[_Run, Sequence[WordClass]] = {}
        self._begins: dict[_Word, bool] = {}  # whether a pattern of several words may begin with a word

    def of(self, docs: Sequence[Any]) -> list[list[WordClass]]:
        """(lemma, part of speech) of each word of documents that have been tagged and parsed."""
        if len(self._known) > _CACHE_SIZE:
            self._known.clear()
            self._begins.clear()
        read = [self._runs(doc) for doc in docs]
        if unknown := {run for runs in read for run in runs if run not in self._known}:
            self._ask(unknown)
        return [list(chain.from_iterable(self._known[run] for run in runs)) for runs in read]

    def _runs(self, doc: Any) -> list[_Run]:
        """The words one by one, but together where a pattern looks at several."""
        words = [tuple(word) for word in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        inside = self._inside(doc, words)
        starts = [at for at in range(len(words)) if at not in inside]
        return [tuple(words[first:last]) for first, last in pairwise([*starts, len(words)])]

    def _inside(self, doc: Any, words: Sequence[_Word]) -> set[int]:
        """The words that a pattern looks at together with those before them."""
        for at, word in enumerate(words):
            if word not in self._begins:
                self._begins[word] = bool(self._first(doc[at : at + 1]))
        starts = [at for at, word in enumerate(words) if self._begins[word]]
        found = [(start, self._long(doc[start : start + self._longest])) for start in starts]
        return {start + at for start, runs in found for _, first, last in runs if not first for at in range(1, last)}

    def _ask(self, runs: Iterable[_Run]) -> None:
        """Let the components read these words, in a document that keeps the runs apart by full stops."""
        from spacy.tokens import Doc

        stop = (self._vocab.strings["."], self._vocab.strings["."], self._vocab.strings["punct"])
        words = [word for run in runs for word in (*run, stop)]
        told: Any = numpy.array(words, "uint64")
        doc = Doc(self._vocab, [self._vocab.strings[form] for form, *_ in words])
        doc.from_array(["TAG", "DEP"], told[:, 1:])
        read = ((token.lemma_, token.pos_) for token in self._lemmatizer(self._ruler(doc)))
        for run in runs:
            self._known[run] = list(islice(read, len(run)))
            next(read)  # the full stop
