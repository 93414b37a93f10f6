"""Facts of the organisation: months in business and since events, the list of major complaints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Assessment, Complaint
from desktop.ui.scoring.form import Form, choose, number_deed
from desktop.ui.scoring.matters import months_asked
from desktop.ui.scoring.methods import decimal
from desktop.ui.scoring.parts import Rows, line
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.ui.scoring.desk import Desk

MOST_MONTHS = Decimal(12_000)


class FactsForm(Form):
    """Months; an event that never happened is said in words, so that unknown is never taken as good."""

    def build(self) -> None:
        names = {
            "operating_months": _("经营时间"),
            "months_since_accident": _("责任事故"),
            "months_since_negative_publicity": _("负面信息"),
        }
        self.numbers: dict[str, NumberField] = {}
        self.never: dict[str, SegmentedRow] = {}
        self._slots: dict[str, Slot] = {}
        self._waits: set[str] = set()
        self._lines: dict[str, QWidget] = {}
        for name in months_asked(self.view.rules):
            field = NumberField(name=names[name], width=72)
            self.numbers[name] = field
            self._slots[name] = self.slot(field, partial(self._take, name, names[name]))
            field.returnPressed.connect(self.away)
            if name == "operating_months":
                self.row(names[name], field, _("个月"), 1)
                continue
            segments = SegmentedRow([Segment("never", _("从未发生")), Segment("once", _("发生过"))], name=names[name])
            segments.chosen.connect(partial(self._chosen, name))
            self.never[name] = segments
            self.row(names[name], segments)
            self._lines[name] = self.row("", _("距现场评价"), field, _("个月"), 1)

    def _take(self, name: str, word: str, _key: Key, text: str) -> Deed:
        self._waits.discard(name)
        return number_deed("facts", name, text, word, Decimal(0), MOST_MONTHS)

    def _chosen(self, name: str, which: str) -> None:
        if which == "never":
            self._waits.discard(name)
            self._slots[name].give_up()
            self.set("facts", {name: None})
        else:
            self._waits.add(name)
            self.refresh()
            self.numbers[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        facts = self.view.document.facts
        for name in self.numbers:
            value = getattr(facts, name)
            known = isinstance(value, Decimal)
            self._slots[name].show("facts", name, plain(value) if known else "")
            if name in self.never:
                once = known or name in self._waits or self._slots[name].is_held()
                self.never[name].select("once" if once else "never" if value is None else "")
                self._lines[name].setVisible(once)


@dataclass(frozen=True)
class ShownComplaint:
    """A complaint as a row shows it; None: one that is only begun."""

    place: int
    complaint: Complaint | None


class ComplaintRow(QWidget):
    """One major complaint. Signal: `removed(int)`."""

    removed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = ShownComplaint(0, None)
        self.months = NumberField(name=_("距今月数"), width=64)
        self.rectified = SegmentedRow([Segment("yes", _("已整改")), Segment("no", _("未整改"))], name=_("整改情况"))
        self.rectified.chosen.connect(self._rectify)
        self.note = TextField(name=_("经过"), hint=_("经过、来源"))
        self.remove = IconButton("trash", _("删除这起投诉"))
        self.remove.clicked.connect(lambda: self.removed.emit(self._shown.place))
        self.error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line(self.months, _("个月前"), self.rectified, self.remove, spacing=6))
        column.addWidget(self.note)
        column.addWidget(self.error)
        self._months = Slot(desk, self.months, said=self.error.say, take=self._take_months, owner=self)
        self._note = Slot(desk, self.note, said=self.error.say, take=self._take_note, owner=self)

    def show_complaint(self, shown: ShownComplaint) -> None:
        """Fill the row."""
        self._shown = shown
        one = shown.complaint
        self._months.show("facts", f"major_complaints.{shown.place}.months_ago", plain(one.months_ago) if one else "")
        self._note.show("facts", f"major_complaints.{shown.place}.note", (one.note or "") if one else "")
        self.rectified.select("" if one is None else "yes" if one.rectified else "no")
        self.rectified.setEnabled(one is not None)

    def _take_months(self, key: Key, text: str) -> Deed | None:
        place = _place(key)
        if not text:
            return None
        months = decimal(text, _("距今月数"), Decimal(0), MOST_MONTHS)

        def change(listed: list[Complaint]) -> list[Complaint]:
            if place < len(listed):
                listed[place] = replace(listed[place], months_ago=months)
            else:
                # Unknown is never taken as good: until said otherwise it is not rectified.
                listed.append(Complaint(months_ago=months, rectified=False))
            return listed

        return Deed(lambda ws, audit: change_complaints(ws, audit, change))

    def _take_note(self, key: Key, text: str) -> Deed | None:
        place = _place(key)
        if place >= len(listed_of(self._desk.view.document)):
            return None

        def change(listed: list[Complaint]) -> list[Complaint]:
            if place < len(listed):
                listed[place] = replace(listed[place], note=text or None)
            return listed

        return Deed(lambda ws, audit: change_complaints(ws, audit, change))

    def _rectify(self, which: str) -> None:
        place = self._shown.place

        def change(listed: list[Complaint]) -> list[Complaint]:
            if place < len(listed):
                listed[place] = replace(listed[place], rectified=which == "yes")
            return listed

        self._desk.act(self, lambda ws, audit: change_complaints(ws, audit, change), failed=self.error.say)

    def commit(self) -> None:
        """Take in what is being typed."""
        self.months.commit()
        self.note.commit()


def _place(key: Key) -> int:
    return int(key[1].split(".")[1])


def listed_of(document: Assessment) -> tuple[Complaint, ...]:
    """The major complaints on file; none when nothing is said."""
    listed: Any = document.facts.major_complaints
    return () if listed is UNSET or listed is None else listed


def change_complaints(ws: Workspace, audit: str, change: Callable[[list[Complaint]], Sequence[Complaint]]) -> Changes:
    """Change the list as it stands when the action runs."""
    from desktop.actions import audits

    listed = change(list(listed_of(ws.audit(audit).document)))
    return audits.set_fields(ws, audit, "facts", {"major_complaints": list(listed)})


class ComplaintsForm(Form):
    """No complaint has to be said; each one with its months and whether it was rectified."""

    def build(self) -> None:
        self._begun: int | None = None
        self.any = SegmentedRow([Segment("none", _("没有"), "1"), Segment("some", _("有"), "2")], name=_("重大投诉"))
        self.any.chosen.connect(self._chosen)
        self.row(_("重大投诉"), self.any)
        self.rows: Rows[ComplaintRow, ShownComplaint] = Rows(self._make_row, lambda row, one: row.show_complaint(one), spacing=10)
        self.card.body.addWidget(self.rows)
        self.add = Button(_("再加一起"), kind="ghost", icon="plus")
        self.add.clicked.connect(self.begin)
        self.card.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_row(self) -> ComplaintRow:
        row = ComplaintRow(self.desk)
        row.removed.connect(self._remove)
        return row

    def refresh(self) -> None:
        said = self.view.document.facts.major_complaints
        listed = listed_of(self.view.document)
        shown = [ShownComplaint(place, one) for place, one in enumerate(listed)]
        held = any(key[0] == "facts" and key[1].startswith(f"major_complaints.{len(listed)}.") for key in self.desk.pending)
        if self._begun == len(listed) or held:
            shown.append(ShownComplaint(len(listed), None))
        self.rows.show_rows(shown)
        self.any.select("some" if shown else "" if said is UNSET or said is None else "none")
        self.add.setVisible(bool(shown) and len(shown) == len(listed))

    def _chosen(self, which: str) -> None:
        if which == "some":
            self.begin()
            return
        self._begun = None
        self.desk.forget(*[key for key in self.desk.pending if key[1].startswith("major_complaints.")])
        self.set("facts", {"major_complaints": []})

    def begin(self) -> None:
        """Begin a complaint and go to its months."""
        for row in self.rows.shown():
            row.commit()
        self._begun = len(listed_of(self.view.document))
        self.refresh()
        self.rows.shown()[-1].months.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, place: int) -> None:
        self._begun = None
        self.desk.forget(*[("facts", f"major_complaints.{place}.{name}") for name in ("months_ago", "note")])
        if place >= len(listed_of(self.view.document)):
            self.refresh()
            return

        def change(listed: list[Complaint]) -> list[Complaint]:
            return [one for at, one in enumerate(listed) if at != place]

        self.act(lambda ws, audit: change_complaints(ws, audit, change))
        self.desk.context.shell.toast(_("已删除一起重大投诉"), undo=True)

    def press(self, key: str) -> bool:
        if key not in ("1", "2"):
            return False
        choose(self.any, "none" if key == "1" else "some", self._chosen)
        return True
