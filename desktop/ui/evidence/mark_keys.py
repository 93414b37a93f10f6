"""What the keyboard does to marks: tools by letter, moving and pulling by arrows, going from mark to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.ui.evidence import mark_shape
from desktop.ui.evidence.mark_tools import KEYS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.ui.evidence.mark_canvas import MarkCanvas
    from desktop.ui.evidence.mark_desk import MarkDesk

ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_STEP, _FINE = 6.0, 1.0  # screen pixels
_PAN = 60.0
# A mark put down by the keyboard, in screen pixels.
_WIDE, _HIGH = 160.0, 72.0


def press(canvas: MarkCanvas, desk: MarkDesk, event: QKeyEvent) -> bool:
    """Do what a key means while marks are drawn; whether it meant something."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if key in ARROWS:
        arrow(
            canvas,
            desk,
            ARROWS[key],
            pull=bool(held & Qt.KeyboardModifier.ShiftModifier),
            fine=bool(held & Qt.KeyboardModifier.ControlModifier),
        )
        return True
    if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return False
    letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
    if letter in KEYS:
        canvas.set_tool(KEYS[letter])
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        remove(canvas, desk)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
        put(canvas)
    else:
        return False
    return True


def remove(canvas: MarkCanvas, desk: MarkDesk) -> None:
    """Take the chosen mark away."""
    number = canvas.selected
    if number >= 0:
        canvas.select(-1)
        desk.remove(number)


def arrow(canvas: MarkCanvas, desk: MarkDesk, way: tuple[int, int], *, pull: bool, fine: bool) -> None:
    """Move the chosen mark, or pull it larger and smaller; with none chosen, look elsewhere."""
    number = canvas.selected
    if number < 0:
        canvas.pan(-way[0] * _PAN, -way[1] * _PAN)
        return
    rect = canvas.sight.rect()
    step = _FINE if fine else _STEP
    right, down = way[0] * step / rect.width(), way[1] * step / rect.height()
    mark, size = desk.marks[number], canvas.sight.size
    new = mark_shape.pulled(mark, size, mark_shape.growing(mark), right, down) if pull else mark_shape.moved(mark, size, right, down)
    if new != mark and mark_shape.is_something(new, size, 2 / canvas.sight.scale):
        desk.nudge(number, new)


def put(canvas: MarkCanvas) -> None:
    """Put a mark of the tool at hand in the middle of what is seen; a text that is chosen gets other words."""
    if canvas.tool == "select":
        number = canvas.selected
        if number >= 0 and canvas.marks[number].kind == "text":
            canvas.words_wanted.emit(number)
        return
    seen = canvas.sight.rect().intersected(QRectF(canvas.rect()))
    wide, high = min(_WIDE, seen.width()) / 2, min(_HIGH, seen.height()) / 2
    middle = seen.center()
    start = canvas.sight.share(middle - QPointF(wide, high))
    end = canvas.sight.share(middle + QPointF(wide, high))
    if canvas.tool == "text":
        canvas.text_wanted.emit(start.x(), start.y(), start.x())
    elif canvas.tool == "arrow":
        # From the lower left up to the middle, as a hand would point.
        tip = canvas.sight.share(middle)
        canvas.drawn.emit(mark_shape.made("arrow", start.x(), end.y(), tip.x(), tip.y()))
    else:
        canvas.drawn.emit(mark_shape.made(canvas.tool, start.x(), start.y(), end.x(), end.y()))


def step(canvas: MarkCanvas, on: bool) -> bool:
    """Choose the mark after or before the one at hand; whether there is one."""
    number = canvas.selected + (1 if on else -1)
    if canvas.selected < 0 and not on:
        number = len(canvas.marks) - 1
    if not 0 <= number < len(canvas.marks):
        canvas.select(-1)
        return False
    canvas.select(number)
    return True
