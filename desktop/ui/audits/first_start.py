"""What an empty store shows: three ways to begin, and who the auditor is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.audits.person_form import PersonForm
from desktop.ui.widgets import glyphs, paint, stars
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label

WIDTH = 800


class FirstStart(QWidget):
    """Signals: `sample_wanted`, `package_wanted`, `new_wanted`. The digits 1, 2, 3 do the same."""

    sample_wanted = Signal()
    package_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice = Notice()
        self.notice.hide()
        self.person = PersonForm()
        self.cards = [
            _Way(
                "book",
                "1",
                _("看一份示例审查"),
                _("虚构的客户，评分、调查和报告内容都已填好。随便改，不影响真实数据。"),
                _("打开示例"),
                primary=True,
            ),
            _Way("inbox", "2", _("打开数据包"), _("同事发来的数据包带有评分、证据与全部历史，打开即可接着做。"), _("选择文件")),
            _Way("plus", "3", _("新建审查"), _("从客户与认证方案开始，两分钟内可以评第一条。"), _("新建")),
        ]
        for card, signal in zip(self.cards, (self.sample_wanted, self.package_wanted, self.new_wanted), strict=True):
            card.button.clicked.connect(signal)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(8)
        column.addWidget(_Drawing(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_centred(Label(_("还没有审查"), size=24, weight=700)))
        column.addWidget(_centred(Label(_("选一种方式开始。不需要网络，数据只在这台电脑上。"), role="text2")))
        column.addSpacing(8)
        column.addWidget(self.notice)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        for card in self.cards:
            ways.addWidget(card, 1)
        column.addLayout(ways)
        column.addSpacing(8)
        column.addWidget(Label(_("开工前，两件小事"), weight=500))
        column.addWidget(self._small_things())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 0)
        outer.addStretch(1)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)

    def _small_things(self) -> Card:
        card = Card(margins=(16, 0, 16, 0), spacing=0)
        card.body.addWidget(_Safe())
        card.body.addWidget(Hairline())
        card.body.addWidget(self.person)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.cards) and not event.modifiers():
            self.cards[place].button.click()
        else:
            super().keyPressEvent(event)


def _centred(label: Label) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
    return holder


class _Way(Card):
    """One way to begin; a click anywhere on the card counts."""

    def __init__(self, icon: str, key: str, title: str, text: str, verb: str, *, primary: bool = False) -> None:
        super().__init__(margins=(16, 16, 16, 16), spacing=8)
        self._key, self._icon = key, icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addSpacing(24)
        self.body.addWidget(Label(title, size=16, weight=500, elide=True))
        self.body.addWidget(Label(text, role="text2", wrap=True))
        self.body.addStretch(1)
        self.button = Button(verb, kind="primary" if primary else "outlined")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setAccessibleName(f"{title}：{verb}")
        self.body.addSpacing(4)
        self.body.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, self._icon, QRectF(17, 17, 18, 18), theme.current().accent)
        paint.key_cap(painter, self.width() - 16 - paint.cap_width(self._key), 16, self._key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.click()


class _Safe(QWidget):
    """The store is encrypted from the first day."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(glyphs.StatusGlyph("done"))
        title = Label(_("本机存储已加密"), role="text2")
        title.setFixedWidth(216)
        row.addWidget(title)
        row.addWidget(Label(_("密钥由系统钥匙串或口令保护"), role="text2", elide=True), 1)
        self.setFixedHeight(36)


class _Drawing(QWidget):
    """Three sheets, the middle one scored."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(220, 136)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.smooth(painter)
        for side in (-1, 1):
            painter.save()
            painter.translate(110 + side * 54, 74)
            painter.rotate(side * 8)
            paint.box(painter, QRectF(-44, -56, 88, 112), fill=t.surface, border=t.line2)
            painter.restore()
        sheet = QRectF(64, 8, 92, 116)
        paint.box(painter, sheet, fill=t.surface, border=t.line2)
        stars.paint_stars(painter, 76, 16, 4, 5, 11)
        rows: Sequence[tuple[glyphs.State, int]] = (("done", 42), ("done", 34), ("deducted", 38), ("empty", 28))
        for place, (state, width) in enumerate(rows):
            y = 34 + place * 20
            glyphs.paint_glyph(painter, QRectF(78, y, 14, 14), state)
            paint.bar(painter, QRectF(100, y + 5, width, 5), 0)
