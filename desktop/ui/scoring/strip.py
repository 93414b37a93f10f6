"""The evidence of a clause: thumbnails side by side, a place to drop on, and in place what was refused with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Evidence
from desktop.ui import icons, theme
from desktop.ui.mime import image_of
from desktop.ui.scoring.parts import Rows
from desktop.ui.thumb_row import GAP, ThumbRow
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton, _Hovering
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.ui.thumbnails import Thumbnails

TILE = QSize(86, 92)
MOST_REFUSED = 12


class StripRow(ThumbRow):
    """The thumbnails of a clause, as wide as they are."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails, TILE)
        self.setAccessibleName(_("这一条款的证据"))

    def fit(self, entries: tuple[Evidence, ...], width: int) -> None:
        """Show other evidence; room for the scroll bar only where it is needed."""
        self.take(entries)
        needed = len(entries) * (TILE.width() + GAP)
        self.setMaximumWidth(max(1, needed))
        self.setFixedHeight(TILE.height() + (12 if needed > width else 0))


class DropPlace(_Hovering):
    """The dashed box: a click opens the file dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.over = False
        self.setFixedSize(TILE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("加入照片：拖入、粘贴或选择文件"))
        self.setToolTip(_("拖入照片、粘贴，或单击选择文件（JPEG、PNG）　E"))

    def set_over(self, over: bool) -> None:
        """Files are held over the page."""
        self.over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        lively = self.over or self._hovered or self.hasFocus()
        painter.setPen(QPen(t.accent if lively else t.edge, 2 if self.over or self.hasFocus() else 1, Qt.PenStyle.DashLine))
        painter.setBrush(t.tint if self.over else t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        icons.paint(painter, "plus", QRect((self.width() - 16) // 2, 18, 16, 16), t.text2)
        for place, text in enumerate((_("拖入或"), "Ctrl V")):
            paint.line_of_text(
                painter, QRect(0, 40 + 19 * place, self.width(), 20), text, t.text2, size=12, align=Qt.AlignmentFlag.AlignHCenter
            )


class RefusedRow(QWidget):
    """A file that was not taken, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", size=12, role="wrong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        """The file's name and the sentence."""
        self._text.setText(text)

    def text(self) -> str:
        return self._text.text()


class EvidenceStrip(QWidget):
    """Signals: `browse` for the file dialog, `opened(str)` and `unlinked(str)` with an evidence's id."""

    browse = Signal()
    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.head = SectionHead(_("证据"))
        self.link = Button(_("关联"), kind="ghost", icon="link", key="E")
        self.link.clicked.connect(self.browse)
        self.head.row.addWidget(self.link)
        self.thumbs = StripRow(thumbnails)
        self.thumbs.opened.connect(self.opened)
        self.thumbs.unlinked.connect(self.unlinked)
        self.place = DropPlace()
        self.place.clicked.connect(self.browse)
        self.same = Label("", size=12, role="text2", wrap=True)
        self.refused: Rows[RefusedRow, str] = Rows(RefusedRow, RefusedRow.say, spacing=4)
        self._dismiss = IconButton("close", _("收起未加入的文件"))
        self._dismiss.clicked.connect(self.clear_refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.thumbs, 1)
        row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.same)
        below = QHBoxLayout()
        below.addWidget(self.refused, 1)
        below.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        self.clear_refused()

    def take(self, entries: tuple[Evidence, ...]) -> None:
        """Show the evidence of the clause at hand."""
        self.head.title.setText(_("证据 {n}").format(n=len(entries)) if entries else _("证据"))
        self.thumbs.fit(entries, max(self.width() - TILE.width() - GAP, 300))

    def say(self, refused: Sequence[tuple[str, str]], same: Sequence[str]) -> None:
        """What came of adding: files that were refused, with their sentences, and files that were here already."""
        said = [_("{name} 未加入：{sentence}").format(name=name, sentence=sentence) for name, sentence in refused[:MOST_REFUSED]]
        if len(refused) > MOST_REFUSED:
            said.append(_("另有 {n} 个文件未加入。").format(n=len(refused) - MOST_REFUSED))
        self.refused.show_rows(said)
        self._dismiss.setVisible(bool(said))
        known = "、".join(same[:3])
        self.same.setText(_("已有相同的照片，只加了关联：{names}").format(names=known) if same else "")
        self.same.setVisible(bool(same))

    def clear_refused(self) -> None:
        """Take away what was said of the last files."""
        self.say((), ())


def picture_of(mime: QMimeData) -> QImage | bytes | None:
    """A picture on the clipboard: its own bytes where they are there, else the pixels."""
    for kind in ("image/jpeg", "image/png"):
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return data
    return image_of(mime)
