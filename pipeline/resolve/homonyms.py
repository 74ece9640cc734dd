"""Which of the places that share a name is meant: all names of a text decide together.

"Cordoba (Veracruz)" settles which Cordoba, and a country that several names share outweighs a populous homonym
elsewhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import cos, exp, hypot, log10, radians
from typing import NamedTuple

from pipeline.resolve.places import Place, PlaceMention

WELL_KNOWN = 100_000  # people
_OTHER_NAME, _OBSCURE = 0.9, 1.2  # less likely, where a name is not the usual one of a place, or of a small place
_STATE = 5.0  # whoever names a state hardly means a town of its name, though it be in the country of those he tells of
_WINDOW = 10  # names before and after that bear witness for a name
_NEAR = 0.3  # degree of latitude, some 30 km
_SAYS = {"town": {"town", "village", "admin3"}, "district": {"admin2", "admin3"}, "region": {"admin1", "land"}}

Area = tuple[str | None, ...]
"""Country, then region, then district: as many as are known."""


class Context(NamedTuple):
    """What is known beside the names: votes for countries (ISO3), a place known already, and how likely countries are
    of which nobody speaks: it decides whether a small place is meant."""

    votes: Mapping[str, float]
    anchor: Place | None
    leanings: Mapping[str, float]


def seas_first(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions with the sea alone where a name is a sea's, and no kind beside it tells a region: "the Gulf"."""
    kept = []
    for mention in mentions:
        seas = tuple(place for place in mention.candidates if place.kind == "sea")
        kept.append(mention._replace(candidates=seas) if seas and mention.says not in _SAYS else mention)
    return kept


def without_strange_villages(mentions: Sequence[PlaceMention], countries: Collection[str]) -> list[PlaceMention]:
    """The mentions without villages of countries that neither the article nor a region's or country's name tells.

    Villages are many: elsewhere a name of theirs is a word ("Marine") or another place. Nor is a name one where no
    preposition, bracket or region stands beside it.
    """
    told = {*countries, *(c.country for m in mentions for c in m.candidates if own_area(c))}
    kept: list[PlaceMention] = []
    dropped = False
    for at, mention in enumerate(mentions):
        bare = mention.cue in {"", "start"} and not any(after.linked for after in mentions[at + 1 : at + 2])
        places = tuple(c for c in mention.candidates if c.kind != "village" or (c.country in told and not bare))
        if places:
            kept.append(mention._replace(candidates=places, linked=mention.linked and not dropped))
        dropped = not places
    return kept


def resolve(mentions: Sequence[PlaceMention], chains: Sequence[Sequence[int]], context: Context) -> list[Place]:
    """The likeliest bearer of each name, after two rounds in which the names vote on each other."""
    linked = {at: [other for other in chain if other != at] for chain in chains for at in chain}
    contained = {at for chain in chains for at in chain[1:]}
    own = [_own_scores(m, at in contained, context) for at, m in enumerate(mentions)]
    scores = own
    doubtful = any(len(mention.candidates) > 1 for mention in mentions)
    for _ in range(2 if doubtful and len(mentions) > 1 else 0):
        beliefs = [_Belief.of(m.candidates, s) for m, s in zip(mentions, scores, strict=True)]
        scores = [
            _with_support(own[at], m.candidates, _voices(at, mentions, beliefs, linked[at]))
            for at, m in enumerate(mentions)
        ]
    return [m.candidates[s.index(max(s))] for m, s in zip(mentions, scores, strict=True)]


def _own_scores(mention: PlaceMention, contained: bool, context: Context) -> list[float]:
    regions = _named_after(mention)
    places = [_under_its_district(place, regions) for place in mention.candidates]
    return [_own_score(place, _people(place, regions), mention, contained, context) for place in places]


def _under_its_district(place: Place, regions: Mapping[Area, int]) -> Place:
    """A town by its usual name where it bears that of its district: Janin in Jenin is Jenin."""
    seat = place.kind == "town" and place.rank and [*areas_of(place)][-1] in {area for area in regions if len(area) > 2}
    return place._replace(rank=0) if seat else place


