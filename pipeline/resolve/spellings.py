"""Places by other spellings of their names, sought only in a region that a text tells.

"Kafr Nouran" and "Kafar Nuran" are one village, "Quneitra" and "Al Qunaytirah" one town.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa

from pipeline.resolve.placenames import ARTICLES, place_key

_LIKE = {
    "kh": "h", "gh": "g", "dh": "d", "th": "t", "sh": "s", "ch": "c", "zh": "j", "ph": "f", "dj": "j", "tch": "c",
    "ck": "k", "tz": "z", "ts": "z", "qu": "k", "q": "k", "g": "k", "w": "v",
    "ou": "u", "oo": "u", "ow": "u", "aw": "u", "au": "u", "ew": "u", "o": "u",
    "ai": "i", "ay": "i", "ei": "i", "ey": "i", "ee": "i", "e": "i", "y": "i",
}  # fmt: skip
"""Letters → one that stands for all that sound alike, in one transcription or another."""
_LIKENESS = re.compile("|".join(sorted(_LIKE, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=..)(?:(?<=...)sk)?[aiu]*h?$")  # also of an adjective: "Izyumskyi district"
_VOWELS = str.maketrans("", "", "aiu")
_LONG, _SHORT = 9, 5  # letters of a loose key: two may differ, one may
_LEAST = 4


def loose_key(name: str) -> str:
    """The form in which spellings of a name agree: no article, nothing doubled, one letter for like sounds."""
    words = place_key(name).split()
    bare = "".join(word for word in words if word not in ARTICLES) or "".join(words)
    like = _LIKENESS.sub(lambda match: _LIKE[match[0]], bare)
    loose = _ENDING.sub("", _DOUBLED.sub(r"\1", like))
    return loose if len(loose) >= _LEAST else bare


def unlikeness(one: str, other: str) -> int:
    """How many letters set two loose keys apart; 9 for two names that are none."""
    if one[0] != other[0]:
        return 9
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _LONG else int(shorter >= _SHORT)
    count = _edits(one, other, most)
    if count <= most:
        return count
    consonants = one.translate(_VOWELS)
    if len(consonants) >= _LEAST and consonants == other.translate(_VOWELS):
        return 2
    return 3 if len(one) > 5 and other.startswith(one) else 9


def _edits(one: str, other: str, most: int) -> int:
    """Letters to add, drop or change to make one word the other; most + 1 where these are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        above, row[0] = row[0], at
        for to, its in enumerate(other, 1):
            above, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, above + (letter != its))
        if min(row) > most:
            return most + 1
    return row[-1]


class Spellings:
    """The places of each region by loose key. `places`: the table PLACES of `geonames`."""

    def __init__(self, places: pa.Table) -> None:
        self._names = places.column("name").combine_chunks()
        self._ids, *self._regions = (
            places.column(name).combine_chunks().to_numpy() for name in ("geoname_id", "admin1", "admin2")
        )
        self._inside = lru_cache(maxsize=200)(self._listed)

    def likely(self, name: str, regions: Iterable[int]) -> list[int]:
        """Rows of the places in regions (by their GeoNames id) that are likely to be meant by a name: of one key."""
        sought = loose_key(name)
        if len(sought) < _LEAST:
            return []
        inside = {row: key for region in regions for key, row in self._inside(region)}
        apart = {row: unlikeness(sought, key) for row, key in inside.items()}
        least = min(apart.values(), default=9)
        best = [row for row, count in apart.items() if count == least < 9]
        return best if len({inside[row] for row in best}) == 1 else []

    def _listed(self, region: int) -> Sequence[tuple[str, int]]:
        (at, *_) = np.flatnonzero(self._ids == region)
        rows = np.flatnonzero((self._regions[0] == at) | (self._regions[1] == at))
        return [(loose_key(self._names[int(row)].as_py()), int(row)) for row in rows if row != at]
