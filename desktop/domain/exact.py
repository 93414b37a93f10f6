"""Points as whole numbers of 10^-30 and shares as pairs of whole numbers: exact, and fast enough to grade at every key."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction

from desktop.base.numbers import MOST_DIGITS, MOST_PLACES, plain, shown

# Decimals from outside have at most so many places (numbers.is_small), so every one of them is a whole number of these.
PLACES = MOST_PLACES
ONE = 10**PLACES
# The default context would round what has more than 28 digits; this one says so when it has to.
_WIDE = Context(prec=MOST_PLACES + MOST_DIGITS, traps=[Inexact])

# A number as numerator and denominator; the denominator is above 0. Not reduced: comparing needs no reducing.
Ratio = tuple[int, int]


def units(value: Decimal) -> int | None:
    """The decimal in units of 10^-30; None when it is not finite, has more places, or is absurdly large."""
    if not value.is_finite() or value.adjusted() >= MOST_DIGITS:
        return None
    try:
        scaled = value.scaleb(PLACES, _WIDE)
    except Inexact:
        return None
    whole = int(scaled)
    return whole if scaled == whole else None


def text(ratio: Ratio) -> str:
    """The number as CONTRACT.md writes it: exact when its decimals end, else truncated to 12 places."""
    whole, rest = divmod(ratio[0] * ONE, ratio[1])
    return plain(Fraction(*ratio)) if rest else units_text(whole)


def units_text(value: int) -> str:
    """Units of 10^-30 as a decimal."""
    whole, part = divmod(abs(value), ONE)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{PLACES}d}".rstrip("0") if part else f"{sign}{whole}"


def for_person(ratio: Ratio) -> str:
    """The number for a person: truncated to two places, without trailing zeros."""
    return _short(shown(Fraction(*ratio)))


def gap_for_person(ratio: Ratio) -> str:
    """A gap for a person: up to the next hundredth, so that no gap reads 0."""
    hundredths = -(-abs(ratio[0]) * 100 // ratio[1])
    return _short(shown(Fraction(hundredths, 100)))


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
