"""The keys of the evidence page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.words import _
from desktop.ui.page import KeyHint

if TYPE_CHECKING:
    from desktop.ui.evidence.page import EvidencePage

KEYS = (
    KeyHint(("I",), _("导入")),
    KeyHint(("E",), _("关联条款")),
    KeyHint(("Space",), _("大图")),
    KeyHint(("M",), _("标注和遮盖")),
    KeyHint(("F2",), _("写说明")),
    KeyHint(("Ctrl", "F"), _("搜索")),
    KeyHint(("Del",), _("移除")),
)
MORE_KEYS = (
    KeyHint(("Ctrl", "V"), _("粘贴图片或文件")),
    KeyHint(("Ctrl", "A"), _("全选")),
    KeyHint(("Shift", "↑↓←→"), _("连续选择")),
    KeyHint(("U",), _("只看未关联，再按看全部")),
    KeyHint(("C",), _("打开或收起条款")),
    KeyHint(("P",), _("列入或不列入报告")),
    KeyHint(("Ctrl", "Shift", "←→"), _("在报告中前移、后移")),
    KeyHint(("Ctrl", "Shift", "Home"), _("移到报告最前，End 移到最后")),
    KeyHint(("Esc",), _("取消选择；关闭大图和列表")),
)


def bind(page: EvidencePage) -> None:
    """Listen for them anywhere on the page."""
    for keys, does in (
        ("E", page.ask_clause),
        ("I", page.door.ask_files),
        ("M", page.mark),
        ("U", partial(page.head.filters.press, "loose")),
        ("C", page.side.toggle),
        ("P", page.report),
        ("Ctrl+Shift+Left", partial(page.move_chosen, -1)),
        ("Ctrl+Shift+Right", partial(page.move_chosen, 1)),
        ("Ctrl+Shift+Home", partial(page.move_chosen, -2)),
        ("Ctrl+Shift+End", partial(page.move_chosen, 2)),
        ("F2", page.write_caption),
        ("Ctrl+F", partial(page.head.search.setFocus, Qt.FocusReason.ShortcutFocusReason)),
        ("Ctrl+V", page.door.paste),
        ("Esc", page.escape),
    ):
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)
