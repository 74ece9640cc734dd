"""What a run has done, as the lines it ends with."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.run.progress import span
from pipeline.run.runner import Outcome
from pipeline.run.store import Store
from pipeline.run.task import PUBLISHED
from pipeline.stages.grounds import PARTIAL

TOP = 8
REMOVED = ("replaced", "retracted")
_TABLES = ("sentences", "mentions", "events", "incidents", "duplicates")


def summary(outcome: Outcome, output: str) -> str:
    """The folder's totals, its most frequent types, where the tables are, and how long it took."""
    counts, rejects = outcome.manifest.get("counts", {}), outcome.manifest.get("rejects", {})
    read, accepted, rejected = (counts.get(f"documents.{key}", 0) for key in ("read", "accepted", "rejected"))
    codebook, why = outcome.manifest.get("codebook", {}), _reasons(rejects.get("ingest", {}))
    lines = [
        "" if outcome.work else "Nothing to do: everything is up to date.",
        f"documents   {read:,} read = {accepted:,} accepted + {rejected:,} rejected{why}",
        *_removed(counts),
        *_refused_later(outcome.manifest.get("books", {}), rejects),
        *(f"{table:<11} {counts.get(table, 0):,}{_top(counts, table)}" for table in _TABLES),
        f"coded with  codebook {codebook.get('version')} ({codebook.get('digest')}), {outcome.manifest.get('model')}",
        *(f"{'Parquet':<11} {Store(output).shown(table)}" for table in PUBLISHED),
        f"took        {span(outcome.seconds)}",
    ]
    return "\n".join(line for line in lines if line)


def plan_summary(outcome: Outcome) -> str:
    """What a run would do, for --dry-run."""
    if not outcome.work:
        return "Nothing to do: everything is up to date."
    return "\n".join(outcome.reasons)


def _removed(counts: Mapping[str, int]) -> list[str]:
    """How many accepted documents are gone again, if any are."""
    found = [f"{counts[f'documents.{why}']:,} {why}" for why in REMOVED if counts.get(f"documents.{why}")]
    return [f"removed     {' and '.join(found)}, {counts.get('documents', 0):,} there"] if found else []


def _refused_later(books: Mapping[str, Mapping[str, int]], rejects: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """The books of the stages after ingest that refused something, and what they refused in part."""
    for stage, book in books.items():
        reasons = rejects.get(stage, {})
        if stage == "ingest" or not reasons:
            continue
        whole = _reasons({reason: n for reason, n in reasons.items() if reason not in PARTIAL})
        part = _reasons({reason: n for reason, n in reasons.items() if reason in PARTIAL})
        sums = f"{book['given']:,} given = {book['carried']:,} carried on + {book['refused']:,} refused{whole}"
        yield f"{f'at {stage}':<11} {sums}{', and in part' if part else ''}{part}"


def _reasons(reasons: Mapping[str, int]) -> str:
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return f" ({', '.join(f'{reason} {n:,}' for reason, n in ranked)})" if ranked else ""


def _top(counts: Mapping[str, Any], table: str) -> str:
    kinds = {key.removeprefix(f"{table}."): n for key, n in counts.items() if key.startswith(f"{table}.")}
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    more = ", …" if len(ranked) > TOP else ""
    return f" ({', '.join(f'{kind} {n:,}' for kind, n in ranked[:TOP])}{more})" if ranked else ""
