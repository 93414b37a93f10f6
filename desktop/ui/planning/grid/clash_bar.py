"""The first clash of the plan in a sentence, with what would end it on a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.plan import slot_subject
from desktop.domain.plan_repair import repair
from desktop.ui import icons, theme
from desktop.ui.planning.grid.words import clock_words
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.plan_people import Clash
    from desktop.domain.plan_repair import Repair
    from desktop.domain.preparation import Slot
    from desktop.ui.planning.grid.scene import Scene


class ClashBar(Card):
    """Signals: `repair_wanted(Repair)`, `see_wanted(str)` the slot of the clash."""

    repair_wanted = Signal(object)
    see_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("wrong", margins=(12, 3, 8, 3), spacing=0)
        self._repair: Repair | None = None
        self._slot = ""
        self._last: tuple[object, Clash] | None = None
        self.count = Label("", weight=500, role="wrong")
        self.text = Label("", elide=True)
        self.fix = Button("", small=True)
        self.fix.clicked.connect(lambda: self.repair_wanted.emit(self._repair))
        self.see = Button(_("看这一处"), kind="ghost", small=True)
        self.see.clicked.connect(lambda: self.see_wanted.emit(self._slot))
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (_Mark(), self.count):
            row.addWidget(widget)
        row.addWidget(self.text, 1)
        row.addWidget(self.fix)
        row.addWidget(self.see)
        self.body.addLayout(row)
        self.hide()

    def show_scene(self, scene: Scene) -> None:
        """The clashes as they stand; those at two places come first."""
        clashes = [clash for clash in scene.checked.clashes if clash.two_places]
        self.setVisible(bool(clashes))
        if not clashes:
            self._last = None
            return
        clash = clashes[0]
        if self._last == (scene.document, clash):
            return
        self._last = (scene.document, clash)
        self._repair = repair(scene.document, clash)
        self._slot = clash.later.slot.id or ""
        self.count.setText(_("{n} 处冲突").format(n=len(clashes)))
        name = scene.names.person.get(clash.person, clash.person)
        said = _("{when}，{name}同时在{one}和{other}。").format(
            when=clock_words(clash.later.day, clash.later.slot.start),
            name=name,
            one=_where(scene, clash.earlier.slot),
            other=_where(scene, clash.later.slot),
        )
        one = self._repair
        word = ""
        if one is not None and one.instead is not None:
            other = scene.names.person.get(one.instead, one.instead)
            said += _("{name}当天也在{site}。").format(name=other, site=one.at) if one.at else _("{name}这时有空。").format(name=other)
            word = _("改派{name}").format(name=other)
        elif one is not None:
            word = _("推后 {n} 分钟").format(n=one.minutes)
        self.text.setText(said)
        self.text.setToolTip(said)
        self.fix.set_text(word)
        self.fix.setVisible(one is not None)


def _where(scene: Scene, slot: Slot) -> str:
    site = slot.site or scene.names.head
    subject = slot_subject(slot, scene.rules, most=2)
    name = scene.names.site_short.get(site, site)
    return f"{name}（{subject}）" if subject else name


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "warning", QRect(0, 6, 16, 16), theme.current().wrong)
