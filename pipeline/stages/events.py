"""Actor and action coding: mentions → events, by the codebook alone. Knows no spaCy."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from pipeline.codebook.actions.coder import group_by_sentence
from pipeline.codebook.actors.offices import on_day
from pipeline.codebook.load import Codebook
from pipeline.mentions import mentions_from_table
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.where import Located
from pipeline.stages import grounds
from pipeline.stages.circumstances import Circumstances
from pipeline.stages.drafts import Draft, draft_deeds, modality, plover, rank
from pipeline.stages.sides import Side, of_country, on_the_spot
from pipeline.tables import EVENTS, MOST_SALIENCE, REJECTS, to_table

_ID_COLUMNS = (
    "doc_id", "sentence_id", "sentence_text", "trigger_start", "cameo_code", "rule_id",
    "source_start", "source_end", "source_code", "target_start", "target_end", "target_code",
)  # fmt: skip


def code(
    documents: pa.Table, sentences: pa.Table, mentions: pa.Table, codebook: Codebook, gazetteer: Gazetteer
) -> tuple[pa.Table, pa.Table]:
    """(EVENTS, REJECTS) of a batch. Documents, and sentences, on topics that the codebook leaves out are rejected."""
    groups = group_by_sentence(mentions_from_table(mentions))
    by_document: dict[str, list[dict[str, Any]]] = {}
    for sentence in sentences.to_pylist():
        by_document.setdefault(sentence["doc_id"], []).append(sentence)
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for document in documents.to_pylist():
        whole = codebook.topics.weigh(document["text"])
        if whole.off_topic is not None:
            rejects.append({"reason": grounds.OFF_TOPIC, "detail": str(whole.off_topic), **_origin(document)})
            continue
        told = by_document.get(document["doc_id"], [])
        deeds = draft_deeds(document, told, groups, codebook, whole)
        drafts = [deed for deed in deeds if deed.off_topic is None]
        rows += (row for _, row in settle(drafts, document, told, codebook, gazetteer))
        for why in _left_out(deeds):
            rejects.append({"reason": grounds.SENTENCE_OFF_TOPIC, "detail": why, **_origin(document)})
    return to_table(rows, EVENTS), to_table(rejects, REJECTS)


def settle(
    drafts: list[Draft],
    document: dict[str, Any],
    sentences: Sequence[dict[str, Any]],
    codebook: Codebook,
    gazetteer: Gazetteer,
) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """A document's drafts, each with its sides as its place and day tell them, and with its row; of rows with one id
    the first."""
    around = Circumstances(
        document, [sentence["text"] for sentence in sentences], drafts, gazetteer, codebook.actors, codebook.words
    )
    salience = {id(draft): number for number, draft in enumerate(sorted(drafts, key=rank), 1)}
    seen: set[str] = set()
    for draft in drafts:
        settled = _settled(draft, document, codebook, around)
        row = _row(draft, settled, document, codebook, around, salience[id(draft)])
        if row["event_id"] not in seen:
            seen.add(row["event_id"])
            yield settled, row


def _settled(draft: Draft, document: dict[str, Any], codebook: Codebook, around: Circumstances) -> Draft:
    """A draft with its sides as they were on its day, and where the place tells it, of its country."""
    violent = draft.coded.code.startswith(codebook.traits.casualties)
    day, spot = around.when(draft)[0], around.country(draft)

    def side(own: Side, other: Side, acts: bool) -> Side:
        abroad = own.coding.noun in codebook.actors.references.foreign
        coding = on_the_spot(own.coding, other.coding, None if abroad else spot, violent, acts)
        coding = of_country(coding, around.country_beside(draft, own))
        return own._replace(coding=on_day(coding, document["date"], day, codebook.actors))

    source, target = draft.source, draft.target
    return draft._replace(source=side(source, target, True), target=side(target, source, False))


def _row(
    draft: Draft, settled: Draft, document: dict[str, Any], codebook: Codebook, around: Circumstances, salience: int
) -> dict[str, Any]:
    coded, mention = draft.coded, draft.coded.mention
    entry = codebook.codes[coded.code]
    kind, mode = plover(draft, codebook)
    day, precision = around.when(draft)
    violent = entry.code.startswith(codebook.traits.casualties)
    killed, injured = around.casualties(draft) if violent else (None, None)
    row = {
        "doc_id": document["doc_id"],
        "sentence_id": draft.sentence["sentence_id"],
        "event_date": day,
        "date_precision": precision,
        "cameo_code": entry.code,
        "cameo_root": entry.root,
        "cameo_label": entry.label,
        "quad_class": entry.quad,
        "goldstein": entry.goldstein,
        "plover_type": kind,
        "plover_mode": mode,
        "trigger_text": document["text"][mention.start : mention.end],
        "trigger_start": mention.start,
        "trigger_end": mention.end,
        "modality": modality(draft),
        "attribution_text": _text(draft.speaker, document),
        "attribution_code": draft.speaker.coding.code,
        "fatalities": killed,
        "injuries": injured,
        "rule_id": coded.rule.id,
        "codebook_version": codebook.digest,
        "salience": min(salience, MOST_SALIENCE),
        "source_outlet": document["source"],
        "title": document["title"],
        "url": document["url"],
        "sentence_text": draft.sentence["text"],
    }
    row |= _side("source", settled.source, document) | _side("target", settled.target, document)
    row |= _where(around.where(draft))
    return {"event_id": _event_id(row), **row}


def _side(name: str, side: Side, document: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}_text": _text(side, document),
        f"{name}_start": side.arg.start if side.arg else None,
        f"{name}_end": side.arg.end if side.arg else None,
        f"{name}_code": side.coding.code,
        f"{name}_country": side.coding.country,
        f"{name}_roles": list(side.coding.roles),
        f"{name}_name": side.coding.name,
        f"{name}_resolution": side.coding.resolution,
        f"{name}_country_from": side.coding.country_from,
    }


def _text(side: Side, document: dict[str, Any]) -> str | None:
    return document["text"][side.arg.start : side.arg.end] if side.arg else None


def _where(found: Located | None) -> dict[str, Any]:
    place = found.place if found else None
    return {
        "location": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "location_country": place.country or None if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geoname_id": place.geoname_id if place and place.geoname_id > 0 else None,
        "geo_precision": found.precision if found else None,
    }


def _event_id(row: dict[str, Any]) -> str:
    """The same article, codebook and model give the same id: it is made of what was coded and from where."""
    return hashlib.sha256("\x1f".join(str(row[name]) for name in _ID_COLUMNS).encode()).hexdigest()[:24]


def _left_out(deeds: list[Draft]) -> list[str]:
    """Why deeds were left out, once for each sentence."""
    reasons = {deed.sentence["sentence_id"]: deed.off_topic for deed in deeds if deed.off_topic}
    return [f"sentence {number}: {why}" for number, why in reasons.items()]


def _origin(document: dict[str, Any]) -> dict[str, Any]:
    return {"stage": "events", **{name: document[name] for name in ("doc_id", "path", "line")}}
