"""The step report: parts at the left, what is missing and written in the middle, the pages at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from desktop.actions import reports
from desktop.base.words import _
from desktop.domain.report_contents import report_form
from desktop.ui.drafting import Drafts
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.paper_export import PaperExport
from desktop.ui.reports.contents import lacks_of, parts_of
from desktop.ui.reports.maker import Made, Maker, Wish
from desktop.ui.reports.narratives import asked_by
from desktop.ui.reports.parts import Part, PartsPane
from desktop.ui.reports.places import HERE, Place
from desktop.ui.reports.preview import Preview
from desktop.ui.reports.work import WIDTH, WorkColumn

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.scheme import ReportForm
    from desktop.ui.reports.paper import Mark


class ReportPage(Page):
    """See the module."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("PgUp", "PgDn"), _("翻页")),
        KeyHint(("F8",), _("下一缺项")),
        KeyHint(("F7",), _("内部版或客户版")),
        KeyHint(("Ctrl", "E"), _("导出")),
        KeyHint(("Ctrl", "+"), _("放大")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Ctrl", "−"), _("缩小")),
        KeyHint(("Ctrl", "0"), _("适合宽度")),
        KeyHint(("Ctrl", "Enter"), _("写完一段文字，预览随即更新")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._kind = reports.kinds(view)[0][0]
        self._client_copy = False
        self._made: Made | None = None
        self.exporting = PaperExport(context, self)
        self._drafts = Drafts(context, self)
        self._maker = Maker(context, self)
        self.parts = PartsPane()
        self.work = WorkColumn(self._drafts)
        self.preview = Preview(context)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.work)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([WIDTH, 10_000])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.parts)
        row.addWidget(split, 1)
        self.setFocusProxy(self.parts.list)
        self._connect()
        self.parts.set_kinds(reports.kinds(view))
        self.parts.select_kind(self._kind)
        self._show()
        self._drafts.restore()
        self._maker.want(self._wish(), at_once=True)

    def _connect(self) -> None:
        runner = self.context.runner
        self.parts.kind_chosen.connect(self.choose_kind)
        self.parts.opened.connect(self._open_part)
        self.work.missing.wanted.connect(self._follow)
        self.work.conclusion.chosen.connect(lambda act: runner.act(self, act))
        self.work.conclusion.cleared.connect(self._clear_conclusion)
        self.work.conclusion.score_wanted.connect(lambda: self.context.shell.go("score"))
        self.work.export_wanted.connect(self.export)
        self.exporting.busy.connect(lambda busy: self.work.export.setEnabled(not busy))
        self.exporting.written.connect(self._exported)
        self.exporting.failed.connect(self._not_exported)
        self.preview.copy_chosen.connect(self.choose_copy)
        self.preview.again.connect(lambda: self._maker.want(self._wish(), at_once=True))
        self._maker.made.connect(self._take)
        self._maker.failed.connect(self.preview.show_failed)
        self._maker.busy.connect(self.preview.set_busy)
        for keys, does in (
            ("PgUp", lambda: self.preview.sheets.turn(-1)),
            ("PgDown", lambda: self.preview.sheets.turn(1)),
            ("F7", lambda: self.choose_copy(not self._client_copy)),
            ("F8", self.next_lack),
            ("Ctrl+E", self.export),
            ("Ctrl++", lambda: self.preview.zoom(1)),
            ("Ctrl+=", lambda: self.preview.zoom(1)),
            ("Ctrl+-", lambda: self.preview.zoom(-1)),
            ("Ctrl+0", lambda: self.preview.zoom(0)),
        ):
            self._shortcut(keys, does)

    def _shortcut(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    # What is shown

    def refresh(self, view: AuditView) -> None:
        before = self.view
        super().refresh(view)
        self._show()
        if view.records is not before.records:
            self._maker.want(self._wish())

    def reveal(self, record: str) -> None:
        asked = record.removeprefix("kinds/")
        if asked != record:
            if asked in dict(reports.kinds(self.view)):
                self.choose_kind(asked)
            return
        section, _dot, key = record.partition(".")
        if section == "report" and key not in self.work.narratives.shown():
            kind = next((form.kind for form in self.view.scheme.reports if key in asked_by(self.view, form)), None)
            if kind is not None:
                self.choose_kind(kind)
        self.work.reveal(record)

    def leave(self) -> None:
        self._drafts.commit_all()

    def _form(self) -> ReportForm | None:
        return report_form(self.view.scheme, self._kind)

    def _wish(self) -> Wish:
        return Wish(self._kind, self._client_copy)

    def _show(self) -> None:
        form = self._form()
        self.work.show_view(self.view, form, lacks_of(self.view, form))
        self._show_parts()
        if form is not None:
            source = _("{title}，规则 {clause}").format(title=form.title, clause=form.clause)
            lent = form.status == "borrowed"
            self.parts.show_source(form.title if lent else source, (form.heading or form.clause) if lent else "")
        else:
            title = dict(reports.kinds(self.view))[self._kind]
            self.parts.show_source(title)

    def _show_parts(self) -> None:
        known = self._made is not None and self._made.wish.kind == self._kind
        outline: tuple[Mark, ...] = self._made.paper.outline if known and self._made is not None else ()
        kind = next(kind for kind in reports.kinds(self.view) if kind[0] == self._kind)
        self.parts.list.set_parts(parts_of(self.view, self._form(), kind, outline))

    def _take(self, made: Made) -> None:
        other = self._made is None or self._made.wish.kind != made.wish.kind
        self._made = made
        self.preview.show_made(made)
        if other:
            self.preview.sheets.go(0)
        self._show_parts()

    # What a person does

    def choose_kind(self, kind: str) -> None:
        """Another report."""
        if kind == self._kind:
            return
        self._drafts.commit_all()
        self._kind = kind
        self.parts.select_kind(kind)
        self._show()
        self._maker.want(self._wish(), at_once=True)

    def choose_copy(self, client: bool) -> None:
        """The client's copy, or ours."""
        self._client_copy = client
        self.preview.copy.select("client" if client else "own")
        self._maker.want(self._wish(), at_once=True)

    def next_lack(self) -> None:
        """To the next thing that is missing."""
        if not self.work.next_lack():
            self.context.shell.toast(_("这份报告没有缺项"))

    def _open_part(self, part: Part) -> None:
        if part.page is not None:
            self.preview.sheets.go(part.page, max(0.0, part.down - 0.01))
        if part.id:
            self.work.show_part(self.view, self._form(), part.id, focus=False)

    def _follow(self, place: Place) -> None:
        if place.step == HERE:
            self.reveal(place.record)
        else:
            self.context.shell.go(place.step, place.record)

    def _clear_conclusion(self, act: Callable[[Workspace], Changes]) -> None:
        self.context.runner.act(self, act, lambda _changes: self.context.shell.toast(_("已清除结论"), undo=True))

    # Export

    def export(self) -> None:
        """Ask where, then write the PDF."""
        self._drafts.commit_all()
        self.exporting.ask(self.view, self._kind, client_copy=self._client_copy)

    def export_to(self, path: Path) -> None:
        """Write the report at hand as it stands now."""
        self.exporting.write(path, self._kind, client_copy=self._client_copy)

    def _exported(self, path: Path, said: str) -> None:
        self.work.say_exported(said)
        self.work.exported.setToolTip(str(path))

    def _not_exported(self, sentence: str) -> None:
        self.work.exported.hide()
        self.work.refused.say(sentence)
