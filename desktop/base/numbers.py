"""Exact numbers: read as decimals, added as fractions, shown truncated."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

Exact = Decimal | Fraction | int

# What a decimal from outside may have at most: enough for every printed form of a float, and for sixteen digits of a percentage.
MOST_PLACES = 30
MOST_DIGITS = 10  # before the point


def plain(value: Exact) -> str:
    """The number as text: exact when its decimals end, else truncated to 12 places; no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    twos = fives = 0
    rest = fraction.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives) if rest == 1 else 12
    return _places(fraction, places).rstrip("0").rstrip(".")


def shown(value: Exact, places: int = 2) -> str:
    """The number for a person: truncated towards zero, so that 79.995 never reads 80.00."""
    return _places(Fraction(value), places)


def _places(value: Fraction, places: int) -> str:
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"


def is_small(value: Decimal) -> bool:
    """Whether a decimal from outside is finite and short enough to reckon with: at most 30 places, below ten thousand million."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -MOST_PLACES <= exponent < MOST_DIGITS and (value == 0 or value.adjusted() < MOST_DIGITS)


def up_to_step(value: Fraction, step: Fraction) -> Fraction:
    """The least multiple of the step that is not below the value."""
    return -(-value // step) * step


def to_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal truncated to 12 places."""
    with localcontext() as context:
        context.prec = 60
        context.rounding = ROUND_FLOOR
        return Decimal(plain(value))
