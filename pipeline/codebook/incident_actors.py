"""The sides of an incident: which words name them, who does it to whom, and what ACLED calls them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from pipeline.codebook.actor_book import Actor, ActorBook, Sense
from pipeline.codebook.roles import chunks
from pipeline.codebook.incident_text import Mark, Words

STATE, REBEL, EXTERNAL, CIVILIANS = "State forces", "Rebel group", "External/Other forces", "Civilians"
_ARMED = frozenset({STATE, REBEL, EXTERNAL, "Political militia", "Identity militia"})
_CROWDS = frozenset({"Rioters", "Protesters"})
_ORGANISATIONS = frozenset({"party", "ngo", "igo", "company", "coalition", "institution"})
_REACH = 3  # words that may stand between a name and the noun it belongs to
_JOINERS = frozenset("and or the a an along with together as well also their some of his its by backed supported joint forces members".split())
_BE = frozenset("was were been being is are be got".split())
_PASSIVE = frozenset("shot hit struck slain found torn overrun set taken blown beaten stolen thrown hurt cut".split())
_PREPOSITIONS = frozenset("of against with near from under for among to during including".split())
_PLACING = frozenset("in at near from to of across inside into".split())
_SPEECH = frozenset("said says say claimed claims announced reported reports stated confirmed accused told that".split())


class SideKind(NamedTuple):
    """A kind of side: its inter class and its name, with {country}, {government} or {name} to fill in."""

    id: str
    inter: str
    name: str
    unnamed: str
    assoc: str | None = None
    thing: bool = False
    weak: bool = False


class Governments(NamedTuple):
    """ACLED's names of countries, and the days from which their governments held power, in order; by ISO3 code."""

    names: Mapping[str, str]
    starts: Mapping[str, Sequence[date]]
    ruling: Mapping[str, tuple[str | None, date]]  # armed groups in power: their country, and since when

    def country(self, code: str | None) -> str | None:
        return self.names.get(code, code) if code else None

    def label(self, code: str | None, when: date) -> str | None:
        """"the United States (2021-)": the country with the years of its government on a day."""
        name = self.country(code)
        starts = self.starts.get(code or "", ())
        held = [i for i, start in enumerate(starts) if start <= when]
        if not name or not held:
            return name
        until = str(starts[held[-1] + 1].year) if held[-1] + 1 < len(starts) else ""
        article = "the " if name.startswith(("United ", "Philippines", "Democratic Rep", "Central African", "Dominican Rep", "Netherlands", "Maldives", "Czech Rep", "Republic of")) else ""
        return f"{article}{name} ({starts[held[-1]].year}-{until})"


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
    def key(self) -> tuple[str, str | None, str | None]:
        """What tells one side from another."""
        return (self.group or self.kind.name, self.country, self.inter)

    @property
    def armed(self) -> bool:
        return self.inter in _ARMED


class Setting(NamedTuple):
    """Where and when an incident happens; the country's ISO3 code, None where nothing tells it."""

    country: str | None
    day: date


class Known(NamedTuple):
    """Named groups, organisations and countries in a report, each with its words."""

    groups: Sequence[tuple[int, int, Actor]]
    organisations: Sequence[tuple[int, int, Actor]]
    services: Sequence[tuple[int, int, Actor]]  # armed forces and police with names of their own
    countries: Sequence[tuple[int, int, str, str]]  # first, last, ISO3, kind of sense


def find_known(words: Words, book: ActorBook, when: date, country: str | None) -> Known:
    """The actors of the book that a report names; short acronyms hold only in a group's home countries."""
    known = Known([], [], [], [])
    for match in book.find([token.form for token in words.tokens]):
        for sense in match.entries:
            if isinstance(sense.of, Actor) and sense.of.lives(when) and _sort(known, match.first, match.last, sense, words, country):
                break
    return known


def _sort(known: Known, first: int, last: int, sense: Sense, words: Words, country: str | None) -> bool:
    actor = sense.of
    assert isinstance(actor, Actor)  # noqa: S101 - callers pass actors only
    if actor.kind == "country" and sense.kind in {"name", "adjective", "people", "capital"}:
        known.countries.append((first, last, actor.countries[0], sense.kind))  # type: ignore[attr-defined]
    elif actor.acled and actor.acled.inter in _ARMED and not _foreign_acronym(actor, words.tokens[first].form, country):
        known.groups.append((first, last, actor))  # type: ignore[attr-defined]
    elif actor.kind == "institution" and sense.kind == "name" and _service(actor):
        known.services.append((first, last, actor))  # type: ignore[attr-defined]
    elif actor.kind in _ORGANISATIONS:
        known.organisations.append((first, last, actor))  # type: ignore[attr-defined]
    else:
        return False
    return True


