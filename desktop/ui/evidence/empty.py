"""What the page says with nothing to show: no evidence yet, or none that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from desktop.ui.evidence.door import Door


class NothingYet(EmptyState):
    """No evidence at all: the ways in."""

    def __init__(self, door: Door) -> None:
        super().__init__(_("还没有证据"), _("把照片、文件夹或整张存储卡拖到这里，或按 Ctrl V 粘贴截图。"), icon="image")
        self.first = Button(_("选择文件"), kind="primary", icon="plus", key="I")
        self.first.clicked.connect(door.ask_files)
        folder = Button(_("选择文件夹"), icon="folder")
        folder.clicked.connect(door.ask_folder)
        self.buttons.addWidget(self.first)
        self.buttons.addWidget(folder)


class NothingFits(EmptyState):
    """None that fits what narrows."""

    def __init__(self, show_all: Callable[[], None]) -> None:
        super().__init__(_("没有符合条件的证据"), _("换一个词，或改看全部。"), icon="search")
        button = Button(_("看全部"))
        button.clicked.connect(show_all)
        self.buttons.addWidget(button)
