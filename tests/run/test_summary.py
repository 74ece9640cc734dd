"""The lines a run ends with."""

from pipeline.run.runner import Outcome
from pipeline.run.summary import plan_summary, summary


def lines(rejects: dict[str, dict[str, int]], rejected: int = 0) -> list[str]:
    counts = {"documents.read": 5, "documents.accepted": 5 - rejected, "documents.rejected": rejected, "events": 2}
    return summary(Outcome({"counts": counts, "rejects": rejects}, {"files": 1}, 1.0), "out").splitlines()


def test_what_ingest_refused_stands_beside_what_was_read() -> None:
    first, *rest = lines({"ingest": {"no text": 2}}, rejected=2)
    assert first == "documents   5 read = 3 accepted + 2 rejected (no text 2)"
    assert not any(line.startswith("not coded") for line in rest)


def test_what_a_later_stage_left_out_is_told() -> None:
    assert "not coded   3 at events (off topic 3)" in lines({"events": {"off topic": 3}})


def test_nothing_to_do() -> None:
    assert plan_summary(Outcome({}, {}, 0.0)).startswith("Nothing to do")
