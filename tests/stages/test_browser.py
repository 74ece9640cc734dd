"""The reports in a real browser, on a phone and on a desk. Skipped where there is no Chromium."""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.stages.checks import CheckResult
from pipeline.stages.report import summary_html, validation_html

from .test_summary_page import MANIFEST, SECTIONS, facts

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr",
    "--hide-scrollbars", "--virtual-time-budget=5000", "--dump-dom",
)  # fmt: skip
LONG = "Oberdonaudampfschifffahrtsgesellschaft" * 20  # a word that no line can hold
PHONE, DESK = 360, 1280

# Shows each page in a frame of each width, and writes down what can be measured there.
PROBE = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><pre id="found"></pre><script>
const found = {}
const shown = (page, width) => new Promise(done => {
  const frame = document.createElement("iframe")
  frame.width = width; frame.height = 900; frame.src = page
  frame.onload = () => {
    const inner = frame.contentDocument, root = inner.documentElement
    inner.querySelectorAll("details").forEach(one => { one.open = true })
    found[`${page} ${width}`] = {
      width: root.clientWidth, needed: root.scrollWidth,
      headings: [...inner.querySelectorAll("h2")].map(one => one.textContent),
      drawn: [...inner.querySelectorAll("figure svg")].map(one => one.getBoundingClientRect().height > 50),
      named: [...inner.querySelectorAll("svg")].every(one => one.ariaLabel || one.ariaHidden == "true"),
      scrolling: [...inner.querySelectorAll("div.scroll")].filter(one => one.scrollWidth > one.clientWidth)
        .map(one => one.textContent.trim().slice(0, 40)),
      loaded: frame.contentWindow.performance.getEntriesByType("resource").map(one => one.name),
      small: [...inner.querySelectorAll("td, p, li")].some(one => parseFloat(getComputedStyle(one).fontSize) < 12),
    }
    done()
  }
  document.body.append(frame)
})
addEventListener("load", async () => {
  for (const page of PAGES) for (const width of [360, 1280]) await shown(page, width)
  document.getElementById("found").textContent = JSON.stringify(found)
})
</script>"""


class Seen(NamedTuple):
    """What the probe found in each page at each width, and what the browser's console said."""

    frames: dict[str, Any]
    console: list[str]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    folder = tmp_path_factory.mktemp("pages")
    failure = CheckResult("events", "one of", LONG, "error", False, 1, 2, (LONG, "<b>e1</b>"), LONG)
    pages = {
        "summary.html": summary_html(MANIFEST, facts()),
        "long.html": summary_html(MANIFEST, facts(LONG)),
        "validation.html": validation_html([failure, failure._replace(success=True)]),
        "bad.html": f'<p style="width: 600px">{LONG}<img src="absent.png"><script>console.error("noticed")</script>',
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "probe.html").write_text(PROBE.replace("PAGES", json.dumps(list(pages))), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield _look(f"http://127.0.0.1:{server.server_port}/probe.html", folder / "profile")
    finally:
        server.shutdown()
        server.server_close()


def _look(url: str, profile: Path) -> Seen:
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None and found[1], done.stderr
    return Seen(json.loads(unescape(found[1])), re.findall(r'CONSOLE[^"]*"(.*?)"', done.stderr))


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", ["summary.html", "long.html", "validation.html"])
def test_a_page_fits_its_screen_and_loads_nothing(page: str, width: int, seen: Seen) -> None:
    frame = seen.frames[f"{page} {width}"]
    assert frame["needed"] <= frame["width"] <= width
    assert (frame["loaded"], frame["named"], frame["small"]) == ([], True, False)


def test_no_table_of_the_summary_must_be_scrolled_on_a_phone(seen: Seen) -> None:
    assert seen.frames[f"summary.html {PHONE}"]["scrolling"] == []


def test_every_section_and_plot_is_there(seen: Seen) -> None:
    for width in (PHONE, DESK):
        frame = seen.frames[f"summary.html {width}"]
        assert frame["headings"] == SECTIONS
        assert frame["drawn"] == [True, True, True]


def test_the_probe_notices_what_is_wrong(seen: Seen) -> None:
    bad = seen.frames[f"bad.html {PHONE}"]
    assert bad["needed"] > bad["width"]
    assert [name.rpartition("/")[2] for name in bad["loaded"]] == ["absent.png"]


def test_the_console_is_quiet(seen: Seen) -> None:
    """Apart from what the bad page says, at both widths."""
    assert {text for text in seen.console if "absent.png" not in text and "404" not in text} == {"noticed"}
