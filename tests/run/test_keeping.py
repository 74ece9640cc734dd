from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.run.keeping import keep_reports, log_file, prune_logs, reports
from pipeline.run.store import Store

NOW = datetime(2026, 3, 31, 6, 15, tzinfo=UTC)


def test_logs_are_removed_by_the_time_in_their_names(tmp_path: Path) -> None:
    nights = [log_file(tmp_path, NOW - timedelta(days=days)) for days in range(5)]
    for file in nights:
        file.touch()
    prune_logs(tmp_path, NOW, 3)
    assert sorted(tmp_path.iterdir()) == sorted(nights[:4])
    prune_logs(tmp_path, NOW, 0)
    assert len(list(tmp_path.iterdir())) == 4


def test_only_files_that_the_program_named_are_removed(tmp_path: Path) -> None:
    others = [
        "event-coder.log",
        "event-coder-20200101T000000Z.log.gz",
        "notes-20200101T000000Z.log",
        "20200101T000000Z",
    ]
    for name in [*others, "event-coder-20200101T000000Z.log"]:
        (tmp_path / name).touch()
    prune_logs(tmp_path, NOW, 1)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(others)


def test_no_folder_has_nothing_to_remove(tmp_path: Path) -> None:
    prune_logs(None, NOW, 1)
    prune_logs(tmp_path / "absent", NOW, 1)


def test_reports_that_have_changed_are_kept(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write("reports/summary.html", b"old")
    store.write("reports/validation.html", b"the same")
    before = reports(store)
    store.write("reports/summary.html", b"new")
    keep_reports(store, before, NOW, 2)
    keep_reports(store, reports(store), NOW, 2)
    assert store.names("reports/nights") == ["reports/nights/20260331T061500Z-summary.html"]
    assert store.read("reports/nights/20260331T061500Z-summary.html") == b"new"


def test_kept_reports_go_after_their_days(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write("reports/summary.html", b"new")
    store.write("reports/nights/mine-summary.html", b"")
    keep_reports(store, {}, NOW - timedelta(days=3), 2)
    keep_reports(store, {}, NOW, 2)
    kept = ["reports/nights/20260331T061500Z-summary.html", "reports/nights/mine-summary.html"]
    assert store.names("reports/nights") == kept
    keep_reports(store, {}, NOW + timedelta(days=9), 0)
    assert store.names("reports/nights") == kept
