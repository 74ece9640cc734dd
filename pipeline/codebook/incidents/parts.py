"""Which two sides an incident has, by the way its row says: attack, disrupt, clash, pact, crowd or lone."""

from collections.abc import Sequence

from pipeline.codebook.incidents.known import CIVILIANS, CROWDS, STATE
from pipeline.codebook.incidents.nouns import PLACING, REACH
from pipeline.codebook.incidents.opponents import BANDS, FORCES, doer, filler, opponent, opponents, teller
from pipeline.codebook.incidents.pairs import Pair
from pipeline.codebook.incidents.report import Report
from pipeline.codebook.incidents.side import Side
from pipeline.codebook.incidents.table import Row
from pipeline.codebook.incidents.words import Mark

_OF_THE_CROWD = frozenset({"by", "of", "including"})
_DURING = frozenset({"during", "in"})
_PARTNERS = frozenset({"with", "between", "by"})
_NEAR = frozenset({"near", "nearby", "vicinity", "outside", "around", "close"})
_NEW = frozenset({"a", "an", "another", "other", "unidentified", "unknown", "unnamed", "rival"})
_UNKNOWN = frozenset({"unidentified", "unknown", "unnamed"})
_STATES = frozenset({"name", "capital"})  # the senses in which a country agrees: "Kyiv and Moscow"
_ATTACK = "attack"  # the word set of attacks by whatever means
_GENERIC = frozenset({"rebels", "militants"})
_HURT = frozenset({"harm", "stricken"})  # the word sets of what is done to people


def parts(row: Row, deed: Mark, pair: Pair, report: Report) -> Pair:
    """The two sides of the incident that a row codes from a deed and its pair.

    "Militiamen" are the one group that the report names, if it names one.
    """
    found = _by_mode(row, deed, pair, report)
    named = {side.key: side for side in report.all_sides() if side.group and side.inter in BANDS}
    group = next(iter(named.values())) if len(named) == 1 else _claimant(report)
    if group is None or group.key in {side.key for side in (found.source, found.target) if side}:
        return found
    one, other = (_is_unnamed(side) and not _is_another(side, group, report) for side in (found.source, found.target))
    return found._replace(
        source=group if one else found.source,
        target=group if other and not _is_unnamed(found.source) else found.target,
    )


def _is_another(side: Side | None, group: Side, report: Report) -> bool:
    """Whether a sentence tells of the group and then of somebody new: "the KNLA clashed with an armed group"."""
    words = report.words
    if side is None or not side.last or not words.together(side.first, group.first):
        return False
    if not _UNKNOWN.isdisjoint(words.normals[max(0, side.first - 1) : side.last]):
        return True
    return side.first > group.first and not _NEW.isdisjoint(words.normals[max(0, side.first - 2) : side.first + 1])


def _is_unnamed(side: Side | None) -> bool:
    return bool(side and side.group is None and side.kind.id in _GENERIC)


def _by_mode(row: Row, deed: Mark, pair: Pair, report: Report) -> Pair:
    sentence = report.words.sentence[deed.first]
    if row.mode == "attack":
        return _attack(row, deed, pair, report)
    if row.mode == "clash":
        return opponents(row, deed, pair, [*report.sides[sentence], *report.all_sides()], report)
    if row.mode == "pact":
        return _pact(row, deed, pair, report)
    if row.mode == "disrupt":
        return _disrupt(row, pair, [*report.sides[sentence], *report.all_sides()], report)
    if row.mode == "crowd":
        return _crowd(row, pair, [side for side in report.sides[sentence] if _belongs(side, deed, report)], report)
    own = report.sides[sentence]
    armed = [side for side in own if side.armed and side.last <= deed.first and (side.acts or side.country)]
    doer_ = pair.source if pair.source and pair.source.acts else next(iter(armed), pair.source)
    named = doer_ or pair.target or next(iter(own), None)
    source = filler(row, "as1") or named or filler(row, "actor1")
    return Pair(source, None, pair.with_source)


