"""Whether a night is like those before it."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.codebook.yamlio import load_yaml, parse_yaml
from pipeline.errors import CodebookError
from pipeline.stages.drift import Finding, Night, effective_days, find_drift, find_silence
from pipeline.stages.drift_limits import KEYS, MEASURES, Limit, read_drift_limits

BUNDLED = read_drift_limits(load_yaml(Path(__file__).parents[2] / "codebooks" / "checks.yml"))
SUMS = {
    "documents": 200, "sentences": 4000, "sentences_coded": 1000, "events": 1200, "incidents": 300, "located": 900,
    "actors": 2200, "actors_coded": 1800, "quad_1": 400, "quad_2": 200, "quad_3": 250, "quad_4": 350,
}  # fmt: skip
OUTLETS = {"Meridian": 120, "The Coastal Post": 80}


def night(
    number: int, outlets: Mapping[str, int] = OUTLETS, days: float = 1.0, cut: bool = False, **sums: int
) -> Night:
    begun = dt.datetime(2026, 1, 1, 6, tzinfo=dt.UTC) + dt.timedelta(days=number)
    return Night(begun.isoformat(), (f"b{number}",), days, {**SUMS, **sums}, outlets, cut)


def scaled(number: int, factor: float) -> Night:
    return night(number, **{name: round(n * factor) for name, n in SUMS.items()})


def drift(last: Night, before: Sequence[Night], limits: Sequence[Limit] = BUNDLED) -> list[Finding]:
    return find_drift(last, before, limits)


def texts(found: Sequence[Finding]) -> list[str]:
    return [finding.text for finding in found]


def test_every_measure_is_limited_by_the_bundled_checks() -> None:
    assert {limit.measure for limit in BUNDLED} == set(MEASURES)
    assert {limit.level for limit in BUNDLED} == {"warning"}


sums = st.fixed_dictionaries({name: st.integers(0, 10_000) for name in SUMS})


@settings(deadline=None)
@given(sums, st.integers(0, 60))
def test_a_constant_history_never_warns(same: dict[str, int], nights: int) -> None:
    assert drift(night(nights, **same), [night(n, **same) for n in range(nights)]) == []


@settings(deadline=None)
@given(st.lists(sums, min_size=8, max_size=20), st.randoms())
def test_the_order_of_the_history_is_all_one(each: list[dict[str, int]], random: random.Random) -> None:
    *before, last = (night(n, **same) for n, same in enumerate(each))
    shuffled = random.sample(before, len(before))
    assert drift(last, shuffled) == drift(last, before)


def test_chance_alone_does_not_warn() -> None:
    """A year of nights that differ by chance, and by a third less news on Sundays."""
    chance = random.Random(1)  # noqa: S311
    nights = [scaled(n, (0.65 if n % 7 == 6 else 1) * chance.gauss(1, 0.08)) for n in range(365)]
    assert [found for n in range(365) if (found := drift(nights[n], nights[:n]))] == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"events": 500, "quad_1": 170, "quad_2": 80, "quad_3": 110, "quad_4": 140, "located": 375},
            "events a day: 500, usually 1,200 (1,200 to 1,200)",
        ),
        ({"sentences_coded": 400}, "sentences coded: 10.0%, usually 25.0% (25.0% to 25.0%)"),
        ({"actors_coded": 1100}, "actors coded: 50.0%, usually 81.8% (81.8% to 81.8%)"),
        ({"located": 300}, "events located: 25.0%, usually 75.0% (75.0% to 75.0%)"),
        (
            {"quad_3": 50, "quad_1": 600},
            "quad class 1: 50.0%, usually 33.3% (33.3% to 33.3%)|quad class 3: 4.2%, usually 20.8% (20.8% to 20.8%)",
        ),
        ({"documents": 20}, "articles a day: 20, usually 200 (200 to 200)"),
    ],
)
def test_what_changes_is_told_with_what_is_usual(changed: dict[str, int], told: str) -> None:
    assert "|".join(texts(drift(night(9, **changed), [night(n) for n in range(9)]))) == told


def test_a_short_history_says_nothing() -> None:
    assert drift(night(6, events=1), [night(n) for n in range(6)]) == []
    assert drift(night(7, events=1), [night(n) for n in range(7)]) != []


def test_small_nights_do_not_cry_wolf() -> None:
    small = {"sentences": 40, "sentences_coded": 0, "actors": 20, "actors_coded": 0, "events": 10, "quad_4": 10}
    share_limits = [limit for limit in BUNDLED if not limit.measure.endswith("a day")]
    assert drift(night(9, **small), [night(n) for n in range(9)], share_limits) == []


def test_a_night_that_makes_up_for_another_is_no_drift() -> None:
    double = {name: 2 * n for name, n in SUMS.items()}
    assert drift(night(9, days=2.0, **double), [night(n) for n in range(9)]) == []


def test_a_new_level_becomes_the_usual_one() -> None:
    nights = [night(n, sentences_coded=1000 if n < 28 else 1400) for n in range(40)]
    warned = [n for n in range(40) if drift(nights[n], nights[:n])]
    assert 0 < len(warned) <= 4
    assert warned[0] == 28


def test_an_outlet_that_falls_silent_is_told_once_that_is_due() -> None:
    nights = [night(n, OUTLETS if n < 20 else {"Meridian": 200}) for n in range(60)]
    told = {n: texts(found) for n in range(60) if (found := drift(nights[n], nights[:n]))}
    assert min(told) == 22
    assert told[22] == ["silent: The Coastal Post, no article in the last 3 nights, before that in 20 of 20"]
    assert max(told) < 22 + 28  # the window forgets it


def test_an_outlet_heard_seldom_is_not_missed() -> None:
    seldom = [night(n, OUTLETS if n % 7 == 0 else {"Meridian": 200}) for n in range(40)]
    assert [n for n in range(40) if drift(seldom[n], seldom[:n])] == []


def test_outlets_left_out_of_the_record_are_not_silent() -> None:
    nights = [night(n, OUTLETS if n < 20 else {"Meridian": 200}, cut=n >= 20) for n in range(30)]
    assert [n for n in range(30) if drift(nights[n], nights[:n])] == []


def test_a_feed_that_stops_is_told_with_and_without_a_night() -> None:
    before = [night(n) for n in range(9)]
    assert texts(drift(night(13), before)) == ["no new article for 5.0 days"]
    late = dt.datetime(2026, 1, 13, 18, tzinfo=dt.UTC)
    assert texts(find_silence(late, before, BUNDLED)) == ["no new article for 4.5 days"]
    assert find_silence(late - dt.timedelta(days=2), before, BUNDLED) == []
    assert find_silence(late, [], BUNDLED) == []


def test_days_count_by_their_weight() -> None:
    first, second, old = dt.date(2026, 3, 2), dt.date(2026, 3, 3), dt.date(2025, 1, 1)
    assert effective_days({first: 100}) == 1
    assert effective_days({first: 100, second: 100}) == 2
    assert effective_days({first: 100, old: 1}) == pytest.approx(1.02, abs=0.001)
    assert effective_days({}) == 1


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{measure: events}", "checks.yml:2: unknown measure 'events' (use articles a day, "),
        ("{measure: events a day, level: fatal}", "checks.yml:2: unknown level 'fatal' (use error, warning)"),
        ("{measure: events a day, chnage: 1}", "checks.yml:2: unknown key 'chnage'"),
        ("{measure: events a day, change: much}", "checks.yml:2: bad value for 'change' (use a number from 0 to 100)"),
        ("{measure: events a day, nights: nan}", "checks.yml:2: bad value for 'nights'"),
        ("{measure: events a day, after: 0}", "checks.yml:2: bad value for 'after' (use a number from 2 to 366)"),
        ("events a day", "checks.yml:2: must be a mapping"),
        ("{level: error}", "checks.yml:2: unknown measure ''"),
    ],
)
def test_faults_in_the_limits_name_their_line(entry: str, fault: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_drift_limits(parse_yaml(f"drift:\n  - {entry}\n", "checks.yml"))
    assert str(caught.value).startswith(fault)


def test_limits_are_read_with_their_defaults() -> None:
    text = 'drift:\n  - {measure: actors coded, change: "0.2", nights: "14", level: error, about: Why.}\n'
    assert read_drift_limits(parse_yaml(text, "checks.yml")) == [
        Limit("actors coded", change=0.2, nights=14, level="error", about="Why.")
    ]
    assert read_drift_limits({}) == []
    assert set(Limit._fields) == KEYS
