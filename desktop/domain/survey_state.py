"""How the survey of an audit stands: what the responses say beside what the document keeps, and which of it grading reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from desktop.domain.assessment import Assessment, Channel
from desktop.domain.questionnaire import Forms, forms_of
from desktop.domain.rules import Rules
from desktop.domain.survey import ChannelName, combined_percent, criterion, reached
from desktop.domain.survey_figures import CHANNELS, SurveyFigures, counted, figures
from desktop.domain.survey_flags import Flag, flags

Standing = Literal["counted", "typed", "not-used", "open"]


class ChannelState(NamedTuple):
    """One channel: what the document keeps (`kept`), what the responses give (`counted`), and where the first comes from.

    `differs`: responses are there and the document says otherwise: a typed result, or a merge that brought more responses.
    """

    standing: Standing
    kept: Channel | None
    counted: Channel | None
    differs: bool


class SurveyState(NamedTuple):
    """Everything about the survey of one audit. `s` and `face_to_face` are what grading reads, None while unknown."""

    forms: Forms
    figures: SurveyFigures
    flags: dict[str, tuple[Flag, ...]]
    channels: dict[ChannelName, ChannelState]
    s: Fraction | None
    face_to_face: Fraction | None


def survey_state(document: Assessment, rules: Rules) -> SurveyState | None:
    """The survey as it stands; None when the scheme has none."""
    survey = rules.scheme.survey
    if survey is None:
        return None
    forms = forms_of(survey, document.questionnaire)
    found = counted(forms, document.responses)
    kept = document.survey
    face = kept.face_to_face
    return SurveyState(
        forms=forms,
        figures=figures(forms, document.responses),
        flags=flags(document.responses),
        channels={channel: channel_state(getattr(kept, channel), found.get(channel)) for channel in CHANNELS},
        s=combined_percent(rules, face, kept.electronic, kept.combined),
        face_to_face=Fraction(face.percent) if face is not None and face.percent is not None else None,
    )


def channel_state(kept: Channel | None, found: Channel | None) -> ChannelState:
    """Where a channel's result comes from, beside what the responses give."""
    standing: Standing
    if kept is None or (kept.percent is None and kept.not_used is None):
        standing = "open"
    elif kept.not_used is not None:
        standing = "not-used"
    else:
        standing = "counted" if kept.counted else "typed"
    same = kept is not None and found is not None and (kept.percent, kept.responses) == (found.percent, found.responses)
    return ChannelState(standing, kept, found, not same and (found is not None or standing == "counted"))


def level_reached(rules: Rules, measure: str, percent: Fraction) -> str | None:
    """The label of the level that a measure of the survey alone would reach; None when no grade depends on it or none is reached."""
    rule = criterion(rules, measure)
    bound = reached(rule, percent) if rule else None
    if bound is None:
        return None
    return next((level.label for unit in (*rules.units, rules.result) for level in unit.levels if level.stars == bound.stars), None)
