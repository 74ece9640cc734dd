"""One report → one ACLED-style incident: which row of the decision table it meets, and between whom."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from pipeline.codebook.actor_book import ActorBook
from pipeline.codebook.incident_actors import (
    CIVILIANS,
    EXTERNAL,
    STATE,
    Known,
    Pair,
    Setting,
    Side,
    SideKind,
    affiliations,
    fill,
    find_known,
    find_sides,
    interaction,
    name_of,
    pair_of,
    state_at,
)
from pipeline.codebook.incident_table import NOBODY, IncidentTable, Row, Type, read_incidents
from pipeline.codebook.incident_text import Mark, Words, cut_out, read_words

__all__ = ["Incident", "IncidentTable", "classify", "countries_named", "read_incidents"]

_Placed = TypeVar("_Placed", Mark, Side)
_TARGETING = frozenset({"Explosions/Remote violence", "Riots"})


class Incident(NamedTuple):
    """What a report tells. `row` is the row of the table that decided; offsets are those of the deed's words in the
    report's sentences joined by blanks; `sentence` is the ordinal of the deed's sentence."""

    row: str
    type: Type
    sentence: int
    start: int
    end: int
    actor1: str | None
    assoc1: str | None
    inter1: str | None
    actor2: str | None
    assoc2: str | None
    inter2: str | None
    interaction: str | None
    civilian_targeting: str | None


class _Report(NamedTuple):
    """A report's words with the marks and sides that stand outside its cuts, by sentence."""

    words: Words
    marks: Sequence[Sequence[Mark]]
    sides: Sequence[Sequence[Side]]
    known: Known
    cut: Sequence[bool]
    setting: Setting
    military: SideKind

    def names(self, sentence: int | None = None) -> frozenset[str]:
        chosen = self.marks if sentence is None else self.marks[sentence : sentence + 1]
        return frozenset(name for marks in chosen for mark in marks for name in mark.names)

    def all_sides(self) -> Iterator[Side]:
        return (side for sides in self.sides for side in sides)


def classify(
    sentences: Sequence[str], table: IncidentTable, actors: ActorBook, day: date, country: str | None = None
) -> Incident | None:
    """The incident that a report of one or more sentences tells, None where it tells none.

    country: ISO3 code of the country it happens in; it decides which forces are foreign and completes names.
    """
    setting = Setting(country, day)
    report = _read(sentences, table, actors, setting)
    if report is None:
        return None
    everywhere = report.names()
    for at in range(len(sentences)):
        here = report.names(at)
        for row in table.rows:
            fit = _fit(row, at, here, everywhere, report)
            if fit:
                return _incident(row, fit[0], fit[1], at, report, table, setting) if row.type else None
    return None


def countries_named(sentences: Sequence[str], actors: ActorBook, day: date) -> tuple[list[str], list[str]]:
    """ISO3 codes of the countries that sentences name, and of those where the groups they name are at home."""
    known = find_known(read_words(sentences), actors, day, None)
    homes = [home for _, _, group in known.groups if group.acled for home in group.acled.home[:1]]
    return [code for _, _, code, _ in known.countries], homes


def _read(sentences: Sequence[str], table: IncidentTable, actors: ActorBook, setting: Setting) -> _Report | None:
    words = read_words(sentences)
    marks = table.words.find(words)
    if not any(table.deeds.intersection(mark.names) for mark in marks):
        return None
    cut = cut_out(words, table.cutter, marks)
    known = find_known(words, actors, setting.day, setting.country)
    nouns = table.nouns.find(words)
    sides = [s for s in find_sides(words, nouns, table.kinds, known, table.harmless, setting, table.governments.ruling) if not cut[s.first]]
    named = {at for first, last, _ in known.groups for at in range(first, last)}
    inside = {at for side in sides if side.last - side.first > 1 for at in range(side.first, side.last)}
    told = [m for m in marks if not cut[m.first] and m.first not in named and (m.first not in inside or m.last - m.first > 1 or "goods" in m.names)]
    return _Report(words, _by_sentence(told, words, len(sentences)), _by_sentence(sides, words, len(sentences)), known, cut, setting, table.kinds["military"])


def _by_sentence(items: Sequence[_Placed], words: Words, number: int) -> list[list[_Placed]]:
    out: list[list[_Placed]] = [[] for _ in range(number)]
    for item in items:
        out[words.sentence[item.first]].append(item)
    return out


