"""Patterns of words in order: what stands before and after a trigger in its sentence, and which actors among it.

A pattern is written as the words are read, with `*` for the trigger: "will not *", "* off", "TARGET was * by SOURCE".
Between two parts anything may stand, unless `_` joins them: "death_toll *". "to|for" and "$set" are alternatives.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from pipeline.codebook.phrases import tokenize, word_forms
from pipeline.mentions import Arg

TRIGGER = "*"
SOURCE, TARGET, SIDES, ANYBODY = "SOURCE", "TARGET", "SIDES", "ANYBODY"
PARTIES = (SOURCE, TARGET, SIDES, ANYBODY)
"""Known actors in a pattern: the two sides of the event, both at once ("Iran and Iraq"), and one that is neither."""
_PART = re.compile(r"_|[^\s_]+")
_NOT = re.compile(r"(?i)(n['’]t)$")
_COMMAS = frozenset(",;:")
_REACH = 40  # words that a gap may span


class Piece(NamedTuple):
    """A word of running text: as patterns see it, as it is shown, its place, and whether a comma stands before it."""

    form: str
    shown: str
    start: int
    end: int
    comma: bool = False


class Part(NamedTuple):
    """One part of a pattern: alternatives of adjoining words by their first, the longest first, or a party; `joined` to
    what stands before it."""

    options: Mapping[str, tuple[tuple[str, ...], ...]]
    party: str | None
    joined: bool

    @property
    def longest(self) -> frozenset[str]:
        """The longest word of each alternative, in general the rarest: one of them must be there."""
        return frozenset(max(words, key=len) for listed in self.options.values() for words in listed)


class WordOrder(NamedTuple):
    """A compiled pattern; `adjoining` says whether its part before the trigger ends directly at it.

    `asked`: for each part that is no party the longest words of its alternatives, the fewest first.
    """

    before: tuple[Part, ...]
    after: tuple[Part, ...]
    adjoining: bool
    asked: tuple[frozenset[str], ...]

    @property
    def weight(self) -> int:
        """How much the pattern narrows a rule: by its parts, more so where they are joined."""
        parts = (*self.before, *self.after)
        return 2 * len(parts) + sum(part.joined for part in parts) + self.adjoining

    @property
    def rarest(self) -> frozenset[str]:
        """Words of which one must be there for the pattern to stand, none where it has parties alone."""
        return self.asked[0] if self.asked else frozenset()

    def may_stand(self, forms: frozenset[str]) -> bool:
        """Whether a text of these words can hold the pattern: the quick test."""
        return not any(map(forms.isdisjoint, self.asked))

    @property
    def parties(self) -> frozenset[str]:
        """The parties that stand in it."""
        return frozenset(part.party for part in (*self.before, *self.after) if part.party)


class Text(NamedTuple):
    """A sentence's words, and its known actors by the number of the word they begin with: (end, group of arguments)."""

    pieces: Sequence[Piece]
    actors: Mapping[int, Sequence[tuple[int, tuple[Arg, ...]]]]

    def at(self, offset: int) -> int | None:
        """The number of the word that begins at a character."""
        return next((number for number, piece in enumerate(self.pieces) if piece.start == offset), None)


Bound = Mapping[str, tuple[Arg, ...]]


def pieces(text: str, start: int = 0) -> list[Piece]:
    """The words of a text in lower case, "can't" as "ca" and "n't"; its first character has the offset `start`."""
    found: list[Piece] = []
    end = 0
    for token in tokenize(text):
        comma, at = not _COMMAS.isdisjoint(text[end : token.start]), start + token.start
        for shown in _parted(token.form):
            found.append(Piece(_bare(shown), shown, at, at + len(shown), comma))
            at += len(shown)
        end = token.end
    return found


class Passage:
    """The words of a sentence, read when a rule asks for them; its first character has the offset `start`."""

    def __init__(self, text: str = "", start: int = 0) -> None:
        self._text, self._start = text, start

    @cached_property
    def forms(self) -> frozenset[str]:
        """What its pieces are, without their places: several times faster."""
        return frozenset(chain.from_iterable(map(_bare_parts, word_forms(self._text))))

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        return pieces(self._text, self._start)


@lru_cache(maxsize=50_000)
def _parted(word: str) -> tuple[str, ...]:
    """A word, or its two parts: "ca" and "n't"."""
    return (word[:-3], word[-3:]) if _NOT.search(word) and len(word) > 3 else (word,)


