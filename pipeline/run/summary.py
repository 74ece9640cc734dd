"""What a run has done, as the lines it ends with."""

from collections.abc import Mapping
from typing import Any

from pipeline.run.progress import span
from pipeline.run.runner import Outcome
from pipeline.run.store import Store
from pipeline.run.task import PUBLISHED

TOP = 8
REMOVED = ("replaced", "retracted")
_TABLES = ("sentences", "mentions", "events", "incidents", "duplicates")


def summary(outcome: Outcome, output: str) -> str:
    """The folder's totals, its most frequent types, where the tables are, and how long it took."""
    counts, rejects = outcome.manifest.get("counts", {}), outcome.manifest.get("rejects", {})
    read, accepted, rejected = (counts.get(f"documents.{key}", 0) for key in ("read", "accepted", "rejected"))
    codebook = outcome.manifest.get("codebook", {})
    lines = [
        "" if outcome.work else "Nothing to do: everything is up to date.",
        f"documents   {read:,} read = {accepted:,} accepted + {rejected:,} rejected{_reasons(rejects, 'ingest')}",
        *_removed(counts),
        *(
            f"not coded   {sum(rejects[stage].values()):,} at {stage}{_reasons(rejects, stage)}"
            for stage in _later(rejects)
        ),
        *(f"{table:<11} {counts.get(table, 0):,}{_top(counts, table)}" for table in _TABLES),
        f"coded with  codebook {codebook.get('version')} ({codebook.get('digest')}), {outcome.manifest.get('model')}",
        *(f"{'Parquet':<11} {Store(output).path(table)}" for table in PUBLISHED),
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


def _later(rejects: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The stages after ingest that refused accepted documents."""
    return sorted(stage for stage, reasons in rejects.items() if stage != "ingest" and any(reasons.values()))


def _reasons(rejects: Mapping[str, Mapping[str, int]], stage: str) -> str:
    reasons = rejects.get(stage, {})
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return f" ({', '.join(f'{reason} {n:,}' for reason, n in ranked)})" if ranked else ""


def _top(counts: Mapping[str, Any], table: str) -> str:
    kinds = {key.removeprefix(f"{table}."): n for key, n in counts.items() if key.startswith(f"{table}.")}
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    more = ", …" if len(ranked) > TOP else ""
    return f" ({', '.join(f'{kind} {n:,}' for kind, n in ranked[:TOP])}{more})" if ranked else ""
