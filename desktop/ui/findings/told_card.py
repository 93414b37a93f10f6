"""What a finding says, to be read: a line for each thing that is written; opened to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.findings.words import short
from desktop.ui.thumb_row import ThumbRow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Evidence
    from desktop.domain.fieldnotes import Finding
    from desktop.ui.thumbnails import Thumbnails

TILE = QSize(72, 46)
CAPTION = 72
# More is read where it is written.
LONGEST = 3000


class Lines(QGridLayout):
    """Lines of a caption and a text that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(0)
        self.setVerticalSpacing(5)
        self.setColumnMinimumWidth(0, CAPTION)
        self.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, Label]] = []

    def set_lines(self, lines: Sequence[tuple[str, str, theme.Role]]) -> None:
        """Other lines: caption, text, colour; those without a text are left out."""
        wanted = [line for line in lines if line[1].strip()]
        while len(self._rows) < len(wanted):
            pair = Label("", role="text3"), Label("", wrap=True)
            place = len(self._rows)
            self.addWidget(pair[0], place, 0, Qt.AlignmentFlag.AlignTop)
            self.addWidget(pair[1], place, 1)
            self._rows.append(pair)
        for place, (caption, text) in enumerate(self._rows):
            shown = place < len(wanted)
            caption.setVisible(shown)
            text.setVisible(shown)
            if shown:
                caption.setText(wanted[place][0])
                said = wanted[place][1]
                text.setText(said if len(said) <= LONGEST else f"{said[:LONGEST]}……")
                text.set_role(wanted[place][2])

    def texts(self) -> list[tuple[str, str]]:
        """The lines that are shown."""
        return [(caption.text(), text.text()) for caption, text in self._rows if not caption.isHidden()]


class Proofs(QHBoxLayout):
    """Thumbnails behind the caption, with their number."""

    def __init__(self, thumbnails: Thumbnails, caption: str) -> None:
        super().__init__()
        self.setSpacing(0)
        self._caption = Label(caption, role="text3")
        self._caption.setFixedWidth(CAPTION)
        self.row = ThumbRow(thumbnails, TILE)
        self._count = Label("", size=12, role="text3")
        self.addWidget(self._caption)
        self.addWidget(self.row, 1)
        self.addWidget(self._count)

    def take(self, entries: tuple[Evidence, ...]) -> None:
        """Other evidence; hidden without any."""
        self.row.take(entries)
        self._count.setText(_("{n} 件").format(n=len(entries)) if entries else "")
        for widget in (self._caption, self._count):
            widget.setVisible(bool(entries))


class ToldCard(Card):
    """Signals: `edit_wanted`; `evidence_wanted(str)` with the id of a piece."""

    edit_wanted = Signal()
    evidence_wanted = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(margins=(14, 10, 8, 12))
        self.lines = Lines()
        self.proofs = Proofs(thumbnails, _("证据"))
        self.proofs.row.opened.connect(self.evidence_wanted)
        self.edit = Button(_("编辑"), kind="ghost", icon="pencil", key="E")
        self.edit.clicked.connect(self.edit_wanted)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(self.lines, 1)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addLayout(self.proofs)

    def show_finding(self, view: AuditView, finding: Finding, today: date) -> None:
        """A finding as the audit holds it."""
        self.lines.set_lines(
            (
                (_("要求"), finding.requirement or "", "text"),
                (_("陈述"), finding.statement or "", "text"),
                (_("客观证据"), finding.objective_evidence or "", "text"),
                (_("受审查方"), _client(finding, today), "text"),
                (_("其意见"), finding.client_view or "", "open" if finding.client_agrees is False else "text"),
            )
        )
        record = f"findings/{finding.id}"
        self.proofs.take(tuple(one for one in view.document.evidence if record in one.links or one.id in finding.evidence))


def _client(finding: Finding, today: date) -> str:
    parts = []
    if finding.discussed_on is not None:
        parts.append(_("{day} 已讨论").format(day=short(finding.discussed_on, today)))
    if finding.client_agrees is not None:
        parts.append(_("同意") if finding.client_agrees else _("不同意"))
    if finding.confirmation is not None:
        parts.append(_("{who} 已确认").format(who=finding.confirmation.name))
        if finding.confirmation.strokes:
            parts.append(_("电子签名在案"))
    return _("{parts}。").format(parts="，".join(parts)) if parts else ""
