"""The documentation says what is so: its commands, keys, columns and examples exist."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from pipeline import load_events
from pipeline.arguments import parser
from pipeline.cli import main
from pipeline.codebook import duplicates, ontology
from pipeline.codebook.actions import composition, example
from pipeline.codebook.actions import reader as actions
from pipeline.codebook.actions.composition import read_composition
from pipeline.codebook.actions.reader import ActionReader
from pipeline.codebook.actors import places as place_file
from pipeline.codebook.actors import reader as actors
from pipeline.codebook.actors import references
from pipeline.codebook.actors.reader import read_actors
from pipeline.codebook.incidents import reader as incident_reader
from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.codebook.topics import reader as topic_file
from pipeline.codebook.words import read_word_sets
from pipeline.codebook.yamlio import load_yaml, parse_yaml
from pipeline.errors import Fault
from pipeline.run.metrics import write_metrics
from pipeline.run.store import Store
from pipeline.settings import read_settings
from pipeline.stages import check_suite, drift_limits, gold, grounds
from pipeline.stages.check_suite import read_checks
from pipeline.stages.examples import cases, code_cases, judge
from pipeline.tables import DOCUMENTS, DUPLICATES, EVENTS, INCIDENTS, MENTIONS, REJECTS, SENTENCES, STATUSES

ROOT = Path(__file__).parents[1]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))}
COMMAND = re.compile(r"event-coder((?: [^\n`&|>#]+)+)")
SCHEMAS = {
    "events": EVENTS, "incidents": INCIDENTS, "documents": DOCUMENTS, "sentences": SENTENCES, "mentions": MENTIONS,
    "rejects": REJECTS, "duplicates": DUPLICATES,
}  # fmt: skip
KEYS = {
    "action file": actions._FILE_KEYS,
    "rule": actions._RULE_KEYS,
    "example": {"text", *example._EXPECTED},
    "code": ontology.CODE_KEYS,
    "traits": set(ontology.Traits._fields),
    "labelled": {"id", "date", "text", *gold.LEVELS, *gold.SIDES, *(f"{side}_spans" for side in gold.SIDES)},
    "cue": set(composition._CUE_ROW),
    "absorption": set(composition.Absorption._fields),
    "actor": actors._COUNTRY_KEYS,
    "dated role": actors._DATED_KEYS,
    "acled": actors._ACLED_KEYS,
    "role noun": actors._ROLE_KEYS,
    "references.yml": references.KEYS | {"about"},
    "reference": references.ENTRY_KEYS,
    "places.yml": place_file.SECTIONS,
    "acled.yml": incident_reader._SECTIONS,
    "row": incident_reader._ROW_KEYS,
    "side": incident_reader._SIDE_KEYS,
    "topics.yml": topic_file.SECTIONS,
    "topic": topic_file.KEYS,
    "points": topic_file.POINTS,
    "duplicates.yml": duplicates.KEYS,
    "check": check_suite._KEYS,
    "drift": drift_limits.KEYS,
}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(default_codebooks())


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page that are marked with a language ("" for none)."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)
    return [text for marked, text in fenced if marked == language]


def yaml_blocks(key: str) -> list[str]:
    """The fenced YAML of the codebook page and the README whose top level has a key."""
    found = [*blocks("codebook.md", "yaml"), *blocks("README.md", "yaml")]
    return [text for text in found if key in parse_yaml(text, "docs")]


def first_cells(table: str) -> list[str]:
    """The names in code font in the first column of a Markdown table."""
    rows = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("|")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def table_after(page: str, mark: str) -> str:
    return PAGES[page].split(mark, 1)[1].lstrip().split("\n\n", 1)[0]


def shown(kind: object) -> str:
    """A column's type as the page writes it."""
    text = str(kind).replace("date32[day]", "date32").replace("float", "float32").replace("double", "float64")
    return re.sub(r"list<\w+: (string|struct).*", r"`list<\1>`", text, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_understood(page: str) -> None:
    for arguments in COMMAND.findall(PAGES[page]):
        words = shlex.split(arguments)
        if any(word.startswith("-") or " " in word for word in words):
            parser().parse_args(words)
        else:
            with pytest.raises(SystemExit) as stopped:
                parser().parse_args([*words[:2], "--help"] if words[0] == "codebook" else [words[0], "--help"])
            assert stopped.value.code == 0, arguments


def test_there_are_commands_to_understand() -> None:
    assert len(COMMAND.findall(PAGES["codebook.md"])) >= 5


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", PAGES[page], re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = ROOT if page == "README.md" else ROOT / "docs"
    for target, anchor in re.findall(r"\]\(([^)#:]*)#?([^)]*)\)", PAGES[page]):
        assert (folder / target).exists(), target
        if anchor:
            text = PAGES[Path(target).name] if target else PAGES[page]
            heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}, anchor


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_those_of_the_loader(name: str) -> None:
    assert set(first_cells(table_after("codebook.md", f"<!-- keys: {name} -->"))) == KEYS[name]


