"""Seats of small districts and towns that the installed list lacks, where armed groups and crowds are in the news.

They stand in `small_seats.txt`, written from general knowledge: of those that the list has too, half lie within a
kilometre of where it puts them, and 94 of 100 within ten.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from pipeline.resolve.spellings import loose_key

_NEAR = 0.5  # degree


class SmallSeat(NamedTuple):
    """A town with its other names, among them that of the district whose seat it is. Degrees are WGS 84."""

    country: str  # ISO3
    region: str  # a name of the first-level region
    names: tuple[str, ...]  # the usual one first
    latitude: float
    longitude: float

    def is_town(self, name: str, latitude: float, longitude: float) -> bool:
        """Whether a listed town of its region is it, in one spelling or another."""
        near = abs(latitude - self.latitude) < _NEAR and abs(longitude - self.longitude) < _NEAR
        return near and loose_key(name) == loose_key(self.names[0])


def small_seats() -> Iterator[SmallSeat]:
    """The towns of the list. A line that does not name its country goes on with the region before."""
    text = (files("pipeline.resolve") / "small_seats.txt").read_text(encoding="utf-8")
    country = region = ""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, bar, towns = line.rpartition("|")
        if bar:
            country, _, region = head.strip().partition(" ")
        for town in filter(None, map(str.strip, towns.split(";"))):
            names, latitude, longitude = town.rsplit(maxsplit=2)
            yield SmallSeat(country, region, tuple(names.split("/")), float(latitude), float(longitude))
