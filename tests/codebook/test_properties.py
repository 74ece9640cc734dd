"""What must hold whatever the rules: their order never matters, and without a rule exactly its events are gone."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.codebook.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.load import Codebook, load_codebook
from pipeline.codebook.rule_index import RuleIndex
from pipeline.codebook.rules import Rule
from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.tables import Mention
from tests.codebook.making import TINY
from tests.stages.coding import codebook

SENTENCES = [
    "Rebels attacked an army base near Goma and killed nine soldiers.",
    "The opposition staged a rally against the government in Lima.",
    "Kenya said Somali militants had ambushed a convoy.",
    "Police arrested three journalists and released them on Friday.",
    "The two presidents agreed to hold talks on the border.",
    "Brussels threatened to impose sanctions on Minsk unless it frees the prisoners.",
    "Workers went on strike after the ministry refused to raise wages.",
    "Warplanes bombed a market in the province, witnesses said.",
    "The envoy urged Juba to withdraw its troops and condemned the killings.",
]


@pytest.fixture(scope="module")
def mentions() -> list[Sequence[Mention]]:
    documents = [(str(number), [(0, 0, text)]) for number, text in enumerate(SENTENCES)]
    found = (m for s in parse(documents) for m in read_sentence(s.nodes, s.doc_id, s.sentence_id))
    return list(group_by_sentence(found).values())


def coded(mentions: Sequence[Sequence[Mention]], rules: Sequence[Rule], book: Codebook) -> list[object]:
    index = RuleIndex(rules)
    return [event for sentence in mentions for event in SentenceCoder(sentence, index, book.composition).events()]


def test_the_order_of_rules_does_not_matter(mentions: list[Sequence[Mention]]) -> None:
    book = codebook()
    rules = list(book.rules.rules)
    expected = coded(mentions, rules, book)
    assert len(expected) > 5
    for seed in range(3):
        random.Random(seed).shuffle(rules)  # noqa: S311 (no secret)
        assert coded(mentions, rules, book) == expected


def test_the_order_and_names_of_files_do_not_matter(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    actions = tmp_path / "tiny" / "actions"
    for number, path in enumerate(sorted(actions.glob("*.yml"), reverse=True)):
        path.rename(actions / f"{number}_{path.stem[3:]}.yml")
    ours, theirs = load_codebook(TINY).rules, load_codebook(tmp_path / "tiny").rules
    assert [(rule.id, rule.where, rule.code) for rule in ours.rules] == [
        (rule.id, rule.where, rule.code) for rule in theirs.rules
    ]


def test_without_a_rule_that_stands_alone_exactly_its_events_are_gone() -> None:
    book = codebook(TINY)
    text = "Freedonia sued Sylvania. Freedonia traded with Sylvania. Freedonia opened a dispute with Sylvania."
    parts = [(number, 0, part.strip() + ".") for number, part in enumerate(text.split(".")) if part]
    found = (m for s in parse([("d", parts)]) for m in read_sentence(s.nodes, "d", s.sentence_id))
    sentences = list(group_by_sentence(found).values())
    everything = coded(sentences, book.rules.rules, book)
    assert {event.rule.id for event in everything} == {"quarrel.sue", "trade.any", "quarrel.noun"}  # type: ignore[attr-defined]
    for gone in book.rules.rules:
        left = coded(sentences, [rule for rule in book.rules.rules if rule is not gone], book)
        assert left == [event for event in everything if event.rule is not gone]  # type: ignore[attr-defined]
