"""For whom a definite description stands: "the group", "the general", "the army", "the two sides"."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.context import UNKNOWN, Coding
from pipeline.codebook.actors.introductions import Introduced, Title
from pipeline.codebook.actors.references import ANY, GROUP, Reference, References
from pipeline.codebook.actors.references import PERSON as ANY_PERSON
from pipeline.codebook.actors.references import STATE as ANY_STATE
from pipeline.codebook.actors.referents import BODY, MANY, PERSON, PLACE, STATE, THING, THINGS, Noted, Referent
from pipeline.codebook.actors.roles import ARMED_OPPOSITION
from pipeline.mentions import Arg, Word

_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_TWO = frozenset({"two", "both"})
# "The two foreign ministers", "the two rival governments" are so to each other.
_OF_EACH_OTHER = frozenset("foreign rival opposing neighbouring neighboring".split())
_AT_ODDS = frozenset("warring war feuding feud conflicting conflict".split())
_NEAR = 3  # sentences in which a single candidate is enough, whoever came before
_ARMED = ARMED_OPPOSITION | {"UAF"}
_OF_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})


Dyad = tuple[Coding, Coding]
"""The two sides of a coded deed."""


class Description(NamedTuple):
    """A definite noun phrase without a name: its head's lemma and form, its words, its roles and their noun."""

    head: str
    form: str
    words: frozenset[str]
    coding: Coding
    two: bool

    @property
    def many(self) -> bool:
        return self.form != self.head

    def reference(self, table: References) -> Reference | None:
        """For whom it may stand; a plural may have an entry of its own: "the parties"."""
        return table.nouns.get(self.form) or table.nouns.get(self.head)

    def is_pair(self, table: References) -> bool:
        """Whether it speaks of two: "the two men", "both sides", "the rivals"."""
        reference = self.reference(table)
        bare = self.many and self.words <= {self.head, *_AT_ODDS}
        return self.two or (bare and reference is not None and bool(reference.to & {ANY, ANY_STATE}))


def describe(arg: Arg, table: References, code: Callable[[Arg], Coding]) -> Description | None:
    """The description that an argument is; None where it names somebody itself or points to somebody new."""
    words = arg.words
    if not points(arg) or not is_bare(words):
        return None
    lemmas = frozenset(word.lemma.lower() for word in words[1:])
    coding, head = code(arg), next((word for word in words if word.part == "head"), words[-1])
    lemma, form = head.lemma.lower(), head.form.lower()
    somebody = coding.noun or lemma in table.bodies | table.people or not table.nouns.keys().isdisjoint((lemma, form))
    two = words[0].form.lower() in _TWO or "two" in lemmas
    apart = table.apart - _OF_EACH_OTHER if two else table.apart
    if coding.entity or not somebody or not apart.isdisjoint(lemmas):
        return None
    content = frozenset(word.lemma.lower() for word in words if word.pos not in ("DET", "NUM"))
    return Description(lemma, form, content, coding, two)


def points(arg: Arg) -> bool:
    """Whether an argument begins as a description does: the quick test."""
    return arg.pos == "NOUN" and arg.words[0].form.lower() in _POINTING


def is_bare(words: Sequence[Word]) -> bool:
    """Whether a phrase is definite and has neither a name nor anything after its head."""
    if words[0].form.lower() not in _POINTING:
        return False
    return not any(
        word.pos == "PROPN" or word.part not in ("mod", "head") or (word.pos == "ADJ" and word.form[:1].isupper())
        for word in words
    )


