"""Dictionaries of the tests, written for them."""

from pathlib import Path

from pipeline.codebook.petrarch.importing import Dictionaries

SMALL = Path(__file__).parent / "small"
DICTIONARIES = Dictionaries(*([SMALL / f"{kind}.txt"] for kind in Dictionaries._fields))
