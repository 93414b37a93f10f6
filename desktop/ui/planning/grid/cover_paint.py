"""Coverage at the right of the grid: a dot for each site, or a strip of cells with a count where there are many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.planning.grid.rows import ROW, Row
from desktop.ui.planning.grid.scene import COUNT, FEW_SITES, MOST_CELLS, Scene
from desktop.ui.widgets import paint

HEADS = 184  # px of the heads of rows
TOP = 46  # px of days and hours
MIDDLE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Sight:
    """The part of the scene that is seen: how far it is scrolled, the size of the viewport, whether it has the focus."""

    x: int
    y: int
    width: int
    height: int
    focused: bool
    cover: int

    def grid(self) -> QRect:
        """Where bars are painted."""
        return QRect(HEADS, TOP, max(0, self.width - HEADS - self.cover), max(0, self.height - TOP))


def paint_coverage(painter: QPainter, scene: Scene, sight: Sight, rows: list[Row]) -> None:
    """The head and the rows that are seen."""
    t = theme.current()
    left = sight.width - sight.cover
    sites = scene.checked.coverage.sites
    painter.fillRect(left, 0, sight.cover, sight.height, t.surface)
    painter.fillRect(left, 0, 1, sight.height, t.line2)
    paint.hairline(painter, left, TOP - 1, sight.cover, t.line2)
    head = QRect(left, 2, sight.cover, 22)
    paint.line_of_text(painter, head, _("场所覆盖"), t.text, size=13, weight=500, align=MIDDLE)
    few = len(sites) <= FEW_SITES
    if few:
        for place, site in enumerate(sites):
            spot = QRect(cover_x(scene, left, place) - 14, 24, 28, 20)
            paint.line_of_text(painter, spot, scene.names.site_letter.get(site.site, ""), t.text2, size=12, align=MIDDLE)
    painter.save()
    painter.setClipRect(left, TOP, sight.cover, sight.height - TOP)
    paint.smooth(painter)
    for row in rows:
        top = TOP + row.top - sight.y
        paint.hairline(painter, left, top + row.height - 1, sight.cover)
        if not row.leaves:
            continue
        for place, site in enumerate(sites[:MOST_CELLS]):
            state = scene.covered(row, site.site)
            if few:
                _dot(painter, QPointF(cover_x(scene, left, place), top + ROW / 2), state)
            else:
                _cell(painter, QRectF(left + COUNT + place * 6, top + 6, 5, ROW - 12), state)
        if not few:
            full = scene.full_sites(row)
            ink = t.text if full == len(sites) else t.text2
            share = QRect(left + 2, top, COUNT - 6, ROW)
            paint.line_of_text(painter, share, f"{full}/{len(sites)}", ink, size=12, align=Qt.AlignmentFlag.AlignRight)
    painter.restore()


def cover_x(scene: Scene, left: int, place: int) -> int:
    """The middle of a site's dots, where there are few sites."""
    sites = len(scene.checked.coverage.sites)
    each = (scene.cover_width() - 16) / sites
    return round(left + 8 + each * (place + 0.5))


def _dot(painter: QPainter, at: QPointF, state: str) -> None:
    t = theme.current()
    painter.setPen(QPen(t.accent if state != "none" else t.edge, 1.2))
    painter.setBrush(t.accent if state == "full" else t.surface)
    painter.drawEllipse(at, 3.8, 3.8)
    if state == "part":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent)
        painter.drawPie(QRectF(at.x() - 3.8, at.y() - 3.8, 7.6, 7.6), 90 * 16, 180 * 16)


def _cell(painter: QPainter, rect: QRectF, state: str) -> None:
    t = theme.current()
    painter.setPen(QPen(t.accent if state != "none" else t.edge, 1))
    painter.setBrush(t.accent if state == "full" else t.surface)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    if state == "part":
        painter.fillRect(QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2), t.accent)
