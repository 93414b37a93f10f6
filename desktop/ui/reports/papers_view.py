"""The view of reports and forms: what there is at the left, what the chosen one lacks in the middle, its pages at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from desktop.base.words import _
from desktop.domain.report_contents import report_form
from desktop.ui.drafting import Drafts
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_export import PaperExport
from desktop.ui.reports.contents import lacks_of, parts_of
from desktop.ui.reports.folder_export import FolderExport
from desktop.ui.reports.kinds import Kinds, kinds_of, title_of
from desktop.ui.reports.maker import Made, Maker, Wish
from desktop.ui.reports.narratives import asked_by
from desktop.ui.reports.nav import FOLD, Part, rows_of
from desktop.ui.reports.nav_pane import NavPane
from desktop.ui.reports.places import HERE, Place, form_place
from desktop.ui.reports.preview import Preview
from desktop.ui.reports.work import WIDTH, WorkColumn
from desktop.ui.viewed_page import PageView

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import ReportForm
    from desktop.ui.reports.paper import Mark


class PapersView(PageView):
    """See the module."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Ctrl", "PgDn"), _("下一份")),
        KeyHint(("PgUp", "PgDn"), _("翻页")),
        KeyHint(("F8",), _("下一缺项")),
        KeyHint(("F7",), _("内部版或客户版")),
        KeyHint(("Ctrl", "E"), _("导出")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Ctrl", "PgUp"), _("上一份报告或表单")),
        KeyHint(("Ctrl", "Shift", "E"), _("全部导出到文件夹")),
        KeyHint(("Ctrl", "+"), _("放大")),
        KeyHint(("Ctrl", "−"), _("缩小")),
        KeyHint(("Ctrl", "0"), _("适合宽度")),
        KeyHint(("Ctrl", "Enter"), _("写完一段文字，预览随即更新")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._kinds: Kinds = kinds_of(view)
        self._kind = self._kinds.every()[0].id
        self._unfolded = False
        self._with_parts = True
        self._client_copy = False
        self._made: Made | None = None
        self.exporting = PaperExport(context, self)
        self.exporting_all = FolderExport(context, self)
        self._drafts = Drafts(context, self)
        self.maker = Maker(context, self)
        self.nav = NavPane()
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
        row.addWidget(self.nav)
        row.addWidget(split, 1)
        self.setFocusProxy(self.nav.list)
        self._connect()
        self._show()
        self._drafts.restore()
        self.maker.want(self._wish(), at_once=True)

    def _connect(self) -> None:
        self.nav.list.paper_chosen.connect(self._clicked_kind)
        self.nav.list.part_opened.connect(self._open_part)
        self.nav.list.folded.connect(self.fold)
        self.nav.export_all.clicked.connect(self.export_all)
        self.work.missing.wanted.connect(self._follow)
        self.work.conclusion_wanted.connect(lambda: self.context.shell.go(HERE, "conclusion"))
        self.work.place_wanted.connect(self._fill_form)
        self.work.export_wanted.connect(self.export)
        for exporting, button in ((self.exporting, self.work.export), (self.exporting_all, self.nav.export_all)):
            exporting.busy.connect(lambda busy, button=button: button.setEnabled(not busy))
            exporting.written.connect(self._exported)
            exporting.failed.connect(self._not_exported)
        self.preview.copy_chosen.connect(self.choose_copy)
        self.preview.again.connect(lambda: self.maker.want(self._wish(), at_once=True))
        self.maker.made.connect(self._take)
        self.maker.failed.connect(self.preview.show_failed)
        self.maker.busy.connect(self.preview.set_busy)
        for keys, does in (
            ("PgUp", lambda: self.preview.sheets.turn(-1)),
            ("PgDown", lambda: self.preview.sheets.turn(1)),
            ("Ctrl+PgUp", lambda: self.next_kind(-1)),
            ("Ctrl+PgDown", lambda: self.next_kind(1)),
            ("F7", lambda: self.choose_copy(not self._client_copy)),
            ("F8", self.next_lack),
            ("Ctrl+E", self.export),
            ("Ctrl+Shift+E", self.export_all),
            ("Ctrl++", lambda: self.preview.zoom(1)),
            ("Ctrl+=", lambda: self.preview.zoom(1)),
            ("Ctrl+-", lambda: self.preview.zoom(-1)),
            ("Ctrl+0", lambda: self.preview.zoom(0)),
        ):
            self.shortcut(keys, does)

    # What is shown

    def refresh(self, view: AuditView) -> None:
        before = self.view
        super().refresh(view)
        self._show()
        if view.records is not before.records:
            self.maker.want(self._wish())

    def summary(self) -> str:
        own = self._kinds
        return _("报告 {reports} 种，表单 {begun} 种有内容").format(reports=len(own.reports), begun=len(own.begun))

    def kind(self) -> str:
        """The kind of the paper at hand."""
        return self._kind

    def reveal(self, record: str) -> None:
        asked = record.removeprefix("kinds/")
        if asked != record:
            if any(kind.id == asked for kind in self._kinds.every()):
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
        self._kinds = kinds_of(self.view)
        if all(kind.id != self._kind for kind in self._kinds.every()):
            self._kind = self._kinds.every()[0].id
        place = form_place(self.view, self._kind)
        self.work.show_view(self.view, self._kind, form, lacks_of(self.view, form), place.link if place is not None else "")
        self.nav.set_count(len(self._kinds.printed()))
        self._show_rows()
        title = title_of(self.view, self._kind)
        if form is None:
            self.nav.show_source(title)
            return
        source = _("{title}，规则 {clause}").format(title=title, clause=form.clause)
        lent = form.status == "borrowed"
        self.nav.show_source(title if lent else source, (form.heading or form.clause) if lent else "")

    def _show_rows(self) -> None:
        made = self._made if self._made is not None and self._made.wish.kind == self._kind else None
        outline: tuple[Mark, ...] = made.paper.outline if made is not None else ()
        named = (self._kind, title_of(self.view, self._kind))
        parts = parts_of(self.view, self._form(), named, outline) if self._with_parts else []
        self.nav.list.set_rows(rows_of(self._kinds, self._kind, parts, unfolded=self._unfolded))

    def _take(self, made: Made) -> None:
        other = self._made is None or self._made.wish.kind != made.wish.kind
        self._made = made
        self.preview.show_made(made)
        if other:
            self.preview.sheets.go(0)
        self._show_rows()

    # What a person does

    def _clicked_kind(self, kind: str) -> None:
        """Another paper; the one at hand once more shows its parts or puts them away, so that the list is short."""
        if kind == self._kind:
            self._with_parts = not self._with_parts
            self._show_rows()
        self.choose_kind(kind)

    def choose_kind(self, kind: str) -> None:
        """Another report or form."""
        if kind == self._kind:
            return
        self._with_parts = True
        self._drafts.commit_all()
        self._kind = kind
        self._show()
        self.nav.list.see(kind)
        self.maker.want(self._wish(), at_once=True)

    def next_kind(self, by: int) -> None:
        """The paper before or after the one at hand, among those that hold something."""
        listed = [kind.id for kind in self._kinds.printed()]
        place = listed.index(self._kind) + by if self._kind in listed else 0
        if listed:
            self.choose_kind(listed[place % len(listed)])

    def fold(self) -> None:
        """Show the forms that are still empty, or put them away."""
        self._unfolded = not self._unfolded
        self._show_rows()
        self.nav.list.set_current(FOLD)

    def choose_copy(self, client: bool) -> None:
        """The client's copy, or ours."""
        self._client_copy = client
        self.preview.copy.select("client" if client else "own")
        self.maker.want(self._wish(), at_once=True)

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
        if place.step == HERE and place.record.startswith("report"):
            self.reveal(place.record)
        else:
            self.context.shell.go(place.step, place.record)

    def _fill_form(self) -> None:
        place = form_place(self.view, self._kind)
        if place is not None:
            self.context.shell.go(place.step, place.record)

    # Export

    def export(self) -> None:
        """Ask where, then write the PDF."""
        self._drafts.commit_all()
        self.exporting.ask(self.view, self._kind, client_copy=self._client_copy)

    def export_to(self, path: Path) -> None:
        """Write the paper at hand as it stands now."""
        self.exporting.write(path, self._kind, client_copy=self._client_copy)

    def export_all(self) -> None:
        """Ask for a folder, then write all papers that hold something."""
        self._drafts.commit_all()
        self.exporting_all.ask(self.view, client_copy=self._client_copy)

    def _exported(self, path: Path, said: str) -> None:
        self.work.say_exported(said)
        self.work.exported.setToolTip(str(path))

    def _not_exported(self, sentence: str) -> None:
        self.work.exported.hide()
        self.work.refused.say(sentence)
