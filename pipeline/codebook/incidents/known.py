"""The actors of the book that a report names, and ACLED's classes of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from pipeline.codebook.actors.book import Actor, ActorBook, RoleNoun, Sense
from pipeline.codebook.actors.roles import RELIGIONS, chunks
from pipeline.codebook.incidents.words import Mark, Words

STATE, REBEL, EXTERNAL, CIVILIANS = "State forces", "Rebel group", "External/Other forces", "Civilians"
ARMED = frozenset({STATE, REBEL, EXTERNAL, "Political militia", "Identity militia"})
CROWDS = frozenset({"Rioters", "Protesters"})
_ORGANISATIONS = frozenset({"party", "ngo", "company"})
_NAMES_COUNTRY = frozenset({"name", "adjective", "people", "capital"})
_OPPOSED = frozenset({"anti", "post", "non"})
_MADE = frozenset(
    "made built supplied designed manufactured produced donated provided delivered style type era".split()
)
_SERVICES = {"MIL": "military", "COP": "police", "SPY": "police"}


class Named(NamedTuple):
    """Words first..last name an actor of the book, in a sense of its phrases."""

    first: int
    last: int
    actor: Actor
    sense: str

    @property
    def service(self) -> str | None:
        """The kind of side that an institution's code makes it: armed forces or police with a name of their own."""
        roles = chunks(self.actor.code)[1:2] if self.actor.code else ()
        return _SERVICES.get(roles[0]) if roles and self.actor.kind == "institution" else None


class Known(NamedTuple):
    """The actors of the book in a report: armed groups, services, organisations, countries, ethnic groups, and role
    nouns, which bear the name of their CAMEO role ("colonel": MIL)."""

    groups: Sequence[Named]
    services: Sequence[Named]
    organisations: Sequence[Named]
    countries: Sequence[Named]
    peoples: Sequence[Named]
    roles: Sequence[Mark]

    def all(self) -> Iterator[Named]:
        """Whoever is named, in whatever sense."""
        return chain(self.groups, self.services, self.organisations, self.countries, self.peoples)


def find_known(words: Words, book: ActorBook, when: date, country: str | None) -> Known:
    """The actors of the book that a report names; short acronyms hold only in a group's home countries."""
    groups, services, organisations, countries, peoples, roles = [], [], [], [], [], []
    for match in book.find([token.form for token in words.tokens]):
        for sense in match.entries:
            if isinstance(sense.of, RoleNoun) and sense.kind == "role" and not sense.of.owned:
                roles.append(Mark(match.first, match.last, sense.of.roles[:1]))
            named = _named(match.first, match.last, sense, when)
            if named is None or _is_opposed(named, words) or _is_maker(named, words):
                continue
            if named.actor.kind == "country":
                countries.append(named)
            elif _is_group(named, words, country):
                groups.append(named)
            elif named.service:
                services.append(named)
            elif named.actor.kind in _ORGANISATIONS:
                organisations.append(named)
            elif named.actor.kind == "people" and named.actor.code not in RELIGIONS:
                peoples.append(named)
            else:
                continue
            break
    told = {named.first for named in groups}
    groups += [named for named in _short(words, book, when, country) if named.first not in told]
    return Known(sorted(groups), services, organisations, countries, peoples, roles)


def _short(words: Words, book: ActorBook, when: date, country: str | None) -> Iterator[Named]:
    """Groups by the short names that they have in their home countries: "NAF", "JeM"."""
    for at, token in enumerate(words.tokens):
        for actor in book.short.get(token.form, ()):
            if actor.lives(when) and actor.acled and country in actor.acled.home:
                yield Named(at, at + 1, actor, "name")
                break


def _named(first: int, last: int, sense: Sense, when: date) -> Named | None:
    if not isinstance(sense.of, Actor) or not sense.of.lives(when) or sense.kind not in _NAMES_COUNTRY:
        return None
    return Named(first, last, sense.of, sense.kind)


def _is_opposed(named: Named, words: Words) -> bool:
    """Whether others are meant than those who are named: "anti-Taliban fighters"."""
    return words.normals[max(0, named.first - 1)] in _OPPOSED and words.gap(named.first) == "-"


def _is_maker(named: Named, words: Words) -> bool:
    """Whether a name tells but where a thing comes from: "Iranian-made drones"."""
    return not _MADE.isdisjoint(words.normals[named.last : named.last + 1]) and words.gap(named.last) == "-"


def _is_group(named: Named, words: Words, country: str | None) -> bool:
    acled, form = named.actor.acled, words.tokens[named.first].form
    if acled is None or acled.inter not in ARMED:
        return False
    acronym = len(form) <= 3 and form.isupper()
    return not (acronym and acled.home and country and country not in acled.home)
