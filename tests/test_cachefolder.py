import os
from pathlib import Path

import pytest

from pipeline.cachefolder import cache_folder, read_private, write_aside, write_private


def kept(folder: Path, mode: int = 0o600) -> Path:
    path = folder / "own" / "kept"
    write_private(path, b"whole")
    path.chmod(mode)
    return path


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    monkeypatch.delenv("EVENT_CODER_CACHE", raising=False)
    assert cache_folder() == Path("/x/event-coder")
    monkeypatch.setenv("EVENT_CODER_CACHE", "/own")
    assert cache_folder() == Path("/own")


def test_what_is_written_is_read_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    assert read_private(kept(tmp_path)) == b"whole"
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["kept"]


@pytest.mark.parametrize(("umask", "plain", "private"), [(0o002, 0o664, 0o644), (0o077, 0o600, 0o600)])
def test_files_follow_the_umask_but_private_ones_are_never_writable_for_others(
    tmp_path: Path, umask: int, plain: int, private: int
) -> None:
    before = os.umask(umask)
    try:
        write_aside(tmp_path / "plain", lambda draft: draft.write_bytes(b""))
        write_private(tmp_path / "own" / "kept", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "plain").stat().st_mode & 0o777 == plain
    assert (tmp_path / "own" / "kept").stat().st_mode & 0o777 == private
    assert read_private(tmp_path / "own" / "kept") == b""


def test_a_failure_to_write_leaves_what_was_there(tmp_path: Path) -> None:
    path = kept(tmp_path)

    def fail(aside: Path) -> None:
        aside.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_aside(path, fail)
    assert read_private(path) == b"whole"
    assert [one.name for one in path.parent.iterdir()] == ["kept"]


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(tmp_path: Path, mode: int) -> None:
    assert read_private(kept(tmp_path, mode)) is None


def test_a_folder_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.parent.chmod(0o777)
    assert read_private(path) is None


def test_a_file_of_somebody_else_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path)
    monkeypatch.setattr("pipeline.cachefolder.trusted_owners", lambda: {path.stat().st_uid + 1})
    assert read_private(path) is None


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    path = kept(tmp_path)
    (path.parent / "link").symlink_to(path)
    (tmp_path / "folder").symlink_to(path.parent)
    assert read_private(path.parent / "link") is None
    assert read_private(tmp_path / "folder" / "kept") is None


def test_what_is_missing_or_no_file_is_none(tmp_path: Path) -> None:
    assert read_private(tmp_path / "nowhere" / "kept") is None
    assert read_private(kept(tmp_path).parent) is None
