"""Switches: one spelling fits all files."""

from pathlib import Path

import pytest

from pipeline.codebook.load import load_codebook
from pipeline.codebook.shapes import switch
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import CodebookError, Fault

FULL = Path(__file__).parent / "full"


@pytest.mark.parametrize(
    ("value", "told"),
    [("yes", True), ("true", True), ("True", True), ("no", False), ("'no'", False), ("FALSE", False), ("off", False)],
)
def test_a_switch(value: str, told: bool) -> None:
    faults: list[Fault] = []
    assert switch(parse_yaml(f"key: {value}", "book.yml"), "key", "book.yml", faults) is told
    assert faults == []


def test_a_switch_that_is_missing() -> None:
    faults: list[Fault] = []
    assert switch(parse_yaml("other: yes", "book.yml"), "key", "book.yml", faults) is None
    assert faults == []


@pytest.mark.parametrize("value", ["maybe", "1", "''", "[yes]", "{yes: no}"])
def test_a_switch_that_says_neither(value: str) -> None:
    faults: list[Fault] = []
    assert switch(parse_yaml(f"other: yes\nkey: {value}", "book.yml"), "key", "book.yml", faults) is None
    assert list(map(str, faults)) == ["book.yml:2: `key` must be yes or no (true and false say the same)"]


def test_switches_of_incidents_can_be_off() -> None:
    table = load_codebook(FULL).incidents
    military, government, rebels = (table.kinds[name] for name in ("military", "government", "rebels"))
    assert not military.thing and government.weak and rebels.apart and not table.kinds["police"].named
    assert not table.rows[0].pair and table.rows[0].persons and not table.rows[1].persons


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("acled.yml", 'thing: "no"', "thing: nope"),
        ("acled.yml", 'pair: "no"', "pair: [no]"),
        ("topics.yml", 'abroad: "yes"', "abroad: maybe"),
        ("actors/all.yml", 'owned: "yes"', "owned: perhaps"),
        ("actions/10_trade.yml", 'mutual: "yes"', "mutual: often"),
    ],
)
def test_switches_of_all_files_are_read_alike(tmp_path: Path, name: str, old: str, new: str) -> None:
    for path in FULL.rglob("*.yml"):
        copy = tmp_path / "full" / path.relative_to(FULL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8").replace("../tiny", str(FULL.parent / "tiny")))
    changed = tmp_path / "full" / name
    changed.write_text(changed.read_text(encoding="utf-8").replace(old, new))
    with pytest.raises(CodebookError, match=f"`{new.split(':')[0]}` must be yes or no"):
        load_codebook(tmp_path / "full")
