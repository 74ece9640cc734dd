"""The sides of an incident: which words of a report name somebody who acts in it or suffers it."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from pipeline.codebook.actors.book import Actor
from pipeline.codebook.incidents.governments import Governments
from pipeline.codebook.incidents.known import ARMED, CIVILIANS, CROWDS, EXTERNAL, REBEL, STATE, Known, Named
from pipeline.codebook.incidents.nouns import (
    acronym,
    armed_peoples,
    country_of,
    is_armed_band,
    joined_country,
    joined_name,
    noun_after,
    own_name,
    owner_of,
)
from pipeline.codebook.incidents.side import Setting, Side, SideKind
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.wholes import FIGHTERS, wholes
from pipeline.codebook.incidents.words import Mark, Words
from pipeline.codebook.phrases import tokenize

_ETHNIC = "ethnic"  # the kind of an ethnic group's militia, by its id
_GENERIC = frozenset({"militants", "gang"})  # of an ethnic group these are its militia: "Nuer gunmen"


class SideFinder:
    """Finds the sides of one report from its role nouns and the actors it names."""

    def __init__(
        self,
        kinds: Mapping[str, SideKind],
        roles: Mapping[str, str],
        harmless: frozenset[str],
        governments: Governments,
        terms: SideWords,
    ) -> None:
        self.kinds, self.roles, self.harmless, self.governments = kinds, roles, harmless, governments
        self.terms = terms

    def find(self, words: Words, nouns: Sequence[Mark], known: Known, setting: Setting) -> list[Side]:
        """All sides, in text order; a group's name takes the role noun after it ("PKK positions")."""
        nouns = sorted([*nouns, *self._roles(nouns, known)])
        sides = self._groups(words, nouns, known, setting)
        sides += [self._service(named, setting) for named in (*known.services, *_agents(known, words))]
        taken = {at for side in sides for at in range(side.first, side.last)}
        free = [noun for noun in nouns if noun.first not in taken]
        sides += [side for noun in free for side in self._nouns(noun, words, known, setting)]
        sides += self._peoples(known, {at for side in sides for at in range(side.first, side.last)}, words)
        sides.sort(key=lambda side: side.first)
        return wholes(sides, words)

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
            # "Israeli settlers" act as a crowd, whatever else the group is; "Hezbollah supporters" are no fighters, but
            # "Hezbollah men" are.
            others = kind is not None and kind.inter == CIVILIANS and not kind.thing
            if named.last not in crowds and not (others and noun and words.normals[noun.first] not in FIGHTERS):
                sides.append(self._group(named, noun.last if noun else named.last, words, setting))
        return sides

    def _group(self, named: Named, last: int, words: Words, setting: Setting) -> Side:
        acled, rule = named.actor.acled, self.governments.ruling.get(named.actor.id)
        if self._is_harmless(named.first, words):
            return Side(named.first, named.last, self.kinds["civilians"], CIVILIANS)
        if rule and rule.country and rule.since <= setting.day:
            inter = setting.state(rule.country)
            return Side(named.first, last, self.kinds["military"], inter, None, rule.country)
        home = next(iter(acled.home), None) if acled else None
        inter = (acled and acled.inter) or REBEL
        if (rule and rule.since <= setting.day) or inter == STATE:
            inter = setting.state(home)
        return Side(named.first, last, self.kinds["rebels"], inter, _name_of(named.actor))

    def _peoples(self, known: Known, taken: Collection[int], words: Words) -> list[Side]:
        armed = armed_peoples(known.peoples, taken, words)
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
        band = people and (kind.id in _GENERIC or is_armed_band(noun, people, words))
        if people and band and _ETHNIC in self.kinds:
            return self._people(people)._replace(last=noun.last)
        group = next((named for named in known.groups if named.last == noun.first), None)
        assoc = tuple(dict.fromkeys(k.assoc for k in found if k.assoc))
        if group and kind.inter == CIVILIANS:  # a "Hamas official" is none of the government's
            assoc = (_name_of(group.actor),)
        owner = owner_of(noun, words, known)
        if owner and owner in known.groups and kind.inter in ARMED:  # "the Houthis said their fighters"
            return self._group(owner, noun.last, words, setting)._replace(first=noun.first)
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
        first = _part_of(first, words, self.terms.members)
        near = words.normals[max(0, first - 2) : first]
        if len(near) > 1 and near[0].endswith("ed") and near[1] not in self.harmless:  # "captured two soldiers"
            near = near[1:]
        before = f" {' '.join(near)} "
        return "by" not in near and any(f" {word} " in before for word in self.harmless)


def _agents(known: Known, words: Words) -> Iterator[Named]:
    """Nations that stand for their armies behind "by": "launched by the Russians"."""
    for named in known.countries:
        before = words.normals[max(0, named.first - 2) : named.first]
        if named.sense == "people" and (before[-1:] == ["by"] or before == ["by", "the"]):
            yield named


def _name_of(group: Actor) -> str:
    """What ACLED calls an armed group."""
    return (group.acled and group.acled.name) or group.name


def _part_of(at: int, words: Words, members: Set[str]) -> int:
    """Where "members of the" begins before a noun; its own place where nothing of the kind stands there."""
    of = at - 2 if words.normals[max(0, at - 2) : at] == ["of", "the"] else at - 1
    fits = of > 0 and words.normals[of] == "of" and words.normals[of - 1] in members
    return of - 1 if fits else at


def _is_named(kind: SideKind, noun: Mark, words: Words, known: Known) -> bool:
    """Whether a kind that asks for a name has one, and not just a nationality: "Kaduna militiamen"."""
    if not kind.named:
        return True
    return own_name(noun, words) is not None and all(named.last != noun.first for named in known.countries)