class Describer:
    """Finds whom descriptions stand for among what an article has told."""

    def __init__(self, book: ActorBook, read: Callable[[Noted], Referent]) -> None:
        self.book, self.read = book, read

    def candidates(
        self, what: Description, at: Noted, told: Sequence[Noted], people: Sequence[Introduced]
    ) -> list[Referent | Introduced]:
        """The persons of the title and the candidates in the last sentences, else in all that was told: each once."""
        titled = [one for one in people if one.start < at.arg.start and _has_title(one, what)]
        near = [one for one in told if one.sentence >= at.sentence - _NEAR]
        far = told[: len(told) - len(near)]
        return _distinct(self._fitting(what, near) or self._fitting(what, far), titled)

    def _fitting(self, what: Description, told: Sequence[Noted]) -> list[Referent]:
        return [one for one in map(self.read, told) if self.fits(what, one)]

    def fits(self, what: Description, one: Referent) -> bool:
        """Whether a referent is what the description calls it, by its own words or by the table of references."""
        if one.coding.resolution in (None, "role", "words") and is_bare(one.noted.arg.words):
            return False  # an unresolved description is no candidate for the next
        return self.named_so(what, one) or self.may_be(what, one)

    def named_so(self, what: Description, one: Referent) -> bool:
        """ "the students" are the students told of before, "the front" a Freedom Front, "the army" Sudan's army."""
        if one.kind == PERSON or one.kind == THING:
            head = next((word for word in one.noted.arg.words if word.part == "head"), None)
            same = head is not None and head.pos == "NOUN" and head.lemma.lower() == what.head
            alike = what.coding.noun in self.book.references.alike and what.coding.noun == one.coding.noun
            told = same or (alike and head is not None and head.pos == "NOUN")
            return told and not what.many and one.kind == PERSON and bool(one.coding.code)
        if (one.kind == MANY) != what.many or not one.coding.code:
            return False
        same_role = one.kind == BODY and what.coding.noun is not None and what.coding.noun == one.coding.noun
        return same_role or what.words <= _named(one.noted.arg.words)

    def may_be(self, what: Description, one: Referent) -> bool:
        """What the table of references allows."""
        reference = self.book.references.nouns.get(what.form)
        if reference is None or not one.coding.code or what.two:
            return False
        if reference.countries and one.coding.country not in reference.countries:
            return False
        if one.kind == PERSON:
            return ANY_PERSON in reference.to and reference.gender in (None, one.gender)
        if one.kind == STATE:
            return ANY_STATE in reference.to
        return self._kind_of_entry(one) in reference.to

    def _kind_of_entry(self, one: Referent) -> str:
        """The kind of an actor entry, also behind "NATO jets" and "Boko Haram gunmen"; nothing for a state's own."""
        actor: Actor | None = self.book.actors.get(one.coding.entity or "")
        if not _OF_STATE.isdisjoint(one.coding.roles):
            return ""
        if actor is not None:
            return actor.kind
        named = one.kind == BODY and any(word.pos == "PROPN" and word.part == "head" for word in one.noted.arg.words)
        return "" if not named else GROUP if _ARMED.isdisjoint(one.coding.roles) else "armed"

    def pair(self, what: Description, at: Noted, told: Sequence[Noted]) -> list[Referent]:
        """The only two who have been told of together in one sentence; nobody where others were too."""
        wanted, found = self._wanted(what), dict[str, Referent]()
        for _, sentence in groupby(told, key=lambda one: one.sentence):
            here: dict[str, Referent] = {}
            for one in map(self.read, sentence):
                if (key := wanted(one)) is not None:
                    here.setdefault(key, one)
            if len(here) > 1:
                found = {**here, **found}
        return [self._as(key, one) for key, one in found.items()] if len(found) == 2 else []

    def of_dyads(self, what: Description, dyads: Sequence[Dyad]) -> list[Coding]:
        """The two sides of deeds that were coded together; nobody where those deeds have more sides than two."""
        reference, found = what.reference(self.book.references), dict[str, Coding]()
        dyads = [dyad for dyad in dyads if not _is_care(dyad)]
        countries = [side.country for dyad in dyads for side in dyad]
        apart = None not in countries and all(one.country != other.country for one, other in dyads)
        for side in (side for dyad in dyads for side in dyad):
            if reference is not None and ANY in reference.to:
                one = self._state(side) if apart and not _is_domestic(side) else side
            elif not apart or _is_domestic(side):
                return []
            elif reference is not None and ANY_STATE in reference.to:
                one = self._state(side)
            else:
                one = self._office(what, side)
            found.setdefault(one.code or "", one)
        return list(found.values()) if len(found) == 2 and "" not in found else []

    def _state(self, side: Coding) -> Coding:
        country = self.book.countries.get(side.country or "")
        if country is None:
            return side
        return Coding(country.code, country.code, (), country.name, country.id, side.how, country_from="name")

    def _office(self, what: Description, side: Coding) -> Coding:
        """ "The two presidents" are a person of each side who was named, else those in office."""
        if (side.entity or "").startswith("per."):
            return side
        roles = ("GOV",) if what.head == "leader" else what.coding.roles
        state = self._state(side)
        if not roles or not _OF_STATE.issuperset(roles) or state.code is None:
            return UNKNOWN
        return state._replace(code=state.code + "".join(roles), roles=roles, name=None, entity=None)

    def _as(self, key: str, one: Referent) -> Referent:
        """Where a country is meant, the country itself."""
        country = self.book.countries.get(key)
        if country is None:
            return one
        coding = Coding(country.code, country.code, (), country.name, country.id, one.coding.how, country_from="name")
        return one._replace(coding=coding)

    def _wanted(self, what: Description) -> Callable[[Referent], str | None]:
        reference = what.reference(self.book.references)
        if reference is not None and ANY in reference.to:
            return _side
        if reference is not None and ANY_STATE in reference.to:
            return lambda one: one.coding.country if one.kind not in (MANY, PLACE) else None
        roles = frozenset(what.coding.roles)
        any_person = reference is not None and ANY_PERSON in reference.to

        def person(one: Referent) -> str | None:
            meant = any_person or not roles.isdisjoint(one.coding.roles) or what.head in ("leader",)
            return one.key if one.kind == PERSON and one.coding.code and meant else None

        return person


