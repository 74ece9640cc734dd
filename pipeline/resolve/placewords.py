"""The words of a codebook that tell what stands beside a place name, and what is none."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.inflection import noun_forms
from pipeline.resolve.placenames import CONNECTORS, DIRECTIONS, NO_NAMES, TITLES
from pipeline.textwords import TextWords


class PlaceWords(NamedTuple):
    """The word sets of places, in the forms that texts have.

    `none`: hardly ever a place when they stand alone · `no_names`: likewise, with words that only stand beside names ·
    `titles`: a name behind one is a person's · `kinds`: what a word beside a name says of it: town, district (second
    level), region (first level) or a vague area · `heads`: capitalised before a name, they make it that of another
    thing ("Lake Chad") · `owners`: likewise before "of" ("Bank of England") · `texts`: likewise small words behind it
    ("the Minsk agreements") · `passed_over`: may stand between a preposition and a name · `links`: between a name and
    that of its region · `elsewhere`: by preposition, the words before it after which a name tells what is spoken of,
    not where the deed was done.
    """

    none: frozenset[str]
    no_names: frozenset[str]
    titles: frozenset[str]
    kinds: Mapping[str, str]
    heads: frozenset[str]
    owners: frozenset[str]
    texts: frozenset[str]
    passed_over: frozenset[str]
    links: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def place_words(words: TextWords) -> PlaceWords:
    """The words by which places are read with a codebook; made once for each."""
    none, titles = NO_NAMES | words.no_place, TITLES | words.title_noun
    kinds = {
        word: kind
        for kind, nouns in (
            ("town", words.town_noun),
            ("district", words.district_noun),
            ("region", words.region_noun),
            ("area", words.area_noun),
        )
        for word in noun_forms(nouns)
    }
    passed_over = DIRECTIONS | words.place_adjective | {"the", "a"}
    concern = noun_forms(words.elsewhere_with)
    return PlaceWords(
        none=none,
        no_names=none.union(kinds, titles, CONNECTORS),
        titles=titles,
        kinds=kinds,
        heads=words.name_head,
        owners=words.name_of,
        texts=noun_forms(words.text_noun),
        passed_over=passed_over,
        links=passed_over.union(kinds, {"of", "in", "at"}),
        elsewhere={
            "of": noun_forms(words.elsewhere_of),
            "in": noun_forms(words.elsewhere_in),
            "from": noun_forms(words.elsewhere_from),
            **dict.fromkeys(("with", "to", "on", "against", "for"), concern),
        },
    )
