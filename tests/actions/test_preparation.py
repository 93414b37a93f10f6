"""The application, the sites and the person-days through the actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import audits, catalogue, history, preparation, preparation_days, preparation_sites
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from desktop.domain.assessment import Site
from desktop.domain.preparation import DayAccount, SiteSample
from desktop.domain.site_draw import audited_sites
from tests.actions.scenario import Scenario


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    one = Scenario(ws, "zhdh", "surveillance")
    audits.set_fields(ws, one.id, "audit", {"number": "ZHDH-2026-041"})
    return one


def said(audit: Scenario) -> dict[str, str]:
    return {notice.id: notice.severity for notice in preparation.notices(audit.view)}


def sample(audit: Scenario) -> SiteSample:
    kept = audit.view.document.site_sample
    assert kept is not None
    return kept


def days(audit: Scenario) -> DayAccount:
    return audit.view.document.person_days or DayAccount()


def add(audit: Scenario, count: int) -> None:
    preparation.add_sites(audit.ws, audit.id, tuple(Site(name=f"第{n}店", address=f"某路 {n} 号") for n in range(1, count + 1)))


def test_an_application_from_form_to_refusal(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    one = Scenario(ws, "zgc")
    preparation.receive_document(ws, one.id, "form", note="原件")
    preparation.receive_document(ws, one.id, "trademark", not_applicable=" 不使用商标 ")
    preparation.receive_document(ws, one.id, "legal", on=date(2026, 11, 18))
    preparation.receive_document(ws, one.id, "legal", missing=True)
    dossier = one.view.document.dossier
    assert (dossier["form"].received_on, dossier["form"].note) == (date(2026, 11, 20), "原件")
    assert dossier["trademark"].not_applicable == "不使用商标"
    assert "legal" not in dossier
    preparation.check_condition(ws, one.id, "not-listed", result="not-met", grounds="公示系统 2026-11-19 截图", evidence=("e", "e"))
    check = one.view.document.admission["not-listed"]
    assert (check.on, check.evidence) == (date(2026, 11, 20), ("e",))
    with pytest.raises(BadInput, match="不受理要写明理由"):
        preparation.decide_application(ws, one.id, accepted=False)
    with pytest.raises(BadInput, match="严重违法名单”不满足"):
        preparation.decide_application(ws, one.id, accepted=True)
    with pytest.raises(BadInput, match="还没有结论"):
        preparation.tell_client(ws, one.id)
    preparation.decide_application(ws, one.id, accepted=False, reason="列入严重违法名单")
    own = one.view.document.application
    assert own is not None
    assert (own.accepted, own.reviewed_by, own.decided_on) == (False, ws.author.name, date(2026, 11, 20))
    assert said(one)["refusal-due"] == "note"
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-28T10:02:00+08:00")
    assert said(one)["refusal-late"] == "critical"
    preparation.tell_client(ws, one.id, on=date(2026, 11, 25))
    assert "refusal-late" not in said(one)
    preparation.decide_application(ws, one.id, accepted=None)
    assert one.view.document.application is None
    one.undo()
    assert one.view.document.application is not None


@pytest.mark.parametrize(
    ("action", "fields", "says"),
    [
        ("receive-document", {"document": "nonsense"}, "没有 nonsense"),
        ("receive-document", {"document": "form", "not_applicable": " "}, "为什么不适用"),
        ("check-condition", {"condition": "nonsense"}, "没有 nonsense"),
        ("check-condition", {"condition": "running", "result": "perhaps"}, "result"),
        ("receive-document", {"document": "form", "on": "2026-02-30"}, "on"),
        ("add-sites", {"sites": [{"name": " "}]}, "第 1 个场所没有名称"),
        ("add-sites", {"sites": [{"name": "甲", "surprise": 1}]}, "surprise"),
        ("use-scope", {}, "没有规定认证范围的写法"),
        ("draw-sites", {}, "名单是空的"),
        ("swap-site", {"out": "a", "into": "b", "reason": "x"}, "还没有抽样"),
        ("change-days", {"share": "0", "reason": "x"}, "不能是 0"),
        ("change-days", {"share": "1e999", "reason": "x"}, "比例应在"),
        ("change-days", {"share": "-0.1", "reason": " "}, "写明理由"),
        ("remove-day-change", {"place": 0}, "没有第 1 项"),
        ("plan-days", {"planned": "-1"}, "0 到 1000"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(audit: Scenario, action: str, fields: dict[str, Any], says: str) -> None:
    before = audit.document()
    with pytest.raises(BadInput, match=says) as refused:
        catalogue.run(audit.ws, audit.id, [{"action": action} | fields], "改动.json")
    assert refused.value.sentence.count("\n") == 0
    assert audit.document() == before


def test_the_scope_is_written_in_the_pattern(ws: Workspace) -> None:
    one = Scenario(ws, "bz")
    with pytest.raises(BadInput, match="先填写客户名称和具体活动"):
        preparation.use_scope(ws, one.id)
    audits.set_fields(ws, one.id, "client", {"activities": "生产的净水设备"})
    preparation.use_scope(ws, one.id)
    assert one.view.document.audit.scope == "岚川电器股份有限公司生产的净水设备所涉及的售后服务体系成熟度认证"


def test_sites_are_drawn_and_swapped(audit: Scenario) -> None:
    add(audit, 9)
    assert said(audit)["sample-undrawn"] == "warning"
    preparation_sites.draw_sites(audit.ws, audit.id)
    first = sample(audit)
    assert (first.seed, len(first.frame), len(first.drawn), first.drawn_on) == ("ZHDH-2026-041", 9, 3, date(2026, 11, 20))
    assert first.formula.startswith("N=9，n=3；")
    assert not [key for key in said(audit) if key.startswith("sample")]
    names = {site.id: site.name or "" for site in audit.view.document.sites}
    out, into = names[first.drawn[0]], next(name for key, name in names.items() if key not in first.drawn)
    preparation_sites.swap_site(audit.ws, audit.id, out=out, into=into, reason="停业装修")
    assert {names[site] for site in audited_sites(audit.view.document)} == {names[key] for key in first.drawn} - {out} | {into}
    for bad in ({"out": out, "into": out}, {"out": into, "into": into}, {"out": "无此店", "into": out}):
        with pytest.raises(BadInput, match=r"不能换出|已经抽中|没有“无此店”"):
            preparation_sites.swap_site(audit.ws, audit.id, reason="x", **bad)
    preparation_sites.take_back_swap(audit.ws, audit.id)
    assert sample(audit) == first
    with pytest.raises(BadInput, match="没有换过"):
        preparation_sites.take_back_swap(audit.ws, audit.id)
    preparation_sites.draw_sites(audit.ws, audit.id, seed="另一种子")
    assert sample(audit).seed == "另一种子"
    preparation_sites.clear_sample(audit.ws, audit.id)
    assert audit.view.document.site_sample is None


def test_a_changed_list_makes_the_sample_stale(audit: Scenario) -> None:
    add(audit, 9)
    preparation_sites.draw_sites(audit.ws, audit.id)
    audits.put_element(audit.ws, audit.id, "sites", None, {"name": "新店"})
    assert said(audit)["sample-stale"] == "critical"
    with pytest.raises(BadInput, match="不在抽样时的名单里"):
        preparation_sites.swap_site(audit.ws, audit.id, out=sample(audit).drawn[0], into="新店", reason="x")
    audit.undo()
    assert "sample-stale" not in said(audit)
    audits.remove_element(audit.ws, audit.id, "sites", sample(audit).drawn[0])
    assert said(audit)["sample-stale"] == "critical"
    preparation_sites.draw_sites(audit.ws, audit.id)
    assert "sample-stale" not in said(audit)


def test_how_many_are_drawn_is_the_rule_or_more_with_a_reason(audit: Scenario, ws: Workspace) -> None:
    add(audit, 9)
    for count, reason, says in ((2, "省时", "至少 3 个"), (5, None, "写明理由"), (10, "x", "1 到 9"), (0, "x", "1 到 9")):
        with pytest.raises(BadInput, match=says):
            preparation_sites.draw_sites(ws, audit.id, count=count, reason=reason)
    preparation_sites.draw_sites(ws, audit.id, count=5, reason="投诉集中")
    assert (len(sample(audit).drawn), sample(audit).formula.endswith("投诉集中")) == (5, True)
    other = Scenario(ws, "ctc", "surveillance")
    add(other, 4)
    with pytest.raises(BadInput, match="没有给出这类审查的场所抽样办法"):
        preparation_sites.draw_sites(ws, other.id)
    preparation_sites.draw_sites(ws, other.id, count=2, reason="按机构文件取平方根")
    assert sample(other).formula == "N=4，n=2；按机构文件取平方根"


def test_ten_thousand_sites_from_a_table(audit: Scenario, tmp_path: Path) -> None:
    table = tmp_path / "门店.csv"
    lines = [
        "门店名称,地址,人数（人）,营业时间,临时",
        *(f"第{n}店,某路 {n} 号,{n % 9},08:30-17:30," for n in range(10_000)),
        "展销会,,,,是",
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    preparation_sites.import_sites(audit.ws, audit.id, str(table))
    document = audit.view.document
    assert len(document.sites) == 10_001
    assert (document.sites[4].headcount, document.sites[4].service_hours, document.sites[-1].temporary) == (4, "08:30-17:30", True)
    preparation_sites.draw_sites(audit.ws, audit.id)
    assert len(sample(audit).drawn) == 100
    assert said(audit)["sample-temporary"] == "note"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("地址\n某路", "场所名称"),
        ("名称,人数\n甲,许多", "第 2 行.*许多"),
        ("名称,人数\n甲,1.5", "第 2 行"),
        ("名称\n" + "甲" * 501, "第 2 行"),
        ("名称,地址\n,某路", "第 1 个场所"),
    ],
)
def test_a_table_that_does_not_fit(audit: Scenario, tmp_path: Path, text: str, says: str) -> None:
    table = tmp_path / "门店.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        preparation_sites.import_sites(audit.ws, audit.id, str(table))
    assert audit.view.document.sites == ()


def test_person_days_from_change_to_approval(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    one = Scenario(ws, "zhdh")
    audits.set_fields(ws, one.id, "client", {"headcount": 300})
    preparation_days.change_days(ws, one.id, share=Decimal("-0.4"), reason="流程单一")
    with pytest.raises(BadInput, match=r"减少 40%，超过规则允许的 30%"):
        preparation_days.approve_days(ws, one.id)
    preparation_days.change_days(ws, one.id, share=Decimal("-0.2"), reason="流程单一", place=0)
    preparation_days.change_days(ws, one.id, share=Decimal("0.1"), reason="两班")
    preparation_days.remove_day_change(ws, one.id, 1)
    with pytest.raises(BadInput, match="没有写计划的现场人日"):
        preparation_days.approve_days(ws, one.id)
    preparation_days.plan_days(ws, one.id, planned=Decimal("3.5"), document_review=Decimal(1))
    preparation_days.approve_days(ws, one.id, by="顾明远")
    assert (days(one).approved_by, days(one).approved_on) == ("顾明远", date(2026, 11, 20))
    assert [change.share for change in days(one).changes] == [Decimal("-0.2")]


@pytest.mark.parametrize(
    "change",
    [
        {"action": "set-fields", "record": "client", "fields": {"headcount": 400}},
        {"action": "set-fields", "record": "audit", "fields": {"kind": "extension"}},
        {"action": "change-days", "share": "0.1", "reason": "两班"},
        {"action": "plan-days", "planned": 5, "reason": "首次"},
    ],
)
def test_an_approval_stands_for_its_figures_only(ws: Workspace, change: dict[str, Any]) -> None:
    one = Scenario(ws, "zhdh")
    audits.set_fields(ws, one.id, "client", {"headcount": 300})
    preparation_days.plan_days(ws, one.id, planned=Decimal(4))
    preparation_days.approve_days(ws, one.id)
    audits.set_fields(ws, one.id, "client", {"shifts": "两班"})
    assert days(one).approved_by
    catalogue.run(ws, one.id, [change], "改动.json")
    assert (days(one).approved_by, days(one).approved_on) == (None, None)
    history.undo(ws, one.id)
    assert days(one).approved_by


def test_papers_survive_export_and_import(audit: Scenario) -> None:
    add(audit, 5)
    preparation_sites.draw_sites(audit.ws, audit.id)
    preparation_days.change_days(audit.ws, audit.id, share=Decimal("-0.125"), reason="🙂 𠮷店集中")
    preparation.check_condition(audit.ws, audit.id, "running", result="met", grounds="查 𡈽 字号记录")
    again = audits.import_document(audit.ws, audit.document(), "再次.json").audit
    assert audits.equal_documents(audits.export_document(audit.ws, again), audit.document())
