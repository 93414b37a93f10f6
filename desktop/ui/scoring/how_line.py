"""How something was got to know: asked, watched, read, several at once; and who was asked, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Method, Observation
from desktop.domain.observation import methods_of
from desktop.ui.scoring.observing import Place
from desktop.ui.scoring.parts import holder, line
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import Changes, Workspace
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.typed import Fn

METHOD_KEYS: dict[str, Method] = {"M": "interview", "G": "observation", "W": "document"}


class HowLine(QWidget):
    """The ways of a record. Signal: `away` after who was asked; what is to be done goes to `act`, refusals to `said`."""

    away = Signal()

    def __init__(self, desk: Desk, act: Callable[[Fn], None], said: Callable[[str], None]) -> None:
        super().__init__()
        self._act = act
        self._place = Place("", "", "")
        self.pills: dict[Method, FilterPill] = {
            "interview": FilterPill(_("面谈"), key="M"),
            "observation": FilterPill(_("观察"), key="G"),
            "document": FilterPill(_("文件"), key="W"),
        }
        self.asked = TextField(name=_("受访人"), hint=_("受访人的岗位，不写姓名"), limit=200)
        self.asked.returnPressed.connect(self.away)
        self._slot = Slot(desk, self.asked, said=said, take=self._take_asked, owner=self)
        for way, pill in self.pills.items():
            pill.clicked.connect(lambda _on=False, way=way: self.toggle(way))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line(holder(line(*self.pills.values(), spacing=6)), holder(line(self.asked))))

    def show_place(self, place: Place, one: Observation | None) -> None:
        """Show a record, or a place without one."""
        ways = methods_of(one.method) if one is not None else ()
        self._slot.show(place.record, "interviewed", (one.interviewed or "") if one is not None else "")
        self._place = place
        for way, pill in self.pills.items():
            pill.setChecked(way in ways)
        self.asked.setVisible("interview" in ways or bool(self.asked.value()))

    def toggle(self, way: Method) -> None:
        """One way more, or one less."""
        place = self._place

        def toggle(ws: Workspace, audit: str) -> Changes:
            # What stands when the action runs: two keys may come faster than the answer to the first.
            one = place.found(ws.audit(audit))
            before = methods_of(one.method) if one is not None else ()
            return place.observe(ws, audit, method=tuple(each for each in get_args(Method) if (each in before) != (each == way)))

        self._act(toggle)

    def _take_asked(self, _key: Key, text: str) -> Deed:
        place = self._place
        return Deed(lambda ws, audit: place.observe(ws, audit, interviewed=text.strip()))
