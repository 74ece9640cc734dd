"""Seven hundred sentences of ordinary news give no events and no incidents, but for the few that are known to.

A line of ordinary_news.txt is a sentence, and after a tab what it wrongly gives: the rule of an event (`event:…`), the
row of the table of incidents (`incident:…`). Nobody reads ordinary_news_unseen.txt: its events are only counted.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.codebook.actions.coder import group_by_sentence
from pipeline.mentions import mentions_from_table
from pipeline.stages.events import code
from pipeline.stages.incident_reports import find_reports
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.stages.coding import code_all, codebook, documents, draft_events, gazetteer

LISTED = Path(__file__).parent / "golden" / "ordinary_news.txt"
UNSEEN = LISTED.with_name("ordinary_news_unseen.txt")
REACHED = 0.14  # of the unseen sentences that give an event
MOST = 7  # known events, and known incidents: one in a hundred


@pytest.fixture(scope="module")
def listed() -> dict[str, set[str]]:
    """The sentences, and what is known to come of each."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return {sentence: set(known.split()) for sentence, _, known in (line.partition("\t") for line in lines)}


@pytest.fixture(scope="module")
def found(listed: dict[str, set[str]]) -> dict[str, set[str]]:
    """The sentences, each an article of its own, and what comes of them."""
    table = documents(*listed)
    sentences = split(table)
    mentions = detect(table, sentences)
    groups = group_by_sentence(mentions_from_table(mentions))
    coded = code(table, sentences, mentions, codebook(), gazetteer())[0].to_pylist()
    of: dict[str, list[dict[str, object]]] = {}
    for row in sentences.to_pylist():
        of.setdefault(row["doc_id"], []).append(row)
    return {
        row["text"]: {
            *(f"event:{draft.coded.rule.id}" for draft in draft_events(row, of[row["doc_id"]], groups)),
            *(f"incident:{told}" for told in _incidents(row, of[row["doc_id"]], coded)),
        }
        for row in table.to_pylist()
    }


def _incidents(
    document: dict[str, object], sentences: list[dict[str, object]], coded: list[dict[str, object]]
) -> Iterator[str]:
    own = [event for event in coded if event["doc_id"] == document["doc_id"]]
    telling = find_reports(document, sentences, own, codebook(), gazetteer())
    yield from (report.incident.row for report in telling.reports) if telling else ()


def test_ordinary_news_is_quiet(listed: dict[str, set[str]], found: dict[str, set[str]]) -> None:
    """What is listed and comes no more is to be struck off the list."""
    assert {text: told for text, told in found.items() if told} == {text: told for text, told in listed.items() if told}


def test_there_are_seven_hundred_and_few_are_known(listed: dict[str, set[str]]) -> None:
    known = [told.partition(":")[0] for tolds in listed.values() for told in tolds]
    assert len(listed) >= 700
    assert max(known.count("event"), known.count("incident")) <= MOST


def test_few_unseen_sentences_give_an_event() -> None:
    sentences = UNSEEN.read_text(encoding="utf-8").splitlines()
    events = code_all(*sentences)[0]
    assert len(set(events.column("doc_id").to_pylist())) <= REACHED * len(sentences)
