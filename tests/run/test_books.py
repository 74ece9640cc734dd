"""Documents given = carried on + refused, for each stage: after nights of every kind, and as the tables have it.

BOOKS_SEQUENCES=300 in the environment tries so many sequences of nights.
"""

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RunFailed, exit_code
from pipeline.run import coding, compaction
from pipeline.run.manifest import Manifest
from pipeline.run.plan import origins
from pipeline.run.refusals import Choice
from pipeline.run.retry import retry
from pipeline.run.store import Store
from pipeline.run.task import run_job
from pipeline.settings import Settings
from pipeline.stages.grounds import PARTIAL

from . import fakes
from .fakes import append, code_folder, tables

SEQUENCES = int(os.environ.get("BOOKS_SEQUENCES", "8"))
STAGES = [stage.name for stage in fakes.STAGES]
WORDS = ("attack", "talks", "quiet", "sport", "aside")
REASONS = (None, "no text", "exact duplicate", "duplicate id", "stage failed", "off topic", "retracted")


class Archive:
    """An input folder that changes from night to night, and what is coded of it."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.folder, self.draw, self.output, self.ids = folder, draw, f"memory://{folder}/out", 0
        (folder / "in").mkdir(parents=True)
        (folder / "book").mkdir()
        (folder / "list.txt").touch()
        self.edit()
        self.add()

    def files(self) -> list[Path]:
        return sorted((self.folder / "in").iterdir())

    def line(self, doc_id: str) -> str:
        day, words = self.draw.randint(1, 9), " ".join(self.draw.sample(WORDS, 2))
        return f"{doc_id} 2022-08-0{day} {words} {self.draw.random()}\n"

    def lines(self) -> str:
        """Good records, and a bad one of each kind here and there; never are all documents of a batch bad."""
        kinds = ["good"] * 6 + ["no text", "poison", "known", "known", "twice"]
        return "".join(map(self.record, self.draw.choices(kinds, k=self.draw.randint(1, 5))))

    def record(self, kind: str) -> str:
        if kind == "no text":
            return "bad\n"
        if kind == "known" and self.ids:
            return self.line(f"d{self.draw.randint(1, self.ids)}")
        self.ids += 1
        one = self.line(f"d{self.ids}")
        if kind == "twice":
            return one * 2
        return one.replace("\n", " poison\n") + self.record("good") if kind == "poison" else one

    def add(self) -> None:
        (self.folder / "in" / f"{len(self.files()):02}.txt").write_text(self.lines())

    def grow(self) -> None:
        append(self.draw.choice(self.files()), self.lines())

    def copy(self) -> None:
        """A file comes again under another name."""
        text = self.draw.choice(self.files()).read_text()
        (self.folder / "in" / f"{len(self.files()):02}.txt").write_text(text)

    def mend(self) -> None:
        path = self.draw.choice(self.files())
        path.write_text(path.read_text().replace("bad\n", self.record("good"), 1))

    def change(self) -> None:
        """A record is corrected in its place."""
        path = self.draw.choice(self.files())
        old = self.draw.choice(path.read_text().splitlines(keepends=True))
        path.write_text(path.read_text().replace(old, self.line(old.split()[0]), 1))

    def withdraw(self) -> None:
        append(self.folder / "list.txt", f"d{self.draw.randint(1, self.ids + 1)}\n")

    def edit(self) -> None:
        words = self.draw.sample(["attack", "talks", "quiet"], 2)
        (self.folder / "book" / "words.yml").write_text("".join(f"{word}: {word.upper()}\n" for word in words))

    def heal(self) -> None:
        fakes.POISON = self.draw.choice(["poison", ""])

    def lose(self) -> None:
        """Results are removed, of which some are made again."""
        store = Store(self.output)
        names = [name for name in store.names("") if not name.startswith(("documents", "manifest", "rejects/ingest"))]
        store.remove([self.draw.choice(names)])

    def retry(self) -> None:
        choice = Choice(None, self.draw.choice(REASONS))
        where = Settings(("nothing",), self.output, self.folder / "book", 1, retractions=self.folder / "list.txt")
        retry(where, choice, fakes.PARTS)

    def run(self) -> None:
        code_folder(self.folder, self.output, batch_size=4, compact=12, retractions=self.folder / "list.txt")


NIGHTS = ("add", "grow", "copy", "mend", "change", "withdraw", "edit", "heal", "lose", "retry")


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_books_balance_after_every_night(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "FAN", 3)
    monkeypatch.setattr(fakes, "POISON", "poison")
    archive = Archive(tmp_path, random.Random(seed))  # noqa: S311 - no secret
    archive.run()
    for night in archive.draw.choices(NIGHTS, k=10):
        getattr(archive, night)()
        if night != "retry":
            archive.run()
        check(archive.output)


def check(output: str) -> None:
    """The manifest's books balance, and say what the tables say."""
    fields, found = Store(output).read_json("manifest.json"), tables(output)
    books, counts = fields["books"], Counter(fields["counts"])
    assert list(books) == ["ingest", *STAGES]
    assert all(book["given"] == book["carried"] + book["refused"] for book in books.values())
    reasons = Counter((row["stage"], row["reason"]) for row in found["rejects"])
    assert reasons == {(stage, why): n for stage, some in fields["rejects"].items() for why, n in some.items()}
    removed = counts["documents.replaced"] + counts["documents.retracted"]
    assert books["ingest"]["carried"] == len(found["documents"]) + removed
    assert books["ingest"]["refused"] == sum(n for (stage, _), n in reasons.items() if stage == "ingest")
    check_stages(books, found)


