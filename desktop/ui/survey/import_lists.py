"""The two lists of an import that are set right by hand: which column is which question, and what a cell's text is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.survey_mapping import FIELDS, LABELS
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.survey_mapping import Mapping
    from desktop.domain.survey_preview import ColumnLook, Said

_STEM = 16
# What a label may say beside points.
AUTO, NONE = "auto", "none"


def field_words() -> dict[str, str]:
    """What a column may hold besides an answer, in words."""
    words = (
        _("答卷标识"), _("序号"), _("受访者编号"), _("开始时间"), _("提交时间"), _("用时"), _("校验状态"),
        LABELS["site"], LABELS["service"],
        LABELS["consent"], LABELS["remark"], _("不用"),
    )  # fmt: skip
    return dict(zip(FIELDS, words, strict=True))


class _List(ScrollColumn):
    def __init__(self, name: str, share: int) -> None:
        super().__init__(margins=(0, 0, 8, 0), spacing=0)
        self._share = share
        self.choice: Choice | None = None  # the one that is open
        self.rows = ElementList(name=name, title_share=share)
        self.body.addWidget(self.rows)

    def _open(self, id_: str, title: str, choice: Choice) -> None:
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor = QWidget()
        row = QHBoxLayout(editor)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(Label(title, weight=500, elide=True), self._share)
        row.addWidget(choice, 100 - self._share)
        editor.setFocusProxy(choice)
        self.choice = choice
        self.rows.open_editor(id_, editor)
        choice.setFocus()
        self.ensureVisible(0, self.rows.current_rect().center().y(), 0, 60)


class ColumnsList(_List):
    """Signal: `mapped(str, str)` with a column's title and what it holds."""

    mapped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("各列对应的题目"), 48)
        self._words: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self.rows.opened.connect(self._edit)
        self.rows.removed.connect(lambda title: self.mapped.emit(title, "ignore"))

    def show_columns(self, looks: Sequence[ColumnLook], mapping: Mapping, questions: Sequence[str], words: dict[str, str]) -> None:
        """`words`: what each target is called; `questions`: the ids of the questions."""
        self._words, self._targets = words, dict(mapping.columns)
        self._parts = {look.title: look.part for look in looks}
        rows = []
        for look in looks:
            target = mapping.columns.get(look.title, "")
            name, _equals, option = target.partition("=")
            known = target if target in questions else name
            said = words.get(known, _("未用")) + (_("：勾选“{option}”").format(option=option) if option and known == name else "")
            rows.append(ElementRow(look.title, look.part, said, _note(look), faint=not target or target == "ignore"))
        self.rows.close_editor()
        self.rows.set_rows(rows)

    def _edit(self, id_: str) -> None:
        choice = Choice(list(self._words.items()), name=id_)
        target = self._targets.get(id_, "ignore")
        choice.select(target if target in self._words else target.partition("=")[0])
        choice.chosen.connect(lambda chosen: self.mapped.emit(id_, chosen))
        self._open(id_, self._parts.get(id_, id_), choice)


def _note(look: ColumnLook) -> str:
    stem = look.stem if len(look.stem) <= _STEM else look.stem[: _STEM - 1] + "…"
    if look.shape == "matrix":
        return _("矩阵题 {stem}").format(stem=stem)
    if look.shape == "choice":
        return _("多选题 {stem}").format(stem=stem)
    return _("如 {example}").format(example=look.example) if look.example else _("空列")


class LabelsList(_List):
    """Signal: `labelled(str, object)` with a text and its points; None: no answer; AUTO: as it is read by itself."""

    labelled = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("各选项的分值"), 48)
        self._said: dict[str, Said] = {}
        self._scale = 5
        self.rows.opened.connect(self._edit)
        self.rows.removed.connect(lambda text: self.labelled.emit(text, AUTO))

    def show_said(self, said: Sequence[Said], scale: int) -> None:
        """Other texts."""
        self._said, self._scale = {one.text: one for one in said}, scale
        self.rows.close_editor()
        self.rows.set_rows(
            [ElementRow(one.text, one.text, _worth(one), _("{n} 次").format(n=one.times), faint=not one.known) for one in said]
        )

    def _edit(self, id_: str) -> None:
        one = self._said[id_]
        words = [(str(points), _("{n} 分").format(n=points)) for points in range(self._scale, 0, -1)]
        choice = Choice([(AUTO, _("自动识别")), *words, (NONE, _("不算作答"))], name=id_)
        choice.select((NONE if one.points is None else str(one.points)) if one.by_label else AUTO)
        choice.chosen.connect(lambda chosen: self.labelled.emit(id_, None if chosen == NONE else chosen if chosen == AUTO else int(chosen)))
        self._open(id_, id_, choice)


def _worth(one: Said) -> str:
    if not one.known:
        return _("不认识，请选分值")
    worth = _("不算作答") if one.points is None else _("{n} 分").format(n=one.points)
    return _("{worth}（手工指定）").format(worth=worth) if one.by_label else worth
