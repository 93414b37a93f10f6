"""Taking in a table of responses: read beside the window, its columns shown and set right, what cannot be read listed with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout

from desktop.base.words import _
from desktop.domain.questionnaire import forms_of
from desktop.domain.survey_mapping import FIELDS, LABELS, Mapping
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.survey_import import Imported, Prepared
    from desktop.actions.workspace import AuditView
    from desktop.domain.survey_rows import RefusedRow
    from desktop.domain.survey_table import Table
    from desktop.ui.page import Context

MOST_SHOWN = 200


def field_words() -> dict[str, str]:
    """What a column may hold besides an answer, in words."""
    words = (
        _("答卷标识"), _("序号"), _("受访者编号"), _("开始时间"), _("提交时间"), _("用时"), _("校验状态"),
        LABELS["site"], LABELS["service"],
        LABELS["consent"], LABELS["remark"], _("不用"),
    )  # fmt: skip
    return dict(zip(FIELDS, words, strict=True))


class ImportCard(Card):
    """Hidden until a file is read; `read(path)` begins."""

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(spacing=6)
        self.context, self.view = context, view
        self.table: Table | None = None
        self.prepared: Prepared | None = None
        self.title = Label("", weight=500, elide=True)
        self.fault = Notice("")
        self.says = Label("", role="text2", wrap=True)
        self.columns = ElementList(name=_("各列对应的题目"), title_share=55)
        self.columns.opened.connect(self._edit)
        self.columns.removed.connect(lambda title: self._map(title, "ignore"))
        self.refused = Label("", role="wrong", wrap=True)
        self.take = Button("", kind="primary")
        self.take.clicked.connect(self._take_in)
        self.close_button = Button(_("关闭"), kind="ghost")
        self.close_button.clicked.connect(self.hide)
        self.scroll_area = ScrollColumn(margins=(0, 0, 8, 0), spacing=4)
        self.scroll_area.body.addWidget(self.refused)
        self.scroll_area.body.addWidget(self.columns)
        self.scroll_area.setFixedHeight(240)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.close_button)
        row.addStretch(1)
        for widget in (self.title, self.fault, self.says, self.scroll_area):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.fault.hide()
        self.hide()

    def read(self, path: Path) -> None:
        """Read a file beside the window; the status bar shows it and can stop it."""
        from desktop.actions import survey_import

        self.table = self.prepared = None
        self.title.setText(_("正在读取 {name}").format(name=path.name))
        self._blank()
        audit, view = self.context.audit, self.view

        def begin(remembered: Mapping | None) -> None:
            def work(progress: object, cancelled: object) -> tuple[Table, Prepared]:
                def watch(row: int, total: int) -> bool:
                    progress(row, total)  # type: ignore[operator]
                    return bool(cancelled())  # type: ignore[operator]

                table = survey_import.read_table(path, None, remembered, watch)
                return table, survey_import.prepare(view, table, None, remembered)

            self.context.runner.work(self, work, self._read, self._failed, title=_("读取答卷")).ended.connect(self._ended)

        self.context.runner.ask(self, lambda ws: survey_import.remembered_mapping(ws, audit), begin, self._failed)

    def _blank(self) -> None:
        self.says.setText("")
        self.fault.say("")
        self.refused.hide()
        self.columns.set_rows(())
        self.scroll_area.hide()
        self.take.hide()
        self.show()

    def _ended(self) -> None:
        # What was read or refused is shown right after; nothing comes after a cancel.
        if self.table is None and self.fault.isHidden():
            self.title.setText(_("已取消，没有导入"))

    def _failed(self, sentence: str) -> None:
        self.title.setText(_("没有导入"))
        self.fault.say(sentence)

    def _read(self, found: tuple[Table, Prepared]) -> None:
        self.table = found[0]
        self._show(found[1])

    def _show(self, prepared: Prepared) -> None:
        self.prepared = prepared
        batch, mapped = prepared.batch, prepared.guess.mapping
        self.title.setText(prepared.name)
        self.fault.say("")
        if batch is None:
            self.says.setText(_("{n} 题找不到对应的列，请在下面为各列选定题目。").format(n=len(prepared.guess.missing)))
        else:
            said = _("可导入 {new} 份，已有 {same} 份，不能读入 {bad} 行。").format(
                new=len(batch.responses), same=batch.same, bad=len(batch.refused)
            )
            self.says.setText("\n".join([said, *batch.notes]))
            self._show_refused(batch.refused)
        self.take.setVisible(batch is not None and bool(batch.responses))
        self.take.set_text(_("导入 {n} 份").format(n=len(batch.responses) if batch else 0))
        words = self._words()
        rows = []
        for title in prepared.guess.head.titles:
            target = mapped.columns.get(title, "")
            name, _equals, option = target.partition("=")
            said = words.get(name, _("未用")) + (f"：{option}" if option else "")
            rows.append(ElementRow(title, title, said, faint=not target or target == "ignore"))
        self.columns.close_editor()
        self.columns.set_rows(rows)
        self.scroll_area.show()

    def _show_refused(self, refused: tuple[RefusedRow, ...] | list[RefusedRow]) -> None:
        lines = [row.sentence for row in refused[:MOST_SHOWN]]
        if len(refused) > MOST_SHOWN:
            lines.append(_("……共 {n} 行").format(n=len(refused)))
        self.refused.setText("\n".join(lines))
        self.refused.setVisible(bool(lines))

    def _words(self) -> dict[str, str]:
        survey = self.view.scheme.survey
        asked = forms_of(survey, self.view.document.questionnaire).current.questions if survey is not None else ()
        return {question.id: f"{place} {question.text}" for place, question in enumerate(asked, 1)} | field_words()

    # Setting columns right

    def _edit(self, title: str) -> None:
        if self.prepared is None:
            return
        choice = Choice(list(self._words().items()), name=title)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.select(self.prepared.guess.mapping.columns.get(title, "ignore").partition("=")[0])
        choice.chosen.connect(lambda target: self._map(title, target))
        self.columns.open_editor(title, choice)

    def _map(self, title: str, target: str) -> None:
        from desktop.actions import survey_import

        table, prepared, view = self.table, self.prepared, self.view
        if table is None or prepared is None:
            return
        # A question has one column: the one chosen last.
        kept = {key: value for key, value in prepared.guess.mapping.columns.items() if value != target or target in FIELDS}
        mapping = replace(prepared.guess.mapping, columns=kept | {title: target})
        self.context.runner.work(
            self, lambda _progress, _cancelled: survey_import.prepare(view, table, mapping), self._show, self.fault.say, title=_("整理答卷")
        )

    def _take_in(self) -> None:
        from desktop.actions import survey_import

        audit, prepared = self.context.audit, self.prepared
        if prepared is None:
            return
        self.take.setEnabled(False)

        def done(found: Imported) -> None:
            self.take.setEnabled(True)
            self.take.hide()
            self.columns.set_rows(())
            self.scroll_area.setVisible(bool(found.refused))
            said = _("已导入 {new} 份，已有 {same} 份，{bad} 行没有导入。").format(
                new=len(found.added), same=found.same, bad=len(found.refused)
            )
            self.says.setText("\n".join([said, *found.notes]))

        def failed(sentence: str) -> None:
            self.take.setEnabled(True)
            self.fault.say(sentence)

        self.context.runner.act(self, lambda ws: survey_import.take_in(ws, audit, prepared), done, failed)
