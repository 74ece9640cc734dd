"""Which sides are no side of their own, because they are a part of the one beside them, or belong to it."""

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.codebook.incidents.known import CIVILIANS, STATE
from pipeline.codebook.incidents.nouns import BELONGING, REACH
from pipeline.codebook.incidents.side import Side
from pipeline.codebook.incidents.words import Words, words_of

_OWNED = frozenset({"belonging to", "used by", "occupied by", "held by", "manned by", "controlled by", "operated by"})
_ADJECTIVES = words_of("military army police navy")
_OWNER_REACH = 3  # words from "of" to the owner
_PART_REACH = REACH + 1  # "servicemen of a Russian rifle brigade"
FIGHTERS = words_of("man men member members element elements")  # who are whatever group they are of
_ELSEWHERE = words_of("from by in with near and")  # after these another phrase begins


def wholes(sides: Sequence[Side], words: Words) -> list[Side]:
    """The sides, in text order, without those that another tells better."""
    kept = [one for one, next_ in zip_longest(sides, sides[1:]) if not _gives_way(one, next_, words)]
    return [side for before, side in zip([None, *kept], kept, strict=False) if not _is_complement(before, side, words)]


def _gives_way(side: Side, after: Side | None, words: Words) -> bool:
    """The first of "government troops", "a unit of the KNLA" and "men from the ELN" is no side of its own, nor are
    things of a side that is told: "shelters belonging to the PKK", "vehicles of the army"."""
    if after is None:
        return False
    beside = after.first == side.last and not words.gap(after.first).strip()
    if beside and (side.inter == CIVILIANS or side.kind.weak) and after.inter != CIVILIANS:
        return True
    if beside and after.group and not side.group:  # "the paramilitary Rapid Support Forces"
        return True
    if beside and after.inter == CIVILIANS and words.normals[side.last - 1] in _ADJECTIVES:  # "military informant"
        return True
    gap = words.normals[side.last : after.first]
    if side.kind.thing and after.armed and not after.kind.thing and _is_owned(gap):
        return True
    if not 0 < len(gap) <= _PART_REACH or gap[0] not in BELONGING or not _ELSEWHERE.isdisjoint(gap[1:]):
        return False
    if after.group and after.acts and words.normals[side.last - 1] in FIGHTERS:  # "hooded men of the ELN"
        return True
    plain = side.armed and not side.group and not side.country and side.acts
    other = after.group or (gap[0] == "of" and after.armed and (after.country or after.inter != side.inter))
    return bool(plain and other)


def _is_owned(gap: Sequence[str]) -> bool:
    """Whether what stands between a thing and a side makes it the side's: "positions of the", "caves used by"."""
    return bool(gap) and (" ".join(gap[:2]) in _OWNED or (gap[0] == "of" and len(gap) <= _OWNER_REACH))


def _is_complement(before: Side | None, side: Side, words: Words) -> bool:
    """Whether "of" or "from" makes a side a mere part of the one before: "a retired colonel of the army"."""
    gap = words.normals[before.last : side.first] if before else []
    near = 0 < len(gap) <= REACH and gap[0] in BELONGING and _ELSEWHERE.isdisjoint(gap[1:])
    if before is None or not near or not side.armed:
        return False
    if gap[0] != "of":  # "youths from a neighbouring clan"
        return before.inter == side.inter != STATE and not side.group
    return before.inter == CIVILIANS or (before.inter == side.inter == STATE and before.acts)
