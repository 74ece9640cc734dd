"""Whole articles: which incidents would a trained coder find in them?

A row of tests/golden/incident_articles.jsonl is an article in the manner of news, with the incidents that ACLED would
code from it alone; half of the articles tell of none, though violent words abound. They were written by somebody who
had not seen the program. incident_articles_unseen.jsonl holds as many that nothing was tuned to.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.stages.events import code
from pipeline.stages.incidents import gather
from pipeline.stages.ingest import Record, ingest
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.stages.coding import codebook, gazetteer

GOLDEN = Path(__file__).parent / "golden"
FIELDS = ("sub_event_type", "country", "event_date", "fatalities", "inter")
SEEN, UNSEEN = (0.93, 0.88), (0.60, 0.60)  # recall and precision asked of each file
Incident = Mapping[str, Any]


class Judged(NamedTuple):
    """An article's incidents as they should be and as they were found, those that agree side by side."""

    article: str
    matched: tuple[tuple[Incident, Incident], ...]
    missed: tuple[Incident, ...]
    false: tuple[Incident, ...]


def judge(article: str, gold: Sequence[Incident], found: Sequence[Incident]) -> Judged:
    """Each incident that is wanted takes the likeliest of those found that are of its kind."""
    left, matched, missed = list(found), [], []
    for wanted in gold:
        able = [one for one in left if kind(one) == kind(wanted)]
        if able:
            best = max(able, key=lambda one: sum(agree(wanted, one).values()))
            left.remove(best)
            matched.append((wanted, best))
        else:
            missed.append(wanted)
    return Judged(article, tuple(matched), tuple(missed), tuple(left))


def kind(incident: Incident) -> str:
    """The event type; strategic developments are each a kind of their own."""
    name: str = incident["sub_event_type"]
    event = codebook().incidents.types[name].event
    return name if event == "Strategic developments" else event


def agree(gold: Incident, found: Incident) -> dict[str, bool]:
    """Field by field."""
    return {
        "sub_event_type": gold["sub_event_type"] == found["sub_event_type"],
        "country": gold["country"] == found["country"],
        "event_date": gold["event_date"] == str(found["event_date"]),
        "fatalities": gold["fatalities"] == found["fatalities"],
        "inter": {gold["actor1"], gold["actor2"]} - {None} == {found.get("inter1"), found.get("inter2")} - {None},
    }


@cache
def judged(file: str) -> Sequence[Judged]:
    """All articles of a file."""
    rows = [json.loads(line) for line in (GOLDEN / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    documents, _ = ingest(Record("in.jsonl", number, row) for number, row in enumerate(rows, 1))
    sentences = split(documents)
    events, _ = code(documents, sentences, detect(documents, sentences), codebook(), gazetteer())
    found = gather(documents, sentences, events, codebook(), gazetteer()).to_pylist()
    return [judge(row["id"], row["incidents"], [one for one in found if row["id"] in one["doc_ids"]]) for row in rows]


def figures(articles: Sequence[Judged]) -> tuple[float, float]:
    """(recall, precision)."""
    right = sum(len(one.matched) for one in articles)
    wanted = right + sum(len(one.missed) for one in articles)
    return right / wanted, right / (right + sum(len(one.false) for one in articles))


def shares(articles: Sequence[Judged]) -> dict[str, float]:
    """Of the incidents found, the share that is right in each field."""
    told = [agree(*pair) for one in articles for pair in one.matched]
    return {name: sum(one[name] for one in told) / len(told) for name in FIELDS}


def faults(articles: Sequence[Judged]) -> Iterator[str]:
    for one in articles:
        yield from (f"MISSED {one.article} {wanted}" for wanted in one.missed)
        yield from (f"FALSE  {one.article} {found['sub_event_type']}: {found['notes'][:120]}" for found in one.false)


@pytest.mark.parametrize(("file", "asked"), [("incident_articles", SEEN), ("incident_articles_unseen", UNSEEN)])
def test_articles_tell_their_incidents(file: str, asked: tuple[float, float]) -> None:
    recall, precision = figures(judged(file))
    told = "\n".join(faults(judged(file))) if file == "incident_articles" else "a file that is not to be read"
    assert recall >= asked[0] and precision >= asked[1], f"{recall:.2f}, {precision:.2f}\n{told}"


@pytest.mark.parametrize("file", ["incident_articles", "incident_articles_unseen"])
def test_incidents_of_articles_are_dated_and_placed(file: str) -> None:
    right = shares(judged(file))
    assert right["country"] >= 0.9 and right["event_date"] >= 0.9, right


def test_the_judge_sees_faults() -> None:
    clash = {
        "sub_event_type": "Armed clash", "country": "Mali", "event_date": "2026-05-01", "fatalities": 3,
        "actor1": "State forces", "actor2": "Rebel group", "notes": "",
    }  # fmt: skip
    found = {**clash, "inter1": "Rebel group", "inter2": "State forces", "fatalities": 2}
    result = judge("a", [clash, {**clash, "sub_event_type": "Grenade"}], [found, {**found, "sub_event_type": "Attack"}])
    assert figures([result]) == (0.5, 0.5)
    assert shares([result]) == {
        "sub_event_type": 1.0, "country": 1.0, "event_date": 1.0, "fatalities": 0.0, "inter": 1.0,
    }  # fmt: skip
    assert len(list(faults([result]))) == 2


if __name__ == "__main__":
    for name in ("incident_articles", "incident_articles_unseen"):
        recall, precision = figures(judged(name))
        fields = "  ".join(f"{field} {share:.2f}" for field, share in shares(judged(name)).items())
        print(f"{name:<26}recall {recall:.2f}  precision {precision:.2f}  of found: {fields}")
    print("\n".join(faults(judged("incident_articles"))))
