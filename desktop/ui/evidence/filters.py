"""What narrows the grid: pills by state and kind of file, and, where there is more than one, auditor and day; the order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import FAMILIES
from desktop.ui.evidence import words
from desktop.ui.evidence.shelf import STATES, Counts, Wanted
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from desktop.domain.evidence import Sort

ALL = "all"
# Shown though there are none: the first things a person asks for.
_ALWAYS = (ALL, "loose", "photo")


class Filters(QWidget):
    """Signals: `changed`, `all_wanted`. One state and one kind of file at a time, each taken back by its pill."""

    changed = Signal()
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = self.kind = ""
        self.pills: dict[str, FilterPill] = {ALL: FilterPill(_("全部"))}
        self.pills |= {state: FilterPill(words.state_title(state), tone="open" if state == "loose" else "neutral") for state in STATES[:1]}
        self.pills |= {kind: FilterPill(words.family_title(kind)) for kind in FAMILIES}
        self.pills |= {state: FilterPill(words.state_title(state)) for state in STATES[1:]}
        for name, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, name=name: self.press(name))
        flow = Flow(gap=6)
        flow.set_widgets(list(self.pills.values()))
        self.order = Choice([("order", _("按报告次序")), ("taken", _("按拍摄时间")), ("added", _("按加入时间"))], name=_("次序"))
        self.order.chosen.connect(lambda _id: self.changed.emit())
        self.auditor = _Facet(_("全部审查员"), _("审查员"))
        self.day = _Facet(_("全部日期"), _("日期"))
        for facet in (self.auditor, self.day):
            facet.chosen.connect(lambda _id: self._narrow())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(flow, 1)
        row.addWidget(self.order, 0, Qt.AlignmentFlag.AlignTop)
        self._show()

    def wanted(self, query: str, clause: str, record: str) -> Wanted:
        """All that narrows, together with what was searched for and the clause at the side."""
        sort: Sort = {"taken": "taken", "added": "added"}.get(self.order.selected(), "order")  # type: ignore[assignment] # two of its words
        return Wanted(query, self.kind, self.state, self.auditor.selected(), self.day.selected(), clause, record, sort)

    def press(self, name: str) -> None:
        """A pill: on, or off again."""
        if name == ALL:
            self.all_wanted.emit()
            return
        if name in STATES:
            self.state = "" if self.state == name else name
        else:
            self.kind = "" if self.kind == name else name
        self._narrow()

    def clear(self) -> None:
        """Nothing narrows any more; emits nothing."""
        self.state = self.kind = ""
        self.auditor.select("")
        self.day.select("")
        self._show()

    def _narrow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, pill in self.pills.items():
            pill.setChecked(name in (self.state, self.kind))

    def set_counts(self, counts: Counts, *, narrows: bool) -> None:
        """Count anew; a filter that would show nothing goes, unless it is on. `narrows`: not all is listed, whatever the reason."""
        self.pills[ALL].setChecked(not narrows)
        for name, pill in self.pills.items():
            count = counts.whole if name == ALL else counts.states[name] if name in STATES else counts.families[name]
            pill.set_count(count)
            # All are printed until one is left out: then both sides are worth a pill.
            there = counts.states["left-out"] > 0 if name == "reported" else count > 0
            pill.setVisible(there or name in _ALWAYS or name in (self.state, self.kind))
        self.auditor.set_counts(counts.auditors)
        self.day.set_counts(counts.days)


class _Facet(Choice):
    """One of the values there are, or all; hidden while there is no choice."""

    def __init__(self, all_: str, name: str) -> None:
        super().__init__(name=name)
        self._all = all_
        self._counts: Counter[str] | None = None
        self.setMaximumWidth(150)
        self.set_counts(Counter())

    def set_counts(self, counts: Counter[str]) -> None:
        """The values with how often they are there."""
        if counts == self._counts:
            return
        self._counts = counts
        chosen = self.selected()
        values = sorted(counts)
        if chosen and chosen not in counts:
            values.append(chosen)
        self.set_options([("", self._all), *((value, f"{value} ({counts[value]})") for value in values)])
        self.select(chosen)
        self.setVisible(len(counts) > 1 or bool(chosen))
