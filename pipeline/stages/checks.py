"""Validation of coded tables with Great Expectations, before anything is published.

Great Expectations takes seconds to import, so it is imported when tables are checked; `prepare` does it ahead of time.
It is used in memory only: no context folder, no telemetry, no progress bars.
"""

import importlib
import os
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.codebook.vocabulary import Vocabulary
from pipeline.codebook.yamlio import Map
from pipeline.errors import CodebookError, Fault
from pipeline.stages.check_facts import FACTS
from pipeline.stages.check_suite import FILE, NAMES, Check, read_checks

__all__ = ["CheckResult", "Vocabulary", "check_tables", "failed", "prepare", "require_usable"]

MAX_EXAMPLES = 5
_IDS = {"documents": "doc_id", "sentences": "doc_id", "events": "event_id", "incidents": "incident_id"}


class CheckResult(NamedTuple):
    """What became of one expectation: `unexpected` of `total` rows break it, `examples` names a few of them, and
    `articles` the articles that tell these.
    """

    table: str
    expectation: str
    column: str
    level: str  # error or warning
    success: bool
    unexpected: int
    total: int
    examples: tuple[str, ...] = ()
    note: str = ""
    native: Mapping[str, Any] = {}  # Great Expectations' own result, as far as it was asked
    articles: tuple[str, ...] = ()


