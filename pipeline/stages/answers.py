"""Whom an answer is aimed at, by what was asked before: "Peru demanded an apology; Chile refused"."""

from collections.abc import Collection
from typing import NamedTuple

from pipeline.codebook.actors.coding import Coding
from pipeline.codebook.ontology import Traits
from pipeline.mentions import Mention
from pipeline.stages.sides import Side

_REACH = 1  # sentences


class Told(NamedTuple):
    """A deed as far as it may ask something or answer it."""

    code: str
    mention: Mention
    source: Side
    target: Side
    sentence: int


class Answers:
    """What an article has asked and alleged so far; `words` point back to it ("the charge", "both")."""

    def __init__(self, traits: Traits, words: Collection[str]) -> None:
        self.traits, self.words = traits, words
        self._asked: list[Told] = []

    def note(self, told: Told) -> None:
        """Remember who has asked or alleged something."""
        if told.code.startswith(self.traits.answered) and told.source.coding.code:
            self._asked.append(told)

    def aimed(self, told: Told) -> Side:
        """The target of a deed; of an answer that names nobody, whoever has asked the one who answers."""
        answers = told.code.startswith(self.traits.answers) and told.source.coding.code
        near = (one for one in reversed(self._asked) if told.sentence - one.sentence <= _REACH) if answers else ()
        return next((one.source for one in near if self._is_answered(one, told)), told.target)

    def _is_answered(self, asked: Told, told: Told) -> bool:
        """Whether somebody was asked, or turns down the very thing: "urged a vote, which Oman rejected"."""
        if told.source.coding.code == asked.source.coding.code:
            return False
        what, whom = told.target.arg, asked.target.arg
        named = {arg.start for arg in asked.mention.args} - {whom.start if whom is not None else None}
        if what is not None and what.start in named:
            return True
        back = told.target.coding.code is None and (what is None or what.lemma.lower() in self.words)
        return back and _is_asked(told.source.coding, asked, told.sentence)


def _is_asked(answering: Coding, asked: Told, sentence: int) -> bool:
    """Whether somebody is who was asked, or is of his country; in the same sentence nobody needs to be named."""
    of, by = asked.target.coding, asked.source.coding
    if of.code is None:
        return sentence == asked.sentence
    same = answering.country is not None and answering.country == of.country != by.country
    return answering.code == of.code or same
