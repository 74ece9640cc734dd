"""Plots as inline SVG without text, so that they stretch to any width; what they show is said beside them in HTML."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from pipeline.stages.measures import Place
from pipeline.stages.page import Markup

MOST_PLACES = 2_000  # circles on a map
_WORLD = (0.0, 10.0, 720.0, 290.0)  # half degrees from 180° W and 90° N: x, y, width, height
_MARGIN, _CLOSEST = 20.0, 0.25  # around the outermost points, in half degrees; the smallest share of the world
_LAND = Path(__file__).with_name("land.txt")


class Column(NamedTuple):
    """A column of a plot: its name, and how high each of its parts is, from below."""

    name: str
    parts: tuple[float, ...]


def columns(shown: Sequence[Column], kinds: Sequence[str], about: str) -> Markup:
    """Columns of stacked parts, with the first and the last name below and the highest value above.

    `kinds`: the parts' classes of style · `about`: what is shown, for those who cannot see it.
    """
    top = max((sum(one.parts) for one in shown), default=0)
    if not top:
        return Markup()
    body = "".join(_column(at, one, kinds, top) for at, one in enumerate(shown))
    frame = f'class="columns" viewBox="0 0 {10 * len(shown)} 100" preserveAspectRatio="none"'
    above = f'<div class="axis"><span>{_number(top)}</span></div>'
    ends = dict.fromkeys((shown[0].name, shown[-1].name))
    below = '<div class="axis">' + "".join(f"<span>{escape(name)}</span>" for name in ends) + "</div>"
    return Markup(f"<figure>{above}{_svg(frame, about, body)}{below}</figure>")


def _column(at: int, one: Column, kinds: Sequence[str], top: float) -> str:
    out, floor = [], 100.0
    for value, kind in zip(one.parts, kinds, strict=True):
        height = 100 * value / top
        floor -= height
        out.append(f'<rect class="{kind}" x="{10 * at + 1}" y="{floor:.2f}" width="8" height="{height:.2f}"/>')
    return f"<g><title>{escape(one.name)}: {_number(sum(one.parts))}</title>{''.join(out)}</g>"


def bar(value: float, top: float) -> Markup:
    """A bar for a table's row; the number stands in the row itself."""
    width = 100 * value / top if top else 0
    frame = 'class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"'
    return Markup(f'<svg {frame}><rect class="one" width="{width:.2f}" height="10"/></svg>')


def key(names: Mapping[str, str]) -> Markup:
    """What the colours mean: style class → name."""
    parts = (
        f'<span><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="{kind}" width="1" height="1"/></svg>'
        f"{escape(name)}</span>"
        for kind, name in names.items()
    )
    return Markup(f'<p class="key">{"".join(parts)}</p>')


def world(places: Mapping[Place, int], about: str) -> Markup:
    """Circles on an equirectangular map from 85° N to 60° S; their area stands for the number."""
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))[:MOST_PLACES]
    if not ranked:
        return Markup()
    window = _window([_point(place) for place, _ in ranked])
    scale = window[2] / _WORLD[2]
    circles = "".join(
        _circle(place, scale * (2 + 10 * (number / ranked[0][1]) ** 0.5), number) for place, number in ranked
    )
    frame = 'viewBox="' + " ".join(f"{value:.0f}" for value in window) + '"'
    svg = _svg(frame, about, f'<path class="land" d="{_land()}"/>{circles}')
    return Markup(f"<figure>{svg}</figure>")


def _point(place: Place) -> tuple[float, float]:
    return 2 * (place.longitude + 180), 2 * (90 - place.latitude)


def _window(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the world that holds all points, in its proportions: x, y, width, height."""
    left, top, width, height = _WORLD
    spans = [(min(values), max(values)) for values in zip(*points, strict=True)]
    share = max((high - low + 2 * _MARGIN) / size for (low, high), size in zip(spans, (width, height), strict=True))
    share = min(max(share, _CLOSEST), 1)
    x, y = ((low + high) / 2 - share * size / 2 for (low, high), size in zip(spans, (width, height), strict=True))
    return (
        min(max(x, left), left + width * (1 - share)),
        min(max(y, top), top + height * (1 - share)),
        width * share,
        height * share,
    )


def _circle(place: Place, radius: float, number: int) -> str:
    x, y = _point(place)
    name = escape(", ".join(part for part in (place.name, place.country) if part))
    return (
        f'<circle class="place" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{name}: {number:,}</title></circle>'
    )


@cache
def _land() -> str:
    """The outline of the land, in half degrees from 180° W and 90° N. Source: see NOTICE."""
    return _LAND.read_text(encoding="ascii").replace("\n", "")


def _svg(frame: str, about: str, body: str) -> str:
    return f'<svg {frame} role="img" aria-label="{escape(about)}"><title>{escape(about)}</title>{body}</svg>'


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:,.1f}"
