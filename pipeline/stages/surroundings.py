"""The places that an article may speak of: by its dateline, its first deed's place and the countries it names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.incidents.classify import Words, countries_named
from pipeline.codebook.incidents.known import ARMED
from pipeline.codebook.load import Codebook
from pipeline.inflection import verb_forms
from pipeline.resolve.countries import ABBREVIATIONS
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.homonyms import WELL_KNOWN
from pipeline.resolve.placenames import place_key
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.where import Located, is_famous, locate_all
from pipeline.stages.capitals import with_capitals
from pipeline.textwords import TextWords, any_of

_THING = re.compile(
    r" (?:reports?|communiques?|radio|television|regime|offensive|government|leadership|administration|officials?"
    r"|newspapers?|statements?|spokes(?:man|woman))\b"
)
_WHERE = frozenset({"in", "at", "near", "of", "from", "to", "outside", "around"})
_WORD = re.compile(r" (\w+)")
_LEANING, _MANY = 0.5, 5  # a vote that decides between towns as large; so many groups make a country of conflict


class Surroundings:
    """Locates the place names of one document, given with its words.

    `votes`: the countries that it speaks of, `scenes`: those of which not only officials are named, `homes`: those
    where its groups are at home, `armies`: those whose armies it names; the most frequent first.
    """

    def __init__(self, document: Mapping[str, Any], words: Words, codebook: Codebook, gazetteer: Gazetteer) -> None:
        self.document, self.codebook, self.gazetteer = document, codebook, gazetteer
        spoken = countries_named(words, codebook.incidents, codebook.actors, document["date"])
        others = {*spoken.named, *spoken.tellers, *spoken.homes, *spoken.armies}
        capitals = [country for name, country in spoken.capitals if not self._is_shared(name, others - {country})]
        self.scenes, self.homes = _ranked([*spoken.named, *capitals]), _ranked(spoken.homes)
        self.votes = _ranked([*spoken.named, *capitals, *spoken.tellers])
        self.armies = _ranked(spoken.armies)
        self.dateline = self._locate(document["dateline"], None, None, {}) if document["dateline"] else None

    @cached_property
    def _leanings(self) -> Mapping[str, float]:
        """Where violence is likelier; most documents tell of none, and never ask."""
        return _toward_conflict(self.codebook.actors, self.document["date"])

    def _is_shared(self, capital: str, others: Collection[str]) -> bool:
        """Whether a large town of another country that is spoken of bears a capital's name: Tripoli in Lebanon."""
        bearers = (place for place in self.gazetteer.lookup(place_key(capital)) if place.country in others)
        return any((one.kind, one.rank) == ("town", 0) and one.population >= WELL_KNOWN for one in bearers)

    def likely_country(self) -> str | None:
        """The country the document speaks of most; armies and officials may act, and speak, of another."""
        return next(iter([*self.scenes, *self.homes, *self.votes, *self.armies]), None)

    def foreign_army(self, country: str | None) -> str | None:
        """The country of the one army that the document names beside that of a country; None if there are more."""
        abroad = [army for army in self.armies if army != country]
        return abroad[0] if len(abroad) == 1 else None

    def locate(self, text: str, near: int | None, first: Located | None, violent: bool) -> Located | None:
        """The place that a text names for the deed at an offset, or for none in particular.

        `first`: where the document's first deed was done, if that is known. `violent`: whether the deed is of a kind
        that is likelier where there are armed groups.
        """
        return self._locate(text, near, self.dateline or first, self._leanings if violent else {})

    def _locate(
        self, text: str, near: int | None, known: Located | None, leanings: Mapping[str, float]
    ) -> Located | None:
        anchor = known.place if known else None
        found = locate_all(
            self._places(text), self.votes, self.homes, anchor, near, armies=self.armies, leanings=leanings
        )
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
            if _is_attribute(text, mention):
                return True
            if mention.cue in {"", "start", ","} and speaks.match(text, mention.end):
                return True
            if mention.cue in {"", "start"}:
                return self._arms(text, mention.end) or somebody(mention)
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


def _is_attribute(text: str, mention: PlaceMention) -> bool:
    """Whether a name only tells whose a thing is: "a US spokesman", "a new Tehran offensive"; not "in Kabul talks"."""
    if mention.text.replace(".", "") in ABBREVIATIONS:
        return not text[: mention.start].lower().endswith("the ")
    before = text[: mention.start].split()[-1:]
    return bool(_THING.match(text, mention.end)) and _WHERE.isdisjoint(before)


@lru_cache(maxsize=400)  # days: articles of an archive are of many
def _toward_conflict(actors: ActorBook, when: date) -> Mapping[str, float]:
    """Where violence is likelier, by ISO3: where armed groups of these years are at home."""
    groups = Counter(
        home
        for actor in actors.actors.values()
        if actor.acled and actor.acled.inter in ARMED and actor.lives(when)
        for home in actor.acled.home
    )
    return {country: _LEANING * min(number, _MANY) / _MANY for country, number in groups.items()}


def _ranked(codes: Iterable[str]) -> list[str]:
    return [code for code, _ in Counter(codes).most_common()]
