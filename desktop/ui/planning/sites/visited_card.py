"""The sites this audit goes to, each of which may be swapped for another with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import preparation_sites
from desktop.base.words import _
from desktop.domain.site_draw import sample_after_swaps
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.check_list import CheckList, CheckRow
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.preparation import SiteSample

RECORD = "site_sample"


class SwapEditor(Card):
    """Which site comes instead, and why. Signals: `finished`, `swapped(str, str)`."""

    finished = Signal()
    swapped = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.into, self.reason = TextField(hint=_("名单上没有抽中的场所")), TextField(hint=_("如：停业、装修"))
        self.offer = Offer(self.into, desk.page)
        self.into_entry, self.reason_entry = Entry(_("换成"), self.into), Entry(_("理由"), self.reason)
        drafts = desk.drafts
        for name, field, entry in (("into", self.into, self.into_entry), ("why", self.reason, self.reason_entry)):
            drafts.bind(field, RECORD, f"swap.{name}", said=entry.say, read=lambda _text: None)
            self.body.addWidget(entry)
        self.error = ErrorLine()
        self.body.addWidget(self.error)
        cancel, swap = Button(_("收起"), key="Esc"), Button(_("换场所"))
        cancel.clicked.connect(self.finished)
        swap.clicked.connect(self._swap)
        self.reason.returnPressed.connect(self._swap)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(swap)
        self.body.addLayout(buttons)

    def _swap(self) -> None:
        self.swapped.emit(self.into.value().strip(), self.reason.value().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class VisitedCard(Card):
    """What was drawn, with the swaps made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(8, 10, 8, 10), spacing=4)
        self.desk = desk
        self.head = SectionHead(_("要去的场所"), size=14)
        self.head.row.setContentsMargins(8, 0, 8, 0)
        self.head.setMinimumHeight(28)
        self.list = CheckList(name=_("要去的场所"))
        self.list.opened.connect(self.open)
        self.list.marked.connect(self.open)
        self.editor = SwapEditor(desk)
        self.editor.setParent(self.list)
        self.editor.hide()
        self.editor.finished.connect(self._finished)
        self.editor.swapped.connect(self._swap)
        self.told = Label("", size=12, role="text2", wrap=True)
        self.told.setContentsMargins(8, 0, 8, 0)
        self.back = Button(_("撤回最后一次换场所"), kind="ghost", icon="undo")
        self.back.clicked.connect(self._take_back)
        self.error = ErrorLine()
        for widget in (self.head, self.list, self.told, self.error):
            self.body.addWidget(widget)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._of: tuple[object, ...] = ()

    def refresh(self, view: AuditView) -> None:
        """Show the sample as it stands."""
        sample = view.document.site_sample
        self.setVisible(sample is not None)
        of = (sample, view.document.sites)
        if sample is None or of == self._of:
            return
        self._of = of
        names = {site.id: site.name or _("未命名场所") for site in view.document.sites}
        rows = _rows(sample, names)
        self.list.set_rows(rows)
        self.head.note.setText(str(len(rows)))
        chosen = {row.id for row in rows}
        self.editor.offer.set_words([names[site] for site in sample.frame if site not in chosen and site in names])
        self.told.setText(_("选一个场所可换成别的，须写理由。") if not sample.swaps else "")
        self.told.setVisible(not sample.swaps)
        self.back.setVisible(bool(sample.swaps))

    def open(self, site: str) -> None:
        """Offer to swap a site."""
        if self.list.editing() == site:
            self._finished()
            return
        self.editor.error.say("")
        self.list.open_editor(site, self.editor)
        self.desk.drafts.restore()
        self.editor.into.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close the editor; what is typed in it is kept."""
        self.list.close_editor()

    def _finished(self) -> None:
        site = self.list.editing()
        self.finish()
        self.list.focus(site)

    def _swap(self, into: str, reason: str) -> None:
        out = self.list.editing()

        def act(ws: Workspace, audit: str) -> Changes:
            return preparation_sites.swap_site(ws, audit, out=out, into=into, reason=reason)

        def done(_changes: object) -> None:
            for name in ("into", "why"):
                self.desk.drafts.give_up(RECORD, f"swap.{name}")
            self.finish()
            self.list.focus()

        self.desk.act(act, self.editor.error.say, done)

    def _take_back(self) -> None:
        self.desk.act(preparation_sites.take_back_swap, self.error.say, toast=_("已撤回最后一次换场所"))

    def reveal(self, place: str) -> bool:
        """Go to what was drawn."""
        if place != f"{RECORD}.swaps":
            return False
        see(self)
        self.list.focus()
        return True


def _rows(sample: SiteSample, names: dict[str | None, str]) -> list[CheckRow]:
    came = {swap.into: swap for swap in sample.swaps}
    rows = []
    for site in sample_after_swaps(sample):
        swap = came.get(site)
        gone = site not in names
        said = _("已不在名单上") if gone else ""
        if swap is not None and not gone:
            said = _("换下{out}：{reason}").format(out=names.get(swap.out, swap.out), reason=swap.reason)
        role = "wrong" if gone else "text2"
        rows.append(CheckRow(site, "lost" if gone else "done", names.get(site, site), said, word=_("要去"), role=role))  # type: ignore[arg-type]
    return rows
