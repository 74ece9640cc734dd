"""Actor and action coding: mentions → events, by the codebook alone. Knows no spaCy."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.actor_coding import UNKNOWN, Coding
from pipeline.codebook.article import Article
from pipeline.codebook.coder import JOINT, Coded, SentenceCoder, group_by_sentence
from pipeline.codebook.load import Codebook
from pipeline.resolve.counts import casualties
from pipeline.resolve.gazetteer import Gazetteer, Place
from pipeline.resolve.when import event_date, find_dates
from pipeline.resolve.where import Located, locate
from pipeline.tables import EVENTS, REJECTS, Arg, Mention, mentions_from_table, to_table

MAX_ACTORS = 6  # per side; longer lists are enumerations, not dyads
_VIOLENT = ("14", "17", "18", "19", "20")
_STATEMENT = "01"
_DOMESTIC = frozenset("REB SEP INS OPP COP CVL UAF RAD CRM LAB EDU REF MED LEG JUD AGR BUS PTY ELI HLH".split())


class Side(NamedTuple):
    """One side of an event: the words and what they were resolved to."""

    arg: Arg | None
    coding: Coding


class Draft(NamedTuple):
    """An event before it gets its row: the coded mention with one actor on each side."""

    coded: Coded
    source: Side
    target: Side
    speaker: Side
    sentence: dict[str, Any]
    depth: int


_NOBODY = Side(None, UNKNOWN)


def code(
    documents: pa.Table, sentences: pa.Table, mentions: pa.Table, codebook: Codebook, gazetteer: Gazetteer
) -> tuple[pa.Table, pa.Table]:
    """(EVENTS, REJECTS) of a batch. Documents on topics that the codebook leaves out are rejected with that reason."""
    groups = group_by_sentence(mentions_from_table(mentions))
    by_document: dict[str, list[dict[str, Any]]] = {}
    for sentence in sentences.to_pylist():
        by_document.setdefault(sentence["doc_id"], []).append(sentence)
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for document in documents.to_pylist():
        topic = codebook.topics.off_topic(document["text"])
        if topic is not None:
            rejects.append(_reject(document, topic))
            continue
        own = by_document.get(document["doc_id"], [])
        rows += _rows(draft_events(document, own, groups, codebook), document, codebook, gazetteer)
    return to_table(rows, EVENTS), to_table(rejects, REJECTS)


def draft_events(
    document: dict[str, Any], sentences: Sequence[dict[str, Any]], groups: Any, codebook: Codebook
) -> list[Draft]:
    """What a document reports, each with one actor on each side, in text order."""
    article = Article(document["date"], codebook.actors)
    drafts: list[Draft] = []
    for sentence in sentences:
        mentions = groups.get((document["doc_id"], sentence["sentence_id"]), [])
        for arg in _subjects(mentions):
            article.remember(arg)
        coder = SentenceCoder(mentions, codebook.rules, codebook.composition)
        found = [draft for coded in coder.events() for draft in _dyads(coded, article, sentence, mentions)]
        drafts += _distinct(found)
    return drafts


def _subjects(mentions: Sequence[Mention]) -> list[Arg]:
    """The subjects of a sentence's verbs, in text order."""
    found = {arg.start: arg for m in mentions if m.pos == "VERB" for arg in m.args if arg.slot == "subject"}
    return [found[start] for start in sorted(found)]


def _dyads(coded: Coded, article: Article, sentence: dict[str, Any], mentions: Sequence[Mention]) -> Iterator[Draft]:
    sources = [Side(*article.resolve(arg, coded.speaker)) for arg in coded.sources[:MAX_ACTORS]]
    targets = [Side(*article.resolve(arg, coded.speaker)) for arg in coded.targets[:MAX_ACTORS]]
    speaker = next((Side(*article.resolve(arg)) for arg in coded.speaker), _NOBODY)
    pairs = [(s, t) for s, t in product(sources or [_NOBODY], targets or [_NOBODY]) if s.arg or t.arg]
    if coded.rule.mutual or (not targets and coded.raw[:2] in JOINT):
        pairs += _mutual(sources, targets)
    for source, target in pairs:
        source, target = _at_home(source, target), _at_home(target, source)
        yield Draft(coded, source, target, speaker, sentence, _depth(coded.mention, mentions))


