"""Drift: is what a run newly took in like what the runs before it took in? Pure: a history goes in, findings come out.

Two tests, both of which must fail before anything is said: the change is large enough to matter (`change`), and it is
more than chance and the usual ups and downs explain (`deviations`). What is usual is the median of the nights before.
How far nights usually stray from it is measured on the side of the change, as (median - 10th percentile) / 1.28, or
(90th percentile - median) / 1.28: for a normal distribution that is its standard deviation, a rhythm of weeks is
allowed for, and one bad night in ten leaves it alone. The chance of counting is added: binomial for shares, Poisson for
numbers of events or articles.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from typing import NamedTuple, TypeAlias

from pipeline.stages.drift_limits import Limit

GAP = "days without articles"
_TENTH = 1.2816  # standard deviations from the median of a normal distribution to its 10th percentile


class Night(NamedTuple):
    """What one run newly took in. `run`: when it began, ISO 8601, UTC · `batches`: what it read
    `days`: how many days of publication it covers · `sums`: see Measures · `outlets`: articles by outlet
    `cut`: some outlets were left out, so that absence says nothing · `warnings`: in how many ways it was unusual."""

    run: str
    batches: tuple[str, ...]
    days: float
    sums: Mapping[str, int]
    outlets: Mapping[str, int]
    cut: bool = False
    codebook: str = ""
    model: str = ""
    seconds: float = 0.0
    warnings: int = 0

    def began(self) -> dt.datetime:
        """When the run began. Raises ValueError for a damaged record."""
        return dt.datetime.fromisoformat(self.run)


class Finding(NamedTuple):
    """A measure that is not as usual."""

    measure: str
    level: str  # error or warning
    text: str
    about: str = ""

    def told(self) -> str:
        """What was found, and what the author of the limit says about it."""
        return f"{self.text} – {self.about}" if self.about else self.text


Test: TypeAlias = Callable[[Night, Sequence[Night], Limit], list[str]]


class Usual(NamedTuple):
    """What nights usually have: the median, the 10th and the 90th percentile."""

    middle: float
    low: float
    high: float

    def spread(self, value: float) -> float:
        """How far nights usually stray from the median on the side of this value, as a standard deviation."""
        return (self.high - self.middle if value > self.middle else self.middle - self.low) / _TENTH


def find_drift(night: Night, history: Sequence[Night], limits: Sequence[Limit]) -> list[Finding]:
    """What is unusual about a night, in the order of the limits. The order of the history is all one."""
    before = sorted((one for one in history if one.run < night.run), key=lambda one: one.run)
    found: list[Finding] = []
    for limit in limits:
        window = before[-limit.nights :]
        if len(window) >= limit.after:
            texts = _TESTS[limit.measure](night, window, limit)
            found += [Finding(limit.measure, limit.level, text, limit.about) for text in texts]
    return found


def find_silence(now: dt.datetime, history: Sequence[Night], limits: Sequence[Limit]) -> list[Finding]:
    """Whether no article has come for too long, at a time (with its zone) at which none came."""
    nothing = Night(now.isoformat(timespec="seconds"), (), 1.0, {}, {})
    return find_drift(nothing, history, [limit for limit in limits if limit.measure == GAP])


def effective_days(published: Mapping[dt.date, int]) -> float:
    """How many days of publication articles cover, by weight: 1 / Σ share². A straggler from last week hardly counts.

    Source: the Hill number of order 2 (M. O. Hill, Ecology 54, 1973).
    """
    total = sum(published.values())
    return total**2 / sum(n * n for n in published.values()) if total else 1.0


def rate(night: Night, what: str) -> float:
    """Events or articles for each day of publication."""
    return night.sums.get(what, 0) / night.days


def share(night: Night, part: str, whole: str) -> float | None:
    """The share of a part, or None of nothing."""
    total = night.sums.get(whole, 0)
    return night.sums.get(part, 0) / total if total else None


def _usual(values: Sequence[float]) -> Usual:
    """Raises ValueError for less than two values."""
    tenths = quantiles(values, n=10, method="inclusive")
    return Usual(median(values), tenths[0], tenths[-1])


def _rate_test(what: str) -> Test:
    def test(night: Night, window: Sequence[Night], limit: Limit) -> list[str]:
        value, usual = rate(night, what), _usual([rate(one, what) for one in window])
        if max(value, usual.middle) * night.days < limit.least:
            return []
        chance = math.sqrt(usual.middle / night.days)
        if not _strays(value, usual, chance, limit.change * usual.middle, limit):
            return []
        return [f"{limit.measure}: {value:,.0f}, usually {usual.middle:,.0f} ({usual.low:,.0f} to {usual.high:,.0f})"]

    return test


def _share_test(name: str, part: str, whole: str) -> Test:
    def test(night: Night, window: Sequence[Night], limit: Limit) -> list[str]:
        shares = [found for one in window if (found := share(one, part, whole)) is not None]
        value, total = share(night, part, whole), night.sums.get(whole, 0)
        if value is None or total < limit.least or len(shares) < limit.after:
            return []
        usual = _usual(shares)
        chance = math.sqrt(max(usual.middle * (1 - usual.middle), 1 / total) / total)
        if not _strays(value, usual, chance, limit.change, limit):
            return []
        return [f"{name}: {value:.1%}, usually {usual.middle:.1%} ({usual.low:.1%} to {usual.high:.1%})"]

    return test


def _strays(value: float, usual: Usual, chance: float, change: float, limit: Limit) -> bool:
    distance = abs(value - usual.middle)
    return distance >= change and distance > limit.deviations * math.hypot(usual.spread(value), chance)


def _quad_test(night: Night, window: Sequence[Night], limit: Limit) -> list[str]:
    tests = [_share_test(f"quad class {quad}", f"quad_{quad}", "events") for quad in (1, 2, 3, 4)]
    return [text for test in tests for text in test(night, window, limit)]


def _silence_test(night: Night, window: Sequence[Night], limit: Limit) -> list[str]:
    """Outlets that have been missing for so many nights that, at their usual frequency, chance does not explain it."""
    nights = [*window, night]
    outlets = sorted({outlet for one in window for outlet in one.outlets})
    return [text for outlet in outlets if (text := _silent(outlet, nights, limit))]


def _silent(outlet: str, nights: Sequence[Night], limit: Limit) -> str:
    heard = [outlet in night.outlets for night in nights if outlet in night.outlets or not night.cut]
    last = max(at for at, present in enumerate(heard) if present)
    missed, before = len(heard) - last - 1, last + 1
    usual = (sum(heard) + 1) / (before + 2)  # a share that certainty never reaches, however short the record
    if not missed or before < limit.after or (1 - usual) ** missed >= limit.chance:
        return ""
    return f"silent: {outlet}, no article in the last {missed} nights, before that in {sum(heard)} of {before}"


def _gap_test(night: Night, window: Sequence[Night], limit: Limit) -> list[str]:
    days = (night.began() - window[-1].began()) / dt.timedelta(days=1)
    return [f"no new article for {days:,.1f} days"] if days > limit.days else []


_TESTS: Mapping[str, Test] = {
    "articles a day": _rate_test("documents"),
    "events a day": _rate_test("events"),
    "sentences coded": _share_test("sentences coded", "sentences_coded", "sentences"),
    "actors coded": _share_test("actors coded", "actors_coded", "actors"),
    "events located": _share_test("events located", "located", "events"),
    "quad classes": _quad_test,
    "silent outlets": _silence_test,
    GAP: _gap_test,
}
