"""The audit: kind, number, days, period, purpose, scope, criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.actions import preparation
from desktop.base.words import _
from desktop.domain.client_check import proposed_scope
from desktop.ui.form_cards import FormCard, set_field
from desktop.ui.planning.choices import choice
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import row

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Scheme


class AuditCard(FormCard):
    """Fields of `audit`."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        super().__init__(desk, _("审查"), "audit")
        self.kind = choice([("", _("未定")), *((kind, title) for kind, title in scheme.audit_kinds.items())], _("审查类型"))
        kind = self.chosen("kind", _("审查类型"), self.kind)
        self.kind.chosen.connect(lambda id_: set_field(desk, kind, "audit", "kind", id_ or None, self._kind_back))
        self._kind_held = ""
        number = self.typed("number", _("编号"), TextField())
        self.body.addLayout(row(kind, number))
        starts = self.typed("starts_on", _("开始日期"), DateField(), read=read_day)
        ends = self.typed("ends_on", _("结束日期"), DateField(), read=read_day)
        evaluated = self.typed("evaluated_on", _("评定日期"), DateField(), read=read_day)
        self.body.addLayout(row(starts, ends, evaluated))
        self.body.addWidget(self.typed("period", _("报告覆盖时段"), TextField(hint=_("从上次审查之后到本次审查"))))
        self.body.addWidget(self.typed("purpose", _("审查目的"), TextArea(lines=2, most=8)))
        pattern = scheme.scope_pattern or _("商品、服务活动和场所")
        scope = self.typed("scope", _("审查范围"), TextArea(hint=pattern, lines=2, most=8))
        self.body.addWidget(scope)
        self.by_pattern = Button(_("按规则的写法生成"), kind="ghost", small=True, icon="pencil")
        self.by_pattern.setToolTip(scheme.scope_pattern or "")
        self.by_pattern.clicked.connect(lambda: desk.act(preparation.use_scope, scope.say, lambda _changes: scope.say("")))
        self.body.addWidget(self.by_pattern)
        self.criteria = TextArea(hint=_("文件名称、编号和版本"), lines=2, most=8)
        self.body.addWidget(self.typed("criteria", _("审查准则（含版本）"), self.criteria))
        self._basis = basis(scheme)
        self.fill = Button(_("填入方案依据"), kind="ghost", small=True, icon="book")
        self.fill.setToolTip(self._basis)
        self.fill.clicked.connect(self._fill)
        self.body.addWidget(self.fill)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._kind_held = view.document.audit.kind or ""
        self._kind_back()
        proposed = proposed_scope(view.document, view.scheme)
        self.by_pattern.setVisible(proposed is not None and proposed != view.document.audit.scope)
        # Nothing to fill in once something stands there.
        self.fill.setVisible(not view.document.audit.criteria and bool(self._basis))

    def _kind_back(self) -> None:
        self.kind.select(self._kind_held)

    def _fill(self) -> None:
        self.criteria.setFocus()
        self.criteria.selectAll()
        self.criteria.insertPlainText(self._basis)
        self.criteria.commit()


def basis(scheme: Scheme) -> str:
    """The scheme's rules with number and edition, then what it rests on, as a draft of the criteria."""
    rule = scheme.rule
    edition = "，".join(part for part in (rule.number, rule.edition, rule.effective or rule.issued) if part)
    own = f"{scheme.body.short}《{rule.title}》" + (f"（{edition}）" if edition else "")
    return "；".join((own, *(point.text for point in scheme.basis[:12])))
