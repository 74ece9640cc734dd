"""What an output folder has refused: counted by stage and reason, and row by row."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.errors import UsageError, place
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.store import Store
from pipeline.stages.readers import is_unread
from pipeline.terminal import plain

Row = Mapping[str, Any]  # of the table `rejects`


class Choice(NamedTuple):
    """Which refusals are meant: those of a stage, those with a reason; None stands for all."""

    stage: str | None = None
    reason: str | None = None

    def takes(self, row: Row) -> bool:
        """Is this one of them?"""
        return self.stage in (None, row["stage"]) and self.reason in (None, row["reason"])


class Refusals(NamedTuple):
    """How many records were refused, by (stage, reason), and the first of them."""

    counts: Counter[tuple[str, str]]
    rows: list[Row]


def read_refusals(url: str, choice: Choice, limit: int) -> Refusals:
    """The refusals in an output folder, at most `limit` of them row by row.

    Raises UsageError where no run has written, or for a stage or reason that nothing was refused for.
    """
    store, counts, rows = written_store(url), Counter[tuple[str, str]](), list[Row]()
    seen = Counter[tuple[str, str]]()
    for row in rejects(store):
        seen[row["stage"], row["reason"]] += 1
        if choice.takes(row):
            counts[row["stage"], row["reason"]] += 1
            rows += [row] if len(rows) < limit else []
    _known("stage", choice.stage, {stage for stage, _ in seen}, url)
    _known("reason", choice.reason, {reason for _, reason in seen}, url)
    return Refusals(counts, rows)


def written_store(url: str) -> Store:
    """The store of an output folder. Raises UsageError where no run has written."""
    store = Store(url)
    if not Manifest.load(store).inputs:
        raise UsageError("holds no output of a run", url, "give the folder that a run had as --output")
    return store


def require_readable(store: Store, manifest: Manifest) -> None:
    """Raises UsageError where no record could be read of any input that an output folder ever had."""
    if not manifest.inputs or any(entry["accepted"] for entry in manifest.inputs):
        return
    first, paths = None, set[str]()
    for row in rejects(store):
        if not is_unread(row):
            return
        first = first or row
        paths.add(row["path"])
    if first:
        more = len(paths) - 1
        what = f"nothing could be read: {first['reason']}, {first['detail']}"
        others = f"; nor from {more:,} more files" if more else ""
        remedy = f"all of them: event-coder rejects {store.url}" if more else ""
        raise UsageError(f"{what}{others}", place(first["path"], first["line"]), remedy)


def rejects(store: Store) -> Iterator[Row]:
    """Every row of the table, file by file, so that memory does not grow with the archive."""
    for name in own_names(store, "rejects"):
        yield from store.read_table(name).to_pylist()


def _known(what: str, asked: str | None, there: Iterable[str], url: str) -> None:
    if asked is not None and asked not in there:
        known = ", ".join(sorted(there)) or "nothing was refused"
        raise UsageError(f"nothing was refused with the {what} '{asked}'", url, f"there is: {known}")


def refusals_json(found: Refusals) -> str:
    """The same for programs."""
    counts = [{"stage": stage, "reason": reason, "records": n} for (stage, reason), n in _ranked(found.counts)]
    return json.dumps({"counts": counts, "rows": found.rows}, indent=2)


def refusals_text(found: Refusals) -> str:
    """A table of counts, then where each record stands and what is wrong with it."""
    if not found.counts:
        return "Nothing was refused."
    table = [("stage", "reason", "records"), *((*key, f"{n:,}") for key, n in _ranked(found.counts))]
    widths = [max(len(row[at]) for row in table) for at in range(3)]
    lines = [f"{stage:<{widths[0]}}  {reason:<{widths[1]}}  {n:>{widths[2]}}" for stage, reason, n in table]
    more = found.counts.total() - len(found.rows)
    return "\n".join([*lines, "", *map(_line, found.rows), *([f"… and {more:,} more (--limit)"] if more else [])])


def _ranked(counts: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))


def _line(row: Row) -> str:
    detail = f": {plain(row['detail'])}" if row["detail"] else ""
    return f"{place(plain(row['path'], 500), row['line'])}  {plain(row['doc_id'] or '-', 80)}  {row['reason']}{detail}"
