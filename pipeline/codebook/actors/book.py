"""The actor dictionary: states, organisations, people and role nouns, found by their names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.codebook.actors.references import References
from pipeline.codebook.actors.roles import RELIGIONS, ROLES, chunks
from pipeline.codebook.phrases import Match, PhraseTrie, normal, tokenize
from pipeline.mentions import Word

_PLACES = frozenset({"name", "capital", "place"})  # senses in which a country's phrase is a place

# Where the family name comes first ("Xi Jinping"), or a person is called by the first name ("Abiy Ahmed").
_FIRST_NAME_CALLS = frozenset({"CHN", "PRK", "KOR", "VNM", "ETH", "ERI"})
_EITHER_ORDER = frozenset({"TWN", "HKG"})  # "Tsai Ing-wen", "Joseph Wu", "John Lee Ka-chiu"

_REMEMBERED = timedelta(days=5 * 365)
_KNOWN_FOR = timedelta(days=10 * 365)
_SUFFIXES = frozenset({"I", "II", "III", "IV", "V", "VI", "XIV", "XVI", "Jr", "Jr.", "Sr", "Sr."})


class Acled(NamedTuple):
    """How ACLED writes an actor: its public name, its inter label, its home countries, and what its notes shorten the
    name to in these."""

    name: str | None = None
    inter: str | None = None
    home: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class DatedRole(NamedTuple):
    """A country (or international type) and roles that hold from a day until another; None is open."""

    country: str
    roles: tuple[str, ...]
    start: date | None
    end: date | None

    @property
    def code(self) -> str:
        return self.country + "".join(self.roles)

    def holds(self, when: date) -> bool:
        return _within(self.start, self.end, when)


class Actor(NamedTuple):
    """One named actor. `code` holds whenever no dated role does; `layer` counts the folders below its own, which that
    one extends."""

    id: str
    kind: str
    name: str
    code: str | None = None
    roles: tuple[DatedRole, ...] = ()
    acled: Acled | None = None
    start: date | None = None
    end: date | None = None
    layer: int = 0

    def lives(self, when: date) -> bool:
        """People stay themselves after death; of other actors nobody speaks outside their time."""
        return self.kind == "person" or _within(self.start, self.end, when)

    def gone(self, when: date) -> bool:
        """Whether its time is over."""
        return self.end is not None and self.end <= when

    def held(self, when: date) -> tuple[DatedRole, ...]:
        """The roles held on a day."""
        return tuple(role for role in self.roles if role.holds(when))

    def begun(self, when: date) -> tuple[DatedRole, ...]:
        """The roles taken up by a day, whether or not they have ended."""
        return tuple(role for role in self.roles if role.start is None or role.start <= when)

    def famous(self, when: date) -> bool:
        """Whether news may call the person by surname alone; of a role whose beginning is not known, in its last years
        only."""
        return any(role.start or not role.end or role.end - when < _KNOWN_FOR for role in self.held(when))

    def lately(self, when: date) -> bool:
        """Whether a role ended within the last years, so that news still call the person by surname alone."""
        return any(role.end and timedelta(0) <= when - role.end < _REMEMBERED for role in self.roles)

    @property
    def countries(self) -> tuple[str, ...]:
        """What the code or the roles begin with: a country or an international type."""
        return (self.code[:3],) if self.code else tuple(role.country for role in self.roles)


class RoleNoun(NamedTuple):
    """Nouns such as "police" that add roles to a country; `code` is set instead for international ones (IGOPKO).

    `owned`: they tell so only where the phrase says whose they are ("Portugal's aviation agency", no other agency).
    `of_any_body`: other bodies than the state have them too ("company officials").
    """

    id: str
    role: str
    code: str | None = None
    owned: bool = False
    of_any_body: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        return chunks(self.code or self.role)


class Country(NamedTuple):
    """A state: ISO 3166-1 alpha-3 and numeric, ACLED's region, the names of its capitals."""

    code: str
    id: str
    name: str
    iso: int | None = None
    region: str | None = None
    capitals: tuple[str, ...] = ()


class Sense(NamedTuple):
    """What a phrase may mean. `kind`: name, adjective, people, capital, seat, place (a part of a country), role, ending
    or beginning (of a group's name), or nowhere: it only looks like a country."""

    kind: str
    of: Actor | RoleNoun


def _within(start: date | None, end: date | None, when: date) -> bool:
    return (start is None or start <= when) and (end is None or when < end)


