from datetime import date

import pytest

from pipeline.resolve.dateperiods import DAY
from pipeline.stages import report_days
from pipeline.stages.report_days import Days
from tests.default_words import TEXT_WORDS

MONDAY = date(2022, 8, 1)


def test_a_sentence_is_searched_for_dates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text, read, find = "On Monday the army shelled the town, police said on Tuesday.", [], report_days.find_dates

    def counted(text: str, *options: object) -> object:
        read.append(text)
        return find(text, *options)

    monkeypatch.setattr(report_days, "find_dates", counted)
    days = Days(date(2022, 8, 3), [text], TEXT_WORDS)
    assert days.when(text, 0) == days.when(text, 20, brackets=False) == (MONDAY, DAY)
    assert len(days.named(text)) == 2
    assert read == [text]
