"""What a coded actor is, and what an article has told about its actors so far."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.codebook.phrases import normal
from pipeline.tables import Word

PEOPLE = "people"  # stands for a role noun's id where members of a nation are named: "two Italians"


class Coding(NamedTuple):
    """A phrase resolved. `country` is ISO 3166-1 alpha-3; `noun` is the id of the role noun that gave the roles.

    `resolution` is one of tables.RESOLUTIONS, `how` the same told at length, and `country_from` what told the country,
    one of tables.COUNTRY_SOURCES.
    """

    code: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    name: str | None = None
    entity: str | None = None
    how: str = "no name or role known"
    noun: str | None = None
    resolution: str | None = None
    country_from: str | None = None


class Context(NamedTuple):
    """The country an article is about, those it introduced, by surname, full name or abbreviation (normal form), and
    whether it is written in small letters throughout."""

    country: str | None = None
    surnames: Mapping[str, Coding] = {}
    small: bool = False


UNKNOWN = Coding()
EMPTY = Context()


def introduce(context: Context, words: Sequence[Word], coding: Coding) -> Context:
    """The context after a phrase: its person's surname, or its group's abbreviation, now stands for this coding.

    A person nobody knows is kept too, so that the surname is not taken for a famous bearer's.
    """
    new = _person(words, coding) | _abbreviation(words, coding)
    return context._replace(surnames={**context.surnames, **new}) if new else context


def _person(words: Sequence[Word], coding: Coding) -> dict[str, Coding]:
    """The run of two or more proper nouns up to the head or in apposition; family names may come first or last."""
    for part in ("head", "appos"):
        at = next((i for i in reversed(range(len(words))) if words[i].part == part), -1)
        full = [normal(word.form) for word in _name_run(words, at)]
        if len(full) > 1 and not _names_group(full, coding):
            short = dict.fromkeys((full[0], full[-1], " ".join(full[-2:])), _by("surname", coding))
            return short | {" ".join(full): _by("name", coding)}
    return {}


def _names_group(run: Sequence[str], coding: Coding) -> bool:
    """Whether the words are the group's own name, and not a person's in it ("Hamas spokesman Sami Omar")."""
    group = bool(coding.entity) and not (coding.entity or "").startswith("per.")
    return group and not {normal(word) for word in (coding.name or "").split()}.isdisjoint(run)


def _name_run(words: Sequence[Word], at: int) -> list[Word]:
    """The proper nouns that end at a word, in text order: "chief Josphat Mwangi" → Josphat, Mwangi."""
    back = takewhile(lambda word: word.pos == "PROPN" and word.form[:1].isupper(), reversed(words[: at + 1]))
    return list(back)[::-1]


def _abbreviation(words: Sequence[Word], coding: Coding) -> dict[str, Coding]:
    """ "the Syrian Democratic Forces (SDF)": an apposition in capitals made of the name's initials."""
    initials = "".join(word.form[0] for word in words if word.part in ("head", "mod") and word.form[:1].isupper())
    return {
        normal(word.form): _by("abbreviation", coding)
        for word in words
        if word.part == "appos" and len(word.form) > 1 and word.form.isupper() and initials.endswith(word.form)
    }


def _by(resolution: str, coding: Coding) -> Coding:
    return coding._replace(resolution=resolution) if coding.code else coding
