"""Who fights whom: the two opponents of a clash, and who stands in where a report names one of them alone."""

from collections.abc import Iterable, Sequence

from pipeline.codebook.incidents.known import CROWDS, EXTERNAL, REBEL, STATE
from pipeline.codebook.incidents.pairs import Pair, is_double, meets_its_like
from pipeline.codebook.incidents.report import Report
from pipeline.codebook.incidents.side import Side
from pipeline.codebook.incidents.table import Row
from pipeline.codebook.incidents.words import Mark

FORCES = frozenset({STATE, EXTERNAL})
_PASSIVE = frozenset({"was", "were", "have", "has", "had"})
_SENT = frozenset({"sent", "deployed", "dispatched", "mobilised", "mobilized", "called"})
BANDS = frozenset({REBEL, "Political militia", "Identity militia"})


def opponents(row: Row, deed: Mark, pair: Pair, others: Iterable[Side], report: Report) -> Pair:
    """Two opponents: those of the deed if both are armed, else the first two armed sides of the report."""
    given = [side for side in (pair.source, pair.target) if side and not _comes_later(side, report)]
    if len(given) == 2 and given[0].armed and given[1].armed and given[0].key != given[1].key:
        return pair
    fit = [side for side in given if side.armed or side.inter in CROWDS]
    fit += [side for side in others if side.armed and not _comes_later(side, report)]
    first, second = _opposed(list({side.key: side for side in fit}.values()), deed, report)
    spare = filler(row, "actor1")
    same = [side for side in fit if first and side.key == first.key]
    if meets_its_like(deed, same, report.words) or (
        not second and any(is_double(side, report.words, report.table.terms) for side in same)
    ):
        second = first
    if first and not second and (army := teller(first, report)):
        return Pair(army, first) if pair.source is None else Pair(first, army, pair.with_source)
    if first and not second:
        second = opponent(row, "actor2", first, report) or opponent(row, "actor1", first, report)
    one, other = (_by_its_forces(side, report) for side in (first or spare, second or filler(row, "actor2")))
    return Pair(one, other, pair.with_source, pair.with_target)


def _by_its_forces(side: Side | None, report: Report) -> Side | None:
    """Governments fight through their forces."""
    return side._replace(kind=report.table.kinds["military"]) if side and side.kind.weak else side


def filler(row: Row, key: str) -> Side | None:
    """The side that stands in where the report names none."""
    kind = row.fillers.get(key)
    return Side(0, 0, kind, kind.inter, None, None, (kind.assoc,) if kind.assoc else ()) if kind else None


def doer(row: Row, report: Report) -> Side | None:
    """Who stands in for the doer: an army that nobody names is the foreign one of the document, if it has just one."""
    spare, setting = filler(row, "actor1"), report.setting
    if setting.army and spare and spare.kind.id == "coalition_forces":
        return Side(0, 0, report.table.kinds["military"], setting.state(setting.army), None, setting.army)
    return spare


def opponent(row: Row, key: str, side: Side | None, report: Report) -> Side | None:
    """Who stands in against a side: the state it is at war with; against foreign forces the country's own."""
    spare, setting = filler(row, key), report.setting
    if side is None or spare is None or spare.kind.id != "militants" or side.group or side.inter not in FORCES:
        return spare
    enemy = report.table.governments.enemy(side.country or setting.country, setting.day)
    foreign = side.inter == EXTERNAL and side.country
    if enemy or foreign:
        return Side(0, 0, report.table.kinds["military"], setting.state(enemy), None, enemy)
    return spare


def teller(side: Side | None, report: Report) -> Side | None:
    """The army that tells how fighters came to grief, where nobody says who fought them: it did."""
    if side is None or side.inter not in BANDS or side.kind.thing:
        return None
    return next((army for army in report.tellers if report.words.together(army.first, side.first)), None)


def _opposed(sides: Sequence[Side], deed: Mark, report: Report) -> tuple[Side | None, Side | None]:
    """The first side, and the first of another kind in the deed's sentence, since allies mostly are of one; else the
    second."""
    first = next(iter(sides), None)
    if first is None or first.kind.apart:
        return first, next(iter(sides[1:]), None)
    near = [side for side in sides if report.words.together(side.first, deed.first) and side.inter != first.inter]
    return first, next(iter([*near, *sides[1:]]), None)


def _comes_later(side: Side, report: Report) -> bool:
    """Whether somebody is no party to a fight but ends it, or looks into it: "police intervened", "were sent there"."""
    after = report.words.normals[side.last : side.last + 4]
    if not report.table.terms.later.isdisjoint(after[:2]):
        return True
    return not _PASSIVE.isdisjoint(after[:1]) and not _SENT.isdisjoint(after[1:])
