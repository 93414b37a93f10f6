"""The right pane of the send page: who signs, packages that came from elsewhere, packages written since the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.actions.package_contents import grouped
from desktop.base.words import _
from desktop.ui import amounts, icons, theme
from desktop.ui.packages.results import ResultCard
from desktop.ui.packages.session import WrittenHere
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, Pane, SectionHead
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.package_contents import PackageContents

WIDTH = 376


class _Written(QWidget):
    """One package: name, size, when and whether it was read back; its path in the tooltip."""

    def __init__(self, package: WrittenHere) -> None:
        super().__init__()
        self._package = package
        self._under = f"{package.at:%H:%M}　" + (_("已读回校验") if package.checked else _("没有读回校验"))
        self.setToolTip(f"{package.path}\n{package.digest}")
        self.setAccessibleName(f"{package.path.name} {amounts.size(package.size)} {self._under}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, 52)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        checked = self._package.checked
        icons.paint(painter, "check" if checked else "diamond", QRect(2, 9, 16, 16), t.accent if checked else t.open_m)
        size = QRect(self.width() - 90, 6, 90, 21)
        paint.line_of_text(painter, size, amounts.size(self._package.size), t.text2, size=12, align=Qt.AlignmentFlag.AlignRight)
        paint.line_of_text(painter, QRect(28, 6, self.width() - 124, 21), self._package.path.name, t.text, weight=500)
        paint.line_of_text(painter, QRect(28, 27, self.width() - 28, 19), self._under, t.text2 if checked else t.open, size=12)


class SidePane(Pane):
    """Signals: `open_wanted`, `check_wanted`."""

    open_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edge="left", parent=parent)
        self.setFixedWidth(WIDTH)
        self._who = Label("", weight=500, elide=True)
        self._key = Label("", size=12, role="text2", wrap=True)
        self._result: ResultCard | None = None
        self.open = Button(_("打开数据包"), icon="folder", key="Ctrl O")
        self.open.clicked.connect(self.open_wanted)
        self.check = Button(_("校验数据包"), icon="shield")
        self.check.clicked.connect(self.check_wanted)
        self._nothing = Label(_("这次启动后还没有写出数据包。"), role="text3", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        scroll = ScrollColumn(margins=(16, 14, 16, 16), spacing=8)
        body = scroll.body
        body.addWidget(SectionHead(_("签名"), size=16, note=_("本机密钥")))
        card = Card("sunken", margins=(14, 10, 14, 10), spacing=4)
        card.body.addWidget(self._who)
        card.body.addWidget(self._key)
        card.body.addWidget(Label(_("收件人念出这串指纹，就能确认包出自这台电脑。"), size=12, role="text3", wrap=True))
        body.addWidget(card)
        body.addSpacing(12)
        body.addWidget(SectionHead(_("收到的数据包"), size=16))
        body.addWidget(Label(_("打开会先校验，再并入本机；校验只看不改。"), size=12, role="text2", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open)
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        body.addLayout(buttons)
        self._results = QVBoxLayout()
        self._results.setContentsMargins(0, 0, 0, 0)
        body.addLayout(self._results)
        body.addSpacing(12)
        self._head = SectionHead(_("本次写出"), size=16)
        body.addWidget(self._head)
        body.addWidget(self._nothing)
        body.addLayout(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(scroll)

    def show_signer(self, contents: PackageContents) -> None:
        """Who signs and with which key."""
        self._who.setText("　".join(part for part in (contents.by, contents.registration) if part))
        self._key.setText(grouped(contents.sender))

    def fingerprint(self) -> str:
        """The fingerprint as it is shown."""
        return self._key.text()

    def show_result(self, card: ResultCard | None) -> None:
        """What came of the last package that was opened or checked."""
        if self._result is not None:
            self._results.removeWidget(self._result)
            self._result.hide()
            self._result.deleteLater()
        self._result = card
        if card is not None:
            card.closed.connect(lambda: self.show_result(None))
            self._results.addWidget(card)

    def result(self) -> ResultCard | None:
        """The card that is shown."""
        return self._result

    def show_written(self, packages: Sequence[WrittenHere]) -> None:
        """The packages written since the start, the newest first."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, package in enumerate(packages):
            if place:
                self._list.addWidget(Hairline())
            self._list.addWidget(_Written(package))
        self._head.note.setText(str(len(packages)) if packages else "")
        self._nothing.setVisible(not packages)

    def set_busy(self, busy: bool) -> None:
        """While a package is being read, no other is begun."""
        self.open.setEnabled(not busy)
        self.check.setEnabled(not busy)
