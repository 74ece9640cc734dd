"""Phrases found in running words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook.phrases import PhraseTrie, normal, tokenize


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Kyiv", "kyiv"), ("U.S.", "US"), ("US", "US"), ("us", "us"), ("U.N.", "UN"), ("Côte", "cote"),
        ("Russia's", "russia"), ("States’", "states"), ("O'Neil", "o'neil"), ("STRASSE", "strasse"), ("ß", "ss"),
        ("", ""), ("'", ""),
    ],
)  # fmt: skip
def test_normal_form(form: str, expected: str) -> None:
    assert normal(form) == expected


def test_tokens_know_their_place() -> None:
    text = "The U.S.-led force (AT&T) left Côte d'Ivoire."
    tokens = tokenize(text)
    assert [token.form for token in tokens] == ["The", "U.S.", "led", "force", "AT&T", "left", "Côte", "d'Ivoire."]
    assert all(text[token.start : token.end] == token.form for token in tokens)


def trie(*phrases: str) -> PhraseTrie:
    out = PhraseTrie()
    for phrase in phrases:
        out.add(phrase, phrase)
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Free Syrian Army advanced", ["Free Syrian Army"]),
        ("Syrian Army and Free Syrian rebels", ["Syrian Army"]),
        ("FREE SYRIAN ARMY’s", ["Free Syrian Army"]),
        ("Free-Syrian Army", ["Free Syrian Army"]),
        ("free syrian", []),
        ("", []),
    ],
)
def test_the_longest_phrase_wins(text: str, found: list[str]) -> None:
    matches = trie("Syrian Army", "Free Syrian Army", "Army Group South").find([t.form for t in tokenize(text)])
    assert [match.entries[0] for match in matches] == found


def test_an_article_hides_no_longer_name() -> None:
    both = trie("the West", "West Bank", "the Gambia")
    assert [match.entries for match in both.find("the West Bank".split())] == [("West Bank",)]
    assert [match.entries for match in both.find("the West rejects the Gambia".split())] == [
        ("the West",),
        ("the Gambia",),
    ]


def test_entries_may_share_a_phrase() -> None:
    both = trie("Congo")
    both.add("congo", "other")
    assert both.find(["Congo"])[0].entries == ("Congo", "other")


def test_an_empty_phrase_is_not_entered() -> None:
    assert trie("", "...").find(["a", ""]) == []


@given(st.lists(st.sampled_from("a b c".split())), st.lists(st.lists(st.sampled_from("a b c".split()), min_size=1)))
def test_matches_are_phrases_and_do_not_overlap(words: list[str], phrases: list[list[str]]) -> None:
    entered = {" ".join(phrase) for phrase in phrases}
    matches = trie(*entered).find(words)
    assert all(" ".join(words[match.first : match.last]) in entered for match in matches)
    assert all(one.last <= two.first for one, two in pairwise(matches))
