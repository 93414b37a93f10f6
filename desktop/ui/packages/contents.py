"""What goes into the package, as a table: how many of what, how large, what to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import amounts, fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.cards import Card, Hairline, SectionHead

if TYPE_CHECKING:
    from desktop.actions.package_contents import PackageContents, PackagePart
    from desktop.actions.workspace import AuditView

_ROW = 34
_ICONS = {"report": "report", "scoring": "checks", "history": "history", "evidence": "image", "scheme": "book"}


class _Row(QWidget):
    """Icon, name, count, size, note; the columns stand at the same places in each row."""

    def __init__(self, cells: tuple[str, str, str, str], *, icon: str = "", head: bool = False, sum_: bool = False) -> None:
        super().__init__()
        self._cells, self._icon, self._head, self._sum = cells, icon, head, sum_
        self.setAccessibleName("，".join(cell for cell in cells if cell))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(480, 28 if self._head else _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        width, height = self.width(), self.height()
        name, count, size, note = self._cells
        # Name, count, size, note: a third, then two columns of 96, the rest.
        first = max(150, width * 40 // 100)
        ink = t.text2 if self._head or not count.strip("0") else t.text
        weight: fonts.Weight = 500 if self._sum else 400
        text_size = 12 if self._head else 13
        if self._icon:
            icons.paint(painter, self._icon, QRect(0, (height - 16) // 2, 16, 16), t.text2)
        right = Qt.AlignmentFlag.AlignRight
        paint.line_of_text(painter, QRect(28, 0, first - 28, height), name, ink, size=text_size, weight=weight)
        paint.line_of_text(painter, QRect(first, 0, 64, height), count, ink, size=text_size, weight=weight, align=right)
        paint.line_of_text(painter, QRect(first + 64, 0, 96, height), size, ink, size=text_size, weight=weight, align=right)
        paint.line_of_text(painter, QRect(first + 180, 0, width - first - 180, height), note, t.text2, size=12)


class ContentsCard(Card):
    """The table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 10, 16, 8), spacing=0, parent=parent)
        self.head = SectionHead(_("包里的内容"), size=14, note=_("写出时只读，不改动审查"))
        self.body.addWidget(self.head)
        self._shown: tuple[tuple[str, str, str, str], ...] = ()

    def show_contents(self, view: AuditView, contents: PackageContents) -> None:
        """Show what a package would hold now."""
        cells = [(_name(part), str(part.count), _size(part), _note(view, part)) for part in contents.parts]
        whole = (_("合计"), "", _("约 {size}").format(size=amounts.size(contents.size)), _("另加报告草稿和签名"))
        if (*cells, whole) == self._shown:
            return
        self._shown = (*cells, whole)
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.body.addWidget(_Row((_("内容"), _("件数"), _("大小"), _("说明")), head=True))
        for part, row in zip(contents.parts, cells, strict=True):
            self.body.addWidget(Hairline())
            self.body.addWidget(_Row(row, icon=_ICONS[part.kind]))
        self.body.addWidget(Hairline())
        self.body.addWidget(_Row(whole, sum_=True))

    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """The words of the table: name, count, size, note."""
        return self._shown


def _name(part: PackagePart) -> str:
    return {
        "report": _("报告草稿 PDF"),
        "scoring": _("评分与计算"),
        "history": _("改动历史"),
        "evidence": _("证据原件"),
        "scheme": _("认证方案"),
    }[part.kind]


def _size(part: PackagePart) -> str:
    if part.size is None:
        return _("写出时定") if part.count else "–"
    return amounts.size(part.size) if part.size else "–"


def _note(view: AuditView, part: PackagePart) -> str:
    if part.kind == "report":
        return _("内部版，写出时排版") if part.count else _("这个方案没有报告")
    if part.kind == "scoring":
        return _("评定共须 {n} 项").format(n=view.completeness[1])
    if part.kind == "history":
        return _("每次改动的人、时间和前后值")
    if part.kind == "evidence":
        return _("每件按 SHA-256 核对") if part.count else _("还没有证据")
    return _("版本 {v}").format(v=view.rules.version)
