"""Remembered word classes are those that the model's own components give."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.grammar import word_classes
from pipeline.grammar.model import PACKAGE
from pipeline.grammar.word_classes import WordClasses

SAMPLE = Path(__file__).parents[2] / "data" / "sample.jsonl"
TEXTS = [
    "There is a curfew in Lagos. There are soldiers there, and there's a tank.",
    "Let's go, they ain't gonna talk. You've got to see what we've got. He said he'd gotta leave.",
    "They let the rebels' convoy go. Is there hope? Y'all have done what they did.",
    "",
    *(json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()),
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load(PACKAGE, exclude=["ner"])


def test_each_word_is_classed_as_by_the_model(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = list(nlp.pipe(TEXTS))
    told = [[(token.lemma_, token.pos_, token.tag_, token.dep_) for token in doc] for doc in docs]
    classes = WordClasses(nlp)
    assert classes.of(docs) == told
    monkeypatch.setattr(classes, "_ask", None)
    assert classes.of(docs) == told  # as remembered


def test_a_pattern_of_several_words_counts_where_it_stands(nlp: Any) -> None:
    alone, after = nlp("It is."), nlp("There is.")
    (_, first, _), (_, second, _) = WordClasses(nlp).of([alone, after])
    assert (first[:2], second[:2]) == (("be", "AUX"), ("be", "VERB"))


def test_what_is_remembered_is_bounded(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_classes, "_CACHE_SIZE", 3)
    classes, docs = WordClasses(nlp), [nlp("Rebels shelled the town."), nlp("Police left.")]
    apart = [classes.of([doc]) for doc in docs]
    assert apart == [[found] for found in WordClasses(nlp).of(docs)]
    assert len(classes._alone) == len(docs[1])
