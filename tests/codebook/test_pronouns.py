"""Which pronouns stand for nothing, and for whom others stand among what was told."""

import pytest

from pipeline.codebook.actors.context import Coding
from pipeline.codebook.actors.pronouns import is_empty, is_quoted, stands_for
from pipeline.codebook.actors.referents import (
    BODY,
    DOER,
    MANY,
    OBJECT,
    OTHER,
    PERSON,
    STATE,
    SUBJECT,
    THING,
    Noted,
    Referent,
)
from pipeline.codebook.actors.told import Told
from pipeline.mentions import Arg, Word
from tests.grammar.reading import read


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("it is unclear whether the truce will hold", True),
        ("it was not immediately clear who fired", True),
        ("it seems that the talks failed", True),
        ("it took three days to reach the town", True),
        ("it is a member of the bloc", False),
        ("it took the town", False),
        ("it was ready to talk", False),
        ("it had been unable to send help", False),
        ("it was good to talk", True),
        ("it accused Iran of lying", False),
    ],
)
def test_some_pronouns_stand_for_nothing(text: str, empty: bool) -> None:
    assert is_empty(text, 0) == empty


def test_words_in_quotation_marks_are_somebodys_own() -> None:
    text = 'He said: "They lie." They left.\n“They fled,” she said'
    assert [is_quoted(text, at) for at in (0, 10, 21, 33, 45)] == [False, True, False, True, False]


def told(name: str, sentence: int, rank: int, kind: str, gender: str | None = None, deed: int = 0) -> Referent:
    start = sentence * 100 + (0 if rank == SUBJECT else 20 if rank == OBJECT else 40)
    word = Word(name, name, "PROPN", "head")
    arg = Arg("subject", start, start + len(name), name, "PROPN", None, (word,))
    noted = Noted(arg, sentence, rank, True, frozenset({deed}))
    return Referent(noted, arg, Coding("KEN" + name.upper()), kind, gender, name)


def meant(form: str, *referents: Referent, rank: int = SUBJECT) -> str | None:
    word = Word(form, form, "PRON", "head")
    arg = Arg("subject" if rank == SUBJECT else "object", 250, 250 + len(form), form, "PRON", None, (word,))
    by_noted = {one.noted: one for one in referents}
    found = stands_for(form, Noted(arg, 2, rank, True, frozenset({0})), list(by_noted), by_noted.__getitem__)
    return found.key if found else None


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("The senator was sacked by the king.", {"The senator": SUBJECT, "the king": DOER}),
        ("The senator sacked the king.", {"The senator": SUBJECT, "the king": OBJECT}),
        ("The senator signed a pact drafted by Oman.", {"The senator": SUBJECT, "a pact": OBJECT}),
    ],
)
def test_of_a_passive_whom_it_tells_of_comes_first(sentence: str, ranks: dict[str, int]) -> None:
    heard = Told()
    heard.hear(read(sentence))
    found = {sentence[one.arg.start : one.arg.end]: one.rank for one in heard.sentences[0]}
    assert {name: found[name] for name in ranks} == ranks


def test_whom_a_passive_tells_of_is_meant_before_its_doer() -> None:
    assert meant("he", told("bob", 2, SUBJECT, PERSON, deed=1), told("tom", 2, DOER, PERSON, deed=1)) == "bob"
    assert meant("he", told("iran", 2, SUBJECT, STATE, deed=1), told("tom", 2, DOER, PERSON, deed=1)) == "tom"


def test_gender_tells_apart() -> None:
    both = told("ann", 1, SUBJECT, PERSON, "female"), told("bob", 1, OBJECT, PERSON, "male")
    assert (meant("she", *both), meant("he", *both)) == ("ann", "bob")


def test_two_who_fit_leave_it_open() -> None:
    assert meant("he", told("bob", 1, SUBJECT, PERSON), told("tom", 1, OBJECT, PERSON)) is None
    assert meant("it", told("iran", 1, SUBJECT, STATE), told("iraq", 1, OBJECT, STATE)) is None


def test_a_subject_goes_before_those_merely_mentioned() -> None:
    assert meant("it", told("iran", 1, SUBJECT, STATE), told("un", 1, OTHER, BODY)) == "iran"
    assert meant("they", told("police", 1, SUBJECT, BODY), told("crowd", 1, OTHER, MANY)) is None


def test_kinds_and_number_tell_apart() -> None:
    mixed = told("bob", 1, SUBJECT, PERSON), told("rebels", 1, OBJECT, MANY)
    assert (meant("they", *mixed), meant("it", *mixed)) == ("rebels", None)


def test_things_rival_states_as_subjects_only() -> None:
    row = told("row", 1, SUBJECT, THING)._replace(coding=Coding())
    pledge = told("pledge", 1, OBJECT, THING)._replace(coding=Coding())
    assert meant("it", told("iran", 1, OTHER, STATE), row) == "row"
    assert meant("it", told("iran", 1, SUBJECT, STATE), pledge) == "iran"


def test_the_last_sentence_that_has_anybody_counts() -> None:
    old, new = told("bob", 0, SUBJECT, PERSON), told("tom", 1, OBJECT, PERSON)
    assert meant("he", old, new) == "tom"


def test_who_takes_part_in_a_deed_is_not_its_him() -> None:
    assert meant("him", told("bob", 2, SUBJECT, PERSON), rank=OBJECT) is None
    assert meant("him", told("bob", 2, SUBJECT, PERSON, deed=1), rank=OBJECT) == "bob"


@pytest.mark.parametrize(("slot", "expected"), [("prep.on", "iran"), ("prep.in", None)])
def test_an_object_at_last_means_whom_a_deed_was_aimed_at(slot: str, expected: str | None) -> None:
    iran = told("iran", 2, OTHER, STATE, deed=1)
    aimed = iran._replace(noted=iran.noted._replace(arg=iran.noted.arg._replace(slot=slot)))
    assert meant("it", aimed, rank=OBJECT) == expected
    assert meant("it", aimed) is None


def test_a_thing_that_somebody_speaks_of_does_nothing() -> None:
    boat = told("boat", 1, SUBJECT, THING)._replace(coding=Coding())
    boat = boat._replace(noted=boat.noted._replace(main=False, arg=boat.noted.arg._replace(start=160, end=164)))
    assert meant("it", told("china", 1, SUBJECT, STATE), boat) == "china"


def test_they_are_many_whom_the_sentence_named_as_an_object() -> None:
    guests = told("strikers", 2, OBJECT, MANY, deed=1)
    assert meant("they", told("envoy", 2, SUBJECT, PERSON, deed=1), guests) == "strikers"
    assert meant("they", told("police", 2, SUBJECT, BODY, deed=1), guests) == "police"
