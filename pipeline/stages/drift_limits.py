"""The `drift` section of `checks.yml`: how far a night may differ from those before it. Read strictly."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.codebook.yamlio import List, Map
from pipeline.errors import CodebookError, Fault
from pipeline.stages.check_suite import FILE, LEVELS

MEASURES = (
    "articles a day", "events a day", "sentences coded", "actors coded", "events located", "quad classes",
    "silent outlets", "days without articles",
)  # fmt: skip
MOST_NIGHTS = 366  # kept in the history


class Limit(NamedTuple):
    """What a measure may do.

    `change`: what matters, as a share of the usual number, or as a difference of shares · `deviations`: what chance and
    the usual ups and downs may explain · `nights`: the window · `after`: the nights that it must hold
    `least`: the articles, sentences, actors or events that a share or number must rest on · `chance`: what may explain
    that an outlet is missing · `days`: without any article.
    """

    measure: str
    change: float = 0.1
    deviations: float = 4.0
    nights: int = 28
    after: int = 7
    least: int = 100
    chance: float = 0.001
    days: float = 3.0
    level: str = "warning"
    about: str = ""


KEYS = frozenset(Limit._fields)
_RANGES: Mapping[str, tuple[float, float]] = {
    "change": (0, 100), "deviations": (0, 100), "nights": (2, MOST_NIGHTS), "after": (2, MOST_NIGHTS),
    "least": (1, 1e9), "chance": (0, 1), "days": (0, 1e6),
}  # fmt: skip


def read_drift_limits(checks: Mapping[str, Any]) -> list[Limit]:
    """The limits of a `checks.yml`, in its order; none where it has no such section.

    Raises CodebookError with all faults.
    """
    entries = checks.get("drift", List(0))
    if not isinstance(entries, List):
        raise CodebookError([Fault(FILE, _line(checks), "'drift' must be a list")])
    faults = [
        Fault(FILE, line, *fault)
        for entry, line in zip(entries, entries.lines, strict=True)
        for fault in _faults(entry)
    ]
    if faults:
        raise CodebookError(faults)
    return [_limit(entry) for entry in entries]


def _line(checks: Any) -> int:
    return checks.lines["drift"] if isinstance(checks, Map) else 0


def _faults(entry: Any) -> list[tuple[str, str]]:
    if not isinstance(entry, Map):
        return [("must be a mapping with a measure", "")]
    found = [(f"unknown key '{key}'", f"use {', '.join(Limit._fields)}") for key in entry if key not in KEYS]
    for key, known in (("measure", MEASURES), ("level", LEVELS)):
        if entry.get(key, "" if key == "measure" else "warning") not in known:
            found.append((f"unknown {key} '{entry.get(key, '')}'", f"use {', '.join(known)}"))
    wrong = [key for key, bounds in _RANGES.items() if not _in_range(entry.get(key), *bounds)]
    return found + [_bad_number(key, *_RANGES[key]) for key in wrong]


def _in_range(value: Any, least: float, most: float) -> bool:
    try:
        return value is None or least <= float(value) <= most
    except (TypeError, ValueError):
        return False


def _bad_number(key: str, least: float, most: float) -> tuple[str, str]:
    return (f"bad value for '{key}'", f"use a number from {least:g} to {most:g}")


def _limit(entry: Map) -> Limit:
    kinds = {key: type(Limit._field_defaults[key]) for key in _RANGES}
    numbers = {key: kind(float(entry[key])) for key, kind in kinds.items() if key in entry}
    return Limit(**{**entry, **numbers})
