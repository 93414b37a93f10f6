"""A sign-in sheet: who, from where, and the signature in the row, or the field to sign in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from desktop.base.words import _
from desktop.domain.signature import Points, read_strokes
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.element_list import HIT, ROW, ElementList, ElementRow
from desktop.ui.widgets.signature_pad import ASPECT, paint_strokes

_HIGH = 30
_WIDE = _HIGH * ASPECT


class SheetList(ElementList):
    """An ElementList whose rows are signed: a click on the field at the right, or Space, asks for the pad. Signal: `sign_wanted(str)`."""

    sign_wanted = Signal(str)

    def __init__(self, *, name: str = "") -> None:
        super().__init__(name=name, title_share=36)
        # As they are drawn; None: signed by typing alone.
        self._signed: dict[str, list[Points] | None] = {}
        self._texts: dict[str, str] = {}
        self.setToolTip(_("点右侧签名处签名　Space"))

    def set_signatures(self, strokes: Mapping[str, str]) -> None:
        """The signatures by the id of the row; an empty one was given by name alone."""
        if dict(strokes) != self._texts:
            self._texts = dict(strokes)
            self._signed = {id_: read_strokes(text) if text else None for id_, text in strokes.items()}
            self.update()

    def is_signed(self, id_: str) -> bool:
        """Whether a row is signed."""
        return id_ in self._signed

    def sign_rect(self, place: int) -> QRect:
        """The field of a row to sign in."""
        rect = self._rect(place)
        return QRect(rect.right() - HIT - _WIDE, rect.top() + (ROW - _HIGH) // 2, _WIDE, _HIGH)

    def _paint_row(self, painter: QPainter, rect: QRect, row: ElementRow, *, bin_: bool, hot: bool) -> None:
        t = theme.current()
        place = self._place_of(row.id)
        field = self.sign_rect(place)
        # The words end where the field begins; the bin stays at the edge.
        super()._paint_row(painter, rect, ElementRow(row.id, "", "", "", faint=row.faint), bin_=bin_, hot=hot)
        room = field.left() - 16
        title = room * self._share // 100 if row.text else room
        ink = t.text3 if row.faint else t.text
        paint.line_of_text(painter, QRect(8, rect.top(), title, ROW), row.title, ink, weight=500)
        if row.text:
            paint.line_of_text(painter, QRect(16 + title, rect.top(), room - title - 8, ROW), row.text, t.text2)
        signed = self._signed.get(row.id, [])
        centre = Qt.AlignmentFlag.AlignHCenter
        if signed:
            paint_strokes(painter, field, signed, t.text, 1.2)
        elif row.id in self._signed:
            paint.line_of_text(painter, field, _("纸面签名"), t.text2, size=12, align=centre)
        else:
            paint.box(painter, field, fill=t.surface, border=t.edge, radius=4)
            paint.line_of_text(painter, field, _("签名"), t.accent, size=12, align=centre)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(int(event.position().y()))
        row = self._rows[place] if place >= 0 else None
        hit = event.button() == Qt.MouseButton.LeftButton and row is not None and row.id != self._editing
        if row is not None and hit and self.sign_rect(place).adjusted(0, -5, 0, 5).contains(event.position().toPoint()):
            self.set_current(row.id)
            self.sign_wanted.emit(row.id)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self._on_bin:
            self.setToolTip(_("点右侧签名处签名　Space"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current():
            self.sign_wanted.emit(self.current())
        else:
            super().keyPressEvent(event)
