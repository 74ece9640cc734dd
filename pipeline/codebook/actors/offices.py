"""What a listed actor's code is on a day: offices are held from a day until another."""

from collections.abc import Sequence
from datetime import date

from pipeline.codebook.actors.book import Actor, ActorBook, DatedRole
from pipeline.codebook.actors.context import Coding
from pipeline.codebook.actors.roles import INTERNATIONAL, in_order


def code_on(actor: Actor, when: date, titles: tuple[str, ...]) -> tuple[str, str]:
    """An actor's code on a day, and what to remark about it.

    After the last office a person is of the elite (CAMEO's ELI); before the first, the titles in the phrase tell.
    """
    held, begun, person = actor.held(when), actor.begun(when), actor.kind == "person"
    if held:
        return _held_code(held), ""
    if actor.code:
        return actor.code, ""
    if begun:
        last = max(begun, key=lambda dated: dated.start or date.min)
        return _past_code(last, person), ", after the last office"
    return actor.roles[0].country + "".join(titles if person else ()), ", before any office"


def on_day(coding: Coding, published: date, day: date, book: ActorBook) -> Coding:
    """The same actor as what it was on the earlier day of a deed: in 2016 "Barack Obama" was no former president.

    Kept as coded on the day of publication: who is planned to act later, who did not exist yet, and whose code
    was composed with other words of the phrase.
    """
    actor = book.actors.get(coding.entity or "")
    if actor is None or not actor.roles or day >= published or not actor.lives(day):
        return coding
    code, note = code_on(actor, day, ())
    if coding.code != code_on(actor, published, ())[0] or code == coding.code:
        return coding
    country, roles = book.split(code)
    told_by = (coding.country_from or "name") if country else None
    how = f"{coding.how}; {code} on {day}{note}"
    return coding._replace(code=code, country=country, roles=roles, how=how, country_from=told_by)


def _held_code(held: Sequence[DatedRole]) -> str:
    """The roles held at one time in one country; a single one stays as it is written."""
    country, *others = held[0].country, *(dated.roles for dated in held[1:] if dated.country == held[0].country)
    roles = in_order([*held[0].roles, *(role for more in others for role in more)]) if others else held[0].roles
    return country + "".join(roles)


def _past_code(last: DatedRole, person: bool) -> str:
    """Former officials are of the country's elite, or of that of their organisation."""
    base = last.code if last.country in INTERNATIONAL else last.country
    return base + "ELI" if person else base
