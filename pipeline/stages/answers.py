"""Whom an answer is aimed at, by what was asked before: "Peru demanded an apology; Chile refused"."""

from collections.abc import Collection
from typing import NamedTuple

from pipeline.codebook.actors.coding import Coding
from pipeline.codebook.ontology import Traits
from pipeline.mentions import Arg

_REACH = 1  # sentences


class Side(NamedTuple):
    """One side of an event: the words and what they were resolved to."""

    arg: Arg | None
    coding: Coding


class _Asked(NamedTuple):
    """Who has asked something of another or accused him, and in which sentence."""

    by: Side
    of: Coding
    sentence: int


class Answers:
    """What an article has asked and alleged so far; `words` point back to it ("the charge", "both")."""

    def __init__(self, traits: Traits, words: Collection[str]) -> None:
        self.traits, self.words = traits, words
        self._asked: list[_Asked] = []

    def note(self, code: str, source: Side, target: Side, sentence: int) -> None:
        """Remember who has asked or alleged something."""
        if code.startswith(self.traits.answered) and source.coding.code:
            self._asked.append(_Asked(source, target.coding, sentence))

    def aimed(self, code: str, source: Side, target: Side, sentence: int) -> Side:
        """The target of a deed; of an answer that names nobody, whoever has asked the one who answers."""
        if not code.startswith(self.traits.answers) or not source.coding.code or not self._points_back(target):
            return target
        near = (one for one in reversed(self._asked) if sentence - one.sentence <= _REACH)
        return next((one.by for one in near if _is_asked(source.coding, one, sentence)), target)

    def _points_back(self, target: Side) -> bool:
        return target.coding.code is None and (target.arg is None or target.arg.lemma.lower() in self.words)


def _is_asked(answering: Coding, asked: _Asked, sentence: int) -> bool:
    """Whether somebody answers for whom was asked; in the same sentence for nobody named too."""
    if answering.code == asked.by.coding.code:
        return False
    if asked.of.code is None:
        return sentence == asked.sentence
    same = answering.country is not None and answering.country == asked.of.country != asked.by.coding.country
    return answering.code == asked.of.code or same
