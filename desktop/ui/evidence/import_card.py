"""What came of an import: how many, how many were there already, which were refused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added

# So many sentences are listed; the rest is a number.
MOST = 200


class ImportCard(Card):
    """Stays until it is closed or the next import begins; goes by itself only when all went well (that is a toast)."""

    def __init__(self) -> None:
        super().__init__("open", margins=(12, 6, 6, 10), spacing=4)
        self.title = Label("", weight=500, role="text", elide=True)
        close = IconButton("close", _("关闭"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        self.body.addLayout(head)
        self.list = ScrollColumn(margins=(0, 0, 8, 0), spacing=2)
        self.body.addWidget(self.list)
        self.hide()

    def show_added(self, added: Added) -> None:
        """List what was refused and what was taken with a note."""
        said = [*added.refused, *getattr(added, "notes", ())]
        self.title.setText(summary(added))
        lines = [sentence if sentence.startswith(name) else f"{name}：{sentence}" for name, sentence in said]
        self._fill(lines)

    def show_failure(self, sentence: str) -> None:
        """The whole import did not happen."""
        self.title.setText(_("没有导入"))
        self._fill([sentence])

    def _fill(self, lines: list[str]) -> None:
        body = self.list.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = lines[:MOST]
        if len(lines) > MOST:
            shown.append(_("另有 {n} 个文件，原因相似。").format(n=len(lines) - MOST))
        for line in shown:
            body.addWidget(Label(line, size=12, role="text2", wrap=True))
        self.list.setFixedHeight(min(112, 22 * len(shown) + 4))
        self.setVisible(bool(lines))

    def lines(self) -> list[str]:
        """The sentences that are listed."""
        widget = self.list.widget()
        found = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if widget else []
        return [label.text() for label in found if isinstance(label, Label) and not label.isHidden()]


def summary(added: Added) -> str:
    """One line: 加入 12 件，3 件原已存在，2 件没有加入。"""
    parts = [_("加入 {n} 件").format(n=len(added.added))]
    if added.same:
        parts.append(_("{n} 件已有相同内容，并为一份").format(n=len(added.same)))
    if added.refused:
        parts.append(_("{n} 件没有加入").format(n=len(added.refused)))
    return "，".join(parts)
