"""Detection: sentences to the mentions table and back."""

from pipeline.mentions import mentions_from_table, mentions_to_table
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from pipeline.tables import MENTIONS
from tests.stages.coding import documents

TEXTS = ("Iran attacked Iraq. Kyiv said Moscow broke off talks.", "", "Rain fell.")


def test_mentions_of_all_documents_in_order() -> None:
    listed = documents(*TEXTS)
    table = detect(listed, split(listed))
    assert table.schema == MENTIONS
    rows = table.to_pylist()
    assert {row["doc_id"] for row in rows} == {"d0", "d2"}
    keys = [(row["doc_id"], row["sentence_id"], row["mention_id"]) for row in rows]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)
    for row in rows:
        words = TEXTS[int(row["doc_id"][1:])][row["start"] : row["end"]].lower()
        assert words.startswith(row["form"])


def test_the_table_gives_the_mentions_back() -> None:
    listed = documents(*TEXTS)
    mentions = mentions_from_table(detect(listed, split(listed)))
    assert any(arg.words for mention in mentions for arg in mention.args)
    assert mentions_from_table(mentions_to_table(mentions)) == mentions


def test_no_sentences_no_mentions() -> None:
    listed = documents()
    table = detect(listed, split(listed))
    assert (table.num_rows, table.schema, mentions_from_table(table)) == (0, MENTIONS, [])


def test_a_slice_of_the_table_is_read_as_such() -> None:
    listed = documents(*TEXTS)
    table = detect(listed, split(listed))
    assert mentions_from_table(table.slice(1, 2)) == mentions_from_table(table)[1:3]
