"""The client: name, addresses, legal status, headcount, credit code, what it does and what others do for it, contact."""

from __future__ import annotations

from desktop.base.words import _
from desktop.ui.form_cards import FormCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.fields import NumberField, TextArea, TextField
from desktop.ui.widgets.forms import row


class ClientCard(FormCard):
    """Fields of `client`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("受审查方"), "client")
        headcount = NumberField(places=0, width=112)
        self.body.addWidget(self.typed("name", _("名称"), TextField()))
        code = self.typed("credit_code", _("统一社会信用代码"), TextField(limit=40))
        people = self.typed("headcount", _("有效人数"), headcount)
        people.setFixedWidth(112)
        self.body.addLayout(row(code, people, stretch=(1, 0)))
        self.body.addWidget(self.typed("legal_status", _("法律地位"), TextField(hint=_("企业类型、执照有效期、行政许可"))))
        self.body.addWidget(self.typed("address", _("地址"), TextField()))
        self.body.addWidget(self.typed("audit_address", _("审查地址"), TextField(hint=_("与地址相同时可不填"))))
        self.body.addWidget(self.typed("registered_address", _("注册地址"), TextField()))
        activities = TextArea(hint=_("商品和服务活动，按规则的写法生成范围时用到"), lines=2, most=6)
        self.body.addWidget(self.typed("activities", _("具体活动"), activities))
        outsourcing = TextArea(hint=_("没有外包的写“无”"), lines=1, most=6)
        self.body.addWidget(self.typed("outsourcing", _("外包过程"), outsourcing))
        shifts = self.typed("shifts", _("班次"), TextField(hint=_("只有一班的写“一班”")))
        hours = self.typed("service_hours", _("总部服务时间"), TextField(hint="08:30-17:30"))
        self.body.addLayout(row(shifts, hours))
        self.body.addWidget(self.typed("contact", _("联系人"), TextField(hint=_("职务和联系方式"))))
