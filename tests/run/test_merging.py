"""Incidents merged over batches and nights: of whatever batches and in whatever order, the rows are the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.run.manifest import Manifest
from pipeline.run.merging import STATE, Merged, Rules, is_merged, merge_incidents, note, totals
from pipeline.run.store import Store
from pipeline.run.task import table_name
from pipeline.stages.sameness import REACH
from pipeline.tables import DOCUMENTS, REPORTS, SCHEMAS, to_table
from tests.run import fakes
from tests.run.fakes import code_folder

pytestmark = pytest.mark.usefixtures("short_names")
Article = tuple[str, str, str, str]
"""Its id, the day of publication, the day of the incident it tells ("" for none) and its words."""


def rules(digest: str = "r1") -> Rules:
    limits = fakes.Limits(days=2)
    book: Any = None
    return Rules(
        digest, limits.days, REACH, lambda s: fakes.find_copies(s, limits), lambda r, c: fakes.merge(r, c, book)
    )


class Folder:
    """An output folder of coded batches."""

    def __init__(self, name: str) -> None:
        self.store, self.manifest = Store(f"memory://{name}"), Manifest()

    def add(self, batch: str, articles: Iterable[Article]) -> None:
        told = [
            {
                "incident_id": article,
                "event_date": date.fromisoformat(day),
                "actor1": words.split()[0],
                "doc_ids": [article],
                "event_ids": [],
                "published": date.fromisoformat(published),
            }
            for article, published, day, words in articles
            if day
        ]
        texts = [
            {"doc_id": article, "date": date.fromisoformat(published), "text": words}
            for article, published, _, words in articles
        ]
        signed = fakes.sign(to_table(texts, DOCUMENTS))
        self.store.write_table(table_name("reports", batch), to_table(told, REPORTS))
        self.store.write_table(table_name("signatures", batch), signed)
        self.manifest.batches[batch] = len(texts)
        for stage in ("incidents", "signatures"):
            self.manifest.record(stage, batch, str([*articles]), {})

    def drop(self, batch: str) -> None:
        del self.manifest.batches[batch]
        for stage in ("incidents", "signatures"):
            self.manifest.forget(stage, batch)

    def merge(self, digest: str = "r1", publish: bool = True) -> Merged:
        merged = merge_incidents(self.store, self.manifest, rules(digest))
        if publish:
            for name, draft in merged.ready.items():
                self.store.move(draft, name)
            self.store.remove(merged.gone)
            note(self.store, merged)
        return merged

    def rows(self) -> list[tuple[str, list[str]]]:
        tables = map(self.store.read_table, self.store.names("incidents"))
        return sorted((str(row["event_date"]), row["doc_ids"]) for table in tables for row in table.to_pylist())


@pytest.fixture
def output(tmp_path: Path) -> Folder:
    return Folder(str(tmp_path))


def test_an_incident_of_two_batches_is_published_with_its_leading_article(output: Folder) -> None:
    output.add("b1", [("d2", "2026-05-05", "2026-05-04", "clash here")])
    output.add("b2", [("d1", "2026-05-04", "2026-05-04", "clash reported there")])
    merged = output.merge()
    (name,) = merged.ready
    assert name == "incidents/year=2026/month=5/b2.parquet"
    assert output.rows() == [("2026-05-04", ["d1", "d2"])]
    assert merged.cites == {name: {"b1", "b2"}}
    assert totals(merged) == {"b1": {"duplicates": 0}, "b2": {"duplicates": 0, "incidents": 1, "incidents.none": 1}}


def test_a_night_writes_only_what_has_changed(output: Folder) -> None:
    output.add("b1", [("d1", "2026-05-04", "2026-05-04", "clash"), ("d2", "2026-05-04", "2026-02-01", "raid far away")])
    output.add("b2", [("d3", "2026-05-05", "2026-05-05", "march")])
    output.merge()
    output.add("b3", [("d4", "2026-05-05", "2026-05-05", "march here again")])
    merged = output.merge()
    assert list(merged.ready) == ["incidents/year=2026/month=5/b2.parquet"]
    assert output.rows() == [("2026-02-01", ["d2"]), ("2026-05-04", ["d1"]), ("2026-05-05", ["d3", "d4"])]


def test_batches_far_from_the_night_are_not_read(output: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    for month in range(1, 10):
        output.add(f"b{month}", [(f"d{month}", f"2026-0{month}-15", f"2026-0{month}-15", "clash")])
    output.merge()
    output.add("night", [("d10", "2026-09-16", "2026-09-15", "clash seen by many")])
    read: list[str] = []
    read_table = Store.read_table

    def noting(self: Store, name: str, *more: Any) -> Any:
        read.append(name)
        return read_table(self, name, *more)

    monkeypatch.setattr(Store, "read_table", noting)
    output.merge()
    assert {Path(name).stem for name in read} == {"b9", "night"}


def test_nothing_new_is_merged_already(output: Folder) -> None:
    output.add("b1", [("d1", "2026-05-04", "2026-05-04", "clash")])
    assert not is_merged(output.store, output.manifest, "r1")
    output.merge()
    assert is_merged(output.store, output.manifest, "r1")
    assert not is_merged(output.store, output.manifest, "r2")
    assert output.merge("r2").ready == {}


@pytest.mark.parametrize("folder", ["incidents", "duplicates", STATE])
def test_what_is_lost_is_made_again(output: Folder, folder: str) -> None:
    output.add("b1", [("d1", "2026-05-04", "2026-05-04", "clash"), ("d2", "2026-05-05", "2026-05-06", "march")])
    output.add("b2", [("d3", "2026-05-05", "2026-05-05", "clash"), ("d4", "2026-05-05", "", "march")])
    output.merge()
    rows, links = output.rows(), output.store.read_table("duplicates/b2.parquet")
    output.store.remove(output.store.names(folder) or [folder])
    assert not is_merged(output.store, output.manifest, "r1")
    output.merge()
    assert output.rows() == rows
    assert output.store.read_table("duplicates/b2.parquet").equals(links)
    assert links.num_rows == 2


def test_a_run_that_was_killed_before_publication_is_made_good(output: Folder) -> None:
    output.add("b1", [("d1", "2026-05-04", "2026-05-04", "clash")])
    output.merge()
    output.add("b2", [("d0", "2026-05-04", "2026-05-04", "clash")])
    killed = output.merge(publish=False)
    name = next(iter(killed.ready))
    output.store.move(killed.ready[name], name)  # one file of two that change places
    output.merge()
    assert output.rows() == [("2026-05-04", ["d0", "d1"])]


def test_a_batch_that_goes_takes_its_articles_along(output: Folder) -> None:
    output.add("b1", [("d1", "2026-05-04", "2026-05-04", "clash"), ("d2", "2026-05-04", "2026-04-29", "raid far off")])
    output.add("b2", [("d3", "2026-05-05", "2026-05-06", "clash")])
    output.merge()
    assert output.rows() == [("2026-04-29", ["d2"]), ("2026-05-04", ["d1", "d3"])]
    output.drop("b1")
    output.merge()
    assert output.rows() == [("2026-05-06", ["d3"])]


WORDS = ("clash", "march", "clash here", "march there")
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["2026-04-28", "2026-04-30", "2026-05-01", "2026-05-02", "2026-05-30"]),
        st.sampled_from(["", "2026-04-27", "2026-04-30", "2026-05-01", "2026-05-17"]),
        st.sampled_from(WORDS),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


def split_over(articles: Sequence[tuple[str, str, str, int]]) -> dict[str, list[Article]]:
    batches: dict[str, list[Article]] = {}
    for number, (published, day, words, batch) in enumerate(articles):
        batches.setdefault(f"b{batch}", []).append((f"d{number}", published, day, words))
    return batches


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(ARTICLES, st.permutations(range(4)), st.integers(0, 3))
def test_rows_are_the_same_for_any_batches_nights_and_order(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str, int]],
    nights: list[int],
    dropped: int,
) -> None:
    batches = split_over(articles)
    at_once, by_night = (Folder(str(tmp_path_factory.mktemp("out"))) for _ in range(2))
    at_once.add("all", [article for batch in batches.values() for article in batch])
    at_once.merge()
    by_night.add("old", [("x1", "2026-05-01", "2026-05-01", "clash"), ("x2", "2026-04-29", "2026-05-01", "march")])
    by_night.merge()
    for night in nights:
        if f"b{night}" in batches:
            by_night.add(f"b{night}", batches[f"b{night}"])
        if night == dropped:
            by_night.drop("old")
        by_night.merge()
    assert by_night.rows() == at_once.rows()


def test_runs_over_several_nights_count_an_incident_once(folder: Path) -> None:
    output = str(folder / "out")
    code_folder(folder, output)
    (folder / "in" / "c.txt").write_text("d7 2022-08-02 another attack here\nd8 2022-08-04 here attack another\n")
    outcome = code_folder(folder, output)
    counts = outcome.manifest["counts"]
    assert (counts["events"], counts["reports"], counts["incidents"], counts["duplicates"]) == (5, 5, 3, 1)
    store = Store(output)
    rows = [row for name in store.names("incidents") for row in store.read_table(name).to_pylist()]
    assert sorted(row["doc_ids"] for row in rows) == [["d1", "d7", "d8"], ["d3"], ["d4"]]
    assert code_folder(folder, output).work == {}
    assert set(SCHEMAS["duplicates"].names) == {"doc_id", "lead_doc_id", "date", "similarity"}