def test_every_flag_of_a_run_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["run", "--help"])
    flags = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert set(re.findall(r"^\| `(--[a-z-]+)`", PAGES["operations.md"], re.MULTILINE)) == flags


def test_the_example_configurations_are_read(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.yml" for number in range(2)]
    for file, text in zip(files, blocks("operations.md", "yaml"), strict=True):
        file.write_text(text, encoding="utf-8")
    run, night = map(read_settings, files)
    assert (run.workers, run.aliases["story_body"], run.quiet) == (4, "text", True)
    assert (night.keep_logs, night.on_failure[0], night.most_refused, night.stale_after) == (90, "mail", 0.2, 3)


def test_every_metric_is_described(tmp_path: Path) -> None:
    write_metrics(Store(str(tmp_path)), str(tmp_path / "file.prom"), 0, 1.0)
    written = re.findall(r"^# TYPE (\S+) gauge$", (tmp_path / "file.prom").read_text(), re.MULTILINE)
    section = PAGES["operations.md"].split("## Metrics", 1)[1].split("\n## ", 1)[0]
    assert sorted(first_cells(section)) == sorted(written)


def test_every_reason_for_a_refusal_is_described() -> None:
    given = {phrase for name, phrase in vars(grounds).items() if name.isupper() and isinstance(phrase, str)}
    section = PAGES["operations.md"].split("## Records that are refused", 1)[1].split("\n## ", 1)[0]
    rows = [line.split(" | ")[1] for line in section.splitlines() if line.startswith("| ")]
    described = {reason for cell in rows for reason in re.findall(r"`([a-z ]+)`", cell, re.IGNORECASE)}
    assert given == described


@pytest.mark.parametrize("text", yaml_blocks("root"), ids=lambda text: re.search(r"id: (\S+)", text)[1])
def test_example_rules_load(text: str, codebook: Codebook) -> None:
    file, faults = read_rules(text, codebook)
    assert faults == []
    assert len(file.rules) == 1


def read_rules(text: str, codebook: Codebook) -> tuple[actions.ActionFile, list[Fault]]:
    faults: list[Fault] = []
    words = default_codebooks() / "words.yml"
    sets = read_word_sets(load_yaml(words), str(words), faults)
    return ActionReader(sets, codebook.codes, codebook.composition, faults).read(
        parse_yaml(text, "docs"), "docs"
    ), faults


@pytest.fixture
def first_codebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the tutorial writes, as `my` in the working directory."""
    (tmp_path / "my" / "actions").mkdir(parents=True)
    (head,) = yaml_blocks("extends")
    (tmp_path / "my" / "codebook.yml").write_text(head, encoding="utf-8")
    (tmp_path / "my" / "actions" / "17_jamming.yml").write_text(yaml_blocks("root")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("my")


def test_the_first_rule_works_as_told(first_codebook: Path) -> None:
    book = load_codebook(first_codebook)
    own = [case for case in cases(book.files) if case.path.endswith("17_jamming.yml")]
    assert [case.kind for case in own] == ["match", "no_match"]
    assert [judge(*one) for one in code_cases(own, book)] == [None, None]


def test_the_rule_of_word_order_works_as_told(first_codebook: Path) -> None:
    (text,) = (block for block in yaml_blocks("root") if "text: " in block.split("match:")[0])
    (first_codebook / "actions" / "17_custody.yml").write_text(text, encoding="utf-8")
    book = load_codebook(first_codebook)
    own = [case for case in cases(book.files) if case.path.endswith("17_custody.yml")]
    assert len(own) == 2
    assert [judge(*one) for one in code_cases(own, book)] == [None, None]


def test_the_first_explanation_is_real(first_codebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Apart from the rules that lost, which change with the codebook."""
    (told,) = (text for text in blocks("codebook.md", "") if "─────" in text)
    assert main(["explain", told.splitlines()[0], "--codebooks", str(first_codebook), "--date", "2026-03-02"]) == 0
    real = capsys.readouterr().out
    assert winners(told) == winners(real)


def winners(explanation: str) -> list[str]:
    return [line for line in explanation.rstrip().splitlines() if "✘" not in line]


def test_example_actors_load(tmp_path: Path) -> None:
    (named,) = yaml_blocks("actors")
    nouns = [text for text in yaml_blocks("roles") if "nouns:" in text]
    files = [tmp_path / f"{number}.yml" for number in range(1 + len(nouns))]
    for path, text in zip(files, [named, *nouns], strict=True):
        path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    book = read_actors(files, faults, tmp_path)
    assert faults == []
    assert len(book.actors) == 5
    assert len(book.roles) == 2


def test_example_checks_load(codebook: Codebook) -> None:
    (text,) = yaml_blocks("checks")
    assert [check.level for check in read_checks(parse_yaml(text, "docs"), codebook.vocabulary)] == ["error", "warning"]


def test_example_limits_load() -> None:
    (text,) = yaml_blocks("drift")
    limits = drift_limits.read_drift_limits(parse_yaml(text, "docs"))
    assert [(limit.measure, limit.level) for limit in limits] == [
        ("sentences coded", "warning"),
        ("silent outlets", "error"),
    ]
    described = table_after(
        "codebook.md", "<!-- keys: drift -->\n\n" + table_after("codebook.md", "<!-- keys: drift -->")
    )
    assert set(first_cells(described)) == set(drift_limits.MEASURES)


def test_the_tables_of_composition_and_status_are_named(codebook: Codebook) -> None:
    page = PAGES["codebook.md"]
    named = re.search(r"The tables are (.*?); a codebook may have others", page, re.DOTALL)
    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) == set(codebook.composition.tables)
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (?:`(\w+)`)? ?\| ", page, re.MULTILINE)
    assert {name: (table, modality or "none") for name, table, modality in rows} == {
        name: (outcome.compose, outcome.modality) for name, outcome in codebook.composition.status.items()
    }
    section = page.split("## Status", 1)[1].split("The table at the end", 1)[0]
    assert set(re.findall(r"^\| `(\w+)` \| [^`]", section, re.MULTILINE)) == set(STATUSES)


