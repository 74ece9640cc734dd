"""What the two sides of an event tell about each other."""

from collections.abc import Container
from typing import NamedTuple

from pipeline.codebook.actors.context import Coding
from pipeline.codebook.actors.roles import OF_A_STATE
from pipeline.mentions import Arg

_ON_THE_SPOT = frozenset({"COP", "JUD"})  # who acts where he is, for no state abroad
_SAID_OF = frozenset({"adjective", "possessive"})  # "a British plane near Kandahar": whose it is, not where
_GUESSED = frozenset({"article", "opponent"})
_TYPE_LENGTH = 3  # "IGO" is no organisation, "IGOUNO" is
_STATE = frozenset("GOV MIL COP SPY".split())
_DOMESTIC = frozenset("REB SEP INS OPP COP CVL UAF RAD CRM LAB EDU REF MED LEG JUD AGR BUS PTY ELI HLH".split())


class Side(NamedTuple):
    """One side of an event: the words and what they were resolved to."""

    arg: Arg | None
    coding: Coding


def at_home(coding: Coding, other: Coding, outward: Container[str] = ()) -> Coding:
    """Rebels, protesters, police without a country are taken to be at home in that of their opponent, but not who is
    `outward`; officials who act on a state by name are of another, whatever single country the article names."""
    coding = not_itself(coding, other, outward)
    if (
        coding.noun in outward
        or coding.code is None
        or coding.country
        or coding.entity
        or not _DOMESTIC.issuperset(coding.roles)
    ):
        return coding
    alone = bool(coding.roles) and "".join(coding.roles) == coding.code
    if not alone or not other.country or (_is_state(other) and not OF_A_STATE.isdisjoint(coding.roles)):
        return coding
    how = f"{coding.how}; country of the other side"
    return coding._replace(code=other.country + coding.code, country=other.country, how=how, country_from="opponent")


def on_the_spot(coding: Coding, other: Coding, country: str | None, violent: bool, acts: bool) -> Coding:
    """Whom violence meets, and who uses it, is of the country where it is done, not of a foreign opponent; police and
    courts act where they are. Forces of a state that fights abroad stay without one.

    country: where it is done, by the words of the sentence.
    """
    if (
        not country
        or country == coding.country
        or not (violent or (acts and not _ON_THE_SPOT.isdisjoint(coding.roles)))
    ):
        return coding
    guessed = coding.country_from in _GUESSED and coding.country == other.country
    unknown = coding.country is None and _DOMESTIC.issuperset(coding.roles)
    own = "".join(coding.roles)
    if coding.entity or not own or coding.code not in (own, (coding.country or "") + own) or not (guessed or unknown):
        return coding
    if country == other.country and not OF_A_STATE.isdisjoint(coding.roles):
        return coding
    how = f"{coding.how}; where it was done"
    return coding._replace(code=country + own, country=country, how=how, country_from="place")


def of_country(coding: Coding, country: str | None) -> Coding:
    """Whoever a place's name made a country's capital, or of it, where the place is a namesake in another country."""
    if country is None or coding.country in (None, country) or not (coding.code or "").startswith(coding.country or ""):
        return coding
    if coding.country_from in _SAID_OF or (coding.entity is not None and not coding.entity.startswith("cty.")):
        return coding
    how = f"{coding.how}, but of a namesake in {country}"
    return coding._replace(code=country + "".join(coding.roles), country=country, name=None, entity=None, how=how)


def not_itself(coding: Coding, other: Coding, outward: Container[str] = ()) -> Coding:
    """Whoever acts on a state by name, or it on him, is not of that state for being told of in an article about it; nor
    is one of the `outward` roles of whatever country his opponent is said to be."""
    foreign = _is_state(other) or (coding.noun in outward and other.country_from in _SAID_OF)
    if not foreign or coding.country != other.country or not _is_guess(coding):
        return coding
    how = f"{coding.how}, but that is the other side"
    return coding._replace(code="".join(coding.roles) or None, country=None, country_from=None, how=how)


def _is_state(coding: Coding) -> bool:
    """Whether a state is named as such: "Kenya", "Nairobi", but not "Kenyan tea"."""
    return coding.country_from == "name" and (coding.entity or "").startswith("cty.")


def _is_guess(coding: Coding) -> bool:
    return coding.country_from == "article"


def same_side(doer: Coding, speaker: Coding) -> bool:
    """Whether one speaks for the other: the same code, an organisation's and its body's, or both of one state. Rebels
    and victims are another side."""
    if doer.code is None or speaker.code is None:
        return False
    short, long = sorted((doer.code, speaker.code), key=len)
    if doer.country is None and len(short) > _TYPE_LENGTH and long.startswith(short):
        return True
    state = _STATE.issuperset({*doer.roles[:1], *speaker.roles[:1]})
    state = state and _is_guess(doer) == _is_guess(speaker)
    return doer.code == speaker.code or (state and doer.country is not None and doer.country == speaker.country)