def _fit(row: Row, at: int, here: frozenset[str], everywhere: frozenset[str], report: _Report) -> tuple[Mark, Pair] | None:
    """The deed and its pair, if a row fits a sentence."""
    sets = row.sets
    if sets["deed"].isdisjoint(here) or not sets["unless"].isdisjoint(here) or not sets["never"].isdisjoint(everywhere):
        return None
    if (sets["with"] and sets["with"].isdisjoint(here)) or (sets["also"] and sets["also"].isdisjoint(everywhere)):
        return None
    present = row.classes["present"]
    if present and not any(side.inter in present for side in report.all_sides()):
        return None
    for deed in report.marks[at]:
        if not sets["deed"].isdisjoint(deed.names):
            pair = _pair_at(deed, at, report)
            if _between(row, pair, report.sides[at]):
                return deed, pair
    return None


def _pair_at(deed: Mark, at: int, report: _Report) -> Pair:
    pair = pair_of(deed, report.sides[at], report.words)
    if pair.source is None or pair.source.inter == CIVILIANS:
        state = state_at(deed, report.known, report.words, report.military, report.setting)
        return pair._replace(source=state, with_source=()) if state and state != pair.target else pair
    return pair


def _between(row: Row, pair: Pair, sides: Sequence[Side]) -> bool:
    """Whether the classes of the two sides are those that the row asks for."""
    by, on = row.classes["by"], row.classes["on"]
    if by and (pair.source.inter if pair.source else NOBODY) not in by:
        return False
    if on and (pair.target.inter if pair.target else NOBODY) not in on:
        return False
    return not row.pair or _opposed(sides)


def _opposed(sides: Sequence[Side]) -> bool:
    """Whether two armed sides are named that are not the forces of one state."""
    keys = {("", side.country, side.inter) if side.inter == STATE and not side.group else side.key for side in sides if side.armed}
    return len(keys) > 1


def _incident(
    row: Row, deed: Mark, pair: Pair, at: int, report: _Report, table: IncidentTable, setting: Setting
) -> Incident:
    find = {"attack": _attack, "clash": _clash, "crowd": _crowd, "lone": _lone}[row.mode]
    found = find(row, deed, pair, at, report)
    one = _described(found.source, found.with_source, table, setting, _organisations(report, at) if row.mode == "crowd" else [])
    two = _described(found.target, found.with_target, table, setting, [])
    tokens, type_ = report.words.tokens, row.type
    assert type_ is not None  # noqa: S101 - rows without a type code nothing
    return Incident(
        row.id, type_, at, tokens[deed.first].start, tokens[deed.last - 1].end, *one, *two,
        interaction(one[2], two[2], table.inter), _targeting(type_, two[2]),
    )  # fmt: skip


def _targeting(type_: Type, inter2: str | None) -> str | None:
    always = type_.event == "Violence against civilians" or type_.name == "Excessive force against protesters"
    return "Civilian targeting" if always or (type_.event in _TARGETING and inter2 == CIVILIANS) else None


def _described(
    side: Side | None, joined: Sequence[Side], table: IncidentTable, setting: Setting, organisations: Sequence[str]
) -> tuple[str | None, str | None, str | None]:
    """ACLED's name, associated actors and inter of a side with those who join it."""
    if side is None:
        return None, None, None
    name = name_of(side, setting, table.governments)
    others = [name_of(s, setting, table.governments) for s in joined if s.inter != CIVILIANS and s.key != side.key]
    templates = affiliations([side, *joined], organisations)
    assoc = others + [fill(t, side.country or setting.country, setting.day, table.governments) for t in templates]
    return name, "; ".join(dict.fromkeys(a for a in assoc if a != name)) or None, side.inter


def _organisations(report: _Report, at: int) -> list[str]:
    found = [(first, actor) for first, _, actor in report.known.organisations if report.words.sentence[first] == at]
    return [(actor.acled.name if actor.acled else None) or actor.name for first, actor in found if not report.cut[first]]


def _stand_in(row: Row, key: str, setting_country: str | None = None) -> Side | None:
    kind = row.fillers.get(key)
    return Side(0, 0, kind, kind.inter, None, setting_country, (kind.assoc,) if kind.assoc else ()) if kind else None


