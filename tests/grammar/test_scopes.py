"""Each deed of a sentence has its own stretches of it, and after them those of the clauses around."""

from itertools import pairwise

import pytest

from pipeline.mentions import AROUND, OWN, TOGETHER
from tests.grammar.reading import mention

TEXT = "Police said on Monday they had arrested a man who robbed a bank in May."


@pytest.mark.parametrize(
    ("trigger", "words", "degree"),
    [
        ("said", "Monday", OWN),
        ("arrested", "Monday", AROUND),
        ("arrested", "May", None),
        ("robbed", "May", OWN),
        ("robbed", "Monday", AROUND + 2),
    ],
)
def test_degrees(trigger: str, words: str, degree: int | None) -> None:
    at = TEXT.index(words)
    found = [stretch.degree for stretch in mention(TEXT, trigger).scope if stretch.start <= at < stretch.end]
    assert found == ([] if degree is None else [degree])


def test_deeds_told_as_one_share_their_words() -> None:
    text = "Rebels shelled the port on Friday, killing six."
    assert [one.degree for one in mention(text, "killing").scope if one.start <= text.index("Friday") < one.end] == [
        TOGETHER
    ]


def test_no_character_stands_in_two_stretches() -> None:
    for trigger in ("said", "arrested", "robbed"):
        scope = sorted(mention(TEXT, trigger).scope)
        assert all(one.end <= other.start for one, other in pairwise(scope))
