"""Agreement of coded and labelled events, on rows made by hand and figures worked out by hand."""

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.stages.gold import Gold
from pipeline.stages.scoring import Labelled, Tally, in_order, pairs_found, score

A, B, C = (0, 4), (10, 14), (20, 24)
Span = tuple[int, int]


def gold(label: str | None, source: Span | None = None, target: Span | None = None) -> Gold:
    labels = {"cameo_code": label} if label else {}
    return Gold(labels, *(() if side is None else (side,) for side in (source, target)))


def event(code: str | None, source: Span | None = None, target: Span | None = None, trigger: int = 5) -> dict[str, Any]:
    (s, e), (t, f) = source or (None, None), target or (None, None)
    spans = {"source_start": s, "source_end": e, "target_start": t, "target_end": f, "trigger_start": trigger}
    return {"cameo_code": code, **spans}


def scored(*texts: Labelled) -> Any:
    return score("cameo_code", texts)


def test_codes_are_sets_of_each_text() -> None:
    found = scored(
        ([gold("19"), gold("19")], [event("19", trigger=1), event("19", trigger=2)]),
        ([gold("04"), gold("17")], [event("04"), event("08")]),
        ([gold(None)], [event("08")]),
    )
    assert found.codes == {"04": (1, 1, 1), "08": (0, 2, 0), "17": (1, 0, 0), "19": (1, 1, 1)}
    assert found.micro == (3, 4, 2)
    shares = (found.micro.precision, found.micro.recall, found.micro.f1)
    assert shares == pytest.approx((1 / 2, 2 / 3, 4 / 7))
    assert found.macro == pytest.approx((2 / 3, 2 / 3, 2 / 3))  # over 04, 17 and 19


@pytest.mark.parametrize(
    ("label", "code", "right"), [("19", "193", True), ("193", "193", True), ("190", "193", False), ("193", "19", False)]
)
def test_a_code_is_compared_at_the_depth_of_the_label(label: str, code: str, right: bool) -> None:
    assert scored(([gold(label)], [event(code)])).micro.right == right


def test_a_code_is_named_by_the_labels_of_its_text_before_those_of_others() -> None:
    found = scored(([gold("19")], [event("193")]), ([gold("193")], [event("193")]), ([], [event("194"), event("060")]))
    assert found.codes == {"060": (0, 1, 0), "19": (1, 2, 1), "193": (1, 1, 1)}


def test_a_text_with_labels_at_other_levels_is_not_asked_about_this_one() -> None:
    elsewhere = Gold({"quad_class": "4"}, (), ())
    found = scored(([elsewhere], [event("19")]), ([gold("04"), elsewhere], [event("04")]))
    assert found.codes == {"04": (1, 1, 1)}
    assert found.events == (1, 1, 1)


def test_events_without_a_label_at_this_level_do_not_count() -> None:
    assert scored(([gold("19")], [event("19"), event(None, trigger=9)])).micro == (1, 1, 1)


@pytest.mark.parametrize(
    ("golds", "events", "right"),
    [
        ([gold("19", A, B)], [event("19", A, B)], 1),
        ([gold("19", A, B)], [event("19", (2, 8), (13, 19))], 1),  # an overlap is enough
        ([gold("19", A, B)], [event("19", (4, 8), B)], 0),  # touching is none
        ([gold("19", A, B)], [event("19", B, A)], 0),  # the other direction is another event
        ([gold("19", A, B)], [event("19", B, A), event("19", A, B)], 1),  # but for a reciprocal one
        ([gold("19", A, B)], [event("19", A)], 0),
        ([gold("19", A)], [event("19", A, B)], 1),  # what is not given is not asked
        ([gold("19")], [event("19", A, B)], 1),
        ([gold("19", A, B)], [event("04", A, B)], 0),
        ([gold("19", A, B), gold("19", A, B)], [event("19", A, B)], 1),  # one to one
        ([gold("19"), gold("19", A, B)], [event("19", A, B), event("19", A, C)], 2),  # as many as can be paired
    ],
)
def test_events_are_paired_one_to_one(golds: Sequence[Gold], events: Sequence[Any], right: int) -> None:
    assert scored((golds, events)).events.right == right


def test_the_two_directions_of_a_reciprocal_event_are_one() -> None:
    assert scored(([gold("04", A, B)], [event("04", A, B), event("04", B, A)])).events == (1, 1, 1)
    assert scored(([], [event("04", A, B), event("04", B, A, trigger=9)])).events == (0, 2, 0)


def test_confusions() -> None:
    found = scored(
        ([gold("19", A, C)], [event("04", A, B), event("08", A, C)]),  # what stands between the actors goes first
        ([gold("19"), gold("17"), gold("17")], [event("04")]),  # then the leading event, once
        ([gold("19")], [event("19"), event("04")]),
    )
    assert found.confused == {("19", "08"): 1, ("19", "04"): 1, ("17", None): 1, (None, "04"): 2}


def test_pairs_are_found_whatever_the_code() -> None:
    texts = [
        ([gold("19", A, B), gold("19", A, C)], [event("04", B, A)]),
        ([gold("19", A)], []),
        ([gold("19", A, B)], []),
    ]
    assert pairs_found(texts) == (1, 3)


def test_nothing_to_count() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)
    assert (scored().micro, scored().macro) == (Tally(), (0.0, 0.0, 0.0))


def test_the_leading_event_comes_first_and_negated_ones_last() -> None:
    base = {"sentence_id": 0, "trigger_start": 0, "modality": "asserted"}
    rows = [
        {**base, "doc_id": "a", "salience": 1, "modality": "negated"},
        {**base, "doc_id": "a", "salience": 3},
        {**base, "doc_id": "a", "salience": 2},
    ]
    assert [row["salience"] for row in in_order(rows)["a"]] == [2, 3, 1]
