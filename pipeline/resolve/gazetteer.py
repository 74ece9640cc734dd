"""Names of places in plain news text, each with the places that bear the name."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.resolve.countries import ABBREVIATIONS, acled_country_name
from pipeline.resolve.cues import Sentence
from pipeline.resolve.geonames import Tables, name_hash
from pipeline.resolve.placecache import load_tables
from pipeline.resolve.placenames import ARTICLES, CONNECTORS, KIND_WORDS, NO_PLACE, TITLES, place_key, without_article

_LONGEST_NAME = 6  # words
_MOST_HOMONYMS = 120
_ENGLISH_TOO = ("as ", "at ", "an ")  # "As Russia advanced": no article
_JOINTS = frozenset({" ", "-", "–", ". ", "", " - "} | {f" {article}-" for article in ARTICLES})


class Place(NamedTuple):
    """A place of the gazetteer. Degrees are WGS 84; those of a region or country are its chief town's.

    kind: town, admin3, admin2, admin1, country; land, no division ("Darfur"); sea, whose country is "". A region's
    admin1 (admin2) is its own name.
    rank: how it bears the name it was found by: 0 its usual name, 1 an alternate one, 2 without an article.
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


class PlaceMention(NamedTuple):
    """A place name in a text with its homonyms, the usual bearers of the name and the populous first.

    cue: what stands before it: a preposition, "(" or "," or "-" or "of" after another name, "war in" and the like
    where the phrase only speaks about the place, "name" inside a person's or organisation's name, "start" at the
    beginning of a sentence, "" for nothing.
    says: town, district, region or area, where a word beside the name tells; "" elsewhere.
    linked: whether only a bracket, comma, dash, "of" or "in" and a word such as "district" stand between it and the
    place before it, so that it may be that place's container.
    """

    text: str
    start: int
    end: int
    candidates: tuple[Place, ...]
    cue: str
    says: str = ""
    linked: bool = False


class Gazetteer:
    """Places by name; looking up costs a binary search in arrays that stay on disk."""

    def __init__(self, tables: Tables) -> None:
        self._rows = [_column(tables.places, name) for name in tables.places.schema.names]
        self._hashes, self._places, self._ranks = (
            memoryview(tables.names.column(i).combine_chunks().to_numpy()) for i in range(3)
        )
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """The gazetteer from the user's cache, compiled there at first use (half a minute).

        `extra`: GeoNames country dumps (tab-separated, 19 columns) whose villages are added.
        Raises UsageError for a file that is none.
        """
        return cls(load_tables(extra))

    def find(self, text: str) -> list[PlaceMention]:
        """The place names of a text from left to right, without overlap."""
        sentence = Sentence(text)
        out: list[PlaceMention] = []
        last = 0
        starts = [at for at, word in enumerate(sentence.words) if word[0].isupper() or word in ARTICLES]
        for first in starts:
            if first >= last and (found := self._longest(sentence, first)):
                last, places = found
                out.append(_mention(sentence, first, last, places, out[-1].end if out else None))
        return out

    def _longest(self, sentence: Sentence, first: int) -> tuple[int, tuple[Place, ...]] | None:
        """The longest name that begins at this word: where it ends (exclusive), and its bearers."""
        for last in reversed(_ends(sentence, first)):
            if last == first + 1 and _is_no_name(sentence.bare(first), sentence.capitals):
                return None
            key = place_key(sentence.bare(last - 1))
            if last > first + 1:
                key = " ".join([*map(sentence.key, range(first, last - 1)), key])
            if places := self.lookup(key):
                return last, places
        return None

    def _lookup(self, key: str) -> tuple[Place, ...]:
        """The places that bear a normalised name; those without their article where none bears it as it is."""
        found = self._bearers(key)
        if not found and not key.startswith(_ENGLISH_TOO) and (bare := without_article(key)) != key:
            found = self._bearers(bare)
        found.sort(key=lambda place: (place.rank, -place.population))
        return tuple(found[:_MOST_HOMONYMS])

    def _bearers(self, key: str) -> list[Place]:
        digest = name_hash(key)
        at = bisect_left(self._hashes, digest)
        found = []
        while at < len(self._hashes) and self._hashes[at] == digest:
            place = self._place(self._places[at], self._ranks[at])
            if place:
                found.append(place)
            at += 1
        return found

    def _place(self, row: int, rank: int) -> Place | None:
        name, kind, country, admin1, admin2, latitude, longitude, geoname_id, population = self._values(row)
        if latitude is None:
            return None
        first, second = (self._rows[0][i].as_py() if i >= 0 else None for i in (admin1, admin2))
        full = acled_country_name(country)
        return Place(name, first, second, country, full, latitude, longitude, geoname_id, kind, population, rank)

    def _values(self, row: int) -> list[Any]:
        return [column[row].as_py() for column in self._rows]


def _column(table: Any, name: str) -> Any:
    return table.column(name).combine_chunks()


def _ends(sentence: Sentence, first: int) -> list[int]:
    """Where a name that begins at this word may end (exclusive): after a capitalised word or a number.

    It begins with a capital, or with a hyphenated article: "al-Hudaydah".
    """
    ends = [first + 1] if sentence.is_capital(first) else []
    if not ends and not sentence.text.startswith("-", sentence.spans[first][1]):
        return []
    for at in range(first + 1, min(first + _LONGEST_NAME, len(sentence.words))):
        if sentence.gap(at) not in _JOINTS:
            break
        if sentence.is_capital(at) or sentence.words[at].isdigit():
            ends.append(at + 1)
        elif sentence.words[at] not in CONNECTORS:
            break
    return ends


@lru_cache(maxsize=50_000)
def _is_no_name(word: str, capitals: bool) -> bool:
    """Whether a word standing alone is none: a common word, an abbreviation, a word for a kind of place."""
    if word in ABBREVIATIONS:
        return False
    if sum(map(str.isupper, word)) > 1 and len(word) <= 6 and not (len(word) > 3 and capitals):
        return True
    key = place_key(word)
    return len(word) < 2 or any(key in words for words in (NO_PLACE, KIND_WORDS, TITLES, CONNECTORS))


def _mention(sentence: Sentence, first: int, last: int, places: tuple[Place, ...], before: int | None) -> PlaceMention:
    start = sentence.spans[first][0]
    end = sentence.spans[last - 1][0] + len(sentence.bare(last - 1))
    return PlaceMention(sentence.text[start:end], start, end, places, *sentence.around(first, last, before))
