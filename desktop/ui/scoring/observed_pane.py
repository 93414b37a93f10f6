"""Below the score: what each auditor observed at each site, how that becomes the clause's value, where auditors disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.domain.assessment import Observation
from desktop.ui.scoring import words
from desktop.ui.scoring.how_line import METHOD_KEYS
from desktop.ui.scoring.observing import sites_of, takes_result
from desktop.ui.scoring.record_editor import RecordEditor
from desktop.ui.scoring.record_list import RecordList
from desktop.ui.scoring.record_ways import rule_words, value_words
from desktop.ui.scoring.row_states import record_of
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import SectionHead
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.observing import Observing


class ObservedPane(QWidget):
    """Signals: `away` back to the tree, `files_wanted` for the record at hand, `deciding` when the leader begins to decide."""

    away = Signal()
    files_wanted = Signal()
    deciding = Signal()

    def __init__(self, desk: Desk, observing: Observing) -> None:
        super().__init__()
        self._desk, self._observing = desk, observing
        self.rule: RuleItem | None = None
        self.editor = RecordEditor(desk, observing)
        self.editor.away.connect(self.away)
        self.editor.files_wanted.connect(self.files_wanted)
        self.head = SectionHead(_("各场所记录"))
        self.begin = Button(_("按场所记录"), kind="ghost", icon="site", key="O")
        self.whole = Button(_("不分场所"), kind="ghost")
        self.everywhere = Button("", kind="ghost", key="Shift O")
        self.override = Button(_("组长改判"), kind="ghost", icon="pencil", key="P")
        self.begin.clicked.connect(self.next_place)
        self.whole.clicked.connect(self._score_whole)
        self.override.clicked.connect(self.decide)
        self.everywhere.clicked.connect(self.observe_all)
        for button in (self.whole, self.everywhere, self.override, self.begin):
            self.head.row.addWidget(button)
        self.list = RecordList()
        self.list.picked.connect(self._pick)
        self.total = Label("", weight=500, wrap=True)
        self.rule_note = Label("", size=12, role="text2", wrap=True)
        self.difference = Notice("", variant="open")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in (self.editor, self.head, self.list, self.total, self.rule_note, self.difference):
            column.addWidget(one)

    def show_item(self, rule: RuleItem) -> None:
        """Show a clause, or the one at hand again."""
        if self.rule is not None and rule is not self.rule:
            self.editor.commit()
        self.rule = rule
        observing = self._observing
        on = observing.is_on(rule)
        self.editor.setVisible(on)
        self.list.setVisible(on)
        records = observing.records(rule.item.id)
        if on:
            self.editor.show_item(rule)
            lines = observing.lines(rule)
            place = observing.at_hand(rule)
            self.list.show_lines(lines, next((at for at, line in enumerate(lines) if line.place.is_same(place)), -1))
        valued = observing.valued(rule)
        self.begin.set_text(_("记下一处") if on else _("按场所记录"))
        self.everywhere.set_text(_("只这一条") if observing.everywhere else _("所有条款"))
        for button in (self.whole, self.everywhere):
            button.setVisible(on and not valued and takes_result(rule))
        standing = "override" in self._desk.view.records.get(record_of(rule), {})
        self.override.setVisible(bool(valued) and not standing and observing.deciding != rule.item.id and observing.leads())
        self._say_total(rule, records, valued)
        self._say_difference(records)
        self.setVisible(on or rule.item.kind != "guidance")

    def _say_total(self, rule: RuleItem, records: list[Observation], valued: list[Observation]) -> None:
        self.total.setText(total_words(rule, valued))
        total = observed.roll_up(records)
        if total is not None:
            beside = _("；现在计入的是组长改判的结果") if "override" in self._desk.view.records.get(record_of(rule), {}) else ""
            text = _("规则：{rule}{beside}。").format(rule=rule_words(total.way), beside=beside)
        elif records and not valued and takes_result(rule):
            text = _("现场记录只有所见，没有结果；得分由组长直接填写。")
        else:
            text = ""
        self.rule_note.setText(text)
        for label in (self.total, self.rule_note):
            label.setVisible(bool(label.text()))

    def _say_difference(self, records: list[Observation]) -> None:
        names = dict(sites_of(self._desk.view))
        said = []
        for places in observed.differences(records):
            found = "，".join(f"{one.auditor}“{value_words(one)}”" for one in places)
            said.append(_("{site}：{found}").format(site=names.get(places[0].site or "", _("总部")), found=found))
        text = _("{where}。两人结果不同，请核对后改正，或由组长改判。").format(where="；".join(said)) if said else ""
        if text or not self.difference.isHidden():
            self.difference.say(text)

    # Doing

    def press(self, key: str) -> bool | None:
        """Take a key of the page; None when it is not for the records."""
        rule, observing = self.rule, self._observing
        if rule is None:
            return None
        if key in ("O", "P"):
            (self.next_place if key == "O" else self.decide)()
            return True
        takes = observing.takes_keys(rule)
        if takes and key == "N":
            # Not applicable is said of the clause, not of a place; where there are results only the leader says so.
            if observing.valued(rule):
                self.decide()
                return True
            observing.switch(rule.item.id, on=False)
            return None
        if takes or (observing.is_on(rule) and (key in METHOD_KEYS or key == "T")):
            return self.editor.press(key)
        return None

    def decide(self) -> None:
        """The leader decides in place of the observations: the reason first."""
        rule, shell = self.rule, self._desk.context.shell
        if rule is None:
            return
        if not self._observing.valued(rule):
            shell.toast(_("这一条没有带结果的现场记录，直接评分即可。"))
        elif not self._observing.leads():
            shell.toast(_("只有组长能改判；这次审查的组长是{name}。").format(name=observed.leader(self._desk.view.document)))
        else:
            self._observing.decide(rule.item.id, record_of(rule))
            self.deciding.emit()

    def observe_all(self) -> None:
        """Observe every clause site by site, or only those that are switched."""
        on = self._observing.switch_all()
        self._desk.context.shell.toast(_("所有条款都按场所记录；再按 Shift+O 取消。") if on else _("不再默认按场所记录，已有的记录不变。"))

    def next_place(self) -> None:
        """Observe this clause; once it is observed, go to the next site without a result of mine."""
        rule, observing = self.rule, self._observing
        if rule is None or rule.item.kind == "guidance":
            return
        scored_whole = takes_result(rule) and not observing.takes_keys(rule) and observing.deciding != rule.item.id
        if scored_whole or not observing.is_on(rule):
            observing.switch(rule.item.id, on=True)
        elif not observing.next_blank(rule):
            self._desk.context.shell.toast(_("各场所都有你的结果了。"))

    def _score_whole(self) -> None:
        if self.rule is not None:
            self._observing.switch(self.rule.item.id, on=False)

    def _pick(self, place: int) -> None:
        self._observing.pick(self.list.lines()[place].place)

    def record_links(self, rule: RuleItem) -> list[str]:
        """The record a file belongs to beside the clause: the one at hand, once it is one."""
        if not self._observing.is_on(rule):
            return []
        place = self._observing.at_hand(rule)
        return [place.record] if place.id else []


def total_words(rule: RuleItem, valued: list[Observation]) -> str:
    """What the observations of a clause, or of all clauses under a group, come to."""
    if not valued:
        return ""
    if any(one.item != rule.item.id for one in valued):
        return _("其下共 {n} 条带结果").format(n=len(valued))
    total = observed.roll_up(valued)
    if total is None:
        return _("共 {n} 条，结果的种类不同，无法汇总").format(n=len(valued))
    points = observed.rolled_points(rule, total)
    value = "" if points is None else _("，得 {points}").format(points=words.points(points))
    return _("汇总 {n} 条：{value}{points}").format(n=len(valued), value=value_words(total), points=value)
