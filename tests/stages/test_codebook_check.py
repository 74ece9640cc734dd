"""What a check of a codebook folder finds, as faults and as warnings."""

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.stages.codebook_check import check_codebook
from tests.codebook.making import copy_tiny, messages

TAIL = "no_match: [Rain fell.]\n"
UNSHOWN = 'id: late, verb: [quibble], code: "50", todo_match: [There was some quibbling in Sylvania.]'


def more(folder: Path, *rules: str) -> Path:
    """The tiny codebook with some rules of root 50 beside."""
    body = "".join(f"  - {{{rule}}}\n" for rule in rules)
    return copy_tiny(folder, actions__60_more=f'root: "50"\nrules:\n{body}{TAIL}')


def test_faults_of_loading(tmp_path: Path) -> None:
    result = check_codebook(tmp_path)
    assert (len(result.faults), result.rules) == (1, 0)
    assert "1 fault" in str(result)


def test_a_rule_that_ties_in_its_own_example_is_a_fault(tmp_path: Path) -> None:
    one = 'id: a_twin, verb: [sue], code: "50", where: {object: present}, match: [Freedonia sued Sylvania.]'
    two = 'id: other, verb: [sue], code: "50", where: {subject: present}, match: [Freedonia sued.]'
    folder = more(tmp_path, one, two.replace('"50"', '"55"'))
    assert "a_twin: ties with rule other" in messages(check_codebook(folder).faults)


def test_a_tie_in_another_example_is_a_warning(tmp_path: Path) -> None:
    """Both fit only where subject and object stand; neither shows that in an example of its own."""
    folder = more(
        tmp_path,
        'id: on_lady, verb: [scold], where: {object: [lady]}, code: "50", match: [A lackey scolded a lady.]',
        'id: by_king, verb: [scold], where: {subject: [king]}, code: "501", match: [The king scolded Freedonia.]',
        'id: quarrel.say, verb: [claim], speech: true, code: "50", match: [Freedonia claimed the king scolded a lady.]',
    )
    (folder / "cameo.yml").write_text(
        (folder / "cameo.yml").read_text() + '  "501": {label: Scold, quad: "3"}\n', encoding="utf-8"
    )
    result = check_codebook(folder)
    ties = [str(warning) for warning in result.warnings if " ties with " in warning.what]
    assert len(ties) == 1
    assert "rule by_king ties with on_lady" in ties[0]
    assert "60_more.yml:4" in ties[0]  # where the winner stands


def test_a_rule_that_wins_nothing_is_a_warning(tmp_path: Path) -> None:
    folder = more(
        tmp_path, 'id: late, verb: [quibble], code: "50", todo_match: [There was some quibbling in Sylvania.]'
    )
    result = check_codebook(folder)
    assert "rule late codes nothing in any example" in messages(result.warnings)
    assert result.faults == []


def test_codes_that_no_example_yields_are_warnings(tmp_path: Path) -> None:
    rule = "id: vow, verb: [vow], compose: promise, match: [{text: Freedonia vowed to buy oil.MORE}]"
    vow = f'root: "30"\nrules: [{{{rule}}}]\n'
    asked = copy_tiny(tmp_path / "a", actions__30_promise=vow.replace("MORE", ', code: "301"') + TAIL)
    unasked = copy_tiny(tmp_path / "b", actions__30_promise=vow.replace("MORE", "") + TAIL)
    assert "no example yields code 301, 'Promise to buy'" in messages(check_codebook(unasked).warnings)
    found = messages(check_codebook(asked).warnings)
    assert "yields code 30, 'Promise'" in found
    assert "301" not in found


def test_the_command_prints_faults_before_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "check", str(more(tmp_path / "a", UNSHOWN))]) == 0
    warning, last = capsys.readouterr().out.splitlines()
    assert warning.startswith("warning: ")
    assert last == "7 rules, 13 examples, no faults, 1 warning"
    stray = 'id: stray, verb: [haul], code: "10", match: [A king hauled oil.]'
    folder = more(tmp_path / "b", stray, UNSHOWN)
    assert main(["codebook", "check", str(folder)]) == 2
    kinds = [line.startswith("warning: ") for line in capsys.readouterr().out.splitlines()[:-1]]
    assert kinds == [False, True]


def test_of_many_faults_the_first_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = "".join(f"  - {{id: r.{number}, verb: [sue], code: '99', match: [A sued.]}}\n" for number in range(30))
    folder = copy_tiny(tmp_path, actions__60_more=f"rules:\n{rules}{TAIL}")
    assert main(["codebook", "check", str(folder)]) == 2
    *told, more, last = capsys.readouterr().out.splitlines()
    assert (len(told), more, last) == (20, "… and 10 more faults", "30 faults; no example was run")


def test_faults_of_checks_name_the_folder(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, checks="checks:\n  - {table: event, column: event_id, expect: unique}\n")
    assert f"{folder}/checks.yml:2: unknown table 'event'" in messages(check_codebook(folder).faults)


def test_faults_of_incidents_name_the_folder(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    with (folder / "acled.yml").open("a") as table:
        table.write("colour: red\n")
    assert f"{folder}/acled.yml:" in messages(check_codebook(folder).faults)
