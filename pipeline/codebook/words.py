"""Word sets: named vocabularies that rules share, and how a word in a text is compared with them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from pipeline.codebook.actors.roles import ROLES
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault
from pipeline.inflection import inflections
from pipeline.mentions import Arg
from pipeline.textwords import TextWords

_NAMED = re.compile(r"\$([^\s$|*]+)")
NAME = "NAME"  # in a word condition: any phrase with a proper name at its head or before it
ACTOR, STATE = "ACTOR", "STATE"  # somebody the actor files know; a state or its government
KINDS = ROLES | {ACTOR, STATE}
"""What a word condition can ask of the actor that a phrase names: CAMEO role codes, and the two above."""
_NO_WORDS = frozenset({"DET", "PART", "ADP"})
_EMPTY = frozenset({"of", "the", "a", "an", "to", "in", "on", "for"})  # words that arguments are not judged by


class WordSet(NamedTuple):
    """Single words, and phrases all of whose words must be there ("tear gas"); `parts` are all words of phrases.

    `kinds` of actor (of KINDS) are asked of whom the phrase names, not of its words.
    """

    words: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    parts: frozenset[str]
    kinds: frozenset[str] = frozenset()

    @property
    def asks_kind_only(self) -> bool:
        """Whether no word matters, only whom the phrase names."""
        return bool(self.kinds) and self.words <= {NAME} and not self.phrases

    def meets(self, keys: frozenset[str]) -> bool:
        """Whether these words of a phrase (lemmas and forms, lower case) belong to the set."""
        return not self.words.isdisjoint(keys) or self.meets_phrase(keys)

    def meets_phrase(self, keys: frozenset[str]) -> bool:
        """Whether a listed phrase of several words is among these."""
        return not self.parts.isdisjoint(keys) and any(phrase <= keys for phrase in self.phrases)


def compile_words(entries: Iterable[str]) -> WordSet:
    """Compile plain entries; several words separated by blanks form a phrase.

    A hyphenated word is one too, since texts are read with its parts as words ("live-fire exercises").
    """
    words: set[str] = set()
    phrases: list[frozenset[str]] = []
    kinds: set[str] = set()
    for entry in entries:
        parts = entry.lower().split()
        compound = frozenset(entry.lower().split("-"))
        if entry in KINDS:
            kinds.add(entry)
        elif entry == NAME:
            words.add(NAME)
        elif len(parts) == 1:
            words |= inflections(parts[0])
            if len(compound) > 1 and compound.isdisjoint(_EMPTY):
                phrases.append(compound)
        else:
            phrases.append(frozenset(parts) - _EMPTY)
    known = frozenset(part for phrase in phrases for part in phrase)
    return WordSet(frozenset(words), tuple(phrases), known, frozenset(kinds))


def not_a_kind(entry: str) -> tuple[str, str] | None:
    """What is wrong with a word in capitals that is no kind of actor, and the remedy; None for all others."""
    if not (entry.isalpha() and entry.isupper() and len(entry) > 1) or entry == NAME or entry in KINDS:
        return None
    meant = get_close_matches(entry, sorted({NAME, *KINDS}), 1, 0.5)
    remedy = f"did you mean {meant[0]}? " if meant else ""
    return f"no kind of actor '{entry}'", f"{remedy}Words are written in small letters"


def arg_keys(arg: Arg) -> frozenset[str]:
    """The words by which an argument is judged: its head and modifiers.

    Names satisfy NAME and no word, but for the head of a longer one: the Supreme Court is a court. An infinitive
    clause has the word "to".
    """
    keys: set[str] = set()
    for form, lemma, pos, part in arg.words:
        if part not in ("head", "mod") or (pos in _NO_WORDS and not (arg.slot == "clause" and lemma == "to")):
            continue
        if pos in ("PROPN", "ADJ") and form[:1].isupper():
            keys.add(NAME)
        if pos != "PROPN" or (part == "head" and len(arg.words) > 1):
            keys.add(lemma.lower())
            keys.add(form.lower())
    return frozenset(keys)


def read_word_sets(
    tree: Map, path: str, faults: list[Fault], shared: Mapping[str, Sequence[str]] = {}
) -> dict[str, Sequence[str]]:
    """Named sets → their entries, with `$other` references resolved, on top of shared ones; faults are collected."""
    raw: dict[str, Any] = dict(shared)
    for name, entries in tree.items():
        if name == "about":
            continue
        if not isinstance(entries, List) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
            faults.append(
                Fault(path, tree.lines[name], f"word set '{name}' must be a list of words", "write [a, b, c]")
            )
            continue
        for entry in entries:
            if wrong := not_a_kind(entry):
                faults.append(Fault(path, tree.lines[name], f"word set '{name}': {wrong[0]}", wrong[1]))
        raw[name] = entries
    return {**shared, **{name: _resolve(name, raw, tree, path, faults, ()) for name in tree if name in raw}}


def _resolve(
    name: str, raw: Mapping[str, Any], tree: Map, path: str, faults: list[Fault], above: tuple[str, ...]
) -> list[str]:
    line = tree.lines.get(name, tree.line)
    if name in above:
        faults.append(Fault(path, line, f"word set '{name}' contains itself"))
        return []
    out: list[str] = []
    for entry in raw[name]:
        if not entry.startswith("$"):
            out.append(entry)
        elif entry[1:] in raw:
            out += _resolve(entry[1:], raw, tree, path, faults, (*above, name))
        else:
            faults.append(Fault(path, line, f"word set '{name}' names the unknown set {entry}"))
    return out


def read_text_words(sets: Mapping[str, Sequence[str]], tree: Map, path: str, faults: list[Fault]) -> TextWords:
    """The sets that the program asks for by name. They hold single words; others are faults."""
    given = {name: sets[name] for name in TextWords._fields if name in sets}
    for name, entries in given.items():
        for entry in entries:
            if not entry.replace("-", "").isalpha() or entry in KINDS or entry == NAME:
                what = f"word set '{name}' is read word by word, and '{entry}' is no single word"
                faults.append(Fault(path, tree.lines[name], what, "leave it out"))
    return TextWords(**{name: frozenset(map(str.lower, entries)) for name, entries in given.items()})


def references(value: Any) -> Iterator[str]:
    """The names of all sets that are referred to in some YAML."""
    if isinstance(value, str):
        for name in _NAMED.findall(value):
            parts = name.split("_")  # in a pattern of words `_` also joins
            yield from ("_".join(parts[:end]) for end in range(1, len(parts) + 1))
        return
    for part in value.values() if isinstance(value, Map) else value:
        yield from references(part)
