import datetime as dt
from typing import Any

import pytest

from pipeline.stages.files import Unusable
from pipeline.stages.repeats import Seen, text_digest

DAY = dt.date(2024, 5, 2)


def article(doc_id: str, text: str, path: str = "a.jsonl", **more: Any) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "text": text,
        "path": path,
        "date": DAY,
        "title": None,
        "source": None,
        "url": None,
        **more,
    }


def read(seen: Seen, *articles: dict[str, Any]) -> list[str]:
    """What becomes of articles that are read at once: "new", or the reason why they are refused."""
    seen.met.clear()
    return [_taken(seen, one) for one in articles]


def _taken(seen: Seen, one: dict[str, Any]) -> str:
    try:
        seen.take(one)
    except Unusable as why:
        return why.reason
    return "new"


@pytest.mark.parametrize(
    "change", [{"text": "two"}, {"title": "T"}, {"source": "S"}, {"url": "u"}, {"date": DAY + dt.timedelta(1)}]
)
def test_another_version_of_a_known_article_is_news(change: dict[str, Any]) -> None:
    seen = Seen()
    assert read(seen, article("d", "one")) == ["new"]
    assert read(seen, {**article("d", "one"), **change}) == ["new"]
    assert read(seen, {**article("d", "one"), **change}) == ["exact duplicate"]


def test_white_space_is_no_correction() -> None:
    seen = Seen()
    assert read(seen, article("d", "one two"), article("d", "one  two\n", "b.jsonl")) == ["new", "exact duplicate"]


def test_text_of_another_article_is_a_duplicate_until_that_is_corrected() -> None:
    seen = Seen()
    assert read(seen, article("d", "one"), article("e", "one")) == ["new", "exact duplicate"]
    assert read(seen, article("d", "two", "b.jsonl"), article("e", "one", "b.jsonl")) == ["new", "new"]


def test_within_a_file_the_first_record_of_an_id_stands() -> None:
    seen = Seen()
    for _ in range(3):
        first, second = read(seen, article("d", "one"), article("d", "two"))
        assert second == "duplicate id"
    assert first == "exact duplicate"
    assert seen.by_id["d"].text == text_digest("one")


def test_later_file_corrects_an_earlier_one_for_good() -> None:
    seen = Seen()
    old, new = article("d", "one", "a.jsonl"), article("d", "two", "b.jsonl")
    assert read(seen, old, new) == ["new", "new"]
    assert read(seen, old) == ["exact duplicate"]  # the old file has grown, and is read again
    assert read(seen, article("d", "three", "a.jsonl")) == ["new"]
    assert read(seen, new) == ["exact duplicate"]


def test_article_is_corrected_back_in_its_own_file() -> None:
    seen = Seen()
    assert [read(seen, article("d", text)) for text in ("one", "two", "one")] == [["new"]] * 3


def test_withdrawn_article_is_not_taken_in() -> None:
    seen = Seen(retracted={"d"})
    assert read(seen, article("d", "one"), article("e", "one")) == ["retracted", "new"]


def test_child_keeps_its_additions_to_itself() -> None:
    seen = Seen()
    child = seen.child()
    assert read(child, article("d", "one")) == ["new"]
    assert read(seen, article("d", "one")) == ["new"]
