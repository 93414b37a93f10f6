"""Numbers stay exact from the document to the text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.numbers import plain
from desktop.domain.exact import ONE, for_person, gap_for_person, text, units, units_text

small = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=6)


@given(small)
def test_units_and_text_are_inverse(value: Decimal) -> None:
    whole = units(value)
    assert whole is not None
    assert Decimal(units_text(whole)) == value
    assert units_text(whole) == plain(value)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_text_of_a_ratio_is_that_of_the_fraction(top: int, bottom: int) -> None:
    assert text((top, bottom)) == plain(Fraction(top, bottom))


@pytest.mark.parametrize(
    "bad", ["NaN", "sNaN", "Infinity", "-Infinity", "1e308", "1e-308", "1e-31", "12345678901", "0." + "9" * 45, "0.1" + "0" * 30 + "1"]
)
def test_absurd_decimals_are_no_units(bad: str) -> None:
    assert units(Decimal(bad)) is None


@pytest.mark.parametrize(
    "given", ["79.99999999999999", "8.333333333333334", "1.0000000000000000000", "9999999999." + "9" * 30, "-0." + "7" * 30]
)
def test_thirty_places_are_kept_to_the_last(given: str) -> None:
    whole = units(Decimal(given))
    assert whole is not None
    assert Fraction(whole, ONE) == Fraction(given)
    assert units_text(whole) == (given.rstrip("0").rstrip(".") if "." in given else given)


def test_a_score_is_truncated_and_its_gap_never_reads_nothing() -> None:
    just_under = units(Decimal("79.995"))
    assert just_under is not None
    assert for_person((just_under, ONE)) == "79.99"
    assert gap_for_person((80 * ONE - just_under, ONE)) == "0.01"
