"""How the samples fall for each characteristic: those that met it, those that did not, those still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.widgets import paint

RIGHT = Qt.AlignmentFlag.AlignRight


class Share(NamedTuple):
    """One characteristic: how many samples there are, were judged by it, failed it."""

    name: str
    samples: int
    judged: int
    failed: int


def said(one: Share) -> str:
    """The numbers of a row."""
    if not one.judged:
        return _("未测")
    good = _("{good} / {judged}").format(good=one.judged - one.failed, judged=one.judged)
    return good + _("，不合格 {n}").format(n=one.failed) if one.failed else good


class Distribution(QWidget):
    """A row for each characteristic: name and numbers, below them the bar of its samples."""

    ROW = 42
    BAR = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Other numbers."""
        self._shares = tuple(shares)
        self.setAccessibleName("；".join(f"{one.name} {said(one)}" for one in shares))
        self.setToolTip("\n".join(f"{one.name}　{said(one)}" for one in shares[:40]))
        self.updateGeometry()
        self.update()

    def shares(self) -> tuple[Share, ...]:
        """The numbers that are shown."""
        return self._shares

    def sizeHint(self) -> QSize:
        return QSize(240, self.ROW * len(self._shares))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        t = theme.current()
        for place, one in enumerate(self._shares):
            top = place * self.ROW
            if top > event.rect().bottom() or top + self.ROW < event.rect().top():
                continue
            text = said(one)
            width = fonts.width(text, 12, 500)
            ink = t.wrong if one.failed else t.text if one.judged else t.text3
            paint.line_of_text(painter, QRect(self.width() - width - 1, top, width + 1, 24), text, ink, size=12, weight=500, align=RIGHT)
            paint.line_of_text(painter, QRect(0, top, self.width() - width - 12, 24), one.name, t.text)
            self._paint_bar(painter, QRectF(0, top + 26, self.width(), self.BAR), one)

    def _paint_bar(self, painter: QPainter, whole: QRectF, one: Share) -> None:
        t = theme.current()
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(whole, self.BAR / 2, self.BAR / 2)
        painter.setClipPath(clip)
        painter.fillRect(whole, t.track)
        of = max(one.samples, one.judged, 1)
        x = whole.left()
        for count, ink in ((one.judged - one.failed, t.accent), (one.failed, t.wrong)):
            width = whole.width() * count / of
            # A single failure among hundreds is still seen.
            width = max(width, 3.0) if count else 0.0
            painter.fillRect(QRectF(x, whole.top(), width, whole.height()), ink)
            x += width + (1 if count else 0)
        painter.restore()
