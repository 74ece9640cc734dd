from datetime import date
from pathlib import Path

import pytest

from pipeline.run.merging import Merged
from pipeline.run.publish import partitions, publish
from pipeline.run.store import Store
from pipeline.run.task import table_name
from pipeline.tables import EVENTS, INCIDENTS, to_table

pytestmark = pytest.mark.usefixtures("short_names")
NOTHING = Merged({}, [], {}, {})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"memory://{tmp_path}")


def code(store: Store, batch: str, *days: date | None) -> None:
    rows = [{"event_id": f"{batch}{n}", "event_date": day} for n, day in enumerate(days)]
    store.write_table(table_name("events", batch), to_table(rows, EVENTS))


def events(store: Store) -> dict[str, list[str]]:
    return {name: store.read_table(name)["event_id"].to_pylist() for name in store.names("events")}


def test_partitions_by_year_and_month() -> None:
    days = [date(2022, 12, 31), None, date(2022, 1, 1), date(2022, 12, 1)]
    rows = to_table([{"event_id": str(n), "event_date": day} for n, day in enumerate(days)], EVENTS)
    found = {key: part["event_id"].to_pylist() for key, part in partitions(rows).items()}
    assert found == {"year=0/month=0": ["1"], "year=2022/month=1": ["2"], "year=2022/month=12": ["0", "3"]}


def test_recoded_batch_replaces_its_rows_and_no_others(store: Store) -> None:
    code(store, "a", date(2022, 8, 1), date(2022, 9, 1))
    code(store, "b", date(2022, 8, 2))
    publish(store, ["a", "b"], ["a", "b"], NOTHING)
    code(store, "a", date(2022, 10, 1))
    publish(store, ["a"], ["a", "b"], NOTHING)
    assert events(store) == {
        "events/year=2022/month=10/a.parquet": ["a0"],
        "events/year=2022/month=8/b.parquet": ["b0"],
    }


def test_publication_cut_short_is_completed_by_another(store: Store) -> None:
    code(store, "a", date(2022, 8, 1), date(2022, 9, 1))
    publish(store, ["a"], ["a", "b"], NOTHING)
    store.remove(["events/year=2022/month=8/a.parquet"])
    publish(store, ["a"], ["a", "b"], NOTHING)
    assert sorted(id for ids in events(store).values() for id in ids) == ["a0", "a1"]


def test_mark_of_an_empty_table_goes_with_the_first_row_and_comes_back(store: Store) -> None:
    empty = {"events/year=0/month=0/empty.parquet": []}
    publish(store, [], [], NOTHING)
    assert events(store) == empty
    code(store, "a", date(2022, 8, 1))
    publish(store, ["a"], ["a", "b"], NOTHING)
    assert events(store) == {"events/year=2022/month=8/a.parquet": ["a0"]}
    code(store, "a")
    publish(store, ["a"], ["a", "b"], NOTHING)
    assert events(store) == empty


def test_merged_incidents_take_the_place_of_those_before(store: Store) -> None:
    old, new, draft = (f"incidents/year=2022/month={month}/a.parquet" for month in (8, 9, 10))
    rows = to_table([{"incident_id": "i"}], INCIDENTS)
    store.write_table(old, rows)
    store.write_table(draft, rows)
    publish(store, [], [], Merged({new: draft}, [old], {}, {"batches": {}}))
    assert store.names("incidents") == [new]
    assert store.read_json(".work/merged.json") == {"batches": {}}
