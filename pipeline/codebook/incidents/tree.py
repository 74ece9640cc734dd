"""The pieces of acled.yml and acled_governments.yml: mappings, lists and texts, each checked for its shape."""

from collections.abc import Collection, Sequence
from typing import Any

from pipeline.codebook.incidents.words import Vocabulary
from pipeline.codebook.shapes import switch, unknown_countries
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault


class TreeReader:
    """Takes the pieces of a file's tree; every fault is appended to `faults` with its line.

    `countries`: the ISO3 codes that the file may name, None for any.
    """

    def __init__(self, tree: Map, path: str, faults: list[Fault], countries: Collection[str] | None) -> None:
        self.tree, self.path, self.faults, self.countries = tree, path, faults, countries
        self.strangers: dict[str, int] = {}  # countries of no actor file, with their first lines

    def fault(self, line: int, what: str, remedy: str = "") -> None:
        """Note what is wrong in a line."""
        self.faults.append(Fault(self.path, line, what, remedy))

    def enter(self, vocabulary: Vocabulary, entry: Map, name: str) -> None:
        for phrase in self.texts(entry, "words"):
            self.add(vocabulary, phrase, name, entry.lines["words"])

    def add(self, vocabulary: Vocabulary, phrase: str, name: str, line: int) -> None:
        try:
            vocabulary.add(phrase, name)
        except ValueError as error:
            self.fault(line, str(error))

    def entries(self, key: str) -> list[Map]:
        """The mappings listed under a key, none where it is missing."""
        items = self.tree.get(key, List(1))
        if not isinstance(items, List) or not all(isinstance(item, Map) for item in items):
            self.fault(self.tree.lines[key], f"'{key}' must be a list of mappings")
            return []
        return list(items)

    def mapping(self, key: str) -> Map:
        tree = self.tree.get(key)
        if isinstance(tree, Map):
            return tree
        self.fault(self.tree.lines.get(key, 1), f"'{key}' must be a mapping")
        return Map(1)

    def optional_mapping(self, key: str) -> Map:
        return self.mapping(key) if key in self.tree else Map(1)

    def text(self, entry: Map, key: str) -> str:
        value = entry.get(key)
        if isinstance(value, str) and value:
            return value
        self.fault(entry.lines.get(key, entry.line), f"'{key}' is missing or no text")
        return ""

    def optional_text(self, entry: Map, key: str) -> str | None:
        """The text under a key, which may be empty; None where it is missing."""
        value = entry.get(key)
        if value is None or isinstance(value, str):
            return value
        self.fault(entry.lines[key], f"'{key}' must be text")
        return None

    def texts(self, entry: Map, key: str) -> list[str]:
        value: Any = entry.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return list(value)
        self.fault(entry.lines[key], f"'{key}' must be a list of words", "write [a, b, c]")
        return []

    def codes(self, entry: Map, key: str) -> list[str]:
        """The countries listed under a key."""
        return [code for code in self.texts(entry, key) if self.is_country(code, entry.lines[key])]

    def is_country(self, code: str, line: int) -> bool:
        """Whether a country has this ISO3 code; a fault where none has."""
        if self.countries is None or code in self.countries:
            return True
        self.strangers.setdefault(code, line)
        return False

    def tell_strangers(self) -> None:
        """One fault for all countries that no actor file has, once the file is read."""
        if self.strangers:
            self.faults.append(unknown_countries(self.path, self.strangers))

    def switch(self, entry: Map, key: str) -> bool:
        """Whether a key says yes."""
        return switch(entry, key, self.path, self.faults) or False

    def known_keys(self, entry: Map, known: frozenset[str]) -> None:
        for key in sorted(entry.keys() - known):
            self.fault(entry.lines[key], f"unknown key '{key}'", self.list_of(sorted(known)))

    @staticmethod
    def list_of(known: Sequence[str]) -> str:
        return f"known here: {', '.join(known)}"
