"""Names and phrases found in running words: one normal form for words, one trie for all dictionaries."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’][sS]?$")


class Token(NamedTuple):
    """A word of plain text with its place in it."""

    form: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Words of plain text with offsets; hyphens and punctuation separate, "U.S." and "O'Neil" stay whole."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def word_forms(text: str) -> list[str]:
    """The words of tokenize without their places: several times faster."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=200_000)
def normal(form: str) -> str:
    """The form under which words are compared: no case, accents, full stops or possessive ending.

    "US" and "U.S." stay apart from the pronoun "us": abbreviations in capitals of two letters keep their case.
    """
    bare = _POSSESSIVE.sub("", form).replace(".", "")
    if len(bare) == 2 and bare.isupper():
        return bare
    folded = unicodedata.normalize("NFKD", bare.replace("’", "'"))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


class Match(NamedTuple):
    """Words first..last (exclusive) of a sequence name these entries."""

    first: int
    last: int
    entries: tuple[Any, ...]


class PhraseTrie:
    """A dictionary of phrases; lookups cost the length of the text, whatever the number of phrases."""

    def __init__(self) -> None:
        self._root: dict[Any, Any] = {}

    def add(self, phrase: str, entry: Any) -> None:
        """Enter a phrase; several entries may share one."""
        node = self._root
        for token in tokenize(phrase):
            node = node.setdefault(normal(token.form), {})
        if node is not self._root:
            node.setdefault(None, []).append(entry)

    def find(self, forms: Sequence[str]) -> list[Match]:
        """The longest phrases from left to right, without overlap; an article counts for nothing."""
        words = [*map(normal, forms)]
        starts = [at for at, word in enumerate(words) if word in self._root]
        out, end = [], 0
        for at in starts:
            if at >= end and (match := self._longest(words, at)) is not None:
                if words[at] == "the" and self._reaches(words, at + 1) > match.last:
                    continue  # "the West Bank" is the West Bank, not the West
                out.append(match)
                end = match.last
        return out

    def _reaches(self, words: Sequence[str], first: int) -> int:
        """Where the longest phrase that begins here ends."""
        match = self._longest(words, first) if first < len(words) else None
        return match.last if match else first

    def _longest(self, words: Sequence[str], first: int) -> Match | None:
        node: Any = self._root
        last, entries = first, ()
        for at in range(first, len(words)):
            node = node.get(words[at])
            if node is None:
                break
            if None in node:
                last, entries = at + 1, node[None]
        return Match(first, last, tuple(entries)) if entries else None
