"""Visits, measurement and observations as a reader sees them, inside the body and at the client's."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec
import pytest

from desktop.domain.visit import length_words
from desktop.report.copies import for_client
from desktop.report.render import kinds, render
from tests.report.reading import data_of, document_of, joined, outline, sample_data
from tests.report.samples import rules_of, sample

SECRET = "韩知远"


def visited(kind: str = "surveillance") -> dict[str, Any]:
    """An audit with one released visit in full, one made, and one planned."""
    document = sample("ctc")
    document["audit"]["kind"] = kind
    first = document["visits"][0]
    leaf = first["items"][0]
    first |= {
        "visitor_alias": "V-01",
        "qualification": "服务认证审查员 2024-N1SC-1209944",
        "cover_story": "新居装修，第一次买净水器。",
        "people": ["门店顾问", "收银员"],
        "timeline": [
            {"at": "10:05", "kind": "contact", "text": "进店"},
            {"at": "10:08", "kind": "wait", "text": "无人接待", "minutes": "5.6333"},
            {"at": "10:14", "kind": "contact", "text": f"{SECRET}询问保修"},
            {"at": "2026-11-20 14:01:20", "kind": "event", "text": "回访电话"},
        ],
        "answers": {leaf: {"result": "not-met", "note": "易损件价目未上墙"}, "礼貌": {"result": "met"}},
        "quotes": ["滤芯多少钱要看师傅，上门再说。"],
    }
    second = {
        "id": "w",
        "visitor_alias": "V-02",
        "visitor": "周以宁",
        "channel": "电话",
        "started_at": "2026-11-19 09:00",
        "ended_at": "2026-11-19 09:00",
    }
    third = {"id": "x", "visitor_alias": "V-03", "channel": "在线客服", "planned_on": "2026-11-26", "scenario": "问配件"}
    document["visits"] += [second, third]
    return document


def test_the_visits_report_of_the_body_holds_all() -> None:
    told = joined(render(data_of(visited()), "visits"))
    for text in (
        "至少1次暗访，已实施2次", "8.10.12)", "V-01", "V-02", "V-03", SECRET, "周以宁", "2024-N1SC-1209944", "新居装修", "门店顾问、收银员",
        "2026-11-2010:05至10:41", "5分38秒", "14:01:20", "未满足", "易损件价目未上墙", "27分", "礼貌", "滤芯多少钱", "计划", "已开放",
        "热线录音0412.m4a", "内部文件", "需要核实", "没有写明访客的资格", "整个暗访只有0秒",
    ):  # fmt: skip
        assert text in told, text
    assert "城东服务站收费公示栏" not in told


def test_the_clients_visits_report_holds_what_was_released_under_the_alias() -> None:
    pdf = render(data_of(visited(), client_copy=True), "visits")
    told = joined(pdf)
    for text in ("V-01", "V-01询问保修", "易损件价目未上墙", "5分38秒"):
        assert text in told
    for secret in (SECRET, "周以宁", "V-02", "V-03", "1209944", "内部文件", "暗访次数", "需要核实", "至少1次"):
        assert secret not in told
    document = visited()
    del document["visits"][0]["released"]
    assert "没有向受审查方公开的暗访" in joined(render(data_of(document, client_copy=True), "visits"))


def test_evidence_of_a_hidden_visit_is_hidden_wherever_else_it_belongs() -> None:
    document = visited()
    leaf = document["visits"][0]["items"][0]
    photo = document["evidence"][0]
    photo["links"] = [f"items/{leaf}", "visits/w"]
    document["evidence"][1]["links"] = ["visits/no-longer-there"]
    document["evidence"][2]["links"] = [f"items/{leaf}", "visits/" + document["visits"][0]["id"]]
    left = for_client(document_of(document))
    assert [one.id for one in left.evidence] == [one["id"] for one in document["evidence"][2:]]
    assert left.visit_plan is None


@pytest.mark.parametrize(
    ("kind", "plan", "says"),
    [
        ("surveillance", None, "还差1次"),
        ("surveillance", {"needed": False, "reason": "门店停业整修"}, "门店停业整修"),
        ("initial", None, "还没有写明决定和理由"),
        ("initial", {"needed": False, "reason": "只有一处，全程观察"}, "决定不暗访，理由：只有一处"),
    ],
)
def test_what_is_owed_stands_in_the_bodys_copies_alone(kind: str, plan: Any, says: str) -> None:
    document = sample("ctc")
    document["visits"] = []
    document["audit"]["kind"] = kind
    if plan:
        document["visit_plan"] = plan
    for report in ("audit", "visits"):
        assert says in joined(render(data_of(document), report))
        assert says not in joined(render(data_of(document, client_copy=True), report))


def test_the_audit_report_has_each_visit_in_few_lines() -> None:
    told = joined(render(data_of(visited()), "audit"))
    assert "5分38秒" in told
    assert "无人接待" not in told
    assert SECRET not in told.replace("询问保修", "")


@pytest.mark.parametrize(
    ("length", "told"), [("0.6333", "38 秒"), ("9.6333", "9 分 38 秒"), ("4", "4 分"), ("0", "0 秒"), ("0.9999", "1 分")]
)
def test_lengths_are_told_to_the_second(length: str, told: str) -> None:
    assert length_words(Fraction(length)) == told


PLAN = {
    "characteristics": ["准时到达", "着装规范"],
    "population": "2026 年 3—8 月的上门服务单",
    "population_size": 1880,
    "sample_size": 6,
    "reason": "三类服务各两单",
    "seed": "HY-SR-2026-0033",
    "signed_by": "沈望舒",
    "signed_on": "2026-11-20",
}


def measured(scheme: str = "zhdh", line: str | None = None) -> dict[str, Any]:
    document = sample(scheme)
    document.pop("characteristics", None)
    document["measurement"] = dict(PLAN)
    for place, one in enumerate(document.get("samples", [])):
        passed = place != 2
        one |= {"number": 100 + place, "results": {"准时到达": True, "着装规范": passed}, "passed": passed, "note": "现场"}
    if line is not None:
        gap = next(gap.id for gap in rules_of(scheme).scheme.gaps if gap.sets == "characteristics/pass_line")
        document["settings"] = {gap: line}
    return document


def with_line(document: dict[str, Any]) -> Any:
    from desktop.base import paths
    from desktop.domain.rules import compile_rules
    from desktop.schemes.library import Library

    found = Library([paths.schemes()]).load(document["scheme"], document["settings"])
    return data_of(document, compile_rules(found.scheme, version=found.version, sha256=found.sha256))


def test_the_measurement_report_holds_plan_result_and_samples() -> None:
    document = measured(line="80")
    document["measurement"] |= {"ways": {"着装规范": {"clause": "7.4.2", "method": "旁站", "criterion": "工牌在胸前"}}, "team": "陆既明"}
    told = joined(render(with_line(document), "characteristics"))
    for text in (
        "准时到达、着装规范", "上门服务单（共1880个，从1编号）", "三类服务各两单", "HY-SR-2026-0033", "SHA-256", "沈望舒 2026-11-20",
        "抽样6，未通过1", "83.33%", "80%", "达到要求", "着装规范×", "旁站", "工牌在胸前", "测评人员", "陆既明", "城东服务站", "没有证据",
    ):  # fmt: skip
        assert "".join(text.split()) in told, text
    assert "未达到要求" in joined(render(with_line(measured(line="90")), "characteristics"))


def test_without_a_pass_line_the_result_is_open() -> None:
    told = joined(render(data_of(measured()), "characteristics"))
    assert "没有设定合格线" in told
    assert "达到要求" not in told


def test_an_unsigned_plan_and_missing_samples_are_named_but_not_to_the_client() -> None:
    document = measured()
    del document["measurement"]["signed_by"]
    document["samples"] = document["samples"][:4]
    told = joined(render(data_of(document), "characteristics"))
    assert "未签署" in told
    assert "样本4个，方案为6个，少2个" in told
    assert "少2个" not in joined(render(data_of(document, client_copy=True), "characteristics"))


def test_a_scheme_without_a_form_has_a_record_of_the_measurement() -> None:
    data = data_of(measured("zgc"))
    assert "characteristics" in kinds(data)
    pdf = render(data, "characteristics")
    assert "三类服务各两单" in joined(pdf)
    assert "测评方案、结果与样本" in outline(pdf)
    document = sample("zgc")
    del document["samples"]
    assert "没有服务特性测评的记录" in joined(render(data_of(document), "characteristics"))
    assert "characteristics" not in kinds(sample_data("ctc"))
    assert kinds(sample_data("zhdh")).count("characteristics") == 1


def test_observations_stand_beside_the_score() -> None:
    document = sample("ctc")
    site = document["sites"][1]["id"]
    document["items"]["5.1.1.2"] = {"sampled": 60, "failed": 3, "rolled": True}
    document["items"]["5.1.1.1"] = {"score": "1", "override": "样本只来自一天"}
    document["observations"] = [
        {"id": "a", "item": "5.1.1.2", "auditor": "沈望舒", "method": "document", "sampled": 10, "failed": 1, "seen": "抽看派工单"},
        {"id": "b", "item": "5.1.1.2", "auditor": "陆既明", "method": "interview", "site": site, "sampled": 50, "failed": 2},
        {"id": "c", "item": "5.1.1.1", "auditor": "陆既明", "method": "observation", "met": False},
        {"id": "d", "item": "5.1.1.1", "auditor": "陆既明", "site": site, "seen": "看了公告栏"},
    ]
    told = joined(render(data_of(document), "checklist"))
    for text in (
        "3/60，汇总", "评分，改判", "总部沈望舒（文件）：", "抽10，不合格", "城东服务站陆既明（面谈）：", "总部陆既明（观察）：",
        "组长改判：样本只来自一天", "现场记录汇总为：未满足", "看了公告栏",
    ):  # fmt: skip
        assert text in told, text
    assert "组长改判：样本只来自一天" in joined(render(data_of(document), "audit"))


def test_observations_of_conformity_stand_beside_the_verdict() -> None:
    document = sample("cqm")
    leaf = rules_of("cqm").conformity[5]
    document["conformity"][leaf] = {"result": "minor", "override": "当日已补齐"}
    document["observations"] = [
        {"id": "a", "item": leaf, "auditor": "沈望舒", "result": "severe", "method": "document"},
        {"id": "b", "item": leaf, "auditor": "陆既明", "result": "conforming"},
    ]
    told = joined(render(data_of(document), "checklist"))
    assert "轻微不符合" in told
    assert "组长改判：当日已补齐" in told
    assert "现场记录汇总为：严重不符合" in told
    assert "组长改判：当日已补齐" in joined(render(data_of(document), "audit"))


def test_deductions_of_observations_are_told() -> None:
    document = sample("ctc")
    document["observations"] = [
        {"id": "a", "item": "5.1.2.1", "auditor": "沈望舒", "deductions": [{"points": "0.5", "statement": "一人无证"}, {"points": "0.2"}]},
        {"id": "b", "item": "5.1.2.1", "auditor": "陆既明", "deductions": []},
    ]
    told = joined(render(data_of(document), "checklist"))
    assert "扣0.5分：一人无证；扣0.2分：未写陈述" in told
    assert "无扣分" in told


def test_no_visitor_is_named_to_the_client_in_what_was_seen_or_planned() -> None:
    document = visited()
    document["observations"] = [
        {"id": "a", "item": "5.1.1.2", "seen": f"{SECRET}见到", "deductions": [{"points": "1", "statement": SECRET}]}
    ]
    document["measurement"] = PLAN | {"population": f"{SECRET}的清单", "reason": SECRET}
    document["visits"][0]["people"].append(f"与{SECRET}同行的顾客")
    left = msgspec.json.encode(for_client(document_of(document))).decode()
    assert SECRET not in left
    assert "周以宁" not in left
    assert "1209944" not in left
    assert "V-01见到" in left
