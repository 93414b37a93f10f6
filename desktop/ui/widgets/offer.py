"""Words offered under a field while typing: a list over the page that never takes the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.fields import TextField

ROW = 32
MOST = 8


class Offer(QWidget):
    """Down goes into the list, Enter takes the word, Esc closes it. Signal: `picked(str)`, after the field has taken the word in."""

    picked = Signal(str)

    def __init__(self, field: TextField, ground: QWidget, words: Sequence[str] = ()) -> None:
        super().__init__(ground)
        self._field, self._ground = field, ground
        self._words: tuple[str, ...] = tuple(words)
        self._shown: list[str] = []
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("可选的词"))
        field.edited.connect(self._typed)
        field.installEventFilter(self)
        self.hide()

    def set_words(self, words: Sequence[str]) -> None:
        """Other words."""
        self._words = tuple(dict.fromkeys(words))

    def shown(self) -> list[str]:
        """The words that are offered at the moment."""
        return list(self._shown) if not self.isHidden() else []

    def _typed(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [word for word in self._words if wanted in word.casefold()] if wanted else []
        found.sort(key=lambda word: not word.casefold().startswith(wanted))
        # What stands there already needs no offer.
        self._show([word for word in found if word != text][:MOST])

    def _show(self, words: list[str]) -> None:
        self._shown, self._current = words, -1
        if not words:
            self.hide()
            return
        corner = self._field.mapTo(self._ground, QPoint(0, self._field.height() + 2))
        height = ROW * len(words) + 8
        if corner.y() + height > self._ground.height():
            corner.setY(corner.y() - self._field.height() - 4 - height)
        self.setGeometry(QRect(corner.x(), max(0, corner.y()), max(self._field.width(), 200), height))
        self.show()
        self.raise_()
        self.update()

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            word = self._shown[place]
            self.hide()
            self._field.resume(word)
            self._field.commit()
            self.picked.emit(word)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return bool(super().eventFilter(watched, event))

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down and self.isHidden():
            self._show([word for word in self._words if self._field.value().strip().casefold() in word.casefold()][:MOST])
            return not self.isHidden()
        if self.isHidden():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._current = min(max(self._current + (1 if key == Qt.Key.Key_Down else -1), 0), len(self._shown) - 1)
            self.setAccessibleDescription(self._shown[self._current])
            self.update()
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self._take(self._current)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        paint.box(painter, self.rect(), fill=t.surface, border=t.edge)
        for place, word in enumerate(self._shown):
            rect = QRect(4, 4 + place * ROW, self.width() - 8, ROW)
            if place == self._current:
                paint.box(painter, rect, fill=t.tint, radius=4)
            paint.line_of_text(painter, rect.adjusted(8, 0, -8, 0), word, t.text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._current = min(max(0, (int(event.position().y()) - 4) // ROW), len(self._shown) - 1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take((int(event.position().y()) - 4) // ROW)
