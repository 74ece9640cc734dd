"""Nights in the run summary: how this one differs from the one before, and how they went."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.stages.drift import Night, rate, share
from pipeline.stages.page import Figure, Markup, day, details, table, tag
from pipeline.stages.plots import Column, columns

MOST_NIGHTS_SHOWN = 60
MOST_OUTLETS_NAMED = 12
QUADS = {"q1": "verbal cooperation", "q2": "material cooperation", "q3": "verbal conflict", "q4": "material conflict"}
_SHARES = {
    "Sentences coded": ("sentences_coded", "sentences"),
    "Actors coded": ("actors_coded", "actors"),
    "Events located": ("located", "events"),
    **{f"Quad class {quad}, {QUADS[f'q{quad}']}": (f"quad_{quad}", "events") for quad in (1, 2, 3, 4)},
}


def compared(last: Night, night: Night) -> Iterable[tuple[str, ...]]:
    """Rows of a table: a measure, in the night before, in this night."""
    for name, what in (("Articles a day", "documents"), ("Events a day", "events")):
        yield name, *(Figure(f"{rate(one, what):,.0f}") for one in (last, night))
    for name, (part, whole) in _SHARES.items():
        yield name, _percent(share(last, part, whole)), _percent(share(night, part, whole))


def exchanged(last: Night, night: Night) -> Iterable[str]:
    """Codebook and model, where they are others than last time, and outlets that came or stayed away."""
    for name, old, new in (("Codebook", last.codebook, night.codebook), ("Model", last.model, night.model)):
        if old != new:
            yield f"{name}: {new} in the place of {old}"
    for name, some, others in (("new", night, last), ("missing", last, night)):
        outlets = sorted(set(some.outlets) - set(others.outlets))
        if outlets and not others.cut:
            more = f" and {len(outlets) - MOST_OUTLETS_NAMED} more" if len(outlets) > MOST_OUTLETS_NAMED else ""
            yield f"Outlets {name}: {', '.join(outlets[:MOST_OUTLETS_NAMED])}{more}"


def course(nights: Sequence[Night]) -> Iterable[Markup]:
    """The events of the last nights, as a plot and as a table."""
    shown = nights[-MOST_NIGHTS_SHOWN:]
    if len(shown) > 1:
        yield tag("p", f"Events a day in the last {len(shown)} nights.")
        drawn = [Column(one.run[:10], (rate(one, "events"),)) for one in shown]
        yield columns(drawn, ("one",), "Events a day, by night")
        rows = table(("Night", "Articles", "Events", "Coded"), map(_night_row, reversed(shown)))
        yield details("As a table, with the share of sentences coded", rows)


def _night_row(night: Night) -> tuple[Any, ...]:
    coded = _percent(share(night, "sentences_coded", "sentences"))
    return day(night.run[:10]), night.sums.get("documents", 0), night.sums.get("events", 0), coded


def _percent(value: float | None) -> Figure:
    return Figure("–" if value is None else f"{value:.1%}")
