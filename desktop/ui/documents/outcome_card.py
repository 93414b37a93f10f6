"""The outcome of the review: passed or not, by whom and when; or that none was made and why, where the scheme allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.actions import preparation_documents
from desktop.base.words import _
from desktop.domain.preparation import DocumentReview
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.scroll import see

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "document_review"
_PASSED = {"yes": True, "no": False, "": None}


class OutcomeCard(FormCard):
    """Fields of `document_review`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("评审结论"), RECORD)
        segments = [Segment("yes", _("通过")), Segment("no", _("未通过")), Segment("", _("未定"))]
        self.choice = SegmentedRow(segments, name=_("评审结论"))
        self.choice.chosen.connect(self._finish)
        self.chosen_entry = Entry(_("结论"), self.choice)
        self.body.addWidget(self.chosen_entry)
        self.summary = TextArea(hint=_("评审了什么，总的评价"), lines=2, most=10)
        self.body.addWidget(self.typed("summary", _("评审意见"), self.summary))
        by = self.typed("reviewed_by", _("评审人"), TextField())
        on = self.typed("finished_on", _("完成日期"), DateField(), read=read_day)
        self.body.addLayout(row(by, on))
        hint = _("如：服务体系和内外部环境没有变更")
        self.left_out = self.typed("left_out", _("不做文件评审的理由"), TextArea(hint=hint, lines=1, most=6), commit=_leave_out)
        self.body.addWidget(self.left_out)
        self._held = ""

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        own, rule = view.document.document_review or DocumentReview(), view.scheme.document_review
        self._held = "" if own.passed is None else "yes" if own.passed else "no"
        self.choice.select(self._held)
        may = rule is not None and view.document.audit.kind in rule.may_leave_out
        self.left_out.setVisible(may or bool(own.left_out))
        self.left_out.note.setText((rule.leave_out_clause or rule.clause) if rule and may else "")

    def _finish(self, choice: str) -> None:
        passed = _PASSED[choice]
        self.desk.drafts.commit_all()

        def finish(ws: Workspace, audit: str) -> Changes:
            return preparation_documents.finish_documents(ws, audit, passed=passed)

        def failed(sentence: str) -> None:
            self.choice.select(self._held)
            self.chosen_entry.say(sentence)

        self.desk.act(finish, failed, lambda _changes: self.chosen_entry.say(""))

    def reveal(self, path: str) -> bool:
        if path in (RECORD, f"{RECORD}.passed"):
            see(self.choice)
            self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().reveal(path)


def _leave_out(ws: Workspace, audit: str, text: str) -> Changes:
    return preparation_documents.leave_out_documents(ws, audit, reason=text if text.strip() else None)
