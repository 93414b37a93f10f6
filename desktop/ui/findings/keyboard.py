"""The keys of the page of findings, and what each does at the moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.words import _
from desktop.ui.page import KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from desktop.ui.findings.detail import Detail
    from desktop.ui.linked_evidence import LinkedEvidence

KEYS = (
    KeyHint(("↑", "↓"), _("换一项")),
    KeyHint(("N",), _("新增")),
    KeyHint(("S",), _("写陈述")),
    KeyHint(("Q",), _("提出整改")),
    KeyHint(("A",), _("接受")),
    KeyHint(("R",), _("退回")),
)
MORE_KEYS = (
    KeyHint(("1", "至", "6"), _("全部、不符合、扣分、改进机会、分歧、待办")),
    KeyHint(("O",), _("由评分建立发现；Enter 建立一条，Ctrl Enter 全部")),
    KeyHint(("C",), _("加条款")),
    KeyHint(("B",), _("写要求")),
    KeyHint(("V",), _("写客观证据")),
    KeyHint(("P",), _("加照片；Ctrl V 粘贴")),
    KeyHint(("L",), _("选用已有的证据")),
    KeyHint(("T",), _("与受审查方讨论；← → 选同意或不同意")),
    KeyHint(("K",), _("受审查方确认")),
    KeyHint(("W",), _("写受审查方的整改答复")),
    KeyHint(("R",), _("已关闭的发现：重开")),
    KeyHint(("E",), _("编辑已在整改的发现")),
    KeyHint(("G",), _("整改后重新评分")),
    KeyHint(("Ctrl", "E"), _("不符合报告 PDF")),
    KeyHint(("Ctrl", "P"), _("打印表单")),
    KeyHint(("Esc",), _("回到列表")),
    KeyHint(("Del",), _("删除发现")),
)


def listen(page: QWidget, shortcuts: Mapping[str, Callable[[], object]]) -> None:
    """Keys that count wherever the focus is on the page."""
    for keys, does in shortcuts.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)


class Hands(Protocol):
    """What the keys take hold of: the page."""

    shown: str
    detail: Detail
    stack: QStackedWidget

    def add_finding(self) -> None: ...
    def show_offers(self) -> None: ...
    def show_second(self) -> None: ...
    def to_list(self) -> None: ...
    def begin(self, widget: QWidget) -> None: ...
    def linked(self) -> LinkedEvidence: ...


def deeds(page: Hands) -> dict[Qt.Key, Callable[[], object]]:
    """What each key does for what is shown."""
    key, detail = Qt.Key, page.detail
    found: dict[Qt.Key, Callable[[], object]] = {key.Key_N: page.add_finding, key.Key_O: page.show_offers, key.Key_G: page.show_second}
    if not page.shown:
        return found
    found[key.Key_Escape] = page.to_list
    if page.stack.currentWidget() is not detail:
        return found
    found |= {
        key.Key_S: partial(page.begin, detail.facts.statement.field),
        key.Key_C: partial(page.begin, detail.facts.clauses.field),
        key.Key_B: partial(page.begin, detail.facts.requirement),
        key.Key_V: partial(page.begin, detail.facts.objective),
        key.Key_T: partial(page.begin, detail.talk.agrees),
        key.Key_E: detail.open_forms,
        key.Key_P: page.linked().browse,
        key.Key_L: detail.choose_evidence,
        key.Key_K: detail.sign.sign if not detail.sign.form.isHidden() and not detail.sign.isHidden() else detail.open_forms,
    }
    if not detail.ask.isHidden():
        found[key.Key_Q] = detail.ask.demand
    if not detail.round.isHidden():
        found[key.Key_W] = detail.go_answer
    if not detail.verify.isHidden():
        found |= {key.Key_A: detail.verify.accept, key.Key_R: detail.verify.refuse}
    elif not detail.reopen.isHidden():
        found[key.Key_R] = detail.reopen.ask
    return found
