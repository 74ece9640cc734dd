"""A report as the decision table sees it: its words, those cut out, and the marks its vocabulary leaves on the rest.

Dates, quotations, reasons, denials, plans and background are cut out before any deed is looked for, and a cut ends
where the next deed begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from typing import NamedTuple

from pipeline.codebook.phrases import Match, PhraseTrie, Token, normal, tokenize
from pipeline.inflection import inflections

_GAP = 6  # words that may stand between the two parts of a phrase, prepositions excepted
_PHRASE = 5  # words that a cut to the end of a phrase takes
_NOT_DEEDS = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:March|May)\b|\b(?:March|May) \d{1,4}\b)"
    r"|[\"“][^\"”]{0,400}[\"”]|(?<!\w)['‘][^'’\n]{3,200}['’](?!\w)"
)
_BREAK = re.compile(r"[,;:()–—]")


def word_set(listed: str) -> frozenset[str]:
    """Words written with blanks between them."""
    return frozenset(listed.split())


_BARRIERS = word_set("in at near during from after against")
_CONJUNCTIONS = word_set("and but when while before as")
_DETERMINERS = word_set("the a an some several at least many other others another two three few")


class Mark(NamedTuple):
    """Words first..last (exclusive) belong to the sets named."""

    first: int
    last: int
    names: tuple[str, ...]


class Cut(NamedTuple):
    """A kind of passage that tells no deed. `to`: it ends with the phrase, the clause or the sentence."""

    name: str
    to: str
    after: frozenset[str]


class Words(NamedTuple):
    """The words of a text with their normal forms and the ordinal of the sentence each stands in."""

    text: str
    tokens: Sequence[Token]
    normals: Sequence[str]
    sentence: Sequence[int]

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] if at else ""

    def together(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.sentence[one] == self.sentence[other]


class Vocabulary:
    """Phrases of named sets, found in running words.

    `word~` stands for its regular inflections, `a .. b` for two parts with up to six words between them. Of phrases
    that overlap the longest is found; it counts for the sets of the phrases inside it too, unless one of its own sets
    absorbs them ("hunger strike" is no strike); `absorbing` None: all do.
    """

    def __init__(self, absorbing: Set[str] | None = None) -> None:
        self._absorbing = absorbing
        self._whole, self._split = PhraseTrie(), PhraseTrie()
        self._names: dict[tuple[str, ...], set[str]] = {}
        self._split_heads = set[tuple[str, str]]()

    def add(self, phrase: str, name: str) -> None:
        """Enter a phrase under a set's name. Raises ValueError for one without words."""
        head, _, tail = phrase.partition(" .. ")
        if not tokenize(head):
            raise ValueError(f"'{phrase}' has no words")
        tails = frozenset(_key(form) for form in _forms(tail)) if tail else None
        for form in _forms(head):
            if tails:
                self._split.add(form, (name, tails))
                self._split_heads.add((name, _key(form)[0]))
            else:
                self._names.setdefault(_key(form), set()).add(name)

    def close(self) -> None:
        """Make what was added findable."""
        for phrase, names in self._names.items():
            inner = set() if self._absorbing is None or not self._absorbing.isdisjoint(names) else self._inner(phrase)
            self._whole.add(" ".join(phrase), tuple(sorted(names | inner)))

    def heads(self, names: Set[str]) -> frozenset[str]:
        """The first words of all phrases of some sets: without one of them, a text holds none of the phrases."""
        whole = {phrase[0] for phrase, own in self._names.items() if not own.isdisjoint(names)}
        return frozenset(whole | {head for name, head in self._split_heads if name in names})

    def _inner(self, phrase: tuple[str, ...]) -> set[str]:
        """The sets of the phrases inside a phrase."""
        size = len(phrase)
        parts = (phrase[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size)
        return {name for part in parts for name in self._names.get(part, ())}

    def find(self, words: Words) -> list[Mark]:
        """The marks of all sets, from left to right."""
        forms = [token.form for token in words.tokens]
        split = [mark for match in self._split.find(forms) if (mark := _complete(match, words))]
        whole = [Mark(match.first, match.last, match.entries[0]) for match in self._whole.find(forms)]
        return sorted(split + whole, key=lambda mark: mark.first) if split else whole


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(normal(token.form) for token in tokenize(phrase))


def _complete(match: Match, words: Words) -> Mark | None:
    """The mark of a phrase in two parts, if the second part follows."""
    names = {name for name, tails in match.entries if _follows(words, match.last, tails)}
    return Mark(match.first, match.last, tuple(sorted(names))) if names else None


class Cutter(NamedTuple):
    """What opens a cut, what ends it: words that resume the report, and phrases that can only tell a deed."""

    cuts: Mapping[str, Cut]
    openers: Vocabulary
    resume: frozenset[str]
    firm: Vocabulary


def _forms(phrase: str) -> Iterator[str]:
    parts = [sorted(inflections(word[:-1])) if word.endswith("~") else [word] for word in phrase.split()]
    for words in product(*parts):
        yield " ".join(words)


def _follows(words: Words, at: int, tails: frozenset[tuple[str, ...]]) -> bool:
    for start in range(at, min(at + _GAP + 1, len(words.normals))):
        if not words.together(start, at - 1):
            return False
        if any(tuple(words.normals[start : start + len(tail)]) == tail for tail in tails):
            return True
        if words.normals[start] in _BARRIERS:
            return False
    return False


def read_words(sentences: Sequence[str]) -> Words:
    """The words of a report, given as its sentences; offsets count from the start of these joined by blanks."""
    text = " ".join(sentences)
    tokens = tokenize(text)
    ordinals, at, end = [], 0, len(sentences[0]) if sentences else 0
    for token in tokens:
        while token.start >= end + 1 and at + 1 < len(sentences):
            at += 1
            end += 1 + len(sentences[at])
        ordinals.append(at)
    return Words(text, tokens, [normal(token.form) for token in tokens], ordinals)


def cut_out(words: Words, cutter: Cutter, marks: Sequence[Mark]) -> list[bool]:
    """For each word whether it stands in a passage that tells no deed."""
    cut = _silenced(words)
    shown: dict[int, list[Mark]] = {}
    for mark in marks:
        if not cut[mark.first]:
            shown.setdefault(words.sentence[mark.first], []).append(mark)
    openers = cutter.openers.find(words)
    firm = {mark.first for mark in cutter.firm.find(words)} if openers else set()
    for opener in openers:
        before = shown.get(words.sentence[opener.first], ())
        for kind in (cutter.cuts[name] for name in opener.names):
            if not kind.after or _stands_before(kind.after, opener, before):
                for at in range(opener.first + 1, _end(words, opener, kind, cutter.resume, firm)):
                    cut[at] = True
    return cut


def _silenced(words: Words) -> list[bool]:
    """Words inside quotations of some length, and months that look like marches."""
    spans = [(m.start(), m.end()) for m in _NOT_DEEDS.finditer(words.text)]
    if not spans:
        return [False] * len(words.tokens)
    return [any(start <= token.start < end for start, end in spans) for token in words.tokens]


def _stands_before(names: frozenset[str], opener: Mark, marks: Sequence[Mark]) -> bool:
    return any(mark.last <= opener.first and not names.isdisjoint(mark.names) for mark in marks)


def _end(words: Words, opener: Mark, kind: Cut, resume: frozenset[str], firm: Set[int]) -> int:
    last = min(len(words.tokens), opener.last + _PHRASE) if kind.to == "phrase" else len(words.tokens)
    for at in range(opener.last, last):
        broken = bool(_BREAK.search(words.gap(at)))
        over = not words.together(at, opener.first) or (kind.to != "sentence" and (broken or at in firm))
        if over or _resumes(words, at, broken, resume):
            return at
    return last


def _resumes(words: Words, at: int, broken: bool, resume: frozenset[str]) -> bool:
    """Whether a new clause with a deed begins here: after a break, a word that resumes, articles skipped."""
    if not broken and words.normals[at - 1] not in _CONJUNCTIONS:
        return False
    for next_ in range(at, min(at + 3, len(words.normals))):
        if words.normals[next_] in resume:
            return True
        if words.normals[next_] not in _DETERMINERS and not words.normals[next_].isdigit():
            return False
    return False
