"""The audit's papers in its report, as a reader finds them: topics, findings, meetings, departures, both scorings, the cycle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from desktop.domain.topics import topics_asked
from desktop.report.render import render
from tests.report.papers import papers
from tests.report.reading import data_of, document_of, joined, outline
from tests.report.samples import rules_of


def report(document: dict[str, Any], kind: str = "audit", **more: Any) -> bytes:
    return render(data_of(document, **more), kind)


@pytest.mark.parametrize(
    ("scheme", "kind"), [("ctc", "initial"), ("ctc", "surveillance"), ("zgc", "surveillance"), ("zhdh", "recertification")]
)
def test_topics_are_a_chapter_of_the_report_that_asks_for_them(scheme: str, kind: str) -> None:
    document = papers(scheme, kind)
    asked = topics_asked(rules_of(scheme).scheme, document_of(document))
    first, second = asked[0], asked[1]
    document["topics"] = {second.id: {"not_applicable": "本期没有变更。"}, asked[-1].id: {"found": "已逐项核对。"}}
    pdf = report(document)
    assert "本类审查的必查内容" in outline(pdf)
    told = joined(pdf)
    assert "".join(first.text.split()) in told
    assert "不适用：本期没有变更。" in told
    assert "已逐项核对。" in told


def test_a_report_without_topics_has_no_such_chapter() -> None:
    assert "本类审查的必查内容" not in outline(report(papers("cqm")))


def test_what_stays_open_between_team_and_client_is_printed_in_both_words() -> None:
    told = joined(report(papers("ctc")))
    assert "未解决的分歧8.5.4" in told
    assert "维修时限从接单还是到件起算" in told
    assert "应从收到备件起算。" in told
    agreed = papers("ctc")
    agreed["findings"] = agreed["findings"][:2]
    assert "未解决的分歧" not in joined(report(agreed))


def test_findings_and_meetings_stand_in_the_report() -> None:
    told = joined(report(papers("ctc")))
    for words in ("两家门店都没有公示滤芯价格。", "轻微不符合", "已关闭", "总部三楼会议室", "出席", "2人", "沟通2次"):
        assert words in told, words


def test_a_talk_with_the_body_is_not_in_the_clients_copy() -> None:
    document = papers("ctc")
    document["communications"].append({"id": "k3", "kind": "to-body", "at": "2026-11-24 12:00", "content": "门店拒绝提供单据。"})
    assert "门店拒绝提供单据" in joined(report(document))
    assert "门店拒绝提供单据" not in joined(report(document, client_copy=True))


def test_departures_from_the_plan_are_logged_once() -> None:
    document = papers("ctc")
    told = joined(report(document))
    assert told.count("朝阳店由24日下午改为25日上午") == 1
    assert "门店停电" in told
    document["document_review"] |= {"passed": None, "started_anyway": "客户要求提前", "started_anyway_by": "周桐"}
    assert joined(report(document)).count("文件评审通过之前开始现场审查：客户要求提前") == 1
    document["report"]["deviations"] = "文件评审通过之前开始现场审查：客户要求提前（周桐）。"
    assert joined(report(document)).count("文件评审通过之前开始现场审查") == 1


def test_a_scheme_that_asks_for_no_departures_prints_those_there_are() -> None:
    document = papers("zgc")
    assert "与计划的偏离" in " ".join(outline(report(document)))
    document["plan_changes"] = []
    document["report"].pop("deviations", None)
    assert "与计划的偏离" not in " ".join(outline(report(document)))


def test_both_scorings_are_printed() -> None:
    document = papers("ctc")
    item = next(key for key, answer in document["items"].items() if answer.get("met"))
    document["rounds"] = {"as_found": {"closed_at": "2026-11-25T17:00:00.000Z+08:00", "items": {**document["items"], item: {"met": False}}}}
    pdf = report(document)
    told = joined(pdf)
    assert "以上为整改验证后的第二次评分；审查时：" in told
    assert "整改前后的评分" in " ".join(outline(pdf))
    assert rules_of("ctc").items[item].item.title in told
    assert "整改前后的评分" not in " ".join(outline(report(papers("ctc"))))


def test_the_programme_says_what_became_of_each_window() -> None:
    document = papers("ctc", "surveillance")
    document["programme"] |= {"decided_on": "2025-12-01", "audits": []}
    document["audit"] |= {"starts_on": "2026-11-24", "ends_on": "2026-11-25", "number": "S-1"}
    at = "2026-11-26T08:00:00.000Z+08:00"
    told = joined(report(document, "programme", generated_at=at))
    for words in ("第一次监督审查", "2026-12-01", "按期完成", "未到期", "状态截至2026-11-26", "（本次）", "已覆盖的条款"):
        assert words in told, words
    later = document | {"audit": document["audit"] | {"starts_on": "2027-01-10", "ends_on": "2027-01-11"}}
    assert "超过最长期限后完成" in joined(report(later, "programme", generated_at="2027-02-01T08:00:00.000Z+08:00"))


def test_without_a_decision_the_programme_gives_the_intervals() -> None:
    document = papers("ctc")
    document["programme"] = {"note": "首个周期。"}
    told = joined(report(document, "programme"))
    assert "认证决定后12个月" in told
    assert "尚不能推算" in told


def overlaps(pdf: bytes, page: int = 0) -> list[str]:
    """Signs of one line that are printed over each other."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        lines: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at, loose=True)
            sign = text.get_text_range(at, 1)
            if sign.strip() and 0 < top - bottom < 20:
                lines[round((top + bottom) / 4)].append((left, right, sign))
        text.close()
    found = []
    for signs in lines.values():
        signs.sort()
        found += [one + other for (_a, end, one), (begin, _b, other) in pairwise(signs) if begin < end - 1.5]
    return found


def test_a_long_line_of_missing_content_keeps_off_its_clause() -> None:
    document = {
        "format": "fieldaudit.assessment/1",
        "scheme": "bz",
        "client": {"name": "云岫智能家电有限公司"},
        "audit": {"kind": "initial"},
    }
    for scheme in ("bz", "ctc", "zhdh", "zgc", "cqm"):
        data = data_of(document | {"scheme": scheme})
        pdf = render(replace(data, document=document_of(document | {"scheme": scheme})), "audit")
        assert not overlaps(pdf), scheme
