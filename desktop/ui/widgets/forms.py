"""A field with its caption above and, when it was refused, the reason below; rows of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.glyphs import paint_glyph
from desktop.ui.widgets.text import Label


class Entry(QWidget):
    """`say(sentence)` shows a refusal below the field; `set_needed` marks a field that something still waits for."""

    def __init__(self, title: str, field: QWidget, *, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._mark = _NeededMark()
        self._mark.hide()
        self.note = Label(note, size=12, role="text3", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._fault = Label("", size=12, role="wrong", wrap=True)
        self._fault.hide()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._mark)
        head.addWidget(Label(title, size=12, role="text2"))
        head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(field)
        column.addWidget(self._fault)
        column.addStretch(1)
        field.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Why what stands in the field is not taken; an empty sentence: it is."""
        mark = getattr(self.field, "set_error", None)
        if mark is not None:
            mark(sentence)
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def fault(self) -> str:
        """The refusal that is shown."""
        return self._fault.text()

    def set_needed(self, needed: bool) -> None:
        """Whether a report still waits for this field."""
        self._mark.setVisible(needed)

    def is_needed(self) -> bool:
        """Whether the mark is shown."""
        return not self._mark.isHidden()


class _NeededMark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12, 12)
        self.setAccessibleName(_("审查报告需要"))
        self.setToolTip(_("审查报告需要"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), QRect(0, 0, 12, 12), "unverified")


def row(*entries: QWidget, stretch: Sequence[int] = ()) -> QHBoxLayout:
    """Entries side by side; `stretch` gives their shares."""
    layout = QHBoxLayout()
    layout.setSpacing(12)
    for place, entry in enumerate(entries):
        layout.addWidget(entry, stretch[place] if place < len(stretch) else 1)
    return layout


class Beside(QWidget):
    """Something without a caption of its own, on one line with the fields beside it."""

    def __init__(self, inside: QWidget, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Label(title, size=12, role="text2"))
        column.addWidget(inside)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
