"""The dates the cycle is reckoned from, and why this audit lies outside its window where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.preparation import Programme
from desktop.ui.form_cards import FormCard, as_text
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import row

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class DatesCard(FormCard):
    """`programme.decided_on`, `programme.expires_on`, `programme.late_reason`, `programme.note`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("周期与说明"), "programme")
        decided = self.typed("decided_on", _("认证决定日期"), DateField(), read=read_day)
        expires = self.typed("expires_on", _("证书到期日"), DateField(), read=read_day)
        self.late = self.typed("late_reason", _("本次审查不在期限内的理由"), TextArea(lines=1, limit=5000))
        self.note = self.typed("note", _("审查方案的说明"), TextArea(lines=1, limit=5000))
        self.body.addLayout(row(decided, expires))
        self.body.addWidget(self.late)
        self.body.addWidget(self.note)

    def refresh(self, view: AuditView) -> None:
        stands = view.document.programme or Programme()
        for path in self.entries:
            name = path.partition(".")[2]
            self.desk.drafts.show(self.record, name, as_text(getattr(stands, name)))
        # What is said elsewhere or reckoned stands in the empty field.
        for name, known in (("decided_on", view.document.audit.decided_on), ("expires_on", None)):
            field = self.entries[f"programme.{name}"].field
            assert isinstance(field, DateField)
            field.setPlaceholderText(known.isoformat() if known else _("年-月-日") if name == "decided_on" else _("按周期推算"))
