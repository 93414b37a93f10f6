"""What looks implausible, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.assessment import Response
from desktop.domain.survey_flags import flags, flags_of

PLAIN = [4, 5, 3, 4, 5, 4, 2, 5]


def one(name: str, points: list[int] | None = None, **more: Any) -> Response:
    answers = {f"q{place}": value for place, value in enumerate(points or PLAIN, 1)}
    fields: dict[str, Any] = {"channel": "face_to_face", "consent": "已口头同意", "number": name} | more
    return Response(id=name, answers=answers, **fields)


def kinds(responses: list[Response]) -> dict[str, list[str]]:
    return {key: [flag.kind for flag in every] for key, every in flags(responses).items()}


def test_ordinary_responses_have_no_flag() -> None:
    assert kinds([one("a", seconds=90), one("b", [5, 4, 4, 4, 3, 5, 5, 4], seconds=70, remark="没有")]) == {}


def test_too_fast_by_itself_and_against_the_others() -> None:
    # Eight answers: 15 seconds cannot be heard; 40 seconds are quick only where the others take two minutes.
    others = [one(f"o{n}", [n % 5 + 1, *PLAIN[1:]], seconds=120 + n) for n in range(5)]
    assert kinds([one("a", [1, 1, 2, 2, 3, 3, 4, 4], seconds=15)]) == {"a": ["too-fast"]}
    assert kinds([one("a", [1, 1, 2, 2, 3, 3, 4, 4], seconds=39), *others]) == {"a": ["too-fast"]}
    assert kinds([one("a", [1, 1, 2, 2, 3, 3, 4, 4], seconds=45), *others]) == {}
    assert kinds([one("a", [1, 1, 2, 2, 3, 3, 4, 4], seconds=39, channel="electronic"), *others]) == {}
    assert "15 秒答 8 题" in flags([one("a", seconds=15)])["a"][0].text


def test_the_same_points_all_through() -> None:
    assert kinds([one("a", [5] * 8), one("b", [5] * 8)]) == {"a": ["all-the-same"], "b": ["all-the-same"]}
    assert kinds([one("a", [5] * 4)]) == {}


def test_the_same_answers_name_each_other() -> None:
    found = flags([one("a"), one("b"), one("c"), one("d", [1, 2, 3, 4, 5, 1, 2, 3])])
    assert {key: [flag.other for flag in every] for key, every in found.items()} == {"a": ["b"], "b": ["a"], "c": ["a"]}
    assert kinds([one("a"), one("b", questionnaire=1)]) == {}


def test_a_duplicate_is_said_once() -> None:
    found = kinds([one("a", answered_at="2026-11-18 10:00:01"), one("b", answered_at="2026-11-18 10:00:01")])
    assert found == {"a": ["duplicate"], "b": ["duplicate"]}
    again = flags([one("a", number="F-001"), one("b", [1, 2, 3, 4, 5, 1, 2, 3], number="F-001")])
    assert [flag.kind for flag in again["b"]] == ["duplicate"]
    assert kinds([one("a", number="1", channel="electronic"), one("b", [1, 2, 3, 4, 5, 1, 2, 3], number="1")]) == {}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("师傅很准时，态度好", "师傅很准时,态度好。", True), ("没有", "没有", False), ("师傅很准时，态度好", "师傅迟到了半小时", False)],
)
def test_the_same_wording(first: str, second: str, same: bool) -> None:
    found = kinds([one("a", remark=first), one("b", [1, 2, 3, 4, 5, 1, 2, 3], remark=second)])
    assert found == ({"a": ["same-wording"], "b": ["same-wording"]} if same else {})


def test_consent_is_asked_for_face_to_face() -> None:
    assert kinds([one("a", consent=None), one("b", [1, 2, 3, 4, 5, 1, 2, 3], consent=None, channel="electronic")]) == {"a": ["no-consent"]}


def test_void_responses_neither_have_flags_nor_cause_them() -> None:
    assert kinds([one("a"), one("b", void="重复")]) == {}


def test_a_response_still_being_entered_has_its_flags_too() -> None:
    typed = Response(channel="face_to_face", consent="是", answers=dict(one("x").answers))
    (flag,) = flags_of(typed, [one("a")])
    assert (flag.kind, flag.other) == ("same-answers", "a")
    # Itself among the others is no other.
    assert flags_of(one("a"), [one("a")]) == ()
