"""Incident coding: sentences → ACLED-style incidents, by the decision table of the codebook."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.incidents.classify import Incident, Type
from pipeline.codebook.load import Codebook
from pipeline.codebook.ontology import Traits
from pipeline.resolve.countries import acled_country_name
from pipeline.resolve.counts import crowd_size
from pipeline.resolve.dateperiods import DAY
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.homonyms import areas_of
from pipeline.resolve.spells import find_spell
from pipeline.resolve.where import Located
from pipeline.stages import report_facts
from pipeline.stages.group_meant import with_groups_meant
from pipeline.stages.incident_reports import Story, Telling, find_reports
from pipeline.stages.reported import CROWD, STRATEGIC, Report
from pipeline.stages.told_deeds import TOLD, is_note
from pipeline.tables import MOST_SALIENCE, REPORTS, to_table

_MATERIAL_CONFLICT = 4
_READ = (
    "doc_id", "sentence_id", "event_id", "event_date", "date_precision", "cameo_code", "quad_class", "modality",
    "trigger_start", "trigger_end", "source_start", "source_end", "target_start", "target_end",
)  # fmt: skip
_LATEST_NEWS = timedelta(days=45)  # what an article dates to before is none of its news, however it is told
_OPENING = 12  # characters: a day that a sentence opens with is named so early


class Told(NamedTuple):
    """A row of REPORTS, and why it is one: the incident that was found, in which sentence, by which words."""

    row: dict[str, Any]
    incident: Incident
    sentence_id: int
    words: str


def gather(
    documents: pa.Table, sentences: pa.Table, events: pa.Table, codebook: Codebook, gazetteer: Gazetteer
) -> pa.Table:
    """DOCUMENTS, their SENTENCES and EVENTS → REPORTS: what each article tells of an incident, one row each.

    Sentences about the same deed make one report; the document's leading one has salience 1. Reports of several
    articles on one incident are brought together later, by `merge`.
    """
    by_document, coded = _grouped(sentences), _grouped(events.select(_READ))
    rows = []
    for document in documents.to_pylist():
        own, events = (grouped.get(document["doc_id"], []) for grouped in (by_document, coded))
        rows += [told.row for told in tell(document, own, events, codebook, gazetteer)]
    return to_table(rows, REPORTS)


def tell(
    document: Mapping[str, Any],
    sentences: Sequence[Mapping[str, Any]],
    events: Sequence[Mapping[str, Any]],
    codebook: Codebook,
    gazetteer: Gazetteer,
) -> list[Told]:
    """What one document tells of incidents, the leading one first; `events` are those of its sentences."""
    telling = find_reports(document, sentences, events, codebook, gazetteer)
    found = [told for report in telling.reports for told in _told(report, telling, events)] if telling else []
    if telling and telling.story.is_article and not is_note(document["text"]):
        found = [told for told in found if told.row["event_date"] >= document["date"] - _LATEST_NEWS]
    rows = with_groups_meant([told.row for told in found], codebook.incidents.inter)
    meant = [told._replace(row=row) for told, row in zip(found, rows, strict=True)]
    leading_first = sorted(meant, key=lambda told: told.row["sub_event_type"] == "Other")
    return [
        told._replace(row={**told.row, "salience": min(number, MOST_SALIENCE)})
        for number, told in enumerate(leading_first, 1)
    ]


def _grouped(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        groups.setdefault(row["doc_id"], []).append(row)
    return groups


def _told(report: Report, telling: Telling, events: Sequence[Mapping[str, Any]]) -> list[Told]:
    """What a report tells: one row, or one for each day of a fight of several, the day told first."""
    told = _tell(report, telling, events)
    row, story = told.row, telling.story
    lasting = row["sub_event_type"] in story.deeds.codebook.incidents.lasting
    text = report.sentences[told.incident.sentence]["text"]
    spell = find_spell(text, story.published, row["event_date"]) if lasting else None
    if spell is None:
        return [told]
    days = zip(spell.days(), spell.shares(row["toll"]), strict=True)
    rows = [_on_day(row, day, toll) for day, toll in days]
    first = sorted(rows, key=lambda one: one["event_date"] != row["event_date"])
    return [told._replace(row=one) for one in first]


def _on_day(row: Mapping[str, Any], day: date, toll: int | None) -> dict[str, Any]:
    """The row of one of several days. The day that the report is dated to keeps the id."""
    own = row["incident_id"] if day == row["event_date"] else _digest(row["incident_id"], day)
    dated = {"event_date": day, "time_precision": DAY, "toll": toll, "fatalities": toll or 0}
    return {**row, "incident_id": own, **dated}


def _tell(report: Report, telling: Telling, events: Sequence[Mapping[str, Any]]) -> Told:
    story, located = telling.story, report_facts.place(report, telling)
    document, codebook = story.document, story.deeds.codebook
    country = (located.place.country if located else "") or story.around.likely_country()
    incident = story.deeds.classify(report.sentences, country, story.around.foreign_army(country)) or report.incident
    text, told = report_facts.notes(report, story), report.sentences[incident.sentence]["sentence_id"]
    day, precision = _day(report, incident, story, events)
    toll = report_facts.dead(report, incident, story, day)
    row = {
        "incident_id": _id(document, report, incident),
        "event_date": day,
        "time_precision": precision,
        **_coded(incident),
        **_where(located, country, codebook),
        "source": document["source"],
        "notes": text,
        "fatalities": toll or 0,
        "tags": f"crowd size={crowd_size(text, codebook.words) or 'no report'}"
        if incident.type.event in CROWD
        else None,
        "doc_ids": [document["doc_id"]],
        "event_ids": _event_ids({*report.deeds, told}, incident.type, events, codebook.traits),
        "published": document["date"],
        "toll": toll,
        **_area(located, country),
    }
    return Told(row, incident, told, report.text[incident.start : incident.end])


def _day(report: Report, incident: Incident, story: Story, events: Iterable[Mapping[str, Any]]) -> tuple[date, int]:
    """When it happened, with ACLED's time_precision.

    Of the days that the deed's sentence names the grammar knows which is the deed's: that of its event. A day that
    opens the sentence is that of all it tells. Where all are of something else, it is today's news.
    """
    sentence = report.sentences[incident.sentence]
    named, dates = report_facts.day(report, sentence["text"], story), story.days.of_deeds(sentence["text"])
    if named[0] not in {one.day for one in dates} or dates[0].start < _OPENING:
        return named
    at = incident.start - sum(len(other["text"]) + 1 for other in report.sentences[: incident.sentence])
    if not story.days.of_deed(sentence["text"], at):
        return story.published, DAY
    begun = sentence["start"] + at
    deeds = (one for one in events if one["modality"] in TOLD and one["trigger_start"] <= begun < one["trigger_end"])
    return next(((deed["event_date"], deed["date_precision"]) for deed in deeds), named)


def _where(located: Located | None, country: str | None, codebook: Codebook) -> dict[str, Any]:
    known = codebook.actors.countries.get(country or "")
    place = located.place if located else None
    name = codebook.incidents.governments.country(country) if known else country
    return {
        "country": acled_country_name(country) if country and name == country else name,
        "iso": known.iso if known else None,
        "region": known.region if known else None,
        "admin1": place.admin1 if place else None,
        "location": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geo_precision": located.precision if located else None,
    }


def _area(located: Located | None, country: str | None) -> dict[str, Any]:
    """What two places are compared by."""
    place = located.place if located else None
    within = [*areas_of(place)][-1] if place else (country,) if country else ()
    kind = place.kind if place else "country" if country else None
    return {"place_kind": kind, "area": list(within), "geoname_id": place.geoname_id if place else None}


def _id(document: Mapping[str, Any], report: Report, incident: Incident) -> str:
    """The same article and codebook give the same id."""
    parts = (document["doc_id"], report.sentences[0]["sentence_id"], incident.row, incident.start, report.text)
    return _digest(*parts)


def _digest(*parts: Any) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


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


def _event_ids(
    sentences: Collection[int], kind: Type, events: Iterable[Mapping[str, Any]], traits: Traits
) -> list[str]:
    """The events that tell a deed of some sentences: those that can be of its type, told as done. Of a type that does
    not say which can, all conflict, and what strategic developments consist of."""
    strategic = traits.strategic if kind.event == STRATEGIC else ()

    def fits(event: Mapping[str, Any]) -> bool:
        if kind.events:
            return bool(event["cameo_code"].startswith(kind.events))
        return bool(event["quad_class"] == _MATERIAL_CONFLICT or event["cameo_code"].startswith(strategic))

    own = [event for event in events if event["sentence_id"] in sentences and event["modality"] in TOLD]
    return [event["event_id"] for event in own if fits(event)]
