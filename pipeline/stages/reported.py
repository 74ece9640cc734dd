"""What a document reports of one incident, and whether another deed is part of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pipeline.codebook.incidents.classify import Incident
from pipeline.resolve.homonyms import areas_of, own_area
from pipeline.resolve.places import Place
from pipeline.resolve.where import Located

CROWD, STRATEGIC = frozenset({"Protests", "Riots"}), "Strategic developments"
VIOLENCE = "Political violence"
_BATTLES, _MOVEMENT = "Battles", "Change to group/activity"
MAX_REPORT = 20_000  # characters; what follows in a long article tells nothing new of a deed, and costs time
_SCENE = 14  # characters: a place named so early opens another scene ("In Kisumu, …")
_MOB_THEN_MARCH = "Mob violence", "Peaceful protest"  # those who march are not those who looted
_BLOODLESS = frozenset({"Peaceful protest", "Protest with intervention"})


class Report(NamedTuple):
    """The sentences of a document that tell one incident, and what the first of them told."""

    sentences: tuple[Mapping[str, Any], ...]
    incident: Incident
    place: Located | None
    when: tuple[date, int] | None  # the day its first sentence names, with ACLED's time_precision
    before: str = ""  # what stands before an article's first deed: it may say where and when
    deeds: tuple[int, ...] = ()  # the sentences that tell it, by their sentence_id

    def going_on(self, sentence: Mapping[str, Any]) -> "Report":
        """The report with one more sentence, as long as it is not too long."""
        if sum(len(told["text"]) for told in self.sentences) >= MAX_REPORT:
            return self
        return self._replace(sentences=(*self.sentences, sentence))

    @property
    def text(self) -> str:
        return " ".join(sentence["text"] for sentence in self.sentences)


def is_bloodless(incident: Incident) -> bool:
    """Whether none die in it, by ACLED's definitions of what is peaceful or strategic."""
    return incident.type.event == STRATEGIC or incident.type.name in _BLOODLESS


def is_violent(incident: Incident) -> bool:
    """Whether ACLED counts it as political violence."""
    return VIOLENCE in incident.type.disorder


def is_same(report: Report, incident: Incident, place: Located | None, when: tuple[date, int] | None) -> bool:
    """Whether a sentence goes on about a report's deed: of its family, and of no other place or day."""
    if deed_family(report.incident) != deed_family(incident):
        return _moves_in(report, incident, place) and not _is_another_day(report, when)
    if deed_family(incident) == "agreement":
        return True
    if (report.incident.type.name, incident.type.name) == _MOB_THEN_MARCH:
        return False
    if report.place is None and place and report.incident.type != incident.type:
        return False
    return not _is_elsewhere(report.place, place) and not _is_another_day(report, when)


def _moves_in(report: Report, incident: Incident, place: Located | None) -> bool:
    """Whether forces move where a battle has been told of: they took the place."""
    moves, fought = incident.type.name == _MOVEMENT, report.incident.type.event == _BATTLES
    return (
        moves and fought and place is not None and report.place is not None and not _is_elsewhere(report.place, place)
    )


def _is_another_day(report: Report, when: tuple[date, int] | None) -> bool:
    return bool(when and report.when and when[0] != report.when[0])


def _is_elsewhere(known: Located | None, place: Located | None) -> bool:
    """Whether a place is another one; a part of the place before is none, unless it opens a scene."""
    if place is None or place.place.kind == "country" or (known and known.place.geoname_id == place.place.geoname_id):
        return False
    if place.start < _SCENE:
        return True
    return known is not None and not (contains(known.place, place.place) or contains(place.place, known.place))


def contains(region: Place, place: Place) -> bool:
    """Whether a place lies in a region."""
    return region != place and own_area(region) in set(areas_of(place))


def deed_family(incident: Incident) -> str:
    """The kind of deeds that one report may tell together."""
    event = incident.type.event
    if incident.type.name == "Agreement":
        return "agreement"
    return event if event == STRATEGIC else "crowd" if event in CROWD else "violence"
