"""Sentences in the manner of news, written before the rules were tried on them: is what they tell published as told?

A row of tests/golden/modality.jsonl or composition.jsonl names the `modality` of the event, the prefixes of its code
that are right (`codes`), and words of its actors; or the modality is `none`: nothing but statements may come out. The
codes of `unreal` would be wrong as asserted; where it is missing, every deed is. A row that is known to come out wrong
says under `miss` why.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook.actions.coder import group_by_sentence
from pipeline.mentions import mentions_from_table
from pipeline.stages.drafts import Draft, draft_deeds, modality, rank
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.stages.coding import codebook, documents

Row = Mapping[str, Any]
GOLDEN = Path(__file__).parent / "golden"
STATEMENT = "01"
SPOKEN = ("02", "10", "11", "12")  # appeals, demands, accusations, refusals: whoever utters them has done so
AT_LEAST = 0.95


@cache
def coded(name: str) -> Sequence[tuple[Row, Sequence[Row]]]:
    """The rows of a file, each with the events of its sentence."""
    rows = [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    listed = documents(*(row["text"] for row in rows))
    sentences = split(listed)
    groups = group_by_sentence(mentions_from_table(detect(listed, sentences)))
    of = {name: list(group) for name, group in groupby(sentences.to_pylist(), key=lambda sentence: sentence["doc_id"])}
    texts = listed.to_pylist()
    drafts = [sorted(draft_deeds(text, of[text["doc_id"]], groups, codebook()), key=rank) for text in texts]
    return [(row, [event(draft, row["text"]) for draft in found]) for row, found in zip(rows, drafts, strict=True)]


def event(draft: Draft, text: str) -> Row:
    """The columns that are judged. What topics leave out is judged too: how it is told is another matter."""
    sides = {"source_text": draft.source.arg, "target_text": draft.target.arg}
    words = {name: text[arg.start : arg.end] if arg else "" for name, arg in sides.items()}
    return {"cameo_code": draft.coded.code, "modality": modality(draft), **words}


def right(row: Row, events: Sequence[Row]) -> bool:
    """Whether a sentence's events are those that its row asks for."""
    if row["modality"] == "none":
        return not any(published(event, row) for event in events)
    fitting = [event for event in events if event["cameo_code"].startswith(tuple(row["codes"])) and actors(event, row)]
    if row["modality"] == "alleged" and not fitting:
        return any(accused(event, row) for event in events)
    return not asserted(row, events) and bool(fitting) and told(fitting[0], row)


def told(event: Row, row: Row) -> bool:
    """The asked modality; a rule for what is not done ("did not sign") may also tell the refusal as a fact."""
    refusal = row["modality"] == "negated" and event["cameo_code"].startswith("12")
    return event["modality"] in ({"negated", "asserted"} if refusal else {row["modality"]})


def accused(event: Row, row: Row) -> bool:
    """ "Kyiv says Russia stole …" may also come out as Kyiv's accusation."""
    return event["cameo_code"].startswith("112") and shares(event["target_text"], row["source"])


def actors(event: Row, row: Row) -> bool:
    """Whether the named actors stand on the two sides, either way round."""
    sides = (event["source_text"], event["target_text"])
    asked = (row.get("source", ""), row.get("target", ""))
    return any(all(map(shares, pair, asked)) for pair in (sides, sides[::-1]))


def shares(text: str, words: str) -> bool:
    """Whether one contains the other; nothing is asked of a side that no words name."""
    return not words or (bool(text) and (words in text or text in words))


def published(event: Row, row: Row) -> bool:
    """Whether an event is one that the row forbids."""
    return not event["cameo_code"].startswith(STATEMENT) and event["cameo_code"].startswith(
        tuple(row.get("unreal", [""]))
    )


def asserted(row: Row, events: Sequence[Row]) -> list[Row]:
    """Events that tell something unreal as a fact."""
    if row["modality"] == "asserted" and "unreal" not in row:
        return []
    facts = [event for event in events if event["modality"] == "asserted" and published(event, row)]
    return [event for event in facts if "unreal" in row or not event["cameo_code"].startswith(SPOKEN)]


@pytest.mark.parametrize("name", ["modality", "composition"])
def test_nearly_all_are_published_as_told(name: str) -> None:
    outcomes = [(row, right(row, events)) for row, events in coded(name)]
    assert [row["id"] for row, good in outcomes if not good and "miss" not in row] == []
    assert sum(good for _, good in outcomes) / len(outcomes) >= AT_LEAST


@pytest.mark.parametrize("name", ["modality", "composition"])
def test_nothing_unreal_is_published_as_a_fact(name: str) -> None:
    wrong = {row["id"]: row for row, events in coded(name) if asserted(row, events)}
    assert {id for id, row in wrong.items() if "miss" not in row} == set()


def test_every_way_of_telling_is_asked_for() -> None:
    told_as = [row["modality"] for row, _ in coded("modality")]
    assert len(told_as) >= 260
    assert min(map(told_as.count, ("asserted", "negated", "planned", "conditional", "alleged", "none"))) >= 15


def test_the_judge_sees_a_fault() -> None:
    row = {"modality": "planned", "codes": ["13"], "source": "Iran"}
    threat = {"cameo_code": "138", "modality": "planned", "source_text": "Iran", "target_text": "Israel"}
    attack = {**threat, "cameo_code": "190", "modality": "asserted"}
    assert right(row, [threat])
    assert not right(row, [threat, attack])
    assert not right(row, [{**threat, "modality": "asserted"}])
    assert not right({**row, "source": "Oman"}, [threat])
    assert not right({"modality": "none"}, [attack])
    assert right({"modality": "none", "unreal": ["18"]}, [attack])
