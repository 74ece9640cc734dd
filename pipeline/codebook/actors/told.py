"""What an article has told so far: its noun phrases and pronouns, sentence by sentence, with their rank in each."""

from collections.abc import Sequence

from pipeline.codebook.actors.referents import OBJECT, OTHER, SUBJECT, Noted
from pipeline.mentions import Arg, Mention

_NAMES = ("NOUN", "PROPN", "PRON")
_RANKS = {"subject": SUBJECT, "object": OBJECT}


class Told:
    """The arguments of the sentences heard so far, each once, in text order."""

    def __init__(self) -> None:
        self.sentences: list[list[Noted]] = []
        self._noted: dict[tuple[int, int], Noted] = {}

    def hear(self, mentions: Sequence[Mention]) -> None:
        """Take in the next sentence."""
        number = len(self.sentences)
        here: dict[tuple[int, int], Noted] = {}
        for mention in mentions:
            main, deed = mention.parent is None, frozenset({mention.mention_id})
            for arg in mention.args:
                if arg.pos in _NAMES and (arg.slot in _RANKS or arg.slot.startswith("prep.")):
                    one, span = Noted(arg, number, _rank(arg, mention), main, deed), (arg.start, arg.end)
                    here[span] = _together(here[span], one) if span in here else one
        self._noted |= here
        self.sentences.append([here[span] for span in sorted(here)])

    def at(self, arg: Arg) -> Noted:
        """The argument as it was noted; one that was not is taken to be of the last sentence."""
        noted = self._noted.get((arg.start, arg.end))
        return noted or Noted(arg, len(self.sentences) - 1, OTHER)

    def before(self, noted: Noted, reach: int) -> list[Noted]:
        """What was told before an argument, in its own sentence and so many before it."""
        first = max(0, noted.sentence - reach)
        return [
            one
            for sentence in self.sentences[first : noted.sentence + 1]
            for one in sentence
            if one.arg.start < noted.arg.start
        ]


def _together(one: Noted, other: Noted) -> Noted:
    """An argument of two mentions, with the higher rank."""
    higher = max(one, other, key=lambda noted: (noted.rank, noted.main))
    return higher._replace(main=one.main or other.main, deeds=one.deeds | other.deeds)


def _rank(arg: Arg, mention: Mention) -> int:
    possessor = mention.pos == "NOUN" and arg.end < mention.start
    return OTHER if possessor else _RANKS.get(arg.slot, OTHER)
