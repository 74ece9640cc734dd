"""The codebook is law: what must hold whatever its rules are.

Order never matters. A code that takes the place of another takes its events, and no others. Without the rules of a code
its events are gone, and nothing else changes but what those rules had won or spent. A new code with one rule is there.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.codebook.actors.article import Article
from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import Mention
from pipeline.stages.codebook_check import check_codebook
from pipeline.stages.drafts import read_on
from pipeline.stages.events import code
from pipeline.stages.examples import EXAMPLE_DAY, cases
from pipeline.stages.incidents import gather
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.codebook.making import TINY, copy_tiny
from tests.codebook.rewriting import rewrite, shuffler, swapper
from tests.stages.coding import codebook, documents, events, gazetteer

EVERY = 6  # of the codebook's own examples: one in so many is coded
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
    "Ethiopia and Sudan will hold talks on the border next week.",
    "Russia will shell the towns of the Donbas and may arrest the mayors, Kyiv said.",
    "Serbia did not sign the agreement; its army shelled the village.",
    "Gunmen shot dead a judge, and the army promised to release the prisoners.",
    "The rebels observed the ceasefire and Colombia freed the guerrillas' leader.",
]
STATES = [  # whose codes other entries bear as well
    "Estonia accused Moscow of sending drones across the border, and Kosovo criticised Serbia.",
    "Pristina and Belgrade held talks. The two countries agreed to open a crossing.",
    "Al-Shabaab fighters attacked an army base near Kismayo in Somalia on Monday.",
    "Gunmen killed two soldiers in Kirkuk in Iraq, and the army shelled their village.",
    "Police put the opposition lawmaker Amina Said under house arrest.",
    "Nurses in Mombasa will not go back to the wards until the ministry pays them.",
]
_OF_THE_CODEBOOK = ("codebook_version", "event_id", "incident_id", "event_ids")
Sentences = Sequence[Sequence[Mention]]


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    """Sentences of many kinds, read."""
    examples = [case.example.text for case in cases(codebook().files)]
    return read(*SENTENCES, *examples[::EVERY])


@pytest.fixture(scope="module")
def tiny_sentences() -> Sentences:
    return read(*(case.example.text for case in cases(codebook(TINY).files)), "Freedonia will sue Sylvania.")


def read(*texts: str) -> Sentences:
    documents = [(str(number), [(0, 0, text)]) for number, text in enumerate(texts)]
    found = (m for s in parse(documents) for m in read_sentence(s.nodes, s.doc_id, s.sentence_id))
    return list(group_by_sentence(found).values())


def coder(sentence: Sequence[Mention], book: Codebook) -> SentenceCoder:
    return read_on(sentence, Article(EXAMPLE_DAY, book.actors), book)


def outcome(event: Coded) -> tuple[Any, ...]:
    """All of an event but the rule itself, which knows its line."""
    return (event.mention.mention_id, event.rule.id, event.raw, event.code, *event[4:])


def coded(sentences: Sentences, book: Codebook) -> list[list[tuple[Any, ...]]]:
    return [[outcome(event) for event in coder(sentence, book).events()] for sentence in sentences]


# ---------------------------------------------------------------- order


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_entries_does_not_matter(tiny_sentences: Sentences, tmp_path: Path, seed: int) -> None:
    expected = coded(tiny_sentences, codebook(TINY))
    shuffled = load_codebook(rewrite(TINY, tmp_path, shuffler(seed)))
    assert sum(map(len, expected)) > 5
    assert coded(tiny_sentences, shuffled) == expected


def test_the_order_of_entries_does_not_matter_in_the_whole_codebook(sentences: Sentences, tmp_path: Path) -> None:
    """Rules, keys of rules, words of sets and conditions, patterns, tables, actors; and files, since their names change
    too. The whole rows are the same, with names, numbers of countries and salience."""
    expected, rows = coded(sentences, codebook()), published(codebook())
    folder = rewrite(default_codebooks(), tmp_path, shuffler(1))
    for path in (folder / "actions", folder / "actors"):
        for number, file in enumerate(sorted(path.glob("*.yml"), reverse=True)):
            file.rename(file.with_name(f"{number}.yml"))
    shuffled = load_codebook(folder)
    assert sum(map(len, expected)) > 100
    assert coded(sentences, shuffled) == expected
    assert {"Russia", "Serbia"} <= {row["target_name"] for row in rows if "target_name" in row}
    assert {706, 368} <= {row["iso"] for row in rows if "iso" in row}
    assert published(shuffled) == rows


def published(book: Codebook) -> list[dict[str, Any]]:
    """The rows of events and incidents of some texts, but for what tells the codebook."""
    listed = documents(*SENTENCES, *STATES)
    read_sentences = split(listed)
    found = code(listed, read_sentences, detect(listed, read_sentences), book, gazetteer())[0]
    rows = [*found.to_pylist(), *gather(listed, read_sentences, found, book, gazetteer()).to_pylist()]
    return [{name: value for name, value in row.items() if name not in _OF_THE_CODEBOOK} for row in rows]


# ---------------------------------------------------------------- codes


def test_swapped_codes_swap_their_events(sentences: Sentences, tmp_path: Path) -> None:
    """Codes of the same parent, since prefixes of conditions and tables mean them both or neither."""
    pairs = [("193", "194"), ("173", "174"), ("111", "112"), ("036", "037"), ("0841", "0842"), ("0871", "0872")]
    turned = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    before = coded(sentences, codebook())
    after = coded(sentences, load_codebook(rewrite(default_codebooks(), tmp_path, swapper(turned))))
    expected = [
        [(m, rule, turned.get(raw, raw), turned.get(code, code), *rest) for m, rule, raw, code, *rest in found]
        for found in before
    ]
    assert after == expected
    seen = {event[3] for found in before for event in found}
    assert all(not seen.isdisjoint(pair) for pair in pairs)


@pytest.mark.parametrize("code", ["190", "120", "090", "111", "173"])
def test_without_the_rules_of_a_code_exactly_its_events_are_gone(sentences: Sentences, code: str) -> None:
    """What else changes stands on a mention that such a rule had won, or above or below one: there the next best rule
    wins, what was spent comes out, and what looked for that deed finds another or none."""
    book = codebook()
    gone = {rule.id for rule in book.rules.rules if rule.code == code}
    left = book._replace(rules=RuleIndex(rule for rule in book.rules.rules if rule.id not in gone))
    lost = 0
    for sentence in sentences:
        full, less = coder(sentence, book), coder(sentence, left)
        touched = near(sentence, {m.mention_id for m in sentence if wins(full, m, gone)})
        before, after = ({event.mention.mention_id: outcome(event) for event in one.events()} for one in (full, less))
        changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
        assert changed <= touched
        assert not any(wins(less, mention, gone) for mention in sentence)
        lost += any(event[1] in gone for event in before.values())
    assert lost > 0


def wins(one: SentenceCoder, mention: Mention, rules: set[str]) -> bool:
    result = one.coded(mention.mention_id)
    return result is not None and result.rule.id in rules


def near(sentence: Sequence[Mention], mentions: set[int]) -> set[int]:
    """These mentions, all above them, and all below any of those: what they may have spent or been asked by."""
    links = {(m.parent, m.mention_id) for m in sentence if m.parent is not None}
    links |= {(m.mention_id, arg.mention) for m in sentence for arg in m.args if arg.mention is not None}
    above = closure(mentions, {(below, up) for up, below in links})
    return above | closure(mentions, links)


def closure(found: set[int], links: set[tuple[int, int]]) -> set[int]:
    """All that can be reached along the links."""
    reached = set(found)
    while more := {to for at, to in links if at in reached} - reached:
        reached |= more
    return reached


def test_without_a_rule_that_stands_alone_its_events_are_gone_and_all_others_stay() -> None:
    book = codebook(TINY)
    listed = read(
        "Freedonia sued Sylvania.", "Freedonia traded with Sylvania.", "Freedonia opened a dispute with Sylvania."
    )
    everything = coded(listed, book)
    assert [[event[1] for event in found] for found in everything] == [["quarrel.sue"], ["trade.any"], ["quarrel.noun"]]
    for gone in book.rules.rules:
        left = book._replace(rules=RuleIndex(rule for rule in book.rules.rules if rule is not gone))
        assert coded(listed, left) == [[event for event in found if event[1] != gone.id] for found in everything]


def test_a_new_code_with_one_rule_is_coded_at_once(tmp_path: Path) -> None:
    sing = 'verb: [serenade], code: "561", match: [{text: Freedonia serenaded Sylvania., code: "561"}]'
    folder = copy_tiny(
        tmp_path,
        actions__56_sing=f'root: "56"\nrules: [{{id: sing.serenade, {sing}}}]\nno_match: [Freedonia sued Sylvania.]\n',
        cameo=f'{(TINY / "cameo.yml").read_text()}  "561": {{label: Serenade, quad: "2", goldstein: "3.5"}}\n',
        plover=f'{(TINY / "plover.yml").read_text()}  "561": {{type: CHARM, mode: song}}\n',
    )
    result = check_codebook(folder)
    assert (result.faults, result.warnings) == ([], [])
    (row,) = events("Sylvania was serenaded by the Freedonian king.", book=load_codebook(folder))
    told = ("cameo_code", "cameo_root", "cameo_label", "plover_type", "plover_mode", "quad_class", "goldstein")
    assert [row[name] for name in told] == ["561", "56", "Serenade", "CHARM", "song", 2, 3.5]
    assert (row["source_country"], row["target_country"]) == ("FRE", "SYL")


@pytest.mark.parametrize(
    ("patterns", "target"),
    [
        (["* TARGET under_watch", "* under_watch"], "Sylvania"),  # the one that names somebody
        (["* with TARGET", "* for TARGET"], "Sylvania"),  # the nearest
    ],
)
def test_the_order_of_patterns_does_not_matter(tmp_path: Path, patterns: list[str], target: str) -> None:
    for number, listed in enumerate((patterns, patterns[::-1])):
        rule = f'id: keep.watch, verb: [keep], where: {{text: {json.dumps(listed)}}}, code: "50"'
        text = f'root: "50"\nrules: [{{{rule}, match: [Freedonia kept it.]}}]\nno_match: [Rain fell.]\n'
        book = load_codebook(copy_tiny(tmp_path / str(number), actions__60_keep=text))
        sentences = ("Freedonia kept Sylvania under watch.", "Freedonia kept faith with Sylvania for Freedonia.")
        (row,) = [row for one in sentences for row in events(one, book=book)]
        assert row["target_text"] == target
