"""Whom a deed is aimed at by what is told around it, where its own words name only a place or a thing.

"scrapped the tax after students marched", "will strike unless the ministry pays", "marched in anger at the cabinet".
"""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.within import Named, Within
from pipeline.codebook.ontology import Traits
from pipeline.mentions import Arg, Mention

# Where it is told what made somebody give way, what would avert a threat, and what a protest is about.
_PRESSING = ("prep.under", "prep.after", "prep.following", "prep.amid", "adv.after", "adv.as")
_CONDITIONS = ("adv.unless", "adv.if", "adv.should", "adv.until")
_GRIEVANCES = ("prep.against", "prep.at", "prep.over")
_DOERS = ("subject", "prep.by", "prep.from", "prep.of")  # of a deed that a noun tells


class Sentence(Named, Protocol):
    """What must be known of the sentence."""

    def who(self, arg: Arg) -> str | None: ...


class Reasons:
    """Reads the reasons told in one sentence."""

    def __init__(self, sentence: Sentence, within: Within, traits: Traits) -> None:
        self.sentence, self.within, self.traits = sentence, within, traits

    def opponents(self, mention: Mention, raw: str, targets: Sequence[Arg]) -> tuple[Arg, ...]:
        """Who exerts pressure, could avert the threat or is protested against; nobody where the targets are known."""
        if any(map(self._is_known, targets)):
            return ()
        if raw.startswith(self.traits.pressed):
            return self._first_doer(mention, _PRESSING)
        if raw.startswith(self.traits.demonstration):
            return self._blamed(mention)
        if raw.startswith(self.traits.averted) and not any(map(self.within.is_named, targets)):
            told = (mention, *self._below(mention, "clause"))
            return next(filter(None, (self._first_doer(at, _CONDITIONS) for at in told)), ())
        return ()

    def _is_known(self, arg: Arg) -> bool:
        return arg.slot == "prep.against" or self.sentence.who(arg) is not None

    def _first_doer(self, mention: Mention, slots: Sequence[str]) -> tuple[Arg, ...]:
        """The first of the phrases and clauses in some slots that is somebody, or tells of somebody's deed."""
        found: tuple[Arg, ...] = ()
        for arg in (arg for slot in slots for arg in self.sentence.args(mention, slot)):
            if arg.mention is None:
                found = (arg,) if self.within.is_somebody(arg) else ()
            else:
                doers = ("subject",) if arg.pos == "VERB" else _DOERS
                found = self.within.first_somebody(self.sentence.mentions[arg.mention], doers)
            if found:
                break
        return found

    def _blamed(self, mention: Mention) -> tuple[Arg, ...]:
        """Whom the grievances of a protest name: "over delays by the ministry", "in anger at the cabinet"."""
        told = (mention, *self._below(mention, "prep.in"))
        args = (arg for at in told for slot in _GRIEVANCES for arg in self.sentence.args(at, slot))
        named = ((arg,) if self.within.is_somebody(arg) else self.within.inside(arg) for arg in args)
        return next(filter(None, named), ())

    def _below(self, mention: Mention, slot: str) -> list[Mention]:
        ids = (arg.mention for arg in self.sentence.args(mention, slot))
        return [self.sentence.mentions[id_] for id_ in ids if id_ is not None]
