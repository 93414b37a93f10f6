"""The control of a group: how its clauses stand, and one number in place of all of them where the group has points of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.grading import item_points
from desktop.domain.scoring import has_value
from desktop.ui.scoring import words
from desktop.ui.scoring.conformity_control import ConformityControl
from desktop.ui.scoring.score_control import ScoreControl
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk


class GroupControl(ScoreControl):
    """Points for the whole group. A sentence says what that does to the clauses under it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing = Label("", wrap=True)
        self._meaning = Label("", size=12, role="text2", wrap=True)
        self.column.insertWidget(0, self._standing)
        self.column.addWidget(self._meaning)

    def show_item(self, rule: RuleItem) -> None:
        super().show_item(rule)
        document, rules = self.view.document, self.view.rules
        got, of = item_points(rules, document, rule.item.id)
        own = document.items.get(rule.item.id)
        missing = {one.id for one in self.view.grade.missing}
        answered = sum(leaf not in missing for leaf in rule.leaves)
        if own is not None and own.score is not None:
            self._standing.setText(
                _("整组评分 {got} / {of}，其下 {n} 条不再逐条评分。").format(got=words.points(got), of=plain(of), n=len(rule.leaves))
            )
        else:
            self._standing.setText(
                _("其下 {n} 条，已评 {done} 条，得分 {got} / {of}。").format(
                    n=len(rule.leaves), done=answered, got=words.points(got), of=plain(of)
                )
            )
        under = sum(1 for leaf in rule.leaves if leaf != rule.item.id and leaf in document.items and has_value(document.items[leaf]))
        if own is not None and own.score is not None:
            text = _("给其中任何一条评分，整组评分就作废；撤销可以恢复。")
        elif under:
            text = _("填整组得分，这个数就代替其下各条，已评的 {n} 条将清除；撤销可以恢复。").format(n=under)
        else:
            text = _("填整组得分，这个数就代替其下各条，不再逐条评分。")
        self._meaning.setText(text)


class ConformityGroupControl(ConformityControl):
    """One result for a whole group of conformity clauses."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing = Label("", wrap=True)
        self._meaning = Label(
            _("给整组判定，这一个结果就代替其下各条；再判定其中一条，须先清除整组判定。"), size=12, role="text2", wrap=True
        )
        self.column.insertWidget(0, self._standing)
        self.column.addWidget(self._meaning)

    def show_item(self, rule: RuleItem) -> None:
        super().show_item(rule)
        missing = {one.id for one in self.view.grade.missing}
        done = sum(leaf not in missing for leaf in rule.conformity)
        self._standing.setText(_("其下 {n} 条，已判定 {done} 条。").format(n=len(rule.conformity), done=done))
