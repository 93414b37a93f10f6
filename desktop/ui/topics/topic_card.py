"""One topic: what was found, the evidence, the finding it led to; or why it does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import topics
from desktop.base.words import _
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.mime import may_hold
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import Choice, TextArea
from desktop.ui.widgets.glyphs import State, StatusGlyph
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.topics import Topic
    from desktop.ui.thumbnails import Thumbnails

_GLYPHS: dict[str, State] = {"answered": "done", "not-applicable": "excluded", "empty": "unverified"}
LONGEST = 28


class TopicCard(RecordCard):
    """`topics/<id>`. A reason why it does not apply takes the place of what was found, and the other way round."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, topic: str, title: str, clause: str) -> None:
        super().__init__(desk, "topics", title, note=clause)
        self.topic = topic
        self._asked = False  # the reason is being asked for
        self._stands = False  # there is one
        self.glyph = StatusGlyph("unverified")
        self.head.row.insertWidget(0, self.glyph)
        self.found = TextArea(name=_("所见：{topic}").format(topic=title), hint=_("看到、听到、抽到的情况"), lines=1)
        self.reason = TextArea(name=_("不适用的理由：{topic}").format(topic=title), hint=_("为什么不适用"), lines=1, limit=5000)
        self.excluded = FilterPill(_("不适用"))
        self.excluded.setToolTip(_("不适用，写明理由　Alt X"))
        self.finding = Choice(name=_("审查发现"), letters=12)
        self.error, self.reason_error = ErrorLine(), ErrorLine()
        self.linked = LinkedEvidence(desk, thumbnails, name=_("这一项的证据"), unlinked=_("已取消证据与必查内容的关联"), drop=_uncite)
        self.typed("found", self.found, self.error.say, commit=_set_found)
        self.typed("not_applicable", self.reason, self.reason_error.say, commit=_set_reason)
        self.excluded.clicked.connect(self.toggle_excluded)
        self.finding.chosen.connect(self._set_finding)
        self.finding.setMaximumWidth(420)
        self.linked.add.set_text(_("添加证据"))
        self.setAcceptDrops(True)
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.excluded)
        under.addWidget(self.finding, 1)
        under.addStretch(1)
        under.addWidget(self.linked.add)
        for widget in (self.found, self.error, self.reason, self.reason_error, self.linked):
            self.body.addWidget(widget)
        self.body.insertLayout(self.body.indexOf(self.linked), under)

    def show_topic(self, topic: Topic, view: AuditView) -> None:
        """The topic as it stands."""
        answer = topic.answer
        self._stands = bool(answer.not_applicable)
        self._asked = self._asked and not answer.found
        self.show_key(self.topic, {"found": answer.found or "", "not_applicable": answer.not_applicable or ""})
        self.glyph.set_state(_GLYPHS[topic.state])
        options = [("", _("没有引出审查发现"))]
        for one in view.document.findings:
            words = " ".join(part for part in (one.number, one.statement) if part) or _("（没有写内容的发现）")
            options.append((one.id or "", words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"))
        self.finding.set_options(options)
        self.finding.select(answer.finding or "")
        self.linked.show_record(view, self.record, answer.evidence)
        self.linked.empty.hide()
        self._show_excluded()

    def _show_excluded(self) -> None:
        on = self._stands or self._asked
        self.excluded.setChecked(on)
        self.reason.setVisible(on)
        self.found.setVisible(not on)
        self.finding.setEnabled(not on)

    def toggle_excluded(self) -> None:
        """Ask why it does not apply, or let it apply again."""
        topic = self.topic
        if self._stands:
            self._asked = False
            self.desk.act(lambda ws, audit: topics.answer(ws, audit, topic, not_applicable=""), self.reason_error.say)
            return
        self._asked = not self._asked
        self._show_excluded()
        (self.reason if self._asked else self.found).setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_finding(self, finding: str) -> None:
        topic = self.topic
        self.desk.act(lambda ws, audit: topics.answer(ws, audit, topic, finding=finding), self.error.say)

    def begin(self) -> None:
        """Give the focus to what is written first."""
        field = self.reason if self.excluded.isChecked() else self.found
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            self.linked.browse()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.linked.take_mime(event.mimeData()):
            event.acceptProposedAction()


def _set_found(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    return topics.answer(ws, audit, key, found=text)


def _set_reason(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    return topics.answer(ws, audit, key, not_applicable=text)


def _uncite(ws: Workspace, audit: str, record: str, evidence: str) -> Changes:
    key = record.partition("/")[2]
    answer = ws.audit(audit).document.topics.get(key)
    kept = tuple(one for one in (answer.evidence if answer else ()) if one != evidence)
    return topics.answer(ws, audit, key, evidence=kept)
