"""Painting the grid: heads of rows, days and hours, bars by site, meetings over all rows, coverage at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.planning.grid.rows import ROW, Row
from desktop.ui.planning.grid.scene import COUNT, FEW_SITES, MOST_CELLS, Scene
from desktop.ui.planning.grid.words import bar_labels, day_head
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.plan import Placed

HEADS = 184  # px of the heads of rows
TOP = 46  # px of days and hours
MIDDLE = Qt.AlignmentFlag.AlignHCenter
STYLES = 6


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


class Fill(NamedTuple):
    """The look of a bar."""

    fill: QColor
    border: QColor
    ink: QColor
    hatch: QColor | None = None


def fill_of(style: int) -> Fill:
    """The fill of a site by its number; the name on the bar is what tells sites apart, so fills may come again."""
    t = theme.current()
    return (
        Fill(t.accent, t.accent, t.onacc),
        Fill(t.tint2, t.tint2, t.text),
        Fill(t.surface, t.edge, t.text),
        Fill(t.tint, t.accent, t.text),
        Fill(t.surface, t.edge, t.text, t.line2),
        Fill(t.track, t.edge, t.text),
    )[style % STYLES]


def paint_fill(painter: QPainter, rect: QRectF, look: Fill) -> None:
    """A block in the look of a site."""
    paint.box(painter, rect, fill=look.fill, border=look.border, radius=4)
    if look.hatch is not None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look.hatch, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


def paint_board(painter: QPainter, scene: Scene, sight: Sight, ghost: tuple[QRectF, str] | None) -> None:
    """The whole viewport; `ghost`: what is being dragged, in scene pixels, with its words."""
    t = theme.current()
    painter.fillRect(0, 0, sight.width, sight.height, t.surface)
    rows = [row for row in scene.layout.rows if row.top + row.height > sight.y and row.top < sight.y + sight.height - TOP]
    grid = sight.grid()
    painter.save()
    painter.setClipRect(grid)
    painter.translate(grid.left() - sight.x, grid.top() - sight.y)
    _lines(painter, scene, sight, rows)
    for one in scene.layout.columns:
        _column(painter, scene, sight, one)
    for row in rows:
        _inherited(painter, scene, row)
        for bar in row.bars:
            rect = scene.rect(row, bar)
            if rect.right() >= sight.x and rect.left() <= sight.x + grid.width():
                _bar(painter, scene, bar.one, rect)
    if sight.focused:
        _cursor(painter, scene)
    if ghost is not None:
        paint.box(painter, ghost[0], fill=t.tint, border=t.accent, radius=4, width=2)
        inside = ghost[0].adjusted(6, 0, -4, 0).toRect()
        paint.line_of_text(painter, inside, ghost[1], t.accent, size=12, weight=500)
    painter.restore()
    _row_heads(painter, scene, sight, rows)
    _days(painter, scene, sight)
    if sight.cover:
        _coverage(painter, scene, sight, rows)


def _lines(painter: QPainter, scene: Scene, sight: Sight, rows: list[Row]) -> None:
    t = theme.current()
    axis = scene.axis
    low, high = sight.x, sight.x + sight.grid().width()
    top, bottom = sight.y, min(scene.layout.height, sight.y + sight.height)
    for place in range(len(axis.days)):
        left = place * axis.day_width
        if left + axis.day_width < low or left > high:
            continue
        for minute in range(axis.first, axis.last, 60):
            x = left + (minute - axis.first) / 60 * axis.hour
            heavy = minute == axis.first and place
            painter.fillRect(QRectF(round(x), top, 1, bottom - top), t.line2 if heavy else t.line)
    for row in rows:
        painter.fillRect(QRectF(low, row.top + row.height - 1, high - low, 1), t.line)
        if row.strong and row.top:
            painter.fillRect(QRectF(low, row.top - 1, high - low, 1), t.line2)


def _column(painter: QPainter, scene: Scene, sight: Sight, one: Placed) -> None:
    t = theme.current()
    rect = scene.column(one)
    key = one.slot.id or ""
    wrong = key in scene.checked.clashing
    paint.box(painter, rect, fill=t.sunken, border=t.wrong if wrong else t.line2, radius=4)
    if key in _marked(scene):
        paint.box(painter, rect, border=t.accent, radius=4, width=2)
    seen = rect.intersected(QRectF(sight.x, sight.y, sight.width, sight.height - TOP))
    title = one.slot.activity or _("会议")
    everybody = len(one.slot.people) >= len(scene.names.people) > 0
    people = _("全组") if everybody else "、".join(scene.names.person_short.get(person, person) for person in one.slot.people)
    _upright(painter, seen, title, people, t.wrong if wrong else t.text2)


def _upright(painter: QPainter, rect: QRectF, title: str, under: str, ink: QColor) -> None:
    """Words across where they fit, else letter below letter."""
    t = theme.current()
    width = rect.width() - 4
    if width >= fonts.width(title, 12, 500):
        middle = int(rect.center().y())
        words = QRect(int(rect.left()), middle - 19, int(rect.width()), 18)
        paint.line_of_text(painter, words, title, ink, size=12, weight=500, align=MIDDLE)
        paint.line_of_text(painter, words.translated(0, 20), under, t.text3, size=12, align=MIDDLE)
    elif width >= 10:
        letters = title[: max(1, int(rect.height() - 8) // 15)]
        top = int(rect.center().y()) - len(letters) * 15 // 2
        for place, letter in enumerate(letters):
            line = QRect(int(rect.left()), top + place * 15, int(rect.width()), 15)
            paint.line_of_text(painter, line, letter, ink, size=12, align=MIDDLE)


def _marked(scene: Scene) -> set[str]:
    return scene.chosen or ({scene.current} if scene.current else set())


def _inherited(painter: QPainter, scene: Scene, row: Row) -> None:
    """What a group above covers here too, as thin strips in the middle of the row."""
    if row.kind not in ("group", "leaf"):
        return
    found = [one for above in row.above for one in scene.layout.exact.get(above, ())]
    if not found or row.bars:
        return
    for one in found:
        rect = scene.span(row, one.day, one.start, one.end)
        look = fill_of(scene.styles.get(one.slot.site or scene.names.head, 0))
        paint.box(painter, QRectF(rect.left(), rect.center().y() - 2, rect.width(), 4), fill=look.fill, border=look.border, radius=2)


def _bar(painter: QPainter, scene: Scene, one: Placed, rect: QRectF) -> None:
    t = theme.current()
    key = one.slot.id or ""
    wrong = key in scene.checked.clashing
    doubtful = not wrong and scene.checked.marks.get(key) in ("critical", "warning")
    look = fill_of(scene.styles.get(one.slot.site or scene.names.head, 0))
    if one.slot.kind is not None:
        look = Fill(t.sunken, t.line2, t.text2)
    if wrong:
        paint.box(painter, rect, fill=t.wrong_t, border=t.wrong, radius=4, width=1.5)
        look = Fill(t.wrong_t, t.wrong, t.wrong)
    else:
        paint_fill(painter, rect, look)
    left = rect.left() + 6
    if (wrong or doubtful) and rect.width() >= 24:
        ink = look.ink if doubtful and look.fill == t.accent else t.open_m if doubtful else look.ink
        icons.paint(painter, "warning" if wrong else "diamond", QRectF(left - 1, rect.center().y() - 6, 12, 12), ink)
        left += 14
    room = int(rect.right() - 3 - left)
    for label in bar_labels(one.slot, scene.names, scene.rules, scene.mode):
        if fonts.width(label, 12, 500) <= room:
            inside = QRect(int(left), int(rect.top()), room + 2, int(rect.height()))
            paint.line_of_text(painter, inside, label, look.ink, size=12, weight=500)
            break
    if key in _marked(scene):
        painter.save()
        paint.smooth(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.surface, 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QPen(t.text, 2))
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)
        painter.restore()


def _cursor(painter: QPainter, scene: Scene) -> None:
    row = scene.row_at()
    if row is None or scene.day is None or scene.current:
        return
    rect = scene.span(row, scene.day, scene.minute, scene.minute + 30)
    t = theme.current()
    painter.save()
    paint.smooth(painter)
    painter.setPen(QPen(t.accent, 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(t.tint)
    painter.drawRoundedRect(rect, 4, 4)
    painter.restore()


def _row_heads(painter: QPainter, scene: Scene, sight: Sight, rows: list[Row]) -> None:
    t = theme.current()
    painter.save()
    painter.setClipRect(0, TOP, HEADS, sight.height - TOP)
    painter.fillRect(0, TOP, HEADS, sight.height - TOP, t.surface)
    for row in rows:
        top = TOP + row.top - sight.y
        if row.key == scene.row:
            painter.fillRect(0, top, HEADS, row.height - 1, t.tint)
            painter.fillRect(0, top, 3, row.height - 1, t.accent)
        paint.hairline(painter, 0, top + row.height - 1, HEADS)
        if row.strong and row.top:
            paint.hairline(painter, 0, top - 1, HEADS, t.line2)
        x = 8 + min(row.depth, 3) * 10
        if row.kind == "group":
            icons.paint(painter, "chevron-right" if row.folded else "chevron-down", QRect(x, top + 7, 12, 12), t.text2)
        x += 15 if row.kind in ("group", "leaf") else 4
        line = QRect(x, top, HEADS - x - 6, ROW)
        if row.number:
            width = fonts.width(row.number, 12) + 8
            paint.line_of_text(painter, line, row.number, t.text2, size=12)
            line.setLeft(line.left() + width)
        heavy = row.kind in ("person", "site") or (row.kind == "group" and row.strong)
        paint.line_of_text(painter, line, row.title, t.text2 if row.kind == "other" else t.text, size=13, weight=500 if heavy else 400)
    painter.fillRect(HEADS - 1, TOP, 1, sight.height, t.line2)
    painter.restore()


def _days(painter: QPainter, scene: Scene, sight: Sight) -> None:
    t = theme.current()
    axis = scene.axis
    painter.fillRect(0, 0, sight.width, TOP, t.surface)
    grid = sight.grid()
    painter.save()
    painter.setClipRect(grid.left(), 0, grid.width(), TOP)
    labels = 60 if axis.hour >= 42 else 120
    for place, day in enumerate(axis.days):
        left = grid.left() - sight.x + place * axis.day_width
        if left + axis.day_width < grid.left() or left > grid.right():
            continue
        seen_left, seen_right = max(left, grid.left()), min(left + axis.day_width, grid.right())
        head = QRect(int(seen_left), 2, int(seen_right - seen_left), 22)
        title = day_head(day, wide=head.width() >= 110)
        if head.width() >= 40:
            paint.line_of_text(painter, head, title, t.accent if day == scene.day else t.text, size=13, weight=500, align=MIDDLE)
        for minute in range(axis.first, axis.last, labels):
            x = left + (minute - axis.first) / 60 * axis.hour
            told = QRect(int(x) + 3, 24, 40, 20)
            paint.line_of_text(painter, told, f"{minute // 60:02d}:{minute % 60:02d}", t.text3, size=12)
        if place:
            painter.fillRect(QRectF(round(left), 4, 1, TOP - 4), t.line2)
    painter.restore()
    paint.hairline(painter, 0, TOP - 1, sight.width, t.line2)
    painter.fillRect(HEADS - 1, 0, 1, TOP, t.line2)


def _coverage(painter: QPainter, scene: Scene, sight: Sight, rows: list[Row]) -> None:
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
