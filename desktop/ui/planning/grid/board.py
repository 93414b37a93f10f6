"""The grid as one scrolled widget: cursor and keys, pointer, tooltips. It changes nothing itself, it says what is wanted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desktop.base.words import _
from desktop.ui.planning.grid.board_keys import CTRL, SHIFT, enter, press
from desktop.ui.planning.grid.board_paint import paint_board
from desktop.ui.planning.grid.cover_paint import HEADS, TOP, Sight
from desktop.ui.planning.grid.drag import Drag, How
from desktop.ui.planning.grid.pointed import site_at, told_at
from desktop.ui.planning.grid.scene import Scene
from desktop.ui.planning.grid.wishes import Dropped, Wishes
from desktop.ui.planning.grid.words import told


class PlanBoard(Wishes):
    """Cursor and keys, pointer, tooltips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self._drag: Drag | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("审查计划"))
        self.verticalScrollBar().setSingleStep(25)
        self.horizontalScrollBar().setSingleStep(40)
        self.setMinimumSize(480, TOP + 8 * 25)
        # The style draws a box there.
        self.setCornerWidget(QWidget())

    def sizeHint(self) -> QSize:
        return QSize(900, 460)

    def room(self) -> int:
        """The pixels there are for the days."""
        cover = self.scene.cover_width() if self.scene is not None else 0
        return max(120, self.viewport().width() - HEADS - cover)

    def sight(self) -> Sight:
        """What is seen of the scene."""
        view = self.viewport()
        cover = self.scene.cover_width() if self.scene is not None else 0
        where = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return Sight(*where, view.width(), view.height(), self.hasFocus(), cover)

    def show_scene(self, scene: Scene) -> None:
        """The plan as it stands now."""
        self.scene = scene
        scene.settle()
        self._range()
        self.say()
        self.viewport().update()

    def _range(self) -> None:
        if self.scene is None:
            return
        grid = self.sight().grid()
        self.horizontalScrollBar().setRange(0, max(0, round(self.scene.axis.width) - grid.width()))
        self.horizontalScrollBar().setPageStep(grid.width())
        self.verticalScrollBar().setRange(0, max(0, self.scene.layout.height - grid.height()))
        self.verticalScrollBar().setPageStep(grid.height())

    def say(self) -> None:
        """Tell screen readers where the cursor is."""
        scene = self.scene
        if scene is None:
            return
        row = scene.row_at()
        slot = scene.slots.get(scene.current)
        where = f"{row.number} {row.title}" if row is not None else ""
        at = f"{scene.day} {scene.minute // 60:02d}:{scene.minute % 60:02d}"
        what = told(slot, scene.names, scene.rules, scene.document) if slot is not None else _("空")
        self.setAccessibleDescription(f"{where} {at} {what}")

    def see_cursor(self) -> None:
        """Scroll so that the cursor is in sight."""
        scene = self.scene
        row = scene.row_at() if scene is not None else None
        if scene is None or row is None or scene.day is None:
            return
        grid, bar = self.sight().grid(), self.verticalScrollBar()
        if row.top < bar.value():
            bar.setValue(row.top)
        elif row.top + row.height > bar.value() + grid.height():
            bar.setValue(row.top + row.height - grid.height())
        slot = next((one for one in scene.here() if one.slot.id == scene.current), None)
        start, end = (slot.start, slot.end) if slot is not None else (scene.minute, scene.minute + 30)
        left, right = scene.axis.x(scene.day, start), scene.axis.x(scene.day, end)
        across = self.horizontalScrollBar()
        if right > across.value() + grid.width():
            across.setValue(round(right - grid.width()) + 8)
        if left < across.value():
            across.setValue(max(0, round(left) - 8))

    def went(self) -> None:
        self.see_cursor()
        self.say()
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.scene is None or not self.scene.layout.rows or not press(self, self.scene, event, self.went, self.escape):
            super().keyPressEvent(event)

    def escape(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.viewport().update()
        elif self.scene is not None and self.scene.chosen:
            self.scene.chosen.clear()
            self.went()
        else:
            self.left.emit()

    # Pointer

    def _scene_at(self, at: QPointF) -> QPointF:
        sight = self.sight()
        return QPointF(at.x() - HEADS + sight.x, at.y() - TOP + sight.y)

    def point_of(self, slot: str) -> QPointF:
        """The middle of a slot's bar in the viewport, for whoever points at it."""
        scene, sight = self.scene, self.sight()
        assert scene is not None
        rects = [scene.rect(row, bar) for row in scene.layout.rows for bar in row.bars if bar.one.slot.id == slot]
        rects += [scene.column(one) for one in scene.layout.columns if one.slot.id == slot]
        return rects[0].center() + QPointF(HEADS - sight.x, TOP - sight.y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        scene, at = self.scene, event.position()
        if scene is None or event.button() != Qt.MouseButton.LeftButton or at.y() < TOP:
            return
        there = self._scene_at(at)
        row = scene.layout.at(int(there.y()))
        if at.x() < HEADS:
            if row is not None and row.kind == "group" and at.x() < 8 + min(row.depth, 3) * 10 + 20:
                self.fold_wanted.emit(row.key, not row.folded)
            elif row is not None:
                scene.row = row.key
                scene.current = ""
                scene.pick()
                self.went()
        elif at.x() >= self.viewport().width() - scene.cover_width():
            self._cover_clicked(at, row.key if row is not None else "")
        elif row is not None or scene.hit(there.x(), there.y()).one is not None:
            self._press(there, event.modifiers())

    def _press(self, there: QPointF, mods: Qt.KeyboardModifier) -> None:
        scene = self.scene
        assert scene is not None
        hit = scene.hit(there.x(), there.y())
        if hit.row is not None:
            scene.row = hit.row.key
        scene.day, scene.minute = scene.axis.at(there.x())
        slot = hit.one.slot.id or "" if hit.one is not None else ""
        if slot and mods & SHIFT:
            scene.chosen |= {scene.current} if scene.current and not scene.chosen else set()
            scene.chosen ^= {slot}
        elif slot not in scene.chosen:
            scene.chosen.clear()
        scene.current = slot
        how: How = "span" if hit.one is None else "start" if hit.edge < 0 else "end" if hit.edge > 0 else "move"
        self._drag = Drag(how, there, scene.row, hit.one, there)
        self.went()

    def _cover_clicked(self, at: QPointF, row: str) -> None:
        scene = self.scene
        assert scene is not None
        site = site_at(scene, self.sight(), at.x())
        if row and site is not None:
            self.cell_wanted.emit(row, site)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        scene = self.scene
        if scene is None:
            return
        there = self._scene_at(event.position())
        if self._drag is not None:
            self._drag.follow(there)
            self.viewport().update()
            return
        inside = self.sight().grid().contains(event.position().toPoint())
        edge = scene.hit(there.x(), there.y()).edge if inside else 0
        shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, scene = self._drag, self.scene
        self._drag = None
        if drag is None or scene is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag.moved:
            day, start, end = drag.span(scene)
            slot = drag.one.slot.id or "" if drag.one is not None else ""
            self.dropped.emit(Dropped(slot, drag.target_row(scene), day, start, end, bool(event.modifiers() & CTRL)))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        if self.scene is not None and self.sight().grid().contains(event.position().toPoint()):
            enter(self, self.scene)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & CTRL:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.told_at(QPointF(event.pos())), self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def told_at(self, at: QPointF) -> str:
        """What is said of the place under the pointer."""
        return told_at(self.scene, self.sight(), at) if self.scene is not None else ""

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.scene is None:
            return
        ghost = self._drag.ghost(self.scene) if self._drag is not None and self._drag.moved else None
        paint_board(QPainter(self.viewport()), self.scene, self.sight(), ghost)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._range()
        self.resized.emit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
