"""What holds for a whole table that is taken in: the channel, the sheet of a workbook, the row of the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.survey_mapping import Mapping
    from desktop.domain.survey_table import Table

# The head is looked for among so many rows.
_HEADS = 10


class ImportSettings(QWidget):
    """Signal: `changed(Mapping)`."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping: Mapping | None = None
        self.channel = Choice([("electronic", _("电子")), ("face_to_face", _("当面"))], name=_("渠道"))
        self.sheet = Choice(name=_("工作表"))
        self.head = Choice(name=_("表头所在的行"))
        self._sheet_title = Label(_("工作表"), size=12, role="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, choice in ((Label(_("渠道"), size=12, role="text2"), self.channel), (self._sheet_title, self.sheet)):
            row.addWidget(title)
            row.addWidget(choice)
            row.addSpacing(8)
        row.addWidget(Label(_("表头在"), size=12, role="text2"))
        row.addWidget(self.head)
        row.addStretch(1)
        self.channel.chosen.connect(lambda chosen: self._say(channel=chosen))
        self.sheet.chosen.connect(lambda chosen: self._say(sheet=chosen))
        self.head.chosen.connect(lambda chosen: self._say(header_row=int(chosen)))

    def show_mapping(self, mapping: Mapping, table: Table, head: int) -> None:
        """What holds now; `head`: the row that was found."""
        self._mapping = mapping
        self.channel.select(mapping.channel)
        self.sheet.set_options([(title, title) for title in table.sheets])
        self.sheet.select(table.sheet)
        for widget in (self._sheet_title, self.sheet):
            widget.setVisible(len(table.sheets) > 1)
        self.head.set_options([(str(row), _("第 {row} 行").format(row=row)) for row, _cells in table.rows[:_HEADS]])
        self.head.select(str(head))

    def _say(self, **changes: object) -> None:
        if self._mapping is not None:
            self.changed.emit(replace(self._mapping, **changes))
