"""What violence led to, told in a participle behind it: "shelled a camp, killing thirty refugees" is one deed."""

from collections.abc import Sequence

from pipeline.codebook.actions.coded import Coded

_PARTICIPLE = "adv.ing"


def with_outcomes(events: Sequence[Coded], violent: tuple[str, ...]) -> list[Coded]:
    """The deeds, in their order; those done to, in what a deed led to, are targets of that deed."""
    by_mention = {event.mention.mention_id: event for event in events}
    kept = dict(by_mention)
    for event in events if violent else ():
        for outcome in _outcomes(event, by_mention, violent):
            kept.pop(outcome.mention.mention_id, None)
            main = kept.get(event.mention.mention_id)
            if main is not None:
                kept[event.mention.mention_id] = main._replace(targets=(*main.targets, *outcome.targets))
    return list(kept.values())


def _outcomes(event: Coded, events: dict[int, Coded], violent: tuple[str, ...]) -> list[Coded]:
    """The deeds of violence in participles behind another, done by the same and told as done as it is."""
    if event.rule.mutual or not event.raw.startswith(violent):
        return []
    hung = (arg.mention for arg in event.mention.args if arg.slot == _PARTICIPLE and arg.mention is not None)
    found = [events[id_] for id_ in hung if id_ in events]
    return [one for one in found if one.raw.startswith(violent) and _is_same_deed(event, one)]


def _is_same_deed(event: Coded, outcome: Coded) -> bool:
    starts = [{arg.start for arg in one.sources} for one in (event, outcome)]
    behind = outcome.mention.start > event.mention.start
    return behind and outcome.modality == event.modality and (starts[0] == starts[1] or not starts[1])
