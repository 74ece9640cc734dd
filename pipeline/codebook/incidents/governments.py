"""`acled_governments.yml`: what ACLED calls a country, its forces' years, the armed groups that rule one, and wars."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.codebook.incidents.tree import TreeReader
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

_SECTIONS = frozenset({"about", "countries", "with_article", "ruling", "wars"})
_COUNTRY_KEYS = frozenset({"name", "since"})
_RULING_KEYS = frozenset({"group", "country", "since"})
_WAR_KEYS = frozenset({"between", "since"})


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


def read_governments(tree: Map, path: str, faults: list[Fault], countries: Collection[str] | None) -> Governments:
    """Compile the tree of the file; every fault is appended to `faults`. `countries`: the ISO3 codes it may name."""
    reader = _Reader(tree, path, faults, countries)
    compiled = reader.governments()
    reader.tell_strangers()
    return compiled


class _Reader(TreeReader):
    """Compiles the tree of the file part by part."""

    def governments(self) -> Governments:
        self.known_keys(self.tree, _SECTIONS)
        listed = dict(self.read_countries())
        names = {code: self.optional_text(entry, "name") or code for code, entry in listed.items()}
        starts = {code: tuple(self.days(entry)) for code, entry in listed.items()}
        with_article = frozenset(self.codes(self.tree, "with_article"))
        return Governments(names, starts, with_article, dict(self.read_ruling()), tuple(self.read_wars()))

    def read_countries(self) -> Iterator[tuple[str, Map]]:
        tree = self.mapping("countries")
        for code, entry in tree.items():
            if not isinstance(entry, Map):
                self.fault(tree.lines[code], f"'{code}' must hold a name and the days in `since`")
            elif self.is_country(code, tree.lines[code]):
                self.known_keys(entry, _COUNTRY_KEYS)
                yield code, entry

    def read_ruling(self) -> Iterator[tuple[str, Rule]]:
        for entry in self.entries("ruling"):
            self.known_keys(entry, _RULING_KEYS)
            group, country = self.text(entry, "group"), self.optional_text(entry, "country")
            days = list(self.days(entry))
            if len(days) != 1:
                self.fault(entry.line, f"'{group}' needs one day in `since`", "the day from which it ruled")
            elif country is None or self.is_country(country, entry.lines["country"]):
                yield group, Rule(country, days[0])

    def read_wars(self) -> Iterator[War]:
        for entry in self.entries("wars"):
            self.known_keys(entry, _WAR_KEYS)
            listed, days = self.texts(entry, "between"), list(self.days(entry))
            sides = frozenset(listed)
            for code in listed:
                self.is_country(code, entry.lines["between"])
            if len(sides) == 2 and 0 < len(days) <= 2:
                yield War(sides, days[0], days[1] if len(days) > 1 else None)
            else:
                self.fault(entry.line, "a war needs two states in `between`, and in `since` its day, perhaps its last")

    def days(self, entry: Map) -> Iterator[date]:
        """The days under `since`, one or a list of them, in order."""
        texts = [entry["since"]] if isinstance(entry.get("since"), str) else self.texts(entry, "since")
        last = date.min
        for text in texts:
            try:
                day = date.fromisoformat(f"{text}-01-01" if len(text) == 4 else text)
            except ValueError:
                self.fault(entry.line, f"'{text}' is no date", "write YYYY or YYYY-MM-DD")
                continue
            if day <= last:
                self.fault(entry.line, f"'{text}' does not come after the one before", "list them in order")
            last = day
            yield day