class ActorBook:
    """All actors and role nouns, indexed by every phrase that names them."""

    def __init__(self, appending: bool = False) -> None:
        self.appending = appending  # codes are put together as they stand, not by CAMEO's order
        self.countries: dict[str, Country] = {}
        self.actors: dict[str, Actor] = {}
        self.roles: dict[str, RoleNoun] = {}
        self.surnames: dict[str, list[Actor]] = {}
        self.short: dict[str, list[Actor]] = {}  # by the short names that ACLED's notes use, as they are written
        self.namesakes: set[str] = set()  # names of places that people bear too, in normal form
        self.bodies: set[str] = set()  # words that end the names of bodies and things, not of people
        self.references = References()
        self._trie = PhraseTrie()
        self._ethnic: frozenset[str] | None = None
        self.phrases_read: dict[tuple[tuple[Word, ...], bool], Any] = {}  # a bounded cache, not pickled

    def add_actor(self, actor: Actor, phrases: Mapping[str, Iterable[str]]) -> None:
        """Enter an actor under its phrases, given by kind of sense."""
        self.actors[actor.id] = actor
        for name in actor.acled.short if actor.acled else ():
            self.short.setdefault(name, []).append(actor)
        for kind, names in phrases.items():
            self._enter(names, Sense(kind, actor))
        if actor.kind == "person":
            for surname in {short for name in phrases["name"] for short in short_names(name, actor)}:
                self.surnames.setdefault(surname, []).append(actor)

    def add_role(
        self, role: RoleNoun, nouns: Iterable[str], endings: Iterable[str] = (), beginnings: Iterable[str] = ()
    ) -> None:
        """Enter a role noun under its nouns and their plurals, and under the ends of names that tell it."""
        self.roles[role.id] = role
        self._enter({form for noun in nouns for form in (noun, plural(noun))}, Sense("role", role))
        self._enter(endings, Sense("ending", role))
        self._enter(beginnings, Sense("beginning", role))

    def add_places(self, country: str, names: Iterable[str]) -> None:
        """Enter parts of a country (ISO3): its cities, provinces, states."""
        self._enter(names, Sense("place", self.actors[self.countries[country].id]))

    def add_nowhere(self, names: Iterable[str]) -> None:
        """Enter names that hold the name of a country or people and are neither: "Gulf of Mexico"."""
        self._enter(names, Sense("nowhere", RoleNoun("nowhere", "")))

    def _enter(self, phrases: Iterable[str], sense: Sense) -> None:
        for phrase in dict.fromkeys(phrases):
            self._trie.add(phrase, sense)

    def find(self, forms: Sequence[str]) -> list[Match]:
        """The longest phrases of the dictionary in running words; entries are Sense records."""
        return self._trie.find(forms)

    def named_in(self, text: str, when: date) -> frozenset[int]:
        """Offsets of the words that name somebody, not somewhere: groups, parties, people, "Thai"."""
        tokens = tokenize(text)
        starts = set[int]()
        for match in self.find([token.form for token in tokens]):
            meant = [(s.of.kind, s.kind) for s in match.entries if isinstance(s.of, Actor) and s.of.lives(when)]
            if meant and not any(kind == "country" and sense in _PLACES for kind, sense in meant):
                starts.update(token.start for token in tokens[match.first : match.last])
        return frozenset(starts)

    def split(self, code: str) -> tuple[str | None, tuple[str, ...]]:
        """An actor code → its country, if it begins with one, and its CAMEO roles (names of groups left out)."""
        first, *rest = chunks(code)
        country = first if first in self.countries else None
        parts = rest if country else [first, *rest]
        return country, tuple(part for part in parts if part in ROLES or part in self.ethnic)

    @property
    def ethnic(self) -> frozenset[str]:
        """Codes of the ethnic groups that entries of the kind people declare."""
        if self._ethnic is None:
            codes = [chunks(a.code) for a in self.actors.values() if a.kind == "people" and a.code]
            inner = {part for code in codes for part in code[:-1]} - self.countries.keys()
            self._ethnic = frozenset(inner.union(code[-1] for code in codes)) - RELIGIONS
        return self._ethnic

    @property
    def regions(self) -> frozenset[str]:
        """Codes of the regions that entries of the kind coalition declare: AFR, WST."""
        codes = (a.code for a in self.actors.values() if a.kind == "coalition" and a.code)
        return frozenset(code for code in codes if len(code) == 3)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "phrases_read": {}}


def short_names(name: str, person: Actor) -> set[str]:
    """By which news call a person after the first mention, in normal form: "von der Leyen", "Obrador", "Xi"."""
    words = [normal(word) for word in name.split() if word not in _SUFFIXES]
    country = person.countries[0] if person.countries else None
    if country in _FIRST_NAME_CALLS:
        return {words[0]}
    if country in _EITHER_ORDER:
        given = next((at for at, word in enumerate(words) if at and "-" in word), len(words))
        return {words[given - 1]}
    return {" ".join(words[at:]) for at in range(1, len(words))}


def plural(noun: str) -> str:
    """The regular plural of a noun phrase's head: "police officer" → "police officers", "chief of staff" →
    "chiefs of staff". Irregular ones are listed in the codebook."""
    for link in (" of ", " for ", " in ", " to "):
        head, found, rest = noun.partition(link)
        if found:
            return plural(head) + link + rest
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es" if noun.endswith(("ss", "x", "ch", "sh")) else noun
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return noun[:-1] + "ies"
    return noun + "s"
