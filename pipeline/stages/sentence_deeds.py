"""Which incident each sentence of a document tells: by its words, or where no words do, by the events coded in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pipeline.codebook.incidents.classify import Incident, Trigger, Type, classify
from pipeline.codebook.load import Codebook
from pipeline.codebook.topics.topics import Weighed
from pipeline.stages.report_days import Days
from pipeline.stages.told_deeds import TOLD, ToldDeeds, is_article, is_note

_DEMONSTRATIONS = frozenset({"Peaceful protest", "Protest with intervention", "Violent demonstration"})


class Deeds(NamedTuple):
    """How sentences of a document are asked for the incident that they tell.

    `coded`: the events told as done, by sentence_id · `told`: what these say was done in an article, None in a report
    `by_events`: no words of the document tell a deed, so that its events may.
    """

    published: date
    codebook: Codebook
    coded: Mapping[int, Sequence[Mapping[str, Any]]]
    told: ToldDeeds | None
    by_events: bool = False

    def classify(
        self, sentences: Sequence[Mapping[str, Any]], country: str | None = None, army: str | None = None
    ) -> Incident | None:
        """The incident that sentences tell together, in a country (ISO3) if it is known.

        army: the country whose army is the only foreign one that the document names.
        """
        texts = [sentence["text"] for sentence in sentences]
        events = [self._triggers(sentence) for sentence in sentences]
        table, actors = self.codebook.incidents, self.codebook.actors

        def tells(kind: Type, at: int) -> bool:
            return self.told is None or self.told.tells(kind, sentences[at])

        return classify(texts, table, actors, self.published, country, events, self.by_events, tells, army)

    def may_tell(self, sentence: Mapping[str, Any]) -> bool:
        """Whether a sentence may tell any deed: in an article most may not."""
        return self.told is None or self.told.tells_any(self.codebook.incidents.types.values(), sentence)

    def _triggers(self, sentence: Mapping[str, Any]) -> list[Trigger]:
        return [_trigger(event, sentence["start"]) for event in self.coded.get(sentence["sentence_id"], ())]


def read_deeds(
    document: Mapping[str, Any],
    sentences: Sequence[Mapping[str, Any]],
    events: Iterable[Mapping[str, Any]],
    codebook: Codebook,
    days: Days,
) -> tuple[Deeds, list[Incident | None]]:
    """How the sentences of a document are asked, and the incident that each of them tells."""
    text, done = document["text"], [event for event in events if event["modality"] in TOLD]
    article = is_article(text, len(sentences))
    deeds = Deeds(document["date"], codebook, _by_sentence(done), ToldDeeds(text, done) if article else None)
    incidents = _incidents(deeds, text, sentences)
    if article and any(incidents):
        told = zip(sentences, incidents, strict=True)
        silent = [one for one, incident in told if incident is None and days.is_of_late(one["text"])]
        deeds = deeds._replace(told=ToldDeeds(text, done, frozenset(one["sentence_id"] for one in silent)))
        found = {one["sentence_id"]: more for one, more in zip(silent, _incidents(deeds, text, silent), strict=True)}
        return deeds, [was or found.get(one["sentence_id"]) for one, was in zip(sentences, incidents, strict=True)]
    if article or any(incidents):
        return deeds, incidents
    deeds = deeds._replace(by_events=True)
    return deeds, _incidents(deeds, text, sentences)


def _by_sentence(events: Iterable[Mapping[str, Any]]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
    coded: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for event in events:
        coded[event["sentence_id"]].append(event)
    return coded


def _incidents(deeds: Deeds, text: str, sentences: Sequence[Mapping[str, Any]]) -> list[Incident | None]:
    """The incident that each sentence of a text tells, unless its words tell of sport or so."""
    found = [deeds.classify([sentence]) if deeds.may_tell(sentence) else None for sentence in sentences]
    if not any(found) or is_note(text):
        return found
    article = deeds.codebook.topics.weigh(text)
    return [
        incident if incident and not _is_off_topic(incident, sentence["text"], article, deeds.codebook) else None
        for incident, sentence in zip(found, sentences, strict=True)
    ]


def _is_off_topic(incident: Incident, text: str, article: Weighed, codebook: Codebook) -> bool:
    if incident.type.name in codebook.incidents.grave:
        return False
    topics, traits = codebook.topics, codebook.traits
    like = traits.demonstration if incident.type.name in _DEMONSTRATIONS else traits.fighting
    weighed = topics.weigh(text).within(article)
    return bool(topics.leaves_out_incident("".join(like[:1]), incident.named, weighed))


def _trigger(event: Mapping[str, Any], start: int) -> Trigger:
    """An event's words, counted from the start of its sentence."""

    def span(name: str) -> tuple[int, int] | None:
        first, last = event[f"{name}_start"], event[f"{name}_end"]
        return None if first is None else (first - start, last - start)

    first, last = event["trigger_start"] - start, event["trigger_end"] - start
    return Trigger(first, last, event["cameo_code"], span("source"), span("target"))
