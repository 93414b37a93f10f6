"""计划网格: the audit plan as the client gets it, laid out by keys and pointer; what speaks against it stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.plan import is_logged, measuring_plans, placed, separate_plans
from desktop.ui.drafting import Drafts
from desktop.ui.page import Context, KeyHint
from desktop.ui.planning.grid.ask_bar import AskBar
from desktop.ui.planning.grid.axis import NARROWEST, READABLE, WIDEST, days_of, make_axis, readable, span_of
from desktop.ui.planning.grid.board import PlanBoard
from desktop.ui.planning.grid.calendar_menu import CalendarMenu
from desktop.ui.planning.grid.checked import checked
from desktop.ui.planning.grid.clash_bar import ClashBar
from desktop.ui.planning.grid.confirm_card import ConfirmCard
from desktop.ui.planning.grid.deeds import Deeds, new_slot
from desktop.ui.planning.grid.hands import Hands
from desktop.ui.planning.grid.head import Head
from desktop.ui.planning.grid.reason_bar import ReasonBar
from desktop.ui.planning.grid.rows import Layout, Mode, Rows
from desktop.ui.planning.grid.scene import Scene
from desktop.ui.planning.grid.side import Side, Which
from desktop.ui.planning.grid.slot_editor import SlotEditor
from desktop.ui.planning.grid.todo_card import CELL, TodoCard
from desktop.ui.planning.grid.words import Names, names_of
from desktop.ui.planning.programme.strip_card import StripCard
from desktop.ui.record_cards import Desk
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.notices import EmptyState, Notice

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.plan import Placed


class PlanGridView(PageView):
    """The cycle, the first clash, the grid with its head, and the column beside it."""

    keys = (
        KeyHint(("↑", "↓", "←", "→"), _("移动")),
        KeyHint(("Enter",), _("安排、编辑")),
        KeyHint(("1–9",), _("换人")),
        KeyHint(("S",), _("换场所")),
        KeyHint(("Del",), _("移除")),
    )
    more_keys = (
        KeyHint(("Ctrl", "←", "→"), _("提前、推后 15 分钟")),
        KeyHint(("Shift", "←", "→"), _("缩短、延长 15 分钟")),
        KeyHint(("Ctrl", "↑", "↓"), _("移到上一行、下一行")),
        KeyHint(("Shift", "1–9"), _("加人、减人")),
        KeyHint(("Ctrl", "C"), _("复制；Ctrl V 粘贴到光标处")),
        KeyHint(("PgUp", "PgDn"), _("前一天、后一天")),
        KeyHint(("Space",), _("折叠、展开一组条款")),
        KeyHint(("Alt", "Q"), _("看没有安排的和提醒")),
        KeyHint(("Alt", "G"), _("建议排程")),
        KeyHint(("Ctrl", "+"), _("放大时间；Ctrl − 缩小，Ctrl 0 复原")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._rows = Rows()
        self._mode: Mode = "items"
        plans = separate_plans(view.scheme)
        self.part = next((one.id for one in plans if one.plan == "items"), plans[0].id if plans else "")
        self._folded = self._rows.first_folded(view.document, view.rules)
        self._hour = 0.0  # px an hour that a person chose; 0: none did
        self._usual_hour = float(READABLE)
        self._open = ""  # the slot in the editor
        self._scene: Scene | None = None
        self.drafts = Drafts(context, self)
        desk = Desk(context, self.drafts, self)
        self.refused, self.reason, self.ask = Notice(), ReasonBar(), AskBar()
        self.refused.hide()
        self.deeds = Deeds(context, self, self.reason, self.refused.say)
        self.hands = Hands(self, self.deeds)
        self.strip, self.clash = StripCard(view.scheme), ClashBar()
        self.head, self.board = Head(view.scheme), PlanBoard()
        self.empty = EmptyState(_("还没有审查日期"), _("先写开始和结束日期，再排计划。"), icon="calendar")
        self.editor = SlotEditor(desk, self.deeds, self.reason, view, self)
        self.todo, self.confirm = TodoCard(), ConfirmCard(desk)
        self.side = Side((("slot", self.editor), ("todo", self.todo), ("confirm", self.confirm)))
        self.calendar = CalendarMenu(context, self)
        self.send = Button(_("送客户确认"), kind="primary", icon="open-out")
        self.tools = (self.calendar, self.send)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.board)
        self.refresh(view)

    def _lay_out(self) -> None:
        to_dates = Button(_("填写审查日期"), kind="primary")
        to_dates.clicked.connect(lambda: self.context.shell.go("plan", "audit.starts_on"))
        self.empty.buttons.addWidget(to_dates)
        card = Card(margins=(1, 1, 1, 1), spacing=0)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for widget in (self.head, self.board, self.empty):
            card.body.addWidget(widget, 0 if widget is self.head else 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(card, 1)
        row.addWidget(self.side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 4, 24, 12)
        outer.setSpacing(8)
        bars: tuple[QWidget, ...] = (self.strip, self.reason, self.ask, self.refused, self.clash)
        for bar in bars:
            outer.addWidget(bar)
        outer.addLayout(row, 1)

    def _connect(self) -> None:
        board, deeds, hands = self.board, self.deeds, self.hands
        board.moved.connect(self._moved)
        board.resized.connect(self._rezoom)
        board.zoom_wanted.connect(self._zoom)
        board.fold_wanted.connect(self._fold)
        board.place_wanted.connect(hands.place)
        board.edit_wanted.connect(self.edit)
        board.person_wanted.connect(hands.give_to)
        board.site_wanted.connect(hands.next_site)
        board.remove_wanted.connect(lambda: deeds.remove(self.scene.acted_on()))
        board.shift_wanted.connect(lambda minutes: deeds.shift(self.scene.acted_on(), minutes))
        board.length_wanted.connect(hands.lengthen)
        board.row_wanted.connect(lambda by: deeds.to_row(self.scene, by, self.show_new))
        board.copy_wanted.connect(hands.copy)
        board.paste_wanted.connect(lambda: deeds.paste(self.scene, self.show_new))
        board.dropped.connect(hands.dropped)
        board.cell_wanted.connect(self._go_to_cell)
        board.left.connect(lambda: self.turn(""))
        self.head.mode_chosen.connect(self._choose_mode)
        self.head.part_chosen.connect(self._choose_part)
        self.head.todo_wanted.connect(self.toggle_todo)
        self.head.suggest_wanted.connect(self.suggest)
        self.head.sites.changed.connect(self._show)
        self.todo.wanted.connect(self._follow)
        for card in (self.editor, self.todo, self.confirm):
            card.closed.connect(self._close_side)
        self.editor.removed.connect(lambda key: deeds.remove((key,)))
        self.confirm.confirmed.connect(self.reason.forget)
        self.clash.repair_wanted.connect(lambda one: deeds.repair(self.scene, one))
        self.clash.see_wanted.connect(self.see)
        self.reason.given.connect(self.board.setFocus)
        self.reason.given_up.connect(self._given_up)
        self.ask.agreed.connect(lambda: self._suggest(replace=True))
        self.ask.declined.connect(self.board.setFocus)
        self.send.clicked.connect(lambda: self.turn("confirm"))
        self.shortcut("Alt+Q", self.toggle_todo)
        self.shortcut("Alt+G", self.suggest)

    # What is shown

    @property
    def scene(self) -> Scene:
        """What the grid shows."""
        assert self._scene is not None
        return self._scene

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.reason.set_logged(is_logged(view.document))
        self.strip.show_view(view)
        # What it was asked about is another plan now.
        self.ask.hide()
        self._show()

    def _show(self) -> None:
        document, rules = self.view.document, self.view.rules
        names = names_of(document)
        every = [one for one in map(placed, document.slots) if one is not None]
        chosen = self.head.sites.chosen()
        shown = self._of_part([one for one in every if not chosen or (one.slot.site or names.head) in chosen])
        self._usual_hour = readable(shown)
        days = days_of(document.audit.starts_on, document.audit.ends_on, every)
        before = self._scene
        scene = Scene(
            document=document,
            rules=rules,
            names=names,
            checked=checked(self.view),
            axis=make_axis(days, span_of(every), 1000, self._hour or self._usual_hour),
            layout=self._laid_out(names, shown),
            mode=self._shown_mode(),
            styles={site: place for place, site in enumerate(names.sites)},
            slots={slot.id or "": slot for slot in document.slots},
        )
        if before is not None:
            scene.row, scene.day, scene.minute = before.row, before.day, before.minute
            scene.current, scene.chosen = before.current, before.chosen
        self._scene = self.board.scene = scene
        self._fit()
        if before is not None and before.current and before.current in scene.slots:
            scene.go_to(before.current)
        self.board.show_scene(scene)
        self.board.setVisible(bool(days))
        self.empty.setVisible(not days)
        self.head.show_scene(scene, self._mode, self.part, self.hands.placing())
        self.clash.show_scene(scene)
        self._show_side()
        plan = document.plan
        done = plan is not None and plan.confirmed_on is not None
        self.send.set_text(_("客户已确认") if done else _("送客户确认"))
        self.send.set_kind("primary" if document.slots and not done else "outlined")
        self.send.setEnabled(bool(document.slots))

    def _shown_mode(self) -> Mode:
        # A plan of measurements covers no clauses: its rows are sites.
        measuring = self.part in measuring_plans(self.view.scheme)
        return "sites" if measuring and self._mode == "items" else self._mode

    def _of_part(self, slots: list[Placed]) -> list[Placed]:
        measuring = measuring_plans(self.view.scheme)
        if not measuring:
            return slots
        part = self.part if self.part in measuring else None
        return [one for one in slots if (one.slot.part if one.slot.part in measuring else None) == part]

    def _laid_out(self, names: Names, shown: list[Placed]) -> Layout:
        mode = self._shown_mode()
        if mode == "people":
            return self._rows.people(names, shown)
        if mode == "sites":
            return self._rows.sites(names, shown)
        return self._rows.items(self.view.document, self.view.rules, shown, self._folded)

    def _fit(self) -> None:
        scene = self.scene
        scene.axis = make_axis(scene.axis.days, (scene.axis.first, scene.axis.last), self.board.room(), self._hour or self._usual_hour)

    def _rezoom(self) -> None:
        self._fit()
        self.board.show_scene(self.scene)

    def _zoom(self, by: int) -> None:
        now = self.scene.axis.hour
        self._hour = 0.0 if by == 0 else min(max(now * (1.25 if by > 0 else 0.8), NARROWEST), WIDEST)
        self._rezoom()
        self.board.see_cursor()

    def _show_side(self) -> None:
        scene, which = self.scene, self.side.shown()
        if which == "slot":
            slot = scene.slots.get(self._open)
            if slot is None:
                self.turn("")
            else:
                self.editor.show_slot(slot, scene)
        elif which == "todo":
            self.todo.show_scene(scene)
        elif which == "confirm":
            self.confirm.show_view(self.view, scene.checked.coverage)

    def turn(self, which: Which) -> None:
        """Another card beside the grid, or none."""
        if self.side.shown() == "slot" and which != "slot":
            self.editor.let_go()
        self.side.turn(which)
        if which:
            self._show_side()
        if which == "confirm" and not self.confirm.who.isHidden():
            self.confirm.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_side(self) -> None:
        self.turn("")
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_todo(self) -> None:
        """The list of what is to do, or close it."""
        self.turn("" if self.side.shown() == "todo" else "todo")

    def summary(self) -> str:
        lines = len(self.view.document.slots)
        return _("{n} 行，{days} 人日").format(n=lines, days=plain(self.scene.checked.days)) if lines else ""

    # The cursor

    def _moved(self) -> None:
        if self.side.shown() == "slot" and self.scene.current and self.scene.current != self._open:
            self._open = self.scene.current
            self._show_side()

    def see(self, slot: str) -> None:
        """Put the cursor on a slot, wherever it is shown."""
        one = self.view.document.slots and self.scene.slots.get(slot)
        if not one:
            return
        if not self.scene.go_to(slot):
            self.head.sites.clear()
            measuring = measuring_plans(self.view.scheme)
            plans = [content.id for content in separate_plans(self.view.scheme) if content.id not in measuring]
            self.part = one.part if one.part in measuring else (plans[0] if plans else "")
            self._show()
            self.scene.go_to(slot)
        self.board.went()

    def reveal(self, record: str) -> None:
        """A slot, opened for editing; a site or person that something is said of; the log of changes."""
        section, _slash, key = record.replace(".", "/").partition("/")
        if section == "slots" and key:
            self.see(key)
            self.edit(key)
        elif section == "plan_changes" or key.startswith("confirm"):
            self.turn("confirm")
        elif section == "plan":
            self.turn("todo")

    def _follow(self, target: str) -> None:
        if target.startswith(CELL + "|"):
            _cell, leaf, site = target.split("|", 2)
            self._go_to_cell(leaf, site)
            return
        section = target.partition("/")[0]
        if section in ("slots", "plan_changes"):
            self.reveal(target)
        elif target == "plan":
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.context.shell.go("plan", target)

    def _go_to_cell(self, item: str, site: str) -> None:
        """To the slot that covers a clause at a site, else to its row, ready to place one there."""
        head = self.scene.names.head
        rule = self.view.rules.items.get(item)
        over = set(rule.path) if rule is not None else set()
        under = set(rule.leaves + rule.conformity) | over if rule is not None else set()
        covers = [one for one in map(placed, self.scene.slots.values()) if one is not None and not under.isdisjoint(one.slot.items)]
        found = next((one.slot.id or "" for one in covers if (one.slot.site or head) == site), "")
        if found:
            self.see(found)
        else:
            if rule is not None and self._mode == "items":
                self._folded -= set(rule.path[:-1])
                self._show()
                self.scene.row = item
            self.hands.mean_site(site)
            self.scene.current = ""
            self.scene.pick()
            self.board.went()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, group: str, folded: bool) -> None:
        self._folded = self._folded | {group} if folded else self._folded - {group}
        self._show()

    def _choose_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._show()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_part(self, part: str) -> None:
        self.part = part
        self._show()

    # What a person does

    def show_new(self, changes: Changes) -> None:
        """Put the cursor on a line that was just made or changed."""
        key = new_slot(changes)
        if key in self.scene.slots:
            self.see(key)

    def edit(self, slot: str) -> None:
        """Open a line beside the grid."""
        if slot not in self.scene.slots:
            return
        # A line without a time is not drawn; it can be opened all the same.
        self.scene.go_to(slot)
        self._open = slot
        self.turn("slot")
        self._show_side()
        self.drafts.restore()
        self.editor.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def suggest(self) -> None:
        """Lay out a first plan; asks before it takes the place of lines that are there."""
        n = len(self.view.document.slots)
        if n:
            self.ask.say(_("计划已有 {n} 行，重新排列会替换它们。").format(n=n), _("替换"))
        else:
            self._suggest(replace=False)

    def _suggest(self, *, replace: bool) -> None:
        self.deeds.suggest(replace, lambda _changes: self.board.setFocus(Qt.FocusReason.OtherFocusReason))

    def _given_up(self) -> None:
        self._show_side()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.drafts.commit_all()
