"""One report → one ACLED-style incident: which row of the decision table it meets, and between whom."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.incidents.events import Trigger
from pipeline.codebook.incidents.known import CIVILIANS, CROWDS, EXTERNAL, STATE
from pipeline.codebook.incidents.nouns import REACH
from pipeline.codebook.incidents.pairs import Pair, is_double, meets_its_like
from pipeline.codebook.incidents.parts import parts
from pipeline.codebook.incidents.reader import read_incidents
from pipeline.codebook.incidents.report import Report, countries_named, read_report
from pipeline.codebook.incidents.side import Setting, Side
from pipeline.codebook.incidents.table import GOVERNMENT, NOBODY, IncidentTable, Row, Type
from pipeline.codebook.incidents.words import Mark, Words, report_words

__all__ = [
    "Incident", "IncidentTable", "Trigger", "Type", "Words", "classify", "countries_named", "interaction",
    "read_incidents", "report_words", "speaks_of", "targeting", "topics_of",
]  # fmt: skip

Tells = Callable[[Type, int], bool]
_ALWAYS_CIVILIANS = frozenset({"Violence against civilians"})
_SOMETIMES_CIVILIANS = frozenset({"Explosions/Remote violence", "Riots"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "along", "between", "within", "of"})
_EXCESSIVE = "Excessive force against protesters"


class Incident(NamedTuple):
    """What a report tells. `row` is the row of the table that decided; offsets are those of the deed's words in the
    report's sentences joined by blanks; `sentence` is the ordinal of the deed's sentence; `named` has the kind and the
    inter of each side that the report names and the table does not fill in."""

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
    named: tuple[tuple[str, str], ...] = ()


def classify(
    sentences: Sequence[str],
    table: IncidentTable,
    actors: ActorBook,
    day: date,
    country: str | None = None,
    events: Sequence[Sequence[Trigger]] = (),
    by_events: bool = False,
    tells: Tells = lambda *_: True,
    army: str | None = None,
) -> Incident | None:
    """The incident that a report of one or more sentences tells, None where it tells none.

    country: ISO3 code of the country it happens in; it decides which forces are foreign and completes names.
    events: for each sentence the triggers of events coded in it, which tell who acts on whom.
    by_events: whether rows that ask for events may be met.
    tells: whether a sentence, by its ordinal, may tell a deed of a type.
    army: ISO3 code of the country whose army is the only foreign one that the document names.
    The first sentence that meets a row decides, the first row that it meets codes it.
    """
    report = read_report(sentences, table, actors, Setting(country, day, army), events, by_events)
    if report is None:
        return None
    everywhere = report.names()
    for at in range(len(sentences)):
        here = report.names(at)
        heading = report.heading.row if report.heading and at == 0 else None
        rows = (row for row in table.rows if heading is None or row.type is heading.type)
        for row in (row for row in rows if not row.sets["deed"].isdisjoint(here)):
            found = _fit(row, report.marks[at], here, everywhere, report)
            if found and (row.type is None or tells(row.type, at)):
                return _incident(row, *found, report) if row.type else None
        if heading and heading.type and tells(heading.type, at):
            return _incident(heading, *_headed(heading, report), report)
    return None


def _headed(row: Row, report: Report) -> tuple[Mark, Pair]:
    """The deed and its pair where a heading alone says what a note tells: whoever acts, and the next one."""
    first = next(iter(report.marks[0]), Mark(0, 1, ()))
    pair = report.pair(first) if row.mode != "lone" else Pair(None, None)
    source = pair.source or next((side for side in report.sides[0] if side.acts), None)
    others = (side for side in (pair.target, *report.sides[0]) if side and side is not source)
    return first, pair._replace(source=source, target=next(others, None))


def topics_of(words: Words, table: IncidentTable) -> frozenset[str]:
    """The other subjects that a document is about (disasters, trials), by how many different words of each it uses."""
    seen: dict[str, set[str]] = {name: set() for name in table.topics}
    for mark in table.words.find(words):
        for name in table.topics.keys() & set(mark.names):
            seen[name].add(words.normals[mark.first])
    return frozenset(name for name, least in table.topics.items() if len(seen[name]) >= least)


def speaks_of(topics: frozenset[str], words: Words, table: IncidentTable) -> bool:
    """Whether a word of one of some subjects stands among these."""
    return any(not topics.isdisjoint(mark.names) for mark in table.words.find(words))


def _fit(
    row: Row, marks: Sequence[Mark], here: frozenset[str], everywhere: frozenset[str], report: Report
) -> tuple[Mark, Pair] | None:
    """The deed and its pair, if a row fits a sentence."""
    if not _words_fit(row, here, everywhere):
        return None
    present = row.classes["present"]
    if present and not any(side.inter in present and not side.kind.weak for side in report.all_sides()):
        return None
    for deed in marks:
        if not row.sets["deed"].isdisjoint(deed.names):
            pair = report.pair(deed)
            if _sides_fit(row, pair, report.words) and (not row.pair or _opposed(deed, report)):
                return deed, pair
    return None


def _words_fit(row: Row, here: frozenset[str], everywhere: frozenset[str]) -> bool:
    sets = row.sets
    if not sets["unless"].isdisjoint(here) or not sets["never"].isdisjoint(everywhere):
        return False
    if sets["with"] and sets["with"].isdisjoint(here):
        return False
    return not sets["also"] or not sets["also"].isdisjoint(everywhere)


def _sides_fit(row: Row, pair: Pair, words: Words) -> bool:
    """Whether the classes of the two sides are those that the row asks for; a place that suffers it is nobody."""
    by, on = row.classes["by"], row.classes["on"]
    if by and by.isdisjoint(_classes_of(pair.source)):
        return False
    return not on or not on.isdisjoint(_classes_of(pair.target)) or (NOBODY in on and _tells_where(pair.target, words))


def _tells_where(side: Side | None, words: Words) -> bool:
    """Whether a place of civilians tells where, not to whom: "in a village"."""
    if side is None or side.inter != CIVILIANS or not side.kind.thing:
        return False
    return not _WHERE.isdisjoint(words.normals[max(0, side.first - REACH) : side.first])


def _classes_of(side: Side | None) -> tuple[str, ...]:
    """The classes that rows ask for; governments fight through their forces, so that elsewhere they count as nobody."""
    if side is None:
        return (NOBODY,)
    return (NOBODY, GOVERNMENT) if side.kind.weak else (side.inter,)


def _opposed(deed: Mark, report: Report) -> bool:
    """Whether two armed sides are named that are not the forces of one state, or one that fights its like."""
    sides = report.sides[report.words.sentence[deed.first]]
    gangs = any(
        side.armed and side.inter != STATE and is_double(side, report.words, report.table.terms) for side in sides
    )
    if gangs or meets_its_like(deed, sides, report.words):
        return True
    armed = [side for side in sides if side.armed]
    forces = [side for side in armed if side.inter == STATE and not side.group and not side.kind.apart]
    states = {side.country for side in forces}
    others = {side.key for side in armed if side not in forces}
    return len(others) + len(states - {None} or states) > 1 and not all(side.kind.weak for side in armed)


def _incident(row: Row, deed: Mark, pair: Pair, report: Report) -> Incident:
    found, sentence = parts(row, deed, pair, report), report.words.sentence[deed.first]
    organisations = report.organisations(sentence) if row.mode == "crowd" else []
    one = _described(found.source, found.with_source, report, organisations)
    two = _described(found.target, found.with_target, report, [])
    start, end = report.words.tokens[deed.first].start, report.words.tokens[deed.last - 1].end
    assert row.type is not None  # noqa: S101 - rows without a type code nothing
    between = interaction(one[2], two[2], report.table.inter)
    crowds = [side for side in found.with_source if side.inter in CROWDS]
    named = tuple((s.kind.id, s.inter) for s in (found.source, found.target, *crowds) if s and s.last)
    return Incident(row.id, row.type, sentence, start, end, *one, *two, between, targeting(row.type, two[2]), named)


def _described(
    side: Side | None, joined: Sequence[Side], report: Report, organisations: Sequence[str]
) -> tuple[str | None, str | None, str | None]:
    """ACLED's name, associated actors and inter of a side with those who join it."""
    if side is None:
        return None, None, None
    fighters = [_template(other) for other in joined if other.inter != CIVILIANS and other.key != side.key]
    affiliations = [name for other in (side, *joined) for name in other.assoc]
    name, *others = [_filled(t, side, report) for t in (_template(side), *fighters, *affiliations, *organisations)]
    return name, "; ".join(other for other in dict.fromkeys(others) if other != name) or None, side.inter


def _template(side: Side) -> str:
    return side.group or (side.kind.unnamed if "{name}" in side.kind.name else side.kind.name)


def _filled(template: str, side: Side, report: Report) -> str:
    setting = report.setting
    return report.table.governments.fill(template, side.country or setting.country, setting.day)


def targeting(type_: Type, inter2: str | None) -> str | None:
    """ACLED's civilian_targeting: always in violence against civilians, elsewhere where they are the target."""
    aimed = type_.event in _SOMETIMES_CIVILIANS and inter2 == CIVILIANS
    return "Civilian targeting" if aimed or type_.event in _ALWAYS_CIVILIANS or type_.name == _EXCESSIVE else None


def interaction(inter1: str | None, inter2: str | None, order: Sequence[str]) -> str | None:
    """ACLED's text form: "State forces-Civilians", one-sided "Protesters only"; `order` is the table's."""
    present = [inter for inter in (inter1, inter2) if inter]
    if len(present) < 2:
        return f"{present[0]} only" if present else None
    if set(present) == {EXTERNAL, CIVILIANS}:  # ACLED's table has this pair alone against its order
        return f"{EXTERNAL}-{CIVILIANS}"
    return "-".join(sorted(present, key=order.index))
