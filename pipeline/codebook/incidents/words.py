"""The words of a report, and the phrases of the decision table found among them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, product
from typing import Any, NamedTuple

from pipeline.codebook.phrases import Token, normal, tokenize
from pipeline.inflection import all_forms

_GAP = 6  # words that may stand between the two parts of a phrase, prepositions excepted
_Phrase = tuple[str, ...]


def words_of(listed: str) -> frozenset[str]:
    """Words written with blanks between them."""
    return frozenset(listed.split())


_BARRIERS = words_of("in at near during from after against")


class Mark(NamedTuple):
    """Words first..last (exclusive) belong to the sets named."""

    first: int
    last: int
    names: tuple[str, ...]


class _Rest(NamedTuple):
    """What may follow the first part of a phrase in two, with the first words and the lengths of it."""

    name: str
    tails: frozenset[_Phrase]
    firsts: frozenset[str]
    sizes: frozenset[int]

    @classmethod
    def of(cls, name: str, phrases: Iterable[_Phrase]) -> "_Rest":
        tails = frozenset(phrases)
        return cls(name, tails, frozenset(tail[0] for tail in tails), frozenset(map(len, tails)))


class _Opening(NamedTuple):
    """The first part of phrases in two, what may follow it, and the words of which one must be near for any of that."""

    phrase: _Phrase
    rests: Sequence[_Rest]
    firsts: frozenset[str]


class Words(NamedTuple):
    """The words of a text with their normal forms and the ordinal of the sentence each stands in.

    `begins`: where each sentence begins in the text.
    """

    text: str
    tokens: Sequence[Token]
    normals: Sequence[str]
    sentence: Sequence[int]
    begins: Sequence[int]

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] if at else ""

    def from_offset(self, offset: int) -> int:
        """The first word that begins at a character or behind it."""
        return bisect_left(self.tokens, offset, key=_start)

    def together(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.sentence[one] == self.sentence[other]


class Vocabulary:
    """Phrases of named sets, found in running words.

    `word~` stands for its inflections, `<name>` for any phrase of one of the `lists`, `a .. b` for two parts with up
    to six words between them. Of phrases that overlap the longest is found; it counts for the sets of the phrases
    inside it too, unless one of its own sets absorbs them ("hunger strike" is no strike); `absorbing` None: all do.
    `inflect`: the forms that `word~` has.
    """

    def __init__(
        self,
        absorbing: Set[str] | None = None,
        lists: Mapping[str, Sequence[str]] | None = None,
        inflect: Callable[[str], frozenset[str]] = all_forms,
    ) -> None:
        self._absorbing, self._lists, self._inflect = absorbing, lists or {}, inflect
        self._names: dict[_Phrase, set[str]] = {}
        self._split: dict[_Phrase, list[_Rest]] = {}
        self._root: dict[Any, Any] = {}  # a trie: words lead on, None to the sets of what ends there
        self._openings: dict[str, list[_Opening]] = {}

    def add(self, phrase: str, name: str) -> None:
        """Enter a phrase under a set's name. Raises ValueError for one without words or of an unknown list."""
        head, _, tail = phrase.partition(" .. ")
        if not tokenize(head) or (tail and not tokenize(tail)):
            raise ValueError(f"'{phrase}' has no words")
        rest = _Rest.of(name, map(_key, self._forms(tail))) if tail else None
        for form in map(_key, self._forms(head)):
            if rest:
                self._split.setdefault(form, []).append(rest)
            else:
                self._names.setdefault(form, set()).add(name)

    def close(self) -> None:
        """Make what was added findable."""
        for phrase in self._names:
            node = self._root
            for word in phrase:
                node = node.setdefault(word, {})
            node[None] = tuple(sorted(self._all_names(phrase)))
        for phrase, rests in self._split.items():
            firsts = frozenset[str]().union(*(rest.firsts for rest in rests))
            self._openings.setdefault(phrase[0], []).append(_Opening(phrase, rests, firsts))

    def signals(self, names: Set[str]) -> frozenset[str]:
        """Words of which every phrase of some sets holds one, its longest."""
        whole = [phrase for phrase, own in self._names.items() if not own.isdisjoint(names)]
        split = [phrase for phrase, rest in self._split.items() if any(one.name in names for one in rest)]
        return frozenset(max(phrase, key=len) for phrase in whole + split)

    def _forms(self, phrase: str) -> Iterator[str]:
        for words in product(*map(self._choices, phrase.split())):
            yield " ".join(words)

    def _choices(self, word: str) -> Sequence[str]:
        """What may stand for a word of a phrase."""
        if word.endswith("~"):
            return sorted(self._inflect(word[:-1]))
        if not word.startswith("<"):
            return [word]
        if word[1:-1] not in self._lists:
            raise ValueError(f"no list is called '{word}'")
        return [form for phrase in self._lists[word[1:-1]] for form in self._forms(phrase)]

    def _all_names(self, phrase: _Phrase) -> set[str]:
        """The sets of a phrase and of the phrases inside it."""
        names, size = self._names[phrase], len(phrase)
        if self._absorbing is None or not self._absorbing.isdisjoint(names):
            return names
        parts = (phrase[i:j] for i in range(size) for j in range(i + 1, size + 1))
        return {name for part in parts for name in self._names.get(part, ())}

    def find(self, words: Words) -> list[Mark]:
        """The marks of all sets, from left to right."""
        whole: list[Mark] = []
        split: list[Mark] = []
        end = 0
        root, openings = self._root, self._openings
        starts = [(at, word) for at, word in enumerate(words.normals) if word in root or word in openings]
        for at, word in starts:
            if at >= end and word in root and (mark := self._longest(words.normals, at)):
                whole.append(mark)
                end = mark.last
            if word in openings and not (at + 1 < end and self._absorbs(whole[-1])):
                split += self._completed(words, at)
        return sorted(whole + split, key=lambda mark: mark.first) if split else whole

    def _absorbs(self, mark: Mark) -> bool:
        return self._absorbing is None or not self._absorbing.isdisjoint(mark.names)

    def _longest(self, normals: Sequence[str], at: int) -> Mark | None:
        node: Any = self._root
        end, names = at, ()
        for last in range(at, len(normals)):
            node = node.get(normals[last])
            if node is None:
                break
            if None in node:
                end, names = last + 1, node[None]
        return Mark(at, end, names) if end > at else None

    def _completed(self, words: Words, at: int) -> Iterator[Mark]:
        """The marks of phrases in two parts that begin here, if their second part follows."""
        for phrase, rests, firsts in self._openings[words.normals[at]]:
            last = at + len(phrase)
            if firsts.isdisjoint(words.normals[last : last + _GAP + 1]):
                continue  # the usual case
            if tuple(words.normals[at:last]) == phrase:
                near = words.normals[last : _reach(words, last)]
                names = {one.name for one in rests if _follows(near, words, last, one)}
                if names:
                    yield Mark(at, last, tuple(sorted(names)))


