"""Every ambiguity of the five rules stands in the file it belongs to, once, with another reading and something to show."""

from __future__ import annotations

import pytest

from desktop.base import paths
from desktop.schemes.library import Library

BLOCK = {*range(37, 41)}
COMMON = {43, 44}
OWN = {
    "zgc": {*range(1, 9)} | BLOCK | COMMON,
    "ctc": {*range(9, 16), 42} | BLOCK | COMMON,
    "zhdh": {*range(16, 23)} | BLOCK | COMMON,
    "bz": {23, 45} | COMMON,
    "cqm": {*range(24, 37), 41, 45} | COMMON,
    "gbt27922": BLOCK | COMMON,
}


def library() -> Library:
    return Library([paths.schemes()])


@pytest.mark.parametrize("scheme", sorted(OWN))
def test_every_ambiguity_is_there_once(scheme: str) -> None:
    gaps = [gap for gap in library().load(scheme).scheme.gaps if gap.id.startswith("A")]
    assert sorted(gap.id for gap in gaps) == sorted(f"A{number}" for number in OWN[scheme])
    for gap in gaps:
        assert gap.choices, gap.id
        assert gap.show, gap.id


@pytest.mark.parametrize("scheme", sorted(OWN))
def test_every_choice_loads(scheme: str) -> None:
    for gap in library().load(scheme).scheme.gaps:
        for choice in gap.choices:
            assert library().load(scheme, {gap.id: choice}).settings == ((gap.id, choice),)
