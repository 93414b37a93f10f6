"""签到记录: what the regulator's phone sign-in gave, day by day, with its screen shots."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, meetings
from desktop.base import clock
from desktop.base.words import _
from desktop.domain.fieldnotes import SignIn
from desktop.domain.notices import Notice
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.meetings import checks
from desktop.ui.meetings.days_card import DaysCard
from desktop.ui.meetings.words import day_words
from desktop.ui.mime import may_hold
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import row

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

SECTION = "sign_ins"


class SignInEditor(Editor):
    """The day, a note, the evidence."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(desk, SECTION)
        self.note = TextArea(hint=_("例如：09:01 签到，17:40 签退，位置在总部"), lines=1, most=6)
        day = self.entry("on", _("日期"), DateField(), read=read_day)
        day.setFixedWidth(160)
        self.body.addLayout(row(day, self.entry("note", _("情况"), self.note), stretch=(0, 1)))
        self.linked = LinkedEvidence(desk, thumbnails, name=_("签到截图"), unlinked=_("已取消证据与签到的关联"), drop=_drop)
        shots = QHBoxLayout()
        shots.setSpacing(12)
        shots.addWidget(self.linked, 1)
        shots.addWidget(self.linked.add, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(shots)
        self.end_row()

    def first(self) -> TextArea:
        return self.note

    def has_text(self) -> bool:
        # The day is filled in already.
        return bool(self.note.value().strip())

    def show_sign_in(self, view: AuditView, one: SignIn) -> None:
        """What belongs to it."""
        self.linked.show_record(view, f"{SECTION}/{one.id}", one.evidence)


class SignInsCard(ElementCard):
    """The list, a row a day."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        self._view = view
        self._day: date | None = None
        self._thumbnails = Thumbnails(desk.context.runner, desk.page)
        empty = _("还没有签到记录。监管平台要求签到的，每天把签到截图拖进来或按 N 记下。")
        super().__init__(desk, SECTION, _("签到记录"), _("记今天的签到"), empty, key="N")
        self.add.clicked.disconnect()
        self.add.clicked.connect(lambda: self.open_day(clock.now().date()))

    def listed(self, view: AuditView) -> tuple[SignIn, ...]:
        self._view = view
        return tuple(sorted(view.document.sign_ins, key=lambda one: (one.on or date.max, one.id or "")))

    def depends(self, view: AuditView) -> tuple[Any, ...]:
        return (view.document.evidence,)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        editor, one = self.list.editor(), self._element(self.list.editing())
        if isinstance(editor, SignInEditor) and one is not None:
            editor.show_sign_in(view, one)

    def lines(self) -> list[ElementRow]:
        return [self._line(one) for one in self.elements]

    def _line(self, one: SignIn) -> ElementRow:
        count = len(self._pieces(one))
        said = " ".join((one.note or "").split())[:200]
        note = _("{n} 件证据").format(n=count) if count else _("没有截图")
        return ElementRow(one.id or "", day_words(one.on) if one.on else _("未写日期"), said, note, faint=one.on is None)

    def _pieces(self, one: SignIn) -> set[str | None]:
        record = f"{SECTION}/{one.id}"
        return {piece.id for piece in self._view.document.evidence if record in piece.links or piece.id in one.evidence}

    def make_editor(self) -> Editor:
        return SignInEditor(self.desk, self._thumbnails)

    def edit(self, id_: str) -> None:
        super().edit(id_)
        editor, one = self.list.editor(), self._element(id_)
        if isinstance(editor, SignInEditor) and one is not None:
            editor.show_sign_in(self._view, one)

    def name_of(self, element: Any) -> str:
        return _("{day}的签到").format(day=day_words(element.on)) if element.on else _("一条签到")

    def says(self, element: Any) -> bool:
        return bool(element.note or self._pieces(element))

    def begin(self, ws: Workspace, audit: str) -> Changes:
        return meetings.sign_in(ws, audit, self._day or clock.now().date())

    def open_day(self, day: date) -> None:
        """The record of a day; a new one where there is none."""
        there = next((one for one in self.elements if one.on == day), None)
        if there is not None:
            self.edit(there.id or "")
        else:
            self._day = day
            self.add_element()

    def linked(self) -> LinkedEvidence | None:
        """The evidence of the row that is open."""
        editor = self.list.editor()
        return editor.linked if isinstance(editor, SignInEditor) else None


class SignInsView(PaperView):
    """One column: days, records. What is dropped or pasted belongs to the row that is open."""

    elsewhere = "closing"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("N",), _("记今天的签到")),
        KeyHint(("Enter",), _("打开一天")),
        KeyHint(("P",), _("加截图")),
        KeyHint(("Ctrl", "V"), _("粘贴截图")),
        KeyHint(("Del",), _("移除")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("D",), _("到审查日")),
        KeyHint(("←", "→"), _("换一天；Enter 记这一天")),
        KeyHint(("Esc",), _("收起打开的一天")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.right.hide()
        self.left.body.setContentsMargins(24, 4, 24, 24)
        self.days = DaysCard(_("每个审查日"), signs=True)
        self.sheet = SignInsCard(self.desk, view)
        self.days.wanted.connect(self.sheet.open_day)
        self.add(self.left, self.days, self.sheet)
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, view: AuditView) -> list[Notice]:
        return checks.notices(view, "sign-ins")

    def summary(self) -> str:
        days = len({one.on for one in self.view.document.sign_ins})
        return _("{n} 天").format(n=days) if days else ""

    def _browse(self) -> None:
        linked = self.sheet.linked()
        if linked is not None:
            linked.browse()

    def _paste(self) -> None:
        linked = self.sheet.linked()
        if linked is not None:
            linked.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        linked = self.sheet.linked()
        if linked is None:
            self.context.shell.toast(_("先打开要放截图的那一天。"))
        elif linked.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.sheet.elements:
            self.sheet.list.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: lambda: self.sheet.open_day(clock.now().date()),
            Qt.Key.Key_P: self._browse,
            Qt.Key.Key_D: lambda: self.days.strip.setFocus(Qt.FocusReason.ShortcutFocusReason),
            Qt.Key.Key_Escape: lambda: self.sheet.list.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        does = acts.get(Qt.Key(event.key()))
        if does is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            does()


def _drop(ws: Workspace, audit: str, record: str, evidence: str) -> Changes:
    """Take out a piece that the record itself names."""
    _section, _slash, key = record.partition("/")
    one = next((one for one in ws.audit(audit).document.sign_ins if one.id == key), SignIn())
    left = [id_ for id_ in one.evidence if id_ != evidence]
    return audits.put_element(ws, audit, SECTION, key, {"evidence": left or None})
