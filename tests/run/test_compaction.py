"""Small batches become large ones, and no row changes."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.compaction import FAN, SENTENCES, due, lengths, merges
from pipeline.run.manifest import Manifest
from pipeline.run.store import Store
from pipeline.run.task import PUBLISHED

from . import fakes
from .fakes import code_folder, tables
from .year import nights

MOST = 100


def settle(sizes: dict[str, int], most: int) -> dict[str, int]:
    """Merge by the rule until nothing is due."""
    while merges := due(sizes, most):
        for part in merges:
            sizes["+".join(part)] = sum(sizes.pop(name) for name in part)
    return sizes


def test_few_batches_are_left_alone() -> None:
    assert due({str(n): 3 for n in range(FAN - 1)}, MOST) == []
    assert due({str(n): 3 for n in range(FAN)}, MOST) == [[str(n) for n in range(FAN)]]


def test_batches_of_other_sizes_wait_for_their_like() -> None:
    assert due({**{str(n): 1 for n in range(FAN - 1)}, "large": FAN}, MOST) == []


def test_large_batches_are_done() -> None:
    assert due({str(n): MOST // 2 + 1 for n in range(2 * FAN)}, MOST) == []


def test_compaction_can_be_switched_off() -> None:
    assert due({str(n): 1 for n in range(99)}, 0) == []


def test_long_articles_count_by_their_sentences() -> None:
    manifest = Manifest()
    manifest.batches.update(usual=5, long=1, unsplit=3)
    manifest.record("sentences", "usual", "", {"sentences": 5 * SENTENCES - 1})
    manifest.record("sentences", "long", "", {"sentences": 700 * SENTENCES})
    assert lengths(manifest) == {"usual": 5, "long": 700, "unsplit": 3}


@given(st.lists(st.integers(1, 2 * MOST)))
def test_merging_ends_with_few_batches_of_bounded_size(sizes: list[int]) -> None:
    left = settle({str(n): size for n, size in enumerate(sizes)}, MOST)
    assert sum(left.values()) == sum(sizes)
    assert all(size <= MOST for name, size in left.items() if "+" in name)
    small = [size for size in left.values() if 2 * size <= MOST]
    assert len(small) < 2 * FAN  # tiers below FAN and below its square


def test_article_is_written_again_a_few_times_only() -> None:
    sizes: dict[str, int] = {}
    for night in range(1000):
        sizes = settle({**sizes, f"{night}": 3}, 1000)
    assert len(sizes) < 3000 / 500 + 3 * FAN
    assert max(_depth(name) for name in sizes) <= 4


def _depth(name: str) -> int:
    """How often the first article of a batch was merged: by the powers of FAN in the batch."""
    merged, depth = name.count("+") + 1, 0
    while merged > 1:
        merged, depth = merged // FAN, depth + 1
    return depth


@pytest.mark.parametrize("count", [FAN, 3 * FAN])
def test_no_row_changes_and_nothing_is_coded(folder: Path, memory: str, count: int) -> None:
    deque(nights(folder, memory, range(count)), 0)
    before, published = tables(memory), len(Store(memory).names("events"))
    (folder / "in" / "c.txt").write_text("")
    code_folder(folder, memory, compact=MOST, parts=fakes.CODED)
    assert tables(memory) == before
    assert len(Store(memory).names("events")) < published


def test_no_run_begins_for_compaction_alone(folder: Path, memory: str) -> None:
    deque(nights(folder, memory, range(FAN)), 0)
    assert code_folder(folder, memory, compact=MOST).work == {}


def test_what_no_night_has_counted_is_merged_apart() -> None:
    batches = {str(n): 1 for n in range(2 * FAN)}
    manifest = Manifest({"batches": batches, "fresh": [*batches][:FAN]})
    assert merges(manifest, MOST) == [[*batches][FAN:], [*batches][:FAN]]
    manifest.fresh.append(str(FAN))
    assert merges(manifest, MOST) == [[*batches][: FAN + 1]]


class Watch:
    """How often each file was moved to where readers see it, and by table the rows that were moved and checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moved = Counter[str]()
        self.published, self.checked = ({table: Counter[str]() for table in PUBLISHED} for _ in range(2))
        self.move, self.check_tables = Store.move, fakes.check_tables
        monkeypatch.setattr(Store, "move", lambda *arguments: self.moving(*arguments))
        monkeypatch.setattr(fakes, "check_tables", self.checking)

    def moving(self, store: Store, source: str, target: str) -> None:
        table = target.partition("/")[0]
        if table in PUBLISHED:
            self.moved[target] += 1
            self.published[table].update(map(repr, store.read_table(source).to_pylist()))
        self.move(store, source, target)

    def checking(self, tables: Mapping[str, pa.Table], checks: Any, codes: Any, only: Sequence[str]) -> list[Any]:
        for table in {*PUBLISHED} & {*only}:
            self.checked[table].update(map(repr, tables[table].to_pylist()))
        return self.check_tables(tables, checks, codes, only)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_first_run_of_many_batches_publishes_each_file_once_and_checks_it(
    folder: Path, memory: str, watch: Watch
) -> None:
    lines = [f"m{n} 2022-0{n % 3 + 7}-02 attack talks {n}" for n in range(3 * FAN)]
    (folder / "in" / "m.txt").write_text("\n".join(lines))
    manifest = code_folder(folder, memory, compact=MOST).manifest
    assert len(manifest["batches"]) == 1
    store = Store(memory)
    assert watch.moved == dict.fromkeys([*store.names("events"), *store.names("incidents")], 1)
    assert watch.checked == watch.published
    assert watch.checked["incidents"].total() == len(tables(memory)["incidents"])


def test_nights_that_merge_publish_each_file_once_and_check_it(folder: Path, memory: str, watch: Watch) -> None:
    batches = []
    for _ in nights(folder, memory, range(2 * FAN), compact=MOST):
        store = Store(memory)
        batches.append(len(store.names("documents")))
        assert set(watch.moved.values()) == {1}
        assert set(watch.moved) <= {*store.names("events"), *store.names("incidents")}
        assert watch.checked["incidents"] == watch.published["incidents"]
        assert watch.checked["events"].keys() == watch.published["events"].keys()
        watch.moved.clear()
    assert sum(after < before for before, after in pairwise(batches)) == 2


def test_merged_batches_are_corrected_and_retracted_like_others(folder: Path, memory: str) -> None:
    deque(nights(folder, memory, range(FAN), compact=MOST), 0)
    (folder / "in" / "z.txt").write_text("n1a 2024-01-02 talks instead\n")
    (folder / "list.txt").write_text("n2a\n")
    code_folder(folder, memory, compact=MOST, retractions=folder / "list.txt")
    events = Counter(row["event_id"] for row in tables(memory)["events"])
    assert events["n1a-talks"] == 1 and events["n1a-attack"] == events["n2a-attack"] == 0
    assert events.total() == FAN - 1 + 3


def test_nights_do_not_grow_slower(folder: Path, memory: str) -> None:
    found = list(nights(folder, memory, range(72), compact=2 * FAN))
    before, after = found[24:48], found[48:]
    for most in ("files", "written", "read"):
        assert max(getattr(night, most) for night in after) < 1.4 * max(getattr(night, most) for night in before)
    assert sum(night.written for night in after) < 1.2 * sum(night.written for night in before)
    assert len(tables(memory)["documents"]) == 5 + 2 * 72
