"""On which day the sentences of a document say that something was done."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pipeline.inflection import verb_forms
from pipeline.resolve.dateperiods import DAY, WEEK
from pipeline.resolve.when import DateMention, anchors, event_date, find_dates
from pipeline.textwords import TextWords, any_of

OLD = timedelta(days=14)  # deeds before are background
_BRACKET = re.compile(r"\([^)]*$")
# Between a deed and a date of something else: "clashes over cuts made after the quake of 5 March"
_APART = re.compile(r", (?:which|who|where|whose) | (?:after|following) (?:an?|the|its|their|his|her) ")
# … or of the truce that the deed breaks: "shelled the town despite a ceasefire that took effect on 5 March"
_BROKEN = re.compile(
    r"\b(?:despite|in spite of|notwithstanding|in (?:breach|violation|defiance) of|violating|breaching|under) "
    r"(?:an?|the|its|their|this) (?:[\w.'’-]+ ){0,3}(?:cease-?fire|truce|agreement|accord|deal|peace plan)\b[^.;]*$"
)


class Days:
    """The dates that the sentences of one document name. `texts`: all of them, in order; `words`: the codebook's."""

    def __init__(self, published: date, texts: Sequence[str], words: TextWords) -> None:
        self._said = _said(words)
        self._published = published
        self._texts = texts
        self._named: dict[str, list[DateMention]] = {}  # a text is asked for again and again

    def when(self, text: str, near: int, brackets: bool = True) -> tuple[date, int] | None:
        """The day that a text names for the deed at an offset, with ACLED's time_precision.

        brackets: whether what stands in them counts; of a deed whose day is known they tell something else.
        """
        dates = self.of_deeds(text)
        kept = dates if brackets else [dated for dated in dates if not _BRACKET.search(text[: dated.start])]
        return self._nearest(kept, near)

    def when_said(self, text: str) -> tuple[date, int] | None:
        """The day that a text names for anything, were it that on which somebody said so."""
        return self._nearest(self._beside_truces(text), 0)

    def of_deeds(self, text: str) -> list[DateMention]:
        """The dates of a sentence on which not merely somebody said so, or made a truce that the deed breaks."""
        return [dated for dated in self._beside_truces(text) if not self._said.search(text[: dated.start])]

    def of_deed(self, text: str, near: int) -> list[DateMention]:
        """Those that are not of something else that stands between the deed at an offset and the date."""
        return [dated for dated in self.of_deeds(text) if not _APART.search(text[near : dated.start])]

    def named(self, text: str) -> Sequence[DateMention]:
        """All dates that a sentence names."""
        if text not in self._named:
            self._named[text] = find_dates(text, self._published, self._anchors.get(text))
        return self._named[text]

    def is_of_late(self, text: str) -> bool:
        """Whether a sentence names a day of the last two weeks, not merely that on which somebody said so."""
        dates = (one for one in self.of_deeds(text) if one.precision == DAY)
        return any(self._published - OLD <= one.day <= self._published for one in dates)

    @cached_property
    def _anchors(self) -> Mapping[str, date]:
        """Most documents tell of no incident, and name no day."""
        return anchors(self._texts, self._published)

    def _beside_truces(self, text: str) -> list[DateMention]:
        """Those that are not of a truce which the deed breaks."""
        return [dated for dated in self.named(text) if not _BROKEN.search(text[: dated.start])]

    def _nearest(self, dates: Sequence[DateMention], near: int) -> tuple[date, int] | None:
        """Days, were they rough ("around 3 May"), go before vaguer mentions ("this year")."""
        days = [dated for dated in dates if dated.precision == DAY or _is_rough_day(dated)] or dates
        day, precision, mention = event_date(days, self._published, near)
        return (day, precision) if mention else None


@lru_cache(maxsize=8)
def _said(words: TextWords) -> re.Pattern[str]:
    """What stands before the day on which somebody said something; "told" has a hearer beside it."""
    verbs = any_of(verb_forms(words.telling_verb).finite)
    return re.compile(rf"\b(?:{verbs}|told(?: \w+){{1,3}}?)(?: (?:late |early )?on)? $")


def _is_rough_day(dated: DateMention) -> bool:
    return dated.precision == WEEK and any(map(str.isdigit, dated.text))
