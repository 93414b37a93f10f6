"""必查内容: the topics of this kind of audit below each other, and how many are still to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from desktop.base.words import _
from desktop.domain.topics import topic_notices, topics_of
from desktop.ui.drafting import Drafts
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.paper_export import PaperExport
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.topics.topic_card import TopicCard
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState, Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import AuditView

PAPER = "topics"


class TopicsPage(Page):
    """A card for each topic."""

    keys = (
        KeyHint(("F8",), _("下一项未写")),
        KeyHint(("Ctrl", "↑"), _("上一项")),
        KeyHint(("Ctrl", "↓"), _("下一项")),
        KeyHint(("Alt", "X"), _("不适用")),
        KeyHint(("Ctrl", "P"), _("打印表单")),
    )
    more_keys = (KeyHint(("Ctrl", "Enter"), _("写完这一项")), KeyHint(("P",), _("在卡片上：添加证据")))

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self._desk = Desk(context, self.drafts, self)
        self._thumbnails = Thumbnails(context.runner, self)
        self.cards: dict[str, TopicCard] = {}
        self.count = Label("", role="text2")
        self.bar = Bar(0, 1, name=_("已写的必查内容"))
        self.paper = PaperExport(context, self)
        self.paper.failed.connect(context.shell.toast)
        self.print_button = Button(_("打印表单"), icon="print")
        self.print_button.clicked.connect(self.print_form)
        self.beside = Notice(variant="open")
        self.beside.hide()
        self.empty = EmptyState(_("这类审查没有必查内容"), _("规则没有为这类审查列出必查事项。"), icon="checks")
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(10)
        head.addWidget(Label(_("必查内容"), size=20, weight=700))
        head.addWidget(self.count)
        self.bar.setFixedWidth(120)
        head.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.print_button)
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        self.column.body.addWidget(self.beside)
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self.column.body.addLayout(self._place)
        self.column.body.addWidget(self.empty)
        self.column.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.column, 1)
        self._shortcut("F8", self.next_empty)
        self._shortcut("Ctrl+Up", lambda: self._step(-1))
        self._shortcut("Ctrl+Down", lambda: self._step(1))
        self._shortcut("Alt+X", self._exclude)
        self._shortcut("Ctrl+P", self.print_form)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh(view)
        self.drafts.restore()

    def _shortcut(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        asked = topics_of(view.document, view.scheme)
        if [topic.point.id for topic in asked] != list(self.cards):
            self._make_cards(view)
        for topic in asked:
            self.cards[topic.point.id].show_topic(topic, view)
        done = sum(topic.state != "empty" for topic in asked)
        self.count.setText(_("{done} / {of} 项已写").format(done=done, of=len(asked)) if asked else "")
        self.bar.set_value(done, max(1, len(asked)))
        self.bar.setVisible(bool(asked))
        self.empty.setVisible(not asked)
        said = [one.sentence for one in topic_notices(view.document, view.rules) if not one.id.startswith("topic-empty/")]
        self.beside.say("\n".join(said[:5]))

    def _make_cards(self, view: AuditView) -> None:
        """The topics come with the kind of the audit."""
        for card in self.cards.values():
            card.let_go()
            self._place.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        for topic in topics_of(view.document, view.scheme):
            card = TopicCard(self._desk, self._thumbnails, topic.point.id, topic.point.text, topic.point.clause)
            self.cards[topic.point.id] = card
            self._place.addWidget(card)

    def _current(self) -> int:
        """The place of the card that has the focus, -1: none."""
        focused = QApplication.focusWidget()
        cards = enumerate(self.cards.values())
        return next((place for place, card in cards if focused is not None and card.isAncestorOf(focused)), -1)

    def go(self, topic: str) -> None:
        """To a topic."""
        card = self.cards.get(topic)
        if card is not None:
            card.begin()
            self.column.ensureWidgetVisible(card, 0, 24)

    def _step(self, by: int) -> None:
        keys = list(self.cards)
        if keys:
            self.go(keys[min(max(self._current() + by, 0), len(keys) - 1)])

    def next_empty(self) -> None:
        """To the next topic of which nothing is said, after the one at hand."""
        self.drafts.commit_all()
        asked = topics_of(self.view.document, self.view.scheme)
        here = self._current()
        ordered = [*asked[here + 1 :], *asked[: here + 1]]
        written = {key for key, card in self.cards.items() if card.found.value().strip() or card.reason.value().strip()}
        wanted = next((topic.point.id for topic in ordered if topic.state == "empty" and topic.point.id not in written), None)
        if wanted is None:
            self.context.shell.toast(_("必查内容都已写明。"))
        else:
            self.go(wanted)

    def _exclude(self) -> None:
        place = self._current()
        if place >= 0:
            list(self.cards.values())[place].toggle_excluded()

    def print_form(self) -> None:
        """Write the record of the topics as PDF."""
        self.drafts.commit_all()
        self.paper.ask(self.view, PAPER)

    def reveal(self, record: str) -> None:
        """A topic, `topics/<id>` or `topics.<id>`, maybe with a field behind it; the first one that is empty when none is named."""
        key = record.replace("/", ".", 1).partition(".")[2]
        if key not in self.cards:
            key = key.rpartition(".")[0]
        if key in self.cards:
            self.go(key)
        else:
            self.next_empty()

    def leave(self) -> None:
        self.drafts.commit_all()
