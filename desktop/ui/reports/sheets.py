"""The desk with the report's pages below each other: scrolls, zooms, keeps its place when a new version comes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.reports.paper import Mark, Paper

MARGIN = 24
GAP = 16
# Pictures kept beside those on the screen, in bytes.
MOST_KEPT = 64 * 1024 * 1024
SMALLEST, LARGEST = 25, 300
Fit = Literal["width", "page"]


class Sheets(QAbstractScrollArea):
    """Signals: `wanted(list, int)` pages to be painted and how wide in pixels; `moved` another page is at hand; `zoomed(int)` steps."""

    wanted = Signal(list, int)
    moved = Signal()
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: Paper | None = None
        self._zoom: Fit | int = "width"
        self._rects: list[QRect] = []
        self._pictures: dict[int, QPixmap] = {}
        self._widths: dict[int, int] = {}  # what was asked for
        # Pages whose picture is of an earlier version or size; shown until the new one is there.
        self._old: set[int] = set()
        self._asked: set[int] = set()
        self._asker = QTimer(self)
        self._asker.setSingleShot(True)
        self._asker.setInterval(0)
        self._asker.timeout.connect(self._ask)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setSingleStep(48)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(516, 600)

    # What is shown

    def show_paper(self, paper: Paper) -> None:
        """Another version: the place that is being read stays at hand."""
        place, down = self.place()
        same = self._paper is not None and len(self._paper.sizes) == len(paper.sizes)
        self._paper = paper
        self._old = set(self._pictures)
        self._asked.clear()
        if not same:
            self._pictures = {page: picture for page, picture in self._pictures.items() if page < len(paper.sizes)}
        self._lay_out()
        self.go(place, down)
        self._say()
        self._later()

    def clear(self) -> None:
        """Nothing is known yet."""
        self._paper = None
        self._pictures.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._say()

    def paper(self) -> Paper | None:
        """The version on the desk."""
        return self._paper

    def take(self, paper: Paper, pictures: dict[int, QImage], width: int) -> None:
        """Pictures that were asked for; those of another version or size come too late."""
        if paper is not self._paper:
            return
        for page, image in pictures.items():
            self._asked.discard(page)
            if width == self._pixels(page):
                self._pictures[page] = QPixmap.fromImage(image)
                self._widths[page] = width
                self._old.discard(page)
        self._forget()
        self.viewport().update()
        self._later()

    def is_sharp(self) -> bool:
        """Whether every page on the screen has its own picture."""
        return self._paper is not None and not self._missing(self._visible())

    def set_zoom(self, zoom: Fit | int) -> None:
        """Fit the width, fit the page, or percent."""
        place, down = self.place()
        self._zoom = zoom if isinstance(zoom, str) else min(max(zoom, SMALLEST), LARGEST)
        self._lay_out()
        self.go(place, down)

    def percent(self) -> int:
        """The zoom in percent."""
        return round(self._scale() * 75)

    # Where

    def page(self) -> int:
        """The page at hand, from 0: the first that shows a good part."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        return next((place for place, rect in enumerate(self._rects) if rect.bottom() + GAP > line), max(0, len(self._rects) - 1))

    def pages(self) -> int:
        """How many there are."""
        return len(self._rects)

    def place(self) -> tuple[int, float]:
        """The page at the upper edge and how far down, in its heights; may be a little below 0 or above 1 between pages."""
        top = self.verticalScrollBar().value()
        for place, rect in enumerate(self._rects):
            if rect.bottom() + GAP > top:
                return place, (top - rect.top()) / max(1, rect.height())
        return 0, -1.0

    def go(self, page: int, down: float = -1.0) -> None:
        """Bring a page, or a place on it, to the upper edge."""
        if not self._rects:
            return
        rect = self._rects[min(max(page, 0), len(self._rects) - 1)]
        above = -GAP if down < 0 else down * rect.height()
        self.verticalScrollBar().setValue(round(rect.top() + above))

    def show_mark(self, mark: Mark) -> None:
        """Bring a heading to the upper edge."""
        self.go(mark.page, max(0.0, mark.down - 0.01))

    def turn(self, by: int) -> None:
        """To the next page or the one before."""
        self.go(self.page() + by)

    # Inside

    def _scale(self) -> float:
        """Pixels for a point."""
        if self._paper is None or not self._paper.sizes:
            return 1.0
        width, height = self._paper.sizes[0]
        room = self.viewport().width() - 2 * MARGIN
        if self._zoom == "width":
            return max(0.2, room / width)
        if self._zoom == "page":
            return max(0.2, min(room / width, (self.viewport().height() - 2 * GAP) / height))
        return int(self._zoom) / 75

    def _lay_out(self) -> None:
        scale = self._scale()
        sizes = self._paper.sizes if self._paper is not None else ()
        widest = max((round(width * scale) for width, _height in sizes), default=0)
        across = max(self.viewport().width(), widest + 2 * MARGIN)
        y = GAP
        self._rects = []
        for width, height in sizes:
            rect = QRect((across - round(width * scale)) // 2, y, round(width * scale), round(height * scale))
            self._rects.append(rect)
            y = rect.bottom() + 1 + GAP
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(0, y - view.height()) if sizes else 0)
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, across - view.width()))
        self.viewport().update()
        self._later()

    def _pixels(self, page: int) -> int:
        return round(self._rects[page].width() * self.devicePixelRatioF())

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [place for place, rect in enumerate(self._rects) if rect.bottom() >= top and rect.top() <= bottom]

    def _missing(self, pages: list[int]) -> list[int]:
        return [page for page in pages if page in self._old or page not in self._pictures or self._widths.get(page) != self._pixels(page)]

    def _later(self) -> None:
        self._asker.start()

    def _ask(self) -> None:
        if self._paper is None or self._asked:
            return
        visible = self._visible()
        pages = self._missing(visible)
        if not pages and visible:
            # The neighbours, so that turning a page shows it at once.
            near = [page for page in (visible[-1] + 1, visible[0] - 1) if 0 <= page < len(self._rects)]
            pages = self._missing(near)[:1]
        if pages:
            width = self._pixels(pages[0])
            pages = [page for page in pages if self._pixels(page) == width]
            self._asked = set(pages)
            self.wanted.emit(pages, width)

    def _forget(self) -> None:
        visible = self._visible()
        middle = visible[len(visible) // 2] if visible else 0
        kept = 0
        for page in sorted(self._pictures, key=lambda page: abs(page - middle)):
            picture = self._pictures[page]
            kept += picture.width() * picture.height() * 4
            if kept > MOST_KEPT and page not in visible:
                del self._pictures[page]

    def _say(self) -> None:
        if self._rects:
            self.setAccessibleName(_("报告预览，第 {n} 页，共 {all} 页").format(n=self.page() + 1, all=len(self._rects)))
        else:
            self.setAccessibleName(_("报告预览"))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()
        self._say()
        self._later()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place, down = self.place()
        self._lay_out()
        self.go(place, down)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), t.rail)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in self._visible():
            rect = self._rects[page].translated(-left, -top)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), t.line2)
            # Paper is white in every look.
            painter.fillRect(rect, QColor("white"))
            picture = self._pictures.get(page)
            if picture is not None:
                painter.drawPixmap(QRectF(rect), picture, QRectF(picture.rect()))
