"""What a page says besides its content: a toast after an action, an empty state, an error in place, progress of long work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, _Hovering
from desktop.ui.widgets.cards import Card, Variant
from desktop.ui.widgets.text import Label

SECONDS = 6


class Toast(_Hovering):
    """What was just done, bottom centre of its parent for six seconds; a click or its key takes it back. Signal: `clicked`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._text = ""
        self._offers = False
        self._icon = "check"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, undo: bool = False, wrong: bool = False) -> None:
        """Show a text; with `undo` it offers to take the action back, `wrong` says that nothing was done."""
        self._text, self._offers, self._icon = text, undo, "warning" if wrong else "check"
        self.setAccessibleName(text)
        self.setEnabled(undo)
        self.setCursor(Qt.CursorShape.PointingHandCursor if undo else Qt.CursorShape.ArrowCursor)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start(SECONDS * 1000)

    def text(self) -> str:
        return self._text

    def _wanted(self) -> int:
        width = 16 + 14 + 8 + fonts.width(self._text, 13) + 16
        if self._offers:
            width += 16 + fonts.width(_("撤销"), 13, 500) + 6 + paint.cap_width("Ctrl Z")
        return width

    def _place(self) -> None:
        parent = self._ground
        width = min(self._wanted(), parent.width() - 32)
        self.setGeometry((parent.width() - width) // 2, parent.height() - 40 - 16, width, 40)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return bool(super().eventFilter(watched, event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=t.text)
        icons.paint(painter, self._icon, QRect(16, 13, 14, 14), t.surface)
        right = self.width() - 16
        if self._offers:
            cap = paint.cap_width("Ctrl Z")
            paint.key_cap(painter, right - cap, 10, "Ctrl Z")
            word = fonts.width(_("撤销"), 13, 500)
            right -= cap + 6 + word
            paint.line_of_text(painter, QRect(right, 0, word + 2, 40), _("撤销"), t.surface, weight=500)
            right -= 16
        paint.line_of_text(painter, QRect(38, 0, right - 38, 40), self._text, t.surface)


class EmptyState(QWidget):
    """What a page says when it has nothing to show: one sentence, what to do first, maybe buttons in `buttons`."""

    def __init__(self, title: str, text: str = "", *, icon: str = "document", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(_Drawing(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Label(title, size=16, weight=500, align=Qt.AlignmentFlag.AlignHCenter), 0, Qt.AlignmentFlag.AlignHCenter)
        if text:
            column.addWidget(Label(text, role="text2", align=Qt.AlignmentFlag.AlignHCenter), 0, Qt.AlignmentFlag.AlignHCenter)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(self.buttons)
        column.addStretch(1)
        self.setAccessibleName(f"{title} {text}")


class _Drawing(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(56, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._icon, self.rect().adjusted(4, 4, -4, -4), theme.current().line2)


class Notice(Card):
    """A sentence in place, with an icon: open (amber) or wrong (red); `fix` names a button that repairs it. Signal: `fixed`."""

    fixed = Signal()

    def __init__(
        self, text: str = "", *, variant: Variant = "wrong", title: str = "", fix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(variant, margins=(12, 10, 12, 10), parent=parent)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._mark = _Mark(variant)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        role: theme.Role = "open" if variant == "open" else "text"
        if title:
            column.addWidget(Label(title, weight=500, role=role, elide=True))
        self._text = Label(text, role="text2" if title else "text", wrap=True)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        if fix:
            button = Button(fix, kind="ghost", small=True)
            button.clicked.connect(self.fixed)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.setAccessibleName(f"{title} {text}".strip())

    def say(self, text: str) -> None:
        """Show a sentence; an empty one hides the notice."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class _Mark(QWidget):
    def __init__(self, variant: Variant) -> None:
        super().__init__()
        self._variant: Variant = variant
        self.setFixedSize(18, 21)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        name, ink = {"open": ("diamond", t.open_m), "wrong": ("warning", t.wrong)}.get(self._variant, ("info", t.text2))
        icons.paint(QPainter(self), name, QRect(0, 2, 18, 18), ink)


class ProgressStrip(QWidget):
    """Long work in the status bar: what, n / m, a bar of 140 x 6, and 取消. Signal: `cancelled`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._label = Label("", size=12, weight=500)
        self._bar = _Track()
        self._rest = Label("", size=12, role="text2")
        self._cancel = Button(_("取消"), kind="ghost", small=True)
        self._cancel.clicked.connect(self.cancelled)
        for widget in (self._label, self._bar, self._rest, self._cancel):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_progress(self, title: str, done: int, total: int, rest: str = "", say: Callable[[int], str] = str) -> None:
        """`total` 0: it is not known how much there is. `say` puts an amount into words."""
        self._label.setText(f"{title} {say(done)} / {say(total)}" if total else title)
        self._bar.set_share(done / total if total else 0.0)
        self._rest.setText(rest)
        self.setAccessibleName(f"{self._label.text()} {rest}")
        self.adjustSize()


class _Track(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(140, 6)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.bar(QPainter(self), self.rect(), self._share)
