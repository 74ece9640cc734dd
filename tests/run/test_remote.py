"""An output on other machines: what other processes wrote is seen, and whatever fails is one message with a remedy."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fsspec import AbstractFileSystem, register_implementation
from fsspec.implementations.local import LocalFileSystem

from pipeline.cli import main
from pipeline.errors import EventCoderError, RunFailed, UsageError, describe
from pipeline.run.lock import lock
from pipeline.run.manifest import Manifest
from pipeline.run.metrics import write_metrics
from pipeline.run.store import Store


class Listing(AbstractFileSystem):  # type: ignore[misc]
    """Files of this machine behind a URL. Like s3fs, an instance remembers what it has listed."""

    protocol = "listing"
    disk = LocalFileSystem()
    failure: Exception | None = None

    def _disk(self) -> LocalFileSystem:
        if self.failure:
            raise self.failure
        return self.disk

    def ls(self, path: str, detail: bool = True, **_: Any) -> list[Any]:
        found = self._ls_from_cache(path)
        if found is None:
            found = self.dircache[path] = self._disk().ls(path, detail=True)
        return found if detail else [entry["name"] for entry in found]

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Any:
        self._disk()
        return Path(path).open(mode)

    def makedirs(self, path: str, exist_ok: bool = False) -> None:
        self._disk().makedirs(path, exist_ok=exist_ok)

    def cp_file(self, path1: str, path2: str, **_: Any) -> None:
        shutil.copyfile(path1, path2)

    def _rm(self, path: str) -> None:
        Path(path).unlink()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    register_implementation("listing", Listing, clobber=True)
    (tmp_path / "out").mkdir()
    yield f"listing://{tmp_path}/out"
    Listing.failure = None


def test_what_another_process_wrote_is_seen(url: str) -> None:
    mine, other = Store(url), Store(url)
    mine.write_table("t/one.parquet", pa.table({"a": [1]}))
    assert (mine.exists("t/two.parquet"), mine.names("t")) == (False, ["t/one.parquet"])
    other.write_table("t/two.parquet", pa.table({"a": [2]}))
    other.write_table("t/one.parquet", pa.table({"a": [3, 4]}))
    assert mine.exists("t/two.parquet")
    assert mine.names("t") == ["t/one.parquet", "t/two.parquet"]
    assert [mine.read_table(name)["a"].to_pylist() for name in mine.names("t")] == [[3, 4], [2]]
    other.remove(["t/two.parquet"])
    assert not mine.exists("t/two.parquet")


def test_a_store_changes_no_file_system_of_its_user(url: str) -> None:
    own = Listing()
    assert Store(url).fs.dircache is not own.dircache
    assert own.dircache.use_listings_cache


def test_what_is_told_of_a_file_is_its_url(url: str, tmp_path: Path) -> None:
    assert Store(url).shown("events") == f"{url}/events"
    assert Store(f"file://{tmp_path}").shown("events") == f"{tmp_path}/events"
    Store(url).write("manifest.json", b"[]")
    with pytest.raises(RunFailed, match=f"^{url}/manifest.json: has a format"):
        Manifest.load(Store(url))


FAILURES = {
    "out of reach": (type("EndpointConnectionError", (Exception,), {})("Could not\nconnect"), "can be reached"),
    "reset": (ConnectionResetError(104, "Connection reset by peer"), "can be reached"),
    "without a word": (TimeoutError(), "can be reached"),
    "denied": (PermissionError("Access Denied"), "credentials are right"),
    "no bucket": (FileNotFoundError("The specified bucket does not exist"), "make it first"),
    "no container": (ValueError("The specified container does not exist."), "make it first"),
}


def handed_over(error: Exception) -> Exception:
    """The error as a worker hands it over."""
    given: Exception = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    return given


@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_tells_what_where_and_what_to_do(url: str, what: str) -> None:
    store = Store(url)
    Listing.failure, remedy = FAILURES[what]
    for attempt in (
        lambda: store.read("a"),
        lambda: store.read_table("a"),
        lambda: store.write("a", b""),
        lambda: lock(store).__enter__(),
    ):
        with pytest.raises(EventCoderError) as caught:
            attempt()
        told = describe(handed_over(caught.value))
        assert told.startswith(f"{url}: cannot be read or written: ")
        assert remedy in told
        assert "\n" not in told
        assert isinstance(caught.value, UsageError) == what.startswith("no ")


def test_commands_tell_that_there_is_no_bucket(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    Listing.failure = FileNotFoundError("The specified bucket does not exist")
    assert main(["rejects", url]) == 2
    assert capsys.readouterr().err.startswith(f"{url}: cannot be read or written: The specified bucket does not exist")


def test_metrics_of_a_run_whose_output_is_out_of_reach(url: str, tmp_path: Path) -> None:
    Listing.failure = ConnectionError("no route")
    write_metrics(Store(url), str(tmp_path / "m.prom"), 1, 2.0)
    assert "event_coder_exit_code 1.0" in (tmp_path / "m.prom").read_text()
