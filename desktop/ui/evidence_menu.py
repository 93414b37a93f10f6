"""A menu of the evidence at hand, each piece on or off for what it shall prove, and the way to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Evidence

MOST_IN_MENU = 40


def show_evidence_menu(
    parent: QWidget,
    where: QPoint,
    entries: Sequence[Evidence],
    is_on: Callable[[Evidence], bool],
    switch: Callable[[str, bool], None],
    from_files: Callable[[], None],
) -> None:
    """Open the menu. `switch(id, on)` links a piece or takes the link away, `from_files()` asks for new ones."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in entries[:MOST_IN_MENU]:
        action = menu.addAction(one.caption or one.name or one.id or "")
        action.setCheckable(True)
        action.setChecked(is_on(one))
        action.toggled.connect(lambda on, id_=one.id or "": switch(id_, on))
    if entries:
        menu.addSeparator()
    menu.addAction(_("从文件加入…"), from_files)
    menu.popup(where)
