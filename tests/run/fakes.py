"""Tiny stages for tests of the runner: every sentence is a line, every word of the codebook an event."""

import contextlib
import hashlib
import json
import os
import signal
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline import errors
from pipeline.codebook.duplicates import Limits
from pipeline.codebook.yamlio import load_yaml
from pipeline.errors import CodebookError, UsageError
from pipeline.run.parts import Parts
from pipeline.run.runner import Outcome, run
from pipeline.run.store import Store
from pipeline.run.task import dump_digest
from pipeline.settings import Settings
from pipeline.stages import Stage
from pipeline.stages.files import Unusable
from pipeline.stages.repeats import Seen
from pipeline.stages.summary_page import RunFacts
from pipeline.tables import (
    DOCUMENTS,
    DUPLICATES,
    EVENTS,
    INCIDENTS,
    MENTIONS,
    REJECTS,
    REPORTS,
    SENTENCES,
    SIGNATURES,
    to_table,
)


class Line(NamedTuple):
    """A line of an input file: "id date text"."""

    path: str
    line: int
    text: str


class Refused(NamedTuple):
    """A file that cannot be read."""

    reason: str
    detail: str
    path: str
    line: int


class Codebook(NamedTuple):
    """Words and the types they stand for."""

    version: str
    checks: Mapping[str, Any]
    vocabulary: Mapping[str, Any]
    words: Mapping[str, str]
    duplicates: Limits = Limits()


class Result(NamedTuple):
    """The outcome of the one check: no event may have the type BAD."""

    table: str
    column: str
    expectation: str
    success: bool
    unexpected: int
    articles: tuple[str, ...] = ()


def input_files(pattern: str, output: Path | None = None) -> list[Path]:
    path = Path(pattern)
    files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
    if not files:
        raise UsageError("no such file or folder", pattern)
    return files


def read_records(path: Path) -> Iterator[Line]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if DEADLY in line:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Line(str(path), number, line)


def ingest(
    records: Iterable[Line | Refused], aliases: Mapping[str, str] = {}, seen: Seen | None = None
) -> tuple[pa.Table, pa.Table]:
    known, documents, rejects = (seen or Seen()).child(), [], []
    for record in records:
        if isinstance(record, Refused):
            rejects.append({"stage": "ingest", **record._asdict()})
            continue
        doc_id, *fields = record.text.split(" ", 2)
        origin: dict[str, Any] = {"doc_id": doc_id, "path": record.path, "line": record.line}
        try:
            document = _document(origin, fields)
            known.take(document)
            documents.append(document)
        except Unusable as why:
            rejects.append({**origin, "stage": "ingest", "reason": why.reason, "detail": why.detail})
    return to_table(documents, DOCUMENTS), to_table(rejects, REJECTS)


