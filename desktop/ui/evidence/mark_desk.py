"""The marks of the picture at hand: shown at once as they are changed, written as actions behind, taken back where one is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.words import _
from desktop.ui.evidence.mark_shape import kind_title

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.assessment import Evidence, Mark
    from desktop.ui.page import Context

# Arrows that follow each other so soon are one action.
PAUSE = 500


class MarkDesk(QObject):
    """Signals: `changed` when other marks are to be seen, `refused(str)`. Numbers count from 0."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._id = ""
        self._known: tuple[Mark, ...] = ()  # what the audit holds
        self.marks: list[Mark] = []
        self._flying = 0  # actions on their way
        self._turn = 0  # counts the pictures, so that an answer for one before is known
        self._held: int | None = None  # a mark that is being moved by keys
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.commit)

    def show(self, entry: Evidence) -> None:
        """The picture at hand as the audit has it; what is on its way stays as it was drawn."""
        if entry.id != self._id:
            self.commit()
            self._id, self._flying = entry.id or "", 0
            self._turn += 1
        self._known = entry.marks
        self._settle()

    def add(self, mark: Mark) -> None:
        """A new mark, the last."""
        from desktop.actions import evidence

        self.commit()
        audit, id_ = self._context.audit, self._id
        self._act(
            lambda ws: evidence.add_mark(ws, audit, id_, mark.kind, mark.x, mark.y, mark.to_x, mark.to_y, mark.text), [*self.marks, mark]
        )

    def change(self, number: int, mark: Mark) -> None:
        """A mark elsewhere."""
        self.commit()
        if mark != self.marks[number]:
            self._change(number, mark)

    def nudge(self, number: int, mark: Mark) -> None:
        """A mark elsewhere, and maybe more of that to come at once."""
        if self._held != number:
            self.commit()
        self._held = number
        self.marks[number] = mark
        self._timer.start()
        self.changed.emit()

    def remove(self, number: int) -> None:
        """Take a mark away."""
        from desktop.actions import evidence

        self.commit()
        audit, id_, mark = self._context.audit, self._id, self.marks[number]

        def said() -> None:
            self._context.shell.toast(_("已删去{what}，原件未动").format(what=kind_title(mark.kind)), undo=True)

        rest = [one for place, one in enumerate(self.marks) if place != number]
        self._act(lambda ws: evidence.remove_mark(ws, audit, id_, number + 1), rest, said)

    def commit(self) -> None:
        """Write down what keys have moved."""
        self._timer.stop()
        number, self._held = self._held, None
        if number is not None:
            self._change(number, self.marks[number])

    def _change(self, number: int, mark: Mark) -> None:
        from desktop.actions import evidence

        audit, id_ = self._context.audit, self._id
        marks = [mark if place == number else one for place, one in enumerate(self.marks)]
        self._act(lambda ws: evidence.change_mark(ws, audit, id_, number + 1, mark.x, mark.y, mark.to_x, mark.to_y), marks)

    def _act(self, does: Callable[[Workspace], Changes], marks: list[Mark], said: Callable[[], None] | None = None) -> None:
        id_, turn = self._id, self._turn
        self._flying += 1
        self.marks = marks
        self.changed.emit()

        def done(changes: Changes) -> None:
            if said is not None:
                said()
            if turn == self._turn:
                self._flying -= 1
                found = next((one for one in changes.view.document.evidence if one.id == id_), None)
                self._known = found.marks if found is not None else ()
                self._settle()

        def failed(sentence: str) -> None:
            if turn == self._turn:
                self._flying -= 1
                self._settle()
            self.refused.emit(sentence)

        self._context.runner.act(self, does, done, failed)

    def _settle(self) -> None:
        """Show what the audit holds, unless more is on its way."""
        if self._flying or self._held is not None:
            return
        if self.marks != list(self._known):
            self.marks = list(self._known)
            self.changed.emit()
