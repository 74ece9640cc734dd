"""Who acts on whom in an incident, as the event that the same words told has it."""

from datetime import date

import pytest

from pipeline.codebook.incidents.classify import Incident, Trigger, classify
from tests.stages.coding import codebook

TEXT = "Armed gang members stormed the village of Kolo before dawn, killing nine people and torching homes."


def told(events: list[Trigger]) -> Incident:
    book = codebook()
    found = classify([TEXT], book.incidents, book.actors, date(2026, 5, 20), "HTI", [events])
    assert found is not None
    return found


def trigger(word: str, source: str | None, target: str | None) -> Trigger:
    spans = [None if one is None else (TEXT.index(one), TEXT.index(one) + len(one)) for one in (word, source, target)]
    assert spans[0] is not None
    return Trigger(*spans[0], "1823", *spans[1:])


def test_the_source_of_the_event_is_the_doer() -> None:
    events = [trigger(word, "Armed gang members", None) for word in ("stormed", "killing", "torching")]
    assert told(events).inter1 == "Political militia"


@pytest.mark.parametrize("source", [None, "before dawn"])
def test_an_event_of_nobody_changes_nothing(source: str | None) -> None:
    words = ("stormed", "killing", "torching")
    assert told([trigger(word, source, None) for word in words]) == told([])
