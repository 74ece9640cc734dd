"""Names and kinds of files that are no ordinary input: nothing hangs, nothing is followed for ever."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.stages.ingest import Record, Refused, input_files, read_records

from .inputs import PACKED, SHELLING, lines

ROOT = Path(__file__).parents[2]
MEMORY = Path("/proc/self/mem")  # a file that is there, and that not even root can read from its start


def good(name: str) -> bytes:
    return lines({"id": name, "date": "2026-03-02", "text": SHELLING})


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with three files that can be read, and much that looks like one."""
    names = [b"new\nline.jsonl", b"\xff\xfe.jsonl", b"<script>alert(1).jsonl"]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(good(name.hex()))
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "loop.jsonl").symlink_to("loop.jsonl")
    (tmp_path / "to-itself").symlink_to(tmp_path)
    (tmp_path / "dangling.jsonl").symlink_to("gone.jsonl")
    (tmp_path / "device.jsonl").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.jsonl")
    return tmp_path


def test_a_folder_of_odd_files(odd: Path) -> None:
    found = input_files(str(odd))
    assert len(found) == 3
    assert [type(record) for path in found for record in read_records(path)] == [Record] * 3


def test_what_a_folder_leaves_out_is_counted(odd: Path, caplog: pytest.LogCaptureFixture) -> None:
    (odd / ".hidden.jsonl").write_bytes(good("h"))
    (odd / "notes.doc").write_bytes(b"")
    with caplog.at_level(logging.INFO):
        input_files(str(odd))
    [record] = caplog.records
    assert (record.levelname, record.getMessage()) == (
        "INFO",
        f"{odd}: left out 4 broken links, pipes and devices, 1 files of another form, 1 hidden files, 1 linked folders",
    )


def test_a_folder_with_nothing_to_leave_out_is_silent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.jsonl").write_bytes(good("a"))
    with caplog.at_level(logging.INFO):
        assert len(input_files(str(tmp_path))) == 1
    assert not caplog.records


def test_a_folder_that_cannot_be_searched_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_bytes(good("a"))
    (tmp_path / "locked").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert len(input_files(str(tmp_path))) == 1
    record = caplog.records[0]
    said = f"{tmp_path}/locked: cannot be read: Permission denied"
    assert (record.levelname, record.getMessage()) == ("WARNING", said)


@pytest.mark.parametrize("name", ["folder.jsonl", "loop.jsonl", "dangling.jsonl", "device.jsonl", "pipe.jsonl"])
def test_odd_files_named_as_input(name: str, odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        input_files(str(odd / name))
    assert main(["run", "--input", str(odd / name), "--output", str(odd / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_names_of_files_are_escaped_in_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--input", f"{tmp_path}/\x1b[2J", "--output", str(tmp_path / "out")]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.skipif(not MEMORY.exists(), reason="needs Linux")
def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "locked.jsonl").symlink_to(MEMORY)
    (only,) = read_records(input_files(str(tmp_path))[0])
    assert isinstance(only, Refused) and only.reason == "unreadable file"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's limit of memory")
def test_bombs_take_little_memory(tmp_path: Path) -> None:
    for hostile in PACKED:
        (tmp_path / hostile.file).write_bytes(hostile.make(hostile.good))
    (tmp_path / "values.json").write_bytes(b"[" + b"{}," * 12_000_000 + b"{}]")
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.stages.readers import read_records\n"
        "held = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (held + 300 * 2**20,) * 2)\n"
        "print(sum(1 for path in sorted(Path(sys.argv[1]).iterdir()) for _ in read_records(path)))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) == sum(hostile.documents + len(hostile.reasons) for hostile in PACKED) + 1
