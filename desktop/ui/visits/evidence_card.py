"""The evidence of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.visits.desk import VisitCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Visit
    from desktop.ui.record_cards import Desk
    from desktop.ui.thumbnails import Thumbnails


class EvidenceCard(VisitCard):
    """Linked evidence."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(desk, _("证据"))
        self.linked = LinkedEvidence(desk, thumbnails, name=_("这次暗访的证据"), unlinked=_("已取消证据与暗访的关联"))
        self.linked.counted.connect(lambda count: self.head.note.setText(str(count) if count else ""))
        self.head.row.addWidget(self.linked.add)
        self.body.addWidget(self.linked)

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        super().show_visit(view, visit)
        self.linked.show_record(view, self.record)
