"""Records in PETRARCH's form are read, coded from their text, and scored."""

import shutil
from pathlib import Path

import pytest

from tests import quality, quality_petrarch
from tests.codebook.petrarch import SMALL

RECORDS = """<Validation>
<Environment><Verbfile>verbs.txt</Verbfile><Actorfile>actors.txt</Actorfile><Agentfile>agents.txt</Agentfile>
<Discardfile>discards.txt</Discardfile></Environment>
<Sentences>
<Sentence date="19320501" id="A" category="ONE"><EventCoding sourcecode="RUR" targetcode="FRE" eventcode="052A" />
<Text>Ruritania thanked
Freedonia.</Text><Parse>(ROOT)</Parse></Sentence>
<Sentence date="19320501" id="B" category="ONE"><EventCoding noevents="True" />
<Text>Ruritania thanked Freedonia.</Text></Sentence>
<Sentence date="19320501" id="C" category="TWO"><EventCoding error="storydiscard" />
<Text>Ruritania thanked Freedonia for a lottery.</Text></Sentence>
</Sentences></Validation>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SMALL.glob("*.txt"):
        shutil.copy(path, tmp_path)
    (tmp_path / "records.xml").write_text(RECORDS)
    return tmp_path


def test_records_are_read(folder: Path) -> None:
    first, second, third = quality_petrarch.read_records(folder / "records.xml")
    assert (first.text, first.date) == ("Ruritania thanked Freedonia.", "1932-05-01")
    assert first.expected == {("RUR", "FRE", "052A")}
    assert second.expected == third.expected == frozenset()
    assert quality_petrarch.apart([first, second, third]) == [[first, third], [second]]


def test_what_is_no_file_of_records(tmp_path: Path) -> None:
    for text in ("<a", "<a></a>"):
        (tmp_path / "a.xml").write_text(text)
        with pytest.raises(ValueError, match=r"XML|Environment"):
            quality_petrarch.read_records(tmp_path / "a.xml")


def test_a_record_is_right_when_exactly_its_events_are_coded(folder: Path) -> None:
    records = quality_petrarch.read_records(folder / "records.xml")
    event = {"source_code": "RUR", "target_code": "FRE", "cameo_code": "052A"}
    figures = quality_petrarch.score_records(records, {"000": [event, event], "001": [event]})
    assert figures == {"exact": pytest.approx(2 / 3), "  ONE (2)": 0.5, "  TWO (1)": 1.0}
    more = {**event, "target_code": None}
    assert quality_petrarch.score_records(records, {"000": [event, more]})["  ONE (2)"] == 0.5


def test_a_folder_with_records_from_end_to_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main([str(folder)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("exact")]
    assert line.split()[-1] == "0.667"
