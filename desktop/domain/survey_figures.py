"""All the numbers of a survey at once, for the page, the report and the command line: S with its interval, dimensions, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from desktop.base.numbers import to_decimal
from desktop.domain.assessment import Channel, Response
from desktop.domain.questionnaire import Forms
from desktop.domain.scheme import Survey
from desktop.domain.survey import ChannelName, Reader, Tally, together, valid
from desktop.domain.survey_interval import Interval, interval, spread, wilson

CHANNELS: tuple[ChannelName, ...] = ("face_to_face", "electronic")


class Figure(NamedTuple):
    """A percentage with how many respondents it stands on, their spread (standard deviation, percent points) and its interval."""

    percent: Fraction | None = None
    responses: int = 0
    spread: Decimal | None = None
    interval: Interval | None = None


class DimensionFigure(NamedTuple):
    id: str
    title: str
    face_to_face: Figure
    electronic: Figure
    all: Figure


class QuestionFigure(NamedTuple):
    """One question of the current form over all versions that asked it. `satisfied`: points of at least 80 % of the scale."""

    id: str
    text: str
    dimension: str
    percent: Fraction | None
    answers: int
    refused: int
    satisfied: int
    interval: Interval | None  # Wilson's, of the satisfied share


class SurveyFigures(NamedTuple):
    """What the responses say. `pooled` and `mean` only where both channels have responses; `s` is the one the scheme takes."""

    face_to_face: Figure
    electronic: Figure
    s: Figure
    pooled: Fraction | None
    mean: Fraction | None
    void: int
    dimensions: tuple[DimensionFigure, ...]
    questions: tuple[QuestionFigure, ...]


class _Seen:
    """What one channel's respondents answered: points, the full score, and each respondent's own percentage."""

    def __init__(self) -> None:
        self.points = self.full = 0
        self.own: list[float] = []

    def add(self, points: int, full: int) -> None:
        self.points += points
        self.full += full
        self.own.append(100 * points / full)

    @property
    def tally(self) -> Tally:
        return Tally(self.points, self.full, len(self.own))


def figures(forms: Forms, responses: Sequence[Response]) -> SurveyFigures:
    """Every number of the survey from the responses that count, each read by its own version of the questionnaire."""
    reader = Reader(forms)
    whole = {channel: _Seen() for channel in CHANNELS}
    by_dimension: dict[str, dict[ChannelName, _Seen]] = defaultdict(lambda: {channel: _Seen() for channel in CHANNELS})
    by_question: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])  # points, full, answers, asked, satisfied
    for response in valid(responses):
        channel = response.channel or "electronic"
        answers, scale = reader.answers(response), reader.scale(response)
        if not answers:
            continue
        whole[channel].add(sum(points for _key, _dimension, points in answers), scale * len(answers))
        sums: dict[str, list[int]] = {}
        for key, dimension, points in answers:
            found = sums.get(dimension)
            if found is None:
                found = sums[dimension] = [0, 0]
            found[0] += points
            found[1] += scale
            question = by_question[key]
            question[0] += points
            question[1] += scale
            question[2] += 1
            question[4] += points * 5 >= scale * 4
        for dimension, (points, full) in sums.items():
            by_dimension[dimension][channel].add(points, full)
        form = reader.form(response)
        for asked in form.questions if form else ():
            by_question[asked.id][3] += 1
    pooling = forms.survey.pooling
    together_, all_figure = _together(whole, pooling)
    current = forms.current
    titles = {dimension.id: dimension.title for form in (current, *forms.by_version.values()) for dimension in form.dimensions}
    return SurveyFigures(
        face_to_face=_figure(whole["face_to_face"]),
        electronic=_figure(whole["electronic"]),
        s=all_figure,
        pooled=together_[0] if together_ else None,
        mean=together_[1] if together_ else None,
        void=sum(1 for response in responses if response.void is not None),
        dimensions=tuple(
            DimensionFigure(
                key,
                title,
                _figure(by_dimension[key]["face_to_face"]),
                _figure(by_dimension[key]["electronic"]),
                _together(by_dimension[key], pooling)[1],
            )
            for key, title in titles.items()
        ),
        questions=tuple(_question(current, by_question)),
    )


def counted(forms: Forms, responses: Sequence[Response]) -> dict[ChannelName, Channel]:
    """The channels' results as the document keeps them: percent truncated to twelve places, and the responses that count.

    The percentage is the points given out of the scale times the questions answered, over all valid responses of the channel (DOMAIN 9.6).
    """
    reader = Reader(forms)
    sums: dict[ChannelName, list[int]] = {}
    for response in valid(responses):
        answers = reader.answers(response)
        if answers and response.channel:
            found = sums.setdefault(response.channel, [0, 0, 0])
            found[0] += sum(points for _key, _dimension, points in answers)
            found[1] += reader.scale(response) * len(answers)
            found[2] += 1
    return {
        channel: Channel(percent=to_decimal(Fraction(100 * points, full)), responses=count, counted=True)
        for channel, (points, full, count) in sums.items()
    }


def _figure(seen: _Seen) -> Figure:
    percent = seen.tally.percent
    if percent is None:
        return Figure()
    return Figure(percent, len(seen.own), _rounded(spread(seen.own)), interval(float(percent), [seen.own]))


def _together(seen: dict[ChannelName, _Seen], pooling: str) -> tuple[tuple[Fraction, Fraction] | None, Figure]:
    """Pooled and mean of the channels where both were used, and the figure the scheme takes."""
    used = [seen[channel] for channel in CHANNELS if seen[channel].own]
    if len(used) < 2:
        return None, _figure(used[0]) if used else Figure()
    face, electronic = (Channel(percent=to_decimal(one.tally.percent or Fraction(0)), responses=len(one.own)) for one in used)
    both = together(face, electronic)
    if both is None:
        return None, Figure()
    own = [one.own for one in used]
    everyone = [percent for one in own for percent in one]
    taken = both.mean if pooling == "mean" else both.pooled
    weights = [0.5, 0.5] if pooling == "mean" else None
    return both, Figure(taken, len(everyone), _rounded(spread(everyone)), interval(float(taken), own, weights))


def _question(form: Survey, seen: dict[str, list[int]]) -> list[QuestionFigure]:
    found = []
    for question in form.questions:
        points, full, answers, asked, satisfied = seen[question.id]
        percent = Fraction(100 * points, full) if full else None
        share = wilson(satisfied, answers)
        found.append(QuestionFigure(question.id, question.text, question.dimension, percent, answers, asked - answers, satisfied, share))
    return found


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")
