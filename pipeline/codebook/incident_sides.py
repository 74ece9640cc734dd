"""The sides of an incident: which words of a report name somebody who acts in it or suffers it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from pipeline.codebook.incident_governments import Governments
from pipeline.codebook.incident_known import ARMED, CIVILIANS, CROWDS, EXTERNAL, REBEL, STATE, Known, Named
from pipeline.codebook.incident_nouns import (
    REACH,
    acronym,
    country_of,
    is_armed_people,
    joined_country,
    joined_name,
    noun_after,
    own_name,
)
from pipeline.codebook.incident_words import Mark, Words, word_set
from pipeline.codebook.phrases import tokenize

_ETHNIC = "ethnic"  # the kind of an ethnic group's militia, by its id
_GENERIC = frozenset({"militants", "gang"})  # of an ethnic group these are its militia: "Nuer gunmen"
_OWNED = frozenset({"belonging to", "used by", "occupied by", "held by", "manned by", "controlled by", "operated by"})
_OWNER_REACH = 3  # words from "of" to the owner
_ELSEWHERE = word_set("from by in with near")  # after these another phrase begins


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
    """Where and when an incident happens; the country's ISO3 code, None where nothing tells it."""

    country: str | None
    day: date

    def state(self, country: str | None) -> str:
        """The inter class of a country's forces: outside their own country they are External/Other forces."""
        return EXTERNAL if country and self.country and country != self.country else STATE


class SideFinder:
    """Finds the sides of one report from its role nouns and the actors it names."""

    def __init__(
        self,
        kinds: Mapping[str, SideKind],
        roles: Mapping[str, str],
        harmless: frozenset[str],
        governments: Governments,
    ) -> None:
        self.kinds, self.roles, self.harmless, self.governments = kinds, roles, harmless, governments

    def find(self, words: Words, nouns: Sequence[Mark], known: Known, setting: Setting) -> list[Side]:
        """All sides, in text order; a group's name takes the role noun after it ("PKK positions")."""
        nouns = sorted([*nouns, *self._roles(nouns, known)])
        sides = self._groups(words, nouns, known, setting)
        sides += [self._service(named, setting) for named in known.services]
        taken = {at for side in sides for at in range(side.first, side.last)}
        free = [noun for noun in nouns if noun.first not in taken]
        sides += [side for noun in free for side in self._nouns(noun, words, known, setting)]
        sides += self._peoples(known, {at for side in sides for at in range(side.first, side.last)}, words)
        sides.sort(key=lambda side: side.first)
        sides = [one for one, next_ in zip_longest(sides, sides[1:]) if not _gives_way(one, next_, words)]
        pairs = zip([None, *sides], sides, strict=False)
        return [side for before, side in pairs if not _is_complement(before, side, words)]

    def _roles(self, nouns: Sequence[Mark], known: Known) -> Iterator[Mark]:
        """Role nouns of the book for which the table has no side of their own."""
        taken = {at for noun in nouns for at in range(noun.first, noun.last)}
        for mark in known.roles:
            kinds = tuple(self.roles[role] for role in mark.names if role in self.roles)
            if kinds and taken.isdisjoint(range(mark.first, mark.last)):
                yield mark._replace(names=kinds)

    def _groups(self, words: Words, nouns: Sequence[Mark], known: Known, setting: Setting) -> list[Side]:
        crowds = {noun.last for noun in nouns if self.kinds[noun.names[0]].inter in CROWDS}
        sides = []
        for named in known.groups:
            noun = noun_after(nouns, named.last, words)
            kind = self.kinds[noun.names[0]] if noun else None
            if kind and kind.national:  # "a Houthi rocket" is deed and doer
                noun = None
            # "Israeli settlers" act as a crowd, whatever else the group is; "Hezbollah supporters" are no fighters.
            if named.last not in crowds and not (kind and kind.inter == CIVILIANS and not kind.thing):
                sides.append(self._group(named, noun.last if noun else named.last, words, setting))
        return sides

    def _group(self, named: Named, last: int, words: Words, setting: Setting) -> Side:
        acled, rule = named.actor.acled, self.governments.ruling.get(named.actor.id)
        if self._is_harmless(named.first, words):
            return Side(named.first, named.last, self.kinds["civilians"], CIVILIANS)
        if rule and rule.country and rule.since <= setting.day:
            inter = setting.state(rule.country)
            return Side(named.first, last, self.kinds["military"], inter, None, rule.country)
        inter = STATE if rule and rule.since <= setting.day else (acled and acled.inter) or REBEL
        return Side(named.first, last, self.kinds["rebels"], inter, (acled and acled.name) or named.actor.name)

    def _peoples(self, known: Known, taken: Collection[int], words: Words) -> list[Side]:
        armed = [named for named in known.peoples if is_armed_people(named, taken, words)]
        return [self._people(named) for named in armed] if _ETHNIC in self.kinds else []

    def _people(self, named: Named) -> Side:
        kind = self.kinds[_ETHNIC]
        return Side(named.first, named.last, kind, kind.inter, kind.name.replace("{name}", named.actor.name))

    def _service(self, named: Named, setting: Setting) -> Side:
        country = named.actor.countries[0]
        kind = self.kinds[named.service or "military"]
        return Side(named.first, named.last, kind, setting.state(country), None, country)

    def _nouns(self, noun: Mark, words: Words, known: Known, setting: Setting) -> Iterator[Side]:
        """The side of a noun; two of them where it has two nationalities: "Ukrainian and Russian forces"."""
        side = self._noun(noun, words, known, setting)
        if side is None:
            return
        if side.group and "{name}" in side.kind.name and (name := joined_name(side.first, words)):
            yield side._replace(first=name.first, last=name.last, group=side.kind.name.replace("{name}", name.names[0]))
        other = joined_country(noun, words, known) if side.inter in {STATE, EXTERNAL} and not side.kind.thing else None
        if other and other.actor.countries[0] != side.country:
            code = other.actor.countries[0]
            yield Side(other.first, other.last, side.kind, setting.state(code), None, code)
        yield side

    def _noun(self, noun: Mark, words: Words, known: Known, setting: Setting) -> Side | None:
        country = country_of(noun, words, known)
        found = self._kinds(noun, words, known, setting, country)
        if not found:
            return None
        kind, *_ = found
        people = next((named for named in known.peoples if named.last == noun.first), None)
        if people and kind.id in _GENERIC and _ETHNIC in self.kinds:
            return self._people(people)._replace(last=noun.last)
        assoc = tuple(dict.fromkeys(k.assoc for k in found if k.assoc))
        if kind.inter != STATE:
            return self._band(noun, kind, words, country, assoc)
        if not kind.thing and self._is_harmless(noun.first, words):
            return Side(noun.first, noun.last, self.kinds["civilians"], CIVILIANS, None, country, (kind.name,))
        return Side(noun.first, noun.last, kind, setting.state(country), None, country, assoc)

    def _kinds(self, noun: Mark, words: Words, known: Known, setting: Setting, country: str | None) -> list[SideKind]:
        """The kinds of side that a noun stands for here, the most telling first: those with a name of their own, those
        of this country, those that are no civilians."""
        kinds = (self.kinds[name] for name in noun.names)
        meant = [kind for kind in kinds if not kind.where or setting.country in kind.where]
        found = [kind for kind in meant if (country or not kind.national) and _is_named(kind, noun, words, known)]
        return sorted(found, key=lambda kind: (not kind.named, not kind.where, kind.inter == CIVILIANS))

    @staticmethod
    def _band(noun: Mark, kind: SideKind, words: Words, country: str | None, assoc: tuple[str, ...]) -> Side:
        """A side that is no state's; of an unknown group its acronym tells the name: "MFDC fighters"."""
        unknown = acronym(noun, words) if kind.id == "militants" else None
        if unknown:
            return Side(noun.first, noun.last, kind, REBEL, unknown, country, assoc)
        name = own_name(noun, words) if "{name}" in kind.name else None
        group = kind.name.replace("{name}", name) if name else None
        first = noun.first - len(tokenize(name)) if name else noun.first
        return Side(first, noun.last, kind, kind.inter, group, country, assoc)

    def _is_harmless(self, first: int, words: Words) -> bool:
        """Whether "off-duty", "former" and the like stand shortly before a noun."""
        near = words.normals[max(0, first - 2) : first]
        before = f" {' '.join(near)} "
        return "by" not in near and any(f" {word} " in before for word in self.harmless)


