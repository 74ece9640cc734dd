"""No event or incident is dated after its article's publication unless it is planned."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resolve.when import event_date, find_dates
from pipeline.stages.incidents import gather
from pipeline.stages.sentences import split
from pipeline.tables import EVENTS
from tests.stages.coding import code_all, codebook, documents, gazetteer

WHEN = [
    "on Monday", "next Friday", "tomorrow", "overnight", "last night", "next week", "this weekend", "in December",
    "in 2031", "on 29 February", "on 31 December", "by 9 September 2032", "the next day", "two days later",
    "in three weeks", "later this month", "next year", "late this year", "between 30 December and 2 January",
    "from 3 to 5 May", "since Tuesday", "on the eve of the January 4 vote", "that night", "a month later",
]  # fmt: skip
ATTACK = "Rebels attacked the town of Garissa {}."  # whose words alone are an incident
DEEDS = [
    ATTACK, "Thousands protested in Nairobi {}.", "Kenya and Somalia held talks {}.",
    "{} police arrested three activists in Mombasa.", "Gunmen who fled {} killed two farmers near Lodwar {}.",
]  # fmt: skip
told = st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(WHEN), st.sampled_from(WHEN)), min_size=1, max_size=4)
days = st.dates(date(1995, 1, 1), date(2030, 12, 31))


def article(sentences: list[tuple[str, str, str]]) -> str:
    told = (deed.format(*when) for deed, *when in sentences)
    return " ".join(text[0].upper() + text[1:] for text in told)


@given(told, days)
def test_deed_is_not_dated_after_publication(sentences: list[tuple[str, str, str]], published: date) -> None:
    text = article(sentences)
    for trigger in range(0, len(text), 7):
        assert event_date(find_dates(text, published), published, trigger)[0] <= published


@settings(max_examples=15, deadline=None)
@given(told, days)
def test_no_event_is_dated_after_publication_unless_planned(
    sentences: list[tuple[str, str, str]], published: date
) -> None:
    events, _ = code_all(article(sentences), day=published)
    assert events.num_rows
    assert all(row["event_date"] <= published or row["modality"] == "planned" for row in events.to_pylist())


@settings(max_examples=60, deadline=None)
@given(told, days)
def test_no_incident_is_dated_after_publication(sentences: list[tuple[str, str, str]], published: date) -> None:
    listed = documents(article(sentences), day=published)
    reports = gather(listed, split(listed), EVENTS.empty_table(), codebook(), gazetteer())
    assert reports.num_rows or {deed for deed, *_ in sentences} != {ATTACK}  # beside news an older deed is background
    assert all(report["event_date"] <= published for report in reports.to_pylist())
