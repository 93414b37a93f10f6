"""The history goes through a package word for word, or is refused with its line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from desktop.base.errors import NotVerified
from desktop.domain.history import Action, Change
from desktop.package.history import decode_history, encode_history

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
CHANGES = st.builds(Change, st.text("abc/é中", min_size=1), st.text("xyz", min_size=1), VALUES | st.just(UNSET), VALUES | st.just(UNSET))


def action(**more: Any) -> Action:
    fields = {"id": "i", "audit": "a", "name": "set", "by": "张工", "device": "d", "at": "t", "clock": "c", **more}
    return Action(**fields)


@given(st.lists(CHANGES, max_size=4).map(tuple))
def test_history_comes_back(changes: tuple[Change, ...]) -> None:
    actions = [action(changes=changes), action(id="j", undoes="i")]
    data = encode_history(actions)
    assert data.count(b"\n") == 2
    assert decode_history(data) == actions
    assert encode_history(decode_history(data)) == data


def test_nothing_is_a_history_too() -> None:
    assert decode_history(encode_history([])) == []


@pytest.mark.parametrize(
    "line",
    [
        b"{}", b"[]", b"", b"not json", b'{"a":1,"a":2}', b"\xff", b'{"id":1e400}',
        encode_history([action(changes=(Change("r", "f", None, 1),))])[:-1].replace(b'"after":1', b'"after":1.5'),
        encode_history([action()])[:-1].replace(b'"at":', b'"extra":1,"at":'), encode_history([action()])[:-1] + b" ",
    ],
)  # fmt: skip
def test_a_line_that_is_no_action_is_named(line: bytes) -> None:
    good = encode_history([action()])
    with pytest.raises(NotVerified, match="第 2 行"):
        decode_history(good + line + b"\n" + good)


def test_a_last_line_without_its_end_is_refused() -> None:
    with pytest.raises(NotVerified, match="第 1 行"):
        decode_history(encode_history([action()])[:-1])
