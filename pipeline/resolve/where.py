"""Where an event happened: of the places a text names, the one its deed was done in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from pipeline.resolve.homonyms import (
    WELL_KNOWN,
    Area,
    Context,
    are_near,
    areas_of,
    own_area,
    resolve,
    seas_first,
    without_strange_villages,
)
from pipeline.resolve.places import Place, PlaceMention

_CUES = {
    "in": 2.0, "at": 2.0, "near": 2.0, "outside": 1.8, "around": 1.6, "between": 1.6, "on": 1.2, "inside": 2.0,
    "across": 1.2, "within": 1.5, "throughout": 1.2, "of": 0.9, "(": 2.0, ",": 0.8, "": 0.8, "start": 0.8, "along": 1.2,
    "to": 0.3, "into": 0.5, "towards": 0.3, "toward": 0.3, "from": 0.0, "against": -0.5, "with": -0.5, "for": 0.0,
}  # fmt: skip
_FAMOUS = 500_000  # people: "London, Paris" is a list, not a place and its region
_ASTRAY = 2.0  # less likely, where containers or other names tell of another country or region
_ELSEWHERE = -3.0  # "war in", "embassy of"
_SETTLED = ("town", "village", "admin3")
_KINDS = {**dict.fromkeys(_SETTLED, 1.0), "admin2": 0.8, "admin1": 0.0, "land": 0.0, "sea": 0.0, "country": -1.5}
_SMALL_SHARE = 20  # times its people are fewer than the region's: a small town for one
_NONE: Mapping[str, float] = MappingProxyType({})
_NEAR = frozenset({"near", "outside", "around", "between", "towards", "toward", "along"})


class Located(NamedTuple):
    """The place of an event with the characters that name it.

    precision: ACLED's geo_precision: 1 the named town, 2 near it or part of a region whose chief town stands in, or
    a village that stands at its municipality's seat, 3 a larger region or a country, or a district of which no town
    is known.
    """

    place: Place
    precision: int
    start: int
    end: int


def locate(
    mentions: Sequence[PlaceMention],
    countries: Sequence[str] = (),
    home: Sequence[str] = (),
    anchor: Place | None = None,
    near_offset: int | None = None,
) -> Located | None:
    """The place where the deed was done, None where the text names none.

    countries: ISO3 codes the article speaks of, strongest first; home: those of the actors' home countries.
    anchor: a place known already (a dateline, the document's leading event). near_offset: character offset of the
    deed; without it the earlier names of the text are preferred.
    """
    found = locate_all(mentions, countries, home, anchor, near_offset)
    return found[0] if found else None


def locate_all(
    mentions: Sequence[PlaceMention],
    countries: Sequence[str] = (),
    home: Sequence[str] = (),
    anchor: Place | None = None,
    near_offset: int | None = None,
    armies: Sequence[str] = (),
    leanings: Mapping[str, float] = _NONE,
) -> list[Located]:
    """The distinct places of a text, the likeliest to be the event's first. Arguments: see locate and read_places."""
    return nearest(read_places(mentions, countries, home, anchor, armies, leanings), near_offset)


class ReadPlace(NamedTuple):
    """A place that a text names, with how likely it is the event's, wherever in the text that is told: `worth`, less
    `astray`; `ordinal`: the name's among those of the text.
    """

    located: Located
    mention: PlaceMention
    ordinal: int
    worth: float
    astray: float


def read_places(
    mentions: Sequence[PlaceMention],
    countries: Sequence[str] = (),
    home: Sequence[str] = (),
    anchor: Place | None = None,
    armies: Sequence[str] = (),
    leanings: Mapping[str, float] = _NONE,
) -> list[ReadPlace]:
    """The places that a text names, in its order.

    Left out are containers of a named place, and parts of other names ("Paris Hilton"). armies: the countries whose
    armies the article names, which may be abroad. leanings: those where such deeds are likelier, each with the vote it
    has against small places elsewhere that bear the same name.
    """
    known = {*countries, *home, *((anchor.country,) if anchor else ())}
    mentions = without_strange_villages(seas_first(mentions), known)
    chains = _chains(mentions)
    mentions = _within_countries(mentions, chains)
    places = resolve(mentions, chains, Context(_votes(countries, home, armies), anchor, leanings))
    told = frozenset(_told(mentions, places))
    found = []
    for chain in _without_lists(chains, mentions, places):
        head, verified = _head(chain, mentions, places)
        mention = mentions[head]
        if mention.cue == "name" or _owns_next(head, mentions, places):
            continue
        place = _town_itself(places[head], mention)
        worth = _worth(mention, place, verified) + _share(place, places, mentions) + (1.5 if verified else 0.0)
        astray = _ASTRAY if _is_astray(place, told) else 0.0
        stands_in = head != chain[0] and places[chain[0]].kind in {*_SETTLED, "admin2"}
        located = Located(place, _precision(mention, place, stands_in), mention.start, mention.end)
        found.append(ReadPlace(located, mention, head, worth, astray))
    return found


def nearest(found: Sequence[ReadPlace], near_offset: int | None) -> list[Located]:
    """The distinct places that a text names, the likeliest to be that of a deed at an offset first."""

    def unlikely(one: ReadPlace) -> tuple[float, int]:
        return _distance(one.mention, one.ordinal, near_offset) + one.astray - one.worth, one.ordinal

    return _distinct(one.located for one in sorted(found, key=unlikely))


def _told(mentions: Sequence[PlaceMention], places: Sequence[Place]) -> Iterator[Area]:
    """The countries in which two or more of a text's names lie, and the countries and regions of its containers."""
    names = {(place.country, mention.text) for place, mention in zip(places, mentions, strict=True)}
    counts = Counter(country for country, _ in names)
    yield from ((country,) for country, number in counts.items() if number > 1)
    for place, mention in zip(places, mentions, strict=True):
        if mention.cue == "(" or (mention.linked and own_area(place)):
            yield from [*areas_of(place)][:2]


def _is_astray(place: Place, told: Collection[Area]) -> bool:
    """Whether a place lies in none of the countries, or of their regions, that are told: rather a homonym."""
    if is_famous(place) or not place.country or not told:
        return False
    regions = {area for area in told if len(area) > 1 and area[0] == place.country}
    return (place.country,) not in told or bool(regions and (place.country, place.admin1) not in regions)


def _distinct(found: Iterable[Located]) -> list[Located]:
    first: dict[tuple[int, str], Located] = {}
    for located in found:
        first.setdefault((located.place.geoname_id, located.place.name), located)
    return list(first.values())


def _votes(countries: Sequence[str], home: Sequence[str], armies: Sequence[str]) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for rank, country in enumerate(countries):
        votes[country] += 3.0 / (1 + rank)
    for country in home:
        votes[country] += 1.0
    for country in armies:
        votes[country] += 0.5
    return votes


def _chains(mentions: Sequence[PlaceMention]) -> list[list[int]]:
    """Ordinals of mentions in runs of a place and its containers: "Rubizhne, Luhansk region" is one run.

    What is only spoken about begins none: "a group from Casamance, in the Foni region".
    """
    chains: list[list[int]] = []
    for at, mention in enumerate(mentions):
        if mention.linked and chains and " " not in mentions[at - 1].cue:
            chains[-1].append(at)
        else:
            chains.append([at])
    return chains


def _within_countries(mentions: Sequence[PlaceMention], chains: Iterable[Sequence[int]]) -> list[PlaceMention]:
    """A country named beside a place decides which of its namesakes is meant: "Tripoli in northern Lebanon"."""
    kept = list(mentions)
    for chain in chains:
        for first, beside in pairwise(chain):
            top = mentions[beside].candidates[0]
            inside = tuple(c for c in mentions[first].candidates if c.country == top.country and c.kind != "country")
            if top.kind == "country" and inside:
                kept[first] = mentions[first]._replace(candidates=inside)
    return kept


def _owns_next(at: int, mentions: Sequence[PlaceMention], places: Sequence[Place]) -> bool:
    """Whether a name is the possessor of the next, which lies in it: "Kaduna's Zangon Kataf district"."""
    if not mentions[at].owns or at + 1 >= len(mentions) or mentions[at + 1].start - mentions[at].end > len("'s "):
        return False
    own = own_area(places[at]) or (places[at].country, places[at].admin1)
    return own in set(areas_of(places[at + 1]))


def _without_lists(
    chains: Iterable[list[int]], mentions: Sequence[PlaceMention], places: Sequence[Place]
) -> Iterator[list[int]]:
    """Runs split before a town that follows a comma, for towns contain nothing: "Lagos, Abuja" is a list.

    What follows "X village" is the region of the town's name. Nor does a town contain where somebody comes from.
    """
    for chain in chains:
        cuts = [
            i
            for i, at in enumerate(chain)
            if i and (_is_listed(at, chain[i - 1], mentions, places) or _is_origin(chain[i - 1], at, mentions, places))
        ]
        for first, last in pairwise([0, *cuts, len(chain)]):
            yield chain[first:last]


def _is_listed(at: int, before: int, mentions: Sequence[PlaceMention], places: Sequence[Place]) -> bool:
    return mentions[at].cue == "," and _is_settled(places[at]) and mentions[before].says != "town"


def _is_origin(at: int, following: int, mentions: Sequence[PlaceMention], places: Sequence[Place]) -> bool:
    """Whether a place is only where somebody comes from, and the next no region of it: "men from Bihar in Pune"."""
    inside = own_area(places[following]) in set(areas_of(places[at]))
    return mentions[at].cue == "from" and mentions[following].cue == "in" and not inside


def _is_settled(place: Place) -> bool:
    return place.kind in {"town", "village"}


def _head(chain: Sequence[int], mentions: Sequence[PlaceMention], places: Sequence[Place]) -> tuple[int, bool]:
    """The place that a run is about, and whether it lies in what follows it.

    It is the first; but a homonym outside the container named beside it is no listed place, nor is a part of a
    longer name: the container stands in.
    """
    proper = [at for at in chain if mentions[at].cue != "name"] or list(chain)
    for position, at in enumerate(proper[:-1]):
        following = [places[other] for other in proper[position + 1 :]]
        if own_area(places[at]) in set(areas_of(following[0])) - {own_area(following[0])}:
            continue  # "the parliament of Ghana in Accra"
        beside = mentions[proper[position + 1]]
        bracket = beside.cue == "("
        inside = _inside(places[at], following)
        if bracket and _is_far_from_town(places[at], beside, following[0]):
            inside = False
        if inside or (inside is None and not _is_stray(places[at], following)):
            return at, bool(inside)
        if inside is False and is_famous(places[at]) and not bracket:
            return at, False
    return proper[-1], False


def _is_far_from_town(place: Place, mention: PlaceMention, container: Place) -> bool:
    """Whether a town lies too far from the town in brackets to be a part of it: "Barangay Rizal (Lingayen)"."""
    return place.kind == "town" and not any(map(own_area, mention.candidates)) and not are_near(place, container)


def _inside(place: Place, following: Sequence[Place]) -> bool | None:
    """Whether a place lies in the first region named after it; None where none is named."""
    areas = set(areas_of(place))
    for region in following:
        own = own_area(region)
        if own and (len(own) < 3 or place.admin2 or place.country != region.country):
            return own in areas
    return None


def is_famous(place: Place) -> bool:
    """Whether all the world knows it by its name, so that no country need stand beside."""
    return place.population > _FAMOUS and place.rank == 0 and place.kind != "admin2"


def _is_stray(place: Place, following: Sequence[Place]) -> bool:
    return not is_famous(place) and all(place.country != other.country for other in following)


def _town_itself(place: Place, mention: PlaceMention) -> Place:
    """The town where a region bears its town's name, unless the words around it speak of the region."""
    if place.kind not in {"admin1", "admin2"} or mention.says not in {"", "town"} or mention.cue in {"(", ","}:
        return place
    towns = (c for c in mention.candidates if c.kind == "town" and _may_stand_for(c, place))
    same = [town for town in towns if (town.country, town.admin1) == (place.country, place.admin1)]
    return max(same, key=lambda town: (town[5:7] == place[5:7], town.population), default=place)  # its seat first


def _may_stand_for(town: Place, region: Place) -> bool:
    """Whether a region's name may mean a town: where it is its usual name, or it is no small one."""
    return town.rank <= region.rank or town.population * _SMALL_SHARE >= region.population


def _worth(mention: PlaceMention, place: Place, verified: bool) -> float:
    cue = _CUES.get(mention.cue, _ELSEWHERE if " " in mention.cue else 0.5)
    obscure = not verified and place.population < WELL_KNOWN and (place.rank > 0 or mention.cue == "start")
    return cue + _KINDS.get(place.kind, 0.0) - (1.5 if obscure else 0.3 * place.rank)


def _share(place: Place, places: Sequence[Place], mentions: Sequence[PlaceMention]) -> float:
    """The share of a text's names that lie in the country of a place, those inside longer names left out."""
    countries = [p.country for p, m in zip(places, mentions, strict=True) if m.cue != "name"]
    return countries.count(place.country) / len(countries) if countries else 0.0


def _distance(mention: PlaceMention, ordinal: int, near_offset: int | None) -> float:
    """What stands far from the deed is less likely its place, but for the scene that opens the sentence."""
    if near_offset is None:
        return min(0.15 * ordinal, 1.5)
    return 0.0 if mention.opens else min(abs(mention.start - near_offset) / 60, 3.0)


def _precision(mention: PlaceMention, place: Place, stands_in: bool) -> int:
    """ACLED's geo_precision: see Located."""
    if place.kind in {"admin1", "country", "land", "sea"} or not place.located:
        return 3
    unlisted = mention.cue == "," and not mention.linked  # what stands before the comma
    vague = stands_in or unlisted or mention.cue in _NEAR or mention.cue == "(" or mention.says in {"district", "area"}
    return 2 if vague or place.kind in {"admin2", "village"} else 1