def _service(actor: Actor) -> str | None:
    """Whether an institution is armed forces or police, by the roles in its code."""
    roles = chunks(actor.code)[1:2] if actor.code else ()
    return {"MIL": "military", "COP": "police"}.get(roles[0]) if roles else None


def _foreign_acronym(actor: Actor, form: str, country: str | None) -> bool:
    home = actor.acled.home if actor.acled else ()
    return bool(len(form) <= 3 and form.isupper() and home and country and country not in home)


def find_sides(
    words: Words, nouns: Sequence[Mark], kinds: Mapping[str, SideKind], known: Known, harmless: frozenset[str],
    setting: Setting, ruling: Mapping[str, tuple[str | None, date]],
) -> list[Side]:
    """All sides a report names, in text order; a group's name takes the role noun after it ("PKK positions")."""
    taken, out = set[int](), []
    crowds = {noun.last for noun in nouns if kinds[noun.names[0]].inter in _CROWDS}
    for first, last, actor in known.groups:
        if last in crowds:  # "Israeli settlers" act as a crowd, whatever else the group is
            continue
        noun = _noun_after(nouns, last, words)
        if noun and kinds[noun.names[0]].inter == CIVILIANS and not kinds[noun.names[0]].thing:
            continue
        if not _is_harmless(first, words, harmless):
            out.append(_group_side(first, noun.last if noun else last, actor, kinds, setting, ruling.get(actor.id)))
        else:
            out.append(Side(first, last, kinds["civilians"], CIVILIANS))
        taken |= set(range(first, noun.last if noun else last))
    for first, last, actor in known.services:
        kind, country = kinds[_service(actor) or "military"], actor.countries[0]
        out.append(Side(first, last, kind, _state_inter(country, setting), None, country))
        taken |= set(range(first, last))
    for noun in nouns:
        if noun.first not in taken and noun.names[0] in kinds:
            out.append(_noun_side(noun, words, kinds, known, harmless, setting))
    out.sort(key=lambda side: side.first)
    out = [side for side, after in zip_longest(out, out[1:]) if not _is_modifier(side, after) and not _stands_for(side, after, words)]
    return [side for before, side in zip_longest([None, *out[:-1]], out) if side and not _is_complement(before, side, words)]


def _is_modifier(side: Side, after: Side | None) -> bool:
    """The first noun of "Palestinian rioters" is no side of its own."""
    return bool(after and side.inter == CIVILIANS and after.first == side.last and after.inter != CIVILIANS)


def _is_complement(before: Side | None, side: Side, words: Words) -> bool:
    """"A former commander of uprising forces" is no forces."""
    gap = words.normals[before.last : side.first] if before else []
    return bool(before and before.inter == CIVILIANS and side.armed and 0 < len(gap) <= 3 and gap[0] == "of")


def _stands_for(side: Side, after: Side | None, words: Words) -> bool:
    """"The combined forces of the KNLA" are the KNLA."""
    gap = words.normals[side.last : after.first] if after else []
    return bool(after and after.group and side.armed and not side.group and 0 < len(gap) <= 2 and gap[0] == "of")


def _noun_after(nouns: Sequence[Mark], at: int, words: Words) -> Mark | None:
    near = (noun for noun in nouns if at <= noun.first <= at + 1)
    return next((n for n in near if "".join(words.gap(i) for i in range(at, n.first + 1)).strip(" -") == ""), None)


def _group_side(
    first: int, last: int, actor: Actor, kinds: Mapping[str, SideKind], setting: Setting, power: tuple[str | None, date] | None
) -> Side:
    assert actor.acled is not None  # noqa: S101
    inter, name = actor.acled.inter or REBEL, actor.acled.name or actor.name
    if power and power[1] <= setting.day:
        if power[0]:
            return Side(first, last, kinds["military"], _state_inter(power[0], setting), None, power[0])
        inter = STATE
    return Side(first, last, kinds["rebels"], inter, name)


def _state_inter(country: str | None, setting: Setting) -> str:
    """A state's forces outside their own country are External/Other forces."""
    return EXTERNAL if country and setting.country and country != setting.country else STATE


