"""The list of sites: name, address, services, people, hours, the way there; drawn or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions import preparation_sites
from desktop.base.words import _
from desktop.domain.assessment import Site
from desktop.domain.site_draw import head_office, sample_after_swaps
from desktop.ui import dialogs
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Beside, row
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from desktop.actions.workspace import AuditView


class SiteEditor(Editor):
    """The fields of one site."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "sites")
        self.temporary = FilterPill(_("临时场所"))
        self.temporary.setToolTip(_("顾客家中、活动现场等不固定的场所，不参加抽样"))
        self.temporary.clicked.connect(lambda on: self.put(temporary=True if on else None))
        self.body.addLayout(row(self.entry("name", _("场所名称"), TextField()), Beside(self.temporary), stretch=(1, 0)))
        self.body.addWidget(self.entry("address", _("场所地址"), TextField()))
        self.body.addWidget(self.entry("services", _("服务活动"), TextField()))
        people = self.entry("headcount", _("人数"), NumberField(places=0, width=88))
        hours = self.entry("service_hours", _("服务时间"), TextField(hint="08:30-17:30"))
        way = self.entry("travel_minutes", _("路上分钟"), NumberField(places=0, width=88))
        for entry in (people, way):
            entry.setFixedWidth(96)
        self.body.addLayout(row(people, hours, way, stretch=(0, 1, 0)))
        self.end_row()

    def show_element(self, element: Site) -> None:
        super().show_element(element)
        self.temporary.setChecked(element.temporary)


class SitesCard(ElementCard):
    """The list of sites, typed or read from a table."""

    def __init__(self, desk: Desk) -> None:
        empty = _(
            "还没有场所。总部和每个服务场所各添加一个，或导入 CSV、XLSX 清单；第一行写列名：场所名称、地址、服务内容、人数、服务时间。"
        )
        super().__init__(desk, "sites", _("场所名单"), _("添加场所"), empty, key="Alt+S")
        self.dialog: QFileDialog | None = None
        self.bring = Button(_("导入清单"), icon="folder", small=True)
        self.bring.setToolTip(_("从 CSV、XLSX 导入场所　Alt I"))
        self.bring.clicked.connect(self.ask_file)
        self.head.row.addWidget(self.bring)
        self.error = ErrorLine()
        self.below.addWidget(self.error)
        self._marks: dict[str, str] = {}

    def depends(self, view: AuditView) -> tuple[Any, ...]:
        document = view.document
        head, sample = head_office(document), document.site_sample
        chosen = set(sample_after_swaps(sample)) if sample is not None else set()
        drawn = set(sample.drawn) if sample is not None else set()
        self._marks = {site: _("抽中") if site in drawn else _("换入") for site in chosen} | {head: _("总部")}
        return (head, sample)

    def lines(self) -> list[ElementRow]:
        return [
            ElementRow(
                id=site.id or "",
                title=site.name or _("未命名场所"),
                text="，".join(part for part in (site.address, site.services) if part),
                note=_("临时") if site.temporary else self._marks.get(site.id or "", ""),
                faint=not site.name,
            )
            for site in self.elements
        ]

    def make_editor(self) -> Editor:
        return SiteEditor(self.desk)

    def name_of(self, element: Any) -> str:
        return _("场所“{name}”").format(name=element.name) if element.name else _("未命名场所")

    def ask_file(self) -> None:
        """Ask for a table."""
        self.finish()
        kinds = _("表格 (*.xlsx *.csv);;全部文件 (*)")
        self.dialog = dialogs.ask_open(self, _("导入场所清单"), kinds, self.take_file)

    def take_file(self, path: Path) -> None:
        """Put the sites of a table on the list; refused as a whole, with the row."""
        before = len(self.elements)

        def done(_changes: object) -> None:
            self.error.say("")
            said = _("已导入 {n} 个场所").format(n=len(self.elements) - before)
            self.desk.context.shell.toast(said, undo=True)

        self.error.say("")
        self.desk.act(lambda ws, audit: preparation_sites.import_sites(ws, audit, str(path)), self.error.say, done)
