"""The bundled sample is what it says: eighteen clean articles over six weeks."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.stages.ingest import ingest, read_records

SAMPLE = Path(__file__).parents[2] / "data" / "sample.jsonl"


@pytest.fixture(scope="module")
def sample() -> pa.Table:
    documents, rejects = ingest(read_records(SAMPLE))
    assert rejects.to_pylist() == []
    return documents


def test_every_article_is_complete(sample: pa.Table) -> None:
    assert sample.num_rows == 18
    for row in sample.to_pylist():
        assert row["title"] and row["source"] and row["dateline"], row["doc_id"]
        assert row["url"].startswith("https://example.org/")
        assert 120 <= len(row["text"].split()) <= 350, row["doc_id"]


def test_the_articles_span_six_weeks(sample: pa.Table) -> None:
    dates = sample.column("date").to_pylist()
    assert dates == sorted(dates)
    assert timedelta(weeks=5) < dates[-1] - dates[0] <= timedelta(weeks=6)


def test_one_pair_of_states_can_be_followed_over_time(sample: pa.Table) -> None:
    texts = sample.column("text").to_pylist()
    assert sum("Ukrain" in text and "Russia" in text for text in texts) >= 5
