"""The keys of the grid: the cursor moves at once, everything else is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.planning.grid.axis import SNAP, STEP

if TYPE_CHECKING:
    from desktop.ui.planning.grid.scene import Scene
    from desktop.ui.planning.grid.wishes import Wishes

Does = Callable[[], None]
KEY = Qt.Key
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_GOES = (KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down, KEY.Key_PageUp, KEY.Key_PageDown, KEY.Key_Home, KEY.Key_End)
# Shift with a digit gives the sign above it on the keyboard.
_SIGNS = "!@#$%^&*("


def press(board: Wishes, scene: Scene, event: QKeyEvent, went: Does, escape: Does) -> bool:
    """Do what a key means; False when it means nothing here. `went`: the cursor moved; `escape`: give up what is under way."""
    key, mods = Qt.Key(event.key()), event.modifiers()
    if mods & ALT:
        return False
    across = {KEY.Key_Left: -1, KEY.Key_Right: 1}.get(key, 0)
    down = {KEY.Key_Up: -1, KEY.Key_Down: 1}.get(key, 0)
    if across and mods & CTRL:
        board.shift_wanted.emit(across * SNAP)
    elif across and mods & SHIFT:
        board.length_wanted.emit(across * SNAP)
    elif down and mods & CTRL:
        board.row_wanted.emit(down)
    elif key in _GOES:
        _go(scene, key, across, down)
        went()
    else:
        does = _with_ctrl(board).get(key) if mods & CTRL else _alone(board, scene, event, escape)
        if does is None:
            return False
        does()
    return True


def _go(scene: Scene, key: Qt.Key, across: int, down: int) -> None:
    scene.chosen.clear()
    if across:
        scene.step(steps=across)
    elif down:
        scene.up_down(down)
    elif key in (KEY.Key_PageUp, KEY.Key_PageDown):
        scene.step(days=-1 if key == KEY.Key_PageUp else 1)
    else:
        scene.minute = scene.axis.first if key == KEY.Key_Home else scene.axis.last - STEP
        scene.step()


def _with_ctrl(board: Wishes) -> dict[Qt.Key, Callable[[], None]]:
    return {
        KEY.Key_C: board.copy_wanted.emit,
        KEY.Key_V: board.paste_wanted.emit,
        KEY.Key_Equal: lambda: board.zoom_wanted.emit(1),
        KEY.Key_Plus: lambda: board.zoom_wanted.emit(1),
        KEY.Key_Minus: lambda: board.zoom_wanted.emit(-1),
        KEY.Key_0: lambda: board.zoom_wanted.emit(0),
    }


def enter(board: Wishes, scene: Scene) -> None:
    """Open the slot at the cursor, or place one."""
    if scene.current:
        board.edit_wanted.emit(scene.current)
    else:
        board.place_wanted.emit()


def _alone(board: Wishes, scene: Scene, event: QKeyEvent, escape: Does) -> Callable[[], None] | None:
    key, with_shift = Qt.Key(event.key()), bool(event.modifiers() & SHIFT)
    row = scene.row_at()
    if event.text() in _SIGNS and event.text():
        number = _SIGNS.index(event.text()) + 1
        return lambda: board.person_wanted.emit(number, True)
    if KEY.Key_1 <= key <= KEY.Key_9:
        number = key - KEY.Key_0
        return lambda: board.person_wanted.emit(number, with_shift)
    if key == KEY.Key_Space and row is not None and row.kind == "group":
        return lambda: board.fold_wanted.emit(row.key, not row.folded)
    opens = partial(enter, board, scene)
    does: dict[Qt.Key, Callable[[], None]] = {
        KEY.Key_Return: opens,
        KEY.Key_Enter: opens,
        KEY.Key_F2: opens,
        KEY.Key_Delete: board.remove_wanted.emit,
        KEY.Key_Backspace: board.remove_wanted.emit,
        KEY.Key_S: lambda: board.site_wanted.emit(not with_shift),
        KEY.Key_Escape: escape,
    }
    return does.get(key)
