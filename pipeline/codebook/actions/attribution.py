"""Who says that something was done, and what is a speaker's own deed or demand."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.coded import Coded, outcome_of
from pipeline.codebook.actions.composition import Composition
from pipeline.codebook.actions.parties import Parties
from pipeline.mentions import Arg, Mention

_SPEAKING = frozenset({"we", "i"})  # in a quotation, the speaker's side
# Roles that "the government" or "the fighters" may have, spoken of by one of their own.
_SIDES = (frozenset({"STATE", "GOV", "ELI"}), frozenset({"REB", "INS", "SEP", "UAF"}))
_MAX_HEIGHT = 10  # verbs above a deed that are asked who speaks


class Sentence(Protocol):
    """What must be known of the sentence around a deed."""

    mentions: Sequence[Mention]
    composition: Composition

    @property
    def parties(self) -> Parties: ...

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...

    def kinds(self, arg: Arg) -> frozenset[str]: ...

    def speaks(self, mention: Mention) -> bool: ...


def attributed(coded: Coded, sentence: Sentence) -> Coded | None:
    """A deed with who says so. What a speaker says another must do is the speaker's demand; without one it is nobody's.

    "We" in a quotation are the speaker's side. What a speaker says will be done, naming nobody who will do it
    ("would be shot down"), is the speaker's own deed.
    """
    speaker = speaker_of(coded.mention, sentence)
    outcome = outcome_of(coded.mention, coded.rule, sentence.composition)
    if speaker and coded.sources and all(arg.lemma.lower() in _SPEAKING for arg in coded.sources):
        coded = coded._replace(sources=speaker)
    if outcome is None or outcome.actors is None or coded.rule.speech:
        return coded._replace(speaker=speaker)
    if outcome.actors == "own or speaker":
        own = all(_is_own(arg, speaker, sentence) for arg in coded.sources)
        return coded._replace(speaker=speaker, sources=(own and speaker) or coded.sources)
    asked = sentence.parties.asked(coded.sources, coded.targets) if speaker else ()
    return coded._replace(sources=speaker, targets=asked) if asked else None


def _is_own(doer: Arg, speaker: Sequence[Arg], sentence: Sentence) -> bool:
    """Whether a doer whom no name tells is of the speaker's side: "his country", a premier's "the government"."""
    named = sentence.parties.within.is_named
    if doer.pos != "NOUN" or named(doer) or not any(map(named, speaker)):
        return False
    theirs, own = frozenset[str]().union(*map(sentence.kinds, speaker)), sentence.kinds(doer)
    same = any(not side.isdisjoint(theirs) and not side.isdisjoint(own) for side in _SIDES)
    return same if doer.words[0].form == "the" else not own and doer.words[0].pos == "PRON"


def speaker_of(mention: Mention, sentence: Sentence) -> tuple[Arg, ...]:
    """Who says so: the subject of the nearest speech verb whose clause holds this mention."""
    at, seen = mention, 0
    while at.parent is not None and seen < _MAX_HEIGHT:
        above = sentence.mentions[at.parent]
        slots = {arg.slot for arg in above.args if arg.mention == at.mention_id}
        if "clause" in slots and sentence.speaks(above):
            return () if above.negated else tuple(sentence.args(above, "subject"))
        if not sentence.composition.absorption.narrated.isdisjoint(slots):
            return ()
        at, seen = above, seen + 1
    return tuple(sentence.args(at, "prep.according"))
