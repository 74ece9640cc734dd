"""The validation report; the run summary stands beside it."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from pipeline.stages.check_suite import WAY_OUT
from pipeline.stages.checks import CheckResult, failed
from pipeline.stages.drift import Finding
from pipeline.stages.page import Markup, items, page, section, table, tag
from pipeline.stages.summary_page import summary_html

__all__ = ["summary_html", "validation_html", "validation_json"]

MAX_EXAMPLES = 5
_HEAD = ("Table", "Column", "Expectation", "Rows", "Examples")


def validation_html(results: Sequence[CheckResult], findings: Sequence[Finding] = ()) -> str:
    """The outcome of every expectation, failures first. Results of one expectation over several portions are added.

    `findings`: how the night is unlike those before it.
    """
    merged = _merged([*results, *map(_as_result, findings)])
    broken = [r for r in merged if not r.success]
    errors = len(failed(merged))
    verdict = "Nothing was published." if errors else "The data may be published."
    lead = f"{len(merged)} expectations: {errors} failed, {len(broken) - errors} warned. {verdict}"
    passed = [(r.table, r.column, r.expectation, r.total) for r in merged if r.success]
    return page(
        "Validation",
        tag("p", lead, "failed" if errors else "passed"),
        section("Not as expected", table(_HEAD, map(_broken_row, broken)), _way_out(merged)),
        section("As expected", table(_HEAD[:4], passed)),
    )


def validation_json(results: Sequence[CheckResult]) -> str:
    """Great Expectations' own results, one for each expectation and portion of batches.

    Its own pages are not written: they load scripts from elsewhere, and show what is in the data without escaping it.
    """
    native = [{"table": one.table, **one.native} for one in results if one.native]
    return json.dumps({"results": native}, ensure_ascii=False, indent=1, default=str)


def _as_result(finding: Finding) -> CheckResult:
    """Drift among the expectations, so that there is one list of what is not as expected."""
    return CheckResult("this night", "as usual", finding.measure, finding.level, False, 0, 0, note=finding.told())


def _merged(results: Sequence[CheckResult]) -> list[CheckResult]:
    """One result per expectation: what fails in one portion fails; counts and examples are added."""
    merged: dict[tuple[str, ...], CheckResult] = {}
    for result in results:
        key = (result.table, result.column, result.expectation, result.level, result.note)
        merged[key] = _sum(merged[key], result) if key in merged else result
    return sorted(merged.values(), key=lambda r: (r.success, r.level))


def _sum(one: CheckResult, other: CheckResult) -> CheckResult:
    return one._replace(
        success=one.success and other.success,
        unexpected=one.unexpected + other.unexpected,
        total=one.total + other.total,
        examples=(one.examples + other.examples)[:MAX_EXAMPLES],
        articles=(one.articles + other.articles)[:MAX_EXAMPLES],
    )


def _broken_row(result: CheckResult) -> tuple[Any, ...]:
    name, kind = ("failed", "failed") if result.level == "error" else ("warning", "warned")
    said = Markup(tag("span", name, kind) + " " + escape(result.expectation) + _note(result.note))
    return result.table, result.column, said, f"{result.unexpected:,} of {result.total:,}", items(result.examples)


def _way_out(merged: Sequence[CheckResult]) -> str:
    """How what is in order can be published, where single rows forbid it; nothing where none do."""
    return tag("p", f"To publish the rest: {WAY_OUT}.") if any(one.articles for one in failed(merged)) else ""


def _note(note: str) -> str:
    return f"<br>{escape(note)}" if note else ""
