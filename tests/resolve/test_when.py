from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.when import DateMention, event_date, find_dates

THURSDAY = date(2022, 8, 4)


def read(text: str, published: date = THURSDAY) -> list[tuple[str, int]]:
    return [(str(mention.day), mention.precision) for mention in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops left on 2 August 2022.", "2022-08-02"),
        ("Troops left on Aug 2.", "2022-08-02"),
        ("Troops left on Aug. 2, 2021, again.", "2021-08-02"),
        ("Troops left on August 2nd.", "2022-08-02"),
        ("Troops left on the 2nd of August.", "2022-08-02"),
        ("Troops left on Tuesday, 2 August.", "2022-08-02"),
        ("Recorded 2022-08-02T10:00:00Z.", "2022-08-02"),
        ("Recorded 22/07/2022.", "2022-07-22"),
        ("Recorded 07/22/2022.", "2022-07-22"),
        ("Recorded 07/07/2022.", "2022-07-07"),
        ("On 15 May, troops left.", "2022-05-15"),
        ("On 31 March the march began.", "2022-03-31"),
        ("In Feb. 3, 2017 talks failed.", "2017-02-03"),
        ("TROOPS LEFT ON 2 AUGUST", "2022-08-02"),
    ],
)
def test_calendar_days(text: str, day: str) -> None:
    assert read(text) == [(day, 1)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday", "2022-08-02"),
        ("Monday night", "2022-08-01"),
        ("early Sunday", "2022-07-31"),
        ("Thursday", "2022-08-04"),
        ("last Thursday", "2022-07-28"),
        ("last Friday", "2022-07-29"),
        ("next Monday", "2022-08-08"),
        ("yesterday", "2022-08-03"),
        ("today", "2022-08-04"),
        ("tonight", "2022-08-04"),
        ("overnight", "2022-08-04"),
        ("this morning", "2022-08-04"),
        ("last night", "2022-08-03"),
        ("the day before yesterday", "2022-08-02"),
        ("tomorrow", "2022-08-05"),
        ("three days ago", "2022-08-01"),
        ("in the past 24 hours", "2022-08-03"),
        ("on the eve of 5 May", "2022-05-04"),
    ],
)
def test_days_relative_to_publication(text: str, day: str) -> None:
    assert read(text) == [(day, 1)]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("last week", "2022-07-28", 2),
        ("earlier this week", "2022-08-02", 2),
        ("two weeks ago", "2022-07-21", 2),
        ("several days ago", "2022-08-01", 2),
        ("at the weekend", "2022-07-30", 2),
        ("last weekend", "2022-07-30", 2),
        ("Around 9 April 2022", "2022-04-09", 2),
        ("a month ago", "2022-07-04", 3),
        ("last month", "2022-07-16", 3),
        ("earlier this month", "2022-08-02", 3),
        ("in July", "2022-07-16", 3),
        ("in July 2021", "2021-07-16", 3),
        ("in early June", "2022-06-01", 3),
        ("at the end of June", "2022-06-30", 3),
        ("in December", "2021-12-16", 3),
        ("in 2019", "2019-07-02", 3),
        ("during the month of April", "2022-04-15", 3),
        ("in the 1970s", "1974-12-31", 3),
        ("since the late 1980s", "1989-12-31", 3),
    ],
)
def test_periods_take_their_middle(text: str, day: str, precision: int) -> None:
    assert read(text) == [(day, precision)]


@pytest.mark.parametrize(
    "text", ["between 3 and 5 May", "from 3 to 5 May", "3-5 May", "May 3-5, 2022", "3 May to 5 May"]
)
def test_ranges_give_both_ends(text: str) -> None:
    (mention,) = find_dates(text, THURSDAY)
    assert (mention.day, mention.last, mention.precision) == (date(2022, 5, 3), date(2022, 5, 5), 2)


def test_range_over_new_year() -> None:
    (mention,) = find_dates("30 December - 2 January", THURSDAY)
    assert (mention.day, mention.last) == (date(2021, 12, 30), date(2022, 1, 2))


def test_since_lasts_until_publication() -> None:
    (mention,) = find_dates("Shelling has gone on since Monday.", THURSDAY)
    assert (mention.day, mention.last) == (date(2022, 8, 1), THURSDAY)


@pytest.mark.parametrize(
    "text",
    [
        "They may march 3 times.",
        "May 5,000 people come?",
        "Theresa May said so.",
        "The Sunday Times reported it.",
        "Shops opened on Black Friday.",
        "They meet on Sundays.",
        "The 14 February Coalition called a rally.",
        "Recorded 02/08/2022.",
        "Recorded 31 June.",
        "Fighting hit 2000 villages.",
        "A reading of 3.5 May",
        "The mayor of Marchand spoke.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, THURSDAY) == []


def test_anaphors_count_from_the_day_before_them() -> None:
    text = "He died on Monday after he was shot the day before. Others fell the previous day."
    assert [str(m.day) for m in find_dates(text, THURSDAY)] == ["2022-08-01", "2022-07-31", "2022-07-30"]
    assert find_dates("the previous day", THURSDAY, anchor=date(2022, 5, 2))[0].day == date(2022, 5, 1)


def test_offsets_point_at_the_words() -> None:
    text = "Clashes on Tuesday followed a raid on 30 July."
    assert [text[m.start : m.end] for m in find_dates(text, THURSDAY)] == ["Tuesday", "30 July"]


def test_event_date_takes_the_nearest_mention() -> None:
    text = "Rebels who attacked on Monday retreated on Wednesday."
    mentions = find_dates(text, THURSDAY)
    assert event_date(mentions, THURSDAY, text.index("attacked"))[0] == date(2022, 8, 1)
    assert event_date(mentions, THURSDAY, text.index("retreated"))[0] == date(2022, 8, 3)
    assert event_date(mentions, THURSDAY)[0] == date(2022, 8, 1)


def test_event_date_without_mention_is_publication() -> None:
    assert event_date([], THURSDAY) == (THURSDAY, 1, None)


def test_only_planned_events_lie_ahead() -> None:
    mentions = find_dates("The talks open on 9 September 2022.", THURSDAY)
    assert event_date(mentions, THURSDAY) == (THURSDAY, 1, None)
    assert event_date(mentions, THURSDAY, planned=True)[0] == date(2022, 9, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will meet on Monday.", "2022-08-08"),
        ("They will meet on August 9.", "2022-08-09"),
        ("meet on 3 May", "2023-05-03"),
    ],
)
def test_planned_events_read_dates_forward(text: str, day: str) -> None:
    assert str(event_date(find_dates(text, THURSDAY), THURSDAY, planned=True)[0]) == day


def test_29_february_finds_its_leap_year() -> None:
    assert read("on 29 February", date(2023, 3, 1)) == [("2020-02-29", 1)]


@given(
    st.text(alphabet="0123456789 -/.,MayJunTuesdaylstwkog()", max_size=80),
    st.dates(date(1900, 1, 10), date(2100, 1, 1)),
)
def test_any_text_is_read_without_error(text: str, published: date) -> None:
    for mention in find_dates(text, published):
        assert isinstance(mention, DateMention)
        assert text[mention.start : mention.end] == mention.text
        assert mention.precision in {1, 2, 3}
