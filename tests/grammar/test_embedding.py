"""Remembered vectors are those that the model's own layer computes."""

from typing import Any

import numpy
import pytest
import spacy

from pipeline.grammar import embedding
from pipeline.grammar.embedding import embed_once
from pipeline.grammar.model import PACKAGE

TEXTS = ["Rebels shelled the town.", "The rebels, who hold the town (and its port), left", "In a town : rebels"]


def vectors(nlp: Any, texts: list[str]) -> list[Any]:
    return [list(nlp.get_pipe("tok2vec").predict([nlp.make_doc(text)])[0]) for text in texts]


@pytest.mark.parametrize("remembered", [50_000, 0])
def test_each_word_has_the_vector_that_the_model_gives_it(monkeypatch: pytest.MonkeyPatch, remembered: int) -> None:
    monkeypatch.setattr(embedding, "_MOST", remembered)
    nlp = spacy.load(PACKAGE)
    told = vectors(nlp, TEXTS)
    embed_once(nlp)
    for _ in range(2):
        for own, again in zip(told, vectors(nlp, TEXTS), strict=True):
            numpy.testing.assert_allclose(again, own, rtol=1e-4, atol=1e-5)