def _gives_way(side: Side, after: Side | None, words: Words) -> bool:
    """The first of "government troops" and of "the combined forces of the KNLA" is no side of its own, nor are things
    of a side that is told: "shelters belonging to the PKK", "vehicles of the army"."""
    if after is None:
        return False
    beside = after.first == side.last and not words.gap(after.first).strip()
    if beside and (side.inter == CIVILIANS or side.kind.weak) and after.inter != CIVILIANS:
        return True
    if beside and after.group and not side.group:  # "the paramilitary Rapid Support Forces"
        return True
    gap = words.normals[side.last : after.first]
    if side.kind.thing and after.armed and not after.kind.thing and _is_owned(gap):
        return True
    plain = side.armed and not side.group and not side.country and side.acts
    other = after.group or (after.armed and after.inter != side.inter)
    return bool(plain and other and 0 < len(gap) <= REACH and gap[0] == "of" and _ELSEWHERE.isdisjoint(gap))


def _is_owned(gap: Sequence[str]) -> bool:
    """Whether what stands between a thing and a side makes it the side's: "positions of the", "caves used by"."""
    return bool(gap) and (" ".join(gap[:2]) in _OWNED or (gap[0] == "of" and len(gap) <= _OWNER_REACH))


def _is_complement(before: Side | None, side: Side, words: Words) -> bool:
    """Whether "of" makes a side a mere part of the one before: "a retired colonel of the army"."""
    gap = words.normals[before.last : side.first] if before else []
    near = 0 < len(gap) <= REACH and gap[0] == "of" and _ELSEWHERE.isdisjoint(gap)
    whole = before and (before.inter == CIVILIANS or (before.inter == side.inter == STATE and before.acts))
    return bool(whole and near and side.armed)


def _is_named(kind: SideKind, noun: Mark, words: Words, known: Known) -> bool:
    """Whether a kind that asks for a name has one, and not just a nationality: "Kaduna militiamen"."""
    if not kind.named:
        return True
    return own_name(noun, words) is not None and all(named.last != noun.first for named in known.countries)
