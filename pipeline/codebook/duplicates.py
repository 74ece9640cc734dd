"""duplicates.yml → Limits: from when on an article is a copy of another."""

from typing import Any, NamedTuple

from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

FILE = "duplicates.yml"


class Limits(NamedTuple):
    """How alike an article and its copy are. Where a codebook has no `duplicates.yml`, these hold."""

    days: int = 3  # between two publications
    shared: float = 0.27  # of the shorter one's shingles, those that the longer one has too
    names: float = 0.7  # of the contexts that both fill with a name, those filled with the same
    shingles: int = 12  # a shorter text has too little of its own


KEYS = frozenset({"about", *Limits._fields})
_WHOLE = ("days", "shingles")


def read_copy_limits(tree: Map, path: str, faults: list[Fault]) -> Limits:
    """The limits that a file sets; every fault is collected."""
    faults += [Fault(path, tree.lines[key], f"unknown key '{key}'") for key in tree if key not in KEYS]
    given = {key: _number(key, tree, path, faults) for key in Limits._fields if key in tree}
    known: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    return Limits()._replace(**known)


def _number(key: str, tree: Map, path: str, faults: list[Fault]) -> float | None:
    """A whole number from 1, or a share from 0 to 1."""
    value = tree[key]
    if key in _WHOLE and isinstance(value, str) and value.isdecimal() and 0 < int(value) <= 366:
        return int(value)
    if key not in _WHOLE and _is_share(value):
        return float(value)
    wanted = "a whole number from 1 to 366" if key in _WHOLE else "a share such as 0.5"
    faults.append(Fault(path, tree.lines[key], f"`{key}` must be {wanted}"))
    return None


def _is_share(value: object) -> bool:
    parts = value.split(".") if isinstance(value, str) else []
    return 0 < len(parts) < 3 and all(part.isdecimal() for part in parts) and float(".".join(parts)) <= 1
