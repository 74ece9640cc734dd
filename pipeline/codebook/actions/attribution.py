"""Who says that something was done, and what is a speaker's own deed or demand."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.coded import Coded, outcome_of
from pipeline.codebook.actions.composition import Composition
from pipeline.codebook.actions.parties import Parties
from pipeline.mentions import Arg, Mention

_SPEAKING = frozenset({"we", "i"})  # in a quotation, the speaker's side
# What a statesman speaks for: "his country".
_LANDS = frozenset("country government island kingdom nation people republic".split())
# Roles that "the government" or "the fighters" may have, spoken of by one of their own.
_SIDES = (frozenset({"STATE", "GOV", "ELI"}), frozenset({"REB", "INS", "SEP", "UAF"}))
_AUTHORITIES = frozenset({"COP", "MIL", "JUD", "GOV"})
_OUTSIDE = frozenset("foreign external state embassy consulate consul ambassador envoy".split())  # they speak of others
_COUNSEL = frozenset("attorney barrister counsel lawyer solicitor".split())  # of the law, but they arrest nobody
_SEIZED = frozenset("abducted kidnapped hostage hostages captive captives".split())  # whom no authority holds
_PLACING = ("prep.in", "prep.at", "prep.near", "prep.from", "prep.to", "prep.by")
_ARMS = frozenset({"MIL", "COP", "SPY"})
_MAX_HEIGHT = 10  # verbs above a deed that are asked who speaks


class Sentence(Protocol):
    """What must be known of the sentence around a deed."""

    mentions: Sequence[Mention]
    composition: Composition

    @property
    def parties(self) -> Parties: ...

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...

    def kinds(self, arg: Arg) -> frozenset[str]: ...

    def who(self, arg: Arg) -> str | None: ...

    def speaks(self, mention: Mention) -> bool: ...


def attributed(coded: Coded, sentence: Sentence) -> Coded | None:
    """A deed with who says so. What a speaker says another must do is the speaker's demand; without one it is nobody's.

    "We" in a quotation are the speaker's side. What a speaker says will be done, naming nobody who will do it
    ("would be shot down"), is the speaker's own deed.
    """
    speaker = speaker_of(coded.mention, sentence)
    outcome = outcome_of(coded.mention, coded.rule, sentence.composition)
    if speaker and coded.sources and all(_is_speakers(arg, speaker, sentence) for arg in coded.sources):
        coded = coded._replace(sources=speaker)
    if _is_by_authority(coded, speaker, sentence):
        return coded._replace(speaker=speaker, sources=speaker)
    if outcome is None or outcome.actors is None or coded.rule.speech:
        return coded._replace(speaker=speaker)
    if outcome.actors == "own or speaker":
        own = all(_is_own(arg, speaker, sentence) for arg in coded.sources)
        return coded._replace(speaker=speaker, sources=(own and speaker) or coded.sources)
    asked = sentence.parties.asked(coded.sources, coded.targets) if speaker else ()
    if asked and all(arg.pos == "PRON" and _is_one(arg, speaker, sentence) for arg in asked):
        return None  # "Oslo said that it must cut its budget": nobody demands of himself
    return coded._replace(sources=speaker, targets=asked) if asked else None


def _is_speakers(arg: Arg, speaker: Sequence[Arg], sentence: Sentence) -> bool:
    """Whether words without a name stand for whom a speaker speaks for: "we", a minister's "her country"."""
    if arg.lemma.lower() in _SPEAKING:
        return True
    plain = len(arg.words) == 2 and (arg.words[0].pos == "PRON" or arg.words[0].form.lower() == "the")
    return plain and arg.lemma in _LANDS and any(not _SIDES[0].isdisjoint(sentence.kinds(one)) for one in speaker)


def _is_one(arg: Arg, others: Sequence[Arg], sentence: Sentence) -> bool:
    code = sentence.who(arg)
    return code is not None and any(sentence.who(other) == code for other in others)


def _is_own(doer: Arg, speaker: Sequence[Arg], sentence: Sentence) -> bool:
    """Whether a doer whom no name tells is of the speaker's side: "her deputies", a premier's "the government".

    A president's "his army" is a doer of its own, but a commander's "his forces" are himself.
    """
    named = sentence.parties.within.is_named
    if doer.pos != "NOUN" or named(doer) or not any(map(named, speaker)):
        return False
    theirs, own = frozenset[str]().union(*map(sentence.kinds, speaker)), sentence.kinds(doer)
    same = any(not side.isdisjoint(theirs) and not side.isdisjoint(own) for side in _SIDES)
    return same if doer.words[0].form == "the" else doer.words[0].pos == "PRON" and not _ARMS & (own - theirs)


def _is_by_authority(coded: Coded, speaker: Sequence[Arg], sentence: Sentence) -> bool:
    """Whether whoever reports a deed without a doer will have done it: "Two men were arrested in Harare, police said".

    A ministry that speaks of what befell its citizens abroad did nothing, nor did the police to hostages set free.
    """
    deed = coded.mention
    authority = coded.modality == "asserted" and coded.code.startswith(sentence.composition.traits.by_authority)
    if not (authority and speaker) or deed.pos != "VERB" or sentence.args(deed, "subject"):
        return False
    if any(arg.lemma in _COUNSEL for arg in speaker):
        return False
    if any(arg.slot not in _PLACING for arg in coded.sources) or not _is_told(deed, sentence):
        return False
    if not all(_AUTHORITIES & sentence.kinds(arg) and _OUTSIDE.isdisjoint(_forms(arg)) for arg in speaker):
        return False
    home, abroad = _countries(speaker, sentence), _countries(_places(deed, sentence), sentence)
    return (not home or abroad <= home) and not _was_seized(deed, sentence)


def _is_told(deed: Mention, sentence: Sentence) -> bool:
    """Whether a deed is itself what somebody says, and not told by the way: "said the men held in Syria had fled"."""
    speaking = filter(sentence.speaks, sentence.mentions)
    return any(arg.slot == "clause" and arg.mention == deed.mention_id for above in speaking for arg in above.args)


def _places(deed: Mention, sentence: Sentence) -> list[Arg]:
    return [arg for slot in _PLACING for arg in sentence.args(deed, slot)]


def _countries(args: Sequence[Arg], sentence: Sentence) -> set[str]:
    return {code[:3] for arg in args if (code := sentence.who(arg))} - _AUTHORITIES


def _was_seized(deed: Mention, sentence: Sentence) -> bool:
    """Whether the object of a deed was taken by others before: "two priests kidnapped in May were freed"."""
    objects = sentence.args(deed, "object")
    starts = {arg.start for arg in objects}
    taken = (m.form for m in sentence.mentions if starts & {arg.start for arg in sentence.args(m, "object")})
    return not _SEIZED.isdisjoint(taken) or any(not _SEIZED.isdisjoint(_forms(arg)) for arg in objects)


def _forms(arg: Arg) -> set[str]:
    return {word.form.lower() for word in arg.words if word.part != "prep"}


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
