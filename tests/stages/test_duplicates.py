"""Which articles copy which. The measured test set is in tests/test_wire_copy.py."""

from datetime import date, timedelta

import pytest

from pipeline.codebook.duplicates import Limits
from pipeline.stages.duplicates import CROWDED, find_copies
from pipeline.stages.signatures import sign
from pipeline.tables import DOCUMENTS, DUPLICATES, to_table

DAY = date(2026, 3, 2)
STORY = (
    "Gunmen on motorcycles attacked a weekly cattle market near the border town of Banki on Monday, killing 14 traders "
    "and setting fire to dozens of stalls, a local chief said. "
    "The raid began shortly after noon when buyers from both sides of the frontier had gathered. "
    "Abba Kaka, who leads a vigilante group in the district, said the attackers drove off about 300 animals. "
    "Soldiers from a nearby base arrived two hours later and chased the raiders into the hills. "
    "No group has said it carried out the attack, but officials blamed fighters of the insurgency that has troubled "
    "the lake basin for more than a decade. "
    "The governor ordered all markets in the area to close until further notice and promised help to the families."
)
SENTENCES = STORY.split(". ")


def documents(*texts, days=None):
    rows = [
        {"doc_id": f"d{at}", "date": DAY + timedelta(days=(days or {}).get(at, 0)), "text": text, "body_start": 0}
        for at, text in enumerate(texts)
    ]
    return to_table(rows, DOCUMENTS)


def links(*texts, **options):
    table = find_copies(sign(documents(*texts, **options)), Limits())
    assert table.schema == DUPLICATES
    return {row["doc_id"]: row["lead_doc_id"] for row in table.to_pylist()}


@pytest.mark.parametrize(
    "copy",
    [
        STORY.upper(),
        ". ".join(SENTENCES[:2]) + ".",
        ". ".join([*SENTENCES[3:], *SENTENCES[:3]]),
        f"(Wire) {STORY} The market in our own county was not affected, the sheriff told this newspaper on Tuesday.",
        STORY.replace("attacked", "raided").replace("killing", "leaving dead").replace("said", "stated"),
        STORY.replace("14", "fourteen"),
    ],
    ids=["capitals", "cut", "rearranged", "added to", "reworded", "spelt"],
)
def test_copies_are_found(copy):
    assert links(STORY, copy) == {"d1": "d0"}


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("14 traders", "19 traders"),
        STORY.replace("Banki", "Kolofata").replace("Abba Kaka", "Oumar Sali").replace("Monday", "Sunday"),
        "Fourteen people died when men on motorcycles opened fire at a market close to Banki on Monday. Witnesses "
        "spoke of panic as stalls burned. The army sent troops. The state's governor shut the region's markets.",
    ],
    ids=["another toll", "another place", "told independently"],
)
def test_updates_templates_and_independent_reports_are_no_copies(other):
    assert links(STORY, other) == {}


def test_copies_after_the_window_are_none():
    assert links(STORY, STORY, days={1: 3}) == {"d1": "d0"}
    assert links(STORY, STORY, days={1: 4}) == {}


def test_the_earliest_leads_whatever_its_id():
    assert links(STORY, STORY, STORY, days={0: 1, 1: 1}) == {"d0": "d2", "d1": "d2"}


def test_links_never_run_on():
    table = find_copies(sign(documents(STORY, STORY, STORY, days={1: 3, 2: 6})), Limits())
    assert [(row["doc_id"], row["lead_doc_id"]) for row in table.to_pylist()] == [("d1", "d0")]


def test_texts_too_short_to_tell_are_no_copies():
    assert links("The army shelled the town on Monday.", "The army shelled the town on Monday.") == {}


def test_no_articles_no_links():
    assert links() == {}


def test_rows_do_not_depend_on_order():
    texts = [STORY, "Another matter altogether. " * 9, *(". ".join(SENTENCES[at:]) for at in range(3))]
    table = sign(documents(*texts, days={0: 1}))
    mixed = table.take([3, 1, 4, 0, 2])
    assert find_copies(mixed, Limits()).equals(find_copies(table, Limits()))


def test_a_crowd_of_copies_has_one_lead():
    assert set(links(*[STORY] * (2 * CROWDED)).values()) == {"d0"}
