"""Beside the questionnaire: how many questions each dimension has, the versions with what changed, and how many to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.questionnaire import OWN, Difference, Version, coverage, differences, forms_of, versions
from desktop.ui.survey.planner import Planner
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.cards import Hairline, Pane, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Survey
    from desktop.ui.page import Context

WIDTH = 320
_MOST = 12


def version_word(version: int) -> str:
    """方案原题 or 第 2 版."""
    return _("方案原题") if version == OWN else _("第 {n} 版").format(n=version)


def difference_words(found: Sequence[Difference], before: Survey, after: Survey) -> list[str]:
    """Each difference on a line, with the place of the question."""
    places = {question.id: place for place, question in enumerate(before.questions, 1)}
    places |= {question.id: place for place, question in enumerate(after.questions, 1)}
    words = {
        "added": _("＋ 第 {place} 题 {after}"),
        "removed": _("－ 原第 {place} 题 {before}"),
        "reworded": _("第 {place} 题 改为“{after}”，原为“{before}”"),
        "dimension": _("第 {place} 题 由{before}改到{after}"),
        "clauses": _("第 {place} 题 条款改为 {after}，原为 {before}"),
        "order": _("题目顺序有调整"),
        "scale": _("分制由 {before} 分改为 {after} 分"),
    }
    return [words[one.kind].format(place=places.get(one.question, ""), before=one.before or "–", after=one.after or "–") for one in found]


class Coverage(QWidget):
    """A bar for each dimension."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.rows: dict[str, tuple[Bar, Label]] = {}

    def show_counts(self, counts: dict[str, int]) -> None:
        """Other questions."""
        for title in [title for title in self.rows if title not in counts]:
            # A dimension that only a question named.
            bar, label = self.rows.pop(title)
            bar.hide()
            label.hide()
        most = max([*counts.values(), 1])
        for place, (title, count) in enumerate(counts.items()):
            if title not in self.rows:
                self.rows[title] = (Bar(0, 1, height=6, name=title), Label("", weight=500, align=Qt.AlignmentFlag.AlignRight))
                self._grid.addWidget(Label(title, role="text2"), place, 0)
                self._grid.addWidget(self.rows[title][0], place, 1)
                self._grid.addWidget(self.rows[title][1], place, 2)
            bar, label = self.rows[title]
            bar.set_value(count, most, empty=not count)
            label.setText(_("{n} 题").format(n=count))


class FormPane(Pane):
    """The right column of 问卷."""

    def __init__(self, context: Context) -> None:
        super().__init__("surface", edge="left")
        self.setFixedWidth(WIDTH)
        self._view: AuditView | None = None
        self._chosen: int | None = None
        self.coverage = Coverage()
        self.bare = Notice("", variant="open")
        self.bare.hide()
        self.versions = ElementList(name=_("问卷的版本"), removable=False)
        self.versions.opened.connect(lambda version: self.choose(int(version)))
        self.changes = Label("", size=12, role="text2", wrap=True)
        self.planner = Planner(context)
        column = ScrollColumn(margins=(16, 16, 16, 16), spacing=8)
        body = column.body
        for widget in (
            SectionHead(_("各方面的题数"), size=16), self.coverage, self.bare, Hairline(),
            SectionHead(_("版本"), note=_("点开看差别")), self.versions, self.changes, Hairline(), self.planner,
        ):  # fmt: skip
            body.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self._view = view
        survey = view.scheme.survey
        if survey is None:
            return
        forms = forms_of(survey, view.document.questionnaire)
        counts = coverage(forms.current)
        self.coverage.show_counts(counts)
        bare = [title for title, count in counts.items() if not count]
        said = _("{titles}没有题目，这些方面在结果中将是空白。").format(titles="、".join(bare)) if bare and forms.current.questions else ""
        self.bare.say(said)
        found = versions(forms, view.document.responses)
        self.versions.set_rows([self._row(one, forms.version) for one in found])
        if self._chosen is None or self._chosen not in forms.by_version:
            self._chosen = found[1].number if len(found) > 1 else None
        self._show_changes()
        self.planner.refresh(view)

    @staticmethod
    def _row(one: Version, current: int) -> ElementRow:
        said = _("{n} 题，{count} 份").format(n=len(one.form.questions), count=one.responses)
        return ElementRow(str(one.number), version_word(one.number) + (_("（现用）") if one.number == current else ""), "", said)

    def choose(self, version: int) -> None:
        """Show what the present version has otherwise than this one."""
        self._chosen = version
        self._show_changes()

    def _show_changes(self) -> None:
        view = self._view
        survey = view.scheme.survey if view is not None else None
        if view is None or survey is None:
            return
        forms = forms_of(survey, view.document.questionnaire)
        if self._chosen is None or self._chosen == forms.version:
            self.changes.setText(_("只有这一版。") if len(forms.by_version) == 1 else _("这是现用的一版。"))
            return
        before = forms.by_version[self._chosen]
        lines = difference_words(differences(before, forms.current), before, forms.current)
        more = [_("……共 {n} 处").format(n=len(lines))] if len(lines) > _MOST else []
        head = _("现用版与{version}相比：").format(version=version_word(self._chosen))
        self.changes.setText("\n".join([head, *(lines[:_MOST] or [_("题目相同")]), *more]))
