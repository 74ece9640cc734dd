"""What an article about another subject, such as a trial or an earthquake, tells of incidents all the same.

Most of its violence is what the court is done with, or what the disaster did. But news are gathered in one article, and
an attack of these days is none the less an attack because a verdict was told before it.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.codebook.incidents.classify import Incident, IncidentTable, Words, report_words, speaks_of, topics_of
from pipeline.resolve.dateperiods import WEEK
from pipeline.stages.report_days import OLD, Days
from pipeline.stages.reported import is_violent


def without_topics(
    words: Words,
    texts: Sequence[str],
    incidents: Sequence[Incident | None],
    table: IncidentTable,
    published: date,
    days: Days,
) -> Sequence[Incident | None]:
    """The incidents of a document's sentences, `texts`, without those that belong to another subject of it.

    `words`: those of the whole document.
    """
    topics = topics_of(words, table)
    if not topics:
        return incidents

    def is_news(text: str, incident: Incident) -> bool:
        """Whether a sentence of its own, without a word of the subject, dates violence to the last days."""
        when = days.when(text, incident.start)
        fresh = when is not None and when[1] <= WEEK and when[0] >= published - OLD
        return fresh and is_violent(incident) and not speaks_of(topics, report_words([text]), table)

    told = zip(texts, incidents, strict=True)
    return [incident if incident and is_news(text, incident) else None for text, incident in told]
