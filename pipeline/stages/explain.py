"""Why a text is coded as it is: slots, rules that won and lost, how the actors were resolved, and which row of the
decision table made it an incident."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actions.verdicts import Verdict, verdicts
from pipeline.codebook.actors.article import Article
from pipeline.codebook.load import Codebook
from pipeline.mentions import Arg, Mention, mentions_from_table
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.stages.datelines import find_dateline
from pipeline.stages.drafts import Draft, article_of, draft_deeds, modality, plover, read_on
from pipeline.stages.events import settle
from pipeline.stages.incidents import Told, tell
from pipeline.stages.language import is_english
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from pipeline.stages.sides import Side
from pipeline.tables import DOCUMENTS, to_table
from pipeline.terminal import plain_lines

MAX_LOSERS = 3  # candidate rules shown beside the winner
_RULE = "─" * 78
_CIRCUMSTANCES = (
    "event_date", "date_precision", "location", "admin1", "location_country", "geo_precision", "fatalities", "injuries",
)  # fmt: skip
_OF_INCIDENTS = (
    "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "interaction", "civilian_targeting", "event_date", "time_precision", "location", "admin1", "country",
    "geo_precision", "fatalities",
)  # fmt: skip
_TOLLS = {"fatalities": "dead", "injuries": "injured"}
_FOREIGN = "NOT IN ENGLISH: `run` refuses this text, unless its language is given as English"


def explain_json(text: str, when: date, codebook: Codebook, gazetteer: Gazetteer) -> str:
    """The explanation as JSON: one object per sentence with its mentions, rules, events and incidents."""
    return json.dumps(explain(text, when, codebook, gazetteer), indent=2, ensure_ascii=False, default=str)


def explain_text(text: str, when: date, codebook: Codebook, gazetteer: Gazetteer) -> str:
    """The explanation for a terminal."""
    lines = [] if is_english(text) else [_FOREIGN, ""]
    found = explain(text, when, codebook, gazetteer)
    if not found:
        lines.append("NO EVENT: the text has no sentence")
    for sentence in found:
        lines += [sentence["text"], _RULE]
        for mention in sentence["mentions"]:
            lines += _mention_lines(mention)
        lines += ["", "  EVENTS" if sentence["events"] else "  NO EVENT"]
        for event in sentence["events"]:
            lines += _event_lines(event)
        lines += ["  OFF TOPIC"] if sentence["left_out"] else []
        for event in sentence["left_out"]:
            lines += [*_event_lines(event), f"         left out: {event['why']}"]
        lines += ["  INCIDENTS"] if sentence["incidents"] else []
        for incident in sentence["incidents"]:
            lines += _incident_lines(incident)
        lines.append("")
    return plain_lines("\n".join(lines))


def explain(text: str, when: date, codebook: Codebook, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """One dict per sentence: text, mentions (slots and rules), events (actors with how they were resolved) and the
    incidents whose deed it tells."""
    place, body_start = find_dateline(text)
    known = {"doc_id": "text", "date": when, "text": text, "body_start": body_start, "dateline": place}
    documents = to_table([known], DOCUMENTS)
    sentences = split(documents)
    groups = group_by_sentence(mentions_from_table(detect(documents, sentences)))
    (document,), rows = documents.to_pylist(), sentences.to_pylist()
    drafts = draft_deeds(document, rows, groups, codebook)
    if topic := codebook.topics.off_topic(text):
        drafts = [draft._replace(off_topic=f"the article is about {topic}") for draft in drafts]
    on_topic = [draft for draft in drafts if not draft.off_topic]
    settled = list(settle(on_topic, document, rows, codebook, gazetteer))
    left_out = [draft for draft in drafts if draft.off_topic]
    incidents = tell(document, rows, [row for _, row in settled], codebook, gazetteer)
    article = article_of(document, rows, groups, codebook)
    out = []
    for sentence in rows:
        number = sentence["sentence_id"]
        mentions = groups.get(("text", number), [])
        coder = read_on(mentions, article, codebook, sentence)
        events = [
            {**_event(draft, codebook, text), **_circumstances(row)}
            for draft, row in settled
            if row["sentence_id"] == number
        ]
        aside = [draft for draft in left_out if draft.sentence["sentence_id"] == number]
        out.append(
            {
                "text": sentence["text"],
                "mentions": _mentions(mentions, coder, article, codebook, text),
                "events": events,
                "left_out": [{**_event(draft, codebook, text), "why": draft.off_topic} for draft in aside],
                "incidents": [_incident(told) for told in incidents if told.sentence_id == number],
            }
        )
    return out


def _mentions(
    mentions: Sequence[Mention], coder: SentenceCoder, article: Article, codebook: Codebook, text: str
) -> list[dict[str, Any]]:
    """The mentions of a sentence that some rule may code, and all verbs."""
    published = {coded.mention.mention_id for coded in coder.events()}
    shown = [m for m in mentions if codebook.rules.candidates(m) or m.pos != "NOUN"]
    return [_mention(m, coder, m.mention_id in published, article, text) for m in shown]


def _mention(mention: Mention, coder: SentenceCoder, published: bool, article: Article, text: str) -> dict[str, Any]:
    coded = coder.coded(mention.mention_id)
    ranked = verdicts(mention, coder)
    winner = next((verdict for verdict in ranked if verdict.misfit is None), None)
    return {
        "id": mention.mention_id,
        "trigger": text[mention.start : mention.end],
        "lemma": " ".join(filter(None, (mention.lemma, mention.particle))),
        "pos": mention.pos,
        "status": ("negated " if mention.negated else "") + mention.status,
        "cue": mention.cue,
        "slots": [_slot(arg, article, text) for arg in mention.args],
        "rules": [_verdict(verdict, winner) for verdict in ranked],
        "outcome": _outcome(coded, published),
    }


def _slot(arg: Arg, article: Article, text: str) -> dict[str, Any]:
    coding = article.resolve(arg)[1] if arg.pos in ("NOUN", "PROPN", "PRON") and arg.slot != "mod" else None
    return {
        "slot": arg.slot,
        "text": text[arg.start : arg.end],
        "mention": arg.mention,
        "actor": coding.code if coding else None,
        "how": coding.how if coding and coding.code else None,
    }


def _verdict(verdict: Verdict, winner: Verdict | None) -> dict[str, Any]:
    rule = verdict.rule
    tied = winner is not None and verdict.ties_with(winner)
    return {
        "rule": rule.id,
        "code": verdict.raw,
        "specificity": verdict.specificity,
        "lost": verdict.misfit,
        "ties_with": winner.rule.id if tied and winner else None,
        "where": f"{rule.path}:{rule.line}",
    }


def _outcome(coded: Coded | None, published: bool) -> str:
    if coded is None:
        return "no rule fits"
    if published:
        return f"coded {coded.code}" + (f" (from {coded.raw}: {coded.modality})" if coded.code != coded.raw else "")
    if coded.modality == "none":
        return f"{coded.raw} is not told as done, and the status table has nothing for it"
    if coded.rule.speech:
        return "a speech verb: what it reports is coded itself"
    return f"{coded.raw} is absorbed by what governs it"


def _event(draft: Draft, codebook: Codebook, text: str) -> dict[str, Any]:
    coded, code = draft.coded, codebook.codes[draft.coded.code]
    return {
        "cameo_code": code.code,
        "cameo_label": code.label,
        "plover_type": plover(draft, codebook)[0],
        "quad_class": code.quad,
        "goldstein": code.goldstein,
        "modality": modality(draft),
        "rule": coded.rule.id,
        "trigger": text[coded.mention.start : coded.mention.end],
        "source": _side(draft.source, text),
        "target": _side(draft.target, text),
        "attribution": _side(draft.speaker, text),
    }


def _side(side: Side, text: str) -> dict[str, Any] | None:
    if side.arg is None:
        return None
    coding = side.coding
    told = {"code": coding.code, "name": coding.name, "resolution": coding.resolution}
    words = text[side.arg.start : side.arg.end]
    return {"text": words, **told, "country_from": coding.country_from, "how": coding.how}


def _circumstances(row: Mapping[str, Any]) -> dict[str, Any]:
    """When and where an event was done, and to how many people, as it is published."""
    return {name: row[name] for name in _CIRCUMSTANCES}


def _incident(told: Told) -> dict[str, Any]:
    """An incident as an article alone tells it, with the row of the decision table and the words that made it one."""
    return {"row": told.incident.row, "trigger": told.words, **{name: told.row[name] for name in _OF_INCIDENTS}}


def _mention_lines(mention: dict[str, Any]) -> Iterator[str]:
    cue = f" because of “{mention['cue']}”" if mention["cue"] else ""
    yield ""
    yield f"  [{mention['id']}] {mention['trigger']}  ({mention['lemma']}, {mention['pos']}, {mention['status']}{cue})"
    for slot in mention["slots"]:
        held = f" → [{slot['mention']}]" if slot["mention"] is not None else ""
        actor = f"   {slot['actor']}: {slot['how']}" if slot["actor"] else ""
        yield f"        {slot['slot']:<14}{slot['text']}{held}{actor}"
    for rule in [rule for rule in mention["rules"] if not rule["lost"]]:
        yield f"      ✔ {rule['rule']:<28} {rule['code']}  specificity {rule['specificity']}  {rule['where']}"
        if rule["ties_with"]:
            yield f"        ties with {rule['ties_with']}, which wins because its id comes first: narrow one of them"
    losers = [rule for rule in mention["rules"] if rule["lost"]]
    for rule in losers[:MAX_LOSERS]:
        yield f"      ✘ {rule['rule']:<28} {rule['lost']}"
    if len(losers) > MAX_LOSERS:
        yield f"        … and {len(losers) - MAX_LOSERS} more rules that do not fit"
    yield f"      = {mention['outcome']}"


def _event_lines(event: dict[str, Any]) -> Iterator[str]:
    source, target = (event[side] or {"text": "nobody", "code": None} for side in ("source", "target"))
    kind = f"[{event['plover_type'] or 'no type'}, quad {event['quad_class'] or 'none'}]"
    yield f"    {event['cameo_code']:<4} {event['cameo_label']}  {kind}"
    yield f"         {source['text']} ({source['code'] or '?'}) → {target['text']} ({target['code'] or '?'})"
    yield f"         {event['modality']}, “{event['trigger']}”, rule {event['rule']}"
    if "event_date" in event:
        yield f"         {_spot(event, event['date_precision'], event['location_country'])}"
    for side in ("source", "target", "attribution"):
        if event[side]:
            by = f" by {event[side]['resolution']}" if event[side]["resolution"] else ""
            yield f"         {side}{by}: {event[side]['how']}"


def _incident_lines(incident: dict[str, Any]) -> Iterator[str]:
    yield f"    {incident['sub_event_type']}  [{incident['event_type']}]"
    sides = [side for side in ("1", "2") if incident[f"actor{side}"]]
    told = (f"{incident[f'actor{side}']} ({incident[f'inter{side}']})" for side in sides)
    yield f"         {' → '.join(told) or 'nobody'}"
    yield f"         {_spot(incident, incident['time_precision'], incident['country'])}"
    yield f"         “{incident['trigger']}”, row {incident['row']} of acled.yml"
    for side in sides:
        if incident[f"assoc_actor_{side}"]:
            yield f"         with actor{side}: {incident[f'assoc_actor_{side}']}"


def _spot(told: dict[str, Any], date_precision: int, country: str | None) -> str:
    """The day, the place and the toll, with ACLED's precisions."""
    names = list(dict.fromkeys(filter(None, (told["location"], told["admin1"], country))))
    exact = f" (precision {told['geo_precision']})" if told["geo_precision"] else ""
    tolls = [f"{told[name]} {word}" for name, word in _TOLLS.items() if told.get(name)]
    when = f"{told['event_date']} (precision {date_precision})"
    return "; ".join([when, f"{', '.join(names)}{exact}" if names else "no place", *tolls])
