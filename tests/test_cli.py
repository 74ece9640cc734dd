import errno
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import guarded, main
from pipeline.errors import NeedsAttention, RunFailed, UsageError, ValidationFailed
from pipeline.run.lock import lock
from pipeline.run.refusals import rejects
from pipeline.run.store import Store
from tests.codebook.petrarch import SMALL

ROOT = Path(__file__).parents[1]


def raising(error: BaseException) -> int:
    return guarded(lambda: (_ for _ in ()).throw(error))


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("no readable input", "a*", "give a file"), 2, "a*: no readable input (give a file)\n"),
        (RunFailed("the disk is full", "out"), 1, "out: the disk is full\n"),
        (ValidationFailed("1 expectation failed"), 3, "1 expectation failed\n"),
        (NeedsAttention("nothing new has come", "out"), 4, "out: nothing new has come\n"),
        (
            PermissionError(13, "Permission denied", "out"),
            1,
            "out: cannot read or write: Permission denied"
            " (see that this user may write there, or give another folder)\n",
        ),
        (
            OSError(errno.EFBIG, "File too large", "out/a"),
            1,
            "out/a: cannot read or write: File too large (raise the limit of file size: ulimit -f)\n",
        ),
        (KeyboardInterrupt(), 130, "interrupted: the next run carries on from here\n"),
        (
            KeyError("a\nb"),
            1,
            "internal error: KeyError: 'a\\nb' (run again with --debug for the traceback)\n",
        ),
    ],
)
def test_failures_are_one_message_and_an_exit_code(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raising(error) == code
    assert capsys.readouterr() == ("", message)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["codebook"],
        ["explain"],
        ["run", "--workers", "0"],
        ["run", "--output"],
        ["explain", "Text.", "--date", "2 August"],
        ["nightly"],
        ["codebook", "coverage"],
        ["codebook", "coverage", "news.jsonl", "--top", "0"],
        ["evaluate"],
        ["evaluate", "one.jsonl", "two.jsonl"],
    ],
)
def test_arguments_not_understood(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: event-coder" in capsys.readouterr().err


def test_run_without_input_or_output(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["run", "--output", str(tmp_path)]) == 2
    assert main(["run", "--input", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        "no input is given (add --input PATH, or input: to the configuration)\n"
        "no output folder is given (add --output DIR, or output: to the configuration)\n"
    )


def test_run_without_readable_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["run", "--input", str(tmp_path / "absent*"), "--output", str(tmp_path / "out")]) == 2
    assert "absent*: no such file or folder" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_run_where_no_file_can_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty, picture = tmp_path / "empty.csv", tmp_path / "picture.png"
    empty.write_bytes(b"")
    picture.write_bytes(b"\x89PNG")
    arguments = ["run", "--quiet", "--input", str(empty), str(picture), "--output", str(tmp_path / "out")]
    for _ in range(2):  # also when there is nothing to do
        assert main(arguments) == 2
        assert capsys.readouterr().err.endswith(
            f"{empty}: nothing could be read: empty file, holds no record; nor from 1 more files "
            f"(all of them: event-coder rejects {tmp_path}/out)\n"
        )


@pytest.mark.parametrize(
    "files",
    [
        {"a.jsonl": b"{broken\n"},
        {"a.jsonl": b"garbage\n7\n"},
        {"a.json": b'[{"id": "1", "date": "2022-08-02", "te'},
        {"a.txt": bytes(range(128, 256))},
        {"a.json": b"{broken", "b.jsonl": b""},
        {"a.jsonl": b"\x80\xfe\n"},
    ],
)
def test_run_where_no_record_can_be_read(
    files: dict[str, bytes], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content)
    arguments = ["run", "--quiet", "--input", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    assert main(arguments) == 2
    assert "nothing could be read: " in capsys.readouterr().err
    assert len(list(rejects(Store(str(tmp_path / "out"))))) >= len(files)
    (tmp_path / "in" / "later.jsonl").write_bytes(b"")
    assert main(arguments) == 2
    (tmp_path / "in" / "last.jsonl").write_bytes(b'{"id": "1"}\n')
    assert main(arguments) == 0  # a record, although it was refused


def test_run_with_a_folder_that_is_no_codebook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "date": "2022-08-02", "text": "Troops left."}))
    flags = ["--output", str(tmp_path / "out"), "--codebooks", str(tmp_path)]
    assert main(["run", "--input", str(tmp_path / "a.jsonl"), *flags]) == 2
    assert f"{tmp_path}/codebook.yml: cannot be read" in capsys.readouterr().err
    assert Store(str(tmp_path / "out")).names("") == ["reports/metrics.prom"]