def _attack(row: Row, deed: Mark, pair: Pair, at: int, report: _Report) -> Pair:
    """Doer and victim: civilians are always the victim, unless the row says what the doer is called."""
    source, target, with_source, with_target = pair
    if "as1" not in row.fillers and source and source.inter == CIVILIANS:
        source, target, with_source, with_target = (target, source, with_target, with_source) if target is None or target.armed else (
            None, target, (), with_target)  # fmt: skip
    if row.persons and target and target.kind.thing and target.inter == CIVILIANS:
        target = next((s for s in with_target if not s.kind.thing), None)
    target = target or _victim(report, deed, at, source)
    if "as1" in row.fillers:
        source = _stand_in(row, "as1", source.country if source else None)._replace(assoc=source.assoc if source else ())  # type: ignore[union-attr]
    source = source or _raider(report, at) or _claimant(report) or _stand_in(row, "actor1")
    if target and source and target.key == source.key and target.inter != CIVILIANS:
        target = None
    return Pair(source, target or _stand_in(row, "actor2"), with_source, with_target)


def _victim(report: _Report, deed: Mark, at: int, source: Side | None) -> Side | None:
    """Those who were killed or hurt, where the deed itself names nobody."""
    for sentence in range(at, len(report.marks)):
        for mark in report.marks[sentence]:
            if "harm" in mark.names and mark.first >= deed.first:
                hurt = pair_of(mark, report.sides[sentence], report.words)
                for side in (hurt.target, hurt.source):
                    if side and not side.kind.thing and (source is None or side.key != source.key):
                        return side
    return None


def _raider(report: _Report, at: int) -> Side | None:
    """Whose raid or operation it happened in: "killed during a police raid"."""
    starts = {mark.first for mark in report.marks[at] if "operation" in mark.names}
    return next((side for side in report.sides[at] if side.armed and side.last in starts), None)


def _claimant(report: _Report) -> Side | None:
    """A named group that claims the deed, or is blamed for it."""
    for sentence, marks in enumerate(report.marks):
        if any("claim" in mark.names for mark in marks):
            return next((side for side in report.sides[sentence] if side.group), None)
    return None


def _clash(row: Row, deed: Mark, pair: Pair, at: int, report: _Report) -> Pair:
    """Two opponents: those of the deed if both are armed, else the first two armed sides of the report."""
    if pair.source and pair.target and pair.source.armed and pair.target.armed and pair.source.key != pair.target.key:
        return pair
    known = [side for side in (pair.source, pair.target) if side and (side.armed or row.id.startswith("mob"))]
    rest = [s for s in [*report.sides[at], *report.all_sides()] if s.armed]
    both = list({side.key: side for side in [*known, *rest]}.values())[:2]
    first = both[0] if both else _stand_in(row, "actor1")
    second = both[1] if len(both) > 1 else _stand_in(row, "actor2") or (_stand_in(row, "actor1") if both else None)
    return Pair(first, second, pair.with_source, pair.with_target)


def _crowd(row: Row, deed: Mark, pair: Pair, at: int, report: _Report) -> Pair:
    """The crowd with its affiliations, and the forces or the other crowd that met it."""
    people = [s for s in report.sides[at] if s.inter == CIVILIANS and s.assoc] + [s for s in report.sides[at] if s.inter in {"Protesters", "Rioters"}]
    crowd = _stand_in(row, "as1") or _stand_in(row, "actor1") or _stand_in(row, "actor2")
    country = next((s.country for s in people if s.country and s.inter != CIVILIANS), None)
    crowd = crowd._replace(country=country) if crowd else None
    forces = next((s for s in report.all_sides() if s.inter in {STATE, EXTERNAL} and not s.kind.weak), None)
    met = forces if "present" in row.sets or row.classes["present"] or row.type and row.type.event == "Riots" else None
    if "actor2" in row.fillers and row.fillers["actor2"].inter == "Rioters":
        met = None
    return Pair(crowd, met or _stand_in(row, "actor2"), tuple(people))


def _lone(row: Row, deed: Mark, pair: Pair, at: int, report: _Report) -> Pair:
    source = pair.source or pair.target or next(iter(report.sides[at]), None)
    return Pair(source, None, pair.with_source)
