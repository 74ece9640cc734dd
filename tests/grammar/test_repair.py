"""Spelling put right for the parser, while offsets stay those of the text."""

import pytest

from pipeline.grammar.repair import Piece, repair
from tests.grammar.reading import mention, read


def pieces(text: str) -> list[Piece]:
    """Pieces of a text whose words, and joined hyphens, are split by "|" and whose blanks are blanks."""
    out, start = [], 0
    for word in text.replace(" ", " |").split("|"):
        bare = word.rstrip(" ")
        out.append(Piece(bare, start, word != bare))
        start += len(word)
    return out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a cease|-|fire held", ["a", "ceasefire", "held"]),
        ("Cease|-|fire holds", ["Ceasefire", "holds"]),
        ("two air|-|strikes", ["two", "airstrikes"]),
        ("it re|-|opened", ["it", "reopened"]),
        ("of Sipah|-|e|-|Sahaba members", ["of", "Sipah-e-Sahaba", "members"]),
        ("Nafaz|-|e|-|Shariat|-|e|-|Mohammadi", ["Nafaz-e-Shariat-e-Mohammadi"]),
        ("a vitamin|-|e|-|Rich diet", ["a", "vitamin", "-", "e", "-", "Rich", "diet"]),
        ("the Re|-|Union party", ["the", "Re", "-", "Union", "party"]),
        ("well|-|known", ["well", "-", "known"]),
        ("an ex|-|minister left", ["an", "ex-minister", "left"]),
        ("Lee Nak|-|yon (|R|) left", ["Lee", "Nak", "-", "yon", "left"]),
        ("the army (|A|) left", ["the", "army", "(", "A", ")", "left"]),
        ("cease - fire", ["cease", "-", "fire"]),
        ("cease|-", ["cease", "-"]),
        ("", [""]),
    ],
)
def test_hyphens(text: str, words: list[str]) -> None:
    assert [piece.word for piece in repair(pieces(text))] == words


def test_a_joined_word_covers_its_parts() -> None:
    joined = repair(pieces("a cease|-|fire held"))[1]
    assert (joined.start, joined.length, joined.space) == (2, len("cease-fire"), True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("REBELS ATTACK TOWN NEAR UN BASE", ["Rebels", "Attack", "Town", "Near", "UN", "BASE"]),
        ("NATO ships left", ["NATO", "ships", "left"]),
        ("NATO HITS BASE", ["NATO", "HITS", "BASE"]),
    ],
)
def test_shouting(text: str, words: list[str]) -> None:
    found = [piece.word for piece in repair(pieces(text))]
    assert found == [word.capitalize() if word == "BASE" and "Rebels" in words else word for word in words]


def test_repaired_words_point_at_the_article() -> None:
    sentence = "Sudan declared a cease-fire on Friday."
    one = mention(sentence, "cease-fire")
    assert (one.lemma, sentence[one.start : one.end]) == ("ceasefire", "cease-fire")


def test_a_shouted_headline_is_read() -> None:
    sentence = "REBELS ATTACKED POLICE STATION NEAR KAMPALA"
    one = next(m for m in read(sentence) if m.lemma == "attack")
    assert sentence[one.start : one.end] == "ATTACKED"
    assert "REBELS" in [sentence[arg.start : arg.end] for arg in one.args if arg.slot == "subject"]


@pytest.mark.parametrize("word", ["sit-in", "die-in", "U-turn"])
def test_joined_words_are_event_nouns(word: str) -> None:
    one = mention(f"Students staged a {word} at the port.", word.lower())
    assert (one.pos, [arg.lemma for arg in one.args if arg.slot == "subject"]) == ("NOUN", ["student"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LIMA|, Peru - Miners struck", ["Miners", "struck"]),
        ("LIMA - Miners struck", ["Miners", "struck"]),
        ("The mine - Peru owns it - closed", ["The", "mine", "-", "Peru", "owns", "it", "-", "closed"]),
        ("LIMA - a hard place", ["LIMA", "-", "a", "hard", "place"]),
        ("a vice|-|president", ["a", "vice-president"]),
    ],
)
def test_datelines_of_items_and_offices_with_a_hyphen(text: str, words: list[str]) -> None:
    assert [piece.word for piece in repair(pieces(text))] == words
