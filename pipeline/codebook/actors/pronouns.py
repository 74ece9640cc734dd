"""For whom a pronoun stands: the nearest candidate that fits, and nobody where two fit equally well."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.codebook.actors.referents import (
    BODY,
    DOER,
    MANY,
    OBJECT,
    OTHER,
    PERSON,
    STATE,
    SUBJECT,
    THING,
    THINGS,
    UNSURE,
    Noted,
    Referent,
)
from pipeline.mentions import Arg

_REACH = 2  # sentences that a pronoun may reach back
_LONGEST_QUOTATION = 1_500  # characters
_OBJECTIVE = frozenset({"him", "them"})
_ADDRESSED = frozenset("recipient prep.to prep.with prep.on prep.against prep.at prep.from".split())
_ACTED_ON = frozenset({"prep.against", "prep.at"})  # there "them" are people
_RELATIVE = frozenset({"which", "who", "whom", "that", "what", "whose"})  # they name nobody themselves
POSSESSIVE = frozenset({"its", "his", "their", "her"})


class Pronoun(NamedTuple):
    """The kinds of referent that a pronoun stands for, and a person's gender."""

    kinds: frozenset[str]
    gender: str | None = None


_HE = Pronoun(frozenset({PERSON, UNSURE}), "male")
_SHE = Pronoun(frozenset({PERSON, UNSURE}), "female")
_IT = Pronoun(frozenset({STATE, BODY, THING, UNSURE}))
_THEY = Pronoun(frozenset({MANY, BODY, THINGS}))
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
    **dict.fromkeys(("it", "its", "itself"), _IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), _THEY),
}
# "It is unclear whether …", "it took two days to …": what follows such an "it" tells that it stands for nothing.
_EMPTY_IT = re.compile(
    r"""it\ (?:
      (?:is|was|'s|’s|(?:has|had)\ been|(?:will|would|may)\ be|remain(?:s|ed)|became|seem(?:s|ed)|appear(?:s|ed))
        (?!\ (?:\w+\ )?(?:able|about|bound|committed|determined|due|eager|forced|free|going|happy|keen|obliged|open
          |planning|prepared|ready|reluctant|set|trying|unable|unwilling|willing)\ to\b)
        \ (?:\w+\ ){0,2}?\w+,?\ (?:that|whether|to|how|if|for|who|why|when|where|what)\b
      | (?:seem(?:s|ed)|appear(?:s|ed)|turn(?:s|ed)\ out|emerged|follows|happened)\ (?:that|as\ if|like|\w+ly)\b
      | (?:took|takes|(?:will|would)\ take)\ (?:\S+\ ){1,4}(?:to|for|before|until)\b
      | (?:is|was|had\ been)\ (?:\w+\ )?(?:the\ (?:first|second|third|last|latest|worst|deadliest)|rain|snow|midnight)
      | (?:rained|snowed)\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def is_empty(text: str, start: int) -> bool:
    """Whether the "it" at an offset stands for nothing."""
    return _EMPTY_IT.match(text, start) is not None


def is_quoted(text: str, start: int) -> bool:
    """Whether the word at an offset is among somebody's own words: an odd number of quotation marks precede it."""
    before = text[max(0, start - _LONGEST_QUOTATION) : start].rpartition("\n")[2]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def stands_for(
    form: str, at: Noted, told: Sequence[Noted], read: Callable[[Noted], Referent], heard: Sequence[Noted] = ()
) -> Referent | None:
    """Whom a pronoun means, of all that has been told before it, in text order; `heard` has those too who are out of
    the question: "Orban met Fico. Fico backed him" is not Fico.

    In its own sentence the nearest subject that fits counts, for objects the nearest object; for an object at last whom
    the sentence names with a preposition ("imposed sanctions on Belarus, accusing it of"). In the sentences before, the
    only one that fits, or the only subject when nobody else that fits is more than mentioned.
    """
    pronoun = PRONOUNS.get(form)
    if pronoun is None:
        return None
    own = [one for one in told if one.sentence == at.sentence and _may_mean(one, at)]
    if form == "them" and at.arg.slot in _ACTED_ON:  # "threw eggs, and police used tear gas against them"
        pronoun = pronoun._replace(kinds=pronoun.kinds - {THINGS})
    objective = form in _OBJECTIVE or (form == "her" and at.rank == OBJECT)
    for rank in (OBJECT, SUBJECT, DOER) if objective else (SUBJECT, DOER, *((OBJECT,) if form == "they" else ())):
        near = (read(one) for one in reversed(own) if one.rank == rank)
        # "invited the strikers for talks, but they refused": no mere things
        found = next((one for one in near if fits(pronoun, one) and (objective or rank != OBJECT or _acts(one))), None)
        if found is not None:
            return found
    if objective or at.rank == OBJECT:
        behind = max((one.arg.start for one in own if one.rank == OBJECT), default=0)
        aside = (read(one) for one in reversed(own) if one.rank == OTHER and one.arg.start >= behind)
        found = next((one for one in aside if fits(pronoun, one) and _is_addressed(one)), None)
        if found is not None:
            return found
    doers = {read(one).key for one in heard if at.rank == OBJECT and _does(one, at)}
    for back in range(1, _REACH + 1):
        before = [read(one) for one in told if one.sentence == at.sentence - back]
        others = [one for one in before if one.key not in doers]
        fitting = [one for one in others if fits(pronoun, one) and counts(pronoun, one, at.rank)]
        if fitting:
            return clear(fitting)
    return None


def _does(one: Noted, at: Noted) -> bool:
    """Whether somebody is the subject of what is done to another."""
    return one.rank == SUBJECT and one.sentence == at.sentence and not one.deeds.isdisjoint(at.deeds)


def _acts(one: Referent) -> bool:
    return one.kind == MANY and one.coding.code is not None


def _is_addressed(one: Referent) -> bool:
    """Whether somebody known is who a deed is aimed at: "a base of Iran" is nobody, but "the bloc" in "left out of"."""
    slot = one.noted.arg.slot
    aimed = slot in _ADDRESSED or (slot == "prep.of" and one.kind in (BODY, STATE))
    return aimed and one.coding.code is not None


def _may_mean(one: Noted, at: Noted) -> bool:
    """In "A met him" he is not A, and "dozens of them" are not themselves; in "A began its attack" it is."""
    possessive = at.rank != OBJECT and at.arg.slot == "subject" and at.arg.words[0].form.lower() in POSSESSIVE
    named = one.arg.words[0].form.lower() not in _RELATIVE
    return named and (possessive or one.deeds.isdisjoint(at.deeds)) and one.arg.end <= at.arg.start


def fits(pronoun: Pronoun, one: Referent) -> bool:
    """Whether a referent is of the pronoun's kind and gender, as far as they are known."""
    agrees = pronoun.gender is None or one.gender in (None, pronoun.gender)
    return one.kind in pronoun.kinds and agrees


def speaks_for(pronoun: Pronoun, speaker: Referent) -> bool:
    """ "The minister said it would retaliate", "the spokesman said they would": the side that somebody speaks for."""
    titled = speaker.arg.pos == "NOUN" or speaker.coding.noun is not None
    return pronoun.gender is None and speaker.kind == PERSON and titled


def is_owners(pronoun: Pronoun, arg: Arg) -> bool:
    """ "His lawyer said that police had beaten him": who has a lawyer is not the lawyer."""
    first = PRONOUNS.get(arg.words[0].form.lower())
    return pronoun.gender is not None and first == pronoun and arg.pos != "PRON"


def comes_later(form: str, at: Noted, speaker: Referent) -> bool:
    """ "Troops shot villagers after arresting them, the mayor said": what was done to somebody told before."""
    return form in _OBJECTIVE and speaker.arg.start > at.arg.start


def counts(pronoun: Pronoun, one: Referent, rank: int) -> bool:
    """Whether a referent rivals others: mere things do as subjects, and as objects for an objective pronoun."""
    if one.coding.code is not None or one.kind in (PERSON, MANY):
        return True
    return one.noted.rank >= (DOER if rank == SUBJECT else OBJECT)


def clear(fitting: Iterable[Referent]) -> Referent | None:
    """The one who is meant, where it is clear."""
    listed = list(fitting)
    if len({one.key for one in listed}) == 1:
        return listed[0]
    subjects = {one.key: one for one in listed if one.noted.rank == SUBJECT}
    if any(one.noted.main and one.coding.code for one in subjects.values()):
        # "Oslo said that the boat had left. It urged …": the boat urges nobody
        subjects = {key: one for key, one in subjects.items() if one.kind != THING or one.noted.main}
    first = next(iter(subjects.values()), None)
    others = [one for one in listed if one.key not in subjects]
    if first is None or len(subjects) > 1 or not first.noted.main:
        return None
    return first if all(_is_aside(one) for one in others) else None


def _is_aside(one: Referent) -> bool:
    """Whether somebody is merely mentioned beside a subject: many people never are."""
    return one.kind != MANY and (one.noted.rank == OTHER or not one.noted.main)
