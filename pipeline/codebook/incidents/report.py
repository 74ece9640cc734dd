"""A report ready for the decision table: marks and sides outside its cuts, by sentence."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.incidents.cuts import cut_out, silenced
from pipeline.codebook.incidents.events import Parties, Trigger, as_coded, event_marks, parties_of
from pipeline.codebook.incidents.headings import Heading, heading_of
from pipeline.codebook.incidents.known import CIVILIANS, Known, find_known
from pipeline.codebook.incidents.nouns import REACH
from pipeline.codebook.incidents.pairs import Pair, only_reports, pair_of
from pipeline.codebook.incidents.side import Setting, Side
from pipeline.codebook.incidents.sides import SideFinder
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.states import owns, state_at
from pipeline.codebook.incidents.table import IncidentTable
from pipeline.codebook.incidents.words import Mark, Words, report_words

_Placed = TypeVar("_Placed", Mark, Side)
_BATTLE = frozenset({"battle", "strong_battle"})  # word sets of deeds that take two armed sides
_LED_BY = (["led", "by"], ["headed", "by"], ["commanded", "by"], ["led", "by", "the"])
_TAKEN = "taken"  # the one word set whose words count only before the name of a place
_HANDS = {"custody": "police", "execution": "government", "suicide": "militants"}
"""The kind of side that does a state's deeds, by the deed's word set; for all others its armed forces do them. States
execute through their courts, and "a Syrian suicide bomber" is none of Syria's."""
_INSIDE = frozenset(
    {"goods", "air", "shelling", "crowd_noun"}
)  # word sets that also count inside a side: "an IS hideout"


class Report(NamedTuple):
    """A report's words with the marks and sides that stand outside its cuts, by sentence."""

    words: Words
    marks: Sequence[Sequence[Mark]]
    sides: Sequence[Sequence[Side]]
    known: Known
    cut: Sequence[bool]
    setting: Setting
    table: IncidentTable
    parties: Sequence[Parties] = ()
    accused: Sequence[Side] = ()  # groups that its cuts name, which may be who did it: "blamed the ELN"
    heading: Heading | None = None
    tellers: Sequence[Side] = ()  # armies that merely report, which may be who did it: "…, the army said"

    def names(self, sentence: int | None = None) -> frozenset[str]:
        """The word sets that have a word in a sentence, or anywhere."""
        chosen = self.marks if sentence is None else self.marks[sentence : sentence + 1]
        return frozenset(name for marks in chosen for mark in marks for name in mark.names)

    def all_sides(self) -> Iterator[Side]:
        return (side for sides in self.sides for side in sides)

    def owner(self, deed: Mark) -> Side | None:
        """The state that a deed is called after: "an Israeli strike"."""
        return self._owner(self._state(deed), deed)

    def _owner(self, state: Side | None, deed: Mark) -> Side | None:
        return state if state and owns(state, deed, self.known, self.words) else None

    def pair(self, deed: Mark) -> Pair:
        """Who does a deed to whom; a state may do it by its name alone, herders who are attacked are unarmed."""
        state = self._state(deed)
        owner = self._owner(state, deed)
        sentence = self.words.sentence[deed.first]
        same = {name for mark in self.marks[sentence] if mark[:2] == deed[:2] for name in mark.names}
        phrase = deed._replace(first=owner.first if owner else deed.first, names=tuple(sorted(same.union(deed.names))))
        sides = self.sides[sentence]
        pair = as_coded(phrase, pair_of(phrase, sides, self.words, self.table.terms), sides, self.parties)
        target = pair.target
        if target and target.kind.unarmed and _BATTLE.isdisjoint(deed.names):
            assoc = (target.kind.assoc,) if target.kind.assoc else ()
            pair = pair._replace(target=Side(*target[:2], self.table.kinds["civilians"], CIVILIANS, assoc=assoc))
        if owner:
            other = pair.source if pair.source and pair.source.armed and pair.source.country != owner.country else None
            return pair._replace(source=owner, target=pair.target or other, with_source=())
        nobody_else = not pair.source or self._is_own(pair.source)
        return pair._replace(source=state) if state and nobody_else else pair

    def _is_own(self, side: Side) -> bool:
        """ "Chad said its forces had killed six": forces of whoever speaks."""
        return side.first > 0 and self.words.normals[side.first - 1] == "its"

    def _state(self, deed: Mark) -> Side | None:
        """The state that does a deed by its name."""
        kind = self.table.kinds[next((_HANDS[name] for name in deed.names if name in _HANDS), "military")]
        return state_at(deed, self.known, self.words, kind, self.setting, self.table.terms)

    def organisations(self, sentence: int) -> list[str]:
        """ACLED's names of the parties and associations in a sentence."""
        told = [named for named in self.known.organisations if not self.cut[named.first]]
        actors = [named.actor for named in told if self.words.sentence[named.first] == sentence]
        return [(actor.acled and actor.acled.name) or actor.name for actor in actors]


class Countries(NamedTuple):
    """ISO3 codes of the countries a text speaks of, one for each time."""

    named: list[str]
    homes: list[str]  # where the groups it names are at home, or local words are used
    armies: list[str]  # whose soldiers it names: they may fight anywhere
    capitals: list[tuple[str, str]]  # the name of a capital, and whose it is
    tellers: list[str]  # whose officials it names: they speak of anywhere


