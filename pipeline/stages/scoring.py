"""How well coded events agree with labelled ones.

Codes   Compared for each text as sets: a label of the text is right where some coded event has it. How often an event
        is told, and between whom, is not asked. CAMEO codes are compared at the label's depth: 193 is right for 19.
Events  Compared one to one, as many as can be paired: a coded event is right for a labelled one that has its label and
        whose actors, as far as they are given, overlap its source and target. The two rows of a reciprocal event are
        one, in either direction.
Pairs   A labelled event with actors is found where some coded event stands between them, whatever its code.

Precision is right of coded, recall right of labelled, F1 their harmonic mean. `micro` counts all alike, `macro` is the
mean over the labels that the annotators used.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.stages.gold import SIDES, Gold

Event = Mapping[str, Any]  # a row of the events table
Labelled = tuple[Sequence[Gold], Sequence[Event]]  # a text's labelled events and its coded ones, the leading first


class Tally(NamedTuple):
    """Counts of a label: by the annotators, by the coder, by both."""

    gold: int = 0
    coded: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.coded) if self.right else 0.0


class LevelScore(NamedTuple):
    """The agreement at one level of labels; `confused` counts (labelled, coded), None for nothing."""

    codes: Mapping[str, Tally]
    events: Tally
    confused: Counter[tuple[str | None, str | None]]

    @property
    def micro(self) -> Tally:
        return Tally(*(sum(counts) for counts in zip(*self.codes.values(), strict=True))) if self.codes else Tally()

    @property
    def macro(self) -> tuple[float, float, float]:
        """Precision, recall and F1 averaged over the labels of the annotators."""
        used = [tally for tally in self.codes.values() if tally.gold]
        each = [(tally.precision, tally.recall, tally.f1) for tally in used] or [(0.0, 0.0, 0.0)]
        precision, recall, f1 = (sum(column) / len(each) for column in zip(*each, strict=True))
        return precision, recall, f1


def in_order(events: Iterable[Event]) -> dict[str, list[Event]]:
    """doc_id → its events, the leading one first; negated ones come last."""
    out: dict[str, list[Event]] = {}
    rank = ("salience", "sentence_id", "trigger_start")
    for event in sorted(events, key=lambda e: (e["modality"] == "negated", *(e[name] for name in rank))):
        out.setdefault(event["doc_id"], []).append(event)
    return out


def overlaps(event: Event, side: str, spans: Sequence[Sequence[int]]) -> bool:
    """Whether a side of an event stands where it should. Where the annotators marked nothing, nothing is asked."""
    start, end = event[f"{side}_start"], event[f"{side}_end"]
    return not spans or (start is not None and any(start < span[1] and span[0] < end for span in spans))


def score(level: str, texts: Sequence[Labelled]) -> LevelScore:
    """The agreement of codes and events at one level, over the texts that have labels there or none at any level."""
    inventory = {gold.labels[level] for golds, _ in texts for gold in golds if level in gold.labels}
    codes: dict[str, Tally] = {}
    confused: Counter[tuple[str | None, str | None]] = Counter()
    events = Tally()
    for golds, coded in texts:
        labelled = [gold for gold in golds if level in gold.labels]
        if not labelled and any(gold.labels for gold in golds):
            continue  # labelled at other levels only
        named = list(_named(level, labelled, coded, inventory))
        wanted, found = {gold.labels[level] for gold in labelled}, {label for label, _ in named}
        for label in wanted | found:
            codes[label] = _plus(codes.get(label), Tally(label in wanted, label in found, label in wanted & found))
        confused.update(_confusions(level, labelled, named))
        events = _plus(events, _one_to_one(level, labelled, named))
    return LevelScore(dict(sorted(codes.items())), events, confused)


def pairs_found(texts: Sequence[Labelled]) -> tuple[int, int]:
    """How many labelled events with actors on both sides have a coded event between them, and how many there are."""
    asked = [(gold, coded) for golds, coded in texts for gold in golds if gold.labels and gold.source and gold.target]
    return sum(any(_between(event, gold) for event in coded) for gold, coded in asked), len(asked)


def _plus(one: Tally | None, other: Tally) -> Tally:
    return Tally(*(a + b for a, b in zip(one or Tally(), other, strict=True)))


def _named(
    level: str, labelled: Sequence[Gold], coded: Sequence[Event], inventory: Collection[str]
) -> Iterator[tuple[str, Event]]:
    """The coded events by their labels, at the depth of the text's own labels, else of the other texts'."""
    own = {gold.labels[level] for gold in labelled}
    for event in coded:
        label = None if event[level] is None else str(event[level])
        if label is not None:
            yield (_prefix(label, own) or _prefix(label, inventory) or label) if level == "cameo_code" else label, event


def _prefix(code: str, labels: Collection[str]) -> str | None:
    return next((code[:length] for length in range(len(code), 0, -1) if code[:length] in labels), None)


def _confusions(
    level: str, labelled: Sequence[Gold], named: Sequence[tuple[str, Event]]
) -> Iterator[tuple[str | None, str | None]]:
    """What was coded instead of each missing label: what stands between the same actors, else the leading event."""
    wanted, found = [gold.labels[level] for gold in labelled], {label for label, _ in named}
    extra = [(label, event) for label, event in named if label not in wanted]
    for gold in labelled:
        label = gold.labels[level]
        if label in found:
            continue
        found.add(label)
        between = (one for one in extra if (gold.source or gold.target) and _between(one[1], gold))
        instead = next(between, extra[0] if extra else (None, None))[0]
        yield label, instead
        extra = [one for one in extra if one[0] != instead]
    yield from ((None, label) for label in dict.fromkeys(label for label, _ in extra))


def _one_to_one(level: str, labelled: Sequence[Gold], named: Sequence[tuple[str, Event]]) -> Tally:
    deeds = _deeds(named)
    edges = [
        [
            number
            for number, (label, rows) in enumerate(deeds)
            if label == gold.labels[level] and any(_stands(event, gold) for event in rows)
        ]
        for gold in labelled
    ]
    return Tally(len(labelled), len(deeds), _most_pairs(edges))


def _deeds(named: Sequence[tuple[str, Event]]) -> list[tuple[str, list[Event]]]:
    """The coded events; the two directions of a reciprocal one are one."""
    out: dict[Any, tuple[str, list[Event]]] = {}
    for label, event in named:
        sides = frozenset((event[f"{side}_start"], event[f"{side}_end"]) for side in SIDES)
        out.setdefault((label, event["trigger_start"], sides), (label, []))[1].append(event)
    return list(out.values())


def _most_pairs(edges: Sequence[Sequence[int]]) -> int:
    """The size of a largest matching, by augmenting paths; edges lead from each on one side to those on the other."""
    taken: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for other in edges[one]:
            if other not in seen:
                seen.add(other)
                if other not in taken or place(taken[other], seen):
                    taken[other] = one
                    return True
        return False

    return sum(place(one, set()) for one in range(len(edges)))


def _stands(event: Event, gold: Gold) -> bool:
    return overlaps(event, "source", gold.source) and overlaps(event, "target", gold.target)


def _between(event: Event, gold: Gold) -> bool:
    """Whether an event stands between the labelled actors, in either direction."""
    turned = overlaps(event, "source", gold.target) and overlaps(event, "target", gold.source)
    return _stands(event, gold) or turned
