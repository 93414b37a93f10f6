"""Intervals against printed tables, and the sample size against the interval it promises."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import survey_interval as si


@pytest.mark.parametrize(
    ("freedom", "point"),
    [(1, 12.7062), (2, 4.3027), (4, 2.7764), (9, 2.2622), (19, 2.0930), (30, 2.0423), (120, 1.9799), (1_000_000, 1.9600)],
)
def test_points_of_t_are_those_of_the_tables(freedom: float, point: float) -> None:
    assert si.t_quantile(freedom) == pytest.approx(point, abs=5e-5)


@pytest.mark.parametrize(
    ("confidence", "freedom", "point"),
    [(90, 1, 6.3138), (90, 9, 1.8331), (90, 1e6, 1.6449), (99, 1, 63.6567), (99, 9, 3.2498), (99, 1e6, 2.5758)],
)
def test_other_confidences_are_those_of_the_tables_too(confidence: int, freedom: float, point: float) -> None:
    assert si.t_quantile(freedom, confidence) == pytest.approx(point, abs=5e-5)


def test_one_channel_is_the_plain_t_interval() -> None:
    # Mean 80, standard deviation 10, n 5: 80 ± 2.7764 x 10 / sqrt 5 (five values with that spread).
    values = [80 + 10 * step * math.sqrt(4 / 10) for step in (-2, -1, 0, 1, 2)]
    found = si.interval(80, [values])
    assert found is not None
    assert float(found.half) == pytest.approx(2.776445 * 10 / math.sqrt(5), abs=1e-3)
    assert found.low == 80 - found.half


def test_channels_are_strata_and_not_one_heap() -> None:
    face = [60.0, 62.0, 64.0, 66.0, 68.0]
    electronic = [90.0, 92.0, 94.0, 96.0, 98.0]
    apart = si.interval(79, [face, electronic])
    heap = si.interval(79, [face + electronic])
    assert apart is not None
    assert heap is not None
    # By hand: each part 0.25 x 10 / 5 = 0.5, so variance 1, and 8 degrees of freedom.
    assert float(apart.half) == pytest.approx(2.306, abs=1e-3)
    assert heap.half > 4 * apart.half


def test_no_interval_below_five_in_any_channel() -> None:
    assert si.interval(80, [[80.0, 90.0, 70.0, 60.0]]) is None
    assert si.interval(80, [[80.0, 90.0, 70.0, 60.0, 85.0], [90.0]]) is None
    assert si.interval(80, []) is None
    assert si.interval(80, [[80.0, 90.0, 70.0, 60.0, 85.0]]) is not None


def test_intervals_end_at_0_and_100() -> None:
    found = si.interval(98, [[100.0, 100.0, 100.0, 90.0, 100.0]])
    assert found is not None
    assert found.high == 100
    assert found.low == Decimal(98) - found.half
    assert si.interval(100, [[100.0] * 5]) == si.Interval(Decimal(100), Decimal(100), Decimal(0))


@pytest.mark.parametrize(
    ("yes", "of", "low", "high"),
    [(8, 10, "49.0162", "94.3318"), (0, 10, "0.0000", "27.7533"), (10, 10, "72.2467", "100.0000"), (1, 29, "0.6113", "17.1752")],
)
def test_wilson_against_published_values(yes: int, of: int, low: str, high: str) -> None:
    found = si.wilson(yes, of)
    assert found is not None
    assert float(found.low) == pytest.approx(float(low), abs=2e-3)
    assert float(found.high) == pytest.approx(float(high), abs=2e-3)
    assert si.wilson(0, 0) is None


@given(st.floats(0.5, 20), st.floats(1, 50), st.one_of(st.none(), st.integers(1, 20_000)))
def test_the_planned_number_keeps_its_promise_and_no_smaller_one_does(width: float, deviation: float, population: int | None) -> None:
    count = si.respondents_for(width, deviation, population)
    assert count is not None
    if population is not None:
        assert count <= population
    if count < (population or 10**9) and count >= si.LEAST:
        assert si.half_width(count, deviation, population) <= width
    if count > si.LEAST:
        assert si.half_width(count - 1, deviation, population) > width


def test_a_finite_population_needs_fewer() -> None:
    assert si.respondents_for(3, 40) == 686
    assert si.respondents_for(3, 40, 300) == 210
    assert si.respondents_for(0.0001, 40) is None
    assert si.respondents_for(1, 40, 3) == 3
    # A scale from 1 to 5 spans 20 to 100 percent.
    assert si.worst_spread(5) == 40
