"""The head of the grid: what is planned of how much, the parts, what the rows are, the sites, laying out a first plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.plan import separate_plans
from desktop.ui.planning.grid.site_keys import SiteKeys
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.scheme import Scheme
    from desktop.ui.planning.grid.rows import Mode
    from desktop.ui.planning.grid.scene import Scene


class Head(QWidget):
    """Signals: `part_chosen(str)`, `mode_chosen(str)`, `todo_wanted`, `suggest_wanted`; `sites.changed`."""

    part_chosen = Signal(str)
    mode_chosen = Signal(str)
    todo_wanted = Signal()
    suggest_wanted = Signal()

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self.parts = SegmentedRow([Segment(one.id, one.text) for one in separate_plans(scheme)], name=_("计划"))
        self.parts.setVisible(bool(self.parts.segments()))
        self.parts.chosen.connect(self.part_chosen)
        self.modes: dict[str, FilterPill] = {}
        self.count = Button("", kind="ghost", icon="checks", small=True)
        self.count.clicked.connect(self.todo_wanted)
        self.todo = Button("", kind="ghost", icon="warning", small=True)
        self.todo.clicked.connect(self.todo_wanted)
        self.placing = Label("", size=12, role="text3", elide=True)
        self.suggest = Button(_("建议排程"), icon="grid", small=True)
        self.suggest.setToolTip(_("按章节、场所和人员排出初稿　Alt G"))
        self.suggest.clicked.connect(self.suggest_wanted)
        self.sites = SiteKeys()
        line = QHBoxLayout()
        line.setSpacing(6)
        for mode, word in (("items", _("按条款")), ("people", _("按人员")), ("sites", _("按场所"))):
            pill = FilterPill(word)
            pill.clicked.connect(lambda _on=False, mode=mode: self.mode_chosen.emit(mode))
            self.modes[mode] = pill
            line.addWidget(pill)
        line.addSpacing(6)
        line.addWidget(self.count)
        line.addWidget(self.todo)
        line.addWidget(self.placing, 1)
        line.addWidget(self.suggest)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 6)
        column.setSpacing(4)
        self.parts.setMaximumWidth(560)
        column.addWidget(self.parts)
        column.addLayout(line)
        column.addWidget(self.sites)

    def show_scene(self, scene: Scene, mode: Mode, part: str, placing: str) -> None:
        """The plan as it stands."""
        self.parts.select(part)
        for name, pill in self.modes.items():
            pill.setChecked(name == mode)
        covered = scene.checked.coverage
        leaves = len(covered.leaves)
        done = leaves - len(covered.nowhere)
        self.count.set_text(_("{done} / {of} 条已安排").format(done=done, of=leaves))
        self.count.setToolTip(_("条款×场所 {planned} / {of}，点击看没有安排的").format(planned=covered.planned, of=covered.of))
        found = sum(notice.severity != "note" for notice in scene.checked.notices)
        self.todo.set_text(_("{n} 条提醒").format(n=found))
        self.todo.setVisible(bool(found))
        self.placing.setText(placing)
        self.sites.show_sites(scene.names, scene.styles)
