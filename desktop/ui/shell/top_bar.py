"""The top bar of an audit, 52 high: back, client, stage, completeness, grade, and the saved mark, which tells the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base import clock
from desktop.base.words import _
from desktop.ui import fonts, icons, stage, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.stars import GradeBadge
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.runner import Runner


class SavedMark(QWidget):
    """Whether what is on the screen is on the disk: saved at, being saved, or red with the reason as tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved_at = ""
        self._saving = False
        self._fault = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def follow(self, runner: Runner) -> None:
        """Listen to what the runner says of saving."""
        runner.saving.connect(self._set_saving)
        runner.not_saved.connect(self._set_fault)

    def set_saved(self, stamp: str) -> None:
        """All that was done up to this moment is durable."""
        self._saved_at = stamp
        self._fault = ""
        self._say()

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._say()

    def _set_fault(self, sentence: str) -> None:
        self._fault = sentence
        self._say()

    def text(self) -> str:
        """The words of the mark."""
        if self._fault:
            return _("没有保存")
        if self._saving:
            return _("正在保存…")
        if not self._saved_at:
            return ""
        today = clock.now()
        moment = clock.from_stamp(self._saved_at).astimezone(today.tzinfo)
        form = "%H:%M" if moment.date() == today.date() else "%m-%d %H:%M"
        return _("已保存 {when}").format(when=moment.strftime(form))

    def _say(self) -> None:
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.setToolTip(self._fault or _("每次改动都已写入本机，不需要另外保存。"))
        self.update()

    def sizeHint(self) -> QSize:
        # As wide as the usual word, so that the bar stands still while something is being saved.
        usual = _("已保存 {when}").format(when="00:00")
        return QSize(20 + max(fonts.width(usual, 12), fonts.width(self.text(), 12)), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text = self.text()
        if not text:
            return
        t = theme.current()
        painter = QPainter(self)
        name, ink = ("warning", t.wrong) if self._fault else ("clock", t.text3) if self._saving else ("check", t.text2)
        icons.paint(painter, name, QRect(0, 3, 14, 14), ink)
        paint.line_of_text(painter, QRect(20, 0, self.width() - 20, 20), text, t.wrong if self._fault else t.text2, size=12)


class TopBar(Pane):
    """See the module; `back` is a button to connect to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edge="bottom", parent=parent)
        self.setFixedHeight(52)
        self.back = IconButton("back", _("回到全部审查"), key="Alt ←", size=36)
        self._client = Label("", size=15, weight=500, elide=True)
        self._stage = Label("", size=12, role="text2", elide=True)
        self._percent = Label("", size=13, weight=500, align=Qt.AlignmentFlag.AlignRight)
        self._bar = Bar(0, 1, height=4, name=_("完成度"))
        self.badge = GradeBadge()
        self.saved = SavedMark()

        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._client)
        names.addWidget(self._stage)
        names.addStretch(1)
        meter = QWidget()
        meter.setFixedWidth(112)
        meter.setToolTip(_("评定等级所需的内容已填写多少"))
        inside = QVBoxLayout(meter)
        inside.setContentsMargins(0, 6, 0, 12)
        inside.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Label(_("完成度"), size=12, role="text2"))
        head.addStretch(1)
        head.addWidget(self._percent)
        inside.addLayout(head)
        inside.addWidget(self._bar)

        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 1)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addSpacing(16)
        row.addWidget(meter)
        row.addSpacing(8)
        row.addWidget(self.badge)
        row.addSpacing(8)
        row.addWidget(self.saved)

    def show_view(self, view: AuditView) -> None:
        """Show an audit as it stands."""
        self._client.setText(view.document.client.name or _("未填写客户"))
        self._stage.setText(stage.of_view(view))
        done, total = view.completeness
        self._percent.setText(stage.percent(done, total))
        self._bar.set_value(done, total or 1)
        label, stars, of = stage.badge(view)
        self.badge.set_grade(label, stars, of)
        self.saved.set_saved(view.saved_at)