@lru_cache(maxsize=50_000)
def _bare_parts(word: str) -> tuple[str, ...]:
    return tuple(map(_bare, _parted(word)))


@lru_cache(maxsize=50_000)
def _bare(form: str) -> str:
    return re.sub(r"'s?$", "", form.lower().replace("’", "'").rstrip("."))


def word_order(pattern: str, sets: Mapping[str, Sequence[str]] = {}) -> WordOrder:
    """Compile a pattern. Raises ValueError for one without exactly one `*`, and KeyError for a set that is unknown."""
    parts: list[Part | None] = []
    joined = False
    for mark in _tokens(pattern, sets):
        if mark == "_":
            joined = bool(parts)
            continue
        parts.append(None if mark == TRIGGER else _part(mark, joined, sets))
        if mark == TRIGGER:
            trigger_joined = joined
        joined = False
    if parts.count(None) != 1 or len(parts) == 1:
        raise ValueError(f"{pattern!r} has not exactly one {TRIGGER} among other words")
    at = parts.index(None)
    before, after = (tuple(part for part in side if part) for side in (parts[:at], parts[at:]))
    asked = (part.longest for part in (*before, *after) if part.party is None)
    return WordOrder(before, after, trigger_joined, tuple(sorted(asked, key=len)))


def _tokens(pattern: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    """The parts and joints of a pattern. The longest name of a set counts: `$tie_words` before `$tie`."""
    out: list[str] = []
    for mark in _PART.findall(pattern):
        run = out[-2:] if out[-1:] == ["_"] else []
        longer = f"{run[0]}_{mark}" if run and run[0].startswith("$") else ""
        if longer and any(name == longer[1:] or name.startswith(longer[1:] + "_") for name in sets):
            out[-2:] = [longer]
        else:
            out.append(mark)
    return out


def _part(mark: str, joined: bool, sets: Mapping[str, Sequence[str]]) -> Part:
    if mark in PARTIES:
        return Part({}, mark, joined)
    listed = [word for entry in mark.split("|") for word in (sets[entry[1:]] if entry[:1] == "$" else [entry])]
    options = {_forms(word) for word in listed}
    if not options - {()}:
        raise ValueError(mark)
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in sorted(options - {()}, key=lambda words: (-len(words), words)):
        by_first[words[0]] = (*by_first.get(words[0], ()), words)
    return Part(by_first, None, joined)


@lru_cache(maxsize=50_000)
def _forms(entry: str) -> tuple[str, ...]:
    """The words of an entry, which a pattern joins by `~` and a word set by blanks."""
    return tuple(piece.form for piece in pieces(entry.replace("~", " ")))


def find(order: WordOrder, text: Text, trigger: int) -> Bound | None:
    """The parties of a pattern around the trigger, a word's number, or None where the pattern does not fit."""
    ahead = next(_match(order.before, text, 0, trigger, free=True, ends=order.adjoining), None)
    if ahead is None:
        return None
    behind = next(_match(order.after, text, trigger + 1, len(text.pieces), free=False, ends=False), None)
    return None if behind is None else {**ahead, **behind}


def _match(
    parts: Sequence[Part], text: Text, at: int, limit: int, *, free: bool, ends: bool
) -> Iterator[dict[str, tuple[Arg, ...]]]:
    """Ways to find the parts in order from a word on, ending before `limit`, or directly at it."""
    if not parts:
        if not ends or at == limit:
            yield {}
        return
    first, *rest = parts
    last = at + 1 if first.joined and not free else min(limit, limit if free else at + _REACH)
    for place in range(at, last):
        for end, bound in _stands(first, text, place):
            if end <= limit:
                for more in _match(rest, text, end, limit, free=False, ends=ends):
                    yield {**bound, **more}


def _stands(part: Part, text: Text, at: int) -> Iterator[tuple[int, dict[str, tuple[Arg, ...]]]]:
    """Where the part ends, if it stands at a word, and the actors that it binds."""
    if part.party is not None:
        for end, group in text.actors.get(at, ()):
            if part.party != SIDES or len(group) > 1:
                yield end, {part.party: group}
        return
    for words in part.options.get(text.pieces[at].form, ()) if at < len(text.pieces) else ():
        if [piece.form for piece in text.pieces[at : at + len(words)]] == list(words):
            yield at + len(words), {}
