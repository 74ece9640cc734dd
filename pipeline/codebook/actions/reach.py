"""How far a verb reaches in its sentence: what it governs, what stands behind it, what governs it."""

from collections.abc import Sequence

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.composition import Absorption
from pipeline.mentions import Mention

_DEPTH = 10


def governed(mentions: Sequence[Mention], coded: Coded, absorption: Absorption) -> set[int]:
    """Mentions inside the arguments of a coded one, however deep, but not in what is merely its subject.

    Subjects and adverbial clauses are apart, unless the rule looks for a deed there: "marched to demand reforms",
    "the talks collapsed" are one deed.
    """
    if absorption.behind:
        return behind(mentions, coded.mention)
    out: set[int] = set()
    stack = [coded.mention]
    while stack:
        at = stack.pop()
        for arg in at.args:
            if arg.mention is None or arg.mention in out:
                continue
            looked_at = at is coded.mention and arg.slot in coded.rule.deed
            if looked_at or absorption.spends(arg.slot):
                out.add(arg.mention)
                stack.append(mentions[arg.mention])
    return out - {coded.mention.mention_id}


def above(mentions: Sequence[Mention], mention: Mention) -> set[int]:
    """The mentions that govern this one, however far up."""
    out: set[int] = set()
    while mention.parent is not None and mention.parent not in out:
        out.add(mention.parent)
        mention = mentions[mention.parent]
    return out


def behind(mentions: Sequence[Mention], mention: Mention) -> set[int]:
    """The mentions that hang on a mention, or on the word that it completes ("is about to attack"), behind it.

    A clause that is joined to it ("… and promised aid") does not hang on it.
    """
    reached = {_top(mentions, mention).mention_id, mention.mention_id}
    for _ in range(_DEPTH):
        more = {m.mention_id for m in mentions if m.parent in reached and not _is_joined(m, mentions)} - reached
        if not more:
            break
        reached |= more
    return {number for number in reached if mentions[number].start > mention.start}


def _top(mentions: Sequence[Mention], mention: Mention) -> Mention:
    """The word that a verb completes: of "is about to attack", *about*."""
    at = mention
    for _ in range(_DEPTH):
        above = mentions[at.parent] if at.parent is not None else None
        if above is None or above.start > at.start or above.pos != "ADJ" or not _holds(above, at, ("clause",)):
            break
        at = above
    return at


def _is_joined(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a verb's clause stands beside the verb above it, in none of its slots."""
    above = mentions[mention.parent] if mention.parent is not None else None
    verbs = above is not None and mention.pos == above.pos == "VERB"
    return verbs and above is not None and not _holds(above, mention)


def _holds(above: Mention, mention: Mention, slots: Sequence[str] = ()) -> bool:
    return any(arg.mention == mention.mention_id and (not slots or arg.slot in slots) for arg in above.args)
