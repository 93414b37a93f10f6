"""What is still to be done for the plan: clauses without a place, site by site, and what the checks found; a click leads there."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.base.words import _
from desktop.ui.clause_picker import clause_title
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.chips import Tone
from desktop.ui.widgets.jump_list import Jump, JumpList
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.notices import Severity
    from desktop.ui.planning.grid.scene import Scene

# So many are listed; the rest is a number.
MOST = 60
CELL = "cell"  # target of what is not covered: cell|clause|site


def tone(severity: Severity) -> Tone:
    """How a notice looks."""
    return {"critical": "wrong", "warning": "open"}.get(severity, "neutral")  # type: ignore[return-value] # the three there are


class TodoCard(Card):
    """Signals: `wanted(str)` a record, or `cell|clause|site`; `closed`."""

    wanted = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 10, 12, 14), spacing=6)
        head = SectionHead(_("待处理"), size=14)
        close = IconButton("close", _("收起"), key="Esc", size=28)
        close.clicked.connect(self.closed)
        head.row.addWidget(close)
        self.uncovered_head = Label("", size=12, weight=500, role="text2")
        self.uncovered = JumpList(name=_("没有安排的条款"))
        self.more = Label("", size=12, role="text3", wrap=True)
        self.notices_head = Label("", size=12, weight=500, role="text2")
        self.notices = JumpList(name=_("计划的提醒"))
        self.nothing = Label(_("条款都已安排，也没有发现问题。"), role="text2", wrap=True)
        for widget in (head, self.nothing, self.notices_head, self.notices, self.uncovered_head, self.uncovered, self.more):
            self.body.addWidget(widget)
        for found in (self.uncovered, self.notices):
            found.wanted.connect(self.wanted)

    def show_scene(self, scene: Scene) -> None:
        """The plan as it stands."""
        covered = scene.checked.coverage
        nowhere = [Jump(f"{CELL}|{leaf}|", clause_title(scene.rules, leaf), _("各场所"), "wrong") for leaf in covered.nowhere]
        gone = set(covered.nowhere)
        partly = (
            Jump(f"{CELL}|{leaf}|{site.site}", clause_title(scene.rules, leaf), scene.names.site_short.get(site.site, site.name))
            for site in covered.sites
            for leaf in site.missing
            if leaf not in gone
        )
        every = list(islice(chain(nowhere, partly), MOST))
        self.uncovered.set_jumps(every)
        lacking = covered.of - covered.planned
        self.uncovered_head.setText(_("没有安排 {n} 处（条款×场所）").format(n=lacking))
        self.uncovered_head.setVisible(bool(every))
        whole = min(len(nowhere), MOST)
        left = lacking - whole * len(covered.sites) - (len(every) - whole)
        self.more.setText(_("另有 {n} 处没有列出。").format(n=left))
        self.more.setVisible(left > 0)
        notices = scene.checked.notices
        jumps = [Jump(one.record or "plan", _said(one.sentence), one.clause, tone(one.severity)) for one in notices[:MOST]]
        self.notices.set_jumps(jumps)
        self.notices_head.setText(_("提醒 {n} 条").format(n=len(notices)))
        self.notices_head.setVisible(bool(notices))
        self.nothing.setVisible(not every and not notices)


def _said(sentence: str) -> str:
    """A notice without the words that say where it belongs: it is read in the plan."""
    return sentence.removeprefix(_("审查计划：")).removeprefix(_("审查计划 "))
