"""Actor codes as TABARI and PETRARCH compose them: the first actor's code on the day, then each agent's, none twice.

For dictionaries whose codes have a shape of their own. Countries, roles and their order in CAMEO mean nothing here.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.context import UNKNOWN, Coding
from pipeline.codebook.actors.phrase import Name, Phrase, read_phrase
from pipeline.codebook.actors.role_nouns import former
from pipeline.codebook.actors.roles import chunks
from pipeline.mentions import Word

NOBODY = "---"
"""Stands for the actor where a phrase has only an agent ("officials")."""
SEVERAL = "/"
"""Joins the codes of an actor that stands for several: "FRO/BIL"."""


def append_codes(words: Sequence[Word], when: date, book: ActorBook) -> Coding:
    """The actor that a noun phrase names on a day; UNKNOWN where it has neither an actor nor an agent."""
    phrase = read_phrase(words, book)
    if phrase is None or phrase.words[phrase.head].pos == "PRON":
        return UNKNOWN
    actor = next((actor for name in phrase.names if (actor := _actor(name, when))), None)
    agents = [name for name in phrase.names if name.role is not None and not _names_actor(name, when)]
    base = _code(actor, when) if actor else None
    if base is None and not agents:
        return UNKNOWN
    ahead = "".join(name.role.code for name in agents if name.role is not None and name.role.code)
    codes = [ahead + one for one in (base or ("" if ahead else NOBODY)).split(SEVERAL)]
    added = [role for name in agents for role in _roles(phrase, name)]
    code = SEVERAL.join(_appended(one, added) for one in codes)
    how = " + ".join([*([f"name '{actor.name}'"] if actor else []), *(f"'{phrase.text(name)}'" for name in agents)])
    country, roles = book.split(code) if SEVERAL not in code else (None, ())
    noun = agents[0].role.id if agents and agents[0].role else None
    name, entity, resolution = (actor.name, actor.id, "name") if actor else (None, None, "role")
    return Coding(code, country, roles, name, entity, how, noun, resolution, country and "name")


def names_somebody(words: Sequence[Word], book: ActorBook) -> bool:
    """Whether an actor or agent stands at the head of a phrase or before it: not "ties with Iran"."""
    phrase = read_phrase(words, book)
    return phrase is not None and any(name.part in ("head", "mod") for name in phrase.names)


def _actor(name: Name, when: date) -> Actor | None:
    able = [*([name.place[1]] if name.place else []), *name.actors, *([name.people] if name.people else [])]
    return next((actor for actor in able if _code(actor, when)), None)


def _names_actor(name: Name, when: date) -> bool:
    return _actor(name, when) is not None


def _code(actor: Actor, when: date) -> str | None:
    """The first dated code that holds on the day, else the one without dates."""
    held = next((role.code for role in actor.roles if role.holds(when)), actor.code)
    return None if held == NOBODY else held


def _roles(phrase: Phrase, name: Name) -> Sequence[str]:
    return () if name.role is None or name.role.code else former(phrase, name)


def _appended(code: str, roles: Sequence[str]) -> str:
    known = list(chunks(code))
    for role in roles:
        if role not in known:
            known.append(role)
            code += role
    return code
