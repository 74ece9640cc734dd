"""What is known of a place, and of a name that a text gives it."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place of the gazetteer. Degrees are WGS 84; those of a region or country are its chief town's.

    kind: town; village, whose degrees are those of its municipality's seat; admin3, admin2, admin1, country; land, no
    division ("Darfur"); sea, whose country is "". A region's admin1 (admin2) is its own name.
    rank: how it bears the name it was found by: 0 its usual name, 1 an alternate one, 2 without an article, or in
    another spelling.
    located: False for a district of which no town is known: its degrees are those of the region around it.
    """

    name: str
    admin1: str | None
    admin2: str | None
    country: str
    country_name: str
    latitude: float
    longitude: float
    geoname_id: int
    kind: str
    population: int
    rank: int = 0
    located: bool = True


class PlaceMention(NamedTuple):
    """A place name in a text with its homonyms, the usual bearers of the name and the populous first.

    cue: what stands before it: a preposition, "(" or "," or "-" or "of" after another name, "war in" and the like
    where the phrase only speaks about the place, "name" inside a person's or organisation's name, "start" at the
    beginning of a sentence, "" for nothing.
    says: town, district, region or area, where a word beside the name tells; "" elsewhere.
    linked: whether only a bracket, comma, dash, "of" or "in" and a word such as "district" stand between it and the
    place before it, so that it may be that place's container.
    opens: whether nothing but a date stands before its preposition in the sentence: "On Monday, in Aleppo, …".
    owns: whether it stands in the possessive: "Kaduna's".
    """

    text: str
    start: int
    end: int
    candidates: tuple[Place, ...]
    cue: str
    says: str = ""
    linked: bool = False
    opens: bool = False
    owns: bool = False
