"""Capitals that a text calls by their country: "in the Kenyan capital"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.placenames import place_key
from pipeline.resolve.places import Place, PlaceMention

_CAPITAL = re.compile(
    r"(?:\b(?P<cue>[a-z]+) )?\bthe (?P<whose>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) capital\b"
    r"(?! (?:punishment|market|flight|control|gain|spending|investment))"
)


def with_capitals(
    found: Sequence[PlaceMention], text: str, when: date, actors: ActorBook, gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The place names found in a text, and the capitals so called, in text order; "Malian" there is no village."""
    if " capital" not in text:
        return list(found)  # the usual case
    capitals = [
        PlaceMention(match["whose"], match.start("whose"), match.end(), places, match["cue"] or "")
        for match in _CAPITAL.finditer(text)
        if (places := tuple(_capitals(match["whose"], when, actors, gazetteer)))
    ]
    apart = (one for one in found if not any(other.start <= one.start < other.end for other in capitals))
    return sorted([*apart, *capitals], key=lambda place: place.start) if capitals else list(found)


def _capitals(whose: str, when: date, actors: ActorBook, gazetteer: Gazetteer) -> Iterator[Place]:
    for match in actors.find(whose.split()):
        for sense in match.entries:
            if sense.kind == "adjective" and isinstance(sense.of, Actor) and sense.of.lives(when):
                for country in (actors.countries[code] for code in sense.of.countries if code in actors.countries):
                    named = (place for name in country.capitals for place in gazetteer.lookup(place_key(name)))
                    yield from (place for place in named if (place.kind, place.country) == ("town", country.code))
