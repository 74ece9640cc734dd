"""Does a run grow slower or larger with the archive? `python -m tests.bench --scale 1000 10000 [--remembered]`.

For each size: a first run over so many articles, then a night with 100 more, then one with nothing to do. Each is a
process of its own with two workers, whose memory, with that of all its children, is looked at twice a second. A larger
archive is a longer one: it has as many articles a day.

With `--remembered` each distinct sentence is parsed once in each process, and its mentions are used again. Articles are
made of some four hundred sentences, so that this takes the parsing out of the measurement, and leaves everything else
as it is: reading, batches, coding, checks, publication.
"""

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import Mention, mentions_to_table
from pipeline.run.runner import PARTS, Parts, run
from pipeline.settings import Settings
from tests.bench import Stopwatch, articles

WORKERS, A_NIGHT = 2, 100  # processes, articles
LONG, SHORT = (8, 14), (3, 4)  # sentences in an article
LOOK_EVERY = 0.5  # seconds between two looks at memory
FILE = 10_000  # articles in an input file
FIRST_DAY, A_DAY = date(2020, 1, 1), 500  # when the archive begins, and articles a day


@cache
def _mentions(sentence: str) -> tuple[Mention, ...]:
    """The mentions of a sentence that begins at character 0."""
    parsed = parse([("", [(0, 0, sentence)])])
    return tuple(mention for one in parsed for mention in read_sentence(one.nodes, "", 0))


def detect(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    """The stage that detects mentions, with a memory of sentences."""
    rows = zip(*(sentences[name].to_pylist() for name in ("doc_id", "sentence_id", "start", "text")), strict=True)
    return mentions_to_table(
        _moved(m, doc, number, start) for doc, number, start, text in rows for m in _mentions(text)
    )


def _moved(mention: Mention, doc_id: str, sentence_id: int, by: int) -> Mention:
    args = tuple(arg._replace(start=arg.start + by, end=arg.end + by) for arg in mention.args)
    scope = tuple(one._replace(start=one.start + by, end=one.end + by) for one in mention.scope)
    start, end = mention.start + by, mention.end + by
    return mention._replace(doc_id=doc_id, sentence_id=sentence_id, start=start, end=end, args=args, scope=scope)


def parts(remembered: bool) -> Parts:
    """The pipeline, with or without the memory."""
    function = "tests.scale:detect"
    stages = (one._replace(function=function) if remembered and one.name == "mentions" else one for one in PARTS.stages)
    return PARTS._replace(stages=tuple(stages))


class Step(NamedTuple):
    """One run: its articles, seconds, the seconds of its stages, and the most memory it took, in MB."""

    articles: int
    seconds: float
    stages: dict[str, float]
    peak: float = 0.0


def measure(size: int, remembered: bool) -> list[Step]:
    """A first run, a night with more, a night with nothing."""
    with tempfile.TemporaryDirectory() as folder:
        every = _dated(articles(size + A_NIGHT, SHORT if remembered else LONG))
        _write(Path(folder) / "in", every[:size])
        first = _watched(folder, size, remembered)
        _write(Path(folder) / "in" / "night", every[size:])
        return [first, _watched(folder, A_NIGHT, remembered), _watched(folder, 0, remembered)]


def _dated(records: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    days = (FIRST_DAY + timedelta(days=number // A_DAY) for number in itertools.count())
    return [{**one, "date": day.isoformat()} for one, day in zip(records, days, strict=False)]


def _write(folder: Path, records: Sequence[dict[str, str]]) -> None:
    folder.mkdir(parents=True)
    for start in range(0, len(records), FILE):
        lines = "".join(json.dumps(one) + "\n" for one in records[start : start + FILE])
        (folder / f"{start:07d}.jsonl").write_text(lines, encoding="utf-8")


def _watched(folder: str, count: int, remembered: bool) -> Step:
    command = [sys.executable, "-m", "tests.scale", folder, str(int(remembered))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(map(_megabytes, _family(process.pid))))
            time.sleep(LOOK_EVERY)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    found = json.loads(said.splitlines()[-1])
    return Step(count, found["seconds"], found["stages"], peak)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(path).split():
            yield from _family(int(child))


def _megabytes(pid: int) -> float:
    """The memory of a process, its share of what it shares with others."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""  # the process has ended


def table(size: int, steps: Iterable[Step]) -> Iterator[str]:
    """What is printed for a size."""
    for name, step in zip(("first run", "a night more", "nothing to do"), steps, strict=True):
        each = f"{1000 * step.seconds / step.articles:8.1f} ms an article" if step.articles else " " * 22
        yield f"{size:>8,}  {name:<14} {step.seconds:9.1f} s {each} {step.peak:7.0f} MB"
        if step.articles:
            yield "          " + "  ".join(f"{k} {1000 * v / step.articles:.2f}" for k, v in step.stages.items())


def print_scale(sizes: Iterable[int], remembered: bool) -> None:
    """Measure and print, one size after the other."""
    for size in sizes:
        for line in table(size, measure(size, remembered)):
            print(line, flush=True)


def main(folder: str, remembered: str) -> None:
    """One run over folder/in, in a process of its own: prints its seconds as JSON."""
    from pipeline.codebook.load import default_codebooks

    watch, began = Stopwatch(), time.monotonic()
    settings = Settings((f"{folder}/in",), f"{folder}/out", default_codebooks(), WORKERS)
    run(settings, parts(bool(int(remembered))), watch)
    print(json.dumps({"seconds": time.monotonic() - began, "stages": watch.seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
