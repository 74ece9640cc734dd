"""From the words of a noun phrase and a day to a CAMEO actor code.

Order of trust: who is named at the head or in apposition; a state at the head; an organisation or person that lends
its code ("Hamas fighters"); a country with role nouns.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.codebook.actors.appending import append_codes
from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.context import EMPTY, PEOPLE, UNKNOWN, Coding, Context
from pipeline.codebook.actors.home import Home, context_home, find_home, last_home
from pipeline.codebook.actors.offices import code_on
from pipeline.codebook.actors.phrase import Name, Phrase, read_phrase
from pipeline.codebook.actors.role_nouns import DIPLOMAT, added_roles, phrase_roles
from pipeline.codebook.actors.roles import INTERNATIONAL, chunks
from pipeline.codebook.phrases import normal
from pipeline.english import PARTICLES, TITLES
from pipeline.mentions import Word

__all__ = ["EMPTY", "UNKNOWN", "Coding", "Context", "code_actor"]

_LENDING = frozenset({"of", "in", "from", "at", "for", "inside", "within", "by"})
_NO_STATE = frozenset({"IGO", "IMG", "INT", "UIS"})


class _Referent(NamedTuple):
    """Somebody a phrase names, with the kind of the actor."""

    name: Name
    coding: Coding
    kind: str


def code_actor(words: Sequence[Word], when: date, book: ActorBook, context: Context = EMPTY) -> Coding:
    """The actor that a noun phrase (its words in text order) names on a day; UNKNOWN where nobody can tell.

    Rules: CAMEO manual, chapter on actors; roles of people are those of their dated entry on that day.
    """
    if book.appending:
        return append_codes(words, when, book)
    phrase = read_phrase(words, book, context.small)
    if phrase is None or phrase.words[phrase.head].pos == "PRON":
        return UNKNOWN
    if phrase.codings is None:
        return _Coder(phrase.on(when), when, book, context).code()
    known = phrase.codings.get(context.country)
    if known is None:
        known = phrase.codings[context.country] = _Coder(phrase, when, book, context).code()
    return known


class _Coder:
    """One phrase being coded: each step answers with a coding or leaves it to the next."""

    def __init__(self, phrase: Phrase, when: date, book: ActorBook, context: Context) -> None:
        self.phrase, self.when, self.book, self.context = phrase, when, book, context
        self.head = next((name for name in phrase.names if phrase.at_head(name)), None)
        self.home = find_home(phrase, book, context.country)
        named = [(name, actor) for name in phrase.names if (actor := self.settle(name))]
        self.titles = phrase_roles(phrase, book, frozenset(name for name, _ in named))
        self.referents = [self.referent(name, actor) for name, actor in named] + list(self.called())

    def code(self) -> Coding:
        if self.phrase.words[self.phrase.head].lemma.lower() in self.book.references.money:
            return UNKNOWN
        steps: tuple[Callable[[], Coding | None], ...] = (self.identity, self.state, self.loan, self.description)
        return next((coding for step in steps if (coding := step())), UNKNOWN)

    def identity(self) -> Coding | None:
        """The one named at the head or, unless a state or people stands there, in apposition."""
        at_head = next((r for r in self.referents if r.name.part == "head"), None)
        if at_head or (self.head and (self.head.place or self.head.people)):
            return at_head.coding if at_head and at_head.coding.code else None
        return next((r.coding for r in self.referents if self.apposed(r.name) and r.coding.code), None)

    def apposed(self, name: Name) -> bool:
        """In "the group, a branch of Hamas" or "a NATO hopeful" the apposition names somebody else."""
        after = self.phrase.words[name.last].part if name.last < len(self.phrase.words) else ""
        return name.part == "appos" and not name.link and after != "appos"

    def state(self) -> Coding | None:
        """A country at the head: "Moscow", "the Kremlin", "opposition Palestinians"."""
        if (
            not self.head
            or not self.head.place
            or self.head.hold != "full"
            or not self.home
            or self.home.kind == "place"
        ):
            return None
        kind, actor = self.head.place
        roles = self.titles.roles if kind in ("people", "adjective") else ("GOV",) if kind == "seat" else ()
        noun = PEOPLE if kind == "people" and not roles else None
        resolution = self.by_name(self.head, actor)
        return _coding(self.home, roles, actor, self.home.why, noun)._replace(resolution=resolution)

    def loan(self) -> Coding | None:
        """The code of an organisation, person or region that a modifier or complement names.

        "Putin's soldiers" are soldiers of the country; "African police" takes a region for want of a country.
        """
        lenders = [r for r in self.referents if self.lends(r)]
        lender = min(lenders, key=lambda r: r.name.part != "mod", default=None)
        return self.lent(lender) if lender else None

    def lent(self, lender: _Referent) -> Coding:
        coding, (roles, noun, _) = lender.coding, self.titles
        by = self.lent_by(lender.name) if coding.country else None
        if lender.kind == "person" and coding.country and roles:
            how = f"country of {coding.how} + {noun}"
            home = Home(coding.country, self.lent_by(lender.name), how)
            return _coding(home, roles, None, how, noun)
        national = tuple(role for role in roles if role not in INTERNATIONAL)
        more = national if lender.kind == "coalition" else added_roles(coding.roles, roles)
        code = (coding.code or "") + "".join(role for role in more if role not in chunks(coding.code or ""))
        found = coding._replace(code=code, roles=(*coding.roles, *more), noun=noun)
        return found._replace(resolution=_composed(noun), country_from=by)

    def lent_by(self, name: Name) -> str:
        """Which of COUNTRY_SOURCES a lender is to the country of the actor."""
        if self.phrase.owns(name):
            return "possessive"
        return {"head": "name", "mod": "title", "appos": "apposition"}.get(name.part, "preposition")

    def lends(self, referent: _Referent) -> bool:
        name, coding, kind = referent
        near = name.part in ("head", "mod", "appos") or name.link in _LENDING
        sound = near and name.hold == "full" and bool(coding.code) and not self.overruled(coding)
        return sound and not (kind == "coalition" and self.home)

    def overruled(self, coding: Coding) -> bool:
        """ "Israeli hostages of Hamas": an adjective or possessor of another country is trusted more than a lender, and
        diplomats at an organisation ("Russia's UN ambassador") are of their country."""
        home = self.home if self.titles.roles else None
        told = home and home.told_by in ("adjective", "possessive") and home.country
        return bool(told) and coding.country != told and (bool(coding.country) or self.titles.noun == DIPLOMAT)

    def description(self) -> Coding | None:
        """A country and role nouns, either of which may be missing."""
        (roles, noun, group), home = self.titles, self.home
        if not roles and home and home.kind == "seat":
            roles = ("GOV",)
        if not roles and home and home.kind == "place":
            home = None
        if home and not home.describes and not INTERNATIONAL.isdisjoint(roles):
            home = None
        abroad = self.book.references.abroad
        about = None if noun in self.book.references.foreign else self.context.country
        home = home or context_home(self.phrase, about, roles, abroad) or last_home(self.phrase, roles)
        group = group if self.head and self.head.people else None
        if home is None and (leader := self.leader()):
            return leader
        if home is None:
            return _coding(None, roles, group, noun or "group without a country", noun) if roles else None
        how = f"{home.why} + {noun}" if noun else home.why
        return _coding(home, tuple(role for role in roles if role not in _NO_STATE), group, how, noun)

    def leader(self) -> Coding | None:
        """ "NATO-led troops" for want of anything better."""
        led = [r for r in self.referents if r.name.hold == "weak" and r.name.part in ("mod", "head") and r.coding.code]
        return self.lent(led[0]) if led and self.titles.roles else None

    def settle(self, name: Name) -> Actor | None:
        """The one actor of this name on the day, or before it if the name is long: that of the uppermost folder. A name
        that is shared, also with a role noun, needs its country; several of one code are as good as one."""
        actors = [actor for actor in name.actors if actor.lives(self.when)]
        if not actors and name.last - name.first > 1 and not name.place:
            actors = [actor for actor in name.actors if actor.gone(self.when)]  # nobody else bears "Tamil Tigers"
        actors = _uppermost(actors)
        if len(actors) > 1 or (actors and name.role):
            wanted = self.home.country if self.home else self.context.country
            local = [actor for actor in actors if wanted in actor.countries]
            actors = local or actors if len(actors) > 1 else local if wanted else actors
        several = len(actors) > 1 and len({code_on(actor, self.when, ())[0] for actor in actors}) > 1
        return actors[0] if actors and not several else None

    def referent(self, name: Name, actor: Actor) -> _Referent:
        how, resolution = f"name '{self.phrase.text(name)}'", self.by_name(name, actor)
        return _Referent(name, self.entity(actor, how, resolution), actor.kind)

    def by_name(self, name: Name, actor: Actor) -> str:
        """Whether an actor is called by its own name, or by another of its names."""
        own = [normal(word) for word in actor.name.split()]
        return "name" if [normal(word) for word in self.phrase.text(name).split()] == own else "alias"

    def entity(self, actor: Actor, how: str, resolution: str) -> Coding:
        """An actor by the code of the day."""
        code, note = code_on(actor, self.when, self.titles.roles)
        country, roles = self.book.split(code)
        by = "name" if country else None
        how = f"{how} on {self.when}{note}"
        return Coding(code, country, roles, actor.name, actor.id, how, resolution=resolution, country_from=by)

    def called(self) -> Iterator[_Referent]:
        """Surnames: known from the article, else those of a single person of the day ("Putin")."""
        for name in self.phrase.strangers:
            if name.link == "of" and self.is_settlement():
                continue
            forms = [normal(word.form) for word in self.phrase.words[name.first : name.last]]
            run = [form for form in forms if form not in TITLES]
            goes_on = any(word.form in PARTICLES for word in self.phrase.words[name.last : name.last + 1])
            coding = self.introduced(run) or (None if goes_on else self.famous(run, name.part))  # "Paul van Dijk"
            if coding:
                kind = self.book.actors[coding.entity].kind if coding.entity else "person"
                yield _Referent(name, coding, kind)

    def is_settlement(self) -> bool:
        """ "The town of Masisi" is not its namesake."""
        return self.phrase.words[self.phrase.head].lemma.lower() in self.book.references.settlements

    def introduced(self, run: list[str]) -> Coding | None:
        known = self.context.surnames
        return known.get(" ".join(run)) or known.get(" ".join(run[-2:])) if known and run else None

    def famous(self, run: list[str], part: str) -> Coding | None:
        """Who alone is called so on the day; of several with the same code, as ministers of one country, the code."""
        surname = next((name for name in (" ".join(run), "-".join(run)) if name in self.book.surnames), "")
        people = self.book.surnames.get(surname, [])
        people = [p for p in people if p.famous(self.when)] or [p for p in people if p.lately(self.when)]
        people = [p for p in people if normal(p.name.split()[-1]) == surname] or people  # Mody is not "Modi"
        if not people or not self.agrees(people[0], part):
            return None
        coded = [self.entity(person, f"surname '{surname}'", "surname") for person in people]
        if len({coding.code for coding in coded}) > 1:
            return None
        return coded[0] if len(coded) == 1 else coded[0]._replace(name=None, entity=None)

    def agrees(self, person: Actor, part: str) -> bool:
        """A title or country in the phrase must not contradict the person's; where somebody is, is neither."""
        if part not in ("head", "appos"):
            return True
        offices = {role for dated in person.roles for role in dated.roles} | {"ELI"}
        at_home = self.home is None or self.home.country in person.countries or self.is_elsewhere()
        return at_home and (not self.titles.roles or not offices.isdisjoint(self.titles.roles))

    def is_elsewhere(self) -> bool:
        """Whether a country is told only as where it is done: "met Zelensky in Brussels", but not "Bush of Texas"."""
        told_by_place = self.home is not None and self.home.told_by == "preposition"
        return told_by_place and all(name.link in ("", "in", "at") for name in self.phrase.names if name.place)


def _uppermost(actors: Sequence[Actor]) -> list[Actor]:
    """Those of the folder that extends the others' ones."""
    layer = max((actor.layer for actor in actors), default=0)
    return [actor for actor in actors if actor.layer == layer]


def _coding(home: Home | None, roles: Sequence[str], of: Actor | None, how: str, noun: str | None = None) -> Coding:
    country, told_by = (home.country, home.told_by) if home else (None, None)
    code = (country or "") + "".join(roles)
    name, entity = (of.name, of.id) if of else (None, None)
    return Coding(code or None, country, tuple(roles), name, entity, how, noun, _composed(noun), told_by)


def _composed(noun: str | None) -> str:
    """How an actor is told whom no name names: by a role noun, or by the other words of the phrase."""
    return "role" if noun else "words"
