"""Clauses that a semicolon parts are read alone; lists, brackets and quotations are not cut."""

import pytest

from pipeline.grammar.semicolons import clause_starts
from tests.grammar.reading import read, slots


@pytest.mark.parametrize(
    ("sentence", "starts"),
    [
        ("Peru accused Chile of spying ; Santiago denied the charge .", [0, 6]),
        ("Peru accused Chile .", [0]),
        ("It has three parts ; one is red .", [0, 5]),
        ("Oslo ; Lima ; Quito signed it .", [0]),
        ('" We saw ten men ; they fired at us , " he said .', [0]),
        ("The pact ( it has two parts ; both are short and clear ) was signed .", [0]),
        ("Oslo sent ten men to Mali ; Rome sent six men there ; the rest stayed at home .", [0, 7, 13]),
    ],
)
def test_where_clauses_start(sentence: str, starts: list[int]) -> None:
    assert clause_starts(sentence.split()) == starts


def test_each_clause_has_its_own_subject() -> None:
    sentence = "In Bamako, strikers tried to enter a bank; gendarmes fired rubber bullets at them and arrested forty."
    assert "subject: gendarmes" in slots(sentence, "fired")
    assert "subject: gendarmes" in slots(sentence, "arrested")
    assert "subject: strikers" in slots(sentence, "enter")


def test_what_is_denied_behind_it_is_not_denied_before_it() -> None:
    accused = read("Turkey accused Greece of piracy; a spokesman in Athens denied this.")[0]
    assert (accused.form, accused.negated, accused.status) == ("accused", False, "asserted")
