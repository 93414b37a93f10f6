"""The documents that were reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.base.words import _
from desktop.domain.document_gate import unread
from desktop.domain.preparation import ReviewedDocument
from desktop.ui.documents.document_editor import SECTION, DocumentEditor
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class DocumentsCard(ElementCard):
    """The list with its states."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        self._view = view
        empty = _("还没有登记评审过的文件。逐份登记名称、版本和评审结果。")
        super().__init__(desk, SECTION, _("评审的文件"), _("登记文件"), empty, key="Alt+N")
        self.must = Label("", size=12, role="open", wrap=True)
        self.below.addWidget(self.must)

    def refresh(self, view: AuditView) -> None:
        self._view = view
        super().refresh(view)
        left = unread(view.document, view.scheme)
        rule = view.scheme.document_review
        words = {"points": "、".join(point.text for point in left), "clause": rule.clause if rule else ""}
        self.must.setText(_("规则要求还要评审：{points}（{clause}）。").format(**words) if left else "")
        self.must.setVisible(bool(left))

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=one.id or "",
                title=one.title or _("未写名称"),
                text="，".join(part for part in (one.version, one.requirement, one.question if one.result == "question" else "") if part),
                note=state(one),
                faint=not one.title,
            )
            for one in self.elements
        ]

    def make_editor(self) -> Editor:
        return DocumentEditor(self.desk, self._view)

    def name_of(self, element: Any) -> str:
        return _("文件“{name}”").format(name=element.title) if element.title else _("一份未写名称的文件")


def state(one: ReviewedDocument) -> str:
    """What came of it, in a word."""
    if one.result == "question":
        return _("问题已关闭") if one.closed_on is not None else _("问题未关闭")
    return _("适宜") if one.result == "suitable" else _("未评")