def _attack(row: Row, deed: Mark, pair: Pair, report: Report) -> Pair:
    """Doer and victim. Civilians are always the victim, unless the row says what the doer is called."""
    renamed = filler(row, "as1")
    if "suicide" in deed.names:
        pair = _by_bomber(pair)
    if _suffers(pair.source, deed, report):
        pair = Pair(None, pair.source, (), pair.with_source)
    source, target, with_source, with_target = pair if renamed else _victims_last(pair)
    thing: Side | None = None
    if row.persons and target and target.kind.thing and target.inter == CIVILIANS:
        thing, target = target, next((side for side in with_target if not side.kind.thing), None)
    if target and target.kind.thing and _is_near(target, report):
        target = _victim(report, deed, source) or target
    target = target or _object(row, deed, source, report) or _victim(report, deed, source)
    if thing and not target:
        target = _others_there(thing, deed, report) or _unnamed_there(thing, report)
    if renamed:
        assoc = source.assoc if source and source.inter in {CIVILIANS, *CROWDS} else ()
        source = renamed._replace(country=source.country if source else None, assoc=assoc)
    if "explosive" not in deed.names:  # which may be the victims' own, or go off under them
        source = source or _subject(row, deed, report)
    source = source or _raider(report, deed) or _armed_with(report, deed) or _claimant(report)
    if "explosive" not in deed.names:
        source = source or teller(target, report)
    source = source or doer(row, report)
    if target and source and target.key == source.key and target.inter != CIVILIANS:
        target = None
    return Pair(source, target or opponent(row, "actor2", source, report), with_source, with_target)


def _disrupt(row: Row, pair: Pair, sides: Sequence[Side], report: Report) -> Pair:
    """Whose forces take a weapon away, and whose it was, told or blamed: none of those who found it, or live nearby."""
    told = [side for side in (pair.source, pair.target, *sides) if side and side.armed and not side.kind.thing]
    able = (side for side in told if side.inter in FORCES and not side.kind.weak and not side.kind.national)
    forces = next(able, None)
    bands = sorted((side for side in told if side.inter in BANDS), key=lambda side: side.group is None)
    foreign = [side for side in told if forces and side.inter in FORCES and side.inter != forces.inter]
    arms = [side for side in sides if side.kind.national and forces and side.inter not in {forces.inter, CIVILIANS}]
    accused = [side for side in report.accused if side.inter in BANDS]
    named = [side for side in bands if side.group]
    owner = next(iter([*named, *foreign, *accused, *bands, *arms]), None)
    return Pair(forces or filler(row, "actor1"), owner or filler(row, "actor2"))


def _by_bomber(pair: Pair) -> Pair:
    """Who blows himself up is no soldier, and no victim: "a man walked up to soldiers and blew himself up"."""
    source = pair.source
    if source is None or source.inter in BANDS:
        return pair
    if source.inter not in FORCES:
        return pair._replace(source=None, with_source=())
    foe = pair.target if pair.target and pair.target.inter in BANDS else None
    return Pair(foe, source, (), pair.with_source)


def _suffers(side: Side | None, deed: Mark, report: Report) -> bool:
    """Whether a side told before an explosive suffers it: "soldiers stepped on a mine"."""
    if side is None or side.first >= deed.first or "explosive" not in deed.names:
        return False
    marks = report.marks[report.words.sentence[deed.first]]
    return any("suffered" in mark.names and side.last <= mark.first <= deed.first for mark in marks)


def _victims_last(pair: Pair) -> Pair:
    if pair.source is None or pair.source.inter != CIVILIANS:
        return pair
    if pair.target is None or pair.target.armed:
        return Pair(pair.target, pair.source, pair.with_target, pair.with_source)
    return Pair(None, pair.target, (), pair.with_target)


