import errno
import io
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import RunFailed, UsageError
from pipeline.run import lock as locking
from pipeline.run.lock import lock
from pipeline.run.store import Store


@pytest.fixture(params=["disk", "file://", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(f"{'' if request.param == 'disk' else request.param}{tmp_path}/out")


def test_tables_come_back_as_written(store: Store) -> None:
    table = pa.table({"a": [1, 2], "b": [["x"], None]})
    store.write_table("t/batch=1/one.parquet", table)
    assert store.read_table("t/batch=1/one.parquet").equals(table)
    assert store.names("t") == ["t/batch=1/one.parquet"]


def test_streams_are_read_by_the_caller_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread of Arrow's that lets go of a stream while the process ends would abort it."""
    store.write_table("t/one.parquet", pa.table({name: ["x" * 99] * 99 for name in "abc"}))
    readers: set[int] = set()

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            readers.add(threading.get_ident())
            return super().read(size)

    data = store.read("t/one.parquet")
    monkeypatch.setattr(type(store.fs), "open", lambda *_, **__: Watched(data))
    assert store.read_table("t/one.parquet").num_rows == 99
    assert readers == {threading.get_ident()}


def spoil(store: Store, name: str, how: str) -> None:
    data = store.read(name)
    half = len(data) // 2
    spoilt = {"cut": data[:100], "empty": b"", "changed": data[:4] + bytes(half) + data[half + 4 :]}[how]
    store.write(name, spoilt)


@pytest.mark.parametrize("how", ["cut", "empty", "changed"])
def test_a_damaged_table_is_named_with_what_to_do(store: Store, how: str) -> None:
    for name in ("mentions/one.parquet", "documents/one.parquet"):
        store.write_table(name, pa.table({"a": [str(number**9) for number in range(999)]}))
        spoil(store, name, how)
        with pytest.raises(RunFailed) as caught:
            store.read_table(name)
        assert (caught.value.where, caught.value.what[:12]) == (store.shown(name), "is damaged: ")
        assert caught.value.remedy.startswith("delete it" if name.startswith("mentions") else "restore it")


def test_a_table_that_memory_cannot_hold_is_not_damaged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("t/one.parquet", pa.table({"a": [1]}))
    for error in (pa.ArrowMemoryError("out of memory"), OSError(errno.EIO, "Input/output error")):
        monkeypatch.setattr("pyarrow.parquet.ParquetFile.read", raising(error))
        with pytest.raises(type(error)):
            store.read_table("t/one.parquet")


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_writing_replaces_and_leaves_no_draft(store: Store) -> None:
    store.write_json("a.json", {"n": 1})
    store.write_json("a.json", {"n": 2, "ü": "ß"})
    assert store.read_json("a.json") == {"n": 2, "ü": "ß"}
    assert store.names("") == ["a.json"]


def test_move_takes_the_place_of_the_target(store: Store) -> None:
    store.write("a", b"new")
    store.write("deep/er/b", b"old")
    store.move("a", "deep/er/b")
    assert (store.names(""), store.fs.cat_file(store.path("deep/er/b"))) == (["deep/er/b"], b"new")


def test_what_is_absent(store: Store) -> None:
    store.remove(["absent"])
    assert (store.names("absent"), store.read_json("absent.json")) == ([], None)
    with pytest.raises(FileNotFoundError):
        store.read_table("absent.parquet")


def test_unknown_kind_of_url() -> None:
    with pytest.raises(UsageError, match="Protocol not known"):
        Store("nosuch://bucket/out")


def test_lock_excludes_and_is_given_back(store: Store) -> None:
    with lock(store), pytest.raises(RunFailed, match="another run is writing here"), lock(store):
        pass
    with lock(store):
        assert store.names("") == [locking.NAME]
    assert store.names("") == []


@pytest.mark.parametrize("pid", [2**22 + 1, os.getpid()], ids=["dead", "number used again"])
def test_lock_of_a_dead_process_is_broken(store: Store, pid: int) -> None:
    owner = {"pid": pid, "host": socket.gethostname(), "born": "long ago"}
    store.write(locking.NAME, json.dumps(owner).encode())
    with lock(store):
        assert store.read_json(locking.NAME)["pid"] == os.getpid()
    assert store.names("") == []


def test_lock_of_a_zombie_is_broken(store: Store) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    while locking._born(child) != "dead":  # nobody has asked for its end yet
        time.sleep(0.01)
    owner = {"pid": child, "host": socket.gethostname(), "born": "before"}
    store.write(locking.NAME, json.dumps(owner).encode())
    with lock(store):
        assert store.read_json(locking.NAME)["pid"] == os.getpid()
    os.waitpid(child, 0)


def test_lock_from_before_a_restart_of_the_machine_is_broken(store: Store) -> None:
    ticks = locking._born(os.getpid()).split()[-1]
    owner = {"pid": os.getpid(), "host": socket.gethostname(), "born": f"another-boot {ticks}"}
    store.write(locking.NAME, json.dumps(owner).encode())
    with lock(store):
        pass


def test_waiting_for_the_lock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "POLL", 0.01)
    with lock(store), pytest.raises(RunFailed, match="another run"), lock(store, wait=0.05):
        pass
    owner = {"pid": os.getppid(), "host": socket.gethostname(), "born": locking._born(os.getppid())}
    store.write(locking.NAME, json.dumps(owner).encode())
    monkeypatch.setattr(time, "sleep", lambda seconds: store.remove([locking.NAME]))  # the other run ends
    with lock(store, wait=60):
        assert store.read_json(locking.NAME)["pid"] == os.getpid()


def test_lock_of_another_host_is_respected(store: Store) -> None:
    store.write(locking.NAME, json.dumps({"pid": 1, "host": "elsewhere", "born": ""}).encode())
    with pytest.raises(RunFailed, match="elsewhere"), lock(store):
        pass
    assert store.names("") == [locking.NAME]
