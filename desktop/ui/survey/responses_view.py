"""答卷: every response with its hints, to be changed, left out or counted again; taken in from a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.questionnaire import Forms, forms_of
from desktop.domain.survey_flags import Flag, flags
from desktop.ui import dialogs
from desktop.ui.survey.import_card import ImportCard
from desktop.ui.survey.response_list import ResponseList
from desktop.ui.survey.void_row import VoidRow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Response
    from desktop.ui.page import Context

# So many are gone through within a few milliseconds.
AT_ONCE = 300
FILTERS = ("all", "face_to_face", "electronic", "flagged", "void")
TABLES = (".csv", ".tsv", ".txt", ".xlsx")


class Look(NamedTuple):
    """What there is to say of the responses: their hints, and how many stand under each filter."""

    flags: dict[str, tuple[Flag, ...]]
    counts: dict[str, int]


def look_at(responses: Sequence[Response]) -> Look:
    """Go through the responses once."""
    found = flags(responses)
    counts = dict.fromkeys(FILTERS, 0)
    for one in responses:
        counts["all"] += 1
        if one.channel is not None:
            counts[one.channel] += 1
        counts["flagged"] += one.id in found
        counts["void"] += one.void is not None
    return Look(found, counts)


class ResponsesView(QWidget):
    """Signals: `opened(str)` with the id of a response to change; `moved` when an import comes or goes.

    `head` belongs into the page's top row.
    """

    opened = Signal(str)
    moved = Signal()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__()
        self.context, self.view = context, view
        self._filter = "all"
        self._look = look_at(())
        self._looked: tuple[Response, ...] | None = None
        self.setAcceptDrops(True)
        self.list = ResponseList()
        self.list.opened.connect(self.opened)
        self.list.toggled.connect(self._toggle)
        self.void = VoidRow()
        self.void.given.connect(self._void)
        self.void.given_up.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.fault = Notice("")
        self.fault.hide()
        self.importing = ImportCard(context, view)
        self.empty = Label(
            _("还没有答卷。在“当面录入”里录入，或导入问卷平台导出的 CSV、XLSX 文件（也可拖到这里）。"), role="text2", wrap=True
        )
        self._pills()
        self._head()
        self._lay_out()
        self.refresh(view)

    def _pills(self) -> None:
        words = zip(FILTERS, (_("全部"), _("当面"), _("电子"), _("有提示"), _("作废")), strict=True)
        self.pills = {name: FilterPill(text, tone="open" if name == "flagged" else "neutral") for name, text in words}
        for name, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, name=name: self._choose(name))

    def _head(self) -> None:
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        # Nothing stands beside the list: it is wider than where a result does.
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        self.import_button = Button(_("导入答卷"), kind="primary", icon="folder")
        self.import_button.clicked.connect(self._ask_file)
        row.addStretch(1)
        row.addWidget(self.import_button)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        for pill in self.pills.values():
            line.addWidget(pill)
        line.addStretch(1)
        self.change_button, self.void_button = Button(_("修改"), key="Enter"), Button(_("作废或恢复"), key="Del")
        self.change_button.clicked.connect(lambda: self._with_chosen(self.opened.emit))
        self.void_button.clicked.connect(lambda: self._with_chosen(self._toggle))
        line.addWidget(self.change_button)
        line.addWidget(self.void_button)
        card = Card(margins=(0, 4, 0, 4))
        card.body.addWidget(self.list, 1)
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), self.sizePolicy().verticalPolicy())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.importing, 1)
        for widget in (self.fault, self.void):
            column.addWidget(widget)
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addWidget(self.empty)
        inside.addWidget(card, 1)
        column.addWidget(listed, 1)
        # One thing at a time: the list comes back when the import is done with.
        self.importing.moved.connect(partial(self._give_way, listed))
        self.importing.moved.connect(self.moved)

    def _give_way(self, listed: QWidget) -> None:
        wide = self.importing.is_wide()
        if listed.isHidden() and not wide:
            listed.show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        listed.setVisible(not wide)

    def take_keyboard(self) -> None:
        """To the list, or to the import that stands before it."""
        tabs = self.importing.faces.tabs
        first = self.importing.close_button if tabs.isHidden() else tabs
        (first if self.importing.is_wide() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def forms(self) -> Forms | None:
        survey = self.view.scheme.survey
        return forms_of(survey, self.view.document.questionnaire) if survey is not None else None

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self.view = view
        self.importing.view = view
        responses = view.document.responses
        if self._looked != responses:
            self._looked = responses

            def take(found: Look) -> None:
                if self._looked is responses:
                    self._look = found
                    self._show()

            if len(responses) > AT_ONCE:
                self.context.runner.ask(self, lambda _ws: look_at(responses), take)
            else:
                take(look_at(responses))

    def _fits(self, one: Response, name: str) -> bool:
        if name == "void":
            return one.void is not None
        if name == "flagged":
            return one.id in self._look.flags
        return name in ("all", one.channel)

    def _show(self) -> None:
        responses = self.view.document.responses
        self.list.rows.hints, self.list.rows.forms = self._look.flags, self.forms()
        for name, pill in self.pills.items():
            pill.set_count(self._look.counts[name])
            pill.setChecked(name == self._filter)
        self.list.set_rows([one for one in reversed(responses) if self._fits(one, self._filter)])
        self.empty.setVisible(not responses)
        for button in (self.change_button, self.void_button):
            button.setEnabled(self.list.rows.rowCount() > 0)

    def _choose(self, name: str) -> None:
        self._filter = name
        self._show()

    def _with_chosen(self, does: Callable[[str], object]) -> None:
        one = self.list.chosen()
        if one is not None:
            does(one.id or "")

    # Leaving out

    def _toggle(self, response: str) -> None:
        from desktop.actions import survey

        one = next((one for one in self.view.document.responses if one.id == response), None)
        if one is None:
            return
        if one.void is None:
            self.void.setProperty("response", response)
            self.void.ask(_("作废答卷 {number}：不计入任何结果，仍可查看").format(number=one.number or ""))
            return
        audit = self.context.audit
        self.context.runner.act(self, lambda ws: survey.restore_response(ws, audit, response), None, self.fault.say)

    def _void(self, reason: str) -> None:
        from desktop.actions import survey

        audit, response = self.context.audit, str(self.void.property("response"))

        def done(_changes: object) -> None:
            self.void.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.shell.toast(_("已作废一份答卷"), undo=True)

        self.context.runner.act(self, lambda ws: survey.void_response(ws, audit, response, reason=reason), done, self.void.say)

    # Files

    def _ask_file(self) -> None:
        dialogs.ask_open(self, _("导入答卷"), _("问卷平台导出的表格 (*.csv *.tsv *.txt *.xlsx)"), self.importing.read)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.importing.read(path)

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return next((path for path in paths if path.suffix.lower() in TABLES), None)
