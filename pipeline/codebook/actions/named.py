"""The actors that a sentence names, in the order of its words, in groups that act together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from pipeline.codebook.actions.sequences import Piece, Text
from pipeline.codebook.actors.appending import NOBODY
from pipeline.mentions import Arg, Mention, Word

_JOINING = frozenset({"and", "&"})
_NO_NAMES = ("VERB", "PRON")
_BETWEEN = 4  # words that may stand between two joined actors: "Ithaca's ships and the crews of Samos"


class Dictionary(Protocol):
    """Who is known: the code of an argument, whether the actor is its head, and where names stand among words."""

    def who(self, arg: Arg) -> str | None: ...

    def heads(self, arg: Arg) -> bool: ...

    def names(self, forms: Sequence[str]) -> Sequence[tuple[int, int]]: ...


class Nobody:
    """A dictionary that knows nobody."""

    def who(self, arg: Arg) -> str | None:
        return None

    def heads(self, arg: Arg) -> bool:
        return False

    def names(self, forms: Sequence[str]) -> Sequence[tuple[int, int]]:
        return ()


class Actor(NamedTuple):
    """An argument that names somebody, and the mentions that have it (of a stray name, the verb before it)."""

    arg: Arg
    mentions: frozenset[int]


class Group(NamedTuple):
    """Actors that act together ("Iran and Iraq"), and the mentions that have the first one as an argument."""

    args: tuple[Arg, ...]
    mentions: frozenset[int]

    @property
    def start(self) -> int:
        return self.args[0].start

    @property
    def end(self) -> int:
        return self.args[-1].end


class NamedActors:
    """Whom a sentence of these mentions and words names, in text order."""

    def __init__(self, mentions: Sequence[Mention], known: Dictionary, pieces: Sequence[Piece]) -> None:
        self._mentions, self.known, self.pieces = mentions, known, pieces
        self._names = known.names([piece.shown for piece in pieces])
        told = self._told()
        found = sorted([*told, *self._strays(told)], key=lambda one: one.arg.start)
        self.groups = self._joined(self._completed(found))

    def _told(self) -> list[Actor]:
        """Arguments that name somebody at their head or before it; of nested ones the largest."""
        heads: dict[tuple[int, int], Actor] = {}
        for mention in self._mentions:
            for arg in mention.args:
                if arg.pos not in _NO_NAMES and arg.slot != "mod" and self.known.heads(arg):
                    span = (arg.start, arg.end)
                    first = heads.get(span, Actor(arg, frozenset()))
                    heads[span] = Actor(first.arg, first.mentions | {mention.mention_id})
        largest = [actor for span, actor in heads.items() if not any(_within(span, other) for other in heads)]
        return [actor._replace(arg=self._cut(actor.arg)) for actor in largest if self.known.who(actor.arg)]

    def _cut(self, arg: Arg) -> Arg:
        """A phrase without what comes after its first name and names another: "Iran, the ally of Syria"."""
        inside = [(a, b) for a, b in self._names if arg.start <= self.pieces[a].start < arg.end]
        if len(inside) < 2:
            return arg
        first = next((n for n, p in enumerate(self.pieces) if p.start >= arg.start), 0)
        parting = [n for n in range(first + 1, inside[-1][0] + 1) if self._parts(self.pieces[n])]
        at = next((n for n in parting if n >= inside[0][1]), None)
        if at is None or any(n <= inside[0][0] for n in parting):
            return arg
        before = {piece.shown for piece in self.pieces[first:at]}
        behind = {piece.shown for piece in self.pieces[at:] if piece.start < arg.end} - before
        kept = next((n for n, word in enumerate(arg.words) if n and word.form in behind), None)
        return arg._replace(end=self.pieces[at - 1].end, words=arg.words[:kept])

    @staticmethod
    def _parts(piece: Piece) -> bool:
        return piece.comma or piece.form in _PREPOSITIONS or piece.form in _JOINING

    def _strays(self, told: Sequence[Actor]) -> list[Actor]:
        """Names that stand in no argument, with the verb that they follow."""
        found = []
        for first, last in self._names:
            span = (self.pieces[first].start, self.pieces[last - 1].end)
            if not any(touch(span, (actor.arg.start, actor.arg.end)) for actor in told):
                words = tuple(Word(piece.shown, piece.shown, "PROPN", "head") for piece in self.pieces[first:last])
                arg = Arg("named", *span, words[-1].form.lower(), "PROPN", None, words)
                found.append(Actor(arg, self._verb_before(span[0])))
        return [actor for actor in found if self.known.who(actor.arg)]

    def _verb_before(self, offset: int) -> frozenset[int]:
        ahead = [m.mention_id for m in self._mentions if m.pos == "VERB" and m.start < offset]
        return frozenset(ahead[-1:])

    def _completed(self, actors: Sequence[Actor]) -> list[Actor]:
        """With the name that follows an agent alone, wherever the parser hung it: "arrested students | from Iran"."""
        out: list[Actor] = []
        for actor in actors:
            link = self._owner_link(out[-1].arg, actor.arg) if out else None
            if link is None:
                out.append(actor)
            else:
                arg = out[-1].arg
                words = (*arg.words, Word(link.shown, link.form, "ADP", "prep"), *_inner(actor.arg))
                out[-1] = out[-1]._replace(arg=arg._replace(end=actor.arg.end, words=words))
        return out

    def _owner_link(self, agent: Arg, name: Arg) -> Piece | None:
        """The preposition between an agent alone and a bare name that directly follows."""
        between = [piece for piece in self.pieces if agent.end <= piece.start < name.start]
        alone = str(self.known.who(agent)).startswith(NOBODY) and _is_bare(name)
        return between[0] if alone and len(between) == 1 and between[0].form in _OWNING else None

    def _joined(self, actors: Sequence[Actor]) -> list[Group]:
        """Groups of actors in a list, "A, B and C": what a comma alone joins is a list only if an "and" follows."""
        links = [self._link(left, right) for left, right in pairwise(actors)]
        groups, at = [], 0
        while at < len(actors):
            end = at
            while end < len(links) and links[end]:
                end += 1
            while end > at and links[end - 1] == ",":
                end -= 1
            groups.append(Group(_sharing([actor.arg for actor in actors[at : end + 1]]), actors[at].mentions))
            at = end + 1
        return groups

    def _link(self, left: Actor, right: Actor) -> str:
        """What joins two actors that follow each other: "and", a comma, or nothing."""
        one, other = left.arg, right.arg
        if left.mentions & right.mentions and one.slot == other.slot and one.slot != "named":
            return "and"
        between = [piece for piece in self.pieces if one.end <= piece.start < other.start]
        verbs = any(m.pos == "VERB" and one.end <= m.start < other.start for m in self._mentions)
        if verbs or len(between) > _BETWEEN or self._begins_clause(other, one):
            return ""
        forms = {piece.form for piece in between}
        if not forms.isdisjoint(_PREPOSITIONS - {"of"}):
            return ""
        comma = any(piece.comma for piece in [*between, *self._at(other.start)])
        return "and" if forms & _JOINING else "," if comma else ""

    def _at(self, offset: int) -> list[Piece]:
        return [piece for piece in self.pieces if piece.start == offset]

    def _begins_clause(self, arg: Arg, other: Arg) -> bool:
        """Whether an actor is the subject of a verb that the other is not: "… Iran, and Iraq attacked"."""
        for mention in self._mentions:
            subjects = [a.start for a in mention.args if a.slot == "subject"] if mention.pos == "VERB" else []
            if arg.start in subjects and mention.start > arg.start:
                return not any(start <= other.start for start in subjects)
        return False

    def text(self) -> Text:
        """The sentence's words with the actors among them."""
        actors: dict[int, list[tuple[int, tuple[Arg, ...]]]] = {}
        names = [first for first, _ in self._names]
        for group in self.groups:
            inside = [n for n, piece in enumerate(self.pieces) if group.start <= piece.start < group.end]
            name = next((n for n in inside if n in names), inside[0] if inside else 0)
            for at in inside:
                if at <= name:  # "their Ithacan guests": a pattern may have spent the first words
                    actors.setdefault(at, []).append((inside[-1] + 1, group.args))
        return Text(self.pieces, actors)


_OWNING = frozenset({"from", "of", "in"})
_PREPOSITIONS = frozenset(
    """against at between by during for from in into near on over through to toward towards under with about after
    before of""".split()
)


def _sharing(args: Sequence[Arg]) -> tuple[Arg, ...]:
    """Joined actors; what the first one is, bare names behind it are too: "lawmakers in Samos and Ithaca"."""
    first, *others = args
    head = [word for word in first.words if word.part != "prep"]
    lead = list(first.words)
    while lead and lead[-1].part == "prep" and lead[-1].pos == "PROPN":
        lead.pop()
    if len(lead) == len(first.words) or not head:
        return tuple(args)
    return (first, *(one._replace(words=(*lead, *_inner(one))) if _is_bare(one) else one for one in others))


def _is_bare(arg: Arg) -> bool:
    return all(word.pos == "PROPN" for word in arg.words)


def _inner(arg: Arg) -> tuple[Word, ...]:
    return tuple(word._replace(part="prep") for word in arg.words)


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def touch(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span[0] < other[1] and other[0] < span[1]
