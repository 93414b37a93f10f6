"""Painted parts of the grade pane: conditions, chapters, evaluations of a combined grade; a change only repaints them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.scoring import words
from desktop.ui.scoring.sheet import ChapterBar, ConditionLine, Part
from desktop.ui.widgets import paint
from desktop.ui.widgets.bars import share

RIGHT = Qt.AlignmentFlag.AlignRight
LONGEST_CLAUSE = 56


class _Painted(QWidget):
    """Rows of one height, painted together."""

    ROW = 26

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _count(self) -> int:
        return 0

    def sizeHint(self) -> QSize:
        return QSize(288, self.ROW * self._count())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _tip(self, _place: int) -> str:
        return ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // self.ROW
            if 0 <= place < self._count():
                QToolTip.showText(event.globalPos(), self._tip(place), self)
            return True
        return bool(super().event(event))


class Conditions(_Painted):
    """Mark, name, value, bound, clause; the unmet first."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ConditionLine, ...] = ()

    def show_lines(self, lines: tuple[ConditionLine, ...]) -> None:
        """Show these."""
        if lines == self.lines:
            return
        self.lines = lines
        states = {True: _("满足"), False: _("不满足"), None: _("未知")}
        self.setAccessibleName("；".join(f"{states[one.met]}：{one.name} {one.value} {one.bound}" for one in lines))
        self._changed()

    def _count(self) -> int:
        return len(self.lines)

    def _tip(self, place: int) -> str:
        one = self.lines[place]
        return f"{one.text}\n{one.value}　{one.bound}　{one.clause}"

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        clause_width = min(max((fonts.width(one.clause, 12) for one in self.lines), default=0), LONGEST_CLAUSE)
        bound_width = max((fonts.width(one.bound, 12) for one in self.lines), default=0)
        for place, one in enumerate(self.lines):
            if not event.rect().intersects(QRect(0, place * self.ROW, self.width(), self.ROW)):
                continue
            y = place * self.ROW
            mark, ink = ("check", t.accent) if one.met else ("diamond", t.open_m) if one.met is None else ("close", t.wrong)
            icons.paint(painter, mark, QRect(0, y + 6, 14, 14), ink)
            x = self.width() - clause_width
            paint.line_of_text(painter, QRect(x, y, clause_width, self.ROW), one.clause, t.text3, size=12, align=RIGHT)
            x -= bound_width + 10
            paint.line_of_text(painter, QRect(x, y, bound_width + 1, self.ROW), one.bound, t.text3, size=12)
            width = fonts.width(one.value, 13, 500)
            x -= width + 6
            ink = t.wrong if one.met is False else t.text
            paint.line_of_text(painter, QRect(x, y, width + 1, self.ROW), one.value, ink, weight=500)
            name = QRect(22, y, max(20, x - 28), self.ROW)
            paint.line_of_text(painter, name, one.name, t.text, weight=500 if one.met is False else 400)


class Chapters(_Painted):
    """A bar for each first-level indicator. Signal: `clicked(str)` with its id."""

    ROW = 39
    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[ChapterBar, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_bars(self, bars: tuple[ChapterBar, ...]) -> None:
        """Show these."""
        if bars == self.bars:
            return
        self.bars = bars
        said = (f"{one.name} {words.points(one.got)} / {words.number_words(one.of)}" for one in bars)
        self.setAccessibleName("；".join(said))
        self._changed()

    def _count(self) -> int:
        return len(self.bars)

    def _tip(self, place: int) -> str:
        return self.bars[place].name

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // self.ROW
        if place < len(self.bars):
            self.clicked.emit(self.bars[place].key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, one in enumerate(self.bars):
            y = place * self.ROW
            of = f" / {words.number_words(one.of)}"
            got = words.points(one.got)
            of_width, got_width = fonts.width(of, 12), fonts.width(got, 13, 500)
            x = self.width() - of_width
            paint.line_of_text(painter, QRect(x, y + 2, of_width + 1, 22), of, t.text3, size=12)
            paint.line_of_text(painter, QRect(x - got_width, y + 2, got_width + 1, 22), got, t.text, weight=500)
            paint.line_of_text(painter, QRect(0, y + 2, x - got_width - 8, 22), one.name, t.text)
            paint.bar(painter, QRect(0, y + 27, self.width(), 6), share(one.got, one.of) if one.got is not None else 0.0)


class Parts(_Painted):
    """The evaluations of a combined grade: title, score, level, what it adds. Signal: `clicked(str)` with where it is answered."""

    ROW = 44
    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[Part, ...] = ()
        self._at = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show these."""
        if parts == self.parts:
            return
        self.parts = parts
        self.setAccessibleName("；".join(f"{one.title} {one.label} {one.adds}" for one in parts))
        self._changed()

    def _count(self) -> int:
        return len(self.parts)

    def _tip(self, place: int) -> str:
        return self.parts[place].title

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // self.ROW
        if place < len(self.parts):
            self.clicked.emit(self.parts[place].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and self.parts:
            self.clicked.emit(self.parts[self._at].target)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.parts:
            self._at = (self._at + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(self.parts)
            self.update()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        for place, one in enumerate(self.parts):
            rect = QRect(0, place * self.ROW, self.width(), self.ROW - 4)
            paint.box(painter, rect, fill=t.sunken, border=t.accent if self.hasFocus() and place == self._at else t.line)
            inner = rect.adjusted(12, 0, -12, 0)
            paint.line_of_text(painter, inner, one.adds, t.accent, size=14, weight=700, align=RIGHT)
            right = 36
            label_width = min(fonts.width(one.label, 13, 500), 110)
            label = QRect(inner.right() - right - label_width, rect.top() + 3, label_width + 1, 18)
            paint.line_of_text(painter, label, one.label, t.text, weight=500, align=RIGHT)
            score = QRect(inner.right() - right - 90, rect.top() + 20, 91, 16)
            paint.line_of_text(painter, score, one.score, t.text3, size=12, align=RIGHT)
            title = QRect(inner.left(), rect.top(), inner.width() - right - label_width - 10, rect.height())
            paint.line_of_text(painter, title, one.title, t.text)
