"""Lemmas and parts of speech, as the model's attribute ruler and lemmatizer tell them.

What these two say of a word follows from its form, tag and label, but for the few patterns of the ruler that look at
several words ("there is"). So they are asked once for each such word, and once for the words of each such pattern.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

import numpy

_CACHE_SIZE = 200_000
_Word = tuple[int, ...]  # form, tag and label, as numbers of the model's vocabulary
_Run = tuple[_Word, ...]


class WordClass(NamedTuple):
    """What the model says of a word."""

    lemma: str
    pos: str
    tag: str
    dep: str


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
        self._alone: dict[_Word, WordClass] = {}
        self._together: dict[_Run, Sequence[WordClass]] = {}
        self._begins: set[_Word] = set()  # words with which a pattern of several may begin

    def of(self, docs: Sequence[Any]) -> list[list[WordClass]]:
        """The class of each word of documents that have been tagged and parsed."""
        if len(self._alone) > _CACHE_SIZE:
            self._alone.clear()
            self._together.clear()
            self._begins.clear()
        read = [_words(doc) for doc in docs]
        if unknown := [*{word for words in read for word in words if word not in self._alone}]:
            self._begins.update(unknown[at] for _, at, _ in self._first(self._doc(unknown)))
            self._alone |= {word: told for (word,), (told,) in self._ask([(word,) for word in unknown])}
        return [self._of(doc, words) for doc, words in zip(docs, read, strict=True)]

    def _of(self, doc: Any, words: Sequence[_Word]) -> list[WordClass]:
        """The words one by one, but together where a pattern looks at several."""
        classes = [self._alone[word] for word in words]
        if inside := self._inside(doc, words):
            starts = [at for at in range(len(words)) if at not in inside]
            for first, last in pairwise([*starts, len(words)]):
                if last > first + 1:
                    classes[first:last] = self._run(tuple(words[first:last]))
        return classes

    def _inside(self, doc: Any, words: Sequence[_Word]) -> set[int]:
        """The words that a pattern looks at together with those before them."""
        starts = [at for at, word in enumerate(words) if word in self._begins]
        found = [(start, self._long(doc[start : start + self._longest])) for start in starts]
        return {start + at for start, runs in found for _, first, last in runs if not first for at in range(1, last)}

    def _run(self, run: _Run) -> Sequence[WordClass]:
        if run not in self._together:
            self._together |= self._ask([run])
        return self._together[run]

    def _ask(self, runs: Iterable[_Run]) -> Iterator[tuple[_Run, Sequence[WordClass]]]:
        """Let the components read these words, with a full stop behind a run that a pattern could reach beyond."""
        strings = self._vocab.strings
        stop = (strings["."], strings["."], strings["punct"])
        parted = [(run, () if self._begins.isdisjoint(run) else (stop,)) for run in runs]
        words = [word for run, end in parted for word in (*run, *end)]
        tokens = zip(self._lemmatizer(self._ruler(self._doc(words))), words, strict=True)
        read = (WordClass(token.lemma_, token.pos_, strings[tag], strings[dep]) for token, (_, tag, dep) in tokens)
        for run, end in parted:
            yield run, [*islice(read, len(run) + len(end))][: len(run)]

    def _doc(self, words: Sequence[_Word]) -> Any:
        from spacy.tokens import Doc

        told: Any = numpy.array(words, "uint64")
        doc = Doc(self._vocab, [self._vocab.strings[form] for form, *_ in words])
        return doc.from_array(["TAG", "DEP"], told[:, 1:])


def _words(doc: Any) -> list[_Word]:
    return [*zip(*doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist(), strict=True)]
