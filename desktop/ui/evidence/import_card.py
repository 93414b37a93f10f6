"""An import while it goes on (how far, how fast, how long still, cancel) and what came of it: what was refused and why, to copy."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.ui import amounts, theme
from desktop.ui.evidence.model import Index
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label, paint_wrapped, text_height

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added
    from desktop.ui.evidence.importing import Import, Pace

# So many sentences are listed; the rest is a number. All are copied.
MOST = 200
_TALLEST = 112


class ImportCard(Card):
    """Stays until it is closed or the next import begins; goes by itself only when all went well (that is a toast)."""

    def __init__(self) -> None:
        super().__init__("plain", margins=(12, 6, 6, 10), spacing=4)
        self._import: Import | None = None
        self._lines: list[str] = []
        self.title = Label("", weight=500, role="text", elide=True)
        self.bar = _Bar()
        self.cancel = Button(_("取消导入"), kind="ghost", small=True)
        self.cancel.clicked.connect(self._cancel)
        self.copy = Button(_("复制清单"), kind="ghost", small=True, icon="copy")
        self.copy.clicked.connect(self._copy)
        self.close_button = IconButton("close", _("关闭"), size=28)
        self.close_button.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        for button in (self.cancel, self.copy, self.close_button):
            head.addWidget(button)
        self.body.addLayout(head)
        self.body.addWidget(self.bar)
        self.list = _Lines()
        self.body.addWidget(self.list)
        self.hide()

    def follow(self, import_: Import) -> None:
        """Show an import while it lasts."""
        self._import = import_
        import_.paced.connect(self._pace)
        import_.placing.connect(self._placing)
        self._fill([])
        self.title.setText(_("正在查找文件…"))
        self.bar.set_share(0)
        self._show(running=True)

    def _show(self, *, running: bool) -> None:
        self.set_variant("plain" if running else "open")
        self.bar.setVisible(running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)
        self.copy.setVisible(not running)
        self.close_button.setVisible(not running)
        self.show()

    def _pace(self, pace: Pace) -> None:
        self.title.setText(told(pace, time.monotonic() - pace.begun))
        self.bar.set_share(pace.read / pace.size if pace.size else 0)

    def _placing(self) -> None:
        # From here on it is one action: it is not broken off, it is undone.
        self.cancel.setEnabled(False)
        self.title.setText(_("已读完，正在加入…"))
        self.bar.set_share(1)

    def _cancel(self) -> None:
        if self._import is not None:
            self.cancel.setEnabled(False)
            self.title.setText(_("正在取消…"))
            self._import.cancel()

    def show_added(self, added: Added) -> None:
        """List what was refused and what was taken with a note."""
        self._import = None
        said = [*added.refused, *added.notes]
        self.title.setText(summary(added))
        self._fill([sentence if sentence.startswith(name) else f"{name}：{sentence}" for name, sentence in said])
        if said:
            self._show(running=False)
        else:
            self.hide()

    def show_failure(self, sentence: str) -> None:
        """The whole import did not happen."""
        self._import = None
        self.title.setText(_("没有导入"))
        self._fill([sentence])
        self._show(running=False)

    def _fill(self, lines: list[str]) -> None:
        self._lines = lines
        shown = lines[:MOST]
        if len(lines) > MOST:
            shown.append(_("另有 {n} 条，复制清单可看全部。").format(n=len(lines) - MOST))
        self.list.set_lines(shown)

    def lines(self) -> list[str]:
        """The sentences that are listed."""
        return self.list.lines()

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join([self.title.text(), *self._lines]))
        self.copy.set_text(_("已复制"))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.copy.set_text(_("复制清单"))


class _Bar(QWidget):
    """How far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.bar(QPainter(self), QRect(0, 2, self.width() - 6, 6), self._share)


class _Lines(QListView):
    """Sentences that wrap; only those in sight are painted."""

    def __init__(self) -> None:
        super().__init__()
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setAccessibleName(_("没有加入的文件"))

    def set_lines(self, lines: list[str]) -> None:
        self._model.setStringList(lines)
        self.setVisible(bool(lines))
        self._fit()

    def lines(self) -> list[str]:
        return self._model.stringList()

    def _fit(self) -> None:
        height = 0
        for line in self.lines():
            height += text_height(line, 12, 400, self.room()) + 4
            if height > _TALLEST:
                break
        if self.height() != min(_TALLEST, height):
            self.setFixedHeight(min(_TALLEST, height))

    def room(self) -> int:
        """How wide a sentence may be."""
        return max(120, self.viewport().width() - 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, lines: _Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._lines.room()
        return QSize(width, text_height(str(index.data()), 12, 400, width) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.setPen(theme.current().text2)
        paint_wrapped(painter, QRect(rect.left(), rect.top() + 2, self._lines.room(), rect.height()), str(index.data()), 12)


def told(pace: Pace, passed: float) -> str:
    """How far an import is: 导入 218 / 340，6.4 件/秒，18.2 MB/秒，剩余 19 秒."""
    parts = [_("导入 {done} / {total}").format(done=pace.done, total=pace.total)]
    if passed >= 1 and pace.read:
        speed = pace.read / passed
        parts.append(_("{n} 件/秒").format(n=round(pace.done / passed, 1)))
        parts.append(_("{size}/秒").format(size=amounts.size(round(speed))))
        if pace.read < pace.size:
            parts.append(_("剩余 {time}").format(time=amounts.duration((pace.size - pace.read) / speed)))
    return "，".join(parts)


def summary(added: Added) -> str:
    """One line: 加入 12 件，3 件原已存在，2 件没有加入。"""
    parts = [_("加入 {n} 件").format(n=len(added.added))]
    if added.same:
        parts.append(_("{n} 件已有相同内容，并为一份").format(n=len(added.same)))
    if added.refused:
        parts.append(_("{n} 件没有加入").format(n=len(added.refused)))
    return "，".join(parts)
