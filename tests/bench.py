"""How fast, against the parser alone: `python -m tests.bench [ARTICLES] [ROUNDS]`; with `--scale`, see tests/scale.py.

The yardstick is spaCy's model with its default components over the same texts in the same process; our times are given
as shares of it, since seconds differ from machine to machine and from minute to minute. Rounds alternate; medians
count. The articles are sentences of the bundled sample in new combinations, the same ones every time.
"""

import argparse
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline.codebook.load import default_codebooks
from pipeline.grammar.model import PACKAGE
from pipeline.run import runner
from pipeline.run.executors import Processes, Serial
from pipeline.run.progress import Progress
from pipeline.run.runner import run
from pipeline.run.task import Loader, codebook_digest, run_job
from pipeline.run.task import resource as load_resource
from pipeline.settings import Settings
from pipeline.stages import LOADERS

SAMPLE = Path(__file__).parents[1] / "data" / "sample.jsonl"
_SENTENCE = re.compile(r"[^\n]+?[.!?][\"”]?(?=\s|$)")
_RELOAD = """
import sys, time
from pathlib import Path
from pipeline.codebook.load import load_codebook
began = time.monotonic()
load_codebook(Path(sys.argv[1]))
print(time.monotonic() - began)
"""
Times = dict[str, float]


class Stopwatch(Progress):
    """Seconds by stage, taken where a terminal would show progress."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: Times = {}

    def finish(self) -> None:
        self.seconds[self.stage] = time.monotonic() - self.began


class Loaded(Processes):
    """Stages run in this process, where what they need is loaded once for all runs; the rest runs beside it."""

    def map(self, function: Any, jobs: Iterable[Any], *others: Any) -> Iterator[tuple[Any, Any]]:
        return Serial().map(function, jobs) if function is run_job else super().map(function, jobs, *others)


def articles(count: int, length: tuple[int, int] = (8, 14)) -> list[dict[str, str]]:
    """Distinct articles of so many sentences drawn from the sample with a fixed seed."""
    sample = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    sentences = [found.group().strip() for one in sample for found in _SENTENCE.finditer(one["text"])]
    draw, first = random.Random(0), datetime(2026, 1, 1, tzinfo=UTC)  # noqa: S311 (no secret)
    out = []
    for number in range(count):
        text = " ".join(draw.sample(sentences, draw.randint(*length)))
        day = (first + timedelta(days=number % 90)).date().isoformat()
        out.append({"id": f"bench-{number:04d}", "date": day, "text": text})
    return out


def plain_parse(nlp: Any, texts: Sequence[str]) -> float:
    """Seconds of the parser alone."""
    return _timed(lambda: [None for _ in nlp.pipe(texts)])


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


class Bench:
    """The articles, and a codebook that can be edited."""

    def __init__(self, folder: Path, records: Sequence[dict[str, str]]) -> None:
        self.folder, self.records = folder, records
        self.codebooks = folder / "codebooks"
        shutil.copytree(default_codebooks(), self.codebooks)
        self.code(records[:2], "warm-up")  # loads model, codebook and gazetteer

    def code(self, records: Sequence[dict[str, str]], output: str) -> Times:
        """Seconds by stage, and of the run as a whole, with one worker."""
        source, watch = self.folder / f"{output}.jsonl", Stopwatch()
        source.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        settings = Settings((str(source),), str(self.folder / output), self.codebooks, workers=1)
        with mock.patch.object(runner, "Processes", Loaded):
            whole = _timed(lambda: run(settings, progress=watch))
        return {"whole": whole, **watch.seconds}

    def edit(self) -> float:
        """Change the codebook by a comment, and load it: seconds of loading."""
        with (self.codebooks / "words.yml").open("a", encoding="utf-8") as words:
            words.write("# edited\n")
        loader = Loader(LOADERS["codebook"], self.codebooks, codebook_digest(self.codebooks))
        return _timed(lambda: load_resource(loader))

    def reload(self) -> float:
        """Seconds of loading the codebook in a new process, once it has been compiled."""
        command = [sys.executable, "-c", _RELOAD, str(self.codebooks)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def rounds(self, nlp: Any, count: int) -> Iterator[Times]:
        """Each: the parser alone, a whole run, and a run after an edit of the codebook."""
        texts = [one["text"] for one in self.records]
        for number in range(count):
            plain = plain_parse(nlp, texts)
            whole = self.code(self.records, f"out{number}")
            loading = self.edit()
            edited = self.code(self.records, f"out{number}")
            yield {"plain": plain, **whole, "loading": loading, "reloading": self.reload(),
                   "edited": edited["whole"] + loading}  # fmt: skip


def shares(rounds: Sequence[Times]) -> Times:
    """Medians of each round's times as shares of its plain parse."""
    return {name: statistics.median(one[name] / one["plain"] for one in rounds) for name in rounds[0]}


def table(rounds: Sequence[Times], sentences: int) -> str:
    """What `make bench` prints."""
    share, plain = shares(rounds), statistics.median(one["plain"] for one in rounds)
    stages = [name for name in rounds[0] if name not in ("plain", "whole", "loading", "reloading", "edited")]
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    lines = [
        f"plain parse            {plain:8.1f} s   {sentences / plain:8.0f} sentences/s",
        f"whole pipeline         {share['whole']:8.2f} ×   {sentences / plain / share['whole']:8.0f} sentences/s",
        *(f"  {name:<20} {share[name]:8.3f} ×" for name in stages),
        f"  {'rest':<20} {share['whole'] - sum(share[name] for name in stages):8.3f} ×",
        f"coding alone           {share['events']:8.3f} ×   (mentions to events)",
        f"after a codebook edit  {share['edited']:8.3f} ×   (of it loading the codebook {share['loading']:.3f} ×)",
        f"codebook once compiled {statistics.median(one['reloading'] for one in rounds):6.2f} s   (in a new process)",
        f"peak memory            {peak:8.0f} MB",
    ]
    return "\n".join(lines)


def compare(count: int, repeats: int) -> None:
    """Print times as shares of the plain parse, medians over the rounds."""
    import spacy

    records, nlp = articles(count), spacy.load(PACKAGE)
    with tempfile.TemporaryDirectory() as folder:
        rounds = list(Bench(Path(folder), records).rounds(nlp, repeats))
    sentences = sum(len(_SENTENCE.findall(one["text"])) for one in records)
    print(f"{count} articles, {sentences} sentences, {repeats} rounds, one worker\n{table(rounds, sentences)}")


def main(arguments: Sequence[str]) -> int:
    """Compare with the parser, or measure what size costs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("count", nargs="?", type=int, default=300, metavar="ARTICLES")
    parser.add_argument("repeats", nargs="?", type=int, default=3, metavar="ROUNDS")
    parser.add_argument("--scale", nargs="+", type=int, metavar="ARTICLES", help="runs of these sizes instead")
    parser.add_argument("--remembered", action="store_true", help="parse each distinct sentence once")
    options = parser.parse_args(arguments)
    if options.scale:
        from tests.scale import print_scale

        print_scale(options.scale, options.remembered)
    else:
        compare(options.count, options.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
