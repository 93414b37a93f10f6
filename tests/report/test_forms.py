"""The forms of an audit on paper, as a reader finds them: filled, empty, signed, overfull."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from desktop.domain.papers import is_begun, paper_titles
from desktop.report.copies import for_client
from desktop.report.render import kinds, render
from tests.report.papers import STROKES, papers
from tests.report.reading import data_of, document_of, joined, outline, pages, sample_data
from tests.report.samples import SCHEMES, rules_of


def ink(pdf: bytes) -> list[int]:
    """How many lines are drawn on each page: paths that are stroked."""
    with pypdfium2.PdfDocument(pdf) as document:
        counts = []
        for page in document:
            counts.append(sum(1 for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and _stroked(one)))
            page.close()
        return counts


def _stroked(path: pypdfium2.PdfObject) -> bool:
    import ctypes

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_form_of_every_scheme_prints(scheme: str) -> None:
    data = data_of(papers(scheme))
    titles = paper_titles(data.scheme)
    assert titles
    assert set(titles) <= set(kinds(data))
    for kind, title in titles.items():
        pdf = render(data, kind)
        assert title in pages(pdf)[0]
        assert (data.document.client.name or "") in joined(pdf)
        assert pdf == render(data, kind), kind


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_form_of_an_audit_just_begun_says_what_is_not_filled_in(scheme: str) -> None:
    data = sample_data(scheme)
    bare = replace(data, document=document_of({"format": "fieldaudit.assessment/1", "scheme": scheme}))
    for kind in paper_titles(data.scheme):
        text = joined(render(bare, kind))
        assert any(words in text for words in ("未填写", "没有", "未定", "还没有", "只有总部")), kind


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application", ("申请材料", "未收到", "未确认", "受理", "2026-10-12")),
        ("person-days", ("上一周期无不符合", "-10%", "4.5")),
        ("appointment", ("WR-2026-118", "没有异议", "2026-11-04")),
        ("programme", ("FA-2025-07", "投诉集中", "暗访1次")),
        ("plan", ("首次会议", "09:30—12:00", "门店停电", "2026-11-24")),
        ("documents", ("没有规定公示内容由谁更新", "答复：已修订为A/3", "通过，可以安排现场审查")),
        ("training", ("净水设备安装与滤芯更换的作业要点", "是", "审查纪律")),
        ("meetings", ("各方确认审查计划。", "等级按申请书", "未讲", "客户服务中心", "准备审查结论", "末次会议")),
        ("communications", ("通报当日发现两项扣分。", "总经理", "没有记录。")),
        ("topics", ("已查：", "未填写")),
        ("findings", ("轻微不符合", "已关闭", "改进机会（1）", "分歧（1）")),
        ("nonconformity", ("不提示原因和解决办法", "第1轮", "退回", "只处理了一家门店", "第2轮", "接受", "客观证据")),
        ("delivery", ("a" * 40, "电子邮件", "2026-12-06")),
    ],
)
def test_a_form_says_what_was_written(kind: str, words: tuple[str, ...]) -> None:
    text = joined(render(data_of(papers("ctc")), kind))
    for one in words:
        assert one in text, one


def test_the_screens_signature_is_drawn_and_the_same_in_every_size() -> None:
    document = papers("ctc")
    signed = sum(ink(render(data_of(document), "training")))
    for one in document["training"]["signatures"]:
        one["strokes"] = ""
    assert sum(ink(render(data_of(document), "training"))) == signed - len(document["training"]["signatures"]) * (STROKES.count(";") + 1)


def test_two_plans_where_the_scheme_asks_for_two() -> None:
    document = papers("zhdh")
    parts = [content.id for content in rules_of("zhdh").scheme.plan_contents]
    for slot, part in zip(document["slots"], (*parts, parts[0]), strict=True):
        slot["part"] = part
    found = outline(render(data_of(document), "plan"))
    assert [title for title in found if "计划" in title] == ["现场服务管理审核计划", "服务特性测评实施计划"]


def test_a_second_scoring_prints_beside_the_first() -> None:
    document = papers("ctc")
    item = next(key for key, answer in document["items"].items() if answer.get("met"))
    document["rounds"] = {
        "as_found": {
            "closed_at": "2026-11-25T17:00:00.000Z+08:00",
            "items": {**document["items"], item: {"met": False}},
            "special_deductions": document.get("special_deductions", []),
        }
    }
    text = joined(render(data_of(document), "scoring-rounds"))
    assert "审查时" in text
    assert rules_of("ctc").items[item].item.title in text


def test_minutes_of_any_length_and_every_sign_print() -> None:
    document = papers("ctc")
    document["meetings"]["opening"]["minutes"] = "会议逐项确认。" * 7142
    document["attendance"] = [
        {"id": f"t{at:03}", "meeting": "opening", "name": name}
        for at, name in enumerate(["王㧑", "李𬍛", *(f"人员{n}" for n in range(60))])
    ]
    pdf = render(data_of(document), "meetings")
    found = pages(pdf)
    assert len(found) > 20
    assert "李𬍛" in joined(pdf)
    assert "王㧑" in joined(pdf)
    # The head of the sheet stands on each page the sheet runs over.
    assert sum("姓名" in page and "签名" in page for page in found) >= 3


def test_the_clients_copy_of_a_form_does_not_name_who_visited_in_secret() -> None:
    document = papers("ctc")
    document["visits"][0] |= {"visitor": "韩知远", "visitor_alias": "V-01", "released": True}
    document["findings"][0]["statement"] = "韩知远在门店没有看到价目表。"
    document["corrections"][0]["cause"] = "韩知远来访时门店换班。"
    document["meetings"]["opening"]["minutes"] = "没有提到韩知远。"
    data = data_of(document, client_copy=True)
    assert "韩知远" not in str(for_client(data.document))
    for kind in ("nonconformity", "findings", "meetings"):
        assert "韩知远" not in joined(render(data, kind)), kind
    assert "V-01在门店没有看到价目表" in joined(render(data, "nonconformity"))


def test_a_form_without_anything_in_it_is_not_offered() -> None:
    full, bare = data_of(papers("ctc")), sample_data("ctc")
    offered = [kind for kind in paper_titles(full.scheme) if is_begun(full.document, kind)]
    assert set(paper_titles(full.scheme)) - set(offered) == {"scoring-rounds", "termination"}
    assert "meetings" not in [kind for kind in paper_titles(bare.scheme) if is_begun(bare.document, kind)]
    assert is_begun(bare.document, "audit")
