"""The middle column of the papers: the conclusion in a line, what the paper lacks, its texts, and below them the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.papers import paper_titles
from desktop.domain.report_contents import contents_of
from desktop.ui.reports.conclusion_strip import ConclusionStrip
from desktop.ui.reports.missing import Missing
from desktop.ui.reports.narratives import PREFIX, Narratives
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Pane
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import ReportForm
    from desktop.ui.drafting import Drafts
    from desktop.ui.reports.missing import Lack

WIDTH = 344


class WorkColumn(Pane):
    """Signals: `export_wanted`; `conclusion_wanted`; `place_wanted` to where a form is filled in. Sections: `missing`, `narratives`."""

    export_wanted = Signal()
    conclusion_wanted = Signal()
    place_wanted = Signal()

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(WIDTH * 14 // 10)
        self.conclusion = ConclusionStrip()
        self.conclusion.wanted.connect(self.conclusion_wanted)
        self.missing = Missing()
        self.form = FormCard()
        self.form.fill.clicked.connect(self.place_wanted)
        self.drafts_only = Notice(variant="open", title=_("只能出草稿"))
        self.narratives = Narratives(drafts)
        self.scrolled = ScrollColumn(margins=(16, 14, 10, 24), spacing=18)
        for widget in (self.conclusion, self.form, self.missing, self.drafts_only, self.narratives):
            self.scrolled.body.addWidget(widget)
        self.refused = Notice(title=_("没有导出"))
        self.refused.hide()
        self.export = Button(_("导出 PDF 草稿"), kind="primary", icon="download", key="Ctrl E")
        self.export.clicked.connect(self.export_wanted)
        self.exported = Label("", size=12, role="text2", elide=True)
        self.exported.hide()
        foot = Pane("window", edge="top")
        under = QVBoxLayout(foot)
        under.setContentsMargins(16, 11, 16, 12)
        under.setSpacing(8)
        under.addWidget(self.refused)
        under.addWidget(self.exported)
        under.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scrolled, 1)
        column.addWidget(foot)

    def show_view(self, view: AuditView, kind: str, form: ReportForm | None, lacks: list[Lack], place: str) -> None:
        """The audit as it stands, for a paper of this kind; `place`: the word of the link to where a form is filled in."""
        is_form = kind in paper_titles(view.scheme)
        self.conclusion.show_view(view)
        self.missing.set_lacks(lacks, len(contents_of(form, view.document)) if form is not None else None)
        self.missing.setVisible(not is_form)
        self.form.show_form(paper_titles(view.scheme).get(kind, ""), place)
        self.drafts_only.say("" if is_form else _unverified(view))
        self.narratives.show_view(view, form)
        self.narratives.setVisible(not is_form)

    def show_part(self, view: AuditView, form: ReportForm | None, content: str, *, focus: bool) -> None:
        """Bring what a content is made of to sight, as far as it is written here."""
        needs = [path for one in contents_of(form, view.document) if one.id == content for path in one.needs] if form is not None else []
        here = [path for path in needs if path.startswith(PREFIX)]
        if here:
            self.reveal(here[0], focus=focus)

    def reveal(self, record: str, *, focus: bool = True) -> bool:
        """Bring a narrative to sight; false when it is not written here."""
        section, _dot, key = record.replace("/", ".").partition(".")
        target: QWidget | None = self.narratives.area(key) if section == "report" else None
        if target is None:
            return False
        if focus:
            self.narratives.focus(key)
        # After the layout has placed what was just shown.
        QTimer.singleShot(0, target, lambda: self._see(target))
        return True

    def next_lack(self) -> bool:
        """Go to the next link that repairs something; false when there is none."""
        links = [link for link in self.missing.links() if not link.isHidden()]
        if not links:
            return False
        place = next((place for place, link in enumerate(links) if link.hasFocus()), -1)
        link = links[(place + 1) % len(links)]
        link.setFocus()
        self._see(link)
        return True

    def _see(self, widget: QWidget) -> None:
        self.scrolled.ensureWidgetVisible(widget, 0, 48)

    def say_exported(self, sentence: str) -> None:
        """What was written, and where."""
        self.refused.hide()
        self.exported.setText(sentence)
        self.exported.setVisible(bool(sentence))


class FormCard(Card):
    """What a form is printed from, and the way there."""

    def __init__(self) -> None:
        super().__init__("sunken", margins=(14, 10, 6, 8))
        self._text = Label("", wrap=True)
        self.fill = Button("", kind="ghost", chevron=True)
        self.body.addWidget(self._text)
        self.body.addWidget(self.fill)

    def show_form(self, title: str, place: str) -> None:
        """A form by its title; without one the card is hidden."""
        self._text.setText(_("《{title}》由填写的内容生成，空白处留作签字。").format(title=title))
        self.fill.set_text(place)
        self.fill.setVisible(bool(place))
        self.setVisible(bool(title))


def _unverified(view: AuditView) -> str:
    """Why a final report is not possible: numbers from elsewhere."""
    found = view.grade.unverified
    if not found:
        return ""
    said = "；".join(f"{entry.text}（{entry.clause}）" for entry in found[:2])
    return _("{said}等 {n} 处。").format(said=said, n=len(found)) if len(found) > 2 else _("{said}。").format(said=said)
