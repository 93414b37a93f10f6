"""The four faces of the page: 汇总, 当面录入, 答卷, 问卷. All but the first are made when they are first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.base.words import _
from desktop.ui.page import KeyHint
from desktop.ui.widgets.rows import Segment, SegmentedRow

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Response
    from desktop.domain.questionnaire import Forms
    from desktop.ui.survey.desk import Desk
    from desktop.ui.survey.entry_view import EntryView
    from desktop.ui.survey.form_pane import FormPane
    from desktop.ui.survey.form_view import FormView
    from desktop.ui.survey.live_pane import Live, LivePane
    from desktop.ui.survey.responses_view import ResponsesView

_ENTRY_KEYS = (
    KeyHint(("Enter",), _("下一题")),
    KeyHint(("Backspace",), _("上一题")),
    KeyHint(("Ctrl", "Enter"), _("下一位")),
    KeyHint(("P",), _("拒答")),
    KeyHint(("C",), _("同意")),
)
_LIST_KEYS = (
    KeyHint(("↑", "↓"), _("换答卷")),
    KeyHint(("Enter",), _("修改")),
    KeyHint(("Del",), _("作废或恢复")),
    KeyHint(("Ctrl", "Z"), _("撤销")),
)
_FORM_KEYS = (
    KeyHint(("↑", "↓"), _("换题")),
    KeyHint(("Enter",), _("改题")),
    KeyHint(("Alt", "↑↓"), _("移动")),
    KeyHint(("Alt", "N"), _("添加")),
    KeyHint(("Del",), _("删去")),
    KeyHint(("Ctrl", "Z"), _("撤销")),
)
_IMPORT_KEYS = (
    KeyHint(("←", "→"), _("列、选项、前几行")),
    KeyHint(("↑", "↓"), _("换一行")),
    KeyHint(("Enter",), _("改对应")),
    KeyHint(("Del",), _("还原")),
    KeyHint(("Esc",), _("关闭")),
)


class Modes(QObject):
    """Holds what each face puts into the page's head, its middle and its right side. Signal: `switched`."""

    switched = Signal()

    def __init__(
        self,
        desk: Desk,
        view: AuditView,
        heads: QStackedWidget,
        stack: QStackedWidget,
        side: QStackedWidget,
        totals: tuple[QWidget, QWidget, QWidget],
    ) -> None:
        super().__init__(heads)
        self.desk, self.context, self.view = desk, desk.context, view
        self._heads, self._stack, self._side = heads, stack, side
        self._totals = totals
        self._mode = "totals"
        self._shown: tuple[Forms, tuple[Response, ...]] | None = None
        self.entry: EntryView | None = None
        self.live: LivePane | None = None
        self.responses: ResponsesView | None = None
        self.form: FormView | None = None
        self.pane: FormPane | None = None
        self.switch = SegmentedRow(
            [Segment("totals", _("汇总")), Segment("entry", _("当面录入")), Segment("responses", _("答卷")), Segment("form", _("问卷"))],
            name=_("感知调查"),
        )
        self.switch.select("totals")
        self.switch.setFixedWidth(288)
        self.switch.setToolTip(_("汇总　Alt S\n当面录入　Alt F\n答卷　Alt D\n问卷　Alt Q"))
        # A scheme without questions of its own has none to ask here.
        if view.scheme.survey is None:
            self.switch.hide()
        self.switch.chosen.connect(self.show)
        for holder, widget in zip((heads, stack, side), totals, strict=True):
            holder.addWidget(widget)
        side.setFixedWidth(totals[2].width())
        heads.setFixedHeight(34)

    def bind_keys(self, shortcut: Callable[[str, Callable[[], None]], None]) -> None:
        """The keys that lead to each face."""
        for keys, mode in (("Alt+S", "totals"), ("Alt+F", "entry"), ("Alt+D", "responses"), ("Alt+Q", "form")):
            shortcut(keys, lambda mode=mode: self.show(mode))  # type: ignore[misc]

    def mode(self) -> str:
        return self._mode

    def keys(self) -> tuple[KeyHint, ...]:
        """The keys of the face at hand; nothing: the page's own."""
        if self._mode == "entry" and self.entry is not None:
            return (KeyHint((f"1–{self.entry.sheet.scale() or 5}",), _("作答")), *_ENTRY_KEYS)
        if self._mode == "responses" and self.responses is not None:
            return _IMPORT_KEYS if self.responses.importing.is_wide() else _LIST_KEYS
        return _FORM_KEYS if self._mode == "form" else ()

    def show(self, mode: str) -> None:
        """Bring a face to the front."""
        if self.view.scheme.survey is None:
            return
        self.leave()
        changed, self._mode = mode != self._mode, mode
        self.switch.select(mode)
        if mode == "entry":
            self._show_entry()
        elif mode == "responses":
            self._show_responses()
        elif mode == "form":
            self._show_form()
        else:
            self._put(*self._totals)
        if changed:
            self.switched.emit()

    def _put(self, head: QWidget, middle: QWidget, side: QWidget | None) -> None:
        for holder, widget in ((self._heads, head), (self._stack, middle)):
            if holder.indexOf(widget) < 0:
                holder.addWidget(widget)
            holder.setCurrentWidget(widget)
        self._side.setVisible(side is not None)
        if side is not None:
            if self._side.indexOf(side) < 0:
                self._side.addWidget(side)
            self._side.setCurrentWidget(side)

    def _show_entry(self) -> None:
        from desktop.ui.survey.entry_view import EntryView
        from desktop.ui.survey.live_pane import LivePane

        if self.entry is None or self.live is None:
            self.live = LivePane(self.view.rules)
            self.entry = EntryView(self.context, self.view)
            self.live.opened.connect(self.entry.change)
        self._put(self.entry.head, self.entry, self.live)
        self.refresh(self.view)
        self.entry.focus_sheet()

    def _show_responses(self) -> None:
        from desktop.ui.survey.responses_view import ResponsesView

        if self.responses is None:
            self.responses = ResponsesView(self.context, self.view)
            self.responses.opened.connect(self.open_response)
            self.responses.moved.connect(self.switched)
        self._put(self.responses.head, self.responses, None)
        self.refresh(self.view)
        self.responses.take_keyboard()

    def _show_form(self) -> None:
        from desktop.ui.survey.form_pane import FormPane
        from desktop.ui.survey.form_view import FormView

        if self.form is None or self.pane is None:
            self.form, self.pane = FormView(self.desk, self.view), FormPane(self.context)
        self._put(self.form.head, self.form, self.pane)
        self.refresh(self.view)
        self.form.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_response(self, response: str) -> None:
        """Change a response."""
        self.show("entry")
        if self.entry is not None:
            self.entry.change(response)

    def refresh(self, view: AuditView) -> None:
        """The audit changed; what is not seen is brought up to date when it is."""
        self.view = view
        if self._mode == "entry" and self.entry is not None:
            if self.entry.view is not view:
                self.entry.refresh(view)
            self._count(view)
        elif self._mode == "responses" and self.responses is not None:
            self.responses.refresh(view)
        elif self._mode == "form" and self.form is not None and self.pane is not None:
            self.form.refresh(view)
            self.pane.refresh(view)

    def _count(self, view: AuditView) -> None:
        from desktop.domain.questionnaire import forms_of
        from desktop.ui.survey.live_pane import live

        if view.scheme.survey is None:
            return
        of = (forms_of(view.scheme.survey, view.document.questionnaire), view.document.responses)
        if self._shown == of:
            return
        self._shown = of

        def take(found: Live) -> None:
            if self._shown == of and self.live is not None:
                self.live.show_live(found, view)

        # Beside the window: hundreds take milliseconds, many thousands do not.
        self.context.runner.ask(self, lambda _ws: live(view), take)

    def leave(self) -> None:
        """Write down what is being entered."""
        if self.entry is not None:
            self.entry.keep()
        if self.form is not None:
            self.form.leave()