def _document(origin: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    if len(fields) < 2:
        raise Unusable("no text")
    optional = dict.fromkeys(("title", "source", "url"))
    return {**origin, **optional, "date": date.fromisoformat(fields[0]), "text": fields[1]}


def split(documents: pa.Table) -> pa.Table:
    die(documents, "sentences")
    rows = [{"doc_id": d["doc_id"], "sentence_id": 0, "text": d["text"]} for d in documents.to_pylist()]
    return to_table(rows, SENTENCES)


def detect(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    die(documents, "mentions")
    rows = [{**pick(s, "doc_id", "sentence_id"), "lemma": w} for s in sentences.to_pylist() for w in s["text"].split()]
    time.sleep(0.1 * any(row["lemma"] == "slow" for row in rows))
    if any(row["lemma"] == POISON for row in rows):
        raise ValueError("cannot parse")
    return to_table(rows, MENTIONS)


def code(
    documents: pa.Table, sentences: pa.Table, mentions: pa.Table, codebook: Codebook, gazetteer: str
) -> tuple[pa.Table, pa.Table]:
    die(documents, "events")
    days = dict(zip(documents["doc_id"].to_pylist(), documents["date"].to_pylist(), strict=True))
    texts = {d["doc_id"]: d["text"].split() for d in documents.to_pylist()}
    reasons = {"sport": "off topic", "aside": "sentence off topic"}
    rejects = [
        {"stage": "events", "reason": reasons[word], **pick(d, "doc_id", "path", "line")}
        for d in documents.to_pylist()
        for word in texts[d["doc_id"]]
        if word in reasons
    ]
    political = {doc_id for doc_id, words in texts.items() if "sport" not in words}
    found = [m for m in mentions.to_pylist() if m["lemma"] in codebook.words and m["doc_id"] in political]
    rows = [
        {
            "event_id": f"{m['doc_id']}-{m['lemma']}",
            "doc_id": m["doc_id"],
            "event_date": days[m["doc_id"]],
            "plover_type": codebook.words[m["lemma"]],
            "location": gazetteer,
            "source_roles": ["GOV"],
        }
        for m in found
    ]
    return to_table(rows, EVENTS), to_table(rejects, REJECTS)


def gather(documents: pa.Table, sentences: pa.Table, events: pa.Table, codebook: Codebook, gazetteer: str) -> pa.Table:
    die(documents, "incidents")
    rows = [
        {
            "incident_id": e["event_id"],
            **pick(e, "event_date"),
            "event_ids": [e["event_id"]],
            "doc_ids": [e["doc_id"]],
            "actor1": e["plover_type"],
            "published": e["event_date"],
        }
        for e in events.to_pylist()
    ]
    return to_table(rows, REPORTS)


def sign(documents: pa.Table) -> pa.Table:
    rows = [
        {**pick(d, "doc_id", "date"), "shingles": sorted(zlib.crc32(word.encode()) for word in d["text"].split())}
        for d in documents.to_pylist()
    ]
    return to_table(rows, SIGNATURES)


def find_copies(signatures: pa.Table, limits: Limits) -> pa.Table:
    """Articles with the same words copy the earliest of those near enough that are no copies themselves."""
    rows = sorted(signatures.to_pylist(), key=lambda row: (row["date"], row["doc_id"]))
    earlier = {
        row["doc_id"]: [
            one
            for one in rows[:at]
            if one["shingles"] == row["shingles"] and (row["date"] - one["date"]).days <= limits.days
        ]
        for at, row in enumerate(rows)
    }
    links = []
    for row in rows:
        leads = [one["doc_id"] for one in earlier[row["doc_id"]] if not earlier[one["doc_id"]]]
        links += [{**pick(row, "doc_id", "date"), "lead_doc_id": lead, "similarity": 1.0} for lead in leads[:1]]
    return to_table(links, DUPLICATES)


def merge(reports: pa.Table, copies: Mapping[str, str], codebook: Codebook) -> pa.Table:
    """Reports of one day and one word are one incident; a copy's are those of the article that it copies."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    rows = sorted(reports.to_pylist(), key=lambda row: (row["published"], row["doc_ids"]))
    days = {row["doc_ids"][0]: row["event_date"] for row in rows}
    for row in rows:
        day = days.get(copies.get(row["doc_ids"][0], ""), row["event_date"])
        one = found.setdefault((day, row["actor1"]), {**row, "event_date": day, "doc_ids": [], "event_ids": []})
        for ids in ("doc_ids", "event_ids"):
            one[ids] = [*one[ids], *row[ids]]
    return to_table([pick(row, *INCIDENTS.names) for row in found.values()], INCIDENTS)


def prepare() -> None:
    """Nothing takes long to load here."""


def require_usable(checks: Any, vocabulary: Any) -> None:
    """Only a file that says so is not."""
    if "faulty" in checks:
        raise CodebookError([errors.Fault("checks.yml", 1, "is faulty")])


def check_tables(tables: Mapping[str, pa.Table], checks: Any, vocabulary: Any, only: Sequence[str]) -> list[Result]:
    if "events" not in only:
        return []
    bad = [row["doc_id"] for row in tables["events"].to_pylist() if row["plover_type"] == "BAD"]
    return [Result("events", "plover_type", "not BAD", not bad, len(bad), tuple(bad))]


def failed(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if not result.success]


def validation_html(results: Sequence[Result], findings: Sequence[Any]) -> str:
    return f"<p>{sum(result.unexpected for result in results)} bad, {len(findings)} drifted</p>"


def validation_json(results: Sequence[Result]) -> str:
    return json.dumps([result._asdict() for result in results])


def summary_html(manifest: Mapping[str, Any], facts: RunFacts) -> str:
    return f"<pre>{json.dumps(manifest)}, {facts.coded.sums['documents']} documents</pre>"


def load_codebook(folder: Path) -> Codebook:
    path = folder / "words.yml"
    words = dict(line.split(": ") for line in path.read_text().splitlines())
    if "" in words:
        raise CodebookError([errors.Fault(str(path), 1, "a word is missing")])
    checks = folder / "checks.yml"
    return Codebook("1", load_yaml(checks) if checks.exists() else {}, {}, words)


def load_gazetteer(dumps: Sequence[Path] = ()) -> str:
    return " ".join(dump.read_text().split("\t")[1] for dump in dumps) or "Somewhere"


def digests(settings: Settings) -> dict[str, str]:
    files = sorted(settings.codebooks.iterdir())
    book = "\0".join(file.read_text() for file in files)
    places = " ".join(map(dump_digest, settings.places))
    return {"model": "fake 1", "codebook": hashlib.sha256(book.encode()).hexdigest()[:16], "gazetteer": places}


def pick(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def die(documents: pa.Table, stage: str) -> None:
    """Kill this process, once, when a document says "die:STAGE:MARKER" and the file MARKER is not there yet.

    "end:STAGE:MARKER" kills the process too that it works for, "term:STAGE:MARKER" asks it to stop instead,
    "kill:STAGE" kills it every time, "hang:STAGE" never ends, "fill:STAGE" finds no memory left.
    """
    for text in documents["text"].to_pylist():
        for word in text.split():
            if word == f"kill:{stage}":
                os.kill(os.getpid(), signal.SIGKILL)
            if word == f"hang:{stage}":
                time.sleep(10_000)
            if word == f"fill:{stage}":
                raise MemoryError
            if word.startswith((f"die:{stage}:", f"end:{stage}:", f"term:{stage}:")):
                with contextlib.suppress(FileExistsError), Path(word.split(":", 2)[2]).open("x"):
                    end(word.partition(":")[0])


def end(how: str) -> None:
    """End this process in one of these ways."""
    if how == "term":
        os.kill(os.getpid(), signal.SIGTERM)
        return
    if how == "end":
        os.kill(os.getppid(), signal.SIGKILL)
    os._exit(9)


STAGES = (
    Stage("sentences", f"{__name__}:split", ("documents",), ("sentences",)),
    Stage("mentions", f"{__name__}:detect", ("documents", "sentences"), ("mentions",), ("model",)),
    Stage(
        "events",
        f"{__name__}:code",
        ("documents", "sentences", "mentions"),
        ("events", "rejects"),
        ("codebook", "gazetteer"),
    ),
    Stage(
        "incidents",
        f"{__name__}:gather",
        ("documents", "sentences", "events"),
        ("reports",),
        ("codebook", "gazetteer"),
    ),
    Stage("signatures", f"{__name__}:sign", ("documents",), ("signatures",)),
)
COPIES = Stage("copies", f"{__name__}:find_copies", ("signatures",), ("duplicates",))
MERGE = Stage("merge", f"{__name__}:merge", ("reports", "duplicates"), ("incidents",))
LOADERS = {"codebook": f"{__name__}:load_codebook", "gazetteer": f"{__name__}:load_gazetteer"}
PARTS = Parts(__name__, STAGES, COPIES, MERGE, __name__, __name__, LOADERS, digests)
DEADLY = "deadly"  # the word that ends whoever reads it
POISON = "poison"  # the word that no stage can take
CODED = PARTS._replace(stages=tuple(stage._replace(function="absent:function") for stage in STAGES))  # none may run
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def code_folder(folder: Path, output: str, **options: Any) -> Outcome:
    """Run over folder/in with the codebook in folder/book."""
    chosen: dict[str, Any] = {"workers": 1, "batch_size": 2, "compact": 0}
    chosen |= {key: options.pop(key) for key in Settings.__dataclass_fields__ if key in options}
    chosen |= options.pop("settings", {})
    chosen = {"input": (str(folder / "in"),), "output": output, "codebooks": folder / "book"} | chosen
    settings = Settings(**chosen)
    return run(settings, options.pop("parts", PARTS), now=options.pop("now", lambda: NOON), **options)


def tables(output: str) -> dict[str, list[dict[str, Any]]]:
    """Every published table's rows, sorted."""
    store = Store(output)
    out = {}
    for table in ("documents", "sentences", "mentions", "rejects", "events", "incidents"):
        rows = [row for name in store.names(table) for row in store.read_table(name).to_pylist()]
        out[table] = sorted(rows, key=repr)
    return out


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


if __name__ == "__main__":
    import sys

    from pipeline.cli import guarded
    from tests.run import fakes  # the same names as in a worker

    def main() -> int:
        fakes.code_folder(Path(sys.argv[1]), sys.argv[2], workers=int(sys.argv[3]))
        return 0

    sys.exit(guarded(main))
