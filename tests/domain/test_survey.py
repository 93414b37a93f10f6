"""The survey in numbers: dimensions and channels from answers, S pooled and as a mean, the level each reaches."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop.base import paths
from desktop.domain import survey
from desktop.domain.assessment import Channel, Response
from desktop.domain.rules import Rules, compile_rules
from desktop.domain.scheme import Survey
from desktop.schemes.library import Library


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = Library([paths.schemes()]).load("cqm")
    return compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)


@pytest.fixture(scope="module")
def form(rules: Rules) -> Survey:
    assert rules.scheme.survey is not None
    return rules.scheme.survey


def used(percent: str, responses: int) -> Channel:
    return Channel(percent=Decimal(percent), responses=responses)


def asked(channel: Any, **answers: int) -> Response:
    return Response(channel=channel, answers=answers)


def test_refused_and_foreign_answers_do_not_count(form: Survey) -> None:
    responses = [asked("face_to_face", q1=4, q2=5), asked("face_to_face", q1=3, q99=1, q3=0, q4=6), asked("face_to_face")]
    found = survey.tally(form, responses)
    assert found == (12, 15, 2)
    assert found.percent == 80
    assert survey.tally(form, []).percent is None


def test_channels_are_told_apart_and_a_response_without_one_is_left_out(form: Survey) -> None:
    responses = [asked("face_to_face", q1=5), asked("electronic", q1=3), asked(None, q1=1)]
    assert survey.tally(form, responses, "face_to_face").percent == 100
    assert survey.tally(form, responses, "electronic").percent == 60
    assert survey.tally(form, responses).percent == 80


def test_void_responses_do_not_count(form: Survey) -> None:
    responses = [asked("face_to_face", q1=5), Response(channel="face_to_face", answers={"q1": 1}, void="同一人答了两次")]
    assert survey.tally(form, responses) == (5, 5, 1)


def test_each_dimension_is_the_mean_of_its_own_questions(form: Survey) -> None:
    responses = [asked("face_to_face", q1=4, q2=2, q5=5), asked("electronic", q1=1, q6=4)]
    both = survey.dimension_tallies(form, responses)
    assert list(both) == [dimension.id for dimension in form.dimensions]
    assert both["functionality"] == (7, 15, 2)
    assert both["economy"].percent == 90
    assert both["courtesy"].percent is None
    assert survey.dimension_tallies(form, responses, "electronic")["functionality"].percent == 20


def test_pooled_and_mean_of_the_worked_example() -> None:
    found = survey.together(used("95", 20), used("88", 80))
    assert found == (Fraction("89.4"), Fraction("91.5"))


@pytest.mark.parametrize(
    ("face", "electronic"),
    [
        (None, used("88", 80)),
        (used("95", 20), None),
        (Channel(not_used="未做"), used("88", 80)),
        (Channel(percent=Decimal(90)), used("88", 8)),
    ],
)
def test_one_channel_alone_has_nothing_to_put_together(face: Channel | None, electronic: Channel | None) -> None:
    assert survey.together(face, electronic) is None


def test_the_two_ways_can_reach_different_levels(rules: Rules) -> None:
    rule = survey.criterion(rules, "survey.combined")
    assert rule is not None
    levels = [
        bound.stars if (bound := survey.reached(rule, percent)) else None for percent in map(Fraction, ("89.4", "91.5", "90", "59.99"))
    ]
    assert levels == [4, 5, 5, None]


def test_s_is_what_grading_takes(rules: Rules) -> None:
    face, electronic = used("95", 20), used("88", 80)
    assert survey.combined_percent(rules, face, electronic, None) == Fraction("89.4")
    assert survey.combined_percent(rules, face, electronic, Channel(percent=Decimal("94.5"))) == Fraction("94.5")
    assert survey.combined_percent(rules, Channel(not_used="没有当面接触"), electronic, None) == 88
    assert survey.combined_percent(rules, face, Channel(not_used="未做"), None) == 95
    # Not said yet is not the same as not used.
    assert survey.combined_percent(rules, face, None, None) is None
    assert survey.combined_percent(rules, face, Channel(responses=3), None) is None


def test_a_scheme_without_the_criterion_has_none() -> None:
    loaded = Library([paths.schemes()]).load("ctc")
    assert survey.criterion(compile_rules(loaded.scheme, version="1", sha256="0" * 64), "survey.combined") is None
