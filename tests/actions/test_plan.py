"""The audit plan by its actions: several lines at once, the client's confirmation, the log of changes, the calendar file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.actions import audits, catalogue, plan
from desktop.actions.plan_calendar import plan_calendar
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.plan_check import plan_notices
from desktop.domain.plan_coverage import coverage
from desktop.domain.preparation import PlanChange, Slot
from desktop.domain.signature import Signature
from tests.actions.scenario import Scenario

DAY = date(2026, 11, 2)


class Planned(Scenario):
    """An audit with two days, two people, an expert and two sites."""

    def __init__(self, ws: Workspace, scheme: str = "ctc") -> None:
        super().__init__(ws, scheme)
        audits.set_fields(ws, self.id, "audit", {"starts_on": "2026-11-02", "ends_on": "2026-11-03"})
        self.leader = self._put("team", name="沈望舒", role="leader", registration="1")
        self.auditor = self._put("team", name="陆既明", role="auditor", registration="2")
        self.expert = self._put("team", name="专家癸", role="expert")
        self.site = self._put("sites", name="南浦店", address="南浦路 3 号", service_hours="08:30-17:30")

    def _put(self, section: str, **fields: Any) -> str:
        before = {one.id for one in getattr(self.view.document, section)}
        after = getattr(audits.put_element(self.ws, self.id, section, None, fields).view.document, section)
        return next(str(one.id) for one in after if one.id not in before)

    def add(self, start: str = "09:00", end: str = "10:00", **more: Any) -> str:
        before = {one.id for one in self.view.document.slots}
        fields: dict[str, Any] = {"on": DAY, "people": ("沈望舒",), "items": ("5.1",)} | more
        after = plan.add_slot(self.ws, self.id, start=start, end=end, **fields).view.document.slots
        return next(str(one.id) for one in after if one.id not in before)

    def slot(self, key: str) -> Slot:
        return next(one for one in self.view.document.slots if one.id == key)

    def confirm(self) -> None:
        plan.confirm(self.ws, self.id, by="服务部长丙", on=DAY, signature=Signature(name="服务部长丙", strokes="1,1 9,9"))

    def is_confirmed(self) -> bool:
        stands = self.view.document.plan
        return stands is not None and stands.confirmed_on is not None

    @property
    def log(self) -> tuple[PlanChange, ...]:
        return self.view.document.plan_changes


@pytest.fixture
def audit(ws: Workspace) -> Planned:
    return Planned(ws)


def test_the_first_plan_is_one_action_and_replaced_only_when_asked(audit: Planned) -> None:
    plan.suggest(audit.ws, audit.id)
    document = audit.view.document
    assert coverage(document, audit.view.rules).complete
    with pytest.raises(BadInput, match="替换"):
        plan.suggest(audit.ws, audit.id)
    before = {one.id for one in document.slots}
    plan.suggest(audit.ws, audit.id, replace=True)
    assert before.isdisjoint({one.id for one in audit.view.document.slots})
    audit.undo()
    audit.undo()
    assert audit.view.document.slots == ()


def test_lines_name_people_and_sites_by_id_or_name(audit: Planned) -> None:
    key = audit.add(site="南浦店", people=("陆既明", "专家癸"))
    assert audit.slot(key).site == audit.site
    assert audit.slot(key).people == (audit.auditor, audit.expert)


def test_several_lines_move_copy_change_and_go_in_one_action(audit: Planned) -> None:
    one, other = audit.add(), audit.add("10:00", "11:00", items=("5.2",))
    plan.move_slots(audit.ws, audit.id, (one, other), days=1, minutes=-30)
    assert [(str(audit.slot(key).on), audit.slot(key).start) for key in (one, other)] == [("2026-11-03", "08:30"), ("2026-11-03", "09:30")]
    audit.undo()
    plan.copy_slots(audit.ws, audit.id, (one, other), days=1, site="南浦店", people=("陆既明",))
    copies = [slot for slot in audit.view.document.slots if slot.id not in (one, other)]
    assert [(slot.site, slot.people, slot.items) for slot in copies] == [(audit.site, (audit.auditor,), (item,)) for item in ("5.1", "5.2")]
    plan.change_slots(audit.ws, audit.id, (one, other), {"with_whom": "客服经理", "people": ["陆既明"], "activity": None})
    assert {audit.slot(key).with_whom for key in (one, other)} == {"客服经理"}
    plan.remove_slots(audit.ws, audit.id, tuple(str(slot.id) for slot in copies))
    assert {slot.id for slot in audit.view.document.slots} == {one, other}
    audit.undo()
    assert len(audit.view.document.slots) == 4


def test_a_copy_of_a_site_line_for_the_head_office(audit: Planned) -> None:
    key = audit.add(site="南浦店")
    plan.copy_slots(audit.ws, audit.id, (key,), days=1, site="")
    assert [slot.site for slot in audit.view.document.slots if slot.id != key] == [None]


def test_a_line_of_which_everything_is_cleared_stays(audit: Planned) -> None:
    key = audit.add(people=(), items=())
    plan.change_slots(audit.ws, audit.id, (key,), {"on": None, "start": None, "end": None})
    assert audit.slot(key) == Slot(id=key)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"end": "08:00"}, "过夜"),
        ({"start": "23:00", "end": "02:00"}, "过夜"),
        ({"site": "北辰店"}, "没有这个场所"),
        ({"people": ("谁",)}, "审查组里没有 谁"),
        ({"items": ("9.9",)}, "没有条款 9.9"),
        ({"items": ("5.1", "5.1")}, "两次"),
        ({"part": "management"}, "只有一份计划"),
        ({"start": "25:00"}, "start"),
        ({"activity": "一" * 501}, "activity"),
    ],
)
def test_a_line_that_cannot_stand_is_refused_and_nothing_is_written(audit: Planned, change: dict[str, Any], says: str) -> None:
    before = audit.document()
    with pytest.raises(BadInput, match=says):
        audit.add(**change)
    assert audit.document() == before


def test_doors_beside_the_plan_refuse_the_same(audit: Planned) -> None:
    with pytest.raises(BadInput, match="过夜"):
        audits.put_element(audit.ws, audit.id, "slots", None, {"on": "2026-11-02", "start": "22:00", "end": "06:00"})
    with pytest.raises(BadInput, match="过夜"):
        catalogue.run(audit.ws, audit.id, [{"action": "add-slot", "start": "10:00", "end": "10:00"}], "改动.json")
    with pytest.raises(BadInput, match="没有 colour"):
        plan.change_slots(audit.ws, audit.id, (audit.add(),), {"colour": "red"})
    with pytest.raises(NotFound):
        plan.remove_slots(audit.ws, audit.id, ("none",))


def test_moving_past_midnight_or_the_calendar_is_refused(audit: Planned) -> None:
    key = audit.add("22:00", "24:00")
    with pytest.raises(BadInput, match="半夜"):
        plan.move_slots(audit.ws, audit.id, (key,), minutes=30)
    with pytest.raises(BadInput, match="超出日历"):
        plan.move_slots(audit.ws, audit.id, (key,), days=4_000_000)


def test_a_confirmation_ends_with_a_change_which_goes_on_file(audit: Planned) -> None:
    key = audit.add()
    with pytest.raises(BadInput, match="谁"):
        plan.confirm(audit.ws, audit.id, by="  ")
    audit.confirm()
    assert audit.is_confirmed()
    assert not audit.log
    plan.move_slots(audit.ws, audit.id, (key,), minutes=60)
    assert not audit.is_confirmed()
    stands = audit.view.document.plan
    assert stands is None or (stands.confirmation, stands.confirmed_by) == (None, None)
    change = audit.log[-1]
    assert len(audit.log) == 1
    assert change.what == "2026-11-02 09:00-10:00 总部 沈望舒 5.1：时间 09:00-10:00 → 10:00-11:00"
    assert (change.by, change.reason) == (audit.ws.author.name, None)
    assert change.at
    found = {one.id: one for one in plan_notices(audit.view.document, audit.view.rules)}
    assert found[f"plan-change-reason/{change.id}"].severity == "critical"


def test_the_log_goes_on_until_the_client_confirms_again(audit: Planned) -> None:
    key = audit.add()
    audit.confirm()
    plan.move_slots(audit.ws, audit.id, (key,), minutes=60, reason="客户会议冲突")
    audits.put_element(audit.ws, audit.id, "slots", key, {"activity": "看投诉台账"})
    audit.add("13:00", "14:00", reason="补审")
    assert [(change.reason, change.agreed_by) for change in audit.log] == [("客户会议冲突", None), (None, None), ("补审", None)]
    plan.explain_changes(audit.ws, audit.id, reason="抽查需要", agreed_by="服务部长丙")
    assert [change.reason for change in audit.log] == ["客户会议冲突", "抽查需要", "补审"]
    audit.confirm()
    assert {change.agreed_by for change in audit.log} == {"服务部长丙"}
    assert audit.is_confirmed()
    with pytest.raises(BadInput, match="原因"):
        plan.explain_changes(audit.ws, audit.id, reason=" ")
    with pytest.raises(NotFound):
        plan.explain_changes(audit.ws, audit.id, reason="一", changes=("none",))


def test_what_the_client_saw_beside_the_lines_counts_too(audit: Planned) -> None:
    audit.add(people=("陆既明",))
    audit.confirm()
    audits.set_fields(audit.ws, audit.id, "audit", {"scope": "安装与维修"})
    assert audit.is_confirmed(), "what was left open may be filled in"
    audits.set_fields(audit.ws, audit.id, "audit", {"ends_on": "2026-11-04"})
    assert not audit.is_confirmed()
    assert audit.log[-1].what == "审查结束日期：2026-11-03 → 2026-11-04"
    audits.put_element(audit.ws, audit.id, "team", audit.auditor, {"name": "周知远"})
    assert audit.log[-1].what == "审查组 陆既明：陆既明 → 周知远"
    audits.put_element(audit.ws, audit.id, "team", audit.auditor, {"role": "expert"})
    assert audit.log[-1].what == "审查组 周知远：审查员 → 技术专家"
    count = len(audit.log)
    audits.put_element(audit.ws, audit.id, "team", audit.leader, {"name": "沈望舒（组长）"})
    audits.put_element(audit.ws, audit.id, "team", audit.auditor, {"phone": "1"})
    assert len(audit.log) == count, "who is in no line, and what is not in the plan"


def test_undo_brings_the_confirmation_back_and_takes_the_log_away(audit: Planned) -> None:
    key = audit.add()
    audit.confirm()
    before = audit.document()
    plan.remove_slots(audit.ws, audit.id, (key,), reason="客户要求")
    assert (audit.view.document.slots, len(audit.log)) == ((), 1)
    audit.undo()
    assert audit.document() == before
    audit.redo()
    assert (audit.is_confirmed(), audit.log[0].reason) == (False, "客户要求")


def test_a_change_nobody_would_see_asks_for_no_reason(audit: Planned) -> None:
    key = audit.add()
    audit.confirm()
    plan.move_slots(audit.ws, audit.id, (key,), reason="没有移动")
    assert audit.is_confirmed()
    assert audit.log == ()


def test_the_log_cannot_be_rewritten(audit: Planned) -> None:
    key = audit.add()
    audit.confirm()
    plan.move_slots(audit.ws, audit.id, (key,), minutes=60)
    change = str(audit.log[0].id)
    for fields in ({"what": "没有改"}, {"at": "昨天"}, {"by": "别人"}):
        with pytest.raises(BadInput, match="不能修改"):
            audits.put_element(audit.ws, audit.id, "plan_changes", change, fields)
    with pytest.raises(BadInput, match="不能修改"):
        audits.remove_element(audit.ws, audit.id, "plan_changes", change)
    audits.put_element(audit.ws, audit.id, "plan_changes", change, {"reason": "电话商定"})
    assert audit.log[0].reason == "电话商定"


def test_a_change_written_down_by_hand_has_its_author(audit: Planned) -> None:
    audits.put_element(audit.ws, audit.id, "plan_changes", None, {"what": "口头商定午后再开始", "reason": "停电"})
    assert (audit.log[0].by, bool(audit.log[0].at)) == (audit.ws.author.name, True)


def test_an_empty_plan_is_not_confirmed(audit: Planned) -> None:
    with pytest.raises(BadInput, match="没有内容"):
        audit.confirm()


def test_five_thousand_lines_are_enough(audit: Planned) -> None:
    slots = tuple(Slot(activity=f"第 {place} 行") for place in range(5001))
    with pytest.raises(BadInput, match="5000"):
        plan.add_slots(audit.ws, audit.id, slots)


def test_the_calendar_has_an_event_a_line_on_chinese_time(audit: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-10-30T09:00:00+08:00")
    one = audit.add(site="南浦店", with_whom="店长, 丁; 戊", activity="开店巡视 𠮷😀")
    late = audit.add("22:00", "24:00", people=("陆既明",))
    audit.add(on=None)
    data, count = plan_calendar(audit.view)
    text = data.decode("utf-8").replace("\r\n ", "")
    assert count == 2
    assert f"UID:{one}@fieldaudit\r\n" in text
    assert "DTSTART;TZID=Asia/Shanghai:20261102T090000" in text
    assert "DTEND;TZID=Asia/Shanghai:20261103T000000" in text
    assert "DTSTAMP:20261030T010000Z" in text
    assert "LOCATION:南浦店，南浦路 3 号" in text
    assert "受审查方：店长\\, 丁\\; 戊" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in data.decode("utf-8").split("\r\n"))
    plan.move_slots(audit.ws, audit.id, (one,), days=1)
    assert f"UID:{one}@fieldaudit" in plan_calendar(audit.view)[0].decode("utf-8").replace("\r\n ", "")
    mine, count = plan_calendar(audit.view, "陆既明")
    assert (count, late in mine.decode("utf-8").replace("\r\n ", "")) == (1, True)
    with pytest.raises(BadInput, match="没有 谁"):
        plan_calendar(audit.view, "谁")


def test_actions_of_the_plan_run_from_a_file(audit: Planned) -> None:
    catalogue.run(
        audit.ws,
        audit.id,
        [
            {"action": "suggest-plan"},
            {
                "action": "add-slots",
                "slots": [{"on": "2026-11-03", "start": "09:00", "end": "09:30", "activity": "看库房", "people": ["沈望舒"]}],
            },
            {"action": "confirm-plan", "by": "服务部长丙", "on": "2026-10-30"},
        ],
        "改动.json",
    )
    assert audit.is_confirmed()
