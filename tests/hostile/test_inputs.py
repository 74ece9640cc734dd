"""Every hostile file alone, and then all in one run: good records are coded, the others accounted for."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.api import load_events
from pipeline.cli import main
from pipeline.run.refusals import rejects
from pipeline.run.store import Store
from pipeline.stages.ingest import ingest, read_records

from .inputs import ALL, SHELLING, Hostile


@pytest.mark.parametrize("hostile", ALL, ids=lambda hostile: hostile.file)
def test_what_comes_of_a_file(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / hostile.file
    path.write_bytes(hostile.make(hostile.good))
    documents, refused = ingest(read_records(path))
    assert tuple(refused.column("reason").to_pylist()) == hostile.reasons
    assert documents.num_rows == hostile.documents
    if hostile.documents:
        texts = dict(zip(*(documents.column(name).to_pylist() for name in ("doc_id", "text")), strict=True))
        assert SHELLING in texts[hostile.good["id"]]
    assert all(len(detail) < 300 and "\n" not in detail for detail in refused.column("detail").to_pylist())


def test_all_of_them_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for hostile in ALL:
        (tmp_path / "in" / hostile.file).write_bytes(hostile.make(hostile.good))
    output = str(tmp_path / "out")
    assert main(["run", "--workers", "1", "--input", str(tmp_path / "in"), "--output", output]) == 0
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err and "internal error" not in said.err

    expected = {hostile.file: Counter(hostile.reasons) for hostile in ALL if hostile.reasons}
    found: dict[str, Counter[str]] = {}
    for row in rejects(Store(output)):
        found.setdefault(Path(row["path"]).name, Counter())[row["reason"]] += 1
    assert found == expected

    counts = json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"]
    assert counts["documents.accepted"] == sum(hostile.documents for hostile in ALL)
    assert counts["documents.read"] == counts["documents.accepted"] + counts["documents.rejected"]

    events = load_events(output)
    shelled = set(events[events["trigger_text"] == "shelled"]["doc_id"])
    assert {hostile.good["id"] for hostile in ALL if hostile.documents} <= shelled