def _own_score(place: Place, people: int, mention: PlaceMention, contained: bool, context: Context) -> float:
    """What the name alone, the word beside it and the article's context say for a place."""
    obscure = place.rank > 0 and place.population < WELL_KNOWN  # hardly who "Paris" is in an article on Ukraine
    score = 0.4 * log10(people + 10) - (_OBSCURE if obscure else _OTHER_NAME) * place.rank
    score += context.votes.get(place.country, 0.0) * (0.5 if obscure else 1.0)
    if place.population < WELL_KNOWN and context.leanings:
        score += context.leanings.get(place.country, 0.0) - max(context.leanings.values())
    if mention.says in _SAYS:
        score += 1.0 if place.kind in _SAYS[mention.says] else 0.0
    elif place.kind == "country":
        score += _STATE
    elif place.kind == "sea" or contained != (place.kind in _SAYS["town"]):
        score += 0.8
    if context.anchor and place.country == context.anchor.country:
        score += 1.0 + (place.admin1 == context.anchor.admin1)
    return score


def _named_after(mention: PlaceMention) -> dict[Area, int]:
    """People of the regions that bear a name, by area: a town counts with those of the region named after it.

    Toledo in Spain is the seat of a province, and no small town.
    """
    regions = ((own_area(place), place) for place in mention.candidates if place.rank == 0)
    return {area: place.population for area, place in regions if len(area) > 1}


def _people(place: Place, regions: Mapping[Area, int]) -> int:
    if place.kind != "town" or place.rank:
        return place.population
    return max(place.population, *(regions.get(area, 0) for area in areas_of(place)))


class _Belief(NamedTuple):
    """How surely a mention speaks of a country, a region, a district; and which of its candidates are containers."""

    areas: dict[Area, float]
    containers: set[Area]
    inside: set[Area]

    @classmethod
    def of(cls, candidates: Sequence[Place], scores: Sequence[float]) -> "_Belief":
        top = max(scores)
        weights = [exp(score - top) for score in scores]
        whole = sum(weights)
        areas: dict[Area, float] = defaultdict(float)
        for place, weight in zip(candidates, weights, strict=True):
            for area in areas_of(place):
                areas[area] += weight / whole
        containers = {own_area(place) for place in candidates} - {()}
        return cls(areas, containers, set(areas))


def areas_of(place: Place) -> Iterator[Area]:
    """The country, region and district a place lies in, or is."""
    yield (place.country,)
    if place.admin1:
        yield (place.country, place.admin1)
        if place.admin2:
            yield (place.country, place.admin1, place.admin2)


def are_near(one: Place, other: Place) -> bool:
    """Whether two places of a country lie so near that one may be a part of the other."""
    narrower = cos(radians(one.latitude))
    apart = hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * narrower)
    return one.country == other.country and apart < _NEAR


def own_area(place: Place) -> Area:
    if place.kind == "country":
        return (place.country,)
    if place.kind == "admin1":
        return (place.country, place.admin1)
    return (place.country, place.admin1, place.admin2) if place.kind == "admin2" else ()


class _Voice(NamedTuple):
    """What another name of the text believes, how much that counts, and its bearers where it is linked to the name."""

    belief: _Belief
    weight: float
    linked: tuple[Place, ...]


def _voices(
    at: int, mentions: Sequence[PlaceMention], beliefs: Sequence[_Belief], linked: Sequence[int]
) -> list[_Voice]:
    """The other names that bear witness for one; a repeated name says nothing new."""
    near = range(max(0, at - _WINDOW), min(len(mentions), at + _WINDOW + 1))
    return [
        _Voice(
            beliefs[other],
            0.1 if mentions[other].cue == "name" else 0.7,
            mentions[other].candidates if other in linked else (),
        )
        for other in near
        if mentions[other].candidates != mentions[at].candidates
    ]


def _with_support(own: Sequence[float], candidates: Sequence[Place], voices: Sequence[_Voice]) -> list[float]:
    """The scores of a name's bearers with what the other names say; a single bearer needs no support."""
    if len(candidates) == 1:
        return list(own)
    return [score + _support(place, voices) for place, score in zip(candidates, own, strict=True)]


def _support(place: Place, voices: Sequence[_Voice]) -> float:
    """What the other names of the text say for a place: most where one is its container or lies in it."""
    areas, own = list(areas_of(place)), own_area(place)
    total = 0.0
    for belief, weight, linked in voices:
        total += weight * sum([belief.areas.get(area, 0.0) for area in areas])
        if linked and (belief.containers.intersection(areas) or own in belief.inside):
            total += 2.5
        if not own and any(are_near(place, town) for town in linked):
            total += 1.0
    return total
