"""Faults that only show across entries."""

from pathlib import Path

from pipeline.codebook.lint import lint
from pipeline.codebook.load import load_codebook
from tests.codebook.making import TINY, copy_tiny, messages

HEAD, TAIL = 'root: "50"\nrules:\n', "no_match: [Rain fell.]\n"


def rule(name: str, rest: str) -> str:
    return f"  - {{id: {name}, {rest}, match: [Freedonia sued Sylvania.]}}\n"


def found(tmp_path: Path, *rules: str) -> str:
    return messages(lint(load_codebook(copy_tiny(tmp_path, actions__60_more=HEAD + "".join(rules) + TAIL))))


def test_a_sound_codebook() -> None:
    assert lint(load_codebook(TINY)) == []


def test_rules_that_always_tie(tmp_path: Path) -> None:
    one = rule("one", 'verb: [scold, nag], where: {object: present}, code: "50"')
    two = rule("two", 'verb: [berate, scold], where: {object: present}, code: "55"')
    assert "rule two ties with one on every 'scold'" in found(tmp_path, one, two)


def test_rules_that_differ_do_not_tie(tmp_path: Path) -> None:
    one = rule("one", 'verb: [scold], where: {object: present}, code: "50"')
    others = [
        rule("where", 'verb: [scold], where: {subject: present}, code: "501"'.replace('"501"', '"50"')),
        rule("unless", 'verb: [scold], where: {object: present}, unless: {subject: present}, code: "50"'),
        rule("noun", 'noun: [scold], where: {object: present}, code: "50"'),
        rule("same", 'verb: [scold], where: {object: present}, code: "50"'),
    ]
    assert found(tmp_path, one, *others) == ""


def test_rules_that_left_their_root(tmp_path: Path) -> None:
    assert "codes 10 in the file of root 50" in found(tmp_path, rule("stray", 'verb: [scold], code: "10"'))