def read_report(
    sentences: Sequence[str],
    table: IncidentTable,
    actors: ActorBook,
    setting: Setting,
    events: Sequence[Sequence[Trigger]] = (),
    by_events: bool = False,
) -> Report | None:
    """The report that sentences make; None where no word of theirs, and no event in them, could tell a deed.

    events: for each sentence the triggers of the events that were coded in it; they tell who acts on whom, and
    `by_events` deeds too.
    """
    words = report_words(sentences)
    heading = heading_of(words, table)
    sure = by_events or heading
    if not sure and table.signals.isdisjoint(words.normals):
        return None
    body = heading.last if heading else 0
    marks = [mark for mark in table.words.find(words) if mark.first >= body]
    if not sure and not any(table.deeds.intersection(mark.names) for mark in marks):
        return None
    cut = cut_out(words, table.cutter, marks, table.deeds)
    if not sure and not any(table.deeds.intersection(mark.names) for mark in marks if not cut[mark.first]):
        return None
    known = find_known(words, actors, setting.day, setting.country)
    finder = SideFinder(table.kinds, table.roles, table.harmless, table.governments, table.terms)
    found = finder.find(words, table.nouns.find(words), known, setting)
    aside = silenced(words) if by_events else cut  # whose event it is, the grammar has told
    seen = [side for side in found if side.first >= body and not aside[side.first]]
    sides = _but_led([side for side in seen if not only_reports(side, words, table.terms)], words)
    told = [mark for mark in _outside(marks, sides, known, words) if not (cut[mark.first] or _is_name(mark, words))]
    told += event_marks(events, words, aside) if by_events else ()
    number = len(sentences)
    return Report(
        words,
        _by_sentence(told, words, number),
        _by_sentence(sides, words, number),
        known,
        cut,
        setting,
        table,
        parties_of(events, words),
        [side for side in found if side.group and cut[side.first]],
        heading,
        [side for side in found if side.kind.id == "military" and _tells(side, words, table.terms)],
    )


def _but_led(sides: Sequence[Side], words: Words) -> list[Side]:
    """Sides without those who are a named group by another word: "rebels led by the Front"."""
    led = {
        one.first
        for one, other in pairwise(sides)
        if other.group and not one.group and words.normals[one.last : other.first] in _LED_BY
    }
    return [side for side in sides if side.first not in led]


def countries_named(words: Words, table: IncidentTable, actors: ActorBook, day: date) -> Countries:
    """The countries that a text speaks of."""
    known = find_known(words, actors, day, None)
    homes = [home for group in known.groups if group.actor.acled for home in group.actor.acled.home[:1]]
    local = [country for mark in table.locals.find(words) for country in mark.names]
    named, armies, tellers, capitals = list[str](), list[str](), list[str](), list[tuple[str, str]]()
    for country in known.countries:
        code, following = country.actor.countries[0], words.normals[country.last : country.last + 1]
        if country.sense == "capital":
            capitals.append((" ".join(token.form for token in words.tokens[country.first : country.last]), code))
        elif not table.armies.isdisjoint(following):
            armies.append(code)
        elif not table.officials.isdisjoint(following):
            tellers.append(code)
        else:
            named.append(code)
    services = [service.actor.countries[0] for service in known.services]
    return Countries(named, [*homes, *local], [*armies, *services], capitals, tellers)


def _outside(marks: Sequence[Mark], sides: Sequence[Side], known: Known, words: Words) -> Iterator[Mark]:
    """Marks that are not words of a group's name, nor single words of a longer side ("attack helicopters")."""
    spans = [(named.first, named.last) for named in known.all()] + [(side.first, side.last) for side in sides]
    actors = {at for first, last in spans for at in range(first, last)}
    named = {at for group in known.groups for at in range(group.first, group.last)}
    inside = {at for side in sides if side.last - side.first > 1 for at in range(side.first, side.last)}
    for mark in marks:
        single = mark.last - mark.first == 1
        if mark.first in named or (single and mark.first in inside and _INSIDE.isdisjoint(mark.names)):
            continue
        if _TAKEN in mark.names and not _place_follows(mark, actors, words):
            mark = mark._replace(names=tuple(name for name in mark.names if name != _TAKEN))
        if mark.names:
            yield mark


def _tells(side: Side, words: Words, terms: SideWords) -> bool:
    """Whether a side is told as a source: "…, the army said", "according to the air force"."""
    before = words.normals[max(0, side.first - REACH) : side.first]
    return only_reports(side, words, terms) or ("according" in before and not words.gap(side.first).strip())


def _is_name(mark: Mark, words: Words) -> bool:
    """Whether a single word is capitalised in a sentence of mostly small words: "the Gaza Strip" strips nobody."""
    at = mark.first
    form = words.tokens[at].form
    if mark.last - at > 1 or not (form[:1].isupper() and form[1:].islower()):
        return False
    first, last = at, at
    while first > 0 and words.together(first - 1, at):
        first -= 1
    while last < len(words.tokens) and words.together(last, at):
        last += 1
    small = sum(token.form.islower() for token in words.tokens[first:last])
    return first < at and 2 * small > last - first


def _place_follows(mark: Mark, actors: Set[int], words: Words) -> bool:
    """Whether a name that is no actor's stands next: "captured Hodeida"."""
    at = mark.last
    near = at < len(words.tokens) and words.together(at, mark.first) and words.gap(at) == " "
    return near and at not in actors and words.tokens[at].form[0].isupper()


def _by_sentence(items: Sequence[_Placed], words: Words, number: int) -> list[list[_Placed]]:
    out: list[list[_Placed]] = [[] for _ in range(number)]
    for item in items:
        out[words.sentence[item.first]].append(item)
    return out
