"""Names of places in plain news text, each with the places that bear the name."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.resolve.countries import ABBREVIATIONS, acled_country_name
from pipeline.resolve.cues import Sentence, mention_at
from pipeline.resolve.geonames import Tables, name_hash
from pipeline.resolve.placecache import load_tables
from pipeline.resolve.placenames import ARTICLES, CONNECTORS, NOWHERE, place_key, without_article
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.placewords import place_words
from pipeline.resolve.spellings import Spellings
from pipeline.resolve.unlisted import with_unlisted
from pipeline.textwords import TextWords

_LONGEST_NAME = 6  # words
_MOST_HOMONYMS = 120
_ENGLISH_TOO = ("as ", "at ", "an ")  # "As Russia advanced": no article
_JOINTS = frozenset({" ", "-", "–", ". ", "", " - "} | {f" {article}-" for article in ARTICLES})


class Gazetteer:
    """Places by name; looking up costs a binary search in arrays that stay on disk."""

    def __init__(self, tables: Tables) -> None:
        self._rows = [_column(tables.places, name) for name in tables.places.schema.names]
        self._hashes, self._places, self._ranks = (
            memoryview(tables.names.column(i).combine_chunks().to_numpy()) for i in range(3)
        )
        self._spellings = Spellings(tables.places)
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)
        self.respelled = lru_cache(maxsize=10_000)(self._respelled)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """The gazetteer from the user's cache, compiled there at first use (half a minute).

        `extra`: GeoNames country dumps (tab-separated, 19 columns) whose villages are added.
        Raises UsageError for a file that is none.
        """
        return cls(load_tables(extra))

    def find(self, text: str, words: TextWords) -> list[PlaceMention]:
        """The place names of a text from left to right, without overlap. words: the codebook's, for what is none."""
        sentence = Sentence(text, place_words(words))
        out: list[PlaceMention] = []
        last = 0
        starts = [at for at, word in enumerate(sentence.words) if word[0].isupper() or word in ARTICLES]
        for first in starts:
            if first >= last and (found := self._longest(sentence, first)):
                last, places = found
                if not places:
                    continue
                out.append(mention_at(sentence, first, last, places, out[-1].end if out else None))
        return with_unlisted(sentence, out, self.respelled)

    def _longest(self, sentence: Sentence, first: int) -> tuple[int, tuple[Place, ...]] | None:
        """The longest name that begins at this word: where it ends (exclusive), and its bearers, if it has any."""
        for last in reversed(_ends(sentence, first)):
            if last == first + 1 and _is_no_name(sentence.bare(first), sentence.capitals, sentence.terms.no_names):
                return None
            key = place_key(sentence.bare(last - 1))
            if last > first + 1:
                key = " ".join([*map(sentence.key, range(first, last - 1)), key])
                if key in NOWHERE:
                    return last, ()
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

    def _respelled(self, name: str, regions: tuple[Place, ...]) -> tuple[Place, ...]:
        """The places in regions that bear a name in another spelling."""
        rows = self._spellings.likely(name, [region.geoname_id for region in regions])
        return tuple(place for row in rows if (place := self._place(row, 2)))

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
        """A row of PLACES, None for a region that lies nobody knows where."""
        name, kind, country, admin1, admin2, latitude, longitude, geoname_id, population = self._values(row)
        located = latitude is not None
        if not located and admin1 >= 0:
            latitude, longitude = self._values(admin1)[5:7]
        if latitude is None:
            return None
        first, second = (self._rows[0][i].as_py() if i >= 0 else None for i in (admin1, admin2))
        full = acled_country_name(country)
        return Place(
            name, first, second, country, full, latitude, longitude, geoname_id, kind, population, rank, located
        )

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
def _is_no_name(word: str, capitals: bool, no_names: frozenset[str]) -> bool:
    """Whether a word standing alone is none: a common word, an abbreviation, a word for a kind of place."""
    if word in ABBREVIATIONS:
        return False
    if sum(map(str.isupper, word)) > 1 and len(word) <= 6 and not (len(word) > 3 and capitals):
        return True
    return len(word) < 2 or place_key(word) in no_names
