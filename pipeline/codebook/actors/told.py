"""What an article has told so far: its noun phrases and pronouns, sentence by sentence, with their rank in each."""

from collections.abc import Sequence

from pipeline.codebook.actors.referents import DOER, OBJECT, OTHER, SUBJECT, Noted
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
                    one, span = Noted(arg, number, _rank(arg, mention, mentions), main, deed), (arg.start, arg.end)
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


def _is_told_of(arg: Arg, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether an object is its clause's subject: that of a passive is, that of a mere participle stands behind another
    verb ("signed a pact drafted by Oman")."""
    if mention.pos == "NOUN" or mention.status == "described" or arg.end >= mention.start:
        return False
    if any(one.slot == "subject" and one.start < mention.start for one in mention.args):
        return False
    others = (one for one in mentions if one.end < arg.start)
    return not any(span.start == arg.start for one in others for span in one.args)


def _rank(arg: Arg, mention: Mention, mentions: Sequence[Mention]) -> int:
    """The rank of an argument; in "X was sacked by Y, but he …" X comes before Y."""
    if mention.pos == "NOUN" and arg.end < mention.start:
        return OTHER
    if arg.slot == "object" and _is_told_of(arg, mention, mentions):
        return SUBJECT
    if arg.slot == "subject" and arg.start > mention.end:
        done_to = (one for one in mention.args if one.slot == "object")
        return DOER if any(_is_told_of(one, mention, mentions) for one in done_to) else SUBJECT
    return _RANKS.get(arg.slot, OTHER)
