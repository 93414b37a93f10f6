"""The client: name, addresses, headcount, credit code, contact."""

from __future__ import annotations

from desktop.base.words import _
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import row


class ClientCard(FormCard):
    """Fields of `client`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("受审查方"), "client")
        headcount = NumberField(places=0, width=112)
        self.body.addWidget(self.typed("name", _("名称"), TextField()))
        self.body.addWidget(self.typed("address", _("地址"), TextField()))
        self.body.addWidget(self.typed("audit_address", _("审查地址"), TextField(hint=_("与地址相同时可不填"))))
        self.body.addWidget(self.typed("registered_address", _("注册地址"), TextField()))
        code = self.typed("credit_code", _("统一社会信用代码"), TextField(limit=40))
        people = self.typed("headcount", _("有效人数"), headcount)
        people.setFixedWidth(112)
        self.body.addLayout(row(code, people, stretch=(1, 0)))
        self.body.addWidget(self.typed("contact", _("联系人"), TextField(hint=_("职务和联系方式"))))
