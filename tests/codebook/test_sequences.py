"""Patterns of words in order, on sentences whose actors are given by hand."""

import pytest

from pipeline.codebook.actions.sequences import Passage, Text, find, pieces, word_order
from pipeline.mentions import Arg, Word

SETS = {"tie": ["ties", "diplomatic relations"], "tie_word": ["links"]}


def text(sentence: str, *names: str) -> Text:
    """A sentence, with groups of actors: "Iran and Iraq" is one of two."""
    listed = pieces(sentence)
    actors: dict[int, list[tuple[int, tuple[Arg, ...]]]] = {}
    for name in names:
        start = sentence.index(name)
        inside = [n for n, piece in enumerate(listed) if start <= piece.start < start + len(name)]
        args = tuple(
            Arg("x", start, start, one, "PROPN", None, (Word(one, one, "PROPN", "head"),))
            for one in name.split(" and ")
        )
        actors[inside[0]] = [(inside[-1] + 1, args)]
    return Text(listed, actors)


def fits(pattern: str, sentence: str, trigger: str, *names: str) -> bool:
    read = text(sentence, *names)
    at = read.at(sentence.index(trigger))
    assert at is not None
    return find(word_order(pattern, SETS), read, at) is not None


@pytest.mark.parametrize(
    ("pattern", "holds"),
    [
        ("* ties", True),
        ("* Ties", True),
        ("will * ties", True),
        ("will_* ties", False),  # "not" stands between
        ("not_*", True),
        ("not * will", False),  # the other order
        ("will_not_*", True),
        ("*_any_diplomatic ties", True),
        ("*_diplomatic ties", False),
        ("* gone|ties", True),
        ("* $tie", True),
        ("* $tie_word", False),
        ("* any_$tie", False),
        ("the ties *", False),  # stands behind
        ("not * ties now soon", False),
    ],
)
def test_words(pattern: str, holds: bool) -> None:
    assert fits(pattern, "Iran will not restore any diplomatic ties now.", "restore") == holds


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("Iran can't restore it.", "ca_n't_*"),
        ("Iran doesn’t restore it.", "n't *"),
        ("The U.S. restored it.", "u.s. *"),
        ("Iran's ties it restored.", "iran ties *"),
        ("Iran restored diplomatic relations.", "*_$tie"),
    ],
)
def test_spelling(sentence: str, pattern: str) -> None:
    assert fits(pattern, sentence, "restore")


def test_parties_are_bound() -> None:
    sentence = "Iran and Iraq were praised for peace by Oman in Syria."
    read = text(sentence, "Iran and Iraq", "Oman", "Syria")
    at = read.at(sentence.index("praised"))
    assert at is not None
    found = find(word_order("TARGET were_* by SOURCE"), read, at)
    assert found is not None
    assert {party: [arg.lemma for arg in args] for party, args in found.items()} == {
        "TARGET": ["Iran", "Iraq"],
        "SOURCE": ["Oman"],
    }
    last = find(word_order("* ANYBODY in SOURCE"), read, at)
    assert last is not None and [arg.lemma for arg in last["SOURCE"]] == ["Syria"]
    assert find(word_order("SIDES *"), read, at) is not None
    assert find(word_order("* SIDES"), read, at) is None  # Oman is alone


@pytest.mark.parametrize("pattern", ["", "*", "ties", "* * ties", "* ..."])
def test_patterns_that_say_nothing(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        word_order(pattern)


def test_an_unknown_set() -> None:
    with pytest.raises(KeyError):
        word_order("* $gone")


def test_more_parts_weigh_more() -> None:
    ordered = ["* ties", "not * ties", "not_* ties", "not_*_any ties"]
    weights = [word_order(pattern).weight for pattern in ordered]
    assert weights == sorted(set(weights))


def test_the_forms_of_a_passage_are_those_of_its_pieces() -> None:
    passage = Passage("Envoys can't say who'd signed Samos' note; the U.S. won’t, nor Ithaca's guards.", 10)
    assert passage.forms == {piece.form for piece in passage.pieces}
    assert {"ca", "n't", "samos", "u.s", "ithaca"} <= passage.forms
    assert passage.pieces[0].start == 10


def test_what_a_pattern_asks_for_first_is_the_part_with_the_fewest_words() -> None:
    assert word_order("ties|links|contacts * off", SETS).rarest == {"off"}
    assert not word_order("SOURCE * TARGET", SETS).rarest
