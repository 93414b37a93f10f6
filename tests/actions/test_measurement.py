"""Planning, signing, drawing and judging a measurement; what follows by rule is there in the same action."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.actions import audits, drafts, measurement, scoring
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.measured import Sample
from desktop.domain.measurement import draw_samples, result
from tests.actions.scenario import Scenario

WHAT = ("准时", "着装")


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    one = Scenario(ws, "zhdh")
    measurement.plan(
        ws, one.id, characteristics=WHAT, population="上门服务单", population_size=120, sample_size=4, reason="每类服务两单", seed="甲"
    )
    return one


def judge(audit: Scenario, sample: Sample, **results: Any) -> Sample:
    view = measurement.measure(audit.ws, audit.id, sample.id or "", results=results).view
    return next(one for one in view.document.samples if one.id == sample.id)


def test_from_plan_to_result(audit: Scenario) -> None:
    ws = audit.ws
    measurement.sign(ws, audit.id, on=date(2026, 11, 20))
    measurement.draw(ws, audit.id)
    plan, samples = audit.view.document.measurement, audit.view.document.samples
    assert plan is not None
    assert (plan.signed_by, plan.signed_on) == (ws.author.name, date(2026, 11, 20))
    assert sorted(one.number or 0 for one in samples) == draw_samples(120, 4, "甲")
    assert judge(audit, samples[0], 准时=True).passed is None
    assert judge(audit, samples[0], 着装=True).passed is True
    assert judge(audit, samples[1], 准时=False).passed is False
    assert judge(audit, samples[1], 准时=None).passed is None
    assert judge(audit, samples[1], 准时=False, 着装=True).passed is False
    for one in samples[2:]:
        judge(audit, one, 准时=True, 着装=True)
    assert result(audit.view.document, audit.view.rules).passed is None
    gap = next(gap.id for gap in audit.view.scheme.gaps if gap.sets == "characteristics/pass_line")
    scoring.setting(ws, audit.id, gap, value="75")
    assert result(audit.view.document, audit.view.rules).passed is True
    scoring.setting(ws, audit.id, gap, value="75.1")
    assert result(audit.view.document, audit.view.rules).passed is False
    assert audit.view.document.characteristics is None


def test_a_plan_must_be_whole_before_it_is_signed(ws: Workspace) -> None:
    audit = Scenario(ws, "zhdh")
    with pytest.raises(BadInput, match="测评特性、总体、样本数、样本数的理由"):
        measurement.sign(ws, audit.id)
    measurement.plan(ws, audit.id, characteristics=WHAT, population="单", sample_size=3, reason="够了")
    audits.put_element(ws, audit.id, "team", None, {"name": "沈望舒", "role": "leader"})
    with pytest.raises(BadInput, match="只有组长能签署测评方案"):
        measurement.sign(ws, audit.id)
    ws.set_author("沈望舒")
    assert measurement.sign(ws, audit.id).view.document.measurement is not None


def test_a_changed_plan_is_no_longer_signed(audit: Scenario) -> None:
    def signed() -> bool:
        plan = audit.view.document.measurement
        return plan is not None and plan.signed_by is not None

    measurement.sign(audit.ws, audit.id)
    measurement.draw(audit.ws, audit.id)
    assert signed()
    for change in (
        lambda: measurement.plan(audit.ws, audit.id, reason="另有考虑"),
        lambda: measurement.plan(audit.ws, audit.id, characteristics=("准时",)),
        lambda: measurement.draw(audit.ws, audit.id, seed="乙"),
        lambda: audits.set_fields(audit.ws, audit.id, "measurement", {"sample_size": 5}),
        lambda: _type(audit, "measurement", "population", "另一批"),
    ):
        change()
        assert not signed()
        audit.undo()
        assert signed()
    measurement.plan(audit.ws, audit.id, reason="每类服务两单")
    assert signed()


def first(audit: Scenario) -> Sample:
    return audit.view.document.samples[0]


def typed(audit: Scenario) -> bool:
    """Whether counts or a verdict stand typed beside the samples."""
    return audit.view.document.characteristics is not None


def _type(audit: Scenario, record: str, field: str, text: str) -> None:
    drafts.keep_draft(audit.ws, audit.id, record, field, text)
    drafts.commit_draft(audit.ws, audit.id, record, field)


def test_what_a_signed_plan_left_open_may_be_filled_in(ws: Workspace) -> None:
    audit = Scenario(ws, "zhdh")
    measurement.plan(ws, audit.id, characteristics=WHAT, population="单", sample_size=3, reason="够了")
    measurement.sign(ws, audit.id)
    view = measurement.draw(ws, audit.id, population_size=50).view
    assert view.document.measurement is not None
    assert view.document.measurement.signed_by
    assert view.document.measurement.seed == audit.id
    assert len(view.document.samples) == 3


def test_another_draw_keeps_what_was_measured(audit: Scenario) -> None:
    measurement.draw(audit.ws, audit.id)
    kept = first(audit)
    judge(audit, kept, 准时=True)
    measurement.draw(audit.ws, audit.id, sample_size=9)
    assert sorted(one.number or 0 for one in audit.view.document.samples) == draw_samples(120, 9, "甲")
    measurement.draw(audit.ws, audit.id, seed="乙", sample_size=2)
    numbers = {one.number for one in audit.view.document.samples}
    assert numbers == {*draw_samples(120, 2, "乙"), kept.number}
    audit.undo()
    assert len(audit.view.document.samples) == 9


def test_characteristics_put_in_later_open_the_verdict_again(audit: Scenario) -> None:
    measurement.draw(audit.ws, audit.id)
    one, two = audit.view.document.samples[:2]
    judge(audit, one, 准时=True, 着装=True)
    judge(audit, two, 准时=True, 着装=False)
    measurement.plan(audit.ws, audit.id, characteristics=(*WHAT, "礼貌"))
    passed = {sample.id: sample.passed for sample in audit.view.document.samples}
    assert (passed[one.id], passed[two.id]) == (None, False)
    audit.undo()
    assert {sample.id: sample.passed for sample in audit.view.document.samples}[one.id] is True


def test_the_verdict_follows_from_the_results_through_every_door(audit: Scenario) -> None:
    added = audits.put_element(audit.ws, audit.id, "samples", None, {"number": 3, "results": {"准时": True, "着装": False}, "passed": True})
    assert added.view.document.samples[0].passed is False
    key = added.view.document.samples[0].id
    audits.put_element(audit.ws, audit.id, "samples", key, {"results": None})
    assert first(audit).passed is None
    audits.put_element(audit.ws, audit.id, "samples", key, {"passed": True})
    assert first(audit).passed is True
    audit.undo()
    audit.undo()
    assert first(audit).passed is False
    with pytest.raises(BadInput):
        audits.put_element(audit.ws, audit.id, "samples", key, {"results": {"准时": "是"}})


def test_undo_brings_back_a_verdict_that_was_given_without_results(audit: Scenario) -> None:
    audits.put_element(audit.ws, audit.id, "samples", None, {"number": 3, "passed": True})
    before = audit.document()
    judge(audit, first(audit), 准时=False)
    assert first(audit).passed is False
    audit.undo()
    assert audit.document() == before


def test_samples_take_the_place_of_a_typed_count(audit: Scenario) -> None:
    audits.set_fields(audit.ws, audit.id, "characteristics", {"sampled": 60, "failed": 4})
    measurement.draw(audit.ws, audit.id)
    assert typed(audit)
    judge(audit, first(audit), 准时=True)
    assert not typed(audit)
    audit.undo()
    assert typed(audit)


def test_what_a_sample_says_of_itself(audit: Scenario) -> None:
    audits.put_element(audit.ws, audit.id, "sites", None, {"name": "城东服务站"})
    measurement.draw(audit.ws, audit.id)
    number = str(first(audit).number)
    measurement.measure(
        audit.ws, audit.id, number, site="城东服务站", service="安装", touchpoint="上门", taken_at="2026-11-25 09:20", note="客户在场"
    )
    one = first(audit)
    assert (one.site, one.service, one.touchpoint, one.taken_at) == (audit.view.document.sites[0].id, "安装", "上门", "2026-11-25 09:20")
    measurement.measure(audit.ws, audit.id, number, note="")
    assert first(audit).note is None
    with pytest.raises(BadInput, match="没有特性“快慢”"):
        measurement.measure(audit.ws, audit.id, number, results={"快慢": True})
    with pytest.raises(NotFound, match="没有编号为 999"):
        measurement.measure(audit.ws, audit.id, "999", note="无")


def test_bad_plans_are_refused(audit: Scenario) -> None:
    for bad in (("甲", "甲 "), tuple(str(n) for n in range(101))):
        with pytest.raises(BadInput, match="不能重复"):
            measurement.plan(audit.ws, audit.id, characteristics=bad)
    with pytest.raises(BadInput, match="1 到 120"):
        measurement.draw(audit.ws, audit.id, sample_size=121)
    measurement.add_sample(audit.ws, audit.id, number=119, note="补抽")
    measurement.add_sample(audit.ws, audit.id)
    assert len(audit.view.document.samples) == 2


def test_a_characteristic_says_how_it_is_measured_and_takes_its_results_along(audit: Scenario) -> None:
    measurement.describe(audit.ws, audit.id, "准时", clause="7.4.2", method="查派工单", criterion="约定时刻前后 15 分钟内到达")
    measurement.draw(audit.ws, audit.id)
    judge(audit, first(audit), 准时=True, 着装=False)
    measurement.describe(audit.ws, audit.id, "准时", name=" 准时到达 ", criterion="")
    plan = audit.view.document.measurement
    assert plan is not None
    assert plan.characteristics == ("准时到达", "着装")
    assert (plan.ways["准时到达"].method, plan.ways["准时到达"].criterion) == ("查派工单", None)
    assert (first(audit).results, first(audit).passed) == ({"准时到达": True, "着装": False}, False)
    measurement.describe(audit.ws, audit.id, "礼貌", method="旁听")
    measurement.plan(audit.ws, audit.id, characteristics=("着装", "礼貌"))
    plan = audit.view.document.measurement
    assert plan is not None
    assert set(plan.ways) == {"礼貌"}
    audit.undo()
    audit.undo()
    audit.undo()
    assert first(audit).results == {"准时": True, "着装": False}
    for name in (" ", "着装"):
        with pytest.raises(BadInput, match=r"名称|已有特性“着装”"):
            measurement.describe(audit.ws, audit.id, "准时", name=name)
    measurement.plan(audit.ws, audit.id, characteristics=tuple(str(n) for n in range(100)))
    with pytest.raises(BadInput, match="最多 100 项"):
        measurement.describe(audit.ws, audit.id, "再一项")


def test_who_ended_a_signature_by_which_change(audit: Scenario) -> None:
    ws = audit.ws
    assert measurement.ended(ws, audit.id) is None
    measurement.sign(ws, audit.id, on=date(2026, 11, 20))
    assert measurement.ended(ws, audit.id) is None
    measurement.plan(ws, audit.id, team="沈望舒、陆既明", reason="另有考虑")
    over = measurement.ended(ws, audit.id)
    assert over is not None
    assert (over.signed_by, over.signed_on, over.by, set(over.fields)) == (ws.author.name, "2026-11-20", ws.author.name, {"reason"})
    measurement.plan(ws, audit.id, sample_size=5)
    assert measurement.ended(ws, audit.id) == over
    measurement.sign(ws, audit.id)
    assert measurement.ended(ws, audit.id) is None
    audit.undo()
    assert measurement.ended(ws, audit.id) is None


def test_the_place_of_the_sample_before_is_taken_where_nothing_is_said(audit: Scenario) -> None:
    measurement.draw(audit.ws, audit.id)
    one, two, three, _four = (sample.id or "" for sample in audit.view.document.samples)
    with pytest.raises(BadInput, match="前面的样本都没有写"):
        measurement.as_before(audit.ws, audit.id, one)
    measurement.measure(audit.ws, audit.id, one, site="城东", service="安装", touchpoint="上门", taken_at="2026-11-05", note="一")
    measurement.measure(audit.ws, audit.id, three, service="维修")
    measurement.as_before(audit.ws, audit.id, three)
    samples = {sample.id: sample for sample in audit.view.document.samples}
    assert (samples[three].site, samples[three].service, samples[three].touchpoint) == ("城东", "维修", "上门")
    assert (samples[three].taken_at, samples[three].note, samples[two].site) == (None, None, None)
