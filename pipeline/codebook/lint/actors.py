"""Actors seen beside each other: names of two entries, and roles that overlap. Told are those of the folder itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from pipeline.codebook.actors.book import Actor
from pipeline.codebook.actors.offices import code_on
from pipeline.codebook.actors.reader import Entry, list_actors
from pipeline.codebook.load import Codebook, Sources
from pipeline.codebook.phrases import normal, word_forms
from pipeline.errors import Fault, first_of, place

Days = tuple[date, date]
_NATIONS = frozenset({"country", "people"})  # whose names are nobody's but theirs, or read another way


def doubtful(codebook: Codebook, sources: Sources) -> list[Fault]:
    """Warnings. Where codes are appended the first entry, and the first of its codes, counts by convention."""
    if codebook.actors.appending:
        return []
    entries = list_actors(sources.actor_files(), sources.layer)
    own = str(sources.layers[-1])
    shared = first_of(list(_shared(entries, sources)), own, "pairs of actors of one name")
    return [*shared, *first_of(list(_overlaps(entries, sources)), own, "actors whose roles overlap")]


def _shared(entries: Sequence[Entry], sources: Sources) -> Iterator[Fault]:
    """Pairs of entries with a name in common that mean different codes on some day. Those of one folder are meant so
    where their countries tell them apart."""
    by_name: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        if entry.actor.kind not in _NATIONS:
            for words in {tuple(map(normal, word_forms(name))) for name in entry.phrases["name"]}:
                by_name.setdefault(words, []).append(entry)
    told: set[frozenset[str]] = set()
    for words, bearers in by_name.items():
        for one, other in combinations(
            sorted(bearers, key=lambda entry: (-entry.actor.layer, entry.path, entry.line)), 2
        ):
            pair = frozenset((one.actor.id, other.actor.id))
            codes = _codes(one.actor, other.actor)
            if pair not in told and sources.is_own(one.path) and codes and not _told_apart(one.actor, other.actor):
                told.add(pair)
                yield _fault(one, other, " ".join(words), codes)


def _fault(one: Entry, other: Entry, name: str, codes: tuple[str, str]) -> Fault:
    where = f"{other.actor.id} ({place(other.path, other.line)})"
    what = f"'{one.actor.id}' is called '{name}' as {where} is, but {codes[0]}, not {codes[1]}"
    if one.actor.layer > other.actor.layer:
        return Fault(
            one.path, one.line, f"{what}: this one is meant", "give it all names of the other, or another name"
        )
    return Fault(one.path, one.line, f"{what}: neither is meant", "make them one entry, or date them with from and to")


def _told_apart(one: Actor, other: Actor) -> bool:
    return one.layer == other.layer and set(one.countries).isdisjoint(other.countries)


def _codes(one: Actor, other: Actor) -> tuple[str, str] | None:
    """What two actors are coded as on the first day on which both live and their codes differ."""
    days = _common((one.start, one.end), (other.start, other.end))
    if days is None:
        return None
    ends = {day for actor in (one, other) for role in actor.roles for day in (role.start, role.end) if day}
    for day in sorted({days[0], *(day for day in ends if days[0] <= day < days[1])}):
        codes = code_on(one, day, ())[0], code_on(other, day, ())[0]
        if codes[0] != codes[1]:
            return codes
    return None


def _overlaps(entries: Sequence[Entry], sources: Sources) -> Iterator[Fault]:
    """Entries of which two dated roles hold on one day."""
    for actor, _, path, line in entries:
        pairs = combinations(actor.roles, 2) if sources.is_own(path) else ()
        both = ((one, other, _common((one.start, one.end), (other.start, other.end))) for one, other in pairs)
        found = next(((one, other, days) for one, other, days in both if days), None)
        if found:
            one, other, days = found
            until = f"to {days[1]}" if days[1] != date.max else "on"
            since = f"from {days[0]} " if days[0] != date.min else ""
            what = f"'{actor.id}' is {one.code} and {other.code} {since}{until}"
            what = f"{what}, so that it is coded {code_on(actor, days[0], ())[0]}"
            yield Fault(path, line, what, "end the one where the other begins, or write one role")


def _common(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> Days | None:
    """The days of two spans that are in both: the first, and the first after."""
    first = max(start or date.min for start, _ in (one, other))
    after = min(end or date.max for _, end in (one, other))
    return (first, after) if first < after else None
