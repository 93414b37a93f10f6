"""How the scheme is read: each reading that bears on the grade, and the others it may be switched to; made when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.scoring.parts import Rows, line
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.domain.scheme import Gap
    from desktop.ui.scoring.desk import Desk

DEFAULT = ""


@dataclass(frozen=True)
class Reading:
    """A gap of the scheme with what is taken now."""

    gap: Gap
    chosen: str


class ReadingRow(QWidget):
    """One gap: its number, the problem, what is taken, and a menu of the other readings."""

    def __init__(self, desk: Desk, error: ErrorLine) -> None:
        super().__init__()
        self._desk, self._error = desk, error
        self._reading: Reading | None = None
        self.id = Label("", size=12, weight=500, role="text2")
        self.switched = Chip(_("另一读法"), tone="open")
        self.menu_button = Button(_("改用…"), kind="ghost")
        self.menu_button.clicked.connect(self._open)
        self.problem = Label("", size=12, role="text2", wrap=True)
        self.taken = Label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(line(self.id, self.switched, 1, self.menu_button))
        column.addWidget(self.problem)
        column.addWidget(self.taken)

    def show_reading(self, reading: Reading) -> None:
        """Fill the row."""
        if reading == self._reading:
            return
        self._reading = reading
        gap = reading.gap
        self.id.setText(f"{gap.id}　{gap.clause}")
        self.problem.setText(gap.problem)
        choice = gap.choices.get(reading.chosen)
        self.taken.setText(choice.text if choice else gap.taken)
        self.switched.setVisible(choice is not None)
        self.menu_button.setVisible(bool(gap.choices))

    def _open(self) -> None:
        reading = self._reading
        if reading is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices = [(DEFAULT, _("默认：{text}").format(text=reading.gap.taken))]
        choices += [(key, choice.text) for key, choice in reading.gap.choices.items()]
        for key, text in choices:
            action = menu.addAction(text if len(text) <= 60 else f"{text[:59]}…")
            action.setToolTip(text)
            action.setCheckable(True)
            action.setChecked(key == reading.chosen)
            action.triggered.connect(lambda _on=False, key=key: self.switch(key))
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def switch(self, choice: str) -> None:
        """Take another reading; empty: the default."""
        from desktop.actions import scoring

        reading = self._reading
        if reading is not None:
            gap = reading.gap.id
            self._desk.act(self, lambda ws, audit: scoring.setting(ws, audit, gap, value=choice or None), failed=self._error.say)


class Readings(QWidget):
    """All of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.error = ErrorLine()
        self.rows: Rows[ReadingRow, Reading] = Rows(lambda: ReadingRow(desk, self.error), lambda row, one: row.show_reading(one))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.error)
        column.addWidget(self.rows)

    def refresh(self) -> None:
        """Show what is taken now."""
        self.rows.show_rows(readings_of(self._desk))


def readings_of(desk: Desk) -> list[Reading]:
    """The gaps that can be switched and bear on the grade, or are switched."""
    view = desk.view
    bearing = {gap for gap, _note in view.rules.readings}
    settings = view.document.settings
    return [
        Reading(gap, settings.get(gap.id, DEFAULT))
        for gap in view.scheme.gaps
        if gap.choices and (gap.id in bearing or gap.kind == "borrowed" or gap.id in settings)
    ]
