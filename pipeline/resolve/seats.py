"""Where regions and countries lie, for lists of them have no coordinates: at their chief towns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.resolve.placenames import place_key, without_kind, without_side
from pipeline.resolve.spellings import loose_key

_NAME, _KIND, _COUNTRY, _ADMIN1, _LATITUDE, _LONGITUDE, _POPULATION = 0, 1, 2, 3, 5, 6, 8  # columns of PLACES
_FAR = 1.0  # degree: a namesake so far off the district's towns is another town


class Seats:
    """Finds the chief town of a region or country.

    rows: those of PLACES; names: (name hash, row) → rank; towns: row of a region or country → rows of its towns.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        names: Mapping[tuple[int, int], int],
        towns: Mapping[int, Sequence[int]],
    ) -> None:
        self._rows, self._towns = rows, towns
        self._namesakes = _namesakes(rows, names)
        self._spelled: dict[tuple[int, str], list[int]] = defaultdict(list)
        for row, place in enumerate(rows):
            if place[_KIND] == "town":
                self._spelled[place[_ADMIN1], loose_key(place[_NAME])].append(row)

    def of_country(self, row: int, capital: str) -> int | None:
        """The row of a country's capital, given by its place_key, else of its most populous town."""
        towns = self._towns.get(row, ())
        named = [town for town in towns if place_key(self._rows[town][_NAME]) == capital]
        return self._largest(named or towns)

    def of_region(self, row: int) -> int | None:
        """The row of the region's town that bears its name, else of its most populous one, None where none is known.

        Lists know not of every town in which district it lies, and lag behind when regions are redrawn: where no
        town of its own bears its name, one in the region around it does, or one that lies near its own towns.
        """
        namesakes, own = self._namesakes.get(row, {}), self._towns.get(row, ())
        if named := [town for town in own if town in namesakes]:
            return min(named, key=lambda town: (namesakes[town], -self._rows[town][_POPULATION]))
        largest = self._largest(own)
        usual = [town for town, rank in namesakes.items() if rank == 0]
        if largest is None:
            return self._around(row, usual, namesakes)
        near = self._largest(town for town in usual if self._is_near(town, largest))
        return largest if near is None else near

    def _around(self, row: int, *namesakes: Iterable[int]) -> int | None:
        """A town in the region around that bears the name: the best kind of namesakes, else in another spelling."""
        region, key = self._rows[row][_ADMIN1], without_kind(place_key(self._rows[row][_NAME]))
        near = ([town for town in towns if self._rows[town][_ADMIN1] == region] for towns in namesakes)
        spelled = (self._spelled.get((region, loose_key(name)), []) for name in (key, without_side(key)))
        return next((self._largest(towns) for towns in (*near, *spelled) if towns), None)

    def _largest(self, towns: Iterable[int]) -> int | None:
        return max(towns, key=lambda town: self._rows[town][_POPULATION], default=None)

    def _is_near(self, one: int, other: int) -> bool:
        a, b = self._rows[one], self._rows[other]
        return all(abs(a[axis] - b[axis]) < _FAR for axis in (_LATITUDE, _LONGITUDE))


def _namesakes(rows: Sequence[Sequence[Any]], names: Mapping[tuple[int, int], int]) -> Mapping[int, Mapping[int, int]]:
    """Region's row → rows of towns in its country that bear one of its names → how well (a rank of NAMES)."""
    towns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (digest, row), rank in names.items():
        if rows[row][_KIND] == "town":
            towns[digest].append((row, rank))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for digest, region in names:
        if rows[region][_KIND] in {"admin1", "admin2"}:
            for town, rank in towns.get(digest, ()):
                if rows[town][_COUNTRY] == rows[region][_COUNTRY]:
                    found[region][town] = min(rank, found[region].get(town, rank))
    return found
