"""What a coded actor is, and what an article has told about its actors so far."""

from collections.abc import Mapping
from typing import NamedTuple

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
