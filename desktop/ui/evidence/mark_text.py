"""Words of a mark, typed where they will stand: safe with each keystroke, part of the picture when the field is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.base.words import _
from desktop.ui.drafting import Commit, Drafts
from desktop.ui.evidence.mark_shape import decimal
from desktop.ui.widgets.fields import HEIGHT, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.actions.workspace import Changes, Workspace
    from desktop.store.store import Draft
    from desktop.ui.evidence.mark_canvas import MarkCanvas
    from desktop.ui.page import Context

WIDTH = 280
LONGEST = 200
# A text that is no mark yet is kept under the place it was begun at, in millionths of the picture.
_NEW = re.compile(r"marks\.new-(\d{1,7})-(\d{1,7})-(\d{1,7})")


class MarkText(QObject):
    """Signals: `ended`; `found(float, float, float, str)`: words were typed at a place and never became a mark; `refused(str)`."""

    ended = Signal()
    found = Signal(float, float, float, str)
    refused = Signal(str)

    def __init__(self, context: Context, canvas: MarkCanvas, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._canvas = context, canvas
        self._drafts = Drafts(context, owner)
        self._record, self._name, self._before = "", "", ""
        self._at = (0.0, 0.0)
        self.field = TextField(name=_("标注文字"), hint=_("写上文字，按回车放好"), limit=LONGEST, parent=canvas)
        self.field.resize(WIDTH, HEIGHT)
        self.field.hide()
        self.field.editingFinished.connect(self._finished)
        self.field.installEventFilter(self)
        canvas.zoomed.connect(self._place)

    def is_open(self) -> bool:
        """Whether words are being typed."""
        return bool(self._name)

    def write(self, evidence: str, x: float, y: float, to_x: float, text: str = "") -> None:
        """Words for a new mark at a place; `text`: what was typed there before."""
        from desktop.actions import evidence as actions

        places = [decimal(share) for share in (x, y, to_x)]
        name = "marks.new-" + "-".join(str(int(place.scaleb(6))) for place in places)

        def add(ws: Workspace, words: str) -> Changes:
            return actions.add_mark(ws, self._context.audit, evidence, "text", places[0], places[1], places[2], places[1], words)

        self._open(f"evidence/{evidence}", name, (x, y), "", add)
        if text:
            self.field.resume(text)

    def rewrite(self, evidence: str, number: int, x: float, y: float, text: str) -> None:
        """Other words for a mark; `number` counts from 0."""
        from desktop.actions import evidence as actions

        def change(ws: Workspace, words: str) -> Changes:
            return actions.change_mark(ws, self._context.audit, evidence, number + 1, text=words)

        self._open(f"evidence/{evidence}", f"marks.{number}.text", (x, y), text, change)
        self._canvas.hidden = number
        self.field.selectAll()

    def look_for(self, evidence: str) -> None:
        """Ask for words that were typed on this picture and never taken in."""
        from desktop.actions import drafts

        record = f"evidence/{evidence}"

        def take(kept: list[Draft]) -> None:
            for draft in kept:
                place = _NEW.fullmatch(draft.field)
                if draft.record == record and place and draft.text.strip() and not self.is_open():
                    x, y, to_x = (int(part) / 1_000_000 for part in place.groups())
                    self.found.emit(x, y, to_x, draft.text)

        self._context.runner.ask(self, lambda ws: drafts.drafts(ws, self._context.audit), take)

    def commit(self) -> None:
        """Take in what is typed, as if the field had been left."""
        if self.is_open():
            self._finished()
            self.field.commit()
            self._drafts.commit_all()

    def give_up(self) -> bool:
        """Forget what is typed; whether anything was."""
        if not self.is_open():
            return False
        self._drafts.give_up(self._record, self._name)
        self._end()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The field lets Enter pass on, to the picture below, where it would put down the next mark.
        pressed = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self.field and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finished()
            self.field.commit()
            return True
        return bool(super().eventFilter(watched, event))

    def _open(self, record: str, name: str, at: tuple[float, float], before: str, commit: Commit) -> None:
        self._close()
        self._record, self._name, self._at, self._before = record, name, at, before
        self.field.reset(before)
        self._drafts.bind(self.field, record, name, said=self._said, read=lambda text: text.strip() or None, commit=commit)
        self._drafts.show(record, name, before)
        self._place()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finished(self) -> None:
        """The field was left; without other words than before there is nothing to take in."""
        if self.is_open() and self.field.value().strip() in ("", self._before):
            self.give_up()

    def _said(self, sentence: str) -> None:
        if sentence:
            self.field.set_error(sentence)
            self.refused.emit(sentence)
        else:
            self._end()

    def _end(self) -> None:
        if self.is_open():
            self._close()
            self.ended.emit()

    def _close(self) -> None:
        record, name = self._record, self._name
        self._record = self._name = ""
        if name:
            self._drafts.unbind(record, name)
            self._canvas.hidden = -1
            self.field.hide()
            self.field.reset("")

    def _place(self) -> None:
        if not self.is_open():
            return
        at = self._canvas.sight.point(*self._at).toPoint()
        right, down = self._canvas.width() - WIDTH - 4, self._canvas.height() - HEIGHT - 4
        self.field.move(QPoint(max(4, min(at.x(), right)), max(4, min(at.y(), down))))
