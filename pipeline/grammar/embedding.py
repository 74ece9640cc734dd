"""What the model begins with: a vector for each word, which follows from its form and whether a blank comes next.

So it is computed once for each such word, and remembered; the model's own layer computes it wherever the word stands.
This holds of documents that are made of their words: spaCy's tokenizer gives some words a norm of the place ("n't").
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy

_MOST = 50_000  # words remembered, at 400 bytes each
_Word = tuple[int, ...]  # form, as a number of the model's vocabulary, and 1 before a blank


def embed_once(nlp: Any) -> None:
    """Have a spaCy pipeline remember the vectors of words."""
    from thinc.api import Model

    layers = nlp.get_pipe("tok2vec").model.layers
    remembered = _Remembered(layers[0], nlp.vocab)
    layers[:1] = [
        Model("remembered", lambda model, docs, is_train: (remembered.vectors(docs), None), layers=layers[:1])
    ]


class _Remembered:
    def __init__(self, layer: Any, vocab: Any) -> None:
        self._layer, self._vocab = layer, vocab
        self._rows: dict[_Word, int] = {}
        self._vectors: list[Any] = []  # one array, none at first

    def vectors(self, docs: Sequence[Any]) -> list[Any]:
        """One row for each word of each document."""
        read: list[list[_Word]] = [[*zip(*doc.to_array(["ORTH", "SPACY"]).T.tolist(), strict=True)] for doc in docs]
        if len(self._rows) > _MOST:
            self._rows, self._vectors = {}, []
        if unknown := [word for word in dict.fromkeys(chain.from_iterable(read)) if word not in self._rows]:
            self._learn(unknown)
        return [self._vectors[0][[self._rows[word] for word in words]] for words in read]

    def _learn(self, words: Sequence[_Word]) -> None:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, [self._vocab.strings[form] for form, _ in words], [bool(blank) for _, blank in words])
        self._rows |= zip(words, range(len(self._rows), len(self._rows) + len(words)), strict=True)
        self._vectors = [numpy.concatenate([*self._vectors, *self._layer.predict([doc])])]
