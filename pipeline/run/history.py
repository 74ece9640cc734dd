"""The nights before this one: one line of JSON for each run that read something, kept beside the reports.

The file is bounded, written whole, and may be lost: then drift is told again once enough nights have come together.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.run.store import Store
from pipeline.stages.drift import Night
from pipeline.stages.drift_limits import MOST_NIGHTS

NAME = "reports/history.jsonl"
MOST_OUTLETS = 500  # of a night: those with most articles

log = logging.getLogger(__name__)


def load(store: Store) -> list[Night]:
    """The nights on record, in the order of the file. A damaged line is left out, and said."""
    try:
        lines = store.read(NAME).decode(errors="replace").strip().split("\n")
    except FileNotFoundError:
        return []
    nights = [night for line in lines if (night := _night(line))]
    if len(nights) < len(lines):
        log.warning("%s: %d damaged lines are left out", store.shown(NAME), len(lines) - len(nights))
    return nights


def append(store: Store, nights: Sequence[Night], night: Night) -> list[Night]:
    """Put a night behind those on record, and give them back.

    A run that was killed may have put the same batches on record: then this night takes its place.
    """
    others = [one for one in nights if not set(one.batches) & set(night.batches)]
    kept = [*others, night][-MOST_NIGHTS:]
    store.write(NAME, "".join(f"{json.dumps(one._asdict(), ensure_ascii=False)}\n" for one in kept).encode())
    return kept


def largest(outlets: Mapping[str, int]) -> tuple[dict[str, int], bool]:
    """The outlets with most articles, and whether some were left out."""
    ranked = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:MOST_OUTLETS]), len(ranked) > MOST_OUTLETS


def _night(line: str) -> Night | None:
    try:
        fields = json.loads(line)
        known = {key: _KINDS[key](value) for key, value in fields.items()}
        night = Night(**known)
        night.began()
        return night
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _counts(value: Any) -> dict[str, int]:
    return {str(key): int(n) for key, n in value.items()}


_KINDS: Mapping[str, Any] = {
    "run": str, "batches": tuple, "days": float, "sums": _counts, "outlets": _counts, "cut": bool, "codebook": str,
    "model": str, "seconds": float, "warnings": int,
}  # fmt: skip
