"""Fields: what is typed is told with each keystroke (`edited`) and once more when the field is left or Enter is pressed (`left`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextDocumentLayout, QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import line_height

HEIGHT = 34
LONGEST_LINE = 500
LONGEST_TEXT = 50_000


def _mark(field: QWidget, sentence: str) -> None:
    """Red border and the sentence as tooltip; an empty sentence takes both away."""
    if (field.property("wrong") == "true") == bool(sentence) and field.toolTip() == sentence:
        # Polishing the style anew is dear where fields change with every clause.
        return
    field.setProperty("wrong", "true" if sentence else "false")
    field.setToolTip(sentence)
    field.setAccessibleDescription(sentence)
    field.style().unpolish(field)
    field.style().polish(field)


class TextField(QLineEdit):
    """One line of text. Signals: `edited(str)` as typed, `left(str)` when the field is left or Enter is pressed after a change.

    `set_value` shows a value without a signal, and leaves a field alone in which a person is typing.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        value: str = "",
        *,
        name: str = "",
        hint: str = "",
        icon: str = "",
        key: str = "",
        limit: int = LONGEST_LINE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key = icon, key
        self._dirty = False
        self.setText(value)
        self.setMaxLength(limit)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setFont(fonts.font(13))
        self.setFixedHeight(HEIGHT)
        self.setTextMargins(26 if icon else 0, 0, paint.cap_width(key) if key else 0, 0)
        self.textEdited.connect(self._typed)

    def value(self) -> str:
        """What stands in the field."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Show a value, unless a person is typing here."""
        if not self._dirty and self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)
            if self.hasFocus():
                # Come here before the value was: what is typed next takes its place, as after Tab.
                self.selectAll()

    def set_error(self, sentence: str) -> None:
        """Mark the field as wrong; an empty sentence takes the mark away."""
        _mark(self, sentence)

    def reset(self, value: str) -> None:
        """Give up what is being typed and show a value."""
        self._dirty = False
        self.setText(value)
        self.setCursorPosition(0)
        self.set_error("")

    def resume(self, value: str) -> None:
        """Show what was typed before and never taken in; leaving the field tells it."""
        self.reset(value)
        self._dirty = True

    def commit(self) -> None:
        """Tell what was typed now, as if the field had been left."""
        if self._dirty:
            self._dirty = False
            self.left.emit(self.text())

    def _typed(self, text: str) -> None:
        self._dirty = True
        self.edited.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # With nothing of its own to take back, the field leaves Ctrl+Z and Ctrl+Y to the window's history.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._icon:
            icons.paint(painter, self._icon, QRect(9, (self.height() - 16) // 2, 16, 16), theme.current().text3)
        if self._key:
            x = self.width() - paint.cap_width(self._key) - 7
            paint.key_cap(painter, x, (self.height() - paint.CAP) // 2, self._key)


class _DecimalText(QValidator):
    """Digits and one point; a full-width or Chinese point and comma become a point."""

    def __init__(self, places: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = re.compile(rf"\d{{0,9}}(\.\d{{0,{places}}})?" if places else r"\d{0,9}")

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        plain = text.translate(str.maketrans("。．，,０１２３４５６７８９", "....0123456789"))
        fits = self._form.fullmatch(plain) is not None
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), plain, position


class NumberField(TextField):
    """A decimal as text, right-aligned, never a float: `value()` is what stands there, to be read by Decimal. `places` 0: whole numbers."""

    def __init__(
        self, value: str = "", *, name: str = "", places: int = 4, width: int = 60, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(value, name=name, hint=hint, parent=parent)
        self.setFixedWidth(width)
        self.setFont(fonts.font(13, 500))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setValidator(_DecimalText(places, self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)


class TextArea(QPlainTextEdit):
    """Running text that grows with what is written, from `lines` to `most` lines. Signals and methods as in TextField; Ctrl+Enter commits.

    Tab leaves the field.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        value: str = "",
        *,
        name: str = "",
        hint: str = "",
        lines: int = 2,
        most: int = 12,
        limit: int = LONGEST_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most, self._limit = lines, most, limit
        self._dirty = False
        self._telling = True
        self._told = value
        self.setFont(fonts.font(13))
        self.setAccessibleName(name or hint)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._show(value)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def value(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a value, unless a person is typing here."""
        if not self._dirty and self.toPlainText() != value:
            self._show(value)

    def set_error(self, sentence: str) -> None:
        """Mark the field as wrong; an empty sentence takes the mark away."""
        _mark(self, sentence)

    def reset(self, value: str) -> None:
        """Give up what is being typed and show a value."""
        self._dirty = False
        self._show(value)
        self.set_error("")

    def resume(self, value: str) -> None:
        """Show what was typed before and never taken in; leaving the field tells it."""
        self.reset(value)
        self._dirty = True

    def commit(self) -> None:
        """Tell what was typed now, as if the field had been left."""
        if self._dirty:
            self._dirty = False
            self.left.emit(self.toPlainText())

    def _show(self, value: str) -> None:
        # QPlainTextEdit has no signal for typing alone.
        self._telling = False
        self._told = value
        self.setPlainText(value)
        self._telling = True
        self._fit()

    def _typed(self) -> None:
        if not self._telling:
            return
        text = self.toPlainText()
        if text == self._told:
            # A change of layout alone.
            return
        if len(text) > self._limit:
            text = self._cut(text)
        self._told = text
        self._dirty = True
        self.edited.emit(text)

    def _cut(self, text: str) -> str:
        """Take what is over the limit out again, where it was put in; in one go, for a paste may be long."""
        cursor = self.textCursor()
        # Positions of the document count in halves of a sign outside the basic plane.
        before = text.encode("utf-16-le")[: 2 * cursor.position()].decode("utf-16-le", "ignore")
        over = before[-(len(text) - self._limit) :]
        end = cursor.position()
        cursor.setPosition(end - len(over.encode("utf-16-le")) // 2)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self._telling = False
        cursor.removeSelectedText()
        self._telling = True
        return self.toPlainText()

    def _fit(self) -> None:
        height = min(max(self._rows(), self._lines), self._most) * self.fontMetrics().lineSpacing() + 24
        if height != self.height():
            self.setFixedHeight(height)

    def _rows(self) -> int:
        """The lines there are, as far as they matter. The document itself counts a paragraph it has not shown yet as one."""
        layout = self.document().documentLayout()
        block, rows = self.document().begin(), 0
        while block.isValid() and rows < self._most:
            if isinstance(layout, QPlainTextDocumentLayout):
                layout.ensureBlockLayout(block)
            rows += block.layout().lineCount() or 1
            block = block.next()
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Another width breaks the lines elsewhere, which the document does not tell.
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, max(self.height(), line_height(13) * self._lines + 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return bool(super().event(event))


class Choice(QComboBox):
    """One of a list. Signal: `chosen(str)` with the id when a person chose. The wheel scrolls the page, not the choice.

    As wide as its longest option, or, for names of any length, as `letters` letters at least.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, name: str = "", letters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(fonts.font(13))
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        adjust = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(adjust.AdjustToMinimumContentsLengthWithIcon if letters else adjust.AdjustToContents)
        self.setMinimumContentsLength(letters)
        self.set_options(options)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options: (id, word) each; the same ones leave an open list alone."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] == list(options):
            return
        self.clear()
        for id_, text in options:
            self.addItem(text, id_)

    def selected(self) -> str:
        """The id of what is shown."""
        return str(self.currentData() or "")

    def select(self, id_: str) -> None:
        """Show an option; emits nothing."""
        self.setCurrentIndex(self.findData(id_))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icons.paint(QPainter(self), "chevron-down", QRect(self.width() - 24, (self.height() - 14) // 2, 14, 14), theme.current().text2)
