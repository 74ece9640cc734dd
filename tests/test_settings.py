from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.settings import Settings, read_settings


def config(folder: Path, text: str) -> Path:
    (folder / "run.yml").write_text(text)
    return folder / "run.yml"


def test_file_gives_every_setting(tmp_path: Path) -> None:
    path = config(
        tmp_path,
        "input: [a, b]\noutput: out\ncodebooks: mine\nworkers: 3\nbatch_size: 50\naliases: {story: text}\n",
    )
    assert read_settings(path) == Settings(("a", "b"), "out", Path("mine"), 3, {"story": "text"}, 50)


def test_flags_override_the_file(tmp_path: Path) -> None:
    path = config(tmp_path, "input: a\noutput: out\ncodebooks: mine\nworkers: 3\n")
    settings = read_settings(path, output="other", workers=None)
    assert (settings.input, settings.output, settings.workers) == (("a",), "other", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("input: a\noutptu: b\n", r"run.yml:2: unknown key 'outptu' \(known keys: input, "),
        ("input: a\nworkers: 0\n", r"run.yml:2: bad value for 'workers' \(it must be a number from 1\)"),
        ("workers: many\n", r"run.yml:1: bad value for 'workers'"),
        ("aliases: [a]\n", r"run.yml:1: bad value for 'aliases'"),
        ("input: {a: b}\n", r"run.yml:1: bad value for 'input'"),
        ("quiet: maybe\n", r"run.yml:1: bad value for 'quiet' \(it must be true or false\)"),
        ("log_format: xml\n", r"run.yml:1: bad value for 'log_format' \(it must be plain or json\)"),
        ("metrics: [a]\n", r"run.yml:1: bad value for 'metrics'"),
        ("output: a\noutput: b\n", r"run.yml:2: repeats the key 'output'"),
        ("input: [a\n", r"run.yml:2: is not valid YAML"),
        ("output: a\n", r"no input is given"),
        ("input: a\n", r"no output folder is given"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_settings(config(tmp_path, text), codebooks=tmp_path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent.yml:0: cannot be read"):
        read_settings(tmp_path / "absent.yml")
