"""HTML pages that stand alone: no script, nothing from the network, and every text escaped.

The pages' own policy forbids both, should an escape ever be missing.
"""

from collections.abc import Iterable, Sequence
from html import escape
from string import Template
from typing import Any

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
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
td.number, time { white-space: nowrap; } th { vertical-align: bottom; }
td, p, li { overflow-wrap: anywhere; } td:first-child { overflow-wrap: break-word; }
.failed { color: #c0392b; font-weight: 600; } .warned { color: #b9770e; font-weight: 600; } .passed { color: #1e8449; }
@media (prefers-color-scheme: dark) {
  .failed { color: #f1948a; } .warned { color: #f8c471; } .passed { color: #7dcea0; }
}
ul { margin: .3rem 0; padding-left: 1.1rem; }
figure { margin: 1rem 0; } figcaption { font-size: .9rem; }
svg { display: block; width: 100%; }
svg.columns { height: 10rem; border-bottom: 1px solid #8888; }
svg.bar { height: .8rem; margin-top: .35rem; } td.bar { width: 40%; }
.axis { display: flex; justify-content: space-between; font-size: .85rem; }
@media (max-width: 30rem) {
  table { font-size: .85rem; } th, td { padding: .25rem; } td.bar { width: 20%; }
}
.land { fill: #8885; } .place { fill: #c0392b; fill-opacity: .6; }
.one { fill: #2e86c1; } .q1 { fill: #85c1e9; } .q2 { fill: #2874a6; } .q3 { fill: #f0b27a; } .q4 { fill: #c0392b; }
.key span, .key svg { display: inline-block; } .key svg { width: .8rem; height: .8rem; margin: 0 .3rem 0 .8rem; }
details { margin: .5rem 0; } summary { cursor: pointer; }
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


class Figure(str):
    """A number as it is to be shown, such as a share."""

    __slots__ = ()


def page(title: str, *parts: str) -> str:
    """A whole page; empty parts leave no trace."""
    return _PAGE.substitute(title=escape(title), body="\n".join(part for part in parts if part))


def section(title: str, *parts: str) -> Markup:
    """A headed section; nothing where all its parts are empty."""
    body = "\n".join(part for part in parts if part)
    return Markup(f"<section>\n<h2>{escape(title)}</h2>\n{body}\n</section>" if body else "")


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Markup:
    """A table, numbers to the right; nothing where there are no rows."""
    listed = list(rows)
    if not listed:
        return Markup()
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>\n" for row in listed)
    kinds = [' class="number"' if isinstance(value, (int, Figure)) else "" for value in listed[0]]
    heads = "".join(f"<th{kind}>{escape(name)}</th>" for name, kind in zip(head, kinds, strict=True))
    caption = f"<thead><tr>{heads}</tr></thead>" if any(head) else ""
    return Markup(f'<div class="scroll"><table>{caption}<tbody>\n{body}</tbody></table></div>')


def details(title: str, content: str) -> Markup:
    """Content that opens on demand; nothing where it is empty."""
    return Markup(f"<details><summary>{escape(title)}</summary>\n{content}\n</details>" if content else "")


def items(texts: Iterable[str]) -> Markup:
    """A list; nothing where there are no texts."""
    body = "".join(f"<li>{one if isinstance(one, Markup) else escape(one)}</li>" for one in texts)
    return Markup(f"<ul>{body}</ul>" if body else "")


def tag(name: str, text: str, kind: str = "") -> Markup:
    """A text in an element, of a class if one is named."""
    attribute = f' class="{kind}"' if kind else ""
    return Markup(f"<{name}{attribute}>{escape(text)}</{name}>")


def day(text: str) -> Markup:
    """A date or the like, on one line."""
    return tag("time", text)


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f'<td class="number">{value:,}</td>'
    if isinstance(value, Markup):
        kind = ' class="bar"' if value.startswith("<svg") else ""
        return f"<td{kind}>{value}</td>"
    kind = ' class="number"' if isinstance(value, Figure) else ""
    return f"<td{kind}>{escape(str(value))}</td>"
