"""What was met at a visit: a row for each linked clause and each named characteristic, answered by digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import visits
from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.clause_picker import clause_title
from desktop.ui.record_cards import Desk
from desktop.ui.visits.desk import VisitCard
from desktop.ui.visits.words import results
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.element_list import HIT, ROW, ElementList, ElementRow
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.glyphs import State, paint_glyph
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Visit

_GLYPHS: dict[str, State] = {"met": "done", "not-met": "lost", "not-applicable": "excluded"}


class ExperienceList(ElementList):
    """Rows with the glyph of their result; 1, 2, 3 answer, 0 takes the answer back. Signal: `answered(str, str)`."""

    answered = Signal(str, str)

    def _paint_row(self, painter: QPainter, rect: QRect, row: ElementRow, *, bin_: bool, hot: bool) -> None:
        t = theme.current()
        result = next((key for key, word in results().items() if word == row.note), "")
        paint_glyph(painter, QRect(8, rect.top() + 13, 14, 14), _GLYPHS.get(result, "empty"))
        right = rect.right() - HIT
        if bin_:
            icons.paint(painter, "trash", QRect(right + 10, rect.top() + 12, 16, 16), t.wrong if hot else t.text2)
        told = row.note or _("未评")
        width = fonts.width(told, 12, 500)
        ink = t.wrong if result == "not-met" else t.text2 if row.note else t.text3
        paint.line_of_text(painter, QRect(right - width, rect.top(), width + 1, ROW), told, ink, size=12, weight=500)
        title = (right - 40) * 42 // 100
        paint.line_of_text(painter, QRect(32, rect.top(), title, ROW), row.title, t.text, weight=500)
        left = 32 + title + 12
        text = row.text or _("所见未写")
        paint.line_of_text(painter, QRect(left, rect.top(), right - width - 12 - left, ROW), text, t.text2 if row.text else t.text3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digits = {Qt.Key.Key_1: "met", Qt.Key.Key_2: "not-met", Qt.Key.Key_3: "not-applicable", Qt.Key.Key_0: ""}
        key = Qt.Key(event.key())
        if key in digits and self.rows():
            self.answered.emit(self.rows()[self._current].id, digits[key])
        else:
            super().keyPressEvent(event)


class AnswerEditor(Card):
    """One characteristic: its result and what was seen."""

    def __init__(self, card: ExperienceCard, key: str) -> None:
        super().__init__("sunken", margins=(12, 8, 12, 10), spacing=6)
        self.key = key
        self._card = card
        self.body.addWidget(Label(card.titles.get(key, key), weight=500, elide=True))
        self.result = SegmentedRow([Segment(id_, word) for id_, word in results().items()], name=_("结果"))
        self.result.setMaximumWidth(300)
        self.result.chosen.connect(lambda result: card.answer(key, result))
        self.note = TextField(name=_("所见"), hint=_("看到、听到了什么"), limit=2000)
        self.error = ErrorLine()
        done = Button(_("完成"), key="Esc")
        done.clicked.connect(card.finish)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.result)
        row.addWidget(self.note, 1)
        row.addWidget(done)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def say(self, sentence: str) -> None:
        """A refusal, by the field."""
        self.note.set_error(sentence)
        self.error.say(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._card.finish()
        else:
            super().keyPressEvent(event)


class ExperienceCard(VisitCard):
    """Answers per service characteristic."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("按服务特性评价"))
        self.titles: dict[str, str] = {}
        self._answers: dict[str, tuple[str, str]] = {}
        self._items: tuple[str, ...] = ()
        # Named, but not answered yet: the audit keeps only answers.
        self._named: dict[str, list[str]] = {}
        self.list = ExperienceList(name=_("服务特性"))
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self.list.answered.connect(self.answer)
        self.empty = Label(_("关联条款，或在下面写上一项服务特性，再记是否满足。"), role="text3", wrap=True)
        self.name = TextField(name=_("添加服务特性"), hint=_("添加服务特性，例如：接待时限"), key="X", limit=120)
        self.name.returnPressed.connect(self._add)
        self.error = ErrorLine()
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.name)
        self.body.addWidget(self.error)

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        if visit.id != self.visit:
            self._close()
            self.name.reset("")
            self.error.say("")
        super().show_visit(view, visit)
        self._answers = {key: (one.result or "", one.note or "") for key, one in visit.answers.items()}
        self._items = visit.items
        named = [key for key in self._named.get(self.visit, []) if key not in self._answers]
        self._named[self.visit] = named
        keys = list(dict.fromkeys((*visit.items, *visit.answers, *named)))
        self.titles = {key: clause_title(view.rules, key) for key in keys}
        words = results()
        rows = []
        for key in keys:
            result, note = self._answers.get(key, ("", ""))
            rows.append(ElementRow(key, self.titles[key], note, words.get(result, "")))
        if tuple(rows) != self.list.rows():
            self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        rated = [result for result, _note in self._answers.values() if result]
        missed = rated.count("not-met")
        self.head.note.setText(_("已评 {n} / {all}，未满足 {missed}").format(n=len(rated), all=len(keys), missed=missed) if keys else "")
        editor = self.list.editor()
        if isinstance(editor, AnswerEditor):
            result, note = self._answers.get(editor.key, ("", ""))
            editor.result.select(result)
            self.desk.drafts.show(self.record, f"answers.{editor.key}.note", note)

    def answer(self, key: str, result: str) -> None:
        """Met, not met, not applicable; empty: not answered."""
        visit, note = self.visit, self._answers.get(key, ("", ""))[1]
        self.desk.act(
            lambda ws, audit: visits.experience(ws, audit, visit, key, result=result or None, note=note or None),  # type: ignore[arg-type]
            self.error.say,
            lambda _changes: self.error.say(""),
        )

    def edit(self, key: str) -> None:
        """Open a row."""
        if self.list.editing() == key:
            return
        self._close()
        editor = AnswerEditor(self, key)
        result, note = self._answers.get(key, ("", ""))
        editor.result.select(result)
        visit, audit = self.visit, self.desk.context.audit

        def commit(ws: Workspace, text: str) -> Changes:
            _key, one = visits.find(ws, audit, visit)
            old = one.answers.get(key)
            return visits.experience(ws, audit, visit, key, result=old.result if old else None, note=text.strip() or None)

        self.desk.drafts.bind(editor.note, self.record, f"answers.{key}.note", said=editor.say, commit=commit)
        self.desk.drafts.show(self.record, f"answers.{key}.note", note)
        self.list.open_editor(key, editor)
        self.desk.drafts.restore()
        (editor.note if result else editor.result).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close the open row, the list has the focus again."""
        self._close()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        editor = self.list.editor()
        if isinstance(editor, AnswerEditor):
            self.desk.drafts.unbind(self.record, f"answers.{editor.key}.note")
            self.list.close_editor()

    def let_go(self) -> None:
        self._close()
        super().let_go()

    def remove(self, key: str) -> None:
        """Take the answer back, or where there is none the clause."""
        visit, title = self.visit, self.titles.get(key, key)
        if self.list.editing() == key:
            self._close()
        if key in self._answers:
            toast = _("已移除对“{title}”的评价").format(title=title[:24])
            self.desk.act(lambda ws, audit: visits.experience(ws, audit, visit, key), self.error.say, toast=toast)
        elif key in self._items:
            toast = _("已取消关联 {title}").format(title=title[:24])
            self.desk.act(lambda ws, audit: visits.cite(ws, audit, visit, remove=key), self.error.say, toast=toast)
        else:
            self._named[visit].remove(key)
            self.list.set_rows([row for row in self.list.rows() if row.id != key])

    def _add(self) -> None:
        """A characteristic by its name; it is open for its answer at once."""
        name = self.name.value().strip()
        if not name:
            return
        self.name.reset("")
        if name not in self.titles:
            self._named[self.visit].append(name)
            self.titles[name] = name
            self.list.set_rows((*self.list.rows(), ElementRow(name, name)))
            self.list.show()
            self.empty.hide()
        self.edit(name)