def _start(token: Token) -> int:
    return token.start


def _key(phrase: str) -> _Phrase:
    return tuple(normal(token.form) for token in tokenize(phrase))


def _reach(words: Words, at: int) -> int:
    """Before which word the second part of a phrase must begin whose first part ends at `at`."""
    end = min(at + _GAP + 1, len(words.normals))
    for start in range(at, end):
        if not words.together(start, at - 1):
            return start
        if words.normals[start] in _BARRIERS:
            return start + 1
    return end


def _follows(near: Sequence[str], words: Words, at: int, rest: _Rest) -> bool:
    if rest.firsts.isdisjoint(near):
        return False
    starts = (start for start, word in enumerate(near, at) if word in rest.firsts)
    return any(tuple(words.normals[start : start + size]) in rest.tails for start in starts for size in rest.sizes)


def report_words(sentences: Sequence[str]) -> Words:
    """The words of a report, given as its sentences; offsets count from the start of these joined by blanks."""
    text = " ".join(sentences)
    tokens = tokenize(text)
    ordinals, at, end = [], 0, len(sentences[0]) if sentences else 0
    for token in tokens:
        while token.start >= end + 1 and at + 1 < len(sentences):
            at += 1
            end += 1 + len(sentences[at])
        ordinals.append(at)
    begins = [*accumulate((len(sentence) + 1 for sentence in sentences), initial=0)]
    return Words(text, tokens, [normal(token.form) for token in tokens], ordinals, begins)
