"""The sheet of all keys (F1): laid over the window, gone with Esc, F1 or a click."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.page import KeyHint
from desktop.ui.widgets import paint

ROW = 30
COLUMN = 400


class KeySheet(QWidget):
    """Groups of keys in two columns. Signal: `closed`."""

    closed = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[KeyHint]]], parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._groups = [(title, tuple(hints)) for title, hints in groups if hints]
        self._before: QWidget | None = parent.window().focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said = [f"{' '.join(hint.keys)} {hint.does}" for _title, hints in self._groups for hint in hints]
        self.setAccessibleName(_("全部按键") + "：" + "；".join(said))
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def close_sheet(self) -> None:
        """Take the sheet away; keys go where they went before."""
        self._ground.removeEventFilter(self)
        if self._before is not None and shiboken6.isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return):
            self.close_sheet()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.close_sheet()

    def _columns(self) -> list[list[str | KeyHint]]:
        """Heads and keys below each other in two columns of about the same height; no head stands alone at a column's foot."""
        rows: list[str | KeyHint] = []
        for title, hints in self._groups:
            rows.append(title)
            rows.extend(hints)
        middle = (len(rows) + 1) // 2
        if middle and isinstance(rows[middle - 1], str):
            middle -= 1
        return [rows[:middle], rows[middle:]]

    def sizeHint(self) -> QSize:
        rows = max(len(column) for column in self._columns())
        return QSize(COLUMN * 2 + 24 * 3, rows * ROW + 24 * 2 + 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        veil = QColor(t.text if theme.mode() == "light" else t.window)
        veil.setAlpha(110 if theme.mode() == "light" else 190)
        painter.fillRect(self.rect(), veil)
        size = self.sizeHint()
        sheet = QRect(0, 0, size.width(), min(size.height(), self.height() - 32))
        sheet.moveCenter(self.rect().center())
        paint.box(painter, sheet, fill=t.surface, border=t.line2)
        head = QRect(sheet.left() + 24, sheet.top() + 16, sheet.width() - 48, 32)
        paint.line_of_text(painter, head, _("全部按键"), t.text, size=16, weight=500)
        paint.line_of_text(painter, head, _("按 Esc 关闭"), t.text3, size=12, align=Qt.AlignmentFlag.AlignRight)
        for place, column in enumerate(self._columns()):
            rect = QRect(sheet.left() + 24 + place * (COLUMN + 24), sheet.top() + 56, COLUMN, ROW)
            for row in column:
                if isinstance(row, str):
                    paint.line_of_text(painter, rect, row, t.text3, size=12)
                else:
                    self._paint_row(painter, rect, row)
                rect.translate(0, ROW)

    def _paint_row(self, painter: QPainter, rect: QRect, hint: KeyHint) -> None:
        t = theme.current()
        paint.hairline(painter, rect.left(), rect.top(), rect.width())
        x = rect.left()
        for key in hint.keys:
            x += paint.key_cap(painter, x, rect.top() + 5, key) + 4
        words = QRect(max(x + 8, rect.left() + 116), rect.top(), 0, ROW)
        words.setRight(rect.right())
        paint.line_of_text(painter, words, hint.does, t.text)
