"""Sentences: in each passage "|" marks where one must end and the next begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.sentences import MAX_CHARACTERS, split
from pipeline.tables import DOCUMENTS, SENTENCES, to_table
from tests.growth import TIMES, grows_linearly


def rows(text: str, body_start: int = 0) -> list[dict[str, object]]:
    return split(to_table([{"doc_id": "d", "text": text, "body_start": body_start}], DOCUMENTS)).to_pylist()


def texts(text: str) -> list[object]:
    return [row["text"] for row in rows(text)]


PASSAGES = """\
Ukrainian forces shelled the town on Tuesday.| The U.S. said on Monday that it would send aid.
The talks were hosted by the U.N.| The envoy left afterwards.
He lives in the U.S.| It is a large country.
Gen. Mark Naird met Sen. John Doe on Jan. 3.| Lt. Col. Ann Smith was wounded.
Maj.-Gen. Hall and Brig. Gen. B. Lee met U.S. Under Secretary Doe.| Then J. A. Smith left.
Dr. Okafor and Mr. Bello arrived in St. Louis.| They met George W. Bush there.
Washington D.C. police arrested ten people.
The meeting began at 9 a.m. on Friday.| It ended at 5 p.m.| Delegates then left.
They arrived at 9 a.m. Tuesday.| Nobody spoke.
Inflation rose 3.5 percent.| Prices fell 0.2 percent.| 12 firms closed.
"We will not surrender," he said.| "We will fight on."| The minister left.
"We will not surrender.| We will fight on," said the general.
“They came at night,” a witness said.| “There were many of them.| They had guns.”
The army denied it ... but the rebels insisted.
"I don't know..."| He paused.
The firm Acme Inc. said it would leave.| Globex Corp. shares fell.
Was it a coup?| The general said no!| Nobody believed him?!| Yes.
"Why did they shoot?" she asked.| "We were unarmed!" Omar Ali shouted.
The ceasefire holds, he said.|He added that monitors would come.
Resolution No. 1701 was adopted.| The No. 2 leader said no.| The rest agreed.
In the post-Sept. 11 world all was new.| On Sept. 5 the deal was signed.| It was the first since Jan.| Talks went on.
Visit www.State.gov or example.com for more.
Police (who arrived late. And tired.) did nothing.| (The text was not published.)
The group, i.e. the rebels, fled.| Some, e.g. Col. Diallo, stayed.
It fled.| al-Shabaab claimed the attack.
The minister said so.| EFE
The talks failed.| (Reporting by A. Smith)
The army shelled Izium.| 👨‍👩‍👧 Families fled the town.
""".splitlines()


@pytest.mark.parametrize("passage", PASSAGES)
def test_passages(passage: str) -> None:
    assert texts(passage.replace("|", "")) == [sentence.strip() for sentence in passage.split("|")]


def test_headline_paragraphs_and_offsets() -> None:
    text = "Troops shell town\nThe army\nsaid so. It left.\n\n   Talks fail\n\nHe said:\n“Never.”\n\n* * *\n\nEFE"
    found = rows(text)
    assert [(row["kind"], row["text"]) for row in found] == [
        ("headline", "Troops shell town"), ("body", "The army said so."), ("body", "It left."),
        ("headline", "Talks fail"), ("body", "He said:"), ("body", "“Never.”"), ("body", "EFE"),
    ]  # fmt: skip
    assert [row["sentence_id"] for row in found] == list(range(7))
    assert all(text[row["start"] : row["end"]].replace("\n", " ") == row["text"] for row in found)  # type: ignore[misc]


def test_two_headlines_stay_apart() -> None:
    assert texts("Iran warns envoys\nTalks go on") == ["Iran warns envoys", "Talks go on"]


def test_wrapped_lines_run_on() -> None:
    text = (
        "The spokesman of the Ministry of Defence said on Tuesday that the army\n"
        "had retaken the town after three days of fighting. It thanked Gen. Ali\n"
        "Hassan for his help, and the embassy of the neighbouring state, the U.S.\n"
        "ally, for its silence."
    )
    assert len(texts(text)) == 2


def test_in_a_wrapped_text_lines_run_on_before_capitals_too() -> None:
    text = (
        "TRIPOLI - Fighters loyal to the army shelled the\nRada militia near the port on Friday, two residents of the\n"
        "district said. Three of the shells fell into a school yard, and\nnobody was hurt.\n\n"
        "The militia, which holds the port, has called on the\nUnited Nations to send observers.\n\n"
        "Nothing was heard from the U.S.\nembassy, which had been evacuated before the fighting\nbegan.\n\n"
        "WHAT COMES NEXT\nMore talks."
    )
    assert [row["kind"] for row in rows(text)] == ["body"] * 4 + ["headline", "body"]


def test_bullets() -> None:
    text = "Terms:\n- The truce begins on Friday\n- Prisoners go free. Aid follows\n1. Talks resume\n2) Troops leave"
    assert texts(text)[1:] == [
        "The truce begins on Friday", "Prisoners go free.", "Aid follows", "Talks resume", "Troops leave"
    ]  # fmt: skip


def test_a_long_line_without_stop_is_no_headline() -> None:
    (row,) = rows("word " * 30)
    assert row["kind"] == "body"


def test_the_dateline_is_left_out() -> None:
    text = "KABUL (Reuters) - Gunmen fled. Police came."
    assert [row["start"] for row in rows(text, text.index("Gunmen"))] == [18, 31]


def test_endless_sentences_are_cut_between_words() -> None:
    text = "attack; " * 5_000
    found = rows(text)
    assert len(found) > 5
    assert all(len(str(row["text"])) <= MAX_CHARACTERS and str(row["text"]).endswith("attack;") for row in found)
    assert len(rows("x" * 20_000)) == 7


def test_no_documents_no_sentences() -> None:
    assert split(DOCUMENTS.empty_table()).schema == SENTENCES
    assert rows(" \n\n ") == []


@pytest.mark.parametrize("piece", ["A. ", "(. B", "- a\n", '."', "x.Ab ", "1. ", " ", "\n", "(", "He. "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert grows_linearly(rows, piece * 12_500, piece * 12_500 * TIMES)


@given(st.text(alphabet='Aab.!?"”()-\n 1', max_size=80))
def test_sentences_are_ordered_slices_that_lose_no_word(text: str) -> None:
    found = rows(text)
    ends = [0, *(row["end"] for row in found)]
    assert all(end <= row["start"] < row["end"] for end, row in zip(ends, found, strict=False))  # type: ignore[operator]
    kept = "".join(str(row["text"]) for row in found)
    assert sum(map(str.isalpha, kept)) == sum(map(str.isalpha, text))
