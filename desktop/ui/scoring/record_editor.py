"""What one auditor saw of a clause at one site: result, statements, how it was got, what was seen; as fast as the single score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal

from desktop.base.words import _
from desktop.domain.assessment import Observation
from desktop.ui.evidence_menu import show_evidence_menu
from desktop.ui.scoring.deduction_home import RecordHome
from desktop.ui.scoring.deductions import Deductions
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.how_line import METHOD_KEYS, HowLine
from desktop.ui.scoring.lacks_line import LacksLine
from desktop.ui.scoring.observing import Place, lacks_of, people_of, sites_of, takes_result
from desktop.ui.scoring.parts import control_card, holder, line
from desktop.ui.scoring.record_ways import CONFORMITY_KEYS, KEYS, fields_of, result_of, results_of, segments, way_of_others, way_words
from desktop.ui.scoring.row_states import evidence_of
from desktop.ui.scoring.score_deeds import both_numbers, other_number
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.fields import Choice, NumberField, TextArea
from desktop.ui.widgets.rows import SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.observing import Observing


class RecordEditor(Control):
    """The record at hand. Signals: those of a control, `files_wanted` to add evidence to the record."""

    files_wanted = Signal()

    def __init__(self, desk: Desk, observing: Observing) -> None:
        super().__init__(desk)
        self.observing = observing
        self.place = Place("", "", "")
        self._samples = False  # by sample was chosen, the numbers are still to come
        self.sites = Choice(name=_("场所"), letters=12)
        self.people = Choice(name=_("审查员"), letters=6)
        self._when = Label("", size=12, role="text3")
        self.remove = IconButton("trash", _("删除这条现场记录"), key="Del")
        self.segments = SegmentedRow(name=_("这一处的结果"))
        self.sampled = NumberField(name=_("抽查份数"), places=0, width=64)
        self.failed = NumberField(name=_("不符合份数"), places=0, width=64)
        self.deductions = Deductions(desk)
        self.how = HowLine(desk, self.act, self.error.say)
        self.seen = TextArea(name=_("所见"), hint=_("所见：看了什么、问了谁、与要求差在哪里　T"), lines=1, limit=20_000)
        self.lacks = LacksLine(_("缺所见"), _("写所见"), key="T")
        self._note = Label("", size=12, role="text2", wrap=True)
        self._build()
        said = self.error.say
        self._slots = (
            Slot(desk, self.sampled, said=said, take=self._take_sample, owner=self),
            Slot(desk, self.failed, said=said, take=self._take_sample, owner=self),
            Slot(desk, self.seen, said=said, take=self._take_seen, owner=self),
        )
        self._listen()

    def _build(self) -> None:
        card = control_card(spacing=8)
        self._sample_line = holder(line(_("抽查"), self.sampled, _("份"), 0, _("不符合"), self.failed, _("份"), 1, spacing=6))
        for one in (
            holder(line(self.sites, self.people, 1, self._when, self.remove)),
            self.segments,
            self._sample_line,
            self.deductions,
            self.how,
            self.seen,
            self.lacks,
            self._note,
            self.error,
        ):
            card.body.addWidget(one)
        self.column.addWidget(card)

    def _listen(self) -> None:
        self.sites.chosen.connect(lambda site: self._pick(site, self.place.auditor))
        self.people.chosen.connect(lambda person: self._pick(self.place.site, person))
        self.segments.chosen.connect(self.choose)
        self.remove.clicked.connect(self.delete)
        self.lacks.say.connect(self.seen.setFocus)
        self.lacks.link.connect(self._link)
        self.sampled.returnPressed.connect(self.failed.setFocus)
        self.failed.returnPressed.connect(self.away)
        self.how.away.connect(self.away)

    # Showing

    def show_item(self, rule: RuleItem) -> None:
        place = self.observing.at_hand(rule)
        if rule is not self.rule or not place.is_same(self.place):
            self.commit()
            self._samples = False
            self.error.say("")
        elif place.record != self.place.record:
            # What was typed for the place belongs to its record now, typing goes on.
            self.desk.move(self.place.record, place.record)
            for slot in self.findChildren(Slot):
                slot.move(self.place.record, place.record)
        self.rule, self.place = rule, place
        one = place.found(self.view)
        home = RecordHome(rule, place)
        self.deductions.keep_home(home)
        self._show_head(one)
        self._show_result(rule, one)
        shown = [str(one.sampled), str(one.failed)] if one is not None and one.sampled is not None else ["", ""]
        texts = (*shown, (one.seen or "") if one else "")
        for slot, name, text in zip(self._slots, ("sampled", "failed", "seen"), texts, strict=True):
            slot.show(place.record, name, text)
        self.how.show_place(place, one)
        linked = any(place.record in entry.links for entry in self.view.document.evidence)
        self.lacks.show_lacks(lacks_of(one, linked) if one is not None and not one.deductions else ())
        own = place.auditor == self.observing.me or self.observing.leads()
        for part in (self.segments, self._sample_line, self.deductions, self.how, self.seen, self.remove):
            part.setEnabled(own)
        self._note.setText("" if own else _("{name}的记录，本人和组长才能改。").format(name=place.auditor or _("别人")))
        self._note.setVisible(not own)

    def _show_head(self, one: Observation | None) -> None:
        self.sites.set_options(sites_of(self.view))
        self.sites.select(self.place.site)
        names = people_of(self.view, self.observing.me) if self.observing.leads() else [self.observing.me]
        names = list(dict.fromkeys([*names, self.place.auditor]))
        self.people.set_options([(name, name or _("我")) for name in names])
        self.people.select(self.place.auditor)
        self.people.setEnabled(len(names) > 1)
        self._when.setText((one.at or "")[5:16] if one is not None else _("还没有记录"))
        self.remove.setVisible(one is not None)

    def _show_result(self, rule: RuleItem, one: Observation | None) -> None:
        valued = takes_result(rule)
        others = way_of_others(self.observing.records(rule.item.id), self.place.id)
        made = segments(rule, others) if valued else []
        if made != list(self.segments.segments()):
            self.segments.set_segments(made)
        result = result_of(one)
        if result == "sampled":
            self._samples = False
        elif (self.place.record, "sampled") in self.desk.pending or (self.place.record, "failed") in self.desk.pending:
            self._samples = True
        shown = "sampled" if self._samples else result
        self.segments.setVisible(valued)
        self.segments.select(shown)
        self._sample_line.setVisible(valued and shown == "sampled")
        begun = any(key[0] == self.place.record and key[1].startswith("deductions.") for key in self.desk.pending)
        self.deductions.show_home(RecordHome(rule, self.place), offered=valued and (shown == "deductions" or begun))

    # Doing

    def _pick(self, site: str, auditor: str) -> None:
        blank = Place(self.place.item, site, auditor)
        self.observing.pick(blank)

    def choose(self, result: str) -> None:
        """A result was chosen, by click or key."""
        if self.rule is None:
            return
        rule, place, one = self.rule, self.place, self.place.found(self.view)
        others = way_of_others(self.observing.records(place.item), place.id)
        offered = next((segment for segment in segments(rule, others) if segment.id == result), None)
        if offered is None or not offered.enabled:
            if offered is not None and others is not None:
                self.error.say(_("这一条款已有按“{way}”填的记录，几种结果加不到一起，请用同一种。").format(way=way_words(others)))
            self._show_result(rule, one)
            return
        if result == "deductions":
            self._drop_numbers()
            self.deductions.show_home(RecordHome(rule, place), offered=True)
            self.deductions.begin()
            return
        fields = fields_of(rule, offered.id, one, others)  # type: ignore[arg-type]
        if fields is None:
            self._ask_numbers("0" if result == "full" else "")
            return
        self._drop_numbers()
        self.act(lambda ws, audit: place.observe(ws, audit, **fields))

    def _ask_numbers(self, failed: str) -> None:
        self._samples = True
        self.segments.select("sampled")
        self._sample_line.show()
        if failed and not self.failed.value():
            self.failed.resume(failed)
        self.sampled.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sampled.selectAll()

    def _drop_numbers(self) -> None:
        self._samples = False
        for field in (self.sampled, self.failed):
            field.reset(field.value())
        self.desk.forget((self.place.record, "sampled"), (self.place.record, "failed"))

    def _link(self) -> None:
        """The clause's evidence, each on or off for this record."""
        rule, place = self.rule, self.place
        if rule is None or not place.id:
            return
        show_evidence_menu(
            self,
            self.lacks.links.mapToGlobal(QPoint(0, self.lacks.links.height())),
            evidence_of(self.view, rule),
            lambda one: place.record in one.links,
            lambda id_, on: self.act(lambda ws, audit: place.link(ws, audit, id_, on=on)),
            self.files_wanted.emit,
        )

    def _take_sample(self, key: Key, _text: str) -> Deed | None:
        both = both_numbers(self.sampled.value(), self.failed.value())
        place = self.place
        if both is None:
            return None
        return Deed(lambda ws, audit: place.observe(ws, audit, sampled=both[0], failed=both[1]), other_number(key))

    def _take_seen(self, _key: Key, text: str) -> Deed:
        place = self.place
        return Deed(lambda ws, audit: place.observe(ws, audit, seen=text.strip()))

    def is_answered(self) -> bool:
        return bool(result_of(self.place.found(self.view))) or self._samples

    def clear(self) -> None:
        place = self.place
        self._drop_numbers()
        if place.id and result_of(place.found(self.view)):
            self.act(place.clear)
        elif self.rule is not None:
            self._show_result(self.rule, None)

    def delete(self) -> None:
        """Take the record out; a toast offers it back."""
        place, said = self.place, _("已删除一条现场记录")
        if not place.id:
            return
        self.desk.forget(*[key for key in self.desk.pending if key[0] == place.record])
        self.observing.chosen = Place(place.item, place.site, self.observing.me)
        self.desk.act(self, place.remove, done=lambda _changes: self.desk.context.shell.toast(said, undo=True), failed=self.error.say)

    def commit(self) -> None:
        """Take in what is being typed."""
        for slot in self.findChildren(Slot):
            slot.field.commit()

    # Keys

    def press(self, key: str) -> bool:
        if self.rule is None:
            return False
        if not self.seen.isEnabled():
            return key in METHOD_KEYS or key == "T"
        if key in METHOD_KEYS:
            self.how.toggle(METHOD_KEYS[key])
            return True
        if key == "T":
            self.seen.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if not takes_result(self.rule):
            return False
        result = (CONFORMITY_KEYS if self.rule.item.kind == "conformity" else KEYS).get(key)
        if result in results_of(self.rule):
            self.choose(str(result))
            return True
        if key.isdigit() or key == ".":
            self.error.say(_("现场记录填所见的结果，不直接给分：得分由各处记录汇总，组长要改判请按 P。"))
            return True
        return False

    def enter(self) -> None:
        if not self.sampled.isVisible():
            self.seen.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.sampled.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sampled.selectAll()
