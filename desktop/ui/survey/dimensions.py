"""What the answers on file say: a bar for each dimension, for both channels or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.exact import for_person
from desktop.domain.survey import ChannelName, Tally, dimension_tallies, tally, valid
from desktop.ui import fonts
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Response
    from desktop.domain.questionnaire import Forms
    from desktop.domain.scheme import Survey


CHANNELS: tuple[ChannelName | None, ...] = (None, "face_to_face", "electronic")


class Counts(NamedTuple):
    """What the answers on file come to, per channel (None: both)."""

    tallies: dict[ChannelName | None, Tally]
    dimensions: dict[ChannelName | None, dict[str, Tally]]
    responses: dict[ChannelName | None, int]


def count(forms: Forms, responses: Sequence[Response]) -> Counts:
    """Go through the answers; milliseconds for hundreds, so thousands are counted beside the window."""
    return Counts(
        {channel: tally(forms, responses, channel) for channel in CHANNELS},
        {channel: dimension_tallies(forms, responses, channel) for channel in CHANNELS},
        {channel: sum(1 for _one in valid(responses, channel)) for channel in CHANNELS},
    )


class Dimensions(QWidget):
    """Percent of the full score per dimension."""

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._channel: ChannelName | None = None
        self._shown: dict[ChannelName | None, dict[str, Tally]] = {}
        self.head = SectionHead(_("答卷按维度"))
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
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.bars: dict[str, tuple[Bar, Label]] = {}
        value_width = fonts.width("100 %", 13, 500) + fonts.width("00", 13, 500) + 4
        for place, dimension in enumerate(survey.dimensions):
            bar = Bar(0, 100, height=6, name=dimension.title)
            value = Label("", weight=500, align=Qt.AlignmentFlag.AlignRight)
            value.setFixedWidth(value_width)
            grid.addWidget(Label(dimension.title, role="text2"), place, 0)
            grid.addWidget(bar, place, 1)
            grid.addWidget(value, place, 2)
            self.bars[dimension.id] = (bar, value)
        column.addLayout(grid)

    def set_counts(self, counts: Counts) -> None:
        """What other answers come to."""
        self._shown = counts.dimensions
        for channel, pill in self.pills.items():
            pill.set_count(counts.responses[channel])
        self._choose(self._channel)

    def _choose(self, channel: ChannelName | None) -> None:
        self._channel = channel
        for other, pill in self.pills.items():
            pill.setChecked(other == channel)
        for dimension, (bar, value) in self.bars.items():
            found = self._shown[channel].get(dimension, Tally())
            percent = found.percent
            bar.set_value(percent or 0, 100, empty=percent is None)
            value.setText("–" if percent is None else f"{for_person((percent.numerator, percent.denominator))} %")
