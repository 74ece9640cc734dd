"""What an article remembers rather than tells: deeds of long ago, deaths added up over months, what is commemorated."""

import re
from datetime import date, timedelta

from pipeline.english import WEEKDAYS
from pipeline.resolve.dateperiods import WEEK
from pipeline.resolve.tolls import find_tolls
from pipeline.stages.report_days import OLD, Days
from pipeline.textwords import TextWords

_OLD_MONTH = timedelta(days=45)  # likewise where but a month or a year is named, which counts from its middle
_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.]?\d)")
_NO_DAYS = rf"(?:{'|'.join(WEEKDAYS)}|yesterday|dawn|midnight|morning|overnight|then)\b"
_SUM = re.compile(
    rf"\bsince (?!(?:early |late |last )?{_NO_DAYS})"
    r"|\b(?:in|during|over|throughout) (?:the|its|their|his|a) (?:\S+ ){0,3}?(?:war|conflict|insurgency|rebellion)\b"
    r"|\b(?:in|over|during) the (?:last|past) (?:\S+ )?(?:months|years|decades?)\b"
    r"|\bso far this year\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(?:first|worst|most|(?:deadl|blood|heav)iest|(?:bigg|larg|great)est)\b", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_NAMES = re.compile(r"(?: [\w-]+){0,3} ")  # what stands between a day and the deed that is called after it
_MEMORY = re.compile(
    r"\b(?:memor(?:y|ies) of|reminiscent of|anniversary|years? (?:after|since|before|ago|earlier)"
    r"|months (?:ago|earlier)|one of the (?:worst|deadliest|bloodiest|biggest)|history of|the previous year"
    r"|in recent (?:months|years)|in the past"
    r"|(?:from|during|after) the (?:\S+ ){0,2}(?:war|conflict|genocide|dictatorship))\b"
    r"|\b(?:has|have|had) (?:\S+ ){1,8}before[.;]",
    re.IGNORECASE,
)


class Background:
    """Tells news from background in one document."""

    def __init__(self, published: date, days: Days, words: TextWords) -> None:
        self.published, self.days, self.words = published, days, words

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
        """Whether a sentence of an article dates the deed at an offset to long ago, adds deeds up, or commemorates."""
        dates = self.days.of_deed(text, near)
        if dates:
            nearest = min(dates, key=lambda dated: max(dated.start - near, near - dated.end))
            old = nearest.day < self.published - (OLD if nearest.precision <= WEEK else _OLD_MONTH)
        else:
            old = any(int(year[0]) < self.published.year for year in _YEAR.finditer(text)) or bool(_MEMORY.search(text))
        return old or _adds_up(text, self.words)


def _adds_up(text: str, words: TextWords) -> bool:
    """Whether a sentence counts the victims of months; "the deadliest attack since May" counts those of one deed."""
    over = _SUM.search(text)
    return over is not None and not _RECORD.search(text[: over.start()]) and bool(find_tolls(text, words))
