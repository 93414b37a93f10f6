"""The plan as a calendar file, for everybody or for one person."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.base.files import safe_name
from desktop.base.words import _
from desktop.ui import dialogs
from desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.page import Context
    from desktop.ui.viewed_page import PageView


class CalendarMenu(IconButton):
    """A button with a menu: whose calendar. What was written is said in a toast."""

    def __init__(self, context: Context, page: PageView) -> None:
        super().__init__("calendar", _("导出日历文件（.ics），手机和电脑的日历都能打开"))
        self._context, self._page = context, page
        self._dialog: QFileDialog | None = None
        self.clicked.connect(self._open)

    def menu_for(self, view: AuditView) -> QMenu:
        """Whose calendar can be written."""
        menu = QMenu(self)
        menu.addAction(_("全组的日历"), partial(self.ask, None, ""))
        for member in view.document.team:
            if member.id and member.name:
                menu.addAction(_("{name}的日历").format(name=member.name), partial(self.ask, member.id, member.name))
        return menu

    def _open(self) -> None:
        menu = self.menu_for(self._page.view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def ask(self, person: str | None, name: str) -> None:
        """Ask where to write it."""
        client = self._page.view.document.client.name or ""
        parts = (client, _("审查计划"), name)
        file = safe_name("-".join(part for part in parts if part)) + ".ics"
        window: QWidget = self.window()
        write = partial(self.write, person)
        self._dialog = dialogs.ask_save(window, _("导出日历"), file, _("日历文件 (*.ics)"), "ics", write)

    def write(self, person: str | None, path: Path) -> None:
        """Write the calendar of everybody (None) or of one person."""
        from desktop.actions.plan_calendar import write_plan_calendar

        view = self._page.view
        self._context.runner.work(
            self._page,
            lambda _progress, _cancelled: write_plan_calendar(view, path, person),
            lambda n: self._context.shell.toast(_("{n} 个日程写入 {file}").format(n=n, file=path.name)),
            title=_("导出日历"),
        )
