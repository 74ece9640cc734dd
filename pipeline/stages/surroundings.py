"""The places that an article may speak of: by its dateline, its first deed's place and the countries it names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from pipeline.codebook.incidents.classify import Words, countries_named
from pipeline.codebook.load import Codebook
from pipeline.inflection import verb_forms
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.where import Located, is_famous, locate_all
from pipeline.stages.capitals import with_capitals
from pipeline.textwords import TextWords, any_of

_WHERE = frozenset({"in", "at", "near", "of", "from", "to", "outside", "around"})
_WORD = re.compile(r" (\w+)")


class Surroundings:
    """Locates the place names of one document, given with its words.

    `votes`: the countries that it speaks of, `homes`: those where its groups are at home, `armies`: those whose armies
    it names; the most frequent first.
    """

    def __init__(self, document: Mapping[str, Any], words: Words, codebook: Codebook, gazetteer: Gazetteer) -> None:
        self.document, self.codebook, self.gazetteer = document, codebook, gazetteer
        spoken = countries_named(words, codebook.incidents, codebook.actors, document["date"])
        self.votes, self.homes = _ranked(spoken.named), _ranked(spoken.homes)
        self.armies = _ranked(spoken.armies)
        self.dateline = self._locate(document["dateline"], None, None) if document["dateline"] else None

    def likely_country(self) -> str | None:
        """The country the document speaks of most."""
        return next(iter([*self.votes, *self.homes, *self.armies]), None)

    def locate(self, text: str, near: int | None, first: Located | None) -> Located | None:
        """The place that a text names for the deed at an offset, or for none in particular.

        `first`: where the document's first deed was done, if that is known.
        """
        return self._locate(text, near, self.dateline or first)

    def _locate(self, text: str, near: int | None, known: Located | None) -> Located | None:
        anchor = known.place if known else None
        found = locate_all(self._places(text), self.votes, self.homes, anchor, near)
        return next((located for located in found if self._is_plausible(located.place, anchor)), None)

    def _is_plausible(self, place: Place, known: Place | None) -> bool:
        """Whether an article of a known place may speak of this one: it names the country, or the place is famous."""
        countries = {*self.votes, *self.homes, *self.armies, known.country if known else None}
        return (
            known is None
            or place.kind == "sea"
            or place.country in countries
            or (place.kind == "town" and is_famous(place))
        )

    def _places(self, text: str) -> list[PlaceMention]:
        """The place names of a text, without those that name people ("Thai", "Hamas"), speak ("Kyiv said"), own, or say
        whose arms they are ("US warplanes")."""
        words = self.codebook.words
        mentions, speaks = self.gazetteer.find(text, words), _speaks(words)
        named = self.codebook.actors.named_in(text, self.document["date"]) if mentions else frozenset()

        def acts(mention: PlaceMention) -> bool:
            if mention.cue in {"", "start"}:
                says = bool(speaks.match(text, mention.end)) or self._arms(text, mention.end)
                return says or somebody(mention)
            return mention.cue not in _WHERE and mention.candidates[0].kind == "town" and somebody(mention)

        def somebody(mention: PlaceMention) -> bool:
            return mention.start in named or mention.text in self._surnames

        places = [mention for mention in mentions if not acts(mention)]
        return with_capitals(places, text, self.document["date"], self.codebook.actors, self.gazetteer)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Words that the document has within somebody's name: "Roy Whiting", "Mr Sharon"."""
        return frozenset(
            mention.text
            for mention in self.gazetteer.find(self.document["text"], self.codebook.words)
            if mention.cue == "name"
        )

    def _arms(self, text: str, end: int) -> bool:
        """Whether the next word is one of an army's."""
        following = _WORD.match(text, end)
        return following is not None and following[1].lower() in self.codebook.incidents.armies


@lru_cache(maxsize=8)
def _speaks(words: TextWords) -> re.Pattern[str]:
    """What stands behind the name of a place that speaks or owns."""
    verbs = any_of(verb_forms(words.voicing_verb).finite)
    return re.compile(rf"['’]s\b|\s+(?:ha[sd] |have |also )?{verbs}\b")


def _ranked(codes: Iterable[str]) -> list[str]:
    return [code for code, _ in Counter(codes).most_common()]
