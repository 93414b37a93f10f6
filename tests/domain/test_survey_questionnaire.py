"""The questionnaire of an audit: versions, what it may hold, and which answers it takes."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.domain.assessment import AskedQuestion, Response
from desktop.domain.questionnaire import OWN as SCHEMES
from desktop.domain.questionnaire import asked, check_answers, coverage, differences, edited, forms_of, new_id, versions
from tests.domain.test_survey_figures import FORM, OWN

MINE = (AskedQuestion(id="q1", dimension="time", text="按时到达"), AskedQuestion(id="q9", dimension="care", text="讲得明白"))


def answered(version: int | None) -> Response:
    return Response(id="r", channel="face_to_face", answers={"q1": 5}, questionnaire=version)


def test_changes_before_the_first_response_are_one_version() -> None:
    first = edited(OWN, None, [], questions=MINE, scale=5)
    assert (first.version, first.earlier) == (1, ())
    second = edited(forms_of(FORM, first), first, [answered(None)], questions=MINE[:1], scale=5)
    assert (second.version, second.earlier, second.questions) == (1, (), MINE[:1])


def test_a_change_after_a_response_is_a_new_version_and_keeps_the_old() -> None:
    first = edited(OWN, None, [answered(None)], questions=MINE, scale=5)
    second = edited(forms_of(FORM, first), first, [answered(None), answered(1)], questions=MINE[:1], scale=10)
    assert (second.version, second.scale) == (2, 10)
    (kept,) = second.earlier
    assert (kept.version, kept.scale, kept.questions) == (1, 5, MINE)
    forms = forms_of(FORM, second)
    assert forms.of(answered(None)) is FORM
    assert [question.id for question in forms.by_version[1].questions] == ["q1", "q9"]
    assert forms.current.scale == 10
    assert forms.of(answered(3)) is None
    # A void response was answered too.
    third = edited(forms, second, [Response(id="v", questionnaire=2, void="重复")], questions=MINE, scale=10)
    assert (third.version, len(third.earlier)) == (3, 2)


def test_an_id_is_never_used_again() -> None:
    first = edited(OWN, None, [answered(None)], questions=MINE, scale=5)
    second = edited(forms_of(FORM, first), first, [answered(1)], questions=MINE[:1], scale=5)
    assert new_id(OWN) == "q4"
    assert new_id(forms_of(FORM, second)) not in {"q1", "q2", "q3", "q9"}
    assert [question.id for question in asked(FORM)] == ["q1", "q2", "q3"]


@pytest.mark.parametrize(
    ("questions", "scale", "told"),
    [
        ((), 5, "至少要有一道题"),
        ((AskedQuestion(id="q1", dimension="time", text=" "),), 5, "第 1 题"),
        ((AskedQuestion(id="q1", dimension="time", text="长" * 201),), 5, "第 1 题"),
        ((MINE[0], AskedQuestion(id="q2", dimension="taste", text="味道")), 5, "第 2 题：方案没有“taste”"),
        (MINE, 1, "分制 1"),
        (MINE, 12, "分制 12"),
        (tuple(AskedQuestion(id=f"q{n}", dimension="time", text="题") for n in range(101)), 5, "超过 100"),
    ],
)
def test_what_is_no_questionnaire_is_refused(questions: Any, scale: int, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        edited(OWN, None, [], questions=questions, scale=scale)


@pytest.mark.parametrize(
    ("answers", "told"), [({}, "一题也没有"), ({"q9": 3}, "q9"), ({"q1": 0}, "第 1 题：0"), ({"q3": 6}, "第 3 题：6 不在 1 到 5")]
)
def test_what_is_no_answer_is_refused(answers: dict[str, int], told: str) -> None:
    check_answers(FORM, {"q1": 1, "q2": 5})
    with pytest.raises(BadInput, match=told):
        check_answers(FORM, answers)


def test_versions_tell_what_they_have_otherwise() -> None:
    one, two = (
        AskedQuestion(id="q1", dimension="time", text="准时", clauses=("4.1",)),
        AskedQuestion(id="q2", dimension="care", text="礼貌"),
    )
    first = edited(OWN, None, [], questions=(one, two), scale=5)
    later = (
        AskedQuestion(id="q2", dimension="time", text="有礼貌"),
        AskedQuestion(id="q1", dimension="time", text="准时", clauses=("4.2", "4.3")),
        AskedQuestion(id="q3", dimension="care", text="讲清楚"),
    )
    second = edited(forms_of(FORM, first), first, [answered(1), answered(1)], questions=later, scale=7)
    forms = forms_of(FORM, second)
    found = [(one.kind, one.question) for one in differences(forms.by_version[1], forms.current)]
    assert found == [("scale", ""), ("reworded", "q2"), ("dimension", "q2"), ("clauses", "q1"), ("added", "q3"), ("order", "")]
    back = differences(forms.current, forms.by_version[1])
    assert [one.kind for one in back][-1] == "removed"
    assert back[-1].before == "讲清楚"
    assert differences(forms.current, forms.current) == ()
    told = versions(forms, [answered(1), answered(1), answered(None)])
    assert [(one.number, one.responses) for one in told] == [(2, 0), (1, 2), (SCHEMES, 1)]
    titles = {dimension.id: dimension.title for dimension in FORM.dimensions}
    assert coverage(forms.current)[titles["time"]] == 2
    assert list(coverage(forms.current)) == [*titles.values()]
