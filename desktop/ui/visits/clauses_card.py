"""The clauses a visit says something about, as chips that lead there; a field that takes a number or words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions import visits
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.record_cards import Desk, ErrorLine
from desktop.ui.visits.desk import VisitCard
from desktop.ui.visits.words import characteristic
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Visit
    from desktop.domain.rules import Rules


class ClauseChip(QWidget):
    """A clause: the word leads there, the cross takes the link away. Signals: `opened`, `removed`."""

    opened = Signal()
    removed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.word = Button(text if len(text) <= 18 else text[:17] + "…", small=True)
        self.word.setToolTip(_("{clause}　Enter 打开，Del 取消关联").format(clause=text))
        self.word.setAccessibleName(text)
        self.word.clicked.connect(self.opened)
        cross = IconButton("close", _("取消关联 {clause}").format(clause=text), size=28)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.removed)
        self.cross = cross
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 4, 2)
        row.setSpacing(0)
        row.addWidget(self.word)
        row.addWidget(cross)

    def sizeHint(self) -> QSize:
        return QSize(self.word.sizeHint().width() + 32, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ClausesCard(VisitCard):
    """Links to clauses. They change no score."""

    def __init__(self, desk: Desk, rules: Rules) -> None:
        super().__init__(desk, _("涉及条款"))
        self._rules = rules
        self._names = {characteristic(rules, key): key for key in rules.items}
        self._items: tuple[str, ...] | None = None
        self.chips = Flow(gap=6)
        self.field = TextField(name=_("关联条款"), hint=_("条款编号或名称"), icon="link", key="E", limit=120)
        self.offer = Offer(self.field, desk.page, list(self._names))
        self.offer.picked.connect(self._link)
        self.field.returnPressed.connect(self._enter)
        self.error = ErrorLine()
        self.body.addWidget(self.chips)
        self.body.addWidget(self.field)
        self.body.addWidget(self.error)
        told = _("暗访不改变得分：由审查员在条款中引用为证据。")
        self.body.addWidget(Label(told, size=12, role="text3", wrap=True))

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        if visit.id != self.visit:
            self.field.reset("")
            self.error.say("")
            self._items = None
        super().show_visit(view, visit)
        if visit.items == self._items:
            return
        self._items = visit.items
        self.head.note.setText(str(len(visit.items)) if visit.items else "")
        self.chips.setVisible(bool(visit.items))
        chips: list[QWidget] = []
        for item in visit.items:
            chip = ClauseChip(characteristic(view.rules, item))
            chip.opened.connect(partial(self._open, item))
            chip.removed.connect(partial(self._unlink, item))
            chips.append(chip)
        self.chips.set_widgets(chips)

    def _open(self, item: str) -> None:
        rule = self._rules.items.get(item)
        section = "conformity" if rule is not None and rule.item.kind == "conformity" else "items"
        self.desk.context.shell.go("score", f"{section}/{item}")

    def _unlink(self, item: str) -> None:
        visit = self.visit
        toast = _("已取消关联 {title}").format(title=characteristic(self._rules, item)[:24])
        self.desk.act(lambda ws, audit: visits.cite(ws, audit, visit, remove=item), self.error.say, toast=toast)

    def _enter(self) -> None:
        text = self.field.value().strip()
        if text:
            self._link(text)

    def _link(self, text: str) -> None:
        visit = self.visit
        try:
            item = self.clause_of(text)
        except BadInput as error:
            self.error.say(error.sentence)
            return

        def linked(_changes: object) -> None:
            self.error.say("")
            self.field.reset("")

        self.desk.act(lambda ws, audit: visits.cite(ws, audit, visit, add=item), self.error.say, linked)

    def clause_of(self, text: str) -> str:
        """The clause that is meant: by its name, its number, or the only one that holds the words. Raises BadInput."""
        text = text.strip()
        if text in self._names:
            return self._names[text]
        for key, rule in self._rules.items.items():
            if text in (key, rule.item.clause):
                return key
        found = [key for name, key in self._names.items() if text.casefold() in name.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadInput(_("有 {n} 个条款含“{text}”，请写编号或从列表中选。").format(n=len(found), text=text[:20]))
        raise BadInput(_("方案中没有条款“{text}”，请核对编号。").format(text=text[:20]))