def _noun_side(
    noun: Mark, words: Words, kinds: Mapping[str, SideKind], known: Known, harmless: frozenset[str], setting: Setting
) -> Side:
    found = [kinds[name] for name in noun.names if name in kinds]
    kind = next((k for k in found if k.inter != CIVILIANS), found[0])
    first, country = noun.first, _country_before(noun, words, known)
    inter = kind.inter
    assoc = tuple(dict.fromkeys(k.assoc for k in found if k.assoc))
    if kind.inter == STATE and not kind.thing and _is_harmless(first, words, harmless):
        return Side(first, noun.last, kinds["civilians"], CIVILIANS, None, country, (kind.name,))
    if kind.inter == STATE:
        inter = _state_inter(country, setting)
    elif kind.id == "militants" and (acronym := _acronym(noun, words)):
        return Side(first, noun.last, kind, REBEL, acronym, country, assoc)
    return Side(first, noun.last, kind, inter, _own_name(noun, words, kind), country, assoc)


def _is_harmless(first: int, words: Words, harmless: frozenset[str]) -> bool:
    """Whether "off-duty", "former" and the like stand shortly before a noun."""
    before = f" {' '.join(words.normals[max(0, first - _REACH) : first])} "
    return any(f" {word} " in before for word in harmless)


def _country_before(noun: Mark, words: Words, known: Known) -> str | None:
    """The country of "Turkish army helicopters" and of "soldiers from Chad"."""
    for first, last, code, sense in known.countries:
        if noun.first - _REACH < last <= noun.first and words.sentence[first] == words.sentence[noun.first]:
            if not any(c in words.gap(noun.first) for c in ",;:("):
                return code
        if sense == "name" and noun.last < first <= noun.last + 2 and words.normals[first - 1] in {"of", "from"}:
            return code
        if sense == "people" and first == noun.first:
            return code
    return None


def _acronym(noun: Mark, words: Words) -> str | None:
    """The name of a group that no codebook knows: "MFDC fighters"."""
    form = words.tokens[noun.first - 1].form if noun.first else ""
    return form if form.isupper() and form.isalpha() and 3 <= len(form) <= 7 and words.gap(noun.first) == " " else None


def _own_name(noun: Mark, words: Words, kind: SideKind) -> str | None:
    """The capitalised words before "communal militia": "Katsina Communal Militia (Nigeria)"."""
    if "{name}" not in kind.name:
        return None
    at = noun.first
    while at > 0 and words.tokens[at - 1].form[0].isupper() and words.gap(at) in {" ", "-"} and noun.first - at < 4:
        at -= 1
    name = words.text[words.tokens[at].start : words.tokens[noun.first].start].strip() if at < noun.first else ""
    return kind.name.replace("{name}", name) if name else None


class Pair(NamedTuple):
    """The doer and the one it is done to, with those who join either."""

    source: Side | None
    target: Side | None
    with_source: tuple[Side, ...] = ()
    with_target: tuple[Side, ...] = ()


def pair_of(deed: Mark, sides: Sequence[Side], words: Words) -> Pair:
    """Who does a deed to whom, by word order, voice, "by" and "between"; `sides` are those of its sentence."""
    groups = list(_groups([s for s in sides if s.last <= deed.first], words)), list(_groups([s for s in sides if s.first >= deed.last], words))
    before, after = groups
    if "between" in words.normals[deed.last : deed.last + 8]:
        parties = [(s,) for g in after for s in g]
        return _pair(parties[0] if parties else None, parties[1] if len(parties) > 1 else None)
    agent = _agent(deed, before, after, words)
    others = [g for g in after if g is not agent]
    if _is_passive(deed, words):
        return _pair(agent, before[-1] if before else None)
    if agent:
        return _pair(agent, others[0] if others else (before[-1] if before else None))
    return _pair(_doer(before, words), after[0] if after else None)


def _agent(
    deed: Mark, before: Sequence[tuple[Side, ...]], after: Sequence[tuple[Side, ...]], words: Words
) -> tuple[Side, ...] | None:
    """Who stands after "by"; an active verb with a subject has no agent ("attacked a hotel owned by …")."""
    passive = _is_passive(deed, words)
    active = words.normals[deed.first].endswith("ed") and not passive
    acting = any(group[0].inter != CIVILIANS and not group[0].kind.thing for group in before)
    for group in after[:1] if active else after:
        start = words.normals[deed.last : group[0].first]
        if "by" in start[-5:] and (passive or not acting or "by" in start[:3]):
            return group
    return None


