"""What violence led to is one deed with it: "shelled a camp, killing ten", "were killed when rebels shelled a camp"."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.codebook.actions.coded import Coded

_PARTICIPLE = "adv.ing"
_OCCASION = ("adv.when", "adv.as", "adv.after")
_TOLD = ("asserted", "alleged")


def with_outcomes(events: Sequence[Coded], violent: tuple[str, ...]) -> list[Coded]:
    """The deeds, in their order; those done to, in what a deed led to, are targets of that deed."""
    harmful = {event.mention.mention_id: event for event in events if violent and event.raw.startswith(violent)}
    kept = {event.mention.mention_id: event for event in events}
    for deed, outcome in [pair for event in harmful.values() for pair in _pairs(event, harmful)]:
        main, led_to = (kept.get(one.mention.mention_id) for one in (deed, outcome))
        if main is not None and led_to is not None and not main.rule.mutual:
            targets = sorted((*main.targets, *led_to.targets), key=lambda arg: arg.start)
            kept[main.mention.mention_id] = main._replace(targets=tuple(targets))
            del kept[led_to.mention.mention_id]
    return list(kept.values())


def _pairs(event: Coded, harmful: Mapping[int, Coded]) -> Iterator[tuple[Coded, Coded]]:
    """(a deed, what it led to): told in a participle behind it, or as a passive on the occasion of which it tells."""
    for other in _hung(event, harmful, (_PARTICIPLE,)):
        same = _starts(other) in (_starts(event), set())
        if same and other.mention.start > event.mention.start and other.modality == event.modality:
            yield event, other
    if not event.sources and event.modality in _TOLD:
        yield from ((other, event) for other in _hung(event, harmful, _OCCASION) if _has_done(other))


def _hung(event: Coded, harmful: Mapping[int, Coded], slots: Sequence[str]) -> list[Coded]:
    hung = (arg.mention for arg in event.mention.args if arg.slot in slots)
    return [harmful[id_] for id_ in hung if id_ is not None and id_ in harmful]


def _has_done(event: Coded) -> bool:
    return bool(event.sources) and event.modality in _TOLD


def _starts(event: Coded) -> set[int]:
    return {arg.start for arg in event.sources}
