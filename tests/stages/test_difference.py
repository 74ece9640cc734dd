"""Two codings of the same articles: what counts as the same event, and what became of the others."""

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.difference import compare
from pipeline.tables import EVENTS, to_table


def event(event_id: str, trigger: int = 10, code: str = "190", **more: Any) -> dict[str, Any]:
    row = {"event_id": event_id, "doc_id": "d", "sentence_id": 0, "trigger_start": trigger, "cameo_code": code}
    return {**row, "source_code": "RUS", "target_code": "UKR", "source_start": 0, "target_start": 20, **more}


def table(*rows: dict[str, Any]) -> pa.Table:
    return to_table(list(rows), EVENTS)


def test_the_same_is_no_change() -> None:
    found = compare(table(event("a"), event("b", 40)), table(event("b", 40), event("a")))
    assert (found.same, found.changes) == (2, [])


def test_another_code_at_the_same_word_is_recoded() -> None:
    (change,) = compare(table(event("a")), table(event("b", code="194"))).changes
    assert (change.kind, change.codes(), change.fields()) == ("recoded", "190 → 194", ("cameo_code",))
    assert change.dyad() == "RUS → UKR"


def test_another_actor_shows_both_dyads() -> None:
    (change,) = compare(table(event("a")), table(event("b", source_code="RUSMIL"))).changes
    assert change.dyad() == "RUS → UKR ⇒ RUSMIL → UKR"
    assert change.codes() == "= 190"


def test_another_day_under_the_same_id_is_recoded() -> None:
    found = compare(table(event("a", location="Izyum")), table(event("a", location="Kharkiv")))
    assert (found.same, [change.fields() for change in found.changes]) == (0, [("location",)])


def test_other_words_are_lost_and_added() -> None:
    found = compare(table(event("a", 10)), table(event("b", 50, target_code=None)))
    assert [(one.kind, one.codes(), one.dyad()) for one in found.changes] == [
        ("lost", "- 190", "RUS → UKR"),
        ("added", "+ 190", "RUS → -"),
    ]
    assert found.counts() == {"lost": 1, "added": 1}


def test_of_several_events_at_a_word_those_of_the_same_actors_belong_together() -> None:
    before = table(event("a", target_start=20), event("b", target_start=30))
    after = table(event("x", target_start=30, code="193"), event("y", target_start=20, code="194"))
    pairs = {(one.before["event_id"], one.after["event_id"]) for one in compare(before, after).changes}  # type: ignore[index]
    assert pairs == {("a", "y"), ("b", "x")}


ROWS = st.lists(
    st.builds(event, st.sampled_from("abcdef"), st.integers(0, 3), st.sampled_from(["190", "193"])),
    unique_by=lambda row: row["event_id"],
)


@given(ROWS, ROWS)
def test_every_event_is_accounted_for_once(before: list[Any], after: list[Any]) -> None:
    found = compare(table(*before), table(*after))
    counts = found.counts()
    assert found.same + counts["lost"] + counts["recoded"] == len(before)
    assert found.same + counts["added"] + counts["recoded"] == len(after)