def state_at(deed: Mark, known: Known, words: Words, kind: SideKind, setting: Setting) -> Side | None:
    """The state that does it by its name or adjective alone: "Russia shelled", "Turkish airstrikes"."""
    for first, last, code, sense in known.countries:
        near = deed.first - _REACH <= last <= deed.first and words.sentence[first] == words.sentence[deed.first]
        if near and sense in {"adjective", "name", "people"} and words.normals[first - 1] not in _PLACING:
            return Side(first, last, kind, _state_inter(code, setting), None, code)
    return None


def _doer(before: Sequence[tuple[Side, ...]], words: Words) -> tuple[Side, ...] | None:
    """The subject: the first that can act in the last clause that names one; those after a preposition come last."""
    able = [group for group in before if group[0].inter != CIVILIANS and not group[0].kind.thing]
    free = [group for group in able if not _after_preposition(group[0], words)]
    chosen: tuple[Side, ...] | None = None
    for group in reversed(free or able):
        if chosen and _new_clause(words.normals[group[-1].last : chosen[0].first], words.gap(chosen[0].first)):
            break
        chosen = group
    return chosen or next((group for group in reversed(before) if not group[0].kind.thing), None)


def _after_preposition(side: Side, words: Words) -> bool:
    return not _PREPOSITIONS.isdisjoint(words.normals[max(0, side.first - _REACH) : side.first])


def _new_clause(between: Sequence[str], gap: str) -> bool:
    return not _SPEECH.isdisjoint(between) or any(mark in gap for mark in ",;")


def _pair(source: Sequence[Side] | None, target: Sequence[Side] | None) -> Pair:
    if source and target and source[0].armed and source[0].key == target[0].key:
        target = None
    return Pair(
        source[0] if source else None, target[0] if target else None, tuple(source or ())[1:], tuple(target or ())[1:]
    )


def _groups(sides: Sequence[Side], words: Words) -> Iterator[tuple[Side, ...]]:
    """Sides that act together: joined by "and", "along with", commas, and of one kind."""
    run: list[Side] = []
    for side in sides:
        if run and not (_joined(run[-1], side, words) and run[-1].armed == side.armed):
            yield tuple(run)
            run = []
        run.append(side)
    if run:
        yield tuple(run)


def _joined(one: Side, other: Side, words: Words) -> bool:
    between = words.normals[one.last : other.first]
    return len(between) <= 6 and all(word in _JOINERS for word in between)


def _is_passive(deed: Mark, words: Words) -> bool:
    form = words.normals[deed.first]
    return (form.endswith(("ed", "en")) or form in _PASSIVE) and bool(_BE.intersection(words.normals[max(0, deed.first - 3) : deed.first]))


def name_of(side: Side, setting: Setting, governments: Governments) -> str:
    """ACLED's name of a side: "Military Forces of Ukraine (2019-)", "PKK: Kurdistan Workers Party"."""
    template = side.group or (side.kind.unnamed if "{name}" in side.kind.name else side.kind.name)
    return fill(template, side.country or setting.country, setting.day, governments)


def fill(template: str, country: str | None, day: date, governments: Governments) -> str:
    """A template with its country; without one, the bracket or "of" that would name it is left out."""
    name, label = governments.country(country), governments.label(country, day)
    if name is None or label is None:
        return template.replace(" ({country})", "").replace(" of {government}", "")
    return template.replace("{country}", name).replace("{government}", label)


def interaction(inter1: str | None, inter2: str | None, order: Sequence[str]) -> str | None:
    """ACLED's text form: "State forces-Civilians", one-sided "Protesters only"."""
    present = [inter for inter in (inter1, inter2) if inter]
    if not present:
        return None
    if len(present) == 1:
        return f"{present[0]} only"
    if EXTERNAL in present and CIVILIANS in present:  # the table's one exception to its own order
        return f"{EXTERNAL}-{CIVILIANS}"
    return "-".join(sorted(present, key=order.index))


def affiliations(sides: Iterable[Side], organisations: Iterable[str]) -> list[str]:
    """The templates of associated actors, each once."""
    return list(dict.fromkeys([a for side in sides for a in side.assoc] + list(organisations)))
