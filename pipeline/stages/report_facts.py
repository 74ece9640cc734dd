"""What a report says of its incident: where and when it was, how many died, in which words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pipeline.codebook.incidents.classify import Incident
from pipeline.resolve.counts import casualties, states_total
from pipeline.resolve.dateperiods import DAY, WEEK
from pipeline.resolve.places import Place
from pipeline.resolve.where import Located
from pipeline.stages.incident_reports import LEAD, Story, Telling
from pipeline.stages.reported import Report, contains, is_bloodless, is_violent

# Whose dead a sentence counts that tells no deed: those of before
_FUNERAL = re.compile(r"\b(?:funerals?|burials?|mourners?|memorial (?:service|ceremony)|buried)\b", re.IGNORECASE)
_NEAR = 3  # sentences after a deed that tell more of it in an article


def place(report: Report, telling: Telling) -> Located | None:
    """Where it happened: its own place, else one its first sentences name, else the dateline, else the opening's.

    A dateline is nearer than its country, and a region that the next sentence names is nearer than the dateline.
    """
    around = telling.story.around
    found, home = report.place, around.dateline
    violent = is_violent(report.incident)
    if found and home and found.place.kind == "country" and found.place.country == home.place.country:
        return _nearer(report, telling, found.place) or home
    if found:
        return found
    lead = " ".join(sentence["text"] for sentence in report.sentences[:LEAD])
    told = (around.locate(text, None, telling.first, violent) for text in (lead, report.before))
    near = next((one for one in told if one), None)
    if near and (near.place.kind != "country" or not home):
        return near
    return home or around.locate(telling.story.opening, None, telling.first, violent)


def _nearer(report: Report, telling: Telling, country: Place) -> Located | None:
    """The place within a country that a report names right after its deed, where that names but the country."""
    violent = is_violent(report.incident)
    texts = (sentence["text"] for sentence in report.sentences[:LEAD])
    told = (telling.story.around.locate(text, None, telling.first, violent) for text in texts)
    return next((one for one in told if one and contains(country, one.place)), None)


def day(report: Report, told: str, story: Story) -> tuple[date, int]:
    """When it happened, with ACLED's time_precision, `told` being the sentence that tells it.

    Where an article's names no day ("this month"), one of the next sentences may.
    """
    named = story.days.when(told, 0) or report.when
    if story.is_article and (named is None or named[1] > WEEK):
        near = (story.days.when(text, 0) for text in _recent(report, story))
        named = next((one for one in near if one and one[1] <= WEEK), named)
    return named or story.days.when_said(told) or (story.published, DAY)


def notes(report: Report, story: Story) -> str:
    """What is told of it: in an article its deeds, and the sentences after them."""
    near = [s for s in report.sentences if not story.is_article or _is_near(s, report)]
    return " ".join(sentence["text"] for sentence in near)


def dead(report: Report, incident: Incident, story: Story, on: date) -> int | None:
    """People killed on a day, background left out, null where nothing is told of them.

    None die in what ACLED's definitions call peaceful or strategic. In an article later sentences may count those of
    days before.
    """
    if is_bloodless(incident):
        return None
    first, *others = _recent(report, story)
    own = (text for text in others if not (story.is_article and _is_earlier(text, on, story)))
    return casualties(" ".join([first, *own]), story.words)[0]


def _recent(report: Report, story: Story) -> Iterator[str]:
    """What may count its dead: in an article, no sentences far from those of the deed, that remember or mourn."""
    first, *others = report.sentences
    yield first["text"]
    for sentence in others:
        text = sentence["text"]
        far = not _is_near(sentence, report) and not states_total(text)
        mourned = sentence["sentence_id"] not in report.deeds and _FUNERAL.search(text)
        aside = story.is_article and (far or mourned or story.background.is_remembered(text, 0))
        if not aside and not story.background.is_past(text):
            yield text


def _is_earlier(text: str, on: date, story: Story) -> bool:
    """Whether all that a sentence dates lies before a day, or is but a month."""
    named = story.days.when(text, 0)
    return named is not None and (named[1] > WEEK or (named[1] == DAY and named[0] < on))


def _is_near(sentence: Mapping[str, Any], report: Report) -> bool:
    return any(sentence["sentence_id"] - deed in range(_NEAR + 1) for deed in report.deeds)
