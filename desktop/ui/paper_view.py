"""A view for one of the audit's papers: what is worked on at the left, what is decided at the right, above it what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.ui import prepared
from desktop.ui.drafting import Drafts
from desktop.ui.notices_card import NoticesCard, split_place
from desktop.ui.page import Context, KeyHint
from desktop.ui.record_cards import Desk
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Step

SIDE = 396
# For the sheet of keys, where a view has a list.
LIST_KEYS = (KeyHint(("Enter",), _("打开列表中的一行")), KeyHint(("Del",), _("移除列表中的一行")), KeyHint(("Esc",), _("收起打开的一行")))
NEXT, UNDO = KeyHint(("Alt", "M"), _("下一处待办")), KeyHint(("Ctrl", "Z"), _("撤销"))


class PaperCard(Protocol):
    """What a card of such a view gives."""

    def refresh(self, view: AuditView) -> None:
        """Show the audit as it stands."""

    def reveal(self, place: str) -> bool:
        """Go to a record or field, `team/<id>.days`; False when it is not here."""


class PaperView(PageView):
    """`parts` are the checks whose notices are shown; Alt+M leads from one to the next."""

    parts: ClassVar[tuple[str, ...]] = ()
    # Sections whose records say themselves what they lack.
    in_place: ClassVar[tuple[str, ...]] = ()
    # Notices that a card of the view says itself.
    said: ClassVar[tuple[str, ...]] = ()
    # The step that knows the places this view has not.
    elsewhere: ClassVar[Step] = "plan"

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self.desk = Desk(context, self.drafts, self)
        self.cards: list[PaperCard] = []
        self.notices = NoticesCard()
        self.notices.wanted.connect(self.lead)
        self.left = ScrollColumn(margins=(24, 4, 4, 24), spacing=8)
        self.right = ScrollColumn(margins=(4, 4, 24, 24), spacing=8)
        self.right.setFixedWidth(SIDE)
        self.right.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        self.left.body.addWidget(self.notices)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left, 1)
        row.addWidget(self.right)
        self.shortcut("Alt+M", self.next_notice)

    def _keep_edge(self, _least: int, most: int) -> None:
        """The cards end where the head does, with a scroll bar and without."""
        self.right.body.setContentsMargins(4, 4, 12 if most else 24, 24)

    def add(self, column: ScrollColumn, *cards: QWidget) -> None:
        """Put cards into a column; those that show records are brought up to date with the view."""
        for card in cards:
            column.body.addWidget(card)
            if hasattr(card, "refresh"):
                self.cards.append(card)  # type: ignore[arg-type] # a widget with the methods of PaperCard

    def own_notices(self, view: AuditView) -> Sequence[Notice]:
        """What stands against this paper."""
        return prepared.notices(view, *self.parts)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        for card in self.cards:
            card.refresh(view)
        self.notices.show_notices(view, self.own_notices(view), self.in_place, self.said)

    def leave(self) -> None:
        for card in self.cards:
            finish = getattr(card, "finish", None)
            if finish is not None:
                finish()
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        for card in self.cards:
            if card.reveal(record):
                return

    def lead(self, place: str) -> None:
        """To the place of a notice, here or elsewhere."""
        if not any(card.reveal(place) for card in self.cards):
            section = split_place(place)[0]
            self.context.shell.go("report" if section == "report" else self.elsewhere, place)

    def next_notice(self) -> None:
        """To the place of the next notice."""
        if not self.notices.go_next():
            self.context.shell.toast(_("这里没有待办。"))
