"""Rules that may tie, told before any sentence shows it."""

from pathlib import Path

import pytest

from pipeline.codebook.lint.ties import possible_ties
from pipeline.codebook.load import load_with_sources
from pipeline.errors import MOST_TOLD
from tests.codebook.making import copy_tiny, messages

TAIL = "no_match: [Rain fell.]\n"


def warned(tmp_path: Path, *rules: str) -> list[str]:
    body = "".join(f"  - {{{rule}, match: [Freedonia sued Sylvania.]}}\n" for rule in rules)
    folder = copy_tiny(tmp_path, actions__60_more=f'root: "50"\nrules:\n{body}{TAIL}')
    book, sources = load_with_sources(folder)
    return messages(possible_ties(book.rules.rules, sources)).splitlines()


GIVE = 'id: a.give, verb: [give, hand], where: {object: [book, pen]}, code: "50"'


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ("where: {object: [book, cup]}", "both ask for book in object"),
        ("where: {object: [cup]}", None),  # no word in common
        ("where: {subject: [book]}", None),  # of other slots
        ("where: {object: [book, cup], subject: present}", None),  # more specific
        ("where: {object: [book, cup]}, unless: {object: [book]}", None),
        ("where: {object: [book, cup]}, unless: {object: present}", None),
        ("where: {object: [book, cup]}, unless: {object: [pen]}", "both ask for book in object"),
    ],
)
def test_rules_whose_words_overlap_may_tie(tmp_path: Path, other: str, shared: str | None) -> None:
    found = warned(tmp_path, GIVE, f'id: b.give, verb: [give], {other}, code: "55"')
    assert len(found) == (shared is not None)
    if shared:
        assert "60_more.yml:3: rule a.give may tie with b.give" in found[0]
        assert f"on 'give': {shared} (narrow one of them)" in found[0]


@pytest.mark.parametrize("same", ['verb: [lend], code: "55"', 'noun: [give], code: "55"', 'verb: [give], code: "50"'])
def test_rules_of_other_triggers_or_of_one_code_do_not_tie(tmp_path: Path, same: str) -> None:
    assert warned(tmp_path, GIVE, f"id: b.give, {same}, where: {{object: [book, cup]}}") == []


def test_many_ties_are_counted(tmp_path: Path) -> None:
    rules = [GIVE.replace("a.give", f"r{number:02}.give").replace("pen", f"w{number}") for number in range(30)]
    turned = [rule.replace('"50"', f'"{50 + 5 * (number % 2)}"') for number, rule in enumerate(rules)]
    count, *told = warned(tmp_path, *turned)
    assert count.endswith("tiny: has 225 pairs of rules that may tie, of which 20 follow")
    assert len(told) == MOST_TOLD
