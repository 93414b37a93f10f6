"""One piece of evidence in large, over the whole page: the picture, its facts, its caption, and taking the link away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Evidence
from desktop.ui import fonts, theme
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.scoring.desk import Desk

LARGEST = 2400  # px; more than any laptop shows


class _Picture(QWidget):
    """The picture as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.said = ""

    def take(self, image: QImage | None, said: str = "") -> None:
        """A picture, or why there is none."""
        self.image, self.said = image, said
        self.setAccessibleName(said or _("照片"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.image is None:
            painter.setFont(fonts.font(13))
            painter.setPen(theme.current().text2)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.said or _("正在打开…"))
            return
        size = self.image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(0, 0, size.width(), size.height())
        where.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, self.image)


class LargeView(Pane):
    """Signals: `closed`, `unlinked(str)`, `step(int)` to the piece before or after."""

    closed = Signal()
    unlinked = Signal(str)
    step = Signal(int)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__("rail", parent=page)
        self._desk = desk
        self._page = page
        self._entry: Evidence | None = None
        self._title = Label("", size=14, weight=500, elide=True)
        self._facts = Label("", size=12, role="text2", elide=True)
        self.caption = TextField(name=_("图片说明"), hint=_("图片说明，印在报告照片下"), limit=500)
        self.error = ErrorLine()
        self._slot = Slot(desk, self.caption, said=self.error.say, take=self._take_caption, owner=self)
        self.picture = _Picture()
        self.remove = Button(_("取消关联"), icon="link", key="Del", danger=True)
        close = IconButton("close", _("关闭"), key="Esc")
        before, after = IconButton("chevron-left", _("上一张"), key="←"), IconButton("chevron-right", _("下一张"), key="→")
        close.clicked.connect(self.close_view)
        before.clicked.connect(lambda: self.step.emit(-1))
        after.clicked.connect(lambda: self.step.emit(1))
        self.remove.clicked.connect(self._unlink)
        top = QHBoxLayout()
        top.setSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._facts)
        top.addLayout(names, 1)
        for one in (before, after, self.remove, close):
            top.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.picture, 1)
        column.addWidget(self.caption)
        column.addWidget(self.error)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.installEventFilter(self)
        self.hide()

    def show_entry(self, entry: Evidence) -> None:
        """Open on a piece of evidence."""
        self._entry = entry
        self.error.say("")
        self._title.setText(entry.name or _("证据"))
        self._facts.setText(facts(entry))
        self._slot.show(f"evidence/{entry.id}", "caption", entry.caption or "")
        self.picture.take(None)
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        sha = entry.sha256 or ""
        self._desk.context.runner.ask(self, lambda ws: read_large(ws, sha), lambda image: self._take(sha, image), self._not_read)

    def _unlink(self) -> None:
        if self._entry is not None:
            self.unlinked.emit(self._entry.id or "")

    def _take(self, sha: str, image: QImage | None) -> None:
        if self._entry is not None and self._entry.sha256 == sha:
            self.picture.take(image, "" if image else _("这张照片打不开。"))

    def _not_read(self, sentence: str) -> None:
        self.picture.take(None, sentence)

    def entry(self) -> Evidence | None:
        """What is shown; None while it is closed."""
        return self._entry if self.isVisible() else None

    def refresh(self, entry: Evidence | None) -> None:
        """The audit changed; the piece may be gone."""
        if entry is None:
            self.close_view()
            return
        self._entry = entry
        self._slot.show(f"evidence/{entry.id}", "caption", entry.caption or "")

    def close_view(self) -> None:
        """Go back to the page."""
        self.caption.commit()
        self.hide()
        self.closed.emit()

    def _take_caption(self, key: Key, text: str) -> Deed:
        from desktop.actions import evidence

        id_ = key[0].partition("/")[2]
        return Deed(lambda ws, audit: evidence.caption(ws, audit, id_, text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space) or (event.key() == Qt.Key.Key_Return and self.hasFocus()):
            self.close_view()
        elif Qt.Key(event.key()) in steps and self.hasFocus():
            self.step.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.hasFocus() and self._entry is not None:
            self.unlinked.emit(self._entry.id or "")
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # The page below must not take plain keys while it is covered.
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return bool(super().eventFilter(watched, event))


def facts(entry: Evidence) -> str:
    """What is known of a piece, on one line."""
    size = f"{entry.size / 1_000_000:.1f} MB" if entry.size else ""
    pixels = f"{entry.width} × {entry.height}" if entry.width and entry.height else ""
    taken = _("拍摄 {at}").format(at=entry.taken_at[:19].replace("T", " ")) if entry.taken_at else _("没有拍摄时间")
    sha = f"SHA-256 {entry.sha256[:12]}…" if entry.sha256 else ""
    return "　".join(part for part in (taken, entry.device or "", pixels, size, sha) if part)


def read_large(ws: Workspace, sha256: str) -> QImage | None:
    """Read, turn upright and bring to the screen's size, away from the window's thread."""
    from PySide6.QtCore import QBuffer, QByteArray

    from desktop.actions import evidence

    data = QByteArray(evidence.original(ws, sha256))
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
