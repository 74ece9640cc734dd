"""The table of words that point back to somebody: what "the group" or "the kingdom" may stand for, and first names."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.codebook.phrases import normal
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault

STATE, PERSON, GROUP, ANY = "state", "person", "group", "any"
GENDERS = ("female", "male")
_LISTS = (
    "bodies", "people", "apart", "kin", "abroad", "money", "occasions", "outward", "alike", "answered", "settlements",
    "foreign",
)  # fmt: skip
KEYS = frozenset({*_LISTS, "references", "genders", "first_names"})
ENTRY_KEYS = frozenset({"nouns", "to", "countries", "gender"})


class Reference(NamedTuple):
    """What a noun may stand for.

    `to` names kinds of actor entries, `state`, `person`, `group` (one that no entry knows) or `any`; `countries` (ISO3)
    and `gender` narrow it where they are given.
    """

    to: frozenset[str]
    countries: frozenset[str] = frozenset()
    gender: str | None = None


class References:
    """The table; nouns stand as listed, in lower case."""

    def __init__(self) -> None:
        self.bodies: set[str] = set()
        self.people: set[str] = set()
        self.apart: set[str] = set()
        self.kin: set[str] = set()
        self.abroad: set[str] = set()
        self.money: set[str] = set()
        self.occasions: set[str] = set()
        self.outward: set[str] = set()
        self.alike: set[str] = set()
        self.settlements: set[str] = set()
        self.foreign: set[str] = set()
        self.answered: set[str] = set()
        self.nouns: dict[str, Reference] = {}
        self.genders: dict[str, str] = {}  # words and first names, in normal form

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Roles of no country that only their opponent tells: whose business is abroad, and who are there."""
        return frozenset(self.outward | self.foreign)

    def gender(self, words: Iterable[str]) -> str | None:
        """What words and first names tell, in normal form; None where they tell nothing or contradict each other."""
        told = {self.genders[word] for word in words if word in self.genders}
        return told.pop() if len(told) == 1 else None


def read_references(tree: Map, into: References, known: frozenset[str], path: str, faults: list[Fault]) -> None:
    """Enter the keys of KEYS that a file has; `known` are the kinds of actor entries. Faults are collected."""
    for key in _LISTS:
        getattr(into, key).update(_texts(tree, key, path, faults))
    for key in ("genders", "first_names"):
        _read_genders(tree, key, into, path, faults)
    for entry in _entries(tree, path, faults):
        reference = _reference(entry, known, path, faults)
        into.nouns |= dict.fromkeys(_texts(entry, "nouns", path, faults), reference)


def _reference(entry: Map, known: frozenset[str], path: str, faults: list[Fault]) -> Reference:
    for key in entry.keys() - ENTRY_KEYS:
        faults.append(Fault(path, entry.lines[key], f"unknown key '{key}'", f"known: {', '.join(sorted(ENTRY_KEYS))}"))
    to, gender = frozenset(_texts(entry, "to", path, faults)), entry.get("gender")
    allowed = known | {STATE, PERSON, GROUP, ANY}
    if not to or not to <= allowed:
        faults.append(Fault(path, entry.line, "'to' names no kind of actor", f"some of {', '.join(sorted(allowed))}"))
    if gender not in (None, *GENDERS):
        faults.append(Fault(path, entry.lines["gender"], f"'{gender}' is no gender", "female or male"))
    return Reference(to, frozenset(_texts(entry, "countries", path, faults)), gender)


def _read_genders(tree: Map, key: str, into: References, path: str, faults: list[Fault]) -> None:
    lists = tree.get(key, Map(tree.line))
    if not isinstance(lists, Map) or not lists.keys() <= set(GENDERS):
        faults.append(Fault(path, tree.lines[key], f"'{key}' must hold lists under female and male"))
        return
    for gender in lists:
        into.genders |= {normal(name): gender for name in _texts(lists, gender, path, faults)}


def _entries(tree: Map, path: str, faults: list[Fault]) -> Sequence[Map]:
    entries = tree.get("references", List(tree.line))
    if isinstance(entries, List) and all(isinstance(entry, Map) for entry in entries):
        return entries
    faults.append(Fault(path, tree.lines["references"], "'references' must be a list of mappings with nouns and to"))
    return ()


def _texts(tree: Map, key: str, path: str, faults: list[Fault]) -> Sequence[str]:
    value: Any = tree.get(key, ())
    if isinstance(value, (List, tuple)) and all(isinstance(item, str) and item for item in value):
        return value
    faults.append(Fault(path, tree.lines[key], f"'{key}' must be a list of texts"))
    return ()
