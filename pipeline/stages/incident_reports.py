"""Which sentences of a document tell one incident."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pipeline.codebook.incidents.classify import Incident, report_words
from pipeline.codebook.load import Codebook
from pipeline.resolve.counts import casualties
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.where import Located
from pipeline.stages.background import Background
from pipeline.stages.other_topics import without_topics
from pipeline.stages.report_days import Days
from pipeline.stages.reported import Report, contains, deed_family, is_bloodless, is_same, is_violent
from pipeline.stages.sentence_deeds import Deeds, read_deeds
from pipeline.stages.surroundings import Surroundings
from pipeline.textwords import TextWords

LEAD = 3  # sentences: a report's may name its place, an article's tell no background
_DEMONSTRATIONS = "Demonstrations"
_DEEDS = (
    r"(?:incidents?|attacks?|raids?|ambush(?:es)?|strikes?|shootings?|bombings?|explosions?|clash(?:es)?|protests?)"
)
# What a sentence opens with that tells another deed than those before it; and what may be but the next stage of it
_ANOTHER = re.compile(
    r"(?:and |but |also )?(?:separately|elsewhere"
    rf"|in (?:another|other|separate|unrelated|an? (?:separate|different|unrelated|similar|second)) {_DEEDS}"
    rf"|an? (?:separate|unrelated) (?:\w+ )?{_DEEDS})\b",
    re.IGNORECASE,
)
_HOURS_APART = re.compile(r"(?:(?:a few|some|several|just) )?hours (?:earlier|before|later|after)\b", re.IGNORECASE)
# Where the last deed was done, of which a sentence goes on without its name
_THERE = re.compile(
    r"\b(?:the|that|this) (?:same )?(?:(?:town|city)(?: (?:hall|centre|center|council))?|village|district"
    r"|neighbou?rhood|suburb|settlement|municipality)\b(?!['’]| of\b)"
)
_BUILDING = re.compile(r"\bthe (airport|barracks|base|camp|prison|monastery|mosque|church|market|school|port|bridge)\b")
# Whom the police hold for it: "detained 40 people in connection with the violence"
_FOR_VIOLENCE = re.compile(
    r"\b(?:in connection with|over|for (?:their |his )?(?:alleged )?(?:role|part|involvement) in) (?:the|this|that) "
    r"(?:violence|clash(?:es)?|unrest|riots?|rioting|killings?|murders?|attacks?|lynching|bombing|blast|disturbances)\b"
)


class Story(NamedTuple):
    """A document that tells deeds, and what is known of all of it.

    `before`: the sentences right before the first deed, `opening`: the first ones of those; they belong to no report,
    but they may say where and when it was done.
    """

    document: Mapping[str, Any]
    deeds: Deeds
    around: Surroundings
    days: Days
    background: Background
    before: str
    opening: str

    @property
    def published(self) -> date:
        day: date = self.document["date"]
        return day

    @property
    def words(self) -> TextWords:
        return self.deeds.codebook.words

    @property
    def is_article(self) -> bool:
        """Whether it is longer than a report of one incident."""
        return self.deeds.told is not None


class Telling(NamedTuple):
    """What a document tells: its reports, in their order. `first`: where its first deed was done."""

    story: Story
    first: Located | None
    reports: Sequence[Report]


def find_reports(
    document: Mapping[str, Any],
    sentences: Sequence[Mapping[str, Any]],
    events: Iterable[Mapping[str, Any]],
    codebook: Codebook,
    gazetteer: Gazetteer,
) -> Telling | None:
    """A document's sentences in groups that tell one incident each, None where it tells none.

    `events`: those that were coded in the sentences.
    """
    texts = [sentence["text"] for sentence in sentences]
    days = Days(document["date"], texts, codebook.words)
    deeds, told = read_deeds(document, sentences, events, codebook, days)
    if not any(told):
        return None
    words = report_words(texts)
    incidents = without_topics(words, texts, told, codebook.incidents, document["date"], days)
    if not any(incidents):
        return None
    around, background = (
        Surroundings(document, words, codebook, gazetteer),
        Background(document["date"], days, codebook.words),
    )
    first = next(at for at, incident in enumerate(incidents) if incident)
    before, opening = " ".join(texts[max(0, first - LEAD) : first]), " ".join(texts[: min(first, LEAD)])
    story = Story(document, deeds, around, days, background, before, opening)
    found = _group(story, sentences, incidents)
    return Telling(story, _first_place(found), [report for report in found if not _is_vague(report, story)])


def _group(
    story: Story, sentences: Sequence[Mapping[str, Any]], incidents: Sequence[Incident | None]
) -> Sequence[Report]:
    """All reports; a sentence without a deed goes on about one of those before it."""
    found: Sequence[Report] = ()
    remembered = False
    for at, (sentence, incident) in enumerate(zip(sentences, incidents, strict=True)):
        leads = not found and at < LEAD
        remembered = incident is not None and _is_background(sentence["text"], incident, story, leads, remembered)
        if incident and not remembered:
            found = _enter(sentence, incident, found, story)
        elif found and not incident and not story.background.is_past(sentence["text"]):
            last = _goes_on_about(sentence["text"], found, story.words)
            found = _with(found, last, found[last].going_on(sentence))
    return found


def _first_place(found: Sequence[Report]) -> Located | None:
    return found[0].place if found else None


def _with(found: Sequence[Report], at: int, report: Report) -> Sequence[Report]:
    return (*found[:at], report, *found[at + 1 :])


def _is_background(text: str, incident: Incident, story: Story, leads: bool, remembered: bool) -> bool:
    """Whether a deed is none of the news; in an article also what goes on about one that is not, without a day.

    `leads`: it stands among the first sentences, before any report · `remembered`: the deed before it is no news.
    """
    if story.background.is_by_name(text, incident.start):
        return True
    if story.is_article:
        if story.background.is_remembered(text, incident.start):
            return True
        if remembered and not story.days.of_deeds(text):
            return True
    return not leads and story.background.is_old(text, incident.start)


def _enter(sentence: Mapping[str, Any], incident: Incident, found: Sequence[Report], story: Story) -> Sequence[Report]:
    """The reports with a deed: one of another place or day begins a report; one that names neither goes on."""
    text = sentence["text"]
    place = story.around.locate(text, incident.start, _first_place(found), is_violent(incident))
    when = story.days.when(text, incident.start, brackets=not found)
    at = _same(text, incident, place, when, found)
    if at is None:
        return (*found, _begun(sentence, incident, place, when, found, story))
    return _with(found, at, _gone_on(found[at], sentence, place, when))


def _begun(
    sentence: Mapping[str, Any], incident: Incident, place: Located | None, when: tuple[date, int] | None,
    found: Sequence[Report], story: Story,
) -> Report:  # fmt: skip
    """A new report. Where its sentence names no day at all, the first one's may be known from what stands before; "the
    town" is that of the last one."""
    before = "" if found else story.before
    if place is None and found and _is_there(sentence["text"], found[-1]):
        place = found[-1].place
    if when is None and story.days.when_said(sentence["text"]) is None:
        opened = story.days.when(before, len(before)) or story.days.when(story.opening, 0)
        when = found[0].when if found else opened
    return Report((sentence,), incident, place, when, before, (sentence["sentence_id"],))


