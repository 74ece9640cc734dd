"""The lines a run ends with."""

from pipeline.run.runner import Outcome
from pipeline.run.summary import plan_summary, summary


def lines(rejects: dict[str, dict[str, int]], rejected: int = 0, refused: int = 0) -> list[str]:
    counts = {"documents.read": 5, "documents.accepted": 5 - rejected, "documents.rejected": rejected, "events": 2}
    books = {"ingest": book(5, rejected), "sentences": book(5, 0), "events": book(5, refused)}
    manifest = {"counts": counts, "rejects": rejects, "books": books}
    return summary(Outcome(manifest, {"files": 1}, 1.0), "out").splitlines()


def book(given: int, refused: int) -> dict[str, int]:
    return {"given": given, "carried": given - refused, "refused": refused}


def test_what_ingest_refused_stands_beside_what_was_read() -> None:
    first, *rest = lines({"ingest": {"no text": 2}}, rejected=2)
    assert first == "documents   5 read = 3 accepted + 2 rejected (no text 2)"
    assert not any(line.startswith("at ") for line in rest)


def test_what_a_later_stage_refused_is_told() -> None:
    found = lines({"events": {"off topic": 3, "sentence off topic": 9}}, refused=3)
    assert [line for line in found if line.startswith("at ")] == [
        "at events   5 given = 2 carried on + 3 refused (off topic 3), and in part (sentence off topic 9)"
    ]


def test_nothing_to_do() -> None:
    assert plan_summary(Outcome({}, {}, 0.0)).startswith("Nothing to do")
