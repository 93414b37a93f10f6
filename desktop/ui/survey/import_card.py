"""Taking in a table of responses: read beside the window, looked at, its columns and options set right, what cannot be read listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktop.base.words import _
from desktop.domain.questionnaire import forms_of
from desktop.domain.survey_columns import option_of
from desktop.domain.survey_mapping import FIELDS
from desktop.ui.survey.import_faces import ImportFaces
from desktop.ui.survey.import_lists import AUTO, field_words
from desktop.ui.survey.import_settings import ImportSettings
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.survey_import import Imported, Prepared
    from desktop.actions.workspace import AuditView, Workspace
    from desktop.domain.scheme import Survey
    from desktop.domain.survey_mapping import Mapping
    from desktop.domain.survey_table import Table
    from desktop.ui.page import Context
    from desktop.ui.runner import IsCancelled, Progress, Work


class ImportCard(Card):
    """Hidden until a file is read; `read(path)` begins. Signal: `moved` when it comes or goes."""

    moved = Signal()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(spacing=8)
        self.context, self.view = context, view
        self.path: Path | None = None
        self.table: Table | None = None
        self.prepared: Prepared | None = None
        self.mapping: Mapping | None = None
        self._work: Work | None = None
        self._stopped = False
        self._build()
        self.hide()

    def _build(self) -> None:
        self.title = Label("", size=15, weight=500, elide=True)
        self.fault = Notice("")
        self.fault.hide()
        self.says = Label("", role="text2", wrap=True)
        self.settings = ImportSettings()
        self.settings.changed.connect(self._settings)
        self.faces = ImportFaces()
        self.faces.columns.mapped.connect(self._map)
        self.faces.labels.labelled.connect(self._label)
        self.take = Button("", kind="primary")
        self.take.clicked.connect(self._take_in)
        self.copy = Button(_("复制清单"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.close_button = Button(_("关闭"), kind="ghost", key="Esc")
        self.close_button.clicked.connect(self._end)
        shut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        shut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shut.activated.connect(self._end)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        self.body.addLayout(top)
        for widget in (self.fault, self.says, self.settings):
            self.body.addWidget(widget)
        self.body.addWidget(self.faces, 1)
        self.body.addLayout(foot)

    # Reading

    def read(self, path: Path) -> None:
        """Read a file beside the window; the status bar shows it and can stop it."""
        self.path = path
        audit = self.context.audit

        def remembered(ws: Workspace) -> tuple[Mapping | None, bool]:
            from desktop.actions import survey_import

            begun = survey_import.begun_mapping(ws, audit)
            return (begun, True) if begun is not None else (survey_import.remembered_mapping(ws, audit), False)

        self._blank(_("正在读取 {name}").format(name=path.name))
        self.context.runner.ask(self, remembered, lambda found: self._begin(*found), self._failed)

    def _begin(self, remembered: Mapping | None, begun: bool) -> None:
        path, view = self.path, self.view
        assert path is not None

        def work(progress: Progress, cancelled: IsCancelled) -> tuple[Table, Prepared]:
            from desktop.actions import survey_import

            def watch(row: int, total: int) -> bool:
                progress(row, total)
                return cancelled()

            table = survey_import.read_table(path, None, remembered, watch)
            return table, survey_import.prepare(view, table, None, remembered, begun=begun)

        self._work = self.context.runner.work(self, work, self._read, self._failed, title=_("读取答卷"))
        self._work.ended.connect(self._ended)

    def _blank(self, title: str) -> None:
        self.table = self.prepared = self.mapping = None
        self.title.setText(title)
        self.says.setText("")
        self.fault.say("")
        self._stopped = False
        self.close_button.set_text(_("取消"))
        for widget in (self.settings, self.take, self.copy):
            widget.hide()
        self._spread(False)
        self.show()
        self.moved.emit()

    def _spread(self, wide: bool) -> None:
        """Take all the room there is, or no more than a few lines."""
        self.faces.setVisible(wide)
        policy = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def is_wide(self) -> bool:
        """Whether a table is being looked at."""
        return not self.isHidden() and not self.faces.isHidden()

    def _ended(self) -> None:
        """What was read or refused is shown right after."""
        self._stopped = self._work is not None and self._work.is_cancelled()
        self._work = None
        self.close_button.set_text(_("关闭"))
        if self._stopped:
            self.title.setText(_("已取消，没有导入"))

    def _failed(self, sentence: str) -> None:
        if not self._stopped:
            self.title.setText(_("没有导入"))
            self.fault.say(sentence)

    def _read(self, found: tuple[Table, Prepared]) -> None:
        self.table = found[0]
        self._show(found[1])
        batch = found[1].batch
        unknown = any(not one.known for one in found[1].preview.said)
        self.faces.show_face("columns" if batch is None else "labels" if unknown else "refused" if batch.refused else "first")
        self.faces.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        if self._work is not None:
            self._work.cancel()
            return
        self.hide()
        self.moved.emit()

    # Showing

    def _form(self) -> Survey | None:
        survey = self.view.scheme.survey
        return forms_of(survey, self.view.document.questionnaire).current if survey is not None else None

    def _words(self) -> dict[str, str]:
        form = self._form()
        asked = form.questions if form is not None else ()
        return {question.id: f"{place} {question.text}" for place, question in enumerate(asked, 1)} | field_words()

    def _show(self, prepared: Prepared) -> None:
        form = self._form()
        if self.table is None or form is None:
            return
        self.prepared, self.mapping = prepared, prepared.guess.mapping
        batch, looks = prepared.batch, prepared.preview
        refused = batch.refused if batch is not None else ()
        self.title.setText(prepared.name)
        self.fault.say("")
        if batch is None:
            said = [_("{n} 题找不到对应的列，请在“列对应”里为各列选定题目。").format(n=len(prepared.guess.missing))]
        else:
            counted = _("可导入 {new} 份，已有 {same} 份，不能读入 {bad} 行。")
            said = [counted.format(new=len(batch.responses), same=batch.same, bad=len(refused)), *batch.notes]
        self.says.setText("\n".join(said))
        self.settings.show_mapping(self.mapping, self.table, prepared.guess.head.row)
        self.faces.show_table(looks, self.mapping, form, self._words(), refused)
        self.copy.setVisible(bool(refused))
        self.settings.show()
        self._spread(True)
        self.moved.emit()
        self.take.setVisible(batch is not None and bool(batch.responses))
        self.take.set_text(_("导入 {n} 份").format(n=len(batch.responses) if batch else 0))

    def _copy(self) -> None:
        lines = ["\t".join(row.cells) for row in self.faces.refused.table()]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.context.shell.toast(_("已复制 {n} 行").format(n=len(lines)))

    # Setting right

    def _map(self, title: str, target: str) -> None:
        if self.mapping is None or self.prepared is None:
            return
        titles = self.prepared.guess.head.titles
        # A question has one column: the one chosen last.
        kept = {key: value for key, value in self.mapping.columns.items() if value != target or target in FIELDS}
        option = option_of(title, titles) if target in ("site", "service") else {}
        # A column that ticks an option brings the other options of its question along.
        more = {other: f"{target}={word}" for other, word in option.items() if other == title or other not in kept}
        self._again(replace(self.mapping, columns=kept | ({title: target} if title not in more else {}) | more))

    def _label(self, text: str, points: object) -> None:
        if self.mapping is None:
            return
        labels = {label: worth for label, worth in self.mapping.labels.items() if label != text}
        if points != AUTO:
            labels[text] = points if isinstance(points, int) else None
        self._again(replace(self.mapping, labels=labels))

    def _settings(self, mapping: Mapping) -> None:
        if self.mapping is None:
            return
        if mapping.sheet != self.mapping.sheet:
            # Another sheet is another table.
            self._blank(self.title.text())
            self._begin(mapping, True)
        elif mapping.header_row != self.mapping.header_row:
            self._again(mapping, anew=True)
        else:
            self._again(mapping)

    def _again(self, mapping: Mapping, *, anew: bool = False) -> None:
        """Look at the table once more; what was set is remembered. `anew`: the columns are looked for again."""
        table, view, audit = self.table, self.view, self.context.audit
        if table is None:
            return
        self.mapping = mapping
        rows: Table = table

        def look(_progress: object, _cancelled: object) -> Prepared:
            from desktop.actions import survey_import

            return survey_import.prepare(view, rows, None if anew else mapping, mapping if anew else None, begun=anew)

        def keep(ws: Workspace) -> None:
            from desktop.actions import survey_import

            survey_import.keep_mapping(ws, audit, mapping)

        def show(prepared: Prepared) -> None:
            # Another change may have come meanwhile.
            if self.mapping is mapping:
                self._show(prepared)

        self.context.runner.work(self, look, show, self.fault.say, title=_("整理答卷"))
        self.context.runner.act(self, keep, None, self.fault.say)

    # Taking in

    def _take_in(self) -> None:
        audit, prepared = self.context.audit, self.prepared
        if prepared is None:
            return
        whole: Prepared = prepared
        self.take.setEnabled(False)

        def take(ws: Workspace) -> Imported:
            from desktop.actions import survey_import

            return survey_import.take_in(ws, audit, whole)

        def failed(sentence: str) -> None:
            self.take.setEnabled(True)
            self.fault.say(sentence)

        self.context.runner.act(self, take, self._taken, failed)

    def _taken(self, found: Imported) -> None:
        self.take.setEnabled(True)
        self.take.hide()
        self.context.shell.toast(_("已导入 {n} 份答卷").format(n=len(found.added)), undo=True)
        if not found.refused:
            self._end()
            return
        said = _("已导入 {new} 份，已有 {same} 份，{bad} 行没有导入，清单在下面。")
        self.says.setText("\n".join([said.format(new=len(found.added), same=found.same, bad=len(found.refused)), *found.notes]))
        self.faces.show_only_refused(found.refused)
        self.copy.show()
        self.settings.hide()
