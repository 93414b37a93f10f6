"""A list of small things, painted, one of which may be open for editing in its place; hundreds cost no more than what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.focus import FocusPainted

ROW = 40
HIT = 36
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class ElementRow:
    """One line: its name, what is said of it, a word at the right. `faint`: the name is a stand-in."""

    id: str
    title: str
    text: str = ""
    note: str = ""
    faint: bool = False


class ElementList(FocusPainted):
    """Signals: `opened(str)` and `removed(str)` with the id of a row. Up, Down, Enter or F2, Delete."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, *, name: str = "", title_share: int = 38, removable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hit = HIT if removable else 8
        self._removable = removable
        self._rows: tuple[ElementRow, ...] = ()
        self._current = 0
        self._hovered = -1
        self._on_bin = False
        self._editor: QWidget | None = None
        self._editing = ""
        self._open_place = -1
        self._open_height = 0
        self._share = title_share
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[ElementRow]) -> None:
        """Other rows; the editor closes when its row is gone."""
        self._rows = tuple(rows)
        self._current = min(self._current, max(0, len(rows) - 1))
        if self._editing and self._place_of(self._editing) < 0:
            self.close_editor()
        self._say()
        self._lay_out()

    def rows(self) -> tuple[ElementRow, ...]:
        """The rows as they are shown."""
        return self._rows

    def open_editor(self, id_: str, editor: QWidget) -> None:
        """Show an editor in place of a row; the one before goes away."""
        self.close_editor()
        self._editing, self._editor = id_, editor
        self._current = max(0, self._place_of(id_))
        editor.setParent(self)
        editor.installEventFilter(self)
        editor.show()
        self._lay_out()

    def close_editor(self) -> None:
        """Show the row again."""
        if self._editor is not None:
            self._editor.removeEventFilter(self)
            self._editor.hide()
            self._editor.deleteLater()
        self._editor, self._editing = None, ""
        self._lay_out()

    def editing(self) -> str:
        """The id of the row that is open, or an empty text."""
        return self._editing

    def editor(self) -> QWidget | None:
        """The editor that is open."""
        return self._editor

    def current(self) -> str:
        """The id of the row at hand, or an empty text."""
        return self._rows[self._current].id if self._rows else ""

    def set_current(self, id_: str) -> None:
        """Have a row at hand."""
        self._current = max(0, self._place_of(id_))
        self._say()
        self.update()

    def current_rect(self) -> QRect:
        """Where the current row lies, for scrolling to it."""
        return self._rect(self._current) if self._rows else QRect()

    # Geometry

    def _place_of(self, id_: str) -> int:
        return next((place for place, row in enumerate(self._rows) if row.id == id_), -1)

    def _editor_height(self) -> int:
        if self._editor is None:
            return 0
        width = self.width()
        if self._editor.hasHeightForWidth():
            return max(self._editor.heightForWidth(width), self._editor.minimumSizeHint().height())
        return self._editor.sizeHint().height()

    def _rect(self, place: int) -> QRect:
        more = self._open_height - ROW if 0 <= self._open_place < place else 0
        height = self._open_height if place == self._open_place else ROW
        return QRect(0, place * ROW + more, self.width(), height)

    def _lay_out(self) -> None:
        self._open_place = self._place_of(self._editing) if self._editor is not None else -1
        self._open_height = self._editor_height()
        if self._editor is not None:
            self._editor.setGeometry(self._rect(self._open_place))
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, len(self._rows) * ROW + (self._open_height - ROW if self._open_place >= 0 else 0))

    def minimumSizeHint(self) -> QSize:
        own = self._editor.minimumSizeHint().width() if self._editor is not None else 0
        return QSize(max(240, own), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return bool(super().eventFilter(watched, event))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        seen = event.rect()
        for place, row in enumerate(self._rows):
            rect = self._rect(place)
            if rect.top() > seen.bottom():
                break
            if rect.bottom() < seen.top() or row.id == self._editing:
                continue
            current = place == self._current and self.hasFocus()
            if current or place == self._hovered:
                paint.box(painter, rect, fill=t.tint if current else t.hover, radius=4)
            if place and not current:
                paint.hairline(painter, 8, rect.top(), self.width() - 16)
            self._paint_row(painter, rect, row, bin_=current or place == self._hovered, hot=place == self._hovered and self._on_bin)
            if current:
                paint.focus_ring(painter, rect, radius=4)

    def _paint_row(self, painter: QPainter, rect: QRect, row: ElementRow, *, bin_: bool, hot: bool) -> None:
        t = theme.current()
        right = rect.right() - self._hit
        if bin_ and self._removable:
            icons.paint(painter, "trash", QRect(right + 10, rect.top() + 12, 16, 16), t.wrong if hot else t.text2)
        note = fonts.width(row.note, 12) if row.note else 0
        paint.line_of_text(painter, QRect(right - note, rect.top(), note + 1, ROW), row.note, t.text2, size=12, align=RIGHT)
        room = right - 8 - (note + 8 if note else 0)
        title = (right - 16) * self._share // 100 if row.text else room
        ink = t.text3 if row.faint else t.text
        paint.line_of_text(painter, QRect(8, rect.top(), title, ROW), row.title, ink, weight=500)
        if row.text:
            paint.line_of_text(painter, QRect(16 + title, rect.top(), room - title - 8, ROW), row.text, t.text2)

    # Acting

    def _at(self, y: int) -> int:
        return next((place for place in range(len(self._rows)) if self._rect(place).top() <= y <= self._rect(place).bottom()), -1)

    def _say(self) -> None:
        row = self._rows[self._current] if self._rows else None
        self.setAccessibleDescription(f"{row.title} {row.text} {row.note}".strip() if row else _("没有条目"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(int(event.position().y()))
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            return
        self._current = place
        self._say()
        row = self._rows[place]
        if self._removable and event.position().x() >= self.width() - HIT:
            self.removed.emit(row.id)
        else:
            self.opened.emit(row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().y()))
        self._on_bin = self._removable and event.position().x() >= self.width() - HIT
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        self.setToolTip(_("移除　Del") if self._hovered >= 0 and self._on_bin else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -len(self._rows), Qt.Key.Key_End: len(self._rows)}
        if not self._rows:
            super().keyPressEvent(event)
        elif key in steps:
            self._current = min(max(self._current + steps[Qt.Key(key)], 0), len(self._rows) - 1)
            self._say()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self._rows[self._current].id)
        elif key == Qt.Key.Key_Delete and self._removable:
            self.removed.emit(self._rows[self._current].id)
        else:
            super().keyPressEvent(event)
