"""Word sets, and the words by which a phrase is judged."""

import pytest

from pipeline.codebook.words import NAME, arg_keys, compile_words, read_text_words, read_word_sets
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import Fault
from pipeline.mentions import Arg, Word
from tests.codebook.making import arg, messages


@pytest.mark.parametrize(
    ("entries", "keys", "met"),
    [
        (["protest"], {"protests"}, True),
        (["rally"], {"rallied"}, True),
        (["ban"], {"banned"}, True),
        (["Rally"], {"rally"}, True),
        (["tear gas"], {"tear", "gas", "police"}, True),
        (["tear gas"], {"gas"}, False),
        (["protest"], {"contest"}, False),
        (["live-fire"], {"live", "fire", "exercise"}, True),
        (["live-fire"], {"live-fire"}, True),
        (["live-fire"], {"fire"}, False),
        (["sit-in"], {"sit"}, False),
        ([NAME], {NAME}, True),
        (["name"], {NAME}, False),
        (["ACTOR", "GOV"], {"actor", "gov"}, False),
        (["gov"], {"gov"}, True),
        ([], {"anything"}, False),
    ],
)
def test_sets(entries: list[str], keys: set[str], met: bool) -> None:
    assert compile_words(entries).meets(frozenset(keys)) is met


def test_a_phrase_is_judged_by_its_head_and_modifiers() -> None:
    words = (
        Word("The", "the", "DET", "mod"), Word("armed", "armed", "ADJ", "mod"), Word("rebels", "rebel", "NOUN", "head"),
        Word("of", "of", "ADP", "prep"), Word("towns", "town", "NOUN", "prep"),
    )  # fmt: skip
    assert arg_keys(Arg("object", 0, 9, "rebel", "NOUN", None, words)) == {"armed", "rebel", "rebels"}


def test_names_satisfy_no_word_but_name() -> None:
    assert arg_keys(arg("object", "Strike")) == {NAME}
    assert arg_keys(arg("object", "Israeli strike")) == {NAME, "strike"}


def test_an_infinitive_clause_has_the_word_to() -> None:
    words = (Word("to", "to", "PART", "mod"), Word("go", "go", "VERB", "head"))
    assert arg_keys(Arg("clause", 0, 5, "go", "VERB", 1, words)) == {"to", "go"}
    assert arg_keys(Arg("object", 0, 5, "go", "VERB", 1, words)) == {"go"}


def test_sets_contain_sets() -> None:
    faults: list[Fault] = []
    tree = parse_yaml("about: x\nforce: [army, $police]\npolice: [policeman, $shared]", "w.yml")
    read = read_word_sets(tree, "w.yml", faults, {"shared": ["guard"]})
    assert faults == []
    assert read == {"shared": ["guard"], "force": ["army", "policeman", "guard"], "police": ["policeman", "guard"]}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [x]\nb: word", 2, "must be a list"),
        ("a: [x]\nb: [[x]]", 2, "must be a list"),
        ('b: [" "]', 1, "must be a list"),
        ("a: [$b]\nb: [$a]", 1, "contains itself"),
        ("a: [$gone]", 1, "unknown set $gone"),
    ],
)
def test_faults(text: str, line: int, message: str) -> None:
    faults: list[Fault] = []
    read_word_sets(parse_yaml(text, "w.yml"), "w.yml", faults)
    assert (faults[0].path, faults[0].line) == ("w.yml", line)
    assert message in messages(faults)


def test_sets_that_the_program_reads() -> None:
    faults: list[Fault] = []
    sets = {"telling_verb": ["say", "Tell"], "goods": ["steam engine"]}
    words = read_text_words(sets, parse_yaml("telling_verb: [say]", "w.yml"), "w.yml", faults)
    assert words.telling_verb == {"say", "tell"}
    assert words.avowing_verb == frozenset()  # not listed, so empty
    assert faults == []


@pytest.mark.parametrize("entry", ["point out", "NAME", "ACTOR", "GOV"])
def test_sets_that_the_program_reads_hold_single_words(entry: str) -> None:
    faults: list[Fault] = []
    read_text_words({"telling_verb": ["say", entry]}, parse_yaml("\ntelling_verb: [say]", "w.yml"), "w.yml", faults)
    what = f"word set 'telling_verb' is read word by word, and '{entry}' is no single word"
    assert list(map(str, faults)) == [f"w.yml:2: {what} (leave it out)"]
