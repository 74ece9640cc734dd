"""When, where and how many: what a sentence says around its events, each thing read once per sentence."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.actors.coding import Coding
from pipeline.mentions import AROUND, Stretch
from pipeline.resolve.counts import Toll, casualties
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.when import apart, event_date, of_deed, with_latest
from pipeline.resolve.where import Located, ReadPlace, locate, nearest, read_places
from pipeline.stages.capitals import with_capitals
from pipeline.stages.drafts import Draft
from pipeline.stages.report_days import Days
from pipeline.stages.sides import Side
from pipeline.textwords import TextWords

_COUNTRY = "country"
_STATES = ("cty.", "people")  # ids of actors whose names are those of places too


class Circumstances:
    """Dates, places and casualties of one document's events. `texts`: of all its sentences, in order."""

    def __init__(
        self,
        document: dict[str, Any],
        texts: Sequence[str],
        drafts: Sequence[Draft],
        gazetteer: Gazetteer,
        actors: ActorBook,
        words: TextWords,
    ) -> None:
        self.published: date = document["date"]
        self.actors = actors
        self.gazetteer = gazetteer
        self.countries = _votes(drafts)
        self._words = words
        home = document["dateline"]
        self.dateline = locate(gazetteer.find(home, words), self.countries) if home else None
        self._days = Days(self.published, texts, words)
        self._by_sentence: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self._by_sentence[draft.sentence["sentence_id"]].append(draft)
        self._somebody = _somebody(drafts)
        self._common = _common(drafts)
        self._places: dict[int, list[PlaceMention]] = {}
        self._read: dict[int, list[ReadPlace]] = {}
        self._located: dict[tuple[int, int], Located | None] = {}
        self._counts: dict[tuple[int, int], tuple[int | None, int | None]] = {}

    def when(self, draft: Draft) -> tuple[date, int]:
        """(day, ACLED's time precision) by its clause's date nearest to the trigger, else the day of publication."""
        text, coded, scope = draft.sentence["text"], draft.coded, _scope(draft)
        named = self._days.named(text)
        if coded.mention.parent is not None and (beside := apart(text, named, scope, self.published, _offset(draft))):
            return beside
        # a purpose is of the day on which it was pursued
        planned = coded.modality == "planned" and coded.mention.status != "purposed"
        dates = of_deed(named, scope, self.published, planned) if named and scope else named
        dates = with_latest(text, dates, self.published) if len(dates) > 1 and not planned else dates
        day, precision, _ = event_date(dates, self.published, _offset(draft), planned)
        return day, precision

    def where(self, draft: Draft) -> Located | None:
        """The sentence's place; the dateline's for the opening sentence, and where only its country is named."""
        number = draft.sentence["sentence_id"]
        if number not in self._places:
            self._places[number] = self._find(draft)
            self._read[number] = read_places(self._places[number], self.countries, anchor=self._home)
        key = (number, _offset(draft) if len(self._places[number]) > 1 else 0)
        if key not in self._located:
            self._located[key] = self._locate(*key)
        return self._located[key]

    @property
    def _home(self) -> Place | None:
        return self.dateline.place if self.dateline else None

    def country(self, draft: Draft) -> str | None:
        """The country where it happened, as the sentence's own words tell; a dateline is but where it was written."""
        found = self.where(draft)
        return found.place.country or None if found and self._places[draft.sentence["sentence_id"]] else None

    def country_beside(self, draft: Draft, side: Side) -> str | None:
        """The country named beside the deed's place, where a side's words name that place: "Tripoli in Lebanon"."""
        found, begin = self.where(draft), draft.sentence["start"]
        if not found or not side.arg or not side.arg.start <= found.start + begin < side.arg.end:
            return None
        beside = next((one for one in self._places[draft.sentence["sentence_id"]] if one.start >= found.end), None)
        named = beside is not None and beside.linked and beside.candidates[0].kind == _COUNTRY
        return found.place.country if named else None

    def casualties(self, draft: Draft) -> tuple[int | None, int | None]:
        """(dead, wounded) that the sentence reports of the deed; null where none is reported."""
        key = draft.sentence["sentence_id"], _offset(draft)
        if key not in self._counts:
            self._counts[key] = casualties(draft.sentence["text"], self._words, lambda toll: self._is_of(toll, draft))
        return self._counts[key]

    def _is_of(self, toll: Toll, draft: Draft) -> bool:
        """Whether those killed are the deed's: told in its clause, or in that of no deed of the sentence."""
        others = self._by_sentence[draft.sentence["sentence_id"]]
        return _holds(draft, toll) or not any(_holds(other, toll) for other in others)

    def _find(self, draft: Draft) -> list[PlaceMention]:
        """The places that a sentence names; after "by" or no preposition a name may be somebody's ("Hamas")."""
        text = draft.sentence["text"]
        found = self.gazetteer.find(text, self._words)
        bare = [place for place in found if place.cue in ("", "start", "by")]
        named = self.actors.named_in(text, self.published) if bare else frozenset()
        own = [place for place in found if place not in bare or not self._is_somebody(place, draft, named)]
        return with_capitals(own, text, self.published, self.actors, self.gazetteer)

    def _is_somebody(self, place: PlaceMention, draft: Draft, named: frozenset[int]) -> bool:
        offset = place.start + int(draft.sentence["start"])
        common = place.cue == "start" and " " not in place.text and offset in self._common
        return common or place.start in named or offset in self._somebody

    def _locate(self, number: int, offset: int) -> Located | None:
        """The place for a deed at an offset of a sentence."""
        home, found = self.dateline, next(iter(nearest(self._read[number], offset)), None)
        if found is None:
            return home if number == 0 else None
        inside = home is not None and found.place.kind == _COUNTRY and found.place.country == home.place.country
        return home if inside else found


def _offset(draft: Draft) -> int:
    start: int = draft.sentence["start"]
    return draft.coded.mention.start - start


def _somebody(drafts: Sequence[Draft]) -> frozenset[int]:
    """Offsets in the article where the name of a person or organisation that acts begins."""
    sides = (side for draft in drafts for side in (draft.source, draft.target, draft.speaker))
    return frozenset(side.arg.start for side in sides if side.arg and _is_called(side.coding))


def _common(drafts: Sequence[Draft]) -> frozenset[int]:
    """Offsets in the article where a phrase begins with a common word: "Human rights groups", "Oil workers"."""
    args = (arg for draft in drafts for arg in draft.coded.mention.args)
    return frozenset(
        arg.start for arg in args if arg.pos == "NOUN" and len(arg.words) > 1 and arg.words[0].pos in ("NOUN", "ADJ")
    )


def _is_called(coding: Coding) -> bool:
    """Whether somebody is called by name: known, or introduced by the article, whose surname may be a town's."""
    if coding.entity is None:
        return coding.resolution == "surname"
    return not coding.entity.startswith(_STATES)


def _holds(draft: Draft, toll: Toll) -> bool:
    """Whether a toll stands in the clause of a deed, or of one told as one with it."""
    return any(start < toll.end and toll.start < end and degree < AROUND for start, end, degree in _scope(draft))


def _scope(draft: Draft) -> list[Stretch]:
    begin: int = draft.sentence["start"]
    return [Stretch(start - begin, end - begin, degree) for start, end, degree in draft.coded.mention.scope]


def _votes(drafts: Sequence[Draft]) -> list[str]:
    counts: dict[str, int] = {}
    for draft in drafts:
        for side in (draft.target, draft.source):
            if side.coding.country:
                counts[side.coding.country] = counts.get(side.coding.country, 0) + 1
    return sorted(counts, key=lambda country: -counts[country])
