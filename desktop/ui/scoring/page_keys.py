"""The keys of the page: those of the status bar and those of the sheet."""

from __future__ import annotations

from desktop.base.words import _
from desktop.ui.page import KeyHint

KEYS: tuple[KeyHint, ...] = (
    KeyHint(("↑", "↓"), _("换条款")),
    KeyHint(("0–9",), _("记分")),
    KeyHint(("F",), _("满分")),
    KeyHint(("D",), _("扣分")),
    KeyHint(("N",), _("不适用")),
    KeyHint(("E",), _("证据")),
    KeyHint(("J",), _("下一未评")),
)
MORE_KEYS: tuple[KeyHint, ...] = (
    KeyHint(("S",), _("按样本评分")),
    KeyHint(("0",), _("不得分（全有或全无、按比例的条款）")),
    KeyHint(("1", "2", "3"), _("符合、轻微不符合、严重不符合；达到、未达到")),
    KeyHint(("Enter",), _("到评分处；再按记下并回到条款")),
    KeyHint(("Esc",), _("回到条款")),
    KeyHint(("Ctrl", "↓"), _("下一条未评")),
    KeyHint(("←", "→"), _("收起、展开")),
    KeyHint(("Backspace",), _("清除评分")),
    KeyHint(("Ctrl", "V"), _("粘贴照片")),
    KeyHint(("O",), _("按场所记录；已在记录时到下一处")),
    KeyHint(("Shift", "O"), _("所有条款都按场所记录")),
    KeyHint(("Alt", "↑↓"), _("换场所和审查员")),
    KeyHint(("M", "G", "W"), _("面谈、观察、文件（可同时选）")),
    KeyHint(("Alt", "0–9"), _("筛选条款；再按取消")),
    KeyHint(("T",), _("写所见")),
    KeyHint(("P",), _("组长改判")),
    KeyHint(("Delete",), _("删除这条现场记录")),
)
