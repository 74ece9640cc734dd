"""Counts of coded articles."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.measures import Length, Place, longest, measure, nothing
from pipeline.tables import DOCUMENTS, EVENTS, INCIDENTS, SENTENCES, to_table

DAY = dt.date(2026, 3, 2)
EVENT: dict[str, Any] = {
    "doc_id": "a",
    "sentence_id": 0,
    "event_date": DAY,
    "quad_class": 4,
    "plover_type": "ASSAULT",
    "source_text": "Russian forces",
    "source_code": "RUSMIL",
    "source_country": "RUS",
    "target_text": "Izium",
    "location": "Izyum",
    "location_country": "UKR",
    "latitude": 49.21,
    "longitude": 37.28,
}
TALKS = {"quad_class": 1, "plover_type": "CONSULT", "target_code": "IGOUNO", "latitude": None}


def tables(*events: Mapping[str, Any]) -> dict[str, pa.Table]:
    documents = [
        {"doc_id": name, "date": DAY, "source": outlet, "text": "x"} for name, outlet in (("a", "M"), ("b", None))
    ]
    sentences = [{"doc_id": "a", "sentence_id": number} for number in range(3)]
    return {
        "documents": to_table(documents, DOCUMENTS),
        "sentences": to_table(sentences, SENTENCES),
        "events": to_table([{**EVENT, **event} for event in events], EVENTS),
        "incidents": to_table([{"incident_id": "i"}], INCIDENTS),
    }


def test_what_is_counted() -> None:
    found = measure(tables({}, {}, {**TALKS, "sentence_id": 1}))
    assert found.sums == {
        "documents": 2, "sentences": 3, "sentences_coded": 2, "events": 3, "incidents": 1, "located": 2, "actors": 6,
        "actors_coded": 4, "quad_1": 1, "quad_2": 0, "quad_3": 0, "quad_4": 2,
    }  # fmt: skip
    assert (found.published, found.outlets) == ({DAY: 2}, {"M": 1})
    assert found.days == {(DAY, 4): 2, (DAY, 1): 1}
    assert found.types == {"ASSAULT": 2, "CONSULT": 1}
    assert found.dyads == {("RUS", "IGOUNO"): 1}
    assert found.places == {Place("Izyum", "UKR", 49.2, 37.3): 2}


@settings(deadline=None)
@given(st.lists(st.sampled_from([{}, TALKS, {"sentence_id": 2}]), max_size=8), st.randoms())
def test_the_order_of_rows_is_all_one(events: list[dict[str, Any]], random: Any) -> None:
    assert measure(tables(*random.sample(events, len(events)))) == measure(tables(*events))


def test_measures_add_up() -> None:
    total = nothing()
    total.add(measure(tables({})))
    total.add(measure(tables(TALKS)))
    both = measure(tables({}, TALKS))
    assert (total.types, total.days, total.places) == (both.types, both.days, both.places)
    assert total.sums["events"] == both.sums["events"] == 2
    assert total.sums["documents"] == 4


def test_the_longest_articles_and_their_share() -> None:
    texts = [("a", "Rain", "x" * 10), ("b", None, "x" * 60), ("c", "Snow", "x" * 30), ("d", "Sun", "")]
    documents = to_table([{"doc_id": i, "title": title, "text": text} for i, title, text in texts], DOCUMENTS)
    assert longest(documents) == [
        Length("b", "", 60, 0.6),
        Length("c", "Snow", 30, 0.3),
        Length("a", "Rain", 10, 0.1),
    ]
    assert longest(DOCUMENTS.empty_table()) == []
