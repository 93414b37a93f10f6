"""The channels' results that follow from the responses, as the fields of the record `survey`."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Channel, Questionnaire, Response
from desktop.domain.history import Records
from desktop.domain.questionnaire import forms_of
from desktop.domain.rules import Rules
from desktop.domain.survey_figures import CHANNELS, counted
from desktop.domain.survey_state import channel_state

_SLICE = 1000


def channel_values(records: Records, rules: Rules, *, replace_typed: bool = False) -> dict[tuple[str, str], Any]:
    """The fields that bring each channel to what its responses give. What a person typed stays, unless asked for."""
    survey = rules.scheme.survey
    if survey is None:
        return {}
    listed = [fields for path, fields in records.items() if path.startswith("responses/")]
    responses: list[Response] = []
    for start in range(0, len(listed), _SLICE):
        # One call for thousands would hold every other thread.
        part = [{name: value for name, value in one.items() if name != "value"} for one in listed[start : start + _SLICE]]
        responses += convert(part, list[Response], _("问卷"))
    kept = convert(records.get("survey", {}), dict[str, Channel], _("感知调查"))
    own = records.get("questionnaire")
    found = counted(forms_of(survey, convert(own, Questionnaire, _("问卷")) if own else None), responses)
    values: dict[tuple[str, str], Any] = {}
    for channel in CHANNELS:
        now = found.get(channel)
        typed = channel_state(kept.get(channel), now).standing in ("typed", "not-used")
        if not typed or (replace_typed and now is not None):
            values["survey", channel] = UNSET if now is None else msgspec.json.decode(msgspec.json.encode(now))
    return values
