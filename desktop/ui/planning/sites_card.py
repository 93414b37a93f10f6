"""The sites that are audited: name, address, services, whether temporary."""

from __future__ import annotations

from typing import Any

from desktop.base.words import _
from desktop.domain.assessment import Site
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Beside, row


class SiteEditor(Editor):
    """The fields of one site."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "sites")
        self.temporary = FilterPill(_("临时场所"))
        self.temporary.setToolTip(_("顾客家中、活动现场等不固定的场所"))
        self.temporary.clicked.connect(lambda on: self.put(temporary=True if on else None))
        self.body.addLayout(row(self.entry("name", _("场所名称"), TextField()), Beside(self.temporary), stretch=(1, 0)))
        self.body.addWidget(self.entry("address", _("场所地址"), TextField()))
        self.body.addWidget(self.entry("services", _("服务活动"), TextField()))
        self.end_row()

    def show_element(self, element: Site) -> None:
        super().show_element(element)
        self.temporary.setChecked(element.temporary)


class SitesCard(ElementCard):
    """The list of sites."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "sites", _("场所"), _("添加场所"), _("还没有场所。总部和每个服务场所各添加一个。"), key="Alt+S")

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=site.id or "",
                title=site.name or _("未命名场所"),
                text="，".join(part for part in (site.address, site.services) if part),
                note=_("临时") if site.temporary else "",
                faint=not site.name,
            )
            for site in self.elements
        ]

    def make_editor(self) -> Editor:
        return SiteEditor(self.desk)

    def name_of(self, element: Any) -> str:
        return _("场所“{name}”").format(name=element.name) if element.name else _("未命名场所")
