"""The view of the reports given to the client: the list, the one at hand with its receipt, and giving another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.actions import audits
from desktop.base.words import _
from desktop.domain.fieldnotes import Delivery
from desktop.ui.notices_card import split_place
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.reports.give_card import GiveCard
from desktop.ui.reports.kinds import title_of
from desktop.ui.reports.receipt_card import ReceiptCard
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.notices import Notice
    from desktop.domain.scheme import Step


class DeliveryView(PaperView):
    """See the module."""

    elsewhere: ClassVar[Step] = "report"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("N",), _("登记提交")),
        KeyHint(("Ctrl", "G"), _("生成客户版并登记")),
        KeyHint(("↑", "↓"), _("换记录")),
        KeyHint(("Del",), _("删除记录")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._at = ""
        self.listed = Card(margins=(16, 10, 16, 12), spacing=6)
        self.head = SectionHead(_("已交受审查方"), size=14)
        self.list = ElementList(name=_("已交受审查方的报告"), title_share=46)
        self.list.opened.connect(self.show_delivery)
        self.list.removed.connect(self.remove)
        self.none = Label(
            _("还没有交出报告。在下面写明怎样提交、交给谁，生成客户版并登记；签收后在右边补上签名或凭证。"), role="text2", wrap=True
        )
        for widget in (self.head, self.list, self.none):
            self.listed.body.addWidget(widget)
        self.give = GiveCard(self.desk, view)
        self.receipt = ReceiptCard(self.desk)
        self.add(self.left, self.listed, self.give)
        self.add(self.right, self.receipt)
        self.give.given.connect(self.show_delivery)
        self.receipt.remove_wanted.connect(self.remove)
        self.shortcut("Ctrl+G", self.give.ask_where)
        self.setFocusProxy(self.list)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, _view: AuditView) -> Sequence[Notice]:
        return ()

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        given = view.document.delivery
        self.head.note.setText(str(len(given)) if given else "")
        self.list.set_rows([_row(view, one) for one in given])
        self.list.setVisible(bool(given))
        self.none.setVisible(not given)
        self.setFocusProxy(self.list if given else self.give.entries["how_begun"].field)
        one = self._delivery(self._at) or (given[-1] if given else None)
        self.receipt.setVisible(one is not None)
        if one is None:
            self.receipt.let_go()
            self._at = ""
            return
        self._at = one.id or ""
        self.list.set_current(self._at)
        self.receipt.show_delivery(view, one)

    def reveal(self, record: str) -> None:
        _section, key, _field = split_place(record)
        if self._delivery(key) is not None:
            self.show_delivery(key)
        elif not self.view.document.delivery:
            self.give.reveal("delivery")

    def show_delivery(self, id_: str) -> None:
        """Have a record at hand."""
        self._at = id_
        one = self._delivery(id_)
        if one is not None:
            self.list.set_current(id_)
            self.receipt.setVisible(True)
            self.receipt.show_delivery(self.view, one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only what no field has taken.
        if event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.give.reveal("delivery")
        else:
            super().keyPressEvent(event)

    def at(self) -> str:
        """The id of the record at hand."""
        return self._at

    def remove(self, id_: str) -> None:
        """Take a record out; the toast brings it back."""
        self.desk.act(lambda ws, audit: audits.remove_element(ws, audit, "delivery", id_), toast=_("已删除一条提交记录"))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delivery(self, id_: str) -> Delivery | None:
        return next((one for one in self.view.document.delivery if one.id == id_), None)


def _row(view: AuditView, one: Delivery) -> ElementRow:
    state = _("{day} 签收").format(day=one.received_on.isoformat()) if one.received_on is not None else _("未签收")
    text = "，".join(part for part in (one.at, one.to) if part)
    return ElementRow(one.id or "", title_of(view, one.kind or ""), text, state)
