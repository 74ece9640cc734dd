"""Which country an actor phrase belongs to, by order of trust."""

from typing import NamedTuple

from pipeline.codebook.actor_book import ActorBook
from pipeline.codebook.actor_phrases import Name, Phrase
from pipeline.codebook.roles import INTERNATIONAL

_BELONGING = frozenset({"of", "in", "from", "at", "inside", "within", "near", "outside", "across", "around"})
_HOMELAND = frozenset({"country", "nation", "homeland", "kingdom", "republic"})
_INDEFINITE = frozenset({"a", "an", "any", "each", "every", "no"})
# Words that point away from the country an article is about.
_ABROAD = frozenset(
    {
        "foreign",
        "global",
        "international",
        "neighboring",
        "neighbouring",
        "another",
        "other",
        "overseas",
        "regional",
        "third",
        "western",
        "european",
        "african",
        "asian",
        "arab",
    }
)


class Home(NamedTuple):
    """A country and what told it: head, adjective, owner, name, capital, seat, place, context or topic."""

    country: str
    told_by: str
    why: str

    @property
    def describes(self) -> bool:
        """Whether it says whose the actor is, not only where: "Rwandan peacekeepers", not "peacekeepers in Mali"."""
        return self.told_by not in ("place", "context", "topic")


def find_home(phrase: Phrase, book: ActorBook) -> Home | None:
    """The country named at the head, else by an adjective or possessor, another modifier, "in X", an apposition."""
    found = [
        (_trust(phrase, name, kind), kind, actor, name)
        for name in phrase.names
        if name.hold == "full" and (place := name.place)
        for kind, actor in [place]
    ]
    told = min((f for f in found if f[0][0] < len(_TRUST)), key=lambda f: f[0], default=None)
    if told is None:
        return _home_of_people(phrase, book)
    (rank, _), kind, actor, name = told
    told_by = _TRUST[rank] if _TRUST[rank] in ("head", "place") else kind
    return Home((actor.code or "")[:3], told_by, f"country from {kind} '{phrase.text(name)}'")


_TRUST = ("head", "adjective", "modifier", "place", "apposition")


def _trust(phrase: Phrase, name: Name, kind: str) -> tuple[int, int]:
    """Rank among _TRUST, then order: the adjective nearest to the head, otherwise the first name."""
    if phrase.at_head(name):
        return 0, 0
    if name.part == "mod":
        near = kind in ("adjective", "people") or phrase.owns(name)
        return (1, -name.first) if near else (2, name.first)
    if name.part == "appos":
        return 4, name.first
    adjective = kind in ("adjective", "people") and name.link == "for"
    return (3 if name.link in _BELONGING or adjective else len(_TRUST)), name.first


def _home_of_people(phrase: Phrase, book: ActorBook) -> Home | None:
    """Of a group that lives in one country only ("Rohingya")."""
    for name in phrase.names:
        country = book.split(name.people.code)[0] if name.people and name.people.code else None
        if country and name.hold == "full":
            return Home(country, "people", f"country of '{phrase.text(name)}'")
    return None


def context_home(phrase: Phrase, country: str | None, roles: tuple[str, ...]) -> Home | None:
    """The article's country, for role nouns and "the country's army", unless words point abroad."""
    if not country:
        return None
    free = {phrase.words[at].form.lower() for at in phrase.free}
    homeland = not free.isdisjoint(_HOMELAND) and free.isdisjoint(_INDEFINITE)
    own_roles = bool(roles) and INTERNATIONAL.isdisjoint(roles)
    if free.isdisjoint(_ABROAD) and (own_roles or homeland):
        return Home(country, "context", "country of the article")
    return None


def last_home(phrase: Phrase, roles: tuple[str, ...]) -> Home | None:
    """As a last resort "US-led coalition", and without any role "a resolution on Syria"."""
    for name in phrase.names:
        led = name.hold == "weak" and name.part in ("mod", "head")
        topic = name.hold == "full" and name.part in ("prep", "other") and not roles
        if name.place and (led or topic):
            code = name.place[1].code or ""
            return Home(code[:3], "led" if led else "topic", f"only country named: '{phrase.text(name)}'")
    return None
