"""The head of a visit: what it is called, whether the client may see it, and what is hard to believe about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import visits
from desktop.base.words import _
from desktop.domain.visit import is_made
from desktop.ui.record_cards import Desk
from desktop.ui.visits.words import advice, alias, site_name, when
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Visit
    from desktop.domain.visit_flags import Flag


class HeadCard(QWidget):
    """Title and the switch of release."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.visit = ""
        self.title = Label("", size=16, weight=500, elide=True)
        self.when = Label("", role="text2", size=12, elide=True)
        self.switch = SegmentedRow([Segment("kept", _("保密")), Segment("released", _("开放"))], name=_("对受审查方"))
        self.switch.setMaximumWidth(180)
        self.switch.setMinimumWidth(160)
        self.switch.chosen.connect(self._release)
        self.told = Label("", size=12, role="text2", wrap=True)
        self.error = ErrorLine()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.when)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(names, 1)
        line.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self.error)

    def show_visit(self, view: AuditView, visit: Visit, number: int) -> None:
        """Show a visit as the audit holds it."""
        if visit.id != self.visit:
            self.error.say("")
        self.visit = visit.id or ""
        place = site_name(view.document, visit.site)
        self.title.setText("　".join(part for part in (alias(visit, number), place) if part))
        self.when.setText("，".join(part for part in (visit.channel, when(visit)) if part))
        self.switch.select("released" if visit.released else "kept")
        if visit.released:
            told = _("受审查方的报告副本会写出这次暗访，只写代号，不写访客姓名和资格。")
        elif is_made(visit):
            told = _("对受审查方保密：开放之前，受审查方的副本里没有这次暗访。末次会议后由组长开放。")
        else:
            told = _("还没有实施，不能开放：受审查方看到就知道了。")
        self.told.setText(told)

    def _release(self, choice: str) -> None:
        visit = self.visit

        def failed(sentence: str) -> None:
            self.switch.select("kept" if choice == "released" else "released")
            self.error.say(sentence)

        self.desk.act(
            lambda ws, audit: visits.release(ws, audit, visit=visit, released=choice == "released"),
            failed,
            lambda _changes: self.error.say(""),
        )


class FlagsCard(Card):
    """What is hard to believe, and what to do about it. Signal: `wanted(Flag)`, when a person wants to repair it."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("open", margins=(14, 8, 8, 8), spacing=2)
        self.setAccessibleName(_("需要核实"))
        self._flags: tuple[Flag, ...] | None = None
        self._inside: QWidget | None = None
        self.hide()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """Other doubts; hidden when there are none."""
        if tuple(flags) == self._flags:
            return
        self._flags = tuple(flags)
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for flag in self._flags[:MOST]:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Label(f"{flag.text}{advice(flag.kind)}", role="open", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            fix = Button(_("按时间排序") if flag.kind == "out-of-order" else _("去核对"), kind="ghost", small=True)
            fix.clicked.connect(lambda _on=False, flag=flag: self.wanted.emit(flag))
            line.addWidget(fix)
            column.addLayout(line)
        if len(self._flags) > MOST:
            column.addWidget(Label(_("另有 {n} 处。").format(n=len(self._flags) - MOST), role="open"))
        self.body.addWidget(self._inside)
        self.setVisible(bool(self._flags))

    def texts(self) -> list[str]:
        """The doubts that are shown."""
        return [flag.text for flag in self._flags or ()]


MOST = 6
