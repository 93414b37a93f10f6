"""The keys of the evidence page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui.page import KeyHint

if TYPE_CHECKING:
    from desktop.ui.evidence.door import Door
    from desktop.ui.evidence.head import Head
    from desktop.ui.evidence.side import Side

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


def bind(page: QWidget, head: Head, door: Door, side: Side, does: Mapping[str, Callable[[], None]], move: Callable[[int], None]) -> None:
    """Listen for them anywhere on the page. `does`: what only the page knows; `move`: on or back in the report."""
    whole = {
        **does,
        "I": door.ask_files,
        "U": partial(head.filters.press, "loose"),
        "C": side.toggle,
        "Ctrl+Shift+Left": partial(move, -1),
        "Ctrl+Shift+Right": partial(move, 1),
        "Ctrl+Shift+Home": partial(move, -2),
        "Ctrl+Shift+End": partial(move, 2),
        "Ctrl+F": partial(head.search.setFocus, Qt.FocusReason.ShortcutFocusReason),
        "Ctrl+V": door.paste,
    }
    for keys, deed in whole.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(deed)
