"""The parser's memory is bounded: long documents go in portions, short ones together, and nothing else changes."""

from typing import Any

import pytest

from pipeline.grammar import model
from pipeline.grammar.model import parse
from pipeline.grammar.phrase import MAX_WORDS

from .reading import read

SENTENCES = [(n, 100 * n, f"Rebels in town {n} attacked the army.") for n in range(12)]


def words(documents: list[Any]) -> list[tuple[str, int, list[str]]]:
    return [(s.doc_id, s.sentence_id, [node.form for node in s.nodes]) for s in parse(documents)]


def test_portions_of_a_long_document_hold_all_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = words([("a", SENTENCES), ("b", SENTENCES[:2])])
    monkeypatch.setattr(model, "MAX_TOKENS", 20)
    sizes = [len(doc) for doc, _ in model._portions(model.load(), "a", SENTENCES)]
    assert max(sizes) <= 20 and len(sizes) == 6
    assert words([("a", SENTENCES), ("b", SENTENCES[:2])]) == whole


def test_a_sentence_longer_than_a_portion_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_TOKENS", 5)
    assert len(list(model._portions(model.load(), "a", SENTENCES))) == len(SENTENCES)


def test_what_is_parsed_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "BATCH_TOKENS", 25)
    batches = list(model._batches(("x" * 10, n) for n in range(5)))
    assert [[n for _, n in batch] for batch in batches] == [[0, 1], [2, 3], [4]]


def test_a_run_without_blanks_is_one_word_in_its_place() -> None:
    (sentence,) = parse([("a", [(0, 5, f"Rebels attacked {'(' * 3_000} Kyiv.")])])
    assert [(node.form[:9], node.start) for node in sentence.nodes] == [
        ("Rebels", 5), ("attacked", 12), ("xxxxxxxxx", 21), ("Kyiv", 3022), (".", 3026),
    ]  # fmt: skip


def test_phrases_that_hold_each_other_do_not_grow_with_the_square() -> None:
    found = read("Ministers discussed " + "the fall of the rise of " * 100 + "the king.")
    assert max(len(arg.words) for mention in found for arg in mention.args) <= MAX_WORDS + 1
