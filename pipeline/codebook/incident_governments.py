"""`acled_governments.yml`: what ACLED calls a country, its forces' years, the armed groups that rule one, and wars."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

FILE = "acled_governments.yml"


class Rule(NamedTuple):
    """An armed group in power since a day; `country` where its fighters are called that country's forces."""

    country: str | None
    since: date


class War(NamedTuple):
    """Two states at war since a day; `until` the day it ended, None while it goes on."""

    sides: frozenset[str]
    since: date
    until: date | None


class Governments(NamedTuple):
    """ACLED's names of countries, and the days from which their governments held power, in order; by ISO3 code."""

    names: Mapping[str, str]
    starts: Mapping[str, Sequence[date]]
    with_article: frozenset[str]
    ruling: Mapping[str, Rule]  # by the group's id in the actor files
    wars: Sequence[War] = ()

    def country(self, code: str | None) -> str | None:
        """ACLED's name of a country, the code itself for one that the file lacks."""
        return self.names.get(code, code) if code else None

    def enemy(self, code: str | None, when: date) -> str | None:
        """The state that a country is at war with on a day."""
        for war in self.wars:
            if code in war.sides and war.since <= when and (war.until is None or when < war.until):
                return next(iter(war.sides - {code}))
        return None

    def label(self, code: str | None, when: date) -> str | None:
        """Gives "the United States (2021-2025)": the country with the years of its government on a day."""
        name, starts = self.country(code), self.starts.get(code or "", ())
        past = sum(start <= when for start in starts)
        if not name:
            return None
        named = f"the {name}" if code in self.with_article else name
        if not past:
            return named
        until = starts[past].year if past < len(starts) else ""
        return f"{named} ({starts[past - 1].year}-{until})"

    def fill(self, template: str, code: str | None, when: date) -> str:
        """A template with {country} and {government}; without a country, what would name it is left out."""
        name, label = self.country(code), self.label(code, when)
        if name is None or label is None:
            return template.replace(" ({country})", "").replace(" of {government}", "")
        return template.replace("{country}", name).replace("{government}", label)


def read_governments(tree: Map, faults: list[Fault]) -> Governments:
    """Compile the tree of the file; every fault is appended to `faults`."""
    names: dict[str, str] = {}
    starts: dict[str, Sequence[date]] = {}
    for code, entry in _mappings(tree, "countries", faults):
        names[code] = str(entry.get("name", code))
        starts[code] = tuple(_days(entry, faults))
    ruling = {}
    for entry in tree.get("ruling", []):
        if isinstance(entry, Map) and "group" in entry:
            ruling.update({str(entry["group"]): Rule(entry.get("country"), day) for day in _days(entry, faults)})
        else:
            faults.append(Fault(FILE, tree.lines["ruling"], "'ruling' must list mappings with group and since"))
    wars = tuple(_wars(tree, faults))
    return Governments(names, starts, frozenset(tree.get("with_article", [])), ruling, wars)


def _wars(tree: Map, faults: list[Fault]) -> Iterator[War]:
    for entry in tree.get("wars", []):
        sides = frozenset(entry["between"]) if isinstance(entry, Map) and "between" in entry else frozenset()
        days = list(_days(entry, faults)) if len(sides) == 2 else []
        if days:
            yield War(sides, days[0], days[1] if len(days) > 1 else None)
        else:
            faults.append(Fault(FILE, tree.lines["wars"], "'wars' must list mappings with between (two) and since"))


def _mappings(tree: Map, key: str, faults: list[Fault]) -> Iterator[tuple[str, Map]]:
    inside = tree.get(key)
    if not isinstance(inside, Map):
        faults.append(Fault(FILE, tree.lines.get(key, 1), f"'{key}' must be a mapping from ISO3 codes"))
        return
    for code, entry in inside.items():
        if isinstance(entry, Map):
            yield code, entry
        else:
            faults.append(Fault(FILE, inside.lines[code], f"'{code}' must hold a name and the days in `since`"))


def _days(entry: Map, faults: list[Fault]) -> Iterator[date]:
    since = entry.get("since", [])
    last = date.min
    for text in [since] if isinstance(since, str) else since:
        try:
            day = date.fromisoformat(f"{text}-01-01" if len(text) == 4 else text)
        except ValueError:
            faults.append(Fault(FILE, entry.line, f"'{text}' is no date", "write YYYY or YYYY-MM-DD"))
            continue
        if day <= last:
            faults.append(Fault(FILE, entry.line, f"'{text}' does not come after the one before", "list them in order"))
        last = day
        yield day
