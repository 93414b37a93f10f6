"""Painting the grid: heads of rows, days and hours, bars by site, meetings over all rows, coverage at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.planning.grid.cover_paint import HEADS, MIDDLE, TOP, Sight, paint_coverage
from desktop.ui.planning.grid.rows import ROW, Row
from desktop.ui.planning.grid.scene import Scene
from desktop.ui.planning.grid.words import bar_labels, day_head
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.plan import Placed

STYLES = 6


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
        paint_coverage(painter, scene, sight, rows)


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
