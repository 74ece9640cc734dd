"""What of a report tells no deed, and is cut out before any is looked for.

Dates, quotations, reasons, denials, plans and background are cut, and a cut ends where the next deed begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from pipeline.codebook.incidents.words import Mark, Vocabulary, Words, words_of

_PAST_BREAKS = frozenset({"deed", "sentence"})  # cuts that a comma does not end
_PHRASE = 5  # words that a cut to the end of a phrase takes
_NOT_DEEDS = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:March|May)\b|\b(?:March|May) \d{1,4}\b)"
    r"|[\"“][^\"”]{0,400}[\"”]|(?<!\w)['‘][^'’\n]{3,200}['’](?!\w)"
)
_BREAK = re.compile(r"[,;:()–—]")
_CONJUNCTIONS = words_of("and but when while before as")
_DETERMINERS = words_of("the a an some several at least many other others another two three few")
_FINITE = words_of("was were")
_RELATIVE = words_of("who which that")


class Cut(NamedTuple):
    """A kind of passage that tells no deed. `to`: it ends with the phrase, the clause or the sentence, or at a phrase
    that can only tell a deed; `after`, `unless`: word sets of which one, and none, stands before it in the sentence."""

    name: str
    to: str
    after: frozenset[str]
    unless: frozenset[str]


class Cutter(NamedTuple):
    """What opens a cut, what ends it: words that resume the report, and phrases that can only tell a deed."""

    cuts: Mapping[str, Cut]
    openers: Vocabulary
    resume: frozenset[str]
    firm: Vocabulary


def cut_out(words: Words, cutter: Cutter, marks: Sequence[Mark], deeds: Set[str]) -> list[bool]:
    """For each word whether it stands in a passage that tells no deed; `deeds` are the sets whose words tell one."""
    silent = silenced(words)
    cut = list(silent)
    shown: dict[int, list[Mark]] = {}
    for mark in marks:
        if not cut[mark.first]:
            shown.setdefault(words.sentence[mark.first], []).append(mark)
    openers = [opener for opener in cutter.openers.find(words) if not silent[opener.first]]  # nor the month of May
    firm = {mark.first for mark in cutter.firm.find(words)} | set(_passives(words, marks, deeds)) if openers else set()
    for opener in openers:
        before = shown.get(words.sentence[opener.first], ())
        for kind in (cutter.cuts[name] for name in opener.names):
            fits = not kind.after or _stands_before(kind.after, opener, before)
            if fits and not _stands_before(kind.unless, opener, before):
                for at in range(opener.first + 1, _end(words, opener, kind, cutter.resume, firm)):
                    cut[at] = True
    return cut


def _passives(words: Words, marks: Sequence[Mark], deeds: Set[str]) -> Iterator[int]:
    """Where a main clause says in the passive what was done: "a man suspected of theft | was beaten"."""
    for mark in marks:
        at, form = mark.first - 1, words.normals[mark.first]
        tells = at > 0 and words.normals[at] in _FINITE and words.normals[at - 1] not in _RELATIVE
        if tells and not form.endswith("ing") and not deeds.isdisjoint(mark.names):
            yield at


def silenced(words: Words) -> list[bool]:
    """For each word whether it stands in a quotation of some length, or is a month that looks like a march."""
    silent = [False] * len(words.tokens)
    for found in _NOT_DEEDS.finditer(words.text):
        for at in range(*map(words.from_offset, found.span())):
            silent[at] = True
    return silent


def _stands_before(names: frozenset[str], opener: Mark, marks: Sequence[Mark]) -> bool:
    return any(mark.last <= opener.first and not names.isdisjoint(mark.names) for mark in marks)


def _end(words: Words, opener: Mark, kind: Cut, resume: frozenset[str], firm: Set[int]) -> int:
    last = min(len(words.tokens), opener.last + _PHRASE) if kind.to == "phrase" else len(words.tokens)
    for at in range(opener.last, last):
        broken = bool(_BREAK.search(words.gap(at)))
        told, apart = at in firm and kind.to != "sentence", broken and kind.to not in _PAST_BREAKS
        over = not words.together(at, opener.first) or told or apart
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
