"""The pieces of acled.yml: its mappings, lists and texts, each checked for its shape."""

from collections.abc import Sequence
from typing import Any

from pipeline.codebook.incident_words import Vocabulary
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault

TABLE = "acled.yml"


class TreeReader:
    """Takes the pieces of a tree; every fault is appended to `faults` with its line."""

    def __init__(self, tree: Map, faults: list[Fault]) -> None:
        self.tree, self.faults = tree, faults

    def fault(self, line: int, what: str, remedy: str = "") -> None:
        """Note what is wrong in a line."""
        self.faults.append(Fault(TABLE, line, what, remedy))

    def enter(self, vocabulary: Vocabulary, entry: Map, name: str) -> None:
        for phrase in self.texts(entry, "words"):
            self.add(vocabulary, phrase, name, entry.lines["words"])

    def add(self, vocabulary: Vocabulary, phrase: str, name: str, line: int) -> None:
        try:
            vocabulary.add(phrase, name)
        except ValueError as error:
            self.fault(line, str(error))

    def entries(self, key: str) -> list[Map]:
        items = self.tree.get(key, List(1))
        if not isinstance(items, List) or not all(isinstance(item, Map) for item in items):
            self.fault(self.tree.lines.get(key, 1), f"'{key}' must be a list of mappings")
            return []
        return list(items)

    def mapping(self, key: str) -> Map:
        tree = self.tree.get(key)
        if isinstance(tree, Map):
            return tree
        self.fault(self.tree.lines.get(key, 1), f"'{key}' must be a mapping of names to lists")
        return Map(1)

    def text(self, entry: Map, key: str) -> str:
        value = entry.get(key)
        if isinstance(value, str) and value:
            return value
        self.fault(entry.lines.get(key, entry.line), f"'{key}' is missing or no text")
        return ""

    def texts(self, entry: Map, key: str) -> list[str]:
        value: Any = entry.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return list(value)
        self.fault(entry.lines[key], f"'{key}' must be a list of words", "write [a, b, c]")
        return []

    def known_keys(self, entry: Map, known: frozenset[str]) -> None:
        for key in sorted(entry.keys() - known):
            self.fault(entry.lines[key], f"unknown key '{key}'", self.list_of(sorted(known)))

    @staticmethod
    def list_of(known: Sequence[str]) -> str:
        return f"known here: {', '.join(known)}"