def _is_near(side: Side, report: Report) -> bool:
    """Whether a thing only tells where: "in the vicinity of a camp"."""
    return not _NEAR.isdisjoint(report.words.normals[max(0, side.first - REACH) : side.first])


def _object(row: Row, deed: Mark, source: Side | None, report: Report) -> Side | None:
    """Whom the verb beside the deed names: "attacked soldiers with mortars"."""
    for mark in report.marks[report.words.sentence[deed.first]]:
        if mark.first < deed.first and not row.sets["with"].isdisjoint(mark.names):
            side = report.pair(mark).target
            civil_thing = side and side.kind.thing and side.inter == CIVILIANS
            if side and side.last <= deed.first and not civil_thing and (source is None or side.key != source.key):
                return side
    return None


def _subject(row: Row, deed: Mark, report: Report) -> Side | None:
    """Whose verb stands before a deed that is but a weapon: "Oman fired rockets", "it killed a man in a strike"."""
    for mark in report.marks[report.words.sentence[deed.first]]:
        if mark.first < deed.first and not (row.sets["with"] | {_ATTACK}).isdisjoint(mark.names):
            side = report.pair(mark).source
            if side and side.inter in FORCES and side.acts:
                return side
    return None


def _victim(report: Report, deed: Mark, source: Side | None) -> Side | None:
    """Those who were killed or hurt, where the deed itself names nobody."""
    marks = [mark for marks in report.marks for mark in marks if not _HURT.isdisjoint(mark.names)]
    for mark in sorted(marks, key=lambda mark: mark.first < deed.first):  # what follows the deed tells first
        if mark.first >= deed.first or report.words.together(mark.first, deed.first):
            hurt = report.pair(mark)
            near = _persons_before(mark, report) if hurt.target and hurt.target.kind.thing else None
            for side in (hurt.target, near, hurt.source):
                if side and not side.kind.thing and (source is None or side.key != source.key):
                    return side
    return None


def _persons_before(deed: Mark, report: Report) -> Side | None:
    """The last persons told before a deed: "two sisters at a bus stop were killed"."""
    sides = report.sides[report.words.sentence[deed.first]]
    return next((side for side in reversed(sides) if side.last <= deed.first and not side.kind.thing), None)


def _others_there(thing: Side, deed: Mark, report: Report) -> Side | None:
    """The first people told behind a thing that is hit: "blew himself up in a tent among mourners"."""
    sides = report.sides[report.words.sentence[deed.first]]
    people = (side for side in sides if side.inter == CIVILIANS and not side.kind.thing)
    return next((side for side in people if side.first > max(deed.first, thing.first)), None)


def _unnamed_there(thing: Side, report: Report) -> Side | None:
    """Those who were killed or hurt in a place of civilians, where nobody says who they were."""
    hurt = any(not _HURT.isdisjoint(mark.names) for marks in report.marks for mark in marks)
    return thing if hurt else None


def _raider(report: Report, deed: Mark) -> Side | None:
    """Whose raid or operation it happened in: "killed during a police raid", "killed in an Israeli raid"."""
    sentence = report.words.sentence[deed.first]
    raids = [mark for mark in report.marks[sentence] if "operation" in mark.names]
    starts = {mark.first for mark in raids}
    own = [side for side in report.sides[sentence] if side.armed and side.last in starts]
    states = [state for raid in raids if (state := report.owner(raid))]
    return next((side for side in (*own, *states) if _is_during(side, report)), None)


def _armed_with(report: Report, deed: Mark) -> Side | None:
    """Whose bomb or drone the deed's sentence tells of: "poisoned by gas from a shell of the army"."""
    for mark in report.marks[report.words.sentence[deed.first]]:
        side = report.pair(mark).source if "means" in mark.names else None
        if side and side.armed and mark.last < side.first <= mark.last + REACH:
            return side
    return None


def _is_during(side: Side, report: Report) -> bool:
    return not _DURING.isdisjoint(report.words.normals[max(0, side.first - REACH) : side.first])


