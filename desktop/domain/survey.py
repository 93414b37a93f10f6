"""The customer perception survey in numbers: what the answers add up to per dimension and channel, S pooled and as a mean (DOMAIN 9.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from desktop.domain.assessment import Channel, Response
from desktop.domain.exact import ONE, units
from desktop.domain.questionnaire import Forms
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


def valid(responses: Iterable[Response], channel: ChannelName | None = None) -> Iterator[Response]:
    """The responses that count: of the channel (None: of both), and not void."""
    for response in responses:
        if response.void is None and response.channel is not None and channel in (None, response.channel):
            yield response


class Reader:
    """Reads responses by the version of the questionnaire each was answered with."""

    def __init__(self, form: Survey | Forms) -> None:
        self._form = form
        self._known: dict[int | None, tuple[Survey, dict[str, str]] | None] = {}

    def form(self, response: Response) -> Survey | None:
        """The form a response was answered with."""
        found = self._asked(response)
        return found[0] if found else None

    def answers(self, response: Response) -> list[tuple[str, str, int]]:
        """The answers that count, as question, its dimension and the points: to questions of the form, on its scale."""
        found = self._asked(response)
        if found is None:
            return []
        form, dimensions = found
        return [(key, dimensions[key], value) for key, value in response.answers.items() if key in dimensions and 1 <= value <= form.scale]

    def scale(self, response: Response) -> int:
        found = self._asked(response)
        return found[0].scale if found else 0

    def _asked(self, response: Response) -> tuple[Survey, dict[str, str]] | None:
        version = response.questionnaire
        if version not in self._known:
            form = self._form.of(response) if isinstance(self._form, Forms) else self._form
            self._known[version] = (form, {question.id: question.dimension for question in form.questions}) if form else None
        return self._known[version]


def tally(form: Survey | Forms, responses: Iterable[Response], channel: ChannelName | None = None) -> Tally:
    """All answers of a channel (None: of both): points given out of the scale times the questions answered, void ones left out.

    Answers off the scale and to questions the respondent was not asked do not count. With `Forms` each response is read by its own version.
    """
    reader = Reader(form)
    points = full = count = 0
    for response in valid(responses, channel):
        answers = reader.answers(response)
        if answers:
            points += sum(value for _key, _dimension, value in answers)
            full += reader.scale(response) * len(answers)
            count += 1
    return Tally(points, full, count)


def dimension_tallies(form: Survey | Forms, responses: Iterable[Response], channel: ChannelName | None = None) -> dict[str, Tally]:
    """The same for each dimension, in the scheme's order."""
    reader = Reader(form)
    current = form.current if isinstance(form, Forms) else form
    sums = {dimension.id: [0, 0, 0] for dimension in current.dimensions}
    for response in valid(responses, channel):
        seen = set()
        for _key, dimension, value in reader.answers(response):
            found = sums.setdefault(dimension, [0, 0, 0])
            found[0] += value
            found[1] += reader.scale(response)
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
