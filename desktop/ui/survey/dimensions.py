"""What the answers on file say: a bar with its interval for each dimension, for both channels or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.exact import for_person
from desktop.domain.survey import ChannelName, Tally, tally, valid
from desktop.domain.survey_figures import Figure, SurveyFigures, figures
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.intervals import IntervalBars, Measured

if TYPE_CHECKING:
    from desktop.domain.assessment import Response
    from desktop.domain.questionnaire import Forms


CHANNELS: tuple[ChannelName | None, ...] = (None, "face_to_face", "electronic")


class Counts(NamedTuple):
    """What the answers on file come to, per channel (None: both)."""

    tallies: dict[ChannelName | None, Tally]
    figures: SurveyFigures
    responses: dict[ChannelName | None, int]


def count(forms: Forms, responses: Sequence[Response]) -> Counts:
    """Go through the answers; milliseconds for hundreds, so thousands are counted beside the window."""
    return Counts(
        {channel: tally(forms, responses, channel) for channel in CHANNELS},
        figures(forms, responses),
        {channel: sum(1 for _one in valid(responses, channel)) for channel in CHANNELS},
    )


def measured(name: str, figure: Figure) -> Measured:
    """A figure as it is drawn."""
    percent = figure.percent
    text = "–" if percent is None else for_person((percent.numerator, percent.denominator))
    found = figure.interval
    return Measured(name, percent, found.low if found else None, found.high if found else None, text)


class Dimensions(QWidget):
    """Percent of the full score per dimension."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._channel: ChannelName | None = None
        self._shown: SurveyFigures | None = None
        self.head = SectionHead(_("答卷按维度"), note=_("细线为 95 % 区间"))
        column.addWidget(self.head)
        self.pills: dict[ChannelName | None, FilterPill] = {
            None: FilterPill(_("全部")),
            "face_to_face": FilterPill(_("当面")),
            "electronic": FilterPill(_("电子")),
        }
        line = QHBoxLayout()
        line.setSpacing(8)
        for channel, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, channel=channel: self._choose(channel))
            line.addWidget(pill)
        line.addStretch(1)
        column.addLayout(line)
        self.bars = IntervalBars()
        column.addWidget(self.bars)

    def set_counts(self, counts: Counts) -> None:
        """What other answers come to."""
        self._shown = counts.figures
        for channel, pill in self.pills.items():
            pill.set_count(counts.responses[channel])
        self._choose(self._channel)

    def _choose(self, channel: ChannelName | None) -> None:
        self._channel = channel
        for other, pill in self.pills.items():
            pill.setChecked(other == channel)
        found = self._shown.dimensions if self._shown is not None else ()
        self.bars.set_values([measured(one.title, getattr(one, channel or "all")) for one in found])
