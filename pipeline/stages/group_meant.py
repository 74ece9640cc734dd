"""Which armed group an article means by "the rebels", where it has named one before and tells of no other."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.codebook.incidents.classify import interaction

_SIDES = ("1", "2")  # how the columns of the two end
_ARMED = frozenset({"Rebel group", "Political militia", "Identity militia"})
_UNIDENTIFIED = "Unidentified "
_UNNAMED = (f"{_UNIDENTIFIED}Armed Group", f"{_UNIDENTIFIED}Communal Militia")
# Gunmen and attackers are those of one deed; rebels and militants of an article are mostly those of all of it.
_THE_GROUP = re.compile(
    r"\b[Tt]h(?:e|ese) (?:\w+ )?(?:rebels?|fighters|militants?|insurgents?|jihadists?|guerrillas?|extremists|group"
    r"|militia|militiam[ae]n)\b"
)


def with_groups_meant(rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of one article, in its order, with the group's name where they say but "the rebels".

    order: that of the table's inter, for the interaction.
    """
    known: dict[tuple[str, str], str] = {}  # a group's name and inter, with the country where it was met
    found = []
    for row in rows:
        meant = _with_group(row, known, order)
        for side in _SIDES:
            if meant[f"inter{side}"] in _ARMED and not meant[f"actor{side}"].startswith(_UNIDENTIFIED):
                known[meant[f"actor{side}"], meant[f"inter{side}"]] = meant["country"]
        found.append(meant)
    return found


def _with_group(row: Mapping[str, Any], known: Mapping[tuple[str, str], str], order: Sequence[str]) -> dict[str, Any]:
    """The row with the one group that is known in place of an unnamed side."""
    unnamed = [side for side in _SIDES if (row[f"actor{side}"] or "").startswith(_UNNAMED)]
    if len(known) != 1 or len(unnamed) != 1 or not _THE_GROUP.search(row["notes"]):
        return dict(row)
    ((name, inter),) = known
    if name in {row["actor1"], row["actor2"]} or known[name, inter] != row["country"]:
        return dict(row)
    named = {**row, f"actor{unnamed[0]}": name, f"inter{unnamed[0]}": inter}
    return {**named, "interaction": interaction(named["inter1"], named["inter2"], order)}