def test_example_cues_load(codebook: Codebook) -> None:
    (text,) = yaml_blocks("cues")
    faults: list[Fault] = []
    read = read_composition(parse_yaml(text, "docs"), "docs", codebook.codes, faults)
    assert (faults, len(read.cues)) == ([], 2)


def test_the_example_of_a_changed_rule_and_of_added_topics_load(first_codebook: Path) -> None:
    (without,), (topics,) = yaml_blocks("without"), yaml_blocks("topics")
    before = load_codebook(first_codebook)
    (first_codebook / "topics").mkdir()
    (first_codebook / "topics" / "mine.yml").write_text(topics, encoding="utf-8")
    with (first_codebook / "codebook.yml").open("a", encoding="utf-8") as head:
        head.write(without)
    after = load_codebook(first_codebook)
    assert after.topics.topics.keys() - before.topics.topics.keys() == {"mining"}
    assert before.vocabulary.rule_ids - after.vocabulary.rule_ids == {"cyber.hack"}


@pytest.mark.parametrize("table", SCHEMAS)
def test_columns_are_those_of_the_schema(table: str) -> None:
    section = PAGES["columns.md"].split(f"## `{table}`", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|", section.split("\n### ", 1)[0], re.MULTILINE)
    assert rows == [(field.name, shown(field.type)) for field in SCHEMAS[table]]


def test_columns_of_arguments_are_those_of_the_schema() -> None:
    section = PAGES["columns.md"].split("### `args` of a mention", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|", section, re.MULTILINE)
    argument = MENTIONS.field("args").type.value_type
    assert rows == [(field.name, shown(field.type)) for field in argument]


@pytest.mark.parametrize("table", ["events", "incidents"])
def test_rows_in_the_readme_are_those_of_the_sample(table: str, coded_sample: Path) -> None:
    key = {"events": "source_text", "incidents": "sub_event_type"}[table]
    head, _, *rows = table_after("README.md", "\n\n| `event_date` | " + f"`{key}`").splitlines()
    columns = ["event_date", key, *re.findall(r"`(\w+)`", head)]
    found = load_events(coded_sample, table)[columns].astype("string").fillna("")
    known = {tuple(row) for row in found.itertuples(index=False)}
    told = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]
    assert len(told) >= 3
    assert [row for row in told if row not in known] == []


def test_the_python_of_the_readme_runs_with_what_make_pipeline_installs(
    coded_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "out").symlink_to(coded_sample)
    monkeypatch.chdir(tmp_path)
    for package in ("matplotlib", "matplotlib.pyplot"):  # which the tests alone need
        monkeypatch.setitem(sys.modules, package, None)
    (text,) = blocks("README.md", "python")
    exec(compile(text, "README.md", "exec"), {})  # noqa: S102 - our own
    assert "quad_class" in capsys.readouterr().out


def test_the_readme_counts_the_columns() -> None:
    assert f"[{len(EVENTS)} columns]" in PAGES["README.md"]


def test_the_first_rule_is_explained_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head, rule = blocks("codebook.md", "yaml")[:2]
    (tmp_path / "my" / "actions").mkdir(parents=True)
    (tmp_path / "my" / "codebook.yml").write_text(head, encoding="utf-8")
    (tmp_path / "my" / "actions" / "17_jamming.yml").write_text(rule, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = next(text for text in blocks("codebook.md", "sh") if "GPS" in text)
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip() == blocks("codebook.md", "")[0].strip()
