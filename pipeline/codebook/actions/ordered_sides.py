"""The two sides of a deed by the order of words: the source before the verb, the target behind it.

For rules of imported dictionaries, which go by nothing else.
"""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.named import Group, NamedActors, touch
from pipeline.codebook.actions.reach import behind
from pipeline.codebook.actions.rules import Rule
from pipeline.codebook.actions.sequences import SIDES, SOURCE, TARGET, Bound
from pipeline.codebook.actors.appending import NOBODY
from pipeline.mentions import Arg, Mention


class Sentence(Protocol):
    """What must be known of the sentence."""

    mentions: Sequence[Mention]

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...


class OrderedSides:
    """Finds sources and targets among the actors that a sentence names."""

    def __init__(self, sentence: Sentence, named: NamedActors) -> None:
        self._sentence, self._named = sentence, named

    def sides(self, mention: Mention, rule: Rule, bound: Bound) -> tuple[tuple[Arg, ...], tuple[Arg, ...]]:
        """(sources, targets) of a mention: as its pattern names them, else who does it or stands before the trigger,
        and whom it is done to or who stands next behind it."""
        both = bound.get(SIDES, ())
        if both and both[0].start < mention.start and rule.mutual:
            return both, ()
        sources = bound.get(SOURCE) or self._doers(mention, bound.get(TARGET, ()))
        targets = bound.get(TARGET) or both or self._others(mention, sources)
        return sources, targets

    def _doers(self, mention: Mention, but: Sequence[Arg]) -> tuple[Arg, ...]:
        """Who stands in the subject, else the first who stands before the verb."""
        taken = {arg.start for arg in but}
        subjects = self._sentence.args(mention, "subject")
        own = [args for subject in subjects for args in self._in(subject)]
        ahead = [group.args for group in self._named.groups if group.end <= mention.start]
        return next((args for args in (*own, *ahead) if not taken & {arg.start for arg in args}), ())

    def _in(self, phrase: Arg) -> list[tuple[Arg, ...]]:
        if phrase.pos == "PRON":
            return [(phrase,)] if self._named.known.who(phrase) else []
        inside = ((g, a) for g in self._named.groups for a in g.args if phrase.start <= a.start < phrase.end)
        return [group.args for group, arg in inside if arg is group.args[0] or phrase.slot == "subject"]

    def _others(self, mention: Mention, sources: Sequence[Arg]) -> tuple[Arg, ...]:
        """Whom it is done to, where that stands before the verb ("Iran, which Iraq attacked"); else the first behind
        the verb who is not the source, else the nearest before it. An agent alone comes last."""
        hit = [one for one in self._sentence.args(mention, "object") if one.start < mention.start]
        suffering = [args for one in hit for args in self._in(one) if not set(args) & set(sources)]
        if suffering:
            return suffering[0]
        reached = behind(self._sentence.mentions, mention) | {mention.mention_id}
        later = [group for group in self._named.groups if group.start > mention.start and group.mentions & reached]
        doing = [(arg.start, arg.end) for arg in self._sentence.args(mention, "subject")]
        ahead = [g for g in reversed(self._named.groups) if g.end <= mention.start and not self._apart(g, mention)]
        earlier = [g for g in ahead if not any(touch((g.start, g.end), span) for span in doing)]
        able = [args for group in (*later, *earlier) if (args := self._apart_from(group.args, sources))]
        named = (args for args in able if not str(self._named.known.who(args[0])).startswith(NOBODY))
        return next(iter([*named, *able]), ())

    def _apart(self, group: Group, mention: Mention) -> bool:
        """Whether a comma stands between."""
        return any(piece.comma for piece in self._named.pieces if group.end <= piece.start <= mention.start)

    def _apart_from(self, args: Sequence[Arg], sources: Sequence[Arg]) -> tuple[Arg, ...]:
        """The actors of a group, unless they are the source; of several on either side nobody is left out."""
        taken = {arg.start for arg in sources}
        others = tuple(arg for arg in args if arg.start not in taken)
        if len(sources) == len(others) == 1 and self._named.known.who(others[0]) == self._named.known.who(sources[0]):
            return ()
        return others
