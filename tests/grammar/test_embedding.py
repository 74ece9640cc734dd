"""Remembered vectors are those that the model's own layer computes."""

from typing import Any

import numpy
import pytest
import spacy
from spacy.tokens import Doc

from pipeline.grammar import embedding
from pipeline.grammar.embedding import embed_once
from pipeline.grammar.model import PACKAGE

TEXTS = ["Rebels did n't shell the town .", "The rebels , who hold the town , ca n't leave", "In a town : rebels"]


def vectors(nlp: Any) -> list[Any]:
    docs = [Doc(nlp.vocab, text.split(), [at % 3 > 0 for at in range(len(text.split()))]) for text in TEXTS]
    return [nlp.get_pipe("tok2vec").predict([doc])[0] for doc in docs]


@pytest.mark.parametrize("remembered", [50_000, 0])
def test_each_word_has_the_vector_that_the_model_gives_it(monkeypatch: pytest.MonkeyPatch, remembered: int) -> None:
    monkeypatch.setattr(embedding, "_MOST", remembered)
    nlp = spacy.load(PACKAGE)
    told = vectors(nlp)
    embed_once(nlp)
    for _ in range(2):
        for own, again in zip(told, vectors(nlp), strict=True):
            numpy.testing.assert_allclose(again, own, rtol=1e-4, atol=1e-5)
