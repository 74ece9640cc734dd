"""Every hostile file alone, and then all in one run: good records are coded, the others accounted for."""

import contextlib
import io
import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.api import load_events
from pipeline.cli import main
from pipeline.run.refusals import rejects
from pipeline.run.store import Store
from pipeline.stages.ingest import ingest, read_records

from .inputs import ALL, SHELLING, Hostile, lines


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


MARKS = '<script>alert(1)</script><img src=https://evil.example/x.png> "onload="alert(2)" \'><svg/onload=alert(3)>'
MARKED = {
    "id": f"m1 {MARKS}",
    "date": "2026-03-02",
    "title": f"Town shelled {MARKS}",
    "source": f"The Wire {MARKS}",
    "url": f"javascript:alert(4)//{MARKS}",
    "text": f"Russian forces shelled {MARKS} the town of Izium on Monday. {MARKS} {20 * f'{SHELLING} '}",
}  # long enough to be among the slowest articles, which the summary names


class Run(NamedTuple):
    """A run over every hostile file and an article with marks in all its fields."""

    code: int
    said: str
    output: Path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder, said = tmp_path_factory.mktemp("hostile"), io.StringIO()
    (folder / "in").mkdir()
    for hostile in ALL:
        (folder / "in" / hostile.file).write_bytes(hostile.make(hostile.good))
    (folder / "in" / "marked.jsonl").write_bytes(lines(MARKED))
    flags = ["--workers", "1", "--input", str(folder / "in"), "--output", str(folder / "out")]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["run", *flags])
    return Run(code, said.getvalue(), folder / "out")


def test_all_of_them_in_one_run(ran: Run) -> None:
    assert ran.code == 0, ran.said
    assert "Traceback" not in ran.said and "internal error" not in ran.said

    expected = {hostile.file: Counter(hostile.reasons) for hostile in ALL if hostile.reasons}
    found: dict[str, Counter[str]] = {}
    for row in rejects(Store(str(ran.output))):
        found.setdefault(Path(row["path"]).name, Counter())[row["reason"]] += 1
    assert found == expected

    counts = json.loads((ran.output / "manifest.json").read_text())["counts"]
    assert counts["documents.accepted"] == sum(hostile.documents for hostile in ALL) + 1
    assert counts["documents.read"] == counts["documents.accepted"] + counts["documents.rejected"]

    events = load_events(str(ran.output))
    shelled = set(events[events["trigger_text"] == "shelled"]["doc_id"])
    assert {hostile.good["id"] for hostile in ALL if hostile.documents} <= shelled


class Elements(HTMLParser):
    """What a browser would make of a page: its tags, and all attributes as (tag, name, value)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def dangers(page: str) -> list[str]:
    """Scripts, handlers, and addresses that are loaded or run."""
    found = Elements(page)
    scripts = sorted(found.tags & {"script", "iframe", "object", "embed", "link", "base"})
    handlers = [name for _, name, _ in found.attributes if name.startswith("on")]
    links = [value for _, name, value in found.attributes if name in {"src", "href", "xlink:href", "action", "srcdoc"}]
    return scripts + handlers + [link for link in links if not link.startswith("#")]


def test_a_page_with_dangers_is_told() -> None:
    assert dangers("<script>1</script>") == ["script"]
    assert dangers(f'<p title="{MARKS}">') == ["onload", "onload"]
    assert dangers("<a href='javascript:alert(4)'><img src=https://evil.example/x.png>") == [
        "javascript:alert(4)",
        "https://evil.example/x.png",
    ]


def test_reports_show_marks_as_text(ran: Run) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ran.output / "reports").glob("*.html")}
    assert set(pages) == {"summary.html", "validation.html"}
    assert {name: dangers(page) for name, page in pages.items()} == {"summary.html": [], "validation.html": []}
    assert "&lt;script&gt;alert(1)" in pages["summary.html"]
    for page in pages.values():
        assert "<script" not in page and "<img" not in page and '"onload=' not in page
