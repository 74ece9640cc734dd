"""A side of an incident: its kind in the decision table, and the words of a report that name it."""

from datetime import date
from typing import NamedTuple

from pipeline.codebook.incidents.known import ARMED, CIVILIANS, EXTERNAL, STATE


class SideKind(NamedTuple):
    """A kind of side: its inter class and its name, with {country}, {government} or {name} to fill in.

    thing: it cannot act ("base"); weak: it intervenes in no crowd ("government"); named: it needs a name of
    its own before it ("Kaduna militiamen"), national: a nationality ("Russian missiles"); where: the countries
    (ISO3) where alone it stands for this side, none for all; apart: it fights forces of its own state; unarmed: those
    who are attacked are civilians ("herders").
    """

    id: str
    inter: str
    name: str
    unnamed: str
    assoc: str | None = None
    where: frozenset[str] = frozenset()
    thing: bool = False
    weak: bool = False
    named: bool = False
    national: bool = False
    apart: bool = False
    unarmed: bool = False


class Side(NamedTuple):
    """Words first..last name a side. `group` is its own public name, `country` the one its words give."""

    first: int
    last: int
    kind: SideKind
    inter: str
    group: str | None = None
    country: str | None = None
    assoc: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What tells one side from another."""
        return self.group or self.kind.name, self.country, self.inter

    @property
    def armed(self) -> bool:
        return self.inter in ARMED

    @property
    def acts(self) -> bool:
        """Whether it is rather the doer than the victim."""
        return self.inter != CIVILIANS and not self.kind.thing


class Setting(NamedTuple):
    """Where and when an incident happens; the country's ISO3 code, None where nothing tells it. `army`: the country
    whose army is the only foreign one that the document names."""

    country: str | None
    day: date
    army: str | None = None

    def state(self, country: str | None) -> str:
        """The inter class of a country's forces: outside their own country they are External/Other forces."""
        return EXTERNAL if country and self.country and country != self.country else STATE
