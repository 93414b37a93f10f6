"""A picture with its tools: looked at, or, once marking has begun, drawn on; what is drawn and typed here becomes part of the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.evidence import mark_keys
from desktop.ui.evidence.mark_canvas import MarkCanvas
from desktop.ui.evidence.mark_desk import MarkDesk
from desktop.ui.evidence.mark_text import MarkText
from desktop.ui.evidence.mark_tools import MarkTools

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence, Mark
    from desktop.ui.page import Context


class MarkBoard(QWidget):
    """Signal: `marking_changed`."""

    marking_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._entry: Evidence | None = None
        self.can_mark = False
        self.tools = MarkTools()
        self.picture = MarkCanvas()
        self.desk = MarkDesk(context, self)
        self.text = MarkText(context, self.picture, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tools)
        column.addWidget(self.picture, 1)
        self.tools.hide()
        self.setFocusProxy(self.picture)
        self._connect(context)

    def _connect(self, context: Context) -> None:
        tools, picture, desk, text = self.tools, self.picture, self.desk, self.text
        tools.tool.connect(picture.set_tool)
        tools.remove.connect(lambda: mark_keys.remove(picture, desk))
        tools.undo.connect(context.shell.undo)
        tools.redo.connect(context.shell.redo)
        tools.done.connect(lambda: self.set_marking(False))
        for button in tools.buttons.values():
            button.clicked.connect(picture.setFocus)
        picture.tool_changed.connect(lambda: tools.set_tool(picture.tool))
        picture.chosen.connect(lambda number: tools.set_chosen(number >= 0))
        picture.drawn.connect(self._add)
        picture.changed.connect(desk.change)
        picture.text_wanted.connect(self._write)
        picture.words_wanted.connect(self._rewrite)
        desk.changed.connect(lambda: picture.set_marks(desk.marks))
        desk.refused.connect(tools.say)
        text.refused.connect(tools.say)
        text.ended.connect(self._written)
        text.found.connect(self._resume)

    @property
    def marking(self) -> bool:
        """Whether marks are being drawn."""
        return self.picture.marking

    def show_entry(self, entry: Evidence, *, can_mark: bool) -> None:
        """The picture at hand; what was being done to the one before is taken in. `can_mark`: it is a picture, and here."""
        moved = self._entry is None or (self._entry.id, self._entry.sha256) != (entry.id, entry.sha256)
        if moved:
            self.leave()
            self.can_mark = can_mark
            self.picture.set_picture(None, size=(entry.width or 1, entry.height or 1))
            if not can_mark:
                self.set_marking(False)
        self._entry = entry
        self.desk.show(entry)
        if moved and can_mark:
            self.text.look_for(entry.id or "")

    def put_away(self) -> None:
        """Nothing is shown any more."""
        self.set_marking(False)
        self.leave()
        self._entry = None

    def refuse(self, sentence: str) -> None:
        """There is no picture to draw on, and why."""
        self.can_mark = False
        self.set_marking(False)
        self.picture.set_picture(None, sentence)

    def set_marking(self, on: bool) -> None:
        """Begin or end drawing marks."""
        if on == self.marking or (on and not self.can_mark):
            return
        self.leave()
        self.picture.set_marking(on)
        self.tools.setVisible(on)
        self.tools.say("")
        self.tools.set_chosen(False)
        self.marking_changed.emit()
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Take in what is typed and moved."""
        self.desk.commit()
        self.text.commit()

    def leave(self) -> None:
        """Take in what is done, drop what is half drawn."""
        self.picture.give_up()
        self.picture.select(-1)
        self.commit()

    def _add(self, mark: Mark) -> None:
        self.tools.say("")
        self.desk.add(mark)
        self.picture.select(len(self.desk.marks) - 1)

    def _write(self, x: float, y: float, to_x: float) -> None:
        self.desk.commit()
        if self._entry is not None:
            self.tools.say("")
            self.text.write(self._entry.id or "", x, y, to_x)

    def _rewrite(self, number: int) -> None:
        self.desk.commit()
        mark = self.desk.marks[number]
        if self._entry is not None:
            self.text.rewrite(self._entry.id or "", number, float(mark.x), float(mark.y), mark.text)
            self.picture.update()

    def _resume(self, x: float, y: float, to_x: float, text: str) -> None:
        """Words that were being typed when the program ended."""
        self.set_marking(True)
        if self.marking and self._entry is not None:
            self.text.write(self._entry.id or "", x, y, to_x, text)

    def _written(self) -> None:
        self.tools.say("")
        self.picture.update()
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means while marks are drawn; whether it meant something."""
        return self.marking and mark_keys.press(self.picture, self.desk, event)

    def escape(self) -> bool:
        """One step back: the words, the stroke, the tool, the choice, the marking; whether there was one to take."""
        picture = self.picture
        if self.text.give_up() or picture.give_up():
            return True
        if picture.tool != "select":
            picture.set_tool("select")
        elif picture.selected >= 0:
            picture.select(-1)
        elif self.marking:
            self.set_marking(False)
        else:
            return False
        return True

    def go_on(self, on: bool) -> bool:
        """Tab goes from mark to mark; whether there was one more."""
        return self.picture.hasFocus() and self.marking and mark_keys.step(self.picture, on)
