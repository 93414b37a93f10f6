"""Who reviews the file and who decides: neither may have been on site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.people import name_key, on_site
from desktop.domain.preparation import Appointment
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import row
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Scheme


class ApartCard(FormCard):
    """Two names of `appointment`."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        super().__init__(desk, _("复核与决定"), "appointment")
        rules = scheme.team_rules
        self.head.note.setText((rules.apart or "") if rules else "")
        reviewer = self.typed("file_reviewer", _("复核人员"), TextField())
        decider = self.typed("decider", _("认证决定人员"), TextField())
        self.body.addLayout(row(reviewer, decider))
        self.told = Label("", size=12, role="text2", wrap=True)
        self.body.addWidget(self.told)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        own, there = view.document.appointment or Appointment(), on_site(view.document)
        both = [name for name in (own.file_reviewer, own.decider) if name_key(name) in there]
        said = _("两者都不能参加本次现场审查。")
        if both:
            said = _("{names}参加了本次现场审查，请另换他人。").format(names="、".join(dict.fromkeys(name or "" for name in both)))
        self.told.set_role("wrong" if both else "text2")
        self.told.setText(said)