def test_run_with_a_missing_gazetteer_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    flags = ["--output", str(tmp_path / "out"), "--places", str(tmp_path / "ML.txt")]
    assert main(["run", "--input", str(tmp_path / "a.jsonl"), *flags]) == 2
    error = f"{tmp_path}/ML.txt: no such gazetteer file (give a GeoNames country dump such as ML.txt)\n"
    assert capsys.readouterr().err == error


def test_run_where_another_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    with lock(Store(str(tmp_path / "out"))):
        assert main(["run", "--input", str(tmp_path / "a.jsonl"), "--output", str(tmp_path / "out")]) == 1
    assert "another run is writing here" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["taken", "taken/inside"])
def test_run_where_a_file_lies_in_place_of_the_output(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    (tmp_path / "taken").write_text("kept")
    assert main(["run", "--input", str(tmp_path / "a.jsonl"), "--output", str(tmp_path / name)]) == 2
    error = f"{tmp_path}/taken: is a file, and no folder (give a folder)\n"
    assert capsys.readouterr().err == error
    assert (tmp_path / "taken").read_text() == "kept"


@pytest.mark.parametrize("text", ["", " \n"])
def test_explain_of_nothing(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", text]) == 2
    assert capsys.readouterr() == (
        "",
        'there is no text to explain (give one or more sentences: event-coder explain "…")\n',
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("event-coder ")


def into_closed_pipe(*command: str) -> tuple[int, bytes]:
    """Exit code and standard error of a Python process whose output nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    return done.returncode, done.stderr


PRINTS = "from pipeline.cli import guarded; raise SystemExit(guarded(lambda: print('done') or 0))"


def test_output_that_was_closed_is_no_failure() -> None:
    command = f"exec {shlex.quote(sys.executable)} -c {shlex.quote(PRINTS)} >&-"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_output_that_is_full_is_no_full_disk() -> None:
    command, buffered = [sys.executable, "-c", PRINTS], {**os.environ, "PYTHONUNBUFFERED": ""}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, env=buffered, stdout=full, stderr=subprocess.PIPE, check=False)
    message = b"standard output: cannot be written: No space left on device (all else is done)\n"
    assert (done.returncode, done.stderr) == (1, message)


def test_interrupted_while_it_starts() -> None:
    """As if Ctrl-C came while the commands are loaded."""
    code = """import sys
from pipeline import cli
class Interrupting:
    def find_spec(self, name, *more):
        if name == "pipeline.arguments":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
sys.exit(cli.main(["--version"]))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"interrupted: the next run carries on from here\n")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the system has no /proc")
def test_run_where_no_folder_can_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    assert main(["run", "--input", str(tmp_path / "a.jsonl"), "--output", "/proc/absent"]) == 2
    assert "/proc/absent: cannot be made: " in capsys.readouterr().err


@pytest.mark.parametrize("metrics", ["absent/a.prom", "."])
def test_run_with_a_metrics_file_that_cannot_be(
    metrics: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    flags = ["--output", str(tmp_path / "out"), "--metrics", str(tmp_path / metrics)]
    assert main(["run", "--input", str(tmp_path / "a.jsonl"), *flags]) == 2
    assert "cannot be written: metrics (give a file in a folder" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("given", "output", "message"),
    [
        ("s3://bucket/a.jsonl", "out", "s3://bucket/a.jsonl: input URLs are not supported"),
        ("https://example.org/a", "out", "https://example.org/a: input URLs are not supported"),
        ("a.jsonl", "memory://x", "memory://x: is lost when the command ends (give a folder)"),
    ],
)
def test_run_with_a_url_that_cannot_be(
    given: str, output: str, message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = output if "://" in output else str(tmp_path / output)
    assert main(["run", "--input", given, "--output", place]) == 2
    assert capsys.readouterr().err.startswith(message)


def test_closed_pipe_is_quiet() -> None:
    code = "from pipeline.cli import guarded; raise SystemExit(guarded(lambda: print('x' * 100_000) or 0))"
    assert into_closed_pipe("-c", code) == (0, b"")


@pytest.mark.parametrize("faults", [1, 2_000])
def test_faults_are_an_exit_code_whoever_reads_them(tmp_path: Path, faults: int) -> None:
    for number in range(faults):
        (tmp_path / f"{number}.yml").write_text("a: b\n")
    (tmp_path / "codebook.yml").write_text("name: Bad\nversion: 1\n")
    assert into_closed_pipe("-m", "pipeline.cli", "codebook", "check", str(tmp_path)) == (2, b"")


def test_explain_reads_bytes_that_are_no_utf8_as_files_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", os.fsdecode(b"In a caf\xe9 Russia shelled Kharkiv."), "--date", "2022-08-02"]) == 0
    assert capsys.readouterr().out.startswith("In a café Russia shelled Kharkiv.\n")


def test_importing_the_package_is_cheap() -> None:
    code = (
        "import sys, pipeline, pipeline.cli; print(sorted({'spacy', 'pandas', 'pyarrow', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"[]\n"


def test_a_failure_is_one_json_line_where_that_is_asked(tmp_path: Path) -> None:
    flags = ["run", "--log-format", "json", "--input", str(tmp_path / "absent"), "--output", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-m", "pipeline.cli", *flags], cwd=ROOT, capture_output=True, check=False)
    found = json.loads(done.stderr)
    assert (done.returncode, done.stdout, found["exit_code"], found["level"]) == (2, b"", 2, "error")
    assert "absent: no such file or folder" in found["message"]


def test_planning_a_run_loads_nothing_slow(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "date": "2022-08-02", "text": "Troops left."}))
    flags = ["run", "--dry-run", "--input", str(tmp_path), "--output", str(tmp_path / "out")]
    code = (
        "import sys; from pipeline.cli import main; code = main(sys.argv[1:])\n"
        "assert not {'spacy', 'pandas', 'great_expectations', 'trafilatura'} & set(sys.modules), 'slow'\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, *flags], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1 new files to read, and what is new in them to code\n"), done.stderr


@pytest.mark.parametrize("command", [["codebook", "check"], ["codebook", "coverage"], ["evaluate"]])
def test_commands_on_a_folder_that_is_no_codebook(
    command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Troops left.", "quad_class": 2}))
    words = [] if command[-1] == "check" else [str(tmp_path / "a.jsonl")]
    assert main([*command, *words, "--codebooks", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert f"{tmp_path}/codebook.yml: cannot be read" in said.out + said.err
    assert "Traceback" not in said.err


def test_dictionaries_are_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [argument for kind in ("actors", "verbs") for argument in (f"--{kind}", str(SMALL / f"{kind}.txt"))]
    command = ["codebook", "import-petrarch", *files, "--output", str(tmp_path / "book")]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "7 actors, 0 agents" in printed and "verbs.txt:18: a pattern without exactly one *" in printed
    assert main(command) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main(["codebook", "import-petrarch", "--verbs", "/nowhere", "--output", str(tmp_path / "other")]) == 2
    assert "/nowhere: cannot be read" in capsys.readouterr().err


def test_a_night_that_fails_ends_with_its_code_and_runs_the_command(tmp_path: Path) -> None:
    (tmp_path / "night.yml").write_text(
        "input: absent\noutput: out\nlog_folder: logs\non_failure: [sh, -c, 'cat > told; pwd >> told']\n"
    )
    command = [sys.executable, "-m", "pipeline.cli", "nightly", str(tmp_path / "night.yml")]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    (log,) = (tmp_path / "logs").iterdir()
    assert log.read_bytes() == done.stderr
    told = (tmp_path / "told").read_text()
    assert "absent: no such file or folder" in told and f"exit code: 2\noutput: {tmp_path}/out\nlog: {log}\n" in told
