"""Which sentences of an article tell one incident, and where and when it happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from pipeline.codebook.incidents import (
    Incident,
    Trigger,
    Type,
    classify,
    off_topic,
    read_words,
)
from pipeline.codebook.load import Codebook
from pipeline.codebook.topics import Weighed
from pipeline.resolve.counts import casualties, states_total
from pipeline.resolve.dateperiods import DAY, WEEK
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.where import Located
from pipeline.stages.background import Background
from pipeline.stages.report_days import Days
from pipeline.stages.reported import Report, contains, family, is_bloodless, is_same
from pipeline.stages.surroundings import Surroundings
from pipeline.stages.told_deeds import TOLD, ToldDeeds, is_article

_NEAR = 3  # sentences after a deed that tell more of it in an article
_LEAD = 3  # sentences: a report's may name its place, an article's tell no background
_DEMONSTRATIONS = frozenset({"Peaceful protest", "Protest with intervention", "Violent demonstration"})


class Reporter:
    """Groups the sentences of one document by the incident they tell."""

    def __init__(
        self,
        document: dict[str, Any],
        codebook: Codebook,
        gazetteer: Gazetteer,
        events: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self.published: date = document["date"]
        self.document, self.codebook = document, codebook
        self.around = Surroundings(document, codebook, gazetteer)
        self.days = Days(self.published, ())
        self._before = self._opening = ""
        self._found: list[Report] = []
        self._events = [event for event in events if event["modality"] in TOLD]
        self._coded: dict[int, list[Mapping[str, Any]]] = defaultdict(list)  # events by sentence
        for event in self._events:
            self._coded[event["sentence_id"]].append(event)
        self._by_events = False
        self._told: ToldDeeds | None = None

    def reports(self, sentences: Sequence[dict[str, Any]]) -> list[Report]:
        """The document's sentences in groups that tell one incident each.

        Those before the first deed belong to none, but they may say where and when it was done.
        """
        text = self.document["text"]
        self._told = ToldDeeds(text, self._events) if is_article(text, len(sentences)) else None
        told = [self._tell(sentence) for sentence in sentences]
        self._by_events = self._told is None and not any(told)
        if self._by_events:
            told = [self._tell(sentence) for sentence in sentences]
        if not any(told):
            return []
        words = read_words([sentence["text"] for sentence in sentences])
        if off_topic(words, self.codebook.incidents):
            return []
        self.around.take_votes(words)
        self.days = Days(self.published, [sentence["text"] for sentence in sentences])
        self._background = Background(self.published, self.days)
        self._found = []
        first = next(at for at, incident in enumerate(told) if incident)
        self._before = " ".join(sentence["text"] for sentence in sentences[max(0, first - _LEAD) : first])
        self._opening = " ".join(sentence["text"] for sentence in sentences[: min(first, _LEAD)])
        remembered = False
        for at, (sentence, incident) in enumerate(zip(sentences, told, strict=True)):
            remembered = incident is not None and self._is_background(sentence["text"], incident, at, remembered)
            if incident and not remembered:
                self._enter(sentence, incident)
                self.around.first = self._found[0].place
            elif self._found and not incident and not self._background.is_past(sentence["text"]):
                self._told_on(sentence["text"]).add(sentence)
        return [report for report in self._found if not self._is_vague(report)]

    def _tell(self, sentence: dict[str, Any]) -> Incident | None:
        """The incident that a sentence tells, unless its words tell of sport or so."""
        kinds = self.codebook.incidents.types.values()
        if self._told and not any(self._told.tells(kind, sentence) for kind in kinds):
            return None  # the usual case in an article
        incident = self.classify([sentence])
        if incident is None:
            return None
        topics, traits = self.codebook.topics, self.codebook.traits
        like = traits.demonstration if incident.type.name in _DEMONSTRATIONS else traits.fighting
        weighed = topics.weigh(sentence["text"]).within(self._article)
        return None if topics.leaves_out_incident("".join(like[:1]), incident.named, weighed) else incident

    @cached_property
    def _article(self) -> Weighed:
        return self.codebook.topics.weigh(self.document["text"])

    def classify(self, sentences: Sequence[dict[str, Any]], country: str | None = None) -> Incident | None:
        """The incident that sentences tell together: by their words, or where none of a short document's tell a deed,
        by the events that were coded in them."""
        texts = [sentence["text"] for sentence in sentences]
        events = [self._triggers(sentence) for sentence in sentences]
        table, actors = self.codebook.incidents, self.codebook.actors

        def tells(kind: Type, at: int) -> bool:
            return self._told is None or self._told.tells(kind, sentences[at])

        return classify(texts, table, actors, self.published, country, events, self._by_events, tells)

    def _triggers(self, sentence: dict[str, Any]) -> list[Trigger]:
        return [_trigger(event, sentence["start"]) for event in self._coded[sentence["sentence_id"]]]

    def place(self, report: Report) -> Located | None:
        """Where it happened: its own place, else one its first sentences name, else the dateline, else the opening's.

        A dateline is nearer than its country.
        """
        found, home = report.place, self.around.dateline
        if found and home and found.place.kind == "country" and found.place.country == home.place.country:
            return home
        if found:
            return found
        lead = " ".join(sentence["text"] for sentence in report.sentences[:_LEAD])
        near = self.around.locate(lead, None) or self.around.locate(report.before, None)
        if near and (near.place.kind != "country" or not home):
            return near
        return home or self.around.locate(self._opening, None)

    def day(self, report: Report, told: str) -> tuple[date, int]:
        """When it happened, with ACLED's time_precision, `told` being the sentence that tells it.

        Where an article's names no day ("this month"), one of the next sentences may.
        """
        named = self.days.when(told, 0) or report.when
        if self._told and (named is None or named[1] > WEEK):
            near = (self.days.when(text, 0) for text in self._recent(report))
            named = next((one for one in near if one and one[1] <= WEEK), named)
        return named or self.days.when_said(told) or (self.published, DAY)

    def notes(self, report: Report) -> str:
        """What is told of it: in an article its deeds, and the sentences after them."""
        near = [s for s in report.sentences if not self._told or self._is_near(s, report)]
        return " ".join(sentence["text"] for sentence in near)

    def dead(self, report: Report, incident: Incident) -> int | None:
        """People killed, background left out, null where nothing is told of them.

        None die in what ACLED's definitions call peaceful or strategic.
        """
        if is_bloodless(incident):
            return None
        return casualties(" ".join(self._recent(report)))[0]

    def _recent(self, report: Report) -> Iterator[str]:
        """What may count its dead: in an article, no sentences far from those that tell the deed, or that remember."""
        first, *others = report.sentences
        yield first["text"]
        for sentence in others:
            text = sentence["text"]
            far = not self._is_near(sentence, report) and not states_total(text)
            aside = self._told and (far or self._background.is_remembered(text, 0))
            if not aside and not self._background.is_past(text):
                yield text

    def _is_near(self, sentence: Mapping[str, Any], report: Report) -> bool:
        return any(sentence["sentence_id"] - deed in range(_NEAR + 1) for deed in report.deeds)

    def _enter(self, sentence: dict[str, Any], incident: Incident) -> None:
        """A deed of another place or day begins a report; one that names neither goes on about the last."""
        text, first = sentence["text"], not self._found
        place, when = self.around.locate(text, incident.start), self.days.when(text, incident.start, brackets=first)
        at = self._same(incident, place, when)
        if at is None:
            before = self._before if first else ""
            if when is None and self.days.when_said(text) is None:
                opened = self.days.when(before, len(before)) or self.days.when(self._opening, 0)
                when = opened if first else self._found[0].when
            self._found.append(Report([sentence], incident, place, when, before, (sentence["sentence_id"],)))
            return
        report = self._found[at]
        report.add(sentence)
        if place and place.place.kind != "country" and (not report.place or contains(report.place.place, place.place)):
            report = report._replace(place=place)
        deeds = (*report.deeds, sentence["sentence_id"])
        self._found[at] = report._replace(when=report.when or when, deeds=deeds)

    def _told_on(self, text: str) -> Report:
        """The report that a sentence without a deed goes on about: deaths belong to one of which people die."""
        deadly = [report for report in self._found if not is_bloodless(report.incident)]
        return deadly[-1] if deadly and casualties(text)[0] else self._found[-1]

    def _same(self, incident: Incident, place: Located | None, when: tuple[date, int] | None) -> int | None:
        """Which of the reports so far a deed belongs to."""
        vague = (place is None or place.place.kind == "country") and not when
        if self._found and vague and not self._is_new(incident):
            return len(self._found) - 1
        same = [at for at, report in enumerate(self._found) if is_same(report, incident, place, when)]
        return same[-1] if same else None

    def _is_new(self, incident: Incident) -> bool:
        """Whether a deed without place and day is still another one: a protest after deeds of other kinds."""
        crowds = any(family(report.incident) == "crowd" for report in self._found)
        return incident.type.event == "Protests" and not crowds

    def _is_background(self, text: str, incident: Incident, at: int, remembered: bool) -> bool:
        """Whether a deed is none of the news: in an article also what goes on about one that is not, without a day."""
        leads = not self._found and at < _LEAD
        if self._told is None:
            return not leads and self._background.is_old(text, incident.start)
        if self._background.is_remembered(text, incident.start):
            return True
        if remembered and not self.days.of_deeds(text):
            return True
        return not leads and self._background.is_old(text, incident.start)

    def _is_vague(self, report: Report) -> bool:
        """Whether an article tells a deed late, and neither where nor when."""
        somewhere = report.place is not None and report.place.place.kind != "country"
        return self._told is not None and not somewhere and not report.when and min(report.deeds) >= _LEAD


def _trigger(event: Mapping[str, Any], start: int) -> Trigger:
    """An event's words, counted from the start of its sentence."""

    def span(name: str) -> tuple[int, int] | None:
        first, last = event[f"{name}_start"], event[f"{name}_end"]
        return None if first is None else (first - start, last - start)

    first, last = event["trigger_start"] - start, event["trigger_end"] - start
    return Trigger(first, last, event["cameo_code"], span("source"), span("target"))
