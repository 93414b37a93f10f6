"""How sure the survey's numbers are: t intervals over respondents, Wilson's for shares, and how many respondents a width needs.

None of this is read by grading. The widths are reckoned with floats and given as decimals of four places.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

# Below so many respondents in a channel an interval would only pretend.
LEAST = 5
# In percent; the interval of S itself is always the 95 % one.
CONFIDENCES = (90, 95, 99)
_USUAL = 95
# The two-sided 95 % point of the normal distribution.
_Z = 1.959963984540054
_PLACES = 4
MOST_RESPONDENTS = 1_000_000


class Interval(NamedTuple):
    """95 % interval in percent; `half` is the half width before it is cut at 0 and 100."""

    low: Decimal
    high: Decimal
    half: Decimal


@lru_cache(maxsize=1024)
def t_quantile(freedom: float, confidence: int = _USUAL) -> float:
    """The two-sided point of Student's t with so many degrees of freedom (1 or more, also broken); `confidence` in percent."""
    tails = 1 - confidence / 100
    density = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    point = NormalDist().inv_cdf(1 - tails / 2)
    # Newton's steps from the normal point, which lies below every other: the tail is convex, so they never pass the mark.
    for _step in range(100):
        outside = _beta_share(freedom / 2, 0.5, freedom / (freedom + point * point))
        step = (outside - tails) / (2 * density * (1 + point * point / freedom) ** (-(freedom + 1) / 2))
        point += step
        if abs(step) < 1e-12 * point:
            break
    return point


def _beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    # Lentz's method.
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    result = d
    for m in range(1, 500):
        for even in (True, False):
            if even:
                term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            else:
                term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + term * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + term / c
            c = c if abs(c) > tiny else tiny
            result *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return result


def spread(percents: Sequence[float]) -> float | None:
    """The standard deviation of respondents' own percentages; None below two."""
    if len(percents) < 2:
        return None
    mean = math.fsum(percents) / len(percents)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in percents) / (len(percents) - 1))


def interval(centre: float, strata: Sequence[Sequence[float]], weights: Sequence[float] | None = None) -> Interval | None:
    """The t interval of a mean over respondents' own percentages, stratified (Satterthwaite's degrees of freedom).

    `strata`: the percentages of each channel that was used. `weights`: each channel's part of the mean; as their respondents unless given.
    None when a channel has fewer than LEAST respondents (DOMAIN 11, last paragraph).
    """
    if not strata or any(len(stratum) < LEAST for stratum in strata):
        return None
    total = sum(len(stratum) for stratum in strata)
    shares = weights or [len(stratum) / total for stratum in strata]
    parts = [share * share * (spread(stratum) or 0.0) ** 2 / len(stratum) for share, stratum in zip(shares, strata, strict=True)]
    variance = math.fsum(parts)
    if variance <= 0:
        return _made(centre, 0.0)
    freedom = variance * variance / math.fsum(part * part / (len(stratum) - 1) for part, stratum in zip(parts, strata, strict=True))
    return _made(centre, t_quantile(freedom) * math.sqrt(variance))


def wilson(yes: int, of: int) -> Interval | None:
    """Wilson's 95 % interval of a share of yes, in percent; None without an answer."""
    if of <= 0:
        return None
    share = yes / of
    bottom = 1 + _Z * _Z / of
    middle = (share + _Z * _Z / (2 * of)) / bottom
    half = _Z / bottom * math.sqrt(share * (1 - share) / of + _Z * _Z / (4 * of * of))
    return _made(100 * middle, 100 * half)


def _made(centre: float, half: float) -> Interval:
    return Interval(_decimal(max(0.0, centre - half)), _decimal(min(100.0, centre + half)), _decimal(half))


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.{_PLACES}f}")


def worst_spread(scale: int) -> float:
    """The largest standard deviation percentages from 100/scale to 100 can have: half of them at each end."""
    return (100 - 100 / scale) / 2


def half_width(respondents: int, deviation: float, population: int | None = None, confidence: int = _USUAL) -> float:
    """The half width of the interval that so many respondents give, with the correction for a finite population."""
    return t_quantile(respondents - 1, confidence) * deviation * math.sqrt(finite(respondents, population) / respondents)


def finite(respondents: int, population: int | None) -> float:
    """What is left of the variance when so many of a population are asked: 1 for one of unknown size, 0 when all are."""
    if population is None or population <= 1:
        return 1.0
    return max(0.0, (population - respondents) / (population - 1))


def respondents_for(width: float, deviation: float, population: int | None = None, confidence: int = _USUAL) -> int | None:
    """The least number of respondents (at least LEAST) whose half width is not above `width` percent points; None: past all bounds.

    All of a small population are always enough.
    """
    most = min(population or MOST_RESPONDENTS, MOST_RESPONDENTS)
    if most <= LEAST:
        return most
    if half_width(most, deviation, population, confidence) > width:
        return None
    low, high = LEAST, most
    while low < high:
        middle = (low + high) // 2
        if half_width(middle, deviation, population, confidence) <= width:
            high = middle
        else:
            low = middle + 1
    return low
