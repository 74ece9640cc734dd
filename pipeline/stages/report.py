"""The validation report and the run summary: self-contained HTML, without scripts or anything from the network."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from string import Template
from typing import Any

from pipeline.stages.checks import CheckResult, failed
from pipeline.stages.drift import Finding

MAX_EXAMPLES = 5
MAX_ROWS = 20

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
div.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td, p { overflow-wrap: anywhere; } td:first-child { overflow-wrap: break-word; }
.failed { color: #c0392b; font-weight: 600; } .warned { color: #b9770e; font-weight: 600; } .passed { color: #1e8449; }
ul { margin: 0; padding-left: 1.1rem; }
</style>
</head>
<body>
<h1>$title</h1>
$body
</body>
</html>
""")


class Markup(str):
    """Text that is HTML already; anything else is escaped where it is shown."""

    __slots__ = ()


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
    return _page(
        "Validation",
        _tag("p", lead, "failed" if errors else "passed"),
        _section("Not as expected", ("Table", "Column", "Expectation", "Rows", "Examples"), map(_broken_row, broken)),
        _section("As expected", ("Table", "Column", "Expectation", "Rows"), passed),
    )


def _as_result(finding: Finding) -> CheckResult:
    """Drift among the expectations, so that there is one list of what is not as expected."""
    note = f"{finding.text} {finding.about}".rstrip()
    return CheckResult("this night", "as usual", finding.measure, finding.level, False, 0, 0, note=note)


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
    )


def _broken_row(result: CheckResult) -> tuple[Any, ...]:
    name, kind = ("failed", "failed") if result.level == "error" else ("warning", "warned")
    said = Markup(_tag("span", name, kind) + " " + escape(result.expectation) + _note(result.note))
    examples = Markup("<ul>" + "".join(_tag("li", example) for example in result.examples) + "</ul>")
    return result.table, result.column, said, f"{result.unexpected:,} of {result.total:,}", examples


def _note(note: str) -> str:
    return f"<br>{escape(note)}" if note else ""


def summary_html(manifest: Mapping[str, Any], account: Any = None) -> str:
    """One page about a run: what was read, refused and coded, with which codebook and model."""
    counts: Mapping[str, int] = manifest.get("counts") or {}
    rejects = [
        (stage, reason, n)
        for stage, reasons in (manifest.get("rejects") or {}).items()
        for reason, n in reasons.items()
    ]
    totals = [(name, n) for name, n in counts.items() if "." not in name or name.startswith("documents.")]
    return _page(
        "Run summary",
        _section("Run", ("", ""), _described(manifest)),
        _section("Rows", ("Table", "Rows"), totals),
        _section("Refused", ("Stage", "Reason", "Records"), sorted(rejects, key=lambda row: -row[2])),
        _tally("Events by PLOVER type", "Type", counts, "events."),
        _tally("Incidents by event type", "Type", counts, "incidents."),
        _tally("Dyads seen most often", "Source → target", manifest.get("dyads") or {}, ""),
    )


def _described(manifest: Mapping[str, Any]) -> list[tuple[str, Any]]:
    codebook = manifest.get("codebook") or {}
    facts = {
        "Started": manifest.get("started"),
        "Finished": manifest.get("finished"),
        "Codebook": " ".join(str(codebook[key]) for key in ("version", "digest") if codebook.get(key)),
        "Model": manifest.get("model"),
        "Files read": len(manifest.get("inputs") or ()) or None,
    }
    return [(name, str(value)) for name, value in facts.items() if value]


def _tally(title: str, head: str, counts: Mapping[str, int], prefix: str) -> str:
    """The largest counts of one kind, and how many more there are."""
    found = sorted(((n, key.removeprefix(prefix)) for key, n in counts.items() if key.startswith(prefix)), reverse=True)
    rows: list[tuple[str, int]] = [(name, n) for n, name in found[:MAX_ROWS]]
    if len(found) > MAX_ROWS:
        rows.append((f"{len(found) - MAX_ROWS} others", sum(n for n, _ in found[MAX_ROWS:])))
    return _section(title, (head, "Number"), rows)


def _page(title: str, *parts: str) -> str:
    return _PAGE.substitute(title=escape(title), body="\n".join(part for part in parts if part))


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A headed table; nothing where there are no rows."""
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>\n" for row in rows)
    if not body:
        return ""
    heads = "".join(f"<th>{escape(name)}</th>" for name in head)
    caption = f"<thead><tr>{heads}</tr></thead>" if any(head) else ""
    return f'<h2>{escape(title)}</h2>\n<div class="scroll"><table>{caption}<tbody>\n{body}</tbody></table></div>'


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f'<td class="number">{value:,}</td>'
    return f"<td>{value if isinstance(value, Markup) else escape(str(value))}</td>"


def _tag(name: str, text: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(text)}</{name}>"
