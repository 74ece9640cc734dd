"""PETRARCH's unit-test records: an XML file of sentences with their events, and the dictionaries they are coded with.

The dictionaries that the file's `Environment` names stand beside it. They are imported, every record is coded from its
plain text, and it is right when exactly the expected triples of source, target and code come out. A record's parse tree
is not looked at. "---" is nobody. Records that expect an error, or events for actors in quotation marks (which
PETRARCH makes of unknown names on demand), are compared like all others: no event is expected of an error.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.codebook.petrarch.importing import Dictionaries, import_petrarch

Triple = tuple[str, str, str]
NOBODY = "---"
_FILES = {"actors": "Actorfile", "agents": "Agentfile", "verbs": "Verbfile", "discards": "Discardfile"}


class Record(NamedTuple):
    """A text with the triples (source, target, code) that are expected of it."""

    id: str
    category: str
    date: str
    text: str
    expected: frozenset[Triple]


def read_records(path: Path) -> list[Record]:
    """The records of a file. Raises ValueError where it is none of these."""
    root = _root(path)
    return [_record(number, sentence) for number, sentence in enumerate(root.iter("Sentence"))]


def _root(path: Path) -> ET.Element:
    try:
        root = ET.parse(path).getroot()  # noqa: S314 (a file that the user names)
    except ET.ParseError as error:
        raise ValueError(f"{path} is no XML: {error}") from error
    if root.find("Environment") is None:
        raise ValueError(f"{path} has no Environment that names its dictionaries")
    return root


def _record(number: int, sentence: ET.Element) -> Record:
    day = sentence.get("date", "")
    text = " ".join((sentence.findtext("Text") or "").split())
    events = [event for event in sentence.findall("EventCoding") if event.get("eventcode")]
    expected = frozenset((_code(e, "source"), _code(e, "target"), e.get("eventcode", "")) for e in events)
    return Record(f"{number:03}", sentence.get("category", ""), f"{day[:4]}-{day[4:6]}-{day[6:8]}", text, expected)


def _code(event: ET.Element, side: str) -> str:
    return event.get(f"{side}code") or NOBODY


def dictionaries(path: Path) -> Dictionaries:
    """The dictionaries that a file of records names, beside it."""
    environment = _root(path).find("Environment")
    assert environment is not None
    names = ((environment.findtext(tag) or "").split(",") for tag in _FILES.values())
    return Dictionaries(*([path.parent / name.strip() for name in listed if name.strip()] for listed in names))


def apart(records: Sequence[Record]) -> list[list[Record]]:
    """The records in parts that hold no text twice, since a run refuses duplicates."""
    parts: list[list[Record]] = []
    for record in records:
        part = next((part for part in parts if all(record.text != other.text for other in part)), None)
        if part is None:
            parts.append([record])
        else:
            part.append(record)
    return parts


def triples(events: Sequence[Mapping[str, Any]]) -> frozenset[Triple]:
    """What was coded, as records have it."""
    return frozenset((e["source_code"] or NOBODY, e["target_code"] or NOBODY, e["cameo_code"]) for e in events)


def import_beside(path: Path, folder: Path) -> Path:
    """The codebook folder made of the dictionaries beside a file of records."""
    return import_petrarch(dictionaries(path), folder / "codebook").folder


def score_records(records: Sequence[Record], events: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, float]:
    """The share of records that came out exactly, in all and by category."""
    right = {record.id: triples(events.get(record.id, ())) == record.expected for record in records}
    out = {"exact": sum(right.values()) / max(len(records), 1)}
    for category in sorted({record.category for record in records}):
        own = [right[record.id] for record in records if record.category == category]
        out[f"  {category} ({len(own)})"] = sum(own) / len(own)
    return out
