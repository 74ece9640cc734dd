"""Incident coding: sentences → ACLED-style incidents, by the decision table of the codebook."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.incidents import Incident, classify, countries_named, off_topic
from pipeline.codebook.load import Codebook
from pipeline.resolve.countries import acled_country_name
from pipeline.resolve.counts import casualties, crowd_size
from pipeline.resolve.gazetteer import Gazetteer, Place
from pipeline.resolve.when import DateMention, event_date, find_dates
from pipeline.resolve.where import Located, locate
from pipeline.tables import INCIDENTS, to_table

MAX_REPORT = 20_000  # characters; what follows in a long article tells nothing new of a deed, and costs time
BACKGROUND = timedelta(days=60)  # a later paragraph about older deeds is background
_CROWD, _STRATEGIC = frozenset({"Protests", "Riots"}), "Strategic developments"
_MATERIAL_CONFLICT = 4
_DAY = 1  # ACLED's time_precision where the day is known
_COOPERATION = frozenset({"03", "05", "08"})  # agreements, ceasefires and withdrawals are no conflict


class Report(NamedTuple):
    """The sentences of a document that tell one incident, and what the first of them told."""

    sentences: list[dict[str, Any]]
    incident: Incident
    place: Located | None
    when: tuple[date, int] | None  # the day its first sentence names, with ACLED's time_precision

    def add(self, sentence: dict[str, Any]) -> None:
        """Go on with a sentence, as long as the report is not too long."""
        if sum(len(told["text"]) for told in self.sentences) < MAX_REPORT:
            self.sentences.append(sentence)

    @property
    def text(self) -> str:
        return " ".join(sentence["text"] for sentence in self.sentences)


def gather(
    documents: pa.Table, sentences: pa.Table, events: pa.Table, codebook: Codebook, gazetteer: Gazetteer
) -> pa.Table:
    """DOCUMENTS, their SENTENCES and EVENTS → INCIDENTS: one row per actor pair, or lone actor, place and day.

    Sentences about the same deed make one incident; the document's leading one has salience 1.
    """
    by_document, coded = _grouped(sentences), _grouped(events)
    rows = []
    for document in documents.to_pylist():
        if codebook.topics.off_topic(document["text"]):
            continue  # the events stage has refused it
        gatherer = _Gatherer(document, codebook, gazetteer)
        reports = gatherer.reports(by_document.get(document["doc_id"], []))
        found = [gatherer.row(report, coded.get(document["doc_id"], [])) for report in reports]
        leading_first = sorted(found, key=lambda row: row["sub_event_type"] == "Other")
        rows += [{**row, "salience": number} for number, row in enumerate(leading_first, 1)]
    return to_table(rows, INCIDENTS)


def _grouped(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        groups.setdefault(row["doc_id"], []).append(row)
    return groups


class _Gatherer:
    """Gathers the incidents of one document."""

    def __init__(self, document: dict[str, Any], codebook: Codebook, gazetteer: Gazetteer) -> None:
        self.document, self.codebook, self.gazetteer = document, codebook, gazetteer
        self.votes: list[str] = []
        self.homes: list[str] = []
        self.dateline: Located | None = None

    def reports(self, sentences: Sequence[dict[str, Any]]) -> list[Report]:
        """The document's sentences in groups that tell one incident each; those before the first deed are left out."""
        texts = [sentence["text"] for sentence in sentences]
        told = [self._classify([sentence]) for sentence in sentences]
        if not any(told) or off_topic(texts, self.codebook.incidents):
            return []
        self._take_votes(texts)
        reports: list[Report] = []
        for sentence, incident in zip(sentences, told, strict=True):
            if incident:
                self._enter(reports, sentence, incident)
            elif reports:
                reports[-1].add(sentence)
        return reports

    def _take_votes(self, texts: Sequence[str]) -> None:
        """Countries that the document speaks of, and those where its groups are at home, the most frequent first."""
        named, homes = countries_named(texts, self.codebook.actors, self.document["date"])
        self.votes, self.homes = _ranked(named), _ranked(homes)
        if self.document["dateline"]:
            self.dateline = locate(self.gazetteer.find(self.document["dateline"]), self.votes, self.homes)

    def _classify(self, sentences: Sequence[dict[str, Any]], country: str | None = None) -> Incident | None:
        texts = [sentence["text"] for sentence in sentences]
        return classify(texts, self.codebook.incidents, self.codebook.actors, self.document["date"], country)

    def _enter(self, reports: list[Report], sentence: dict[str, Any], incident: Incident) -> None:
        """A deed of another place or day begins a report; one that names neither goes on about the last."""
        place, when = self._locate(sentence["text"], incident.start), self._when(sentence["text"], incident.start)
        if reports and when and when[0] < self.document["date"] - BACKGROUND:
            return
        known = next((report for report in reversed(reports) if _is_same(report, incident, place, when)), None)
        if reports and not (place and place.place.kind != "country") and not when:
            known = reports[-1]
        if known:
            known.add(sentence)
        else:
            reports.append(Report([sentence], incident, place, when or (reports[0].when if reports else None)))

    def _locate(self, text: str, near: int | None) -> Located | None:
        anchor: Place | None = self.dateline.place if self.dateline else None
        return locate(self.gazetteer.find(text), self.votes, self.homes, anchor, near)

    def _when(self, text: str, near: int) -> tuple[date, int] | None:
        day, precision, mention = event_date(_dates(text, self.document["date"]), self.document["date"], near)
        return (day, precision) if mention else None

    def row(self, report: Report, events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """The report's INCIDENTS row without its salience."""
        located = report.place or self.dateline or self._locate(report.text, None)
        country = located.place.country if located else self._likely_country()
        incident = self._classify(report.sentences, country) or report.incident
        text, told = report.text, report.sentences[incident.sentence]["text"]
        day, precision = self._when(told, 0) or report.when or (self.document["date"], _DAY)
        return {
            "incident_id": self._id(report, incident),
            "event_date": day,
            "time_precision": precision,
            **_coded(incident),
            **self._where(located, country),
            "source": self.document["source"],
            "notes": text,
            "fatalities": casualties(text)[0] or 0,
            "tags": f"crowd size={crowd_size(text) or 'no report'}" if incident.type.event in _CROWD else None,
            "doc_ids": [self.document["doc_id"]],
            "event_ids": _event_ids(report, incident, events),
        }

    def _likely_country(self) -> str | None:
        return next(iter([*self.votes, *self.homes]), None)

    def _where(self, located: Located | None, country: str | None) -> dict[str, Any]:
        known = self.codebook.actors.countries.get(country or "")
        place = located.place if located else None
        name = self.codebook.incidents.governments.country(country) if known else None
        return {
            "country": name or (acled_country_name(country) if country else None),
            "iso": known.iso if known else None,
            "region": known.region if known else None,
            "admin1": place.admin1 if place else None,
            "location": place.name if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "geo_precision": located.precision if located else None,
        }

    def _id(self, report: Report, incident: Incident) -> str:
        """The same text and codebook give the same id."""
        parts = (self.document["doc_id"], report.sentences[0]["sentence_id"], incident.row, incident.start, report.text)
        return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def _dates(text: str, published: date) -> list[DateMention]:
    """The days a text names; vaguer mentions ("this year") only where it names no day."""
    mentions = find_dates(text, published)
    return [mention for mention in mentions if mention.precision == _DAY] or mentions


def _ranked(codes: Iterable[str]) -> list[str]:
    return [code for code, _ in Counter(codes).most_common()]


def _is_same(report: Report, incident: Incident, place: Located | None, when: tuple[date, int] | None) -> bool:
    """Whether a sentence goes on about a report's deed: of its family, and of no other place or day."""
    if _family(report.incident) != _family(incident):
        return False
    elsewhere = place and report.place and place.place.geoname_id != report.place.place.geoname_id
    return not elsewhere and not (when and report.when and when[0] != report.when[0])


def _family(incident: Incident) -> str:
    event = incident.type.event
    return event if event == _STRATEGIC else "crowd" if event in _CROWD else "violence"


def _coded(incident: Incident) -> dict[str, Any]:
    return {
        "disorder_type": incident.type.disorder,
        "event_type": incident.type.event,
        "sub_event_type": incident.type.name,
        "actor1": incident.actor1,
        "assoc_actor_1": incident.assoc1,
        "inter1": incident.inter1,
        "actor2": incident.actor2,
        "assoc_actor_2": incident.assoc2,
        "inter2": incident.inter2,
        "interaction": incident.interaction,
        "civilian_targeting": incident.civilian_targeting,
    }


def _event_ids(report: Report, incident: Incident, events: Iterable[Mapping[str, Any]]) -> list[str]:
    """The events of the report's sentences that are its deed: conflict, or what strategic developments consist of."""
    own = {sentence["sentence_id"] for sentence in report.sentences}
    wanted = _COOPERATION if incident.type.event == _STRATEGIC else frozenset()
    return [
        event["event_id"]
        for event in events
        if event["sentence_id"] in own and (event["quad_class"] == _MATERIAL_CONFLICT or event["cameo_root"] in wanted)
    ]
