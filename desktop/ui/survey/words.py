"""Responses in words: channel, time used, percent of their full score."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.exact import for_person
from desktop.domain.survey import tally
from desktop.ui import amounts

if TYPE_CHECKING:
    from desktop.domain.assessment import Response
    from desktop.domain.questionnaire import Forms


def channel_word(channel: str | None) -> str:
    """当面 or 电子."""
    return {"face_to_face": _("当面"), "electronic": _("电子")}.get(channel or "", "")


def time_word(seconds: int | None) -> str:
    """The time a respondent took."""
    return amounts.duration(seconds) if seconds else ""


def own_percent(response: Response, forms: Forms) -> Fraction | None:
    """A respondent's own percentage, void or not; None without an answer that counts."""
    from msgspec.structs import replace

    return tally(forms, [replace(response, void=None)]).percent


def answered_percent(response: Response, forms: Forms) -> str:
    """The same for a person."""
    percent = own_percent(response, forms)
    return "–" if percent is None else for_person((percent.numerator, percent.denominator))
