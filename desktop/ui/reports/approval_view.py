"""The approval list: all that is still wrong with the audit, step by step, the gravest first; each line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.ui.page import Context, KeyHint
from desktop.ui.reports import approving
from desktop.ui.reports.approval_group import ApprovalGroup
from desktop.ui.reports.places import place_of_notice, step_words
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Step

By = Literal["all", "critical", "warning", "note"]


class ApprovalView(PageView):
    """See the module."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("↑", "↓"), _("换条目")),
        KeyHint(("Enter",), _("去处理")),
        KeyHint(("F8",), _("下一必须处理")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._by: By = "all"
        self._notices: dict[str, Notice] = {}
        self.verdict = Card("sunken", margins=(16, 12, 16, 12))
        self.glyph = StatusGlyph("done", size=20)
        self.said = Label("", size=16, weight=500, wrap=True)
        self.under = Label("", role="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.said)
        words.addWidget(self.under)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.verdict.body.addLayout(row)
        self.pills: dict[By, FilterPill] = {}
        pills = QHBoxLayout()
        pills.setSpacing(6)
        for by, word in _filters().items():
            pill = FilterPill(word, 0, tone="wrong" if by == "critical" else "open" if by == "warning" else "neutral")
            pill.clicked.connect(partial(self.choose, by))
            self.pills[by] = pill
            pills.addWidget(pill)
        pills.addStretch(1)
        self.groups: dict[Step, ApprovalGroup] = {}
        self.column = ScrollColumn(margins=(24, 4, 24, 24), spacing=8)
        self.column.body.addWidget(self.verdict)
        self.column.body.addLayout(pills)
        for step, word in step_words().items():
            group = ApprovalGroup(word)
            group.wanted.connect(self.open)
            group.stepped_out.connect(partial(self._step, step))
            self.groups[step] = group
            self.column.body.addWidget(group)
        self.column.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)
        self.shortcut("F8", self.next_critical)
        self.pills["all"].setChecked(True)
        self.refresh(view)

    # What is shown

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        found = approving.everything(view)
        self._notices = {one.id: one for one in found}
        for by, pill in self.pills.items():
            pill.set_count(len(_passing(found, by)))
            pill.setVisible(by == "all" or bool(_passing(found, by)) or by == self._by)
        self._show_verdict(found)
        self._show_groups()
        self._lead_focus()

    def summary(self) -> str:
        return _("按今天的情况核对")

    def _show_verdict(self, found: Sequence[Notice]) -> None:
        critical, warnings = len(_passing(found, "critical")), len(_passing(found, "warning"))
        ended = self.view.document.termination is not None
        self.verdict.set_variant("open" if critical else "sunken")
        self.glyph.set_state("unverified" if critical else "done")
        if critical:
            self.said.setText(_("还不能提交：{n} 项必须处理").format(n=critical))
        else:
            self.said.setText(_("可以提交：提前终止的材料齐全") if ended else _("可以提交"))
        self.under.setText(
            _("另有 {n} 项请核对，不影响提交。").format(n=warnings)
            if warnings
            else _("处理完后这里显示可以提交。") if critical else _("没有必须处理的问题。")
        )  # fmt: skip

    def _show_groups(self) -> None:
        by_step: dict[Step, list[Notice]] = {step: [] for step in self.groups}
        for one in _passing(tuple(self._notices.values()), self._by):
            step = place_of_notice(self.view, one).step
            by_step.setdefault(step, []).append(one)
        for step, group in self.groups.items():
            group.show_notices(by_step[step])

    def _lead_focus(self) -> None:
        first = next((group.list for group in self._shown()), None)
        self.setFocusProxy(first if first is not None else self.pills["all"])

    def _shown(self) -> list[ApprovalGroup]:
        return [group for group in self.groups.values() if not group.isHidden()]

    # What a person does

    def choose(self, by: By, _on: bool = False) -> None:
        """Only what is of one severity, or all."""
        self._by = by
        for name, pill in self.pills.items():
            pill.setChecked(name == by)
        self._show_groups()
        self._lead_focus()

    def open(self, id_: str) -> None:
        """Lead to the place of a notice."""
        notice = self._notices.get(id_)
        if notice is not None:
            place = place_of_notice(self.view, notice)
            self.context.shell.go(place.step, place.record)

    def next_critical(self) -> None:
        """To the next sentence that stands in the way, from where the keys are."""
        groups = [group for group in self._shown() if any(one.severity == "critical" for one in group.notices())]
        if not groups:
            self.context.shell.toast(_("没有必须处理的问题"))
            return
        at = next((place for place, group in enumerate(groups) if group.list.hasFocus()), None)
        group = groups[at if at is not None else 0]
        places = [place for place, jump in enumerate(group.list.jumps()) if jump.tone == "wrong"]
        following = [place for place in places if place > group.list.current()] if at is not None else places
        if not following:
            group = groups[((at or 0) + 1) % len(groups)]
            following = [0]
        self._focus(group, following[0])

    def _step(self, step: Step, by: int) -> None:
        shown = self._shown()
        place = shown.index(self.groups[step]) + by
        if 0 <= place < len(shown):
            self._focus(shown[place], 0 if by > 0 else len(shown[place].list.jumps()) - 1)

    def _focus(self, group: ApprovalGroup, place: int) -> None:
        group.list.set_current(place)
        group.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        group.list.see_current()


def _filters() -> dict[By, str]:
    return {"all": _("全部"), "critical": _("必须处理"), "warning": _("请核对"), "note": _("提示")}


def _passing(found: Sequence[Notice], by: By) -> list[Notice]:
    return [one for one in found if by in ("all", one.severity)]