def _claimant(report: Report) -> Side | None:
    """A named group that claims the deed, or is blamed for it; one may also blame "bandits"."""
    for marks, sides in zip(report.marks, report.sides, strict=True):
        claims = [mark.first for mark in marks if "claim" in mark.names]
        if claims:
            accused = [side for side in report.accused if report.words.together(side.first, claims[0])]
            bands = (side for side in sides if side.inter in BANDS and side.kind.id not in _GENERIC)
            blamed = next((side for side in bands if side.first > claims[0]), None)
            return next((side for side in (*sides, *accused) if side.group), blamed)
    return None


def _pact(row: Row, deed: Mark, pair: Pair, report: Report) -> Pair:
    """Two who agree. A state that is named alone agrees with nobody known, least of all with its own army."""
    parties = _parties(deed, report)
    if len(parties) > 1:
        return Pair(*_at_home(parties[0], parties[1]))
    alone = parties and parties[0].kind.id == "government" and pair.target is None
    return Pair(parties[0], None) if alone else opponents(row, deed, pair, parties, report)


def _at_home(one: Side, other: Side) -> tuple[Side, Side]:
    """A government that agrees with armed groups agrees with its own, wherever they meet."""
    if one.kind.id == "government" and other.inter in BANDS:
        return one._replace(inter=STATE), other
    if other.kind.id == "government" and one.inter in BANDS:
        return one, other._replace(inter=STATE)
    return one, other


def _parties(deed: Mark, report: Report) -> list[Side]:
    """Who agrees: the armed sides and states named before the deed, then those named "with" or "between" after it."""
    words, kind = report.words, report.table.kinds["government"]
    states = [
        Side(named.first, named.last, kind, report.setting.state(code), None, code)
        for named in report.known.countries
        if named.sense in _STATES and not report.cut[named.first] and words.together(named.first, deed.first)
        for code in named.actor.countries[:1]
        if words.normals[max(0, named.first - 1)] not in PLACING
    ]
    sides = [side for side in report.sides[words.sentence[deed.first]] if side.armed and not side.kind.thing]
    named = [side for side in (*states, *sides) if side.first < deed.first or _is_partner(side, deed, report)]
    found: dict[tuple[str | None, ...], Side] = {}
    for side in sorted(named, key=lambda side: side.first):
        found.setdefault((side.group, side.country, side.inter), side)
    return list(found.values())


def _is_partner(side: Side, deed: Mark, report: Report) -> bool:
    return not _PARTNERS.isdisjoint(report.words.normals[deed.last : side.first])


def _belongs(side: Side, deed: Mark, report: Report) -> bool:
    """Whether a side is of the crowd: it stands before the deed, or after "by", "of" or "including"."""
    before = report.words.normals[max(0, side.first - 3) : side.first]
    return side.last <= deed.first or not _OF_THE_CROWD.isdisjoint(before)


def _crowd(row: Row, pair: Pair, sides: Sequence[Side], report: Report) -> Pair:
    """The crowd with its affiliations, and the forces or the other crowd that met it."""
    crowd = filler(row, "as1") or filler(row, "actor1") or filler(row, "actor2")
    people = [side for side in sides if side.inter == CIVILIANS and side.assoc]
    people += [side for side in sides if side.inter in CROWDS]
    country = next((side.country for side in people if side.country and side.inter in CROWDS), None)
    spare = filler(row, "actor2")
    riot = row.type is not None and row.type.event == "Riots"
    forces = next((side for side in report.all_sides() if side.inter in FORCES and not side.kind.weak), None)
    if not row.classes["by"].isdisjoint(BANDS):  # gunmen who fire at a crowd
        forces = next((side for side in (pair.source, *report.all_sides()) if side and side.inter in BANDS), None)
    met = None if spare and spare.inter in CROWDS else forces if spare or row.classes["present"] or riot else None
    return Pair(crowd._replace(country=country) if crowd else None, met or spare, tuple(people))
