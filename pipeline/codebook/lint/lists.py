"""Lists of words in rules: what they list twice, what they ask for and exclude at once, and slots among the words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.codebook.actions.conditions import names_slots
from pipeline.codebook.actions.rules import STATUS, TEXT
from pipeline.codebook.lint.rules import within
from pipeline.codebook.load import Sources
from pipeline.codebook.words import read_word_sets
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

_TRIGGERS = ("verb", "noun", "adj")
_SLOT_LISTS = ("deed", "source", "target")
_BLOCKS = ("where", "unless")


class _Listed(NamedTuple):
    """A list of a rule: the key it stands under ("where", "verb"), the slots it is about ("" for none), its entries."""

    rule: str
    key: str
    slots: str
    entries: Sequence[str]
    path: str
    line: int

    @property
    def of_words(self) -> bool:
        """Whether the entries are words and word sets."""
        return self.key not in _SLOT_LISTS and self.slots not in (STATUS, TEXT) and not self.slots.endswith(".code")

    def fault(self, what: str, remedy: str) -> Fault:
        shown = f"{self.key} {self.slots}".rstrip()
        return Fault(self.path, self.line, f"rule {self.rule}: `{shown}` {what}", remedy)


def listed_twice(sources: Sources) -> Iterator[Fault]:
    """Entries that a list of a rule has twice."""
    for _, listed in _rules(sources):
        for one in listed:
            twice = sorted({entry for entry in one.entries if one.entries.count(entry) > 1})
            if twice:
                yield one.fault(f"lists {', '.join(twice)} twice", "once is enough")


def never_met(sources: Sources) -> Iterator[Fault]:
    """Entries that a rule asks for in slots in which it excludes the same; of a set, where nothing of it is left.

    A word that is excluded from a set is an exception, and in order.
    """
    for sets, listed in _rules(sources):
        words = [one for one in listed if one.of_words]
        for unless in (one for one in words if one.key == "unless"):
            excluded = _expanded(unless.entries, sets)
            asked = (one for one in words if one.key == "where")
            for where in (one for one in asked if within(one.slots.split("|"), unless.slots.split("|"))):
                dead = [entry for entry in where.entries if _expanded([entry], sets) <= excluded]
                if dead:
                    what = f"asks for {', '.join(dead)}, which `unless {unless.slots}` excludes"
                    yield where.fault(what, "remove it from one of them")


def slots_among_words(sources: Sources) -> Iterator[Fault]:
    """Entries of word lists that are slots, and so stand in no text."""
    for _, listed in _rules(sources):
        for one in listed:
            slots = [entry for entry in one.entries if one.of_words and names_slots(entry)]
            if slots:
                yield one.fault(f"lists the slot {', '.join(slots)} as a word", "slots stand before the colon")


def _rules(sources: Sources) -> Iterator[tuple[Mapping[str, Sequence[str]], list[_Listed]]]:
    """For each rule of each action file the word sets that it sees, and its lists."""
    shared = read_word_sets(sources.trees["words.yml"], "words.yml", [])
    for name, tree in sources.trees.items():
        if name.startswith("actions/"):
            sets = read_word_sets(tree.get("sets", Map(0)), name, [], shared)
            yield from ((sets, list(_lists(entry, sources.path(name)))) for entry in tree.get("rules", ()))


def _lists(rule: Map, path: str) -> Iterator[_Listed]:
    for key in (*_TRIGGERS, *_SLOT_LISTS):
        if key in rule:
            yield _Listed(rule["id"], key, "", _entries(rule[key]), path, rule.lines[key])
    for key in _BLOCKS:
        block = rule.get(key, Map(0))
        for slots in block:
            yield _Listed(rule["id"], key, slots, _entries(block[slots]), path, block.lines[slots])


def _entries(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _expanded(entries: Iterable[str], sets: Mapping[str, Sequence[str]]) -> set[str]:
    """The words that entries stand for."""
    return {word for entry in entries for word in (sets[entry[1:]] if entry.startswith("$") else (entry,))}
