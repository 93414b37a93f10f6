"""An improvement on a clause that costs points has to be about something else: asked in place, confirmed with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.domain.fieldnotes import FindingKind
from desktop.domain.findings import clashes
from desktop.ui.findings.words import seen
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.fieldnotes import Finding


class OtherMatter(Card):
    """Signals: `confirmed(str, tuple)` with the kind and the clauses that wait for it; `dropped` when a confirmation is taken back."""

    confirmed = Signal(str, tuple)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("open", margins=(14, 6, 8, 6))
        self.text = Label("", wrap=True)
        self.yes = Button(_("确认是另一件事"))
        self.no = Button(_("取消"), kind="ghost")
        self.back = Button(_("撤回确认"), kind="ghost")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for button in (self.yes, self.no, self.back):
            row.addWidget(button)
        self.body.addLayout(row)
        self._view: AuditView | None = None
        self._waiting: tuple[FindingKind, tuple[str, ...]] | None = None
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self._give_up)
        self.back.clicked.connect(self.dropped)
        self._shown: Finding | None = None
        self.hide()

    def forget(self) -> None:
        """Another finding comes: nothing waits any more."""
        self._waiting = None

    def show_finding(self, view: AuditView, finding: Finding) -> None:
        """The finding as it stands."""
        self._view, self._shown = view, finding
        if self._waiting is None:
            self._show()

    def asks(self, finding: Finding, items: tuple[str, ...], kind: FindingKind) -> bool:
        """Whether these clauses need the confirmation first; if so it is asked for."""
        if (finding.other_matter or "").strip() or not self._clash(replace(finding, items=items)):
            return False
        self._waiting = (kind, items)
        self._show()
        self.yes.setFocus()
        return True

    def _clash(self, finding: Finding) -> list[str]:
        view = self._view
        if view is None:
            return []
        lost = [one for one in view.document.findings if one.kind == "deduction" and one.id != finding.id]
        return clashes(finding, lost, view.document, view.rules)

    def _show(self) -> None:
        finding = self._shown
        if finding is None:
            return
        own = self._view.scheme.findings if self._view else None
        confirmed = bool((finding.other_matter or "").strip()) and finding.kind == "improvement"
        items = self._waiting[1] if self._waiting else finding.items
        where = self._clash(replace(finding, items=items)) if self._waiting or finding.kind == "improvement" else []
        if confirmed:
            self.text.setText(_("{name} 已确认：与同条款的扣分是两件事。").format(name=finding.other_matter))
        elif where:
            rule = seen(_("扣分项不能作为改进机会"), own.improvement_clause if own else None)
            self.text.setText(_("同条款已有扣分（{where}）。{rule}。").format(where="、".join(where[:5]), rule=rule))
        self.set_variant("sunken" if confirmed else "open")
        self.yes.setVisible(not confirmed)
        self.no.setVisible(self._waiting is not None)
        self.back.setVisible(confirmed)
        self.setVisible(confirmed or bool(where))

    def _confirm(self) -> None:
        kind, items = self._waiting or ("improvement", self._shown.items if self._shown else ())
        self._waiting = None
        self.confirmed.emit(kind, items)

    def _give_up(self) -> None:
        self._waiting = None
        self._show()