def _is_there(text: str, last: Report) -> bool:
    """Whether a sentence without a place tells of the last one: "the town", or "the airport" that was told of."""
    building = _BUILDING.search(text)
    return bool(_THERE.search(text) or (building and re.search(rf"\b{building[1]}\b", last.text)))


def _gone_on(
    report: Report, sentence: Mapping[str, Any], place: Located | None, when: tuple[date, int] | None
) -> Report:
    """A report with one more sentence that tells its deed, perhaps with a nearer place, or a day."""
    nearer = place and place.place.kind != "country" and (not report.place or contains(report.place.place, place.place))
    return report.going_on(sentence)._replace(
        place=place if nearer else report.place,
        when=report.when or when,
        deeds=(*report.deeds, sentence["sentence_id"]),
    )


def _goes_on_about(text: str, found: Sequence[Report], words: TextWords) -> int:
    """The report that a sentence without a deed goes on about: deaths belong to one of which people die, and whoever is
    held for the violence was not at a peaceful march."""
    if casualties(text, words)[0] or _FOR_VIOLENCE.search(text):
        return _last_violent(found)
    return len(found) - 1


def _last_violent(found: Sequence[Report]) -> int:
    """The last report of a deed in which people may die, else the last of all."""
    deadly = (at for at in reversed(range(len(found))) if not is_bloodless(found[at].incident))
    return next(deadly, len(found) - 1)


def _same(
    text: str, incident: Incident, place: Located | None, when: tuple[date, int] | None, found: Sequence[Report]
) -> int | None:
    """Which of the reports so far a deed belongs to."""
    if found and _is_another(text, incident, found[-1]):
        return None
    vague = (place is None or place.place.kind == "country") and not when
    if found and vague and not _is_new(incident, found):
        return _last_violent(found) if _FOR_VIOLENCE.search(text) else len(found) - 1
    same = [at for at, report in enumerate(found) if is_same(report, incident, place, when)]
    return same[-1] if same else None


def _is_another(text: str, incident: Incident, last: Report) -> bool:
    """Whether a sentence says that it tells another deed: "In a separate attack, …"; hours after the last one, violence
    of another type is no part of it."""
    if _ANOTHER.match(text):
        return True
    both = {deed_family(incident), deed_family(last.incident)}
    return both == {"violence"} and incident.type != last.incident.type and _HOURS_APART.match(text) is not None


def _is_new(incident: Incident, found: Sequence[Report]) -> bool:
    """Whether a deed without place and day is still another one: a protest after deeds of other kinds, as the mob's."""
    crowds = any(_DEMONSTRATIONS in report.incident.type.disorder for report in found)
    return incident.type.event == "Protests" and not crowds


def _is_vague(report: Report, story: Story) -> bool:
    """Whether an article tells a deed late, and neither where nor when."""
    somewhere = report.place is not None and report.place.place.kind != "country"
    return story.is_article and not somewhere and not report.when and min(report.deeds) >= LEAD
