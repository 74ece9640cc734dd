"""Which country an actor phrase belongs to, by order of trust.

name (the country, or somebody listed) · adjective ("Kenyan police") · possessive ("Kenya's police") · modifier ("Kenya
police") · preposition ("police in Kenya") · apposition · title (what an office or body of one country lends: "Pentagon
spokesman") · article (the country it is about) · place (where the deed was done) · opponent (the other side's) · leader
("US-led coalition") · topic (the only country named: "a resolution on Syria").
"""

from collections.abc import Set
from typing import NamedTuple

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.phrase import Name, Phrase
from pipeline.codebook.actors.roles import INTERNATIONAL
from pipeline.tables import COUNTRY_SOURCES

_BELONGING = frozenset({"of", "in", "from", "at", "inside", "within", "near", "outside", "across", "around"})
_HOMELAND = frozenset({"country", "nation", "homeland", "kingdom", "republic"})
_INDEFINITE = frozenset({"a", "an", "any", "each", "every", "no"})
# Offices of the states of a federation: "Georgia's governor".
_OF_A_PART = frozenset({"governor", "gov", "gov.", "sheriff", "county"})
_SECRETARY_OF_STATE = frozenset({"secretary", "of", "state"})


class Home(NamedTuple):
    """A country, which of COUNTRY_SOURCES told it, and by what kind of name: as those of Sense."""

    country: str
    told_by: str
    why: str
    kind: str = ""

    @property
    def describes(self) -> bool:
        """Whether it says whose the actor is, not only where: "Rwandan peacekeepers", not "peacekeepers in Mali"."""
        return self.told_by in _OF_THE_PHRASE and self.told_by != "preposition"


_OF_THE_PHRASE = COUNTRY_SOURCES[: COUNTRY_SOURCES.index("title")]  # title, article and opponent are seen by others


def find_home(phrase: Phrase, book: ActorBook, about: str | None = None) -> Home | None:
    """The country that the phrase itself tells, by what is most to be trusted, in an article about a country."""
    found = [
        (_trust(phrase, name, kind, book.references.kin), kind, actor, name)
        for name in phrase.names
        if name.hold == "full" and (place := place_of(phrase, name, about)) and not _is_venue(phrase, name, book)
        for kind, actor in [place]
    ]
    told = min((f for f in found if f[0][0] < len(_OF_THE_PHRASE)), key=lambda f: f[0], default=None)
    if told is None:
        return _home_of_people(phrase, book)
    (rank, _), kind, actor, name = told
    by = _OF_THE_PHRASE[rank]
    return Home((actor.code or "")[:3], by, f"country from {by} '{phrase.text(name)}'", kind)


def place_of(phrase: Phrase, name: Name, about: str | None) -> tuple[str, Actor] | None:
    """The place that a name means: Georgia in the USA where the article is about them, or has a governor."""
    if name.place is None or name.partly is None or name.place[0] == "place":
        return name.place
    forms = {word.form.lower() for word in phrase.words}
    part = about == name.partly.code or not forms.isdisjoint(_OF_A_PART) or forms >= _SECRETARY_OF_STATE
    return ("place", name.partly) if part else name.place


def _is_venue(phrase: Phrase, name: Name, book: ActorBook) -> bool:
    """ "The Vienna talks" are of nobody who lives there."""
    capital = name.place is not None and name.place[0] == "capital" and not phrase.owns(name)
    return capital and phrase.words[phrase.head].lemma.lower() in book.references.occasions


def _trust(phrase: Phrase, name: Name, kind: str, kin: Set[str]) -> tuple[int, int]:
    """Rank among COUNTRY_SOURCES, then order: the adjective or possessor nearest to the head, else the first name."""
    kindred = name.part == "appos" and not name.link and phrase.words[phrase.head].lemma.lower() in kin
    if phrase.at_head(name) or kindred:  # "Iran's ally Syria"
        return _rank("name"), 0
    of_people, owns = kind in ("adjective", "people"), phrase.owns(name)
    if name.part == "mod" and not name.link:
        if of_people or owns:
            return _rank("possessive" if owns else "adjective"), -name.first
        return _rank("modifier"), name.first
    if name.part == "appos":
        return _rank("apposition"), name.first
    belongs = name.link in _BELONGING or (name.link == "for" and (of_people or owns))
    return (_rank("preposition") if belongs else len(_OF_THE_PHRASE)), name.first


def _rank(source: str) -> int:
    return _OF_THE_PHRASE.index(source)


def _home_of_people(phrase: Phrase, book: ActorBook) -> Home | None:
    """Of a group that lives in one country only ("Rohingya")."""
    for name in phrase.names:
        country = book.split(name.people.code)[0] if name.people and name.people.code else None
        if country and name.hold == "full":
            return Home(country, "name", f"country of '{phrase.text(name)}'")
    return None


def context_home(phrase: Phrase, country: str | None, roles: tuple[str, ...], abroad: Set[str]) -> Home | None:
    """The article's country, for role nouns and "the country's army", unless words point abroad."""
    if not country:
        return None
    if any(name.hold == "none" and name.place and name.place[1].code == country for name in phrase.names):
        return None  # "Iranian-backed militias": nobody says where they are
    free = {phrase.words[at].form.lower() for at in phrase.free}
    homeland = not free.isdisjoint(_HOMELAND) and free.isdisjoint(_INDEFINITE)
    own_roles = bool(roles) and INTERNATIONAL.isdisjoint(roles)
    if free.isdisjoint(abroad) and (own_roles or homeland):
        return Home(country, "article", "country of the article")
    return None


def last_home(phrase: Phrase, roles: tuple[str, ...]) -> Home | None:
    """As a last resort "US-led coalition", and without any role "a resolution on Syria"."""
    for name in phrase.names:
        led = name.hold == "weak" and name.part in ("mod", "head")
        topic = name.hold == "full" and name.part in ("prep", "other") and not roles
        if name.place and name.place[0] != "place" and (led or topic):
            code = name.place[1].code or ""
            return Home(code[:3], "leader" if led else "topic", f"only country named: '{phrase.text(name)}'")
    return None