def check_stages(books: dict[str, dict[str, int]], found: dict[str, list[dict[str, Any]]]) -> None:
    """What a stage has refused is given to none that rests on it, and no row of theirs speaks of it."""
    refused = {stage: [r["doc_id"] for r in found["rejects"] if r["stage"] == stage and r["reason"] not in PARTIAL]
               for stage in STAGES}  # fmt: skip
    left = {row["doc_id"] for row in found["documents"]}
    given = {stage: left.difference(*map(refused.get, before)) for stage, before in origins(fakes.STAGES).items()}
    for stage in STAGES:
        assert (books[stage]["given"], books[stage]["refused"]) == (len(given[stage]), len(refused[stage]))
        assert given[stage].issuperset(refused[stage])
    assert {row["doc_id"] for row in found["events"]} <= given["events"].difference(refused["events"])
    told = {doc_id for row in found["incidents"] for doc_id in row["doc_ids"]}
    assert told <= given["incidents"].difference(refused["incidents"])


@pytest.mark.parametrize("stage", ["sentences", "mentions", "events", "incidents"])
def test_what_a_stage_refuses_goes_no_further(folder: Path, memory: str, stage: str) -> None:
    append(folder / "in" / "b.txt", f"d7 2022-08-09 attack fill:{stage}\n")
    books = code_folder(folder, memory).manifest["books"]
    later = [name for name, before in origins(fakes.STAGES).items() if stage in before]
    assert books[stage] == {"given": 6, "carried": 5, "refused": 1}
    assert {name: book["given"] for name, book in books.items() if name in later} == dict.fromkeys(later, 5)
    check(memory)


def test_what_passes_at_last_is_published_in_all_tables(
    folder: Path, memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(folder / "in" / "b.txt", "d7 2022-08-09 attack poison\nd8 2022-08-10 attack\n")
    code_folder(folder, memory)
    monkeypatch.setattr(fakes, "POISON", "")
    retry(Settings(("nothing",), memory, folder / "book", 1), Choice("mentions"), fakes.PARTS)
    code_folder(folder, f"memory://{folder}/whole")
    assert tables(memory) == tables(f"memory://{folder}/whole")


def lose_a_document(job: Any) -> Any:
    """A task that carries on fewer documents than it was given, and refuses none."""
    done, seconds = run_job(job)
    return done._replace(carried=done.carried - (job.stage.name == "events")), seconds


def test_books_that_do_not_balance_end_the_run(folder: Path, memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "run_job", lose_a_document)
    with pytest.raises(
        RunFailed, match=r"manifest\.json: nothing was published, .* books do not balance: events"
    ) as failure:
        code_folder(folder, memory)
    assert exit_code(failure.value) == 1
    assert not Store(memory).exists("manifest.json") and tables(memory)["events"] == []


@pytest.mark.parametrize("key", ["read", "accepted", "rejected"])
def test_a_record_that_went_missing_is_told(folder: Path, memory: str, key: str) -> None:
    code_folder(folder, memory)
    store = Store(memory)
    manifest = Manifest.load(store)
    manifest.inputs[0][key] += 1
    manifest.close(store)
    append(folder / "in" / "b.txt", "d9 2022-08-09 attack\n")
    with pytest.raises(RunFailed, match="books do not balance: ingest: "):
        code_folder(folder, memory)
