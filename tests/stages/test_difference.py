"""Two codings of the same articles: what counts as the same event, and what became of the others."""

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.difference import INCIDENTS as UNIT
from pipeline.stages.difference import compare
from pipeline.tables import EVENTS, INCIDENTS, to_table


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


def test_what_is_coded_alike_is_the_same_whatever_its_id() -> None:
    found = compare(table(event("a")), table(event("b", source_start=4)))
    assert (found.same, found.changes) == (1, [])


def incident(incident_id: str, kind: str = "Attack", **more: Any) -> dict[str, Any]:
    row = {"incident_id": incident_id, "sub_event_type": kind, "actor1": "Rebels", "actor2": "Civilians (Kenya)"}
    told = {"doc_ids": ["d"], "event_ids": [], "notes": "Rebels shot a man.", "location": "Garissa", "salience": 1}
    return {**row, **told, **more}


def incidents(*rows: dict[str, Any]) -> pa.Table:
    return to_table(list(rows), INCIDENTS)


def test_incidents_without_a_change() -> None:
    found = compare(incidents(incident("a")), incidents(incident("a", notes="Told anew.")), UNIT)
    assert (found.same, found.changes) == (1, [])


def test_an_incident_of_another_type_is_recoded() -> None:
    (change,) = compare(incidents(incident("a")), incidents(incident("b", "Armed clash")), UNIT).changes
    assert (change.kind, change.codes(), change.fields()) == ("recoded", "Attack → Armed clash", ("sub_event_type",))
    assert change.dyad() == "Rebels → Civilians (Kenya)"


def test_an_incident_of_other_sides_at_another_place_is_recoded_by_its_events() -> None:
    before = incidents(incident("a", event_ids=["e1", "e2"]))
    after = incidents(incident("b", event_ids=["e2"], notes="More.", location="Lodwar", actor1="Police"))
    (change,) = compare(before, after, UNIT).changes
    assert change.fields() == ("actor1", "location")


def test_incidents_of_other_words_or_articles_are_lost_and_added() -> None:
    other = {"notes": "Teachers marched.", "location": "Lodwar"}
    for after in (incident("b", **other), incident("b", doc_ids=["x"])):
        found = compare(incidents(incident("a")), incidents(after), UNIT)
        assert found.counts() == {"lost": 1, "added": 1}


def test_of_several_incidents_of_an_article_the_likest_belong_together() -> None:
    before = incidents(incident("a", event_ids=["e1"]), incident("b", "Arrests", event_ids=["e2"], actor1="Police"))
    after = incidents(incident("x", "Other", event_ids=["e2"], actor1="Police"), incident("y", event_ids=["e1"]))
    (change,) = compare(before, after, UNIT).changes
    assert change.codes() == "Arrests → Other"


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
