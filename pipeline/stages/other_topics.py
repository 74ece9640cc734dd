"""What an article about another subject, such as a trial or an earthquake, tells of incidents all the same.

Most of its violence is what the court is done with, or what the disaster did. But news are gathered in one article, and
an attack of these days is none the less an attack because a verdict was told before it.
"""

from datetime import date

from pipeline.codebook.incidents import Incident, IncidentTable, Words, read_words, speaks_of, topics_of
from pipeline.stages.background import OLD
from pipeline.stages.report_days import WEEK, Days

_VIOLENCE = "Political violence"


class OtherTopics:
    """The other subjects of one document, given as its words."""

    def __init__(self, words: Words, table: IncidentTable, published: date, days: Days) -> None:
        self._table, self._published, self._days = table, published, days
        self._topics = topics_of(words, table)

    def leave(self, text: str, incident: Incident | None) -> Incident | None:
        """The incident of a sentence, unless it is taken for a part of the other subject."""
        return incident if incident and (not self._topics or self._is_news(text, incident)) else None

    def _is_news(self, text: str, incident: Incident) -> bool:
        """Whether a sentence of its own, without a word of the subject, dates violence to the last days."""
        when = self._days.when(text, incident.start)
        if when is None or when[1] > WEEK or when[0] < self._published - OLD:
            return False
        return _VIOLENCE in incident.type.disorder and not speaks_of(self._topics, read_words([text]), self._table)
