"""One piece of evidence over the whole page; arrows go on, Space or Esc goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui.evidence import words
from desktop.ui.evidence.pictures import Picture, read_large
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.ui.page import Context
    from desktop.ui.thumbnails import Thumbnails

EDGE = 2400


class LargeView(Pane):
    """Signals: `stepped(int)` one on or back, `closed`."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, context: Context, thumbnails: Thumbnails, page: QWidget) -> None:
        super().__init__("rail", parent=page)
        self._context, self._thumbnails, self._page = context, thumbnails, page
        self._sha = ""
        self.title = Label("", size=14, weight=500, elide=True)
        self.facts = Label("", size=12, role="text2", elide=True)
        self.picture = Picture(framed=False)
        close = IconButton("close", _("关闭"), key="Esc")
        before = IconButton("chevron-left", _("上一件"), key="←")
        after = IconButton("chevron-right", _("下一件"), key="→")
        close.clicked.connect(self.close_view)
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        for button in (before, after, close):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.installEventFilter(self)
        self.hide()

    def show_entry(self, entry: Evidence) -> None:
        """Open on a piece of evidence."""
        self._sha = sha256 = entry.sha256 or ""
        self.title.setText(words.title(entry))
        photo = family(entry.media_type) == "photo"
        told = (words.taken(entry) or (_("元数据缺失") if photo else ""), entry.device or "", words.size(entry.size))
        self.facts.setText("，".join(part for part in told if part))
        small = self._thumbnails.pixmap(sha256)
        self.picture.set_picture(small, _("正在打开…") if photo else _("这类文件不能在这里预览，原件保存完好。"))
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if not photo:
            return

        def take(image: QImage | None) -> None:
            if self._sha == sha256 and image is not None:
                self.picture.set_picture(QPixmap.fromImage(image))

        def failed(sentence: str) -> None:
            if self._sha == sha256:
                self.picture.set_picture(None, sentence)

        audit = self._context.audit
        self._context.runner.ask(self, lambda ws: read_large(ws, audit, entry, EDGE), take, failed)

    def close_view(self) -> None:
        """Back to the grid."""
        if not self.isHidden():
            self._sha = ""
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_view()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        else:
            super().keyPressEvent(event)
