"""What an article remembers rather than tells: deeds of long ago, what is commemorated."""

import re
from datetime import date, timedelta

from pipeline.resolve.dateperiods import WEEK
from pipeline.stages.report_days import Days

OLD = timedelta(days=14)  # deeds before are background
_OLD_MONTH = timedelta(days=45)  # likewise where but a month or a year is named, which counts from its middle
_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.]?\d)")
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_NAMES = re.compile(r"(?: [\w-]+){0,3} ")  # what stands between a day and the deed that is called after it
_MEMORY = re.compile(
    r"\b(?:memor(?:y|ies) of|reminiscent of|anniversary|years? (?:after|since|before|ago|earlier)"
    r"|months (?:ago|earlier)|one of the (?:worst|deadliest|bloodiest|biggest)|history of|the previous year"
    r"|in recent (?:months|years))\b",
    re.IGNORECASE,
)


class Background:
    """Tells news from background in one document."""

    def __init__(self, published: date, days: Days) -> None:
        self.published, self.days = published, days

    def is_past(self, text: str) -> bool:
        """Whether all that a sentence dates lies long before publication."""
        dates = self.days.named(text)
        return bool(dates) and all(dated.day < self.published - OLD for dated in dates)

    def is_old(self, text: str, near: int) -> bool:
        """Whether the deed at an offset lies long before publication, or is dated to no day or week."""
        when = self.days.when(text, near)
        return when is not None and (when[1] > WEEK or when[0] < self.published - OLD)

    def is_by_name(self, text: str, near: int) -> bool:
        """Whether the deed at an offset is called after a day long before publication: "the 7 June bombings"."""
        return any(
            dated.day < self.published - OLD
            and _THE.search(text[: dated.start]) is not None
            and _NAMES.fullmatch(text, dated.end, near) is not None
            for dated in self.days.named(text)
            if dated.end <= near
        )

    def is_remembered(self, text: str, near: int) -> bool:
        """Whether a sentence of an article dates the deed at an offset to long ago, or commemorates it."""
        dates = self.days.of_deed(text, near)
        if dates:
            nearest = min(dates, key=lambda dated: max(dated.start - near, near - dated.end))
            return nearest.day < self.published - (OLD if nearest.precision <= WEEK else _OLD_MONTH)
        return any(int(year[0]) < self.published.year for year in _YEAR.finditer(text)) or bool(_MEMORY.search(text))
