"""What an argument of an article can be meant by: a person, a body, people, a state or a thing; man or woman."""

from typing import NamedTuple

from pipeline.codebook.actors.context import PEOPLE, UNKNOWN, Coding
from pipeline.codebook.actors.introductions import Introduced
from pipeline.codebook.actors.references import References
from pipeline.codebook.phrases import normal
from pipeline.mentions import Arg, Word

SUBJECT, DOER, OBJECT, OTHER = 3, 2, 1, 0
PERSON, BODY, MANY, STATE = "person", "body", "many", "state"
THING, THINGS, PLACE, UNSURE = "thing", "things", "place", "unsure"
# After such a preposition a state, or what nobody knows, is where something happens.
_PLACING = frozenset(f"prep.{word}" for word in "in at near around outside inside across within".split())


class Noted(NamedTuple):
    """An argument that an article has told, with its sentence's number and its rank in it: subjects first, then who
    does what is done to them.

    `main` is true in a main clause; `deeds` are the mentions of the sentence that it takes part in.
    """

    arg: Arg
    sentence: int
    rank: int
    main: bool = False
    deeds: frozenset[int] = frozenset()


class Referent(NamedTuple):
    """Somebody or something told, for whom a later expression may stand. Equal keys are the same referent.

    `arg` has the words that name it, where what was noted is a pronoun.
    """

    noted: Noted
    arg: Arg
    coding: Coding
    kind: str
    gender: str | None
    key: str


def referent(noted: Noted, coding: Coding, named: Introduced | None, table: References) -> Referent:
    """What a noted argument is; `named` is the person or group that it names."""
    words, person = noted.arg.words, named if named and not named.is_group else None
    kind = PERSON if person else BODY if named else kind_of(words, coding, table)
    if noted.arg.slot in _PLACING and kind in (STATE, UNSURE):
        kind = PLACE
    gender = table.gender(_telling(words, coding, person)) if kind in (PERSON, UNSURE) else None
    return Referent(noted, noted.arg, coding, kind, gender, _key(words, coding, kind, person))


def nobody(noted: Noted) -> Referent:
    """An unresolved pronoun: a rival for others of its kind."""
    form = noted.arg.words[0].form.lower()
    kind = PERSON if form in ("he", "she", "him", "her") else THINGS if form in ("they", "them") else THING
    return Referent(noted, noted.arg, UNKNOWN, kind, None, f"{form} {noted.arg.start}")


def kind_of(words: tuple[Word, ...], coding: Coding, table: References) -> str:
    """By the entry that is meant, else by the head noun: "the ministry" is a body, "the minister" a person."""
    head = next((word for word in words if word.part == "head"), words[-1])
    lemma = head.lemma.lower()
    called_human = lemma in table.people or lemma in table.genders
    human = called_human or coding.noun is not None
    if coding.entity and coding.entity.startswith("per."):
        return PERSON
    if head.pos == "NOUN" and head.form.lower() != lemma:
        return MANY if human or coding.roles else THINGS
    if head.pos == "NOUN" and called_human:  # "the leader of Hamas"
        return PERSON
    if coding.entity and coding.noun is None:
        return STATE if coding.entity.startswith("cty.") else BODY
    if coding.noun == PEOPLE:
        return MANY
    if lemma in table.bodies:
        return BODY
    if head.pos == "NOUN":
        return PERSON if human else BODY if coding.entity else THING
    return _kind_of_name(words, coding, table)


def _kind_of_name(words: tuple[Word, ...], coding: Coding, table: References) -> str:
    named = {word.lemma.lower() for word in words if word.part in ("head", "mod", "appos")}
    if named & table.bodies or (coding.noun or "").startswith("name."):  # "British Airways"
        return BODY
    if any(normal(word.form) in table.genders for word in words if word.part in ("head", "mod")):
        return PERSON
    abbreviated = any(word.part == "head" and len(word.form) > 2 and word.form.isupper() for word in words)
    return BODY if coding.entity or abbreviated else UNSURE


def _telling(words: tuple[Word, ...], coding: Coding, person: Introduced | None) -> list[str]:
    """Words that may tell a gender: the first name and titles."""
    phrases = [words, *(person.phrases if person else ())]
    told = [normal(word.form) for phrase in phrases for word in phrase if word.part in ("head", "mod")]
    known = (coding.entity or "").startswith("per.") and coding.resolution in ("name", "alias")
    return [*told, *(normal(word) for word in (coding.name or "").split()[:1] if known)]


def _key(words: tuple[Word, ...], coding: Coding, kind: str, person: Introduced | None) -> str:
    if coding.entity and coding.entity.startswith("per."):
        return coding.entity
    if person:
        return " ".join(person.name[-2:])
    if coding.entity and not coding.noun:
        return coding.entity
    if kind == STATE or (kind == BODY and coding.roles == ("GOV",) and coding.country):
        return f"state {coding.country}"
    head = next((word.lemma.lower() for word in words if word.part == "head"), "")
    return f"{coding.code} {head}"
