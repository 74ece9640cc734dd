"""How surely copies of wire stories are told from updates, independent reports and templates: docs/quality.md."""

from typing import NamedTuple

import pytest

from pipeline.codebook.duplicates import FILE, Limits, read_copy_limits
from pipeline.codebook.load import default_codebooks
from pipeline.codebook.yamlio import load_yaml
from pipeline.stages.duplicates import find_copies
from pipeline.stages.signatures import sign
from pipeline.tables import DOCUMENTS, to_table
from tests.wire_copy import Article, articles


class Found(NamedTuple):
    """Of the links found those that are right, of the copies those that are found."""

    precision: float
    recall: float


def limits() -> Limits:
    return read_copy_limits(load_yaml(default_codebooks() / FILE), FILE, [])


def measure(half: list[Article]) -> Found:
    rows = [{"doc_id": one.doc_id, "date": one.date, "text": one.text, "body_start": 0} for one in half]
    links = find_copies(sign(to_table(rows, DOCUMENTS)), limits()).to_pylist()
    wanted = {one.doc_id: one.copies for one in half if one.copies}
    right = sum(wanted.get(link["doc_id"]) == link["lead_doc_id"] for link in links)
    return Found(right / len(links), right / len(wanted))


@pytest.mark.parametrize("half", [0, 1])
def test_copies_are_found_and_nothing_else(half: int) -> None:
    found = measure(articles(half))
    assert found.precision == 1
    assert found.recall >= 0.95


def test_the_set_holds_copies_of_many_kinds_and_hard_negatives() -> None:
    both = [*articles(0), *articles(1)]
    copies = [one for one in both if one.copies]
    kinds = {one.doc_id.partition(": ")[2] for one in copies}
    stories = {one.copies for one in copies}
    assert (len(stories), len(copies), len(kinds), len(both) - len(copies) - len(stories)) == (30, 120, 8, 80)


if __name__ == "__main__":
    for half in (0, 1):
        print(half, measure(articles(half)))
