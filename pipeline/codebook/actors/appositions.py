"""Names with their titles in plain text: "Jan Novotny, the Czech minister", "the Saudi minister, Prince Faisal".

The parser reads most of them right; these patterns find the others, and those of headlines.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.codebook.phrases import tokenize
from pipeline.mentions import Word

Words = tuple[Word, ...]

# All repetitions are bounded, so that no text takes more than linear time.
_NAME = r"\b[A-Z][^\W\d_]{0,30}(?:['’-][^\W\d_]{1,30}){0,3}"
_LONG_NAME = rf"{_NAME}(?: (?:(?:of|the|for|and|de|del|la) ){{0,2}}{_NAME}){{1,9}}"
_REST = r"[^,.;:()\"“”\n]{3,80}"
_TITLE = rf"(?:(?:the|an?) {_REST}|(?:[a-z-]{{1,30}} ){{1,3}}(?:of|for|at) {_REST})"
_AFTER = re.compile(rf"({_NAME}(?: {_NAME}){{0,6}}), ({_TITLE})[,.;:\n]")
_AHEAD = re.compile(rf"((?:The|the|A|a|An|an|{_NAME}['’]s) {_REST}), ({_NAME}(?: {_NAME}){{1,6}}),")
_BRACKETS = re.compile(rf"({_LONG_NAME}),? \((?:the )?([A-Z][A-Za-z&-]{{1,9}})\)")
_OF = frozenset({"of", "for", "in", "to", "from", "at", "on"})


class Apposition(NamedTuple):
    """A name in text, the phrase that it makes with its title, as the grammar would give it, and where it begins."""

    name: Words
    phrase: Words
    start: int


def appositions(text: str) -> Iterator[Apposition]:
    """Names with what is said of them after or before a comma."""
    for match in _AFTER.finditer(text):
        name = name_words(match[1])
        yield Apposition(name, (*name, *_words(match[2], "appos")), match.start())
    for match in _AHEAD.finditer(text):
        name = tuple(word._replace(part="appos") for word in name_words(match[2]))
        yield Apposition(name, (*_words(match[1], "mod"), *name), match.start())


def abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """(name, abbreviation) where brackets hold one: "the Syrian Democratic Forces (SDF)"."""
    found = _BRACKETS.finditer(text) if "(" in text else ()
    return (match.groups() for match in found)  # type: ignore[misc]


def name_words(name: str) -> Words:
    """The words of a name: "Union of Chadian Teachers" has its head before the preposition."""
    return tuple(word._replace(pos=_pos(word)) for word in _words(name, "mod"))


def _pos(word: Word) -> str:
    return word.pos if word.form[:1].islower() else "PROPN"


def _words(text: str, part: str) -> Words:
    """Words of a phrase; where it stands for itself the last before a preposition is its head."""
    forms = [token.form for token in tokenize(text)]
    end = next((at for at, form in enumerate(forms) if at and form in _OF), len(forms))
    parts = [part] * len(forms) if part == "appos" else [part] * (end - 1) + ["head"] + ["prep"] * (len(forms) - end)
    return tuple(Word(form, form.lower(), _kind(form), at) for form, at in zip(forms, parts, strict=True))


def _kind(form: str) -> str:
    if form.lower() in ("the", "a", "an"):
        return "DET"
    return "ADP" if form in _OF else "PROPN" if form[:1].isupper() else "NOUN"