def _at_home(side: Side, other: Side) -> Side:
    """Rebels, protesters, police without a country are taken to be at home in that of their opponent."""
    coding, country = side.coding, other.coding.country
    if coding.code is None or coding.country or coding.entity or not country or not _DOMESTIC.issuperset(coding.roles):
        return side
    if not coding.roles or "".join(coding.roles) != coding.code:
        return side
    how = f"{coding.how}; country of the other side"
    return Side(side.arg, coding._replace(code=country + coding.code, country=country, how=how))


def _mutual(sources: Sequence[Side], targets: Sequence[Side]) -> list[tuple[Side, Side]]:
    """Both directions of a reciprocal event; "Iran and the US met" pairs the conjoined among themselves."""
    if targets:
        return [(target, source) for source, target in product(sources, targets)]
    return [(a, b) for a, b in product(sources, sources) if a is not b]


def _depth(mention: Mention, mentions: Sequence[Mention]) -> int:
    depth, at = 0, mention
    while at.parent is not None and depth < 20:
        at, depth = mentions[at.parent], depth + 1
    return depth


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One event for a pair of actors and a root within a sentence: the strike that killed is one event."""
    kept: dict[Any, Draft] = {}
    for draft in drafts:
        spans = tuple(side.arg and (side.arg.start, side.arg.end) for side in (draft.source, draft.target))
        kept.setdefault((spans, draft.coded.code[:2]), draft)
    pairs = {key[0] for key in kept}
    return [d for (spans, _), d in kept.items() if None not in spans or not _covered(spans, d, kept, pairs)]


def _covered(spans: Any, draft: Draft, kept: dict[Any, Draft], pairs: set[Any]) -> bool:
    """Whether a fuller event of the same root has the same actor on the side that is filled."""
    root = draft.coded.code[:2]
    return any(
        None not in other
        and (other, root) in kept
        and any(mine is not None and mine == its for mine, its in zip(spans, other, strict=True))
        for other in pairs
    )


def _rank(draft: Draft) -> tuple[Any, ...]:
    """Salience: deeds before statements, early sentences and main clauses before late and subordinate ones."""
    known = (draft.source.coding.code is not None) + (draft.target.coding.code is not None)
    filled = (draft.source.arg is not None) + (draft.target.arg is not None)
    code = draft.coded.code
    return (
        code.startswith(_STATEMENT),
        draft.coded.modality == "negated",
        draft.sentence["sentence_id"],
        -filled,
        draft.depth,
        -known,
        draft.coded.mention.start,
    )


def _rows(
    drafts: list[Draft], document: dict[str, Any], codebook: Codebook, gazetteer: Gazetteer
) -> Iterator[dict[str, Any]]:
    rank = {id(draft): number for number, draft in enumerate(sorted(drafts, key=_rank), 1)}
    places = _Places(gazetteer, document, drafts)
    seen: set[str] = set()
    for draft in drafts:
        row = _row(draft, document, codebook, places.of(draft), rank[id(draft)])
        if row["event_id"] not in seen:
            seen.add(row["event_id"])
            yield row


class _Places:
    """The place of each event: its sentence's, else the dateline's for what opens the article."""

    def __init__(self, gazetteer: Gazetteer, document: dict[str, Any], drafts: Sequence[Draft]) -> None:
        self.gazetteer = gazetteer
        self.countries = _votes(drafts)
        self.dateline = locate(gazetteer.find(document["dateline"]), self.countries) if document["dateline"] else None
        self._found: dict[int, Any] = {}

    def of(self, draft: Draft) -> Located | None:
        number = draft.sentence["sentence_id"]
        if number not in self._found:
            self._found[number] = self.gazetteer.find(draft.sentence["text"])
        anchor: Place | None = self.dateline.place if self.dateline else None
        near = draft.coded.mention.start - draft.sentence["start"]
        found = locate(self._found[number], self.countries, anchor=anchor, near_offset=near)
        return found or (self.dateline if number == 0 else None)


def _votes(drafts: Sequence[Draft]) -> list[str]:
    counts: dict[str, int] = {}
    for draft in drafts:
        for side in (draft.target, draft.source):
            if side.coding.country:
                counts[side.coding.country] = counts.get(side.coding.country, 0) + 1
    return sorted(counts, key=lambda country: -counts[country])


def _row(
    draft: Draft, document: dict[str, Any], codebook: Codebook, place: Located | None, salience: int
) -> dict[str, Any]:
    coded, mention = draft.coded, draft.coded.mention
    entry = codebook.codes[coded.code]
    as_ruled = coded.code == coded.raw  # what the rule refines does not hold for what the status made of it
    day, precision = _when(draft, document["date"])
    killed, injured = casualties(draft.sentence["text"]) if entry.root in _VIOLENT else (None, None)
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
        "plover_type": (coded.rule.plover if as_ruled else None) or entry.plover_type,
        "plover_mode": (coded.rule.mode if as_ruled else None) or entry.plover_mode,
        "trigger_text": document["text"][mention.start : mention.end],
        "trigger_start": mention.start,
        "trigger_end": mention.end,
        "modality": _modality(draft),
        "attribution_text": _text(draft.speaker, document),
        "attribution_code": draft.speaker.coding.code,
        "fatalities": killed,
        "injuries": injured,
        "rule_id": coded.rule.id,
        "codebook_version": codebook.digest,
        "salience": min(salience, 32767),
        "source_outlet": document["source"],
        "title": document["title"],
        "url": document["url"],
        "sentence_text": draft.sentence["text"],
    }
    row |= _side("source", draft.source, document) | _side("target", draft.target, document) | _where(place)
    return {"event_id": _event_id(row), **row}


def _when(draft: Draft, published: date) -> tuple[date, int]:
    sentence, planned = draft.sentence, draft.coded.modality == "planned"
    near = draft.coded.mention.start - sentence["start"]
    day, precision, _ = event_date(find_dates(sentence["text"], published), published, near, planned)
    return day, precision


def _modality(draft: Draft) -> str:
    """A deed that somebody else reports of its doer is alleged; what one says of oneself is not."""
    modality, who = draft.coded.modality, draft.speaker.coding
    if modality != "asserted" or draft.speaker.arg is None or draft.coded.code.startswith(_STATEMENT):
        return modality
    same = draft.source.coding.code is not None and draft.source.coding.country == who.country and who.code is not None
    return "asserted" if same else "alleged"


def _side(name: str, side: Side, document: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}_text": _text(side, document),
        f"{name}_start": side.arg.start if side.arg else None,
        f"{name}_end": side.arg.end if side.arg else None,
        f"{name}_code": side.coding.code,
        f"{name}_country": side.coding.country,
        f"{name}_roles": list(side.coding.roles),
        f"{name}_name": side.coding.name,
    }


def _text(side: Side, document: dict[str, Any]) -> str | None:
    return document["text"][side.arg.start : side.arg.end] if side.arg else None


def _where(found: Located | None) -> dict[str, Any]:
    place = found.place if found else None
    return {
        "location": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "location_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geoname_id": place.geoname_id if place else None,
        "geo_precision": found.precision if found else None,
    }


def _event_id(row: dict[str, Any]) -> str:
    """The same text, codebook and model give the same id: it is made of what was coded and from where."""
    names = (
        "doc_id",
        "sentence_id",
        "trigger_start",
        "cameo_code",
        "rule_id",
        "source_start",
        "source_end",
        "target_start",
        "target_end",
    )
    return hashlib.sha256("\x1f".join(str(row[name]) for name in (*names, "sentence_text")).encode()).hexdigest()[:24]


def _reject(document: dict[str, Any], topic: str) -> dict[str, Any]:
    origin = {name: document[name] for name in ("doc_id", "path", "line")}
    return {"stage": "events", "reason": "off topic", "detail": topic, **origin}
