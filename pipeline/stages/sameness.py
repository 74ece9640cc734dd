"""Whether two reports tell one incident: of one kind, at one place, between one pair of actors.

What one of them leaves open the other may fill: an unidentified armed group is whichever group the other names, a
region the town in it. Two names, or two towns, are never one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]

NOBODY, UNIDENTIFIED, NAMED = range(3)
"""How well a side is known."""
BOTH_NAMED = 2 * NAMED

NEAR = 7
"""Days that may lie between the days that an article and its copy give one deed: one of them may have named none."""
REACH = 2 * NEAR
"""Days before and after an incident whose reports may have to do with it, as a copy's may that is of another day."""

_LEVELS = {"country": 0, "admin1": 1, "admin2": 2}
_TOWN = 3
_UNIDENTIFIABLE = frozenset({"Rebel group", "Political militia", "Identity militia"})
_CROWDS = frozenset({"Protesters", "Rioters"})
_PEOPLE = _CROWDS | {"Civilians"}  # who is told apart by what they are beside that: teachers, farmers
_BATTLES, _STRATEGIC = "Battles", "Strategic developments"
_APART = frozenset({"Mob violence", "Sexual violence", "Abduction/forced disappearance"})


class Spot(NamedTuple):
    """A place: its GeoNames number, and the country, region and district that it lies in or is, as far as known."""

    geoname_id: int | None
    level: int  # 0 a country … 3 a town; -1 nowhere
    area: tuple[str, ...]

    def holds(self, other: "Spot") -> bool:
        """Whether the other place lies in this one."""
        depth = self.level + 1
        return self.level < other.level and 0 < depth <= len(self.area) and other.area[:depth] == self.area[:depth]

    def fits(self, other: "Spot") -> bool:
        """Whether both may be one place."""
        return self.equals(other) or self.holds(other) or other.holds(self)

    def equals(self, other: "Spot") -> bool:
        """Whether both are one place; regions are told apart by their names, since lists number them differently."""
        if self.level != other.level or self.level < 0 or self.area != other.area:
            return False
        return self.level < _TOWN or self.geoname_id == other.geoname_id


class Side(NamedTuple):
    """One side of an incident, as the columns name it."""

    name: str | None
    assoc: str | None
    inter: str | None

    @property
    def known(self) -> int:
        """How well: nobody, unidentified or named."""
        if self.name is None:
            return NOBODY
        return UNIDENTIFIED if self.name.startswith("Unidentified ") else NAMED

    @property
    def allies(self) -> frozenset[str]:
        """Its associated actors."""
        return frozenset(filter(None, (self.assoc or "").split("; ")))

    def fits(self, other: "Side") -> bool:
        """Whether both may be one actor."""
        if self._kind == other._kind:
            return self.inter not in _PEOPLE or not (
                self.allies and other.allies and self.allies.isdisjoint(other.allies)
            )
        vague, better = sorted((self, other), key=lambda side: side.known)
        if vague.known == UNIDENTIFIED:
            return better.known == NAMED and better.inter in _UNIDENTIFIABLE
        return vague.known == NOBODY

    @property
    def _kind(self) -> str | None:
        """Its name; a demonstration's crowd is one, whether a report saw it riot or not."""
        return self.name.replace("Rioters (", "Protesters (") if self.name and self.inter in _CROWDS else self.name


Pair = tuple[Side, Side]


def spot(row: Row) -> Spot:
    """Where a report's incident happened."""
    kind = row["place_kind"]
    level = _LEVELS.get(kind, _TOWN) if kind else -1
    return Spot(row["geoname_id"], level, tuple(row["area"] or ()))


def pair(row: Row) -> Pair:
    """Between whom it happened."""
    one, two = ((row[f"actor{n}"], row[f"assoc_actor_{n}"], row[f"inter{n}"]) for n in (1, 2))
    return Side(*one), Side(*two)


def turned(one: Pair, two: Pair, battle: bool) -> Pair | None:
    """The second pair with its sides as in the first, None when they are no one pair.

    Whoever is named first in a battle or an agreement did not begin it: either way round is the same.
    """
    ways = (two, two[::-1]) if battle else (two,)
    fitting = [way for way in ways if one[0].fits(way[0]) and one[1].fits(way[1])]
    return max(fitting, key=lambda way: sum(a == b for a, b in zip(one, way, strict=True)), default=None)


def better(one: Pair, two: Pair) -> Pair:
    """The better known of each side."""
    first, second = (max(sides, key=lambda side: side.known) for sides in zip(one, two, strict=True))
    return first, second


def known(sides: Sequence[Side]) -> int:
    """How well a pair is known."""
    return sum(side.known for side in sides)


def family(row: Row) -> str:
    """What may be told of one deed: demonstrations that stay peaceful or do not, violence of any weapon."""
    event, kind = row["event_type"], row["sub_event_type"]
    if event == _STRATEGIC or kind in _APART:
        return str(kind)
    return "crowd" if event in {"Protests", "Riots"} else "violence"


def either_way(one: Row, two: Row) -> bool:
    """Whether the order of the sides means nothing in one of two reports."""
    return any(row["event_type"] == _BATTLES or row["sub_event_type"] == "Agreement" for row in (one, two))
