"""Who is named below a deed, breadth first: for deeds whose own slots name nobody.

"keeps its blockade up until Samos …", "killed 48 people in two attacks in Mali".
"""

from collections.abc import Iterator, Sequence, Set

from pipeline.codebook.actions.within import Within, clear_of, may_act
from pipeline.mentions import Arg, Mention

_WHERE = ("prep.in", "prep.from", "prep.at", "prep.across", "prep.near", "prep.of", "prep.to")
_ANYBODY = frozenset("people person individual man woman other dozen hundred thousand".split())
_ARMED = frozenset("REB INS SEP UAF IMG RAD".split())
_DOERS = ("subject", "prep.by")
_WIDEST_JOINT = 6  # characters between two that "and" or a comma joins


class Below:
    """Searches what the mentions of one sentence govern."""

    def __init__(self, within: Within) -> None:
        self.within, self.sentence = within, within.sentence

    def named(
        self, mention: Mention, sources: Sequence[Arg], joint: bool, closed: tuple[Sequence[str], Sequence[str]],
        remote: bool,
    ) -> tuple[Arg, ...]:  # fmt: skip
        """The first that is named in what a mention governs, with those joined to it.

        `closed` are the slots left out in the mention itself, and below it. Only a `remote` search looks into
        adverbial and relative clauses.
        """
        queue, seen, loose = [mention], {mention.mention_id}, set[int]()
        starts = {source.start for source in sources}
        while queue:
            at = queue.pop(0)
            shut = () if at.mention_id in loose else closed[at is not mention]
            if _is_about(at, starts):  # "a brigade, backed by tanks, attacked"
                shut = (*shut, *_DOERS)
            below = [arg for arg in at.args if arg.slot not in shut and (remote or not _is_adverbial(arg))]
            found = self._first_named(below, sources, joint)
            if found:
                return found
            unlinked = self._unlinked(at)
            loose.update(noun.mention_id for noun in unlinked)
            further = [one for arg in below for one in self._further(arg, remote)] + unlinked
            queue += [one for one in dict.fromkeys(further) if one.mention_id not in seen]
            seen.update(one.mention_id for one in further)
        return ()

    def place(self, mention: Mention, people: Sequence[Arg], sources: Sequence[Arg]) -> tuple[Arg, ...]:
        """Where people are of whom no more is told; none where their own phrase says it: "people of Mali"."""
        if not all(map(self._is_anybody, people)):
            return ()
        queue, seen = [mention], {mention.mention_id}
        while queue:
            at = queue.pop(0)
            for slot in _WHERE:
                named = (arg for arg in self.sentence.args(at, slot) if arg.pos == "PROPN" and self._is_place(arg))
                found = tuple(arg for arg in named if clear_of(arg, sources))
                if found:
                    return found if clear_of(found[0], people) else ()
            below = {a.mention for a in at.args if a.mention is not None and a.slot.startswith(("object", "prep."))}
            queue += [self.sentence.mentions[id_] for id_ in sorted(below - seen)]
            seen |= below
        return ()

    def _is_place(self, arg: Arg) -> bool:
        """A place or body that somebody may be in or of; no armed group, which rather did it."""
        kinds = self.sentence.kinds(arg)
        return bool(kinds) and kinds.isdisjoint(_ARMED)

    def _is_anybody(self, arg: Arg) -> bool:
        """Whether a phrase tells of people without saying who: "48 people", "individuals"."""
        return arg.lemma in _ANYBODY and arg.pos == "NOUN" and not self.within.is_somebody(arg)

    def _first_named(self, args: Sequence[Arg], sources: Sequence[Arg], joint: bool) -> tuple[Arg, ...]:
        """The first of some arguments that is named, with those of its slot that are joined to it."""
        out: list[Arg] = []
        for arg in args:
            if (not out or _is_joined(out[-1], arg)) and self._is_named_apart(arg, sources, joint):
                out.append(arg)
        return tuple(out)

    def _is_named_apart(self, arg: Arg, sources: Sequence[Arg], joint: bool) -> bool:
        if not may_act(arg) or not clear_of(arg, sources):
            return False
        return self.within.is_named(arg) if joint else self.within.is_somebody(arg)

    def _further(self, arg: Arg, remote: bool) -> Iterator[Mention]:
        """The mention in a slot, and the clauses about it."""
        if arg.mention is not None:
            yield self.sentence.mentions[arg.mention]
        yield from self.within.modifying(arg)
        if remote and arg.mention is not None:
            yield from (m for m in self.sentence.mentions if m.parent == arg.mention and m.pos == "VERB")

    def _unlinked(self, mention: Mention) -> list[Mention]:
        """Nouns below a noun that fill no slot of it: what a verb misread as a noun has for a subject."""
        if mention.pos != "NOUN":
            return []
        linked = {arg.mention for arg in mention.args}
        below = (m for m in self.sentence.mentions if m.parent == mention.mention_id and m.pos == "NOUN")
        return [noun for noun in below if noun.mention_id not in linked]


def _is_adverbial(arg: Arg) -> bool:
    """A clause of its own beside the deed: "withdrew when rebels attacked", "withdrew after killing rebels"."""
    return arg.slot[:4] == "adv." or (arg.pos == "VERB" and arg.slot in ("prep.after", "prep.before"))


def _is_about(mention: Mention, starts: Set[int]) -> bool:
    """Whether a mention tells what was done to one of those who are named at some offsets."""
    return any(arg.slot == "object" and arg.start in starts for arg in mention.args)


def _is_joined(one: Arg, other: Arg) -> bool:
    return one.slot == other.slot and 0 <= other.start - one.end <= _WIDEST_JOINT
