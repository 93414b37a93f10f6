"""One reviewed document: what it is, what it is about, suitable or a question, and the question's way to its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt

from desktop.actions import preparation_documents
from desktop.base.words import _
from desktop.domain.application import for_kind
from desktop.ui.element_cards import Editor
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.preparation import ReviewedDocument

SECTION = "documents"


class DocumentEditor(Editor):
    """The fields of one document."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, SECTION)
        self._held: ReviewedDocument | None = None
        version = self.entry_of("version", _("版本"))
        version.setFixedWidth(104)
        self.body.addLayout(row(self.entry_of("title", _("文件名称")), version, stretch=(1, 0)))
        self.body.addWidget(self.entry_of("requirement", _("对照的要求"), _("条款号或要求")))
        self.pills: dict[str, FilterPill] = {}
        rule = view.scheme.document_review
        for point in for_kind(rule.least, view.document.audit.kind) if rule else ():
            pill = self.pills[point.id] = FilterPill(point.text)
            pill.clicked.connect(lambda _on=False: self._about())
        if self.pills:
            flow = Flow()
            flow.set_widgets(list(self.pills.values()))
            self.body.addWidget(Entry(_("属于规则要求评审的"), flow, note=rule.clause if rule else ""))
        segments = [Segment("suitable", _("适宜")), Segment("question", _("有问题")), Segment("", _("未评"))]
        self.result = SegmentedRow(segments, name=_("评审结果"))
        self.result.setMaximumWidth(264)
        self.result.chosen.connect(self._judge)
        self.result_entry = Entry(_("评审结果"), self.result)
        self.body.addWidget(self.result_entry)
        self.question = TextArea(hint=_("哪里不符合，要求怎样修改"), lines=1, most=8)
        self.body.addWidget(self.entry("question", _("问题和要求的修改"), self.question, commit=_asked))
        self.answer = TextArea(hint=_("受审查方怎样修改的，改到哪一版"), lines=1, most=8)
        self.answered = self.entry("answer", _("怎样解决的"), self.answer)
        self.body.addWidget(self.answered)
        self.close_line = StepLine(_("关闭问题"), icon="check")
        self.close_line.asked.connect(self._close_or_open)
        self.body.addWidget(self.close_line)
        self.end_row()

    def entry_of(self, name: str, title: str, hint: str = "") -> Entry:
        """A line of text."""
        return self.entry(name, title, TextField(hint=hint))

    def first(self) -> TextField:
        field = self.entries["title"].field
        assert isinstance(field, TextField)
        return field

    def show_element(self, element: ReviewedDocument) -> None:
        super().show_element(element)
        self._held = element
        self.result.select(element.result or "")
        for id_, pill in self.pills.items():
            pill.setChecked(id_ in element.about)
        asked = element.result == "question"
        self.answered.setVisible(asked)
        self.close_line.setVisible(asked)
        if element.closed_on is not None:
            self.close_line.button.set_text(_("重新打开"))
            self.close_line.show_step("done", _("问题已于 {day} 关闭").format(day=element.closed_on.isoformat()))
        else:
            self.close_line.button.set_text(_("关闭问题"))
            self.close_line.show_step("empty", _("问题没有关闭"))

    def _judge(self, result: str) -> None:
        key, held = self.key, self._held
        if result == "question" and not self.question.value().strip():
            # Nothing is asked yet: it becomes a question by what is written.
            self.result.select(held.result or "" if held else "")
            self.result_entry.say(_("写下问题和要求的修改，即评为有问题。"))
            self.question.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.result_entry.say("")
        if not result:
            self.put(result=None)
            return
        judged: Literal["suitable", "question"] = "question" if result == "question" else "suitable"
        self.desk.act(partial(preparation_documents.review_document, document=key, result=judged), self.result_entry.say)

    def _about(self) -> None:
        about = tuple(id_ for id_, pill in self.pills.items() if pill.isChecked())
        self.desk.act(partial(preparation_documents.review_document, document=self.key, about=about))

    def _close_or_open(self) -> None:
        key, answer = self.key, self.answer.value()
        self.desk.drafts.commit_all()
        if self._held is not None and self._held.closed_on is not None:
            self.desk.act(lambda ws, audit: preparation_documents.reopen_question(ws, audit, key), self.close_line.say)
            return

        def failed(sentence: str) -> None:
            self.close_line.say(sentence)
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

        self.desk.act(lambda ws, audit: preparation_documents.close_question(ws, audit, key, answer=answer), failed)


def _asked(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    return preparation_documents.review_document(ws, audit, document=key, question=text)
