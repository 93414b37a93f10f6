"""Whether anybody may be on site: the state with its clause; starting anyway is written down with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import preparation_documents
from desktop.base.words import _
from desktop.domain.document_gate import Gate, deviation, gate
from desktop.domain.preparation import DocumentReview
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.glyphs import State, StatusGlyph
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "document_review"
_GLYPHS: dict[str, State] = {"passed": "done", "left-out": "excluded", "deviation": "deducted", "shut": "unverified", "inside": "partial"}


class GateCard(Card):
    """The gate between the desk and the site."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 12, 16, 14), spacing=8)
        self.desk = desk
        self.glyph = StatusGlyph("empty")
        self.title = Label("", size=14, weight=500, elide=True)
        self.clause = Label("", size=12, role="text3")
        self.why = Label("", role="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.glyph, self.title, self.clause):
            head.addWidget(widget, 1 if widget is self.title else 0)
        self.body.addLayout(head)
        self.body.addWidget(self.why)
        self.reason = TextField(hint=_("为什么等不到文件评审通过"))
        self.reason_entry = Entry(_("仍须先到现场的理由"), self.reason)
        # Kept as it is typed; a deviation only by the button.
        desk.drafts.bind(self.reason, RECORD, "start.reason", said=self.reason_entry.say, read=lambda _text: None)
        self.reason.returnPressed.connect(self._start)
        self.body.addWidget(self.reason_entry)
        self.start, self.back = Button(_("登记偏离"), icon="flag"), Button(_("撤回偏离"), kind="ghost", icon="undo")
        self.start.setToolTip(_("写进报告的“计划偏离”"))
        self.start.clicked.connect(self._start)
        self.back.clicked.connect(self._take_back)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def refresh(self, view: AuditView) -> None:
        """Where it stands."""
        found, own = gate(view.document, view.scheme), view.document.document_review or DocumentReview()
        self.glyph.set_state(_GLYPHS.get(found.state, "empty"))
        self.title.setText(_title(found))
        self.clause.setText(found.clause)
        self.why.setText(deviation(own) if found.state == "deviation" else found.why)
        self.set_variant("open" if found.state in ("shut", "deviation") else "tint" if found.state == "passed" else "plain")
        self.reason_entry.setVisible(found.state == "shut")
        self.start.setVisible(found.state == "shut")
        self.back.setVisible(bool((own.started_anyway or "").strip()))

    def _start(self) -> None:
        reason = self.reason.value()

        def start(ws: Workspace, audit: str) -> Changes:
            return preparation_documents.start_anyway(ws, audit, reason=reason)

        def failed(sentence: str) -> None:
            self.reason_entry.say(sentence)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

        def done(_changes: object) -> None:
            self.desk.drafts.give_up(RECORD, "start.reason")

        self.desk.act(start, failed, done)

    def _take_back(self) -> None:
        act = preparation_documents.start_anyway
        self.desk.act(lambda ws, audit: act(ws, audit, reason=None), self.reason_entry.say, toast=_("已撤回偏离"))

    def reveal(self, place: str) -> bool:
        """Go to the deviation."""
        if place != f"{RECORD}.started_anyway":
            return False
        see(self)
        (self.back if self.back.isVisibleTo(self) else self.reason).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


def _title(found: Gate) -> str:
    return {
        "silent": _("先后没有规定"),
        "not-asked": _("这类审查不要求"),
        "inside": _("在现场审查之内"),
        "passed": _("可以到现场"),
        "left-out": _("不做文件评审"),
        "deviation": _("按偏离先到现场"),
        "shut": _("还不能到现场"),
    }[found.state]
