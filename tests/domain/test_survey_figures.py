"""All numbers of a survey: channels, S with its interval, dimensions, questions, and versions read each by its own form."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.base.numbers import to_decimal
from desktop.domain import survey
from desktop.domain.assessment import AskedQuestion, Questionnaire, Response
from desktop.domain.questionnaire import Forms, edited, forms_of
from desktop.domain.scheme import Dimension, Question, Survey
from desktop.domain.survey_figures import counted, figures

FORM = Survey(
    clause="4.3",
    required={},
    scale=5,
    dimensions=(Dimension(id="time", title="时间性"), Dimension(id="care", title="文明性")),
    questions=(
        Question(id="q1", dimension="time", text="按时到达"),
        Question(id="q2", dimension="time", text="按时办完"),
        Question(id="q3", dimension="care", text="礼貌周到"),
    ),
)
OWN = forms_of(FORM, None)


def asked(channel: Any, *points: int | None, version: int | None = None, **more: Any) -> Response:
    answers = {f"q{place}": value for place, value in enumerate(points, 1) if value is not None}
    return Response(channel=channel, answers=answers, questionnaire=version, **more)


def test_the_worked_example_both_ways() -> None:
    responses = [asked("face_to_face", 5, 5, 4)] * 15 + [asked("face_to_face", 5, 5, 5)] * 5 + [asked("electronic", 4, 4, 4)] * 80
    found = figures(OWN, responses)
    assert found.face_to_face.percent == 95
    assert found.electronic.percent == 80
    assert (found.pooled, found.mean) == (Fraction(83), Fraction("87.5"))
    assert found.s.percent == 83
    by_mean = figures(forms_of(replace(FORM, pooling="mean"), None), responses)
    assert by_mean.s.percent == Fraction("87.5")


def test_refused_questions_are_left_out_of_both_sums() -> None:
    found = figures(OWN, [asked("face_to_face", 5, None, None), asked("face_to_face", 3, 3, 3)])
    assert found.face_to_face.percent == Fraction(14 * 100, 20)
    time, care = found.dimensions
    assert (time.all.percent, time.all.responses) == (Fraction(11 * 100, 15), 2)
    assert (care.all.percent, care.all.responses) == (Fraction(60), 1)
    assert [(one.answers, one.refused) for one in found.questions] == [(2, 0), (1, 1), (1, 1)]
    assert [one.satisfied for one in found.questions] == [1, 0, 0]


def test_one_channel_alone_is_s_and_void_ones_do_not_count() -> None:
    found = figures(OWN, [asked("electronic", 4, 4, 4), asked("electronic", 1, 1, 1, void="机器填写")])
    assert (found.s.percent, found.s.responses, found.void) == (Fraction(80), 1, 1)
    assert found.pooled is None
    assert found.face_to_face == (None, 0, None, None)
    assert figures(OWN, []).s.percent is None


def test_the_interval_of_s_needs_five_in_each_channel_used() -> None:
    face = [asked("face_to_face", points, 4, 4) for points in (1, 2, 3, 4, 5)]
    found = figures(OWN, face)
    assert found.s.interval is not None
    assert found.s.interval == found.face_to_face.interval
    # Their own percentages are 60, 66.7, 73.3, 80 and 86.7: mean 73.3, standard deviation 10.54, so ± 2.7764 x 10.54 / sqrt 5.
    assert found.s.spread == Decimal("10.5409")
    assert float(found.s.interval.half) == pytest.approx(13.0883, abs=1e-3)
    assert float(found.s.interval.low) == pytest.approx(60.2450, abs=1e-3)
    with_few = figures(OWN, [*face, asked("electronic", 5, 5, 5)])
    assert with_few.s.interval is None
    assert with_few.face_to_face.interval is not None
    assert with_few.dimensions[0].face_to_face.interval is not None


def test_each_response_is_read_by_its_own_version() -> None:
    before = [asked("face_to_face", 5, 5, 5)]
    ten = edited(OWN, None, before, questions=[AskedQuestion(id="q2", dimension="care", text="把话说清楚")], scale=10)
    forms = forms_of(FORM, ten)
    responses = [*before, Response(channel="face_to_face", answers={"q2": 5, "q1": 9}, questionnaire=ten.version)]
    found = figures(forms, responses)
    # 15 of 15, and 5 of 10: the answer to a question this version does not ask is no answer.
    assert found.s.percent == Fraction(20 * 100, 25)
    assert {one.id: one.all.percent for one in found.dimensions} == {"time": 100, "care": Fraction(10 * 100, 15)}
    assert survey.tally(forms, responses) == (20, 25, 2)
    assert survey.dimension_tallies(forms, responses)["care"] == (10, 15, 2)
    assert figures(forms, [asked("electronic", 5, version=7)]).s.percent is None


points = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 3), max_size=30)


@given(points, points)
def test_the_kept_channels_say_what_the_figures_say(face: list[Any], electronic: list[Any]) -> None:
    responses = [asked("face_to_face", *one) for one in face] + [asked("electronic", *one) for one in electronic]
    kept, found = counted(OWN, responses), figures(OWN, responses)
    for channel, figure in (("face_to_face", found.face_to_face), ("electronic", found.electronic)):
        one = kept.get(channel)  # type: ignore[call-overload]
        assert (one is None) == (figure.percent is None)
        if one is not None and figure.percent is not None:
            assert (one.responses, one.counted) == (figure.responses, True)
            assert one.percent == to_decimal(figure.percent)
            # Truncated, so a bound of whole percents is reached by both or by neither.
            assert all((one.percent >= bound) == (figure.percent >= bound) for bound in (60, 70, 80, 90))
    both = survey.together(kept.get("face_to_face"), kept.get("electronic"))
    assert (found.pooled, found.mean) == (both or (None, None))


def test_a_repeating_share_is_kept_to_twelve_places() -> None:
    kept = counted(OWN, [asked("electronic", 2, 4, 4)])
    assert kept["electronic"].percent == Decimal("66.666666666666")


def test_without_questions_of_its_own_the_form_is_the_schemes() -> None:
    assert forms_of(FORM, Questionnaire(version=3)).current is FORM
    assert isinstance(OWN, Forms)
    assert OWN.version == 0


def test_a_scheme_without_dimensions_takes_those_of_the_audit() -> None:
    bare = replace(FORM, dimensions=(), questions=())
    own = edited(forms_of(bare, None), None, [], questions=[AskedQuestion(id="q1", dimension="响应", text="很快回应")], scale=5)
    (only,) = figures(forms_of(bare, own), [asked("electronic", 4, version=1)]).dimensions
    assert (only.title, only.all.percent) == ("响应", Fraction(80))


@pytest.mark.parametrize("scale", [2, 5, 10])
def test_satisfied_is_four_fifths_of_the_scale(scale: int) -> None:
    forms = forms_of(replace(FORM, scale=scale), None)
    found = figures(forms, [Response(channel="electronic", answers={"q1": points}) for points in range(1, scale + 1)])
    assert found.questions[0].satisfied == {2: 1, 5: 2, 10: 3}[scale]
