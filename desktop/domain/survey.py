"""The customer perception survey in numbers: what the answers add up to per dimension and channel, S pooled and as a mean (DOMAIN 9.6)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NamedTuple

from desktop.domain.assessment import Channel, Response
from desktop.domain.exact import ONE, units
from desktop.domain.rule_units import RuleBound, RuleCriterion
from desktop.domain.rules import Rules
from desktop.domain.scheme import Survey

ChannelName = Literal["face_to_face", "electronic"]


class Tally(NamedTuple):
    """Points given out of the points possible, and how many respondents gave at least one answer that counts."""

    points: int = 0
    full: int = 0
    responses: int = 0

    @property
    def percent(self) -> Fraction | None:
        """Percent of the full score, exact; None without an answer."""
        return Fraction(self.points * 100, self.full) if self.full else None


def tally(survey: Survey, responses: Iterable[Response], channel: ChannelName | None = None) -> Tally:
    """All answers of a channel (None: of both). Answers off the scale and to unknown questions do not count."""
    known = frozenset(question.id for question in survey.questions)
    points = full = count = 0
    for response in responses:
        if response.channel is None or channel not in (None, response.channel):
            continue
        given = [value for key, value in response.answers.items() if key in known and 1 <= value <= survey.scale]
        points += sum(given)
        full += survey.scale * len(given)
        count += bool(given)
    return Tally(points, full, count)


def dimension_tallies(survey: Survey, responses: Iterable[Response], channel: ChannelName | None = None) -> dict[str, Tally]:
    """The same for each dimension, in the scheme's order."""
    of = {question.id: question.dimension for question in survey.questions}
    sums = {dimension.id: [0, 0, 0] for dimension in survey.dimensions}
    for response in responses:
        if response.channel is None or channel not in (None, response.channel):
            continue
        seen = set()
        for key, value in response.answers.items():
            dimension = of.get(key, "")
            if dimension in sums and 1 <= value <= survey.scale:
                sums[dimension][0] += value
                sums[dimension][1] += survey.scale
                seen.add(dimension)
        for dimension in seen:
            sums[dimension][2] += 1
    return {dimension: Tally(*found) for dimension, found in sums.items()}


class Together(NamedTuple):
    """S of two channels, percent: by questionnaires (pooled) and as the plain mean of the channels."""

    pooled: Fraction
    mean: Fraction


def together(face: Channel | None, electronic: Channel | None) -> Together | None:
    """S both ways; None unless both channels have a percentage and a number of questionnaires."""
    if face is None or electronic is None or not face.responses or not electronic.responses:
        return None
    if face.percent is None or electronic.percent is None:
        return None
    one, two = Fraction(face.percent), Fraction(electronic.percent)
    n, m = face.responses, electronic.responses
    return Together((one * n + two * m) / (n + m), (one + two) / 2)


def criterion(rules: Rules, measure: str) -> RuleCriterion | None:
    """The scheme's criterion of a measure, None where no grade depends on it."""
    units_ = (*rules.units, rules.combination) if rules.combination else rules.units
    return next((one for unit in units_ for one in unit.criteria if one.criterion.measure == measure and one.bounds), None)


def reached(rule: RuleCriterion, percent: Fraction) -> RuleBound | None:
    """The highest bound that holds together with all below it; None when not even the lowest does."""
    best = None
    for bound in rule.bounds:
        if not bound.compare(percent.numerator * ONE, bound.units * percent.denominator):
            break
        best = bound
    return best


def combined_percent(rules: Rules, face: Channel | None, electronic: Channel | None, typed: Channel | None) -> Fraction | None:
    """S as grading takes it: typed, else by the scheme's way over both channels, else the one that was used; None while unknown."""
    if typed is not None and typed.percent is not None:
        return _exact(typed)
    both = together(face, electronic)
    if both is not None:
        survey = rules.scheme.survey
        return both.mean if survey is not None and survey.pooling == "mean" else both.pooled
    known = [channel for channel in (face, electronic) if channel is not None]
    if len(known) < 2 or any(channel.percent is None and channel.not_used is None for channel in known):
        return None
    return next((_exact(channel) for channel in known if channel.percent is not None), None)


def _exact(channel: Channel) -> Fraction | None:
    return None if channel.percent is None or units(channel.percent) is None else Fraction(channel.percent)
