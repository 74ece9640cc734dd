"""Actor files → ActorBook, with every fault that stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.codebook.actors.book import Acled, Actor, ActorBook, Country, DatedRole, RoleNoun
from pipeline.codebook.actors.references import KEYS as REFERENCE_KEYS
from pipeline.codebook.actors.references import read_references
from pipeline.codebook.actors.roles import ARMED_OPPOSITION, INTERNATIONAL, RELIGIONS, ROLES, chunks
from pipeline.codebook.shapes import switch
from pipeline.codebook.yamlio import List, Map, load_yaml
from pipeline.errors import CodebookError, Fault

__all__ = ["Acled", "Actor", "ActorBook", "Country", "DatedRole", "RoleNoun", "read_actors"]

KINDS = frozenset(
    {
        "country",
        "igo",
        "ngo",
        "company",
        "armed",
        "party",
        "people",
        "person",
        "institution",
        "media",
        "coalition",
    }
)
INTERS = frozenset(
    {
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other forces",
    }
)
_FILE_KEYS = frozenset({"about", "actors", "roles"}) | REFERENCE_KEYS
_ACTOR_KEYS = frozenset({"id", "kind", "name", "also", "code", "roles", "acled", "from", "to"})
_ADJECTIVE_KEYS = _ACTOR_KEYS | {"adjectives"}
_COUNTRY_KEYS = _ADJECTIVE_KEYS | {"people", "capitals", "seats", "iso", "region"}
_KEYS_OF = {"country": _COUNTRY_KEYS, "coalition": _ADJECTIVE_KEYS, "people": _ADJECTIVE_KEYS}
_SENSES = {"adjectives": "adjective", "people": "people", "capitals": "capital", "seats": "seat"}
_DATED_KEYS = frozenset({"country", "role", "code", "from", "to"})
_ROLE_KEYS = frozenset({"id", "role", "code", "nouns", "endings", "beginnings", "owned", "of_any_body"})
_ACLED_KEYS = frozenset({"name", "inter", "home", "short"})


def read_actors(
    files: Iterable[Path],
    faults: list[Fault],
    root: Path,
    appending: bool = False,
    layer: Callable[[Path], int] = lambda _: 0,
) -> ActorBook:
    """Read actor files into one book; every fault is appended to `faults`, with its path relative to `root`.

    Of `appending` books the codes may have any shape. `layer`: which of the folders, that extend each other, a file
    stands in. An entry with a fault that leaves it without meaning is skipped; the rest of its file is still read.
    """
    reader = _read(files, faults, root, appending, layer)
    reader.fill()
    reader.check_codes()
    return reader.book


class Entry(NamedTuple):
    """An actor as it is written: with the phrases that name it, by kind of sense, and where it stands."""

    actor: Actor
    phrases: Mapping[str, Sequence[str]]
    path: str
    line: int


def list_actors(files: Iterable[Path], layer: Callable[[Path], int]) -> list[Entry]:
    """The entries of actor files that have no fault."""
    return _read(files, [], Path(), True, layer).actors


def _read(
    files: Iterable[Path], faults: list[Fault], root: Path, appending: bool, layer: Callable[[Path], int]
) -> "_Reader":
    reader = _Reader(faults, appending)
    for path in files:
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        try:
            reader.file(load_yaml(path, shown), shown, layer(path))
        except CodebookError as error:
            faults.extend(error.faults)
    return reader


class _Nouns(NamedTuple):
    """A role noun with the words that tell it."""

    role: RoleNoun
    nouns: Sequence[str]
    endings: Sequence[str]
    beginnings: Sequence[str]


class _Reader:
    """Reads trees of YAML, and fills a book once all are read; `path` is the file being read."""

    def __init__(self, faults: list[Fault], appending: bool) -> None:
        self.book = ActorBook(appending)
        self.actors: list[Entry] = []
        self.countries: list[tuple[Country, date | None]] = []  # with the day on which it ended
        self.roles: list[_Nouns] = []
        self.faults = faults
        self.path, self.layer = "", 0
        self.ids: dict[str, str] = {}
        self.nouns: dict[str, str] = {}
        self.codes: list[tuple[str, int, str, str]] = []  # path, line, "role", "country" or "actor", code

    def fault(self, line: int, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.path, line, what, remedy))

    def file(self, tree: Map, shown: str, layer: int) -> None:
        self.path, self.layer = shown, layer
        self.known_keys(tree, _FILE_KEYS)
        read_references(tree, self.book.references, KINDS, self.path, self.faults)
        for key, read in (("actors", self.actor), ("roles", self.role)):
            entries = tree.get(key, List(tree.line))
            if not isinstance(entries, List):
                self.fault(tree.lines[key], f"'{key}' must be a list of entries")
                continue
            for entry, line in zip(entries, entries.lines, strict=True):
                if isinstance(entry, Map) and self.identified(entry):
                    read(entry)
                elif not isinstance(entry, Map):
                    self.fault(line, f"an entry of '{key}' must be a mapping")

    def identified(self, entry: Map) -> bool:
        """Whether the entry has an id that no other has."""
        name = self.text(entry, "id")
        if not name:
            self.fault(entry.line, "entry without an id", "give it one, such as 'grp.example'")
            return False
        if name in self.ids:
            self.fault(entry.lines["id"], f"id '{name}' is taken", f"it first stands at {self.ids[name]}")
            return False
        self.ids[name] = f"{self.path}:{entry.lines['id']}"
        return True

    def actor(self, entry: Map) -> None:
        kind, name = self.text(entry, "kind"), self.text(entry, "name")
        self.known_keys(entry, _KEYS_OF.get(kind or "", _ACTOR_KEYS))
        if kind not in KINDS:
            self.fault(entry.line, f"'{entry['id']}' has no known kind", f"one of {', '.join(sorted(KINDS))}")
        elif not name and not entry.get("name"):
            self.fault(entry.line, f"'{entry['id']}' has no name")
        elif name:
            self.enter(entry, kind, name)

    def enter(self, entry: Map, kind: str, name: str) -> None:
        start, end = self.period(entry)
        code, dated = self.code(entry), self.dated_roles(entry)
        if not code and not dated:
            self.fault(entry.line, f"'{entry['id']}' has neither a code nor roles")
            return
        actor = Actor(entry["id"], kind, name, code, dated, self.acled(entry), start, end, self.layer)
        phrases = {sense: self.texts(entry, key) for key, sense in _SENSES.items()}
        if kind == "country":
            self.country(entry, actor)
        phrases["name"] = [name, *self.texts(entry, "also")]
        self.actors.append(Entry(actor, phrases, self.path, entry.line))

    def country(self, entry: Map, actor: Actor) -> None:
        iso = self.text(entry, "iso")
        if iso and not (iso.isdecimal() and len(iso) <= 3):
            self.fault(entry.lines["iso"], f"'{iso}' is no ISO 3166-1 number", 'up to three digits, such as "804"')
            iso = None
        if actor.code and len(actor.code) == 3:
            number, region = int(iso) if iso else None, self.text(entry, "region")
            capitals = tuple(self.texts(entry, "capitals"))
            self.countries.append((Country(actor.code, actor.id, actor.name, number, region, capitals), actor.end))

    def fill(self) -> None:
        """Once everything is read: enter it by id, so that the order of files and entries tells nothing; but what a
        folder adds stands before what it extends."""
        for country, _ in sorted(self.countries, key=_standing):
            self.book.countries.setdefault(country.code, country)
        for entry in sorted(self.actors, key=lambda one: (-one.actor.layer, one.actor.id)):
            self.book.add_actor(entry.actor, entry.phrases)
        for noun in sorted(self.roles, key=lambda one: one.role.id):
            self.book.add_role(*noun)

    def role(self, entry: Map) -> None:
        self.known_keys(entry, _ROLE_KEYS)
        role, code = self.text(entry, "role"), self.code(entry)
        if not role and not code:
            self.fault(entry.line, f"'{entry['id']}' has neither a role nor a code")
            return
        if role:
            self.codes.append((self.path, entry.lines["role"], "role", role))
        nouns = [noun for noun in self.texts(entry, "nouns") if self.first_use(noun, entry)]
        owned, any_body = (switch(entry, key, self.path, self.faults) or False for key in ("owned", "of_any_body"))
        noun = RoleNoun(entry["id"], role or "", code, owned, any_body)
        self.roles.append(_Nouns(noun, nouns, self.texts(entry, "endings"), self.texts(entry, "beginnings")))

    def first_use(self, noun: str, entry: Map) -> bool:
        owner: str = self.nouns.setdefault(noun.casefold(), entry["id"])
        if owner != entry["id"]:
            self.fault(entry.lines["nouns"], f"'{noun}' is a noun of two roles", f"keep it in '{owner}' or here")
        return owner == str(entry["id"])

    def dated_roles(self, entry: Map) -> tuple[DatedRole, ...]:
        items = entry.get("roles", List(entry.line))
        if not isinstance(items, List) or not all(isinstance(item, Map) for item in items):
            self.fault(entry.lines["roles"], "'roles' must be a list of mappings with country and role")
            return ()
        return tuple(role for item in items if (role := self.dated_role(item)))

    def dated_role(self, item: Map) -> DatedRole | None:
        self.known_keys(item, _DATED_KEYS)
        country, role, code = self.text(item, "country"), self.text(item, "role"), self.code(item)
        if bool(country) == bool(code):
            self.fault(item.line, "a dated role needs either a country (with a role) or a code")
            return None
        if country:
            self.codes.append((self.path, item.line, "country", country))
        if role:
            self.codes.append((self.path, item.line, "role", role))
        parts = chunks(code) if code else (country or "", *chunks(role or ""))
        return DatedRole(parts[0], parts[1:], *self.period(item))

    def acled(self, entry: Map) -> Acled | None:
        info = entry.get("acled")
        if info is None:
            return None
        if not isinstance(info, Map):
            self.fault(entry.lines["acled"], "'acled' must be a mapping with name, inter, home, short")
            return None
        self.known_keys(info, _ACLED_KEYS)
        inter = self.text(info, "inter")
        if inter and inter not in INTERS:
            self.fault(info.lines["inter"], f"'{inter}' is no ACLED inter label", f"one of {', '.join(sorted(INTERS))}")
        home = tuple(self.texts(info, "home"))
        self.codes.extend((self.path, info.line, "country", code) for code in home)
        name = self.text(info, "name")
        return Acled(name, inter, home, (*_short_names(name or ""), *self.texts(info, "short")))

    def code(self, entry: Map) -> str | None:
        code = self.text(entry, "code")
        if code and not self.book.appending and (len(code) % 3 or not code.isalnum() or not code.isupper()):
            self.fault(entry.lines["code"], f"'{code}' is no actor code", "capitals in groups of three, such as UKRMIL")
            return None
        if code:
            self.codes.append((self.path, entry.lines["code"], "actor", code))
        return code

    def period(self, entry: Map) -> tuple[date | None, date | None]:
        start, end = self.day(entry, "from"), self.day(entry, "to")
        if start and end and start >= end:
            self.fault(entry.line, f"'from' {start} is not before 'to' {end}", "'to' is the first day after")
        return start, end

    def day(self, entry: Map, key: str) -> date | None:
        value = self.text(entry, key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fault(entry.lines[key], f"'{value}' is no date", "write YYYY-MM-DD")
            return None

    def text(self, entry: Map, key: str) -> str | None:
        value = entry.get(key)
        if value is None or isinstance(value, str):
            return value or None
        self.fault(entry.lines[key], f"'{key}' must be text")
        return None

    def texts(self, entry: Map, key: str) -> list[str]:
        value: Any = entry.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return list(value)
        self.fault(entry.lines[key], f"'{key}' must be a list of texts")
        return []

    def known_keys(self, entry: Map, known: frozenset[str]) -> None:
        for key in entry.keys() - known:
            self.fault(entry.lines[key], f"unknown key '{key}'", f"known here: {', '.join(sorted(known))}")

    def check_codes(self) -> None:
        """Once everything is read: what codes are made of must exist, where they are CAMEO's."""
        if self.book.appending:
            return
        known = {"role": ROLES | self.book.ethnic, "country": self.book.countries.keys() | INTERNATIONAL}
        for path, line, what, code in self.codes:
            if what == "actor":
                self.faults.extend(Fault(path, line, *told) for told in self.strangers(code))
            else:
                parts = chunks(code) if what == "role" else (code,)
                self.faults.extend(
                    Fault(path, line, f"unknown {what} code '{p}'") for p in parts if p not in known[what]
                )

    def strangers(self, code: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a whole actor code, and the remedy. Nobody has to list an organisation's letters, after
        an international type, nor an armed group's, at the end (UKRREBXYZ).
        """
        book, (first, *rest) = self.book, chunks(code)
        if first not in INTERNATIONAL | RELIGIONS | book.countries.keys() | book.ethnic | book.regions:
            yield f"'{code}' begins with no country, region, people or international type", "such as UKR, AFR or IGO"
        if first in INTERNATIONAL:
            return
        inner = rest[:-1] if ARMED_OPPOSITION.intersection(rest[-2:-1]) else rest
        for part in inner:
            if part not in ROLES | book.ethnic:
                yield f"'{part}' in '{code}' is no CAMEO role and no people", "such as GOV, MIL or REB"


def _standing(one: tuple[Country, date | None]) -> tuple[Any, ...]:
    """Of several countries with one code, that stands for it which has an ISO number: dissolved states, and lands that
    nobody recognises, have none. Without any it is the one that lasts."""
    country, end = one
    return country.iso is None, -(end or date.max).toordinal(), country.id


def _short_names(name: str) -> list[str]:
    """What ACLED writes before a name's colon: "ULA/AA: United League of Arakan/Arakan Army"."""
    before, colon, _ = name.partition(":")
    return [part for part in before.split("/") if len(part) > 1] if colon else []
