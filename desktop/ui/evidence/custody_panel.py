"""The chain of custody of the piece at hand: every touch with who and when, and whether the original is still what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.evidence import words
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.text import Label, paint_wrapped, text_height

if TYPE_CHECKING:
    from desktop.actions.evidence import Custody
    from desktop.domain.assessment import Evidence
    from desktop.domain.custody import Touch
    from desktop.ui.page import Context

# The arrows run through the grid faster than a history has to be read.
PAUSE = 150
FEW = 8
_HEAD, _GAP = 19, 7


class CustodyPanel(QWidget):
    """The newest touch comes first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entry: Evidence | None = None
        self._touches: list[Touch] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._ask)
        self.head = SectionHead(_("保管记录"))
        self.check = Button(_("核对原件"), kind="ghost", icon="shield", small=True)
        self.check.setToolTip(_("把原件读一遍，看字节与 SHA-256 是否一致"))
        self.check.clicked.connect(self._check)
        self.head.row.addWidget(self.check)
        self.result = Label("", size=12, wrap=True)
        self.result.hide()
        self.list = TouchList()
        self.more = Button("", kind="ghost", small=True)
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.head, self.result, self.list, self.more):
            column.addWidget(widget)

    def show_entry(self, entry: Evidence | None) -> None:
        """Another piece, or the same after something was done to it."""
        before, self._entry = self._entry, entry
        if before == entry:
            return
        moved = before is None or entry is None or (before.id, before.sha256) != (entry.id, entry.sha256)
        self.check.setEnabled(entry is not None and bool(entry.sha256))
        if moved:
            self.result.hide()
            self._take([])
        if entry is None:
            self._timer.stop()
        else:
            self._timer.start()

    def _ask(self) -> None:
        from desktop.actions import evidence

        if self._entry is None:
            return
        entry, audit, id_ = self._entry, self._context.audit, self._entry.id or ""

        def take(found: Custody) -> None:
            if self._entry == entry:
                self._take(found.touches)

        # A piece may be gone by the time its turn comes.
        self._context.runner.ask(self, lambda ws: evidence.custody(ws, audit, id_), take, lambda _sentence: None)

    def _take(self, touches: Sequence[Touch]) -> None:
        self._touches = list(reversed(touches))
        self.head.note.setText(_("{n} 次").format(n=len(touches)) if touches else "")
        self._show(self._touches[:FEW])

    def _show(self, touches: Sequence[Touch]) -> None:
        sha = self._entry.sha256 or "" if self._entry is not None else ""
        self.list.set_touches(touches, sha)
        rest = len(self._touches) - len(touches)
        self.more.set_text(_("再看更早的 {n} 次").format(n=rest))
        self.more.setVisible(rest > 0)

    def _show_all(self) -> None:
        self._show(self._touches)

    def _check(self) -> None:
        """Read the original through; a film takes a while, so it goes on beside the window."""
        from desktop.actions import evidence

        if self._entry is None or not self._entry.sha256:
            return
        sha = self._entry.sha256
        runner = self._context.runner
        self.check.setEnabled(False)

        def told(intact: bool) -> None:
            if self._entry is None or self._entry.sha256 != sha:
                return
            self.check.setEnabled(True)
            self.result.setText(_("原件完好：字节与 SHA-256 一致。") if intact else _("原件缺失或已损坏，与 SHA-256 不符，请从备份恢复。"))
            self.result.set_role("text2" if intact else "wrong")
            self.result.show()

        def begin(check: Callable[[], bool]) -> None:
            runner.work(self, lambda _progress, _cancelled: check(), told, title=_("核对原件"))

        runner.ask(self, lambda ws: evidence.checking(ws, sha), begin)


class TouchList(QWidget):
    """Touches one under the other: when and who, and below it what."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_touches(self, touches: Sequence[Touch], sha: str) -> None:
        """Show these; the hash of the original, which stands above, is made short."""
        self._lines = [(_who(one), one.text.replace(sha, words.sha_short(sha)) if sha else one.text) for one in touches]
        self.setAccessibleName("；".join(f"{who} {what}" for who, what in self._lines))
        self.setVisible(bool(self._lines))
        self.updateGeometry()
        self.update()

    def lines(self) -> list[tuple[str, str]]:
        """When and who, and what."""
        return self._lines

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum((_HEAD + _GAP if head else 0) + text_height(what, 13, 400, width) for head, what in self._grouped())

    def _grouped(self) -> list[tuple[str, str]]:
        """What one person did in the same minute stands under one head."""
        whos = [who for who, _what in self._lines]
        return [("" if place and who == whos[place - 1] else who, what) for place, (who, what) in enumerate(self._lines)]

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        y = -_GAP
        for head, what in self._grouped():
            if head:
                paint.line_of_text(painter, QRect(0, y + _GAP, self.width(), _HEAD), head, t.text3, size=12)
                y += _GAP + _HEAD
            height = text_height(what, 13, 400, self.width())
            painter.setPen(t.text)
            paint_wrapped(painter, QRect(0, y, self.width(), height), what, 13)
            y += height


def _who(one: Touch) -> str:
    at = words.moment(one.at)
    return "，".join(part for part in (f"{at:%Y-%m-%d %H:%M}" if at else one.at, one.by) if part)