def _side(one: Referent) -> str | None:
    """Who speak for one country are one side, unless they are at odds within it."""
    if not one.coding.code or one.kind in (THING, THINGS, PLACE) or "CVL" in one.coding.roles:
        return None
    return one.coding.code if _is_domestic(one.coding) or not one.coding.country else one.coding.country


def _is_care(dyad: Dyad) -> bool:
    """A state and its own people, whom it feeds or evacuates, are no two sides, nor is he who complains to the UN."""
    if any("UNO" in (side.code or "") for side in dyad):
        return True
    one, other = sorted(dyad, key=lambda side: "CVL" in side.roles)
    own = one.country is not None and one.country == other.country
    return own and "CVL" in other.roles and set(one.roles) <= {"GOV"}


def _is_domestic(side: Coding) -> bool:
    return not _ARMED.isdisjoint(side.roles) or "OPP" in side.roles


def _has_title(person: Introduced, what: Description) -> bool:
    roles = set(what.coding.roles)
    if roles and person.coding.roles and roles.isdisjoint(person.coding.roles):
        return False
    return any(_calls(title, what) for title in person.titles)


def _calls(title: Title, what: Description) -> bool:
    return title.head == what.head and what.words <= title.words


def _named(words: Sequence[Word]) -> frozenset[str]:
    """The words of a name with its head, and the head of what stands in apposition."""
    return frozenset(word.lemma.lower() for word in words if word.part in ("mod", "head", "appos"))


def _distinct(fitting: Sequence[Referent], titled: Sequence[Introduced]) -> list[Referent | Introduced]:
    """Each candidate once: a person of the title who is among those that fit is one, and so are two of one code."""
    names = {" ".join(person.name[-2:]) for person in titled}
    entities = {person.coding.entity for person in titled if person.coding.entity}
    others = [one for one in fitting if one.key not in names and one.coding.entity not in entities]
    return [*titled, *{(one.coding.code, one.coding.entity): one for one in others}.values()]