def prepare() -> Any:
    """Import Great Expectations, silently and without telemetry."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    return importlib.import_module("great_expectations")


def require_usable(checks: Map, codes: Vocabulary) -> None:
    """Find what is wrong in a `checks.yml` before anything is coded.

    Great Expectations is imported only where the file names expectations of its own, which it alone knows.
    Raises CodebookError with all faults.
    """
    faults: list[Fault] = []
    for check in read_checks(checks, codes):
        if check.expect not in NAMES:
            try:
                _expectation(prepare(), 0, check, check.arguments)
            except CodebookError as error:
                faults += error.faults
    if faults:
        raise CodebookError(faults)


def check_tables(
    tables: Mapping[str, pa.Table], checks: Map, codes: Vocabulary, only: Collection[str] = ()
) -> list[CheckResult]:
    """The result of every expectation in `checks`, in its order; with `only`, of those about some tables.

    `tables`: some of documents, sentences, events and incidents. What cannot be checked, because a table it needs is
    not given, comes back as a failed warning. Uniqueness holds within the rows given.
    Raises CodebookError for entries that cannot be read.
    """
    suite = [check for check in read_checks(checks, codes) if not only or check.table in only]
    found: dict[int, CheckResult] = {}
    for table in dict.fromkeys(check.table for check in suite):
        numbered = {i: check for i, check in enumerate(suite) if check.table == table}
        found |= _check_table(tables, numbered, codes)
    return [found[i] for i in range(len(suite))]


def failed(results: Sequence[CheckResult]) -> list[CheckResult]:
    """The failures that forbid publication."""
    return [result for result in results if not result.success and result.level == "error"]


def _check_table(
    tables: Mapping[str, pa.Table], suite: Mapping[int, Check], codes: Vocabulary
) -> dict[int, CheckResult]:
    out: dict[int, CheckResult] = {}
    ready: dict[int, Check] = {}
    for i, check in suite.items():
        missing = [name for name in _tables_needed(check) if name not in tables]
        if missing:
            note = f"not checked: the table {missing[0]} was not given"
            out[i] = _result(check, False, level="warning", note=note)
        elif not len(tables[check.table]):
            out[i] = _result(check, True)
        else:
            ready[i] = check
    return out | (_validate(tables, ready, codes) if ready else {})


def _tables_needed(check: Check) -> tuple[str, ...]:
    fact = FACTS[check.table].get(check.column)
    return (check.table, *(fact.needs if fact else ()))


def _result(check: Check, success: bool, unexpected: int = 0, total: int = 0, **more: Any) -> CheckResult:
    given = {"level": check.level, "note": check.about, **more}
    return CheckResult(
        check.table, check.expect, check.column, success=success, unexpected=unexpected, total=total, **given
    )


def _validate(tables: Mapping[str, pa.Table], suite: Mapping[int, Check], codes: Vocabulary) -> dict[int, CheckResult]:
    """Run the checks of one table."""
    gx = prepare()
    name = next(iter(suite.values())).table
    frame = _frame(tables, name, {check.column for check in suite.values()}, codes)
    expectations = [_expectation(gx, i, check, _arguments(check, frame)) for i, check in suite.items()]
    batch = _batch(gx, frame)
    report = batch.validate(
        gx.ExpectationSuite(name=name, expectations=expectations),
        result_format={"result_format": "SUMMARY", "partial_unexpected_count": MAX_EXAMPLES},
    )
    found = {}
    for outcome in report.results:
        i = outcome.expectation_config.meta["check"]
        found[i] = _read(outcome, suite[i], frame, tables[name])
    return found


def _batch(gx: Any, frame: pd.DataFrame) -> Any:
    types = importlib.import_module("great_expectations.data_context.types.base")
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = types.ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("rows").get_batch({"dataframe": frame})


def _frame(tables: Mapping[str, pa.Table], name: str, columns: set[str], codes: Vocabulary) -> pd.DataFrame:
    stored = [column for column in tables[name].column_names if column in columns]
    frame: pd.DataFrame = tables[name].select(stored).to_pandas(date_as_object=False)
    for column in sorted(columns - set(stored)):
        frame[column] = FACTS[name][column].compute(tables, codes)
    return frame


def _arguments(check: Check, frame: pd.DataFrame) -> dict[str, Any]:
    """Great Expectations' arguments, which it copies a hundred times: of texts that are allowed, those that occur.

    For a pattern they are those of the column's values in which RE2 finds it.
    """
    arguments, column = dict(check.arguments), frame[check.column]
    if "pattern" in arguments:
        values = pa.array(column.dropna().astype(str).unique(), pa.string())
        found = values.filter(pc.match_substring_regex(values, arguments.pop("pattern")))
        arguments["value_set"] = found.to_pylist()
    elif check.expect == "one of" and column.dtype == "str":
        occurring = set(column.unique())
        arguments["value_set"] = [value for value in arguments["value_set"] if value in occurring]
    return arguments


def _expectation(gx: Any, number: int, check: Check, arguments: Mapping[str, Any]) -> Any:
    """Raises CodebookError where Great Expectations knows no such expectation or refuses the arguments."""
    kind = getattr(gx.expectations, "".join(part.title() for part in check.native.split("_")), None)
    if kind is None:
        raise CodebookError([Fault(FILE, check.line, f"Great Expectations has no '{check.native}'")])
    try:
        return kind(column=check.column, meta={"check": number}, **arguments)
    except (TypeError, ValueError) as error:
        what = f"{check.expect} cannot take these arguments: {_reason(error)}"
        raise CodebookError([Fault(FILE, check.line, what)]) from error


def _reason(error: Exception) -> str:
    """Why arguments were refused. A model first counts what is wrong, then names arguments and faults by turns."""
    lines = str(error).splitlines()
    return ": ".join(line.strip() for line in lines[1:3] or lines)


def _read(outcome: Any, check: Check, frame: pd.DataFrame, table: pa.Table) -> CheckResult:
    error, native = _exception(outcome.exception_info), outcome.to_json_dict()
    if error:
        return _result(check, False, total=len(frame), note=f"could not be evaluated: {error}", native=native)
    numbers = outcome.result
    at = (numbers.get("partial_unexpected_index_list") or [])[:MAX_EXAMPLES]
    named = [(table[_IDS[check.table]][i].as_py(), _articles(table, i)) for i in at]
    examples = tuple(_example(*one, frame[check.column].iloc[i]) for i, one in zip(at, named, strict=True))
    articles = tuple(dict.fromkeys(article for _, of in named for article in of))
    unexpected = int(numbers.get("unexpected_count") or 0)
    return _result(
        check, bool(outcome.success), unexpected, len(frame), examples=examples, native=native, articles=articles
    )


def _articles(table: pa.Table, at: int) -> list[str]:
    """The ids of the articles that a row comes from: of an incident, of all that tell it."""
    return table["doc_ids"][at].as_py() if "doc_ids" in table.column_names else [table["doc_id"][at].as_py()]


def _example(row_id: str, articles: Sequence[str], value: Any) -> str:
    """A row by its id and its articles, and what stands in it, but for a fact, which is false there."""
    others = [article for article in articles if article != row_id][:MAX_EXAMPLES]
    row = f"{row_id} (of {', '.join(others)})" if others else row_id
    return row if isinstance(value, (bool, np.bool_)) else f"{row}: {str(value)[:80]}"


def _exception(info: Mapping[str, Any]) -> str:
    """The message of an exception inside Great Expectations: one, or one per metric; empty if there was none."""
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [str(entry.get("exception_message") or "unknown") for entry in entries if entry.get("raised_exception")]
    return messages[0].splitlines()[0][:300] if messages else ""
