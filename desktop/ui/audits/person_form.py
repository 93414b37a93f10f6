"""The auditor's name and registration number, in one row of the first start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.text import Label


class PersonForm(QWidget):
    """Signal: `given(str, str)` name and registration number, on Enter or the button."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyph = StatusGlyph("empty")
        self.name = TextField(name=_("姓名"), hint=_("姓名"), limit=60)
        self.registration = TextField(name=_("注册号"), hint=_("注册号，可空"), limit=60)
        self.keep = Button(_("记下"), kind="ghost")
        self.keep.setEnabled(False)
        self.name.edited.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.registration.edited.connect(lambda _text: self.keep.setEnabled(bool(self.name.value().strip())))
        for field in (self.name, self.registration):
            field.returnPressed.connect(self._give)
        self.keep.clicked.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.glyph)
        title = Label(_("填写姓名与注册号"), weight=500)
        title.setFixedWidth(216)
        row.addWidget(title)
        row.addWidget(self.name, 1)
        row.addWidget(self.registration, 1)
        row.addWidget(self.keep)

    def show_person(self, name: str, registration: str) -> None:
        """What is on file; an empty name: nothing yet."""
        self.glyph.set_state("done" if name else "empty")
        self.name.reset(name)
        self.registration.reset(registration)
        self.keep.setEnabled(False)

    def _give(self) -> None:
        if self.name.value().strip():
            self.given.emit(self.name.value(), self.registration.value())
