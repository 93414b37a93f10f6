"""What this audit must contain for the programme, each with where it stands; a click leads to the step. And what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.base.words import _
from desktop.ui.planning.programme.words import requirement_tone, requirement_word
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.jump_list import Jump, JumpList
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.programme import ProgrammeView

MOST = 40


class ContainCard(Card):
    """Signal: `wanted(str)`: a record, or a record and field parted by a dot."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(16, 10, 12, 12), spacing=4)
        self.head = SectionHead(_("本次审查要包含"), size=14)
        self.asked = JumpList(name=_("本次审查要包含的内容"))
        self.nothing = Label(_("规则没有规定这类审查必须包含的内容。"), role="text2", wrap=True)
        self.notices_head = Label(_("提醒"), size=12, weight=500, role="text2")
        self.notices = JumpList(name=_("审查方案的提醒"))
        for widget in (self.head, self.nothing, self.asked, self.notices_head, self.notices):
            self.body.addWidget(widget)
        for found in (self.asked, self.notices):
            found.wanted.connect(self.wanted)

    def show_programme(self, stands: ProgrammeView) -> None:
        """What is asked and what was found."""
        told = [
            Jump(
                one.record,
                _("{title}：{why}").format(title=one.title, why=one.why),
                requirement_word(one.state),
                requirement_tone(one.state),
            )
            for one in stands.requirements
        ]
        self.asked.set_jumps(told)
        self.nothing.setVisible(not told)
        said = {one.why for one in stands.requirements}
        notices = [one for one in stands.notices if one.sentence not in said]
        jumps = [
            Jump(
                f"{one.record}.{one.field}" if one.field else one.record,
                one.sentence,
                one.clause,
                "wrong" if one.severity == "critical" else "open" if one.severity == "warning" else "neutral",
            )
            for one in notices[:MOST]
        ]
        self.notices.set_jumps(jumps)
        self.notices_head.setVisible(bool(jumps))
