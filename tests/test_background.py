"""Sentences that make up most of a political article, and tell of no deed between two of those they name.

A line of background.txt is one: geography, careers, polls, comparisons, plans and laws as they stand, half of them with
words that tell deeds elsewhere. They are read while rules are written.

`python -m tests.test_background` prints how many give an event.
"""

from pathlib import Path

from tests.stages.coding import code_all

LISTED = Path(__file__).parent / "golden" / "background.txt"
REACHED = 0.05  # of the sentences that give an event with a type and both sides coded


def shares() -> tuple[float, float]:
    """Of the sentences: which give an event with a type, and which one with both sides coded as well."""
    texts = LISTED.read_text(encoding="utf-8").splitlines()
    typed = [row for row in code_all(*texts)[0].to_pylist() if row["plover_type"]]
    two_sided = {row["doc_id"] for row in typed if row["source_code"] and row["target_code"]}
    return len({row["doc_id"] for row in typed}) / len(texts), len(two_sided) / len(texts)


def test_background_gives_hardly_an_event_between_two() -> None:
    assert shares()[1] <= REACHED


if __name__ == "__main__":
    print("with a type {:.3f}, with both sides as well {:.3f}".format(*shares()))
