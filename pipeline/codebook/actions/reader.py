"""Reads action rules from codebooks/actions/*.yml; collects every fault with its file and line."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.codebook.actions.composition import Composition
from pipeline.codebook.actions.conditions import ConditionReader
from pipeline.codebook.actions.example import Example, ExampleReader
from pipeline.codebook.actions.rules import DEED_SLOTS, Rule, quick_first
from pipeline.codebook.ontology import Code
from pipeline.codebook.shapes import switch
from pipeline.codebook.words import read_word_sets
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault

POS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}
_FILE_KEYS = {"root", "about", "imported", "sets", "rules", "no_match"}
_RULE_KEYS = {
    "id", "verb", "noun", "adj", "where", "unless", "code", "compose", "deed", "source", "target",
    "mutual", "reverse", "negated", "mode", "plover", "speech", "match", "no_match", "todo_match",
}  # fmt: skip
_TEXT_KEYS = {"code", "compose", "reverse", "mode", "plover"}
_LIST_KEYS = {*POS, "deed", "source", "target"}


class ActionFile(NamedTuple):
    """The rules of one file and the sentences in which its root must not appear."""

    root: str | None
    rules: tuple[Rule, ...]
    no_match: tuple[Example, ...]
    path: str
    imported: bool = False


class ActionReader:
    """Compiles action files against the word sets, codes and tables of one codebook."""

    def __init__(
        self,
        sets: Mapping[str, Sequence[str]],
        codes: Mapping[str, Code],
        composition: Composition,
        faults: list[Fault],
        modes: frozenset[str] = frozenset(),
    ) -> None:
        self.shared, self.codes, self.composition, self.faults = sets, codes, composition, faults
        self.plover = {"plover": {code.plover_type for code in codes.values() if code.plover_type}, "mode": modes}
        self.path, self.imported = "", False
        self.conditions = ConditionReader(sets, codes, "", faults)

    def read(self, tree: Map, path: str) -> ActionFile:
        """One file. Faulty rules are left out and reported."""
        self.path, self.imported = path, self._switch(tree, "imported") or False
        if not tree:
            self._fault(0, "is empty", "write rules in it, or remove it")
            return ActionFile(None, (), (), path)
        self._known_keys(tree, _FILE_KEYS)
        self.conditions = ConditionReader(self._own_sets(tree), self.codes, path, self.faults)
        entries = self._entries(tree)
        rules = [rule for entry in entries if (rule := self._rule(entry)) is not None]
        no_match = [example for part in (tree, *entries) for example in self._examples(part, "no_match")]
        if not no_match and not self.imported:
            self._fault(1, "has no `no_match` example", "add a sentence in which this root must not be coded")
        return ActionFile(self._root(tree), tuple(rules), tuple(no_match), path, self.imported)

    def _own_sets(self, tree: Map) -> Mapping[str, Sequence[str]]:
        sets = tree.get("sets", Map(0))
        if isinstance(sets, Map):
            return read_word_sets(sets, self.path, self.faults, self.shared)
        self._fault(tree.lines["sets"], "`sets` must map names to lists of words")
        return self.shared

    def _root(self, tree: Map) -> str | None:
        root = tree.get("root")
        if root is None or isinstance(root, str):
            return root
        self._fault(tree.lines["root"], "`root` must be text", 'write root: "14"')
        return None

    def _entries(self, tree: Map) -> list[Map]:
        """The rules as written, but for those that nothing could be said about."""
        entries = []
        for number, entry in enumerate(self._list(tree, "rules")):
            if isinstance(entry, Map) and isinstance(entry.get("id"), str) and entry["id"]:
                entries.append(entry)
            else:
                self._fault(tree["rules"].lines[number], "a rule needs an `id`", "write `- id: protest.stage`")
        return entries

    def _rule(self, entry: Map) -> Rule | None:
        before = len(self.faults)
        if not self._well_formed(entry):
            return None
        self._known_keys(entry, _RULE_KEYS)
        pos, triggers = self._triggers(entry)
        where, unless = self.conditions.read(entry, "where"), self.conditions.read(entry, "unless")
        code, compose = self._outcome(entry)
        match, todo = self._examples(entry, "match"), self._examples(entry, "todo_match")
        if not entry.get("match") and not entry.get("todo_match") and not self.imported:
            self._fault(entry.line, f"rule {entry['id']} has no `match` example", "add a sentence that it codes")
        source, target = self.conditions.actors(entry, pos, where, compose)
        deed = tuple(self.conditions.slot_list(entry, "deed") or DEED_SLOTS)
        mutual, negated, speech = (self._switch(entry, key) for key in ("mutual", "negated", "speech"))
        if len(self.faults) > before or pos is None:
            return None
        return Rule(
            entry["id"], pos, triggers, quick_first(where), quick_first(unless), code, compose, deed, source, target,
            mutual or False, negated,
            entry.get("mode"), entry.get("plover"), speech or False, tuple(match), tuple(todo), self.path, entry.line,
            entry.get("reverse"), self.imported,
        )  # fmt: skip

    def _well_formed(self, entry: Map) -> bool:
        """Whether each value has the shape its key asks for: text, or a text or flat list of texts."""
        before = len(self.faults)
        for key in entry.keys() & _TEXT_KEYS:
            if not isinstance(entry[key], str):
                self._fault(entry.lines[key], f"rule {entry['id']}: `{key}` must be text")
        self._flat(entry, entry, entry.keys() & _LIST_KEYS)
        for key in entry.keys() & {"where", "unless"}:
            if isinstance(entry[key], Map):
                self._flat(entry, entry[key], entry[key].keys())
            else:
                self._fault(entry.lines[key], f"rule {entry['id']}: `{key}` must map slots to conditions")
        return len(self.faults) == before

    def _flat(self, entry: Map, block: Map, keys: Iterable[str]) -> None:
        for key in keys:
            words = block[key] if isinstance(block[key], List) else [block[key]]
            if not words or not all(isinstance(word, str) and word for word in words):
                self._fault(block.lines[key], f"rule {entry['id']}: `{key}` must be a word or a list of words")

    def _triggers(self, entry: Map) -> tuple[str | None, frozenset[tuple[str, str | None]]]:
        given = [key for key in POS if key in entry]
        if len(given) != 1:
            self._fault(entry.line, f"rule {entry['id']} needs exactly one of verb, noun, adj")
            return None, frozenset()
        words = self.conditions.expand(entry[given[0]], entry, entry.lines[given[0]])
        triggers = []
        for word in words:
            lemma, _, particle = (word, "", "") if self.imported else word.partition(" ")
            triggers.append((lemma, particle or None))
        return POS[given[0]], frozenset(triggers)

    def _outcome(self, entry: Map) -> tuple[str | None, str | None]:
        code, compose = entry.get("code"), entry.get("compose")
        if code is None and compose is None:
            self._fault(entry.line, f"rule {entry['id']} needs a `code` or a `compose` table")
        for key in ("code", "reverse"):
            if entry.get(key) is not None and entry[key] not in self.codes:
                what = f"rule {entry['id']}: code {entry[key]} is not in the ontology"
                self._fault(entry.lines[key], what, "see cameo.yml")
        if compose is not None and compose not in self.composition.tables:
            names = ", ".join(self.composition.tables)
            self._fault(
                entry.lines["compose"], f"rule {entry['id']}: no table '{compose}' in compose.yml", f"one of {names}"
            )
        for key, what in (("plover", "type"), ("mode", "mode")):
            if key in entry and entry[key] not in self.plover[key]:
                meant = get_close_matches(entry[key], sorted(self.plover[key]), 1, 0.5)
                remedy = f"did you mean {meant[0]}? " if meant else ""
                told = f"rule {entry['id']}: no PLOVER {what} {entry[key]}"
                self._fault(entry.lines[key], told, f"{remedy}see plover.yml")
        return code, compose

    def _switch(self, entry: Map, key: str) -> bool | None:
        return switch(entry, key, self.path, self.faults)

    def _examples(self, entry: Map, key: str) -> list[Example]:
        modalities = {"asserted", *(outcome.modality for outcome in self.composition.outcomes)}
        reader = ExampleReader(self.codes, modalities, self._fault)
        return list(reader.read(self._list(entry, key), key))

    def _list(self, entry: Map, key: str) -> List:
        value = entry.get(key)
        if isinstance(value, List):
            return value
        if value is not None:
            self._fault(entry.lines[key], f"`{key}` must be a list")
        return List(entry.line)

    def _known_keys(self, entry: Map, known: set[str]) -> None:
        for key in entry:
            if key not in known:
                self._fault(entry.lines[key], f"unknown key '{key}'", f"one of {', '.join(sorted(known))}")

    def _fault(self, line: int, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.path, line, what, remedy))
