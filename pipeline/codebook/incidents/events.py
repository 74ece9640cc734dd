"""What the events of the same sentences say of an incident: who acts on whom, and what was done where no word tells."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.codebook.incidents.pairs import Pair
from pipeline.codebook.incidents.side import Side
from pipeline.codebook.incidents.words import Mark, Words

_Span = tuple[int, int]


class Trigger(NamedTuple):
    """The characters of a sentence that told an event of a CAMEO code, and those of its source and target."""

    start: int
    end: int
    code: str
    source: _Span | None = None
    target: _Span | None = None


class Parties(NamedTuple):
    """The word that told an event, and the words first..last (exclusive) of its source and its target."""

    at: int
    source: _Span | None
    target: _Span | None


def event_marks(events: Sequence[Sequence[Trigger]], words: Words, quoted: Sequence[bool]) -> Iterator[Mark]:
    """The words that told events, none that are `quoted`, named after every beginning of their codes ("event 18")."""
    for sentence, triggers in enumerate(events):
        for trigger in triggers:
            span = _tokens(trigger[:2], sentence, words)
            if span and not quoted[span[0]]:
                names = (f"event {trigger.code[:n]}" for n in range(2, len(trigger.code) + 1))
                yield Mark(*span, tuple(names))


def parties_of(events: Sequence[Sequence[Trigger]], words: Words) -> list[Parties]:
    """Whose deeds the events of all sentences are."""
    found = []
    for sentence, triggers in enumerate(events):
        for trigger in triggers:
            spans = (trigger[:2], trigger.source, trigger.target)
            at, source, target = (_tokens(span, sentence, words) for span in spans)
            if at:
                found.append(Parties(at[0], source, target))
    return found


def as_coded(deed: Mark, pair: Pair, sides: Sequence[Side], parties: Sequence[Parties]) -> Pair:
    """A pair found by the order of words, its sides those of the event that the deed's words told, if it has any."""
    event = next((one for one in parties if deed.first <= one.at < deed.last), None)
    if event is None:
        return pair
    source, target = (_first_within(span, sides) for span in (event.source, event.target))
    if source and source.acts and source != pair.source:
        pair = Pair(source, None if pair.target == source else pair.target, (), pair.with_target)
    if target and target not in (pair.source, pair.target):
        pair = pair._replace(target=target, with_target=())
    return pair


def _first_within(span: _Span | None, sides: Sequence[Side]) -> Side | None:
    return next((side for side in sides if span and span[0] <= side.first < span[1]), None)


def _tokens(span: _Span | None, sentence: int, words: Words) -> _Span | None:
    """The words of a sentence that begin between two of its characters."""
    if span is None:
        return None
    first, last = (words.from_offset(words.begins[sentence] + offset) for offset in span)
    return (first, last) if first < last else None
