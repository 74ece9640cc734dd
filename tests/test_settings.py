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
    inputs = (str(tmp_path / "a"), str(tmp_path / "b"))
    expected = Settings(inputs, str(tmp_path / "out"), tmp_path / "mine", 3, {"story": "text"}, 50)
    assert read_settings(path) == expected


def test_file_gives_the_settings_of_the_night(tmp_path: Path) -> None:
    text = "input: a\noutput: b\nlog_folder: logs\nkeep_logs: 30\nkeep_reports: 7\nmost_refused: 2.5%\nstale_after: 3\n"
    found = read_settings(config(tmp_path, f"{text}on_failure: [mail, -s, event-coder, ops@example.org]\n"))
    assert (found.log_folder, found.keep_logs, found.keep_reports) == (tmp_path / "logs", 30, 7)
    assert (found.most_refused, found.stale_after) == (0.025, 3)
    assert found.on_failure == ("mail", "-s", "event-coder", "ops@example.org")


def test_paths_in_the_file_start_at_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conf[1]").mkdir()
    text = "input: [../*.csv, /srv/news, one.csv]\noutput: s3://bucket/out\nmetrics: m.prom\non_failure: [./tell, me]\n"
    path = config(tmp_path / "conf[1]", text)
    monkeypatch.chdir("/")
    found = read_settings(path)
    assert found.input == (f"{tmp_path}/conf[[]1]/../*.csv", "/srv/news", f"{tmp_path}/conf[1]/one.csv")
    assert (found.output, found.metrics) == ("s3://bucket/out", f"{tmp_path}/conf[1]/m.prom")
    assert found.on_failure == (f"{tmp_path}/conf[1]/tell", "me")


def test_places_are_files_beside_the_configuration(tmp_path: Path) -> None:
    text = "input: a\noutput: out\nplaces: "
    assert read_settings(config(tmp_path, f"{text}ML.txt\n")).places == (tmp_path / "ML.txt",)
    path = config(tmp_path, f"{text}[ML.txt, /srv/BF.txt]\n")
    assert read_settings(path).places == (tmp_path / "ML.txt", Path("/srv/BF.txt"))
    assert read_settings(path, places=(Path("NE.txt"),)).places == (Path("NE.txt"),)


def test_flags_override_the_file(tmp_path: Path) -> None:
    path = config(tmp_path, "input: a\noutput: out\ncodebooks: mine\nworkers: 3\n")
    settings = read_settings(path, output="other", workers=None)
    assert (settings.input, settings.output, settings.workers) == ((str(tmp_path / "a"),), "other", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("input: a\noutptu: b\n", r"run.yml:2: unknown key 'outptu' \(known keys: input, "),
        ("input: a\nworkers: 0\n", r"run.yml:2: bad value for 'workers' \(it must be a number from 1\)"),
        ("workers: many\n", r"run.yml:1: bad value for 'workers'"),
        ("places: {a: b}\n", r"run.yml:1: bad value for 'places' \(it must be a file, or a list of files\)"),
        ("aliases: [a]\n", r"run.yml:1: bad value for 'aliases'"),
        (
            "aliases:\n  went_out: date\n  body: txt\n",
            r"run.yml:3: 'body' .* 'txt' \(did you mean text\? Columns are id, ",
        ),
        ("aliases: {a: headline}\n", r"run.yml:1: .* 'headline' \(did you mean title\?"),
        ("aliases: {a: Text}\n", r"run.yml:1: .* 'Text' \(did you mean text\?"),
        ("aliases: {a: zzz}\n", r"run.yml:1: .* 'zzz' \(Columns are id, date, text, title, source, url, lang\)"),
        ("input: {a: b}\n", r"run.yml:1: bad value for 'input'"),
        ("quiet: maybe\n", r"run.yml:1: bad value for 'quiet' \(it must be true or false\)"),
        ("log_format: xml\n", r"run.yml:1: bad value for 'log_format' \(it must be plain or json\)"),
        ("metrics: [a]\n", r"run.yml:1: bad value for 'metrics'"),
        ("input: []\n", r"run.yml:1: bad value for 'input' \(it must be a path, or a list of paths\)"),
        ("output: a\ninput: ''\n", r"run.yml:2: bad value for 'input'"),
        ("input: [a, ' ']\n", r"run.yml:1: bad value for 'input'"),
        ("on_failure: mail ops\n", r"run.yml:1: bad value for 'on_failure' \(it must be a list: a command"),
        ("on_failure: [mail, [ops]]\n", r"run.yml:1: bad value for 'on_failure'"),
        ("keep_logs: -1\n", r"run.yml:1: bad value for 'keep_logs' \(it must be a number of days"),
        ("most_refused: 0.2\n", r"run.yml:1: bad value for 'most_refused' \(it must be a share like 20%\)"),
        ("most_refused: 120%\n", r"run.yml:1: bad value for 'most_refused'"),
        ("output: a\noutput: b\n", r"run.yml:2: repeats the key 'output'"),
        ("input: [a\n", r"run.yml:2: is not valid YAML"),
        ("output: a\n", r"no input is given"),
        ("input: a\noutput: ''\n", r"no output folder is given"),
        ("input: a\n", r"no output folder is given"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_settings(config(tmp_path, text), codebooks=tmp_path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent\.yml: cannot be read"):
        read_settings(tmp_path / "absent.yml")
