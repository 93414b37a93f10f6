"""The survey's report as a reader sees it: numbers, intervals, plots, and nothing of the respondents in the client's copy."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from desktop.base.errors import BadInput
from desktop.report.render import kinds, render
from tests.report.reading import data_of, joined, outline, text
from tests.report.samples import sample

KIND = "survey"


def responses(count: int = 12) -> list[dict[str, Any]]:
    """Face to face at 3 and 4 points, electronic ones at 5, one of them void, one without consent, two with the same words."""
    made = []
    for place in range(count):
        made.append(
            {
                "id": f"f{place:03d}", "channel": "face_to_face", "number": f"F-{place + 1:03d}", "seconds": 90 + place,
                "consent": "已口头同意" if place else None, "answers": {f"q{n}": 3 + (n + place) % 2 for n in range(1, 16)},
                "remark": "师傅姓柳，非常准时" if place < 2 else None,
            }
        )  # fmt: skip
        made.append(
            {"id": f"e{place:03d}", "channel": "electronic", "number": f"E-{place + 1:03d}", "answers": {f"q{n}": 5 for n in range(1, 11)}}
        )
    made[-1]["void"] = "重复提交，与裴女士的问卷相同"
    return [{key: value for key, value in one.items() if value is not None} for one in made]


def document(**more: Any) -> dict[str, Any]:
    data = sample("cqm")
    data["responses"] = responses()
    data["survey"] = {
        "face_to_face": {"percent": "70", "responses": 12, "counted": True},
        "electronic": {"percent": "100", "responses": 11, "counted": True},
    }
    return data | more


def test_numbers_intervals_and_both_ways_are_there() -> None:
    told = joined(render(data_of(document()), KIND))
    for expected in ("12份有效问卷", "11份有效问卷", "作废1份", "方案原问卷，15题，5分制", "S=各题得分之和÷（分制×作答题数）×100%"):
        assert expected in told
    # 12 x 70 and 11 x 100 by questionnaires, and the plain mean.
    assert "按问卷合并84.34%，按渠道平均85.00%；方案取按问卷合并" in told
    assert "评级采用S84.34%，S当面70.00%" in told
    assert "95%区间" in told
    assert "不参与评级" in told
    for dimension in ("功能性", "经济性", "安全性", "时间性", "舒适性", "文明性"):
        assert dimension in told
    assert "Wilson" in told


def test_it_has_its_chapters_and_its_plots_are_drawn_not_pictures() -> None:
    pdf = render(data_of(document()), KIND)
    assert outline(pdf) == ["调查概况", "调查结果 S", "各方面得分", "各题结果", "作废的问卷", "请复核的问卷", "受访者的意见"]
    with pypdfium2.PdfDocument(pdf) as opened:
        found = [item.type for page in opened for item in page.get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in found
    assert found.count(pypdfium2.raw.FPDF_PAGEOBJ_PATH) > 100
    # The levels that S has to reach stand over the bars.
    assert "60 70 80 90" in " ".join(text(pdf).split())
    assert render(data_of(document()), KIND) == pdf


def test_the_whisker_follows_the_interval() -> None:
    """More respondents who agree less: other lines on the page, the same bars."""
    one = data_of(document())
    spread = document()
    for place, response in enumerate(spread["responses"][::2]):
        response["answers"] = {f"q{n}": 2 if place % 2 else 5 for n in range(1, 16)}
    assert joined(render(one, KIND)).count("70.00%") >= 1
    assert joined(render(data_of(spread), KIND)).count("70.00%") >= 1
    assert render(one, KIND) != render(data_of(spread), KIND)


def test_the_clients_copy_holds_nothing_of_the_respondents() -> None:
    internal, client = (joined(render(data_of(document(), client_copy=copy), KIND)) for copy in (False, True))
    for word in ("柳", "裴女士", "F-001", "意见措辞相同", "没有记录受访者同意"):
        assert word in internal
        assert word not in client
    assert "84.34%" in client
    assert "作废1份" in client


def test_a_typed_result_is_told_apart_from_the_responses() -> None:
    data = document(survey={"face_to_face": {"percent": "92", "responses": 40}, "electronic": {"not_used": "没有渠道"}})
    told = joined(render(data_of(data), KIND))
    assert "评级采用S92.00%，S当面92.00%" in told
    assert "当面：采用手工填写的结果，登记的问卷为70.00%。" in told
    assert "未采用：没有渠道" in told


def test_few_respondents_have_no_interval_and_none_have_no_numbers() -> None:
    few = joined(render(data_of(document(responses=responses(3))), KIND))
    assert "区间半宽" not in few
    nothing = document(responses=[], survey={})
    assert "没有有效问卷，也没有填写结果。" in joined(render(data_of(nothing), KIND))


def test_schemes_without_a_survey_have_no_such_report() -> None:
    for scheme, has in (("cqm", True), ("ctc", True), ("bz", False), ("zhdh", False)):
        assert (KIND in kinds(data_of(sample(scheme)))) == has
    assert "没有有效问卷" in joined(render(data_of(sample("ctc")), KIND))
    with pytest.raises(BadInput, match="没有 survey 报告"):
        render(data_of(sample("bz")), KIND)


def test_the_audits_questionnaire_and_hundreds_of_remarks_are_printed() -> None:
    data = document(
        questionnaire={
            "version": 2,
            "scale": 10,
            "questions": [{"id": "q1", "dimension": "economy", "text": "费用与服务相称"}],
            "earlier": [{"version": 1, "questions": [{"id": "q1", "dimension": "economy", "text": "价格"}]}],
        }
    )
    data["responses"] = [
        {"id": f"r{n:04d}", "channel": "electronic", "questionnaire": 2, "answers": {"q1": n % 10 + 1}, "remark": f"第 {n} 条意见 <b>&"}
        for n in range(400)
    ]
    told = joined(render(data_of(data), KIND))
    assert "本次问卷第2版，1题，10分制" in told
    assert "费用与服务相称" in told
    assert "第399条意见<b>&" in told


def test_a_typed_result_stands_beside_what_was_registered() -> None:
    survey = {"face_to_face": {"percent": "70", "responses": 12, "counted": True}, "electronic": {"percent": "95.5", "responses": 260}}
    told = joined(render(data_of(document(survey=survey)), KIND))
    assert "电子采用手工填写的结果95.50%（260份）；登记的11份有效问卷" in told
    none = document(survey=survey)
    none["responses"] = [one for one in none["responses"] if one["channel"] == "face_to_face"]
    told = joined(render(data_of(none), KIND))
    assert "电子采用手工填写的结果95.50%（260份）" in told
    assert "登记的0份" not in told


def test_answers_to_several_versions_are_told_apart() -> None:
    data = document()
    question = {"id": "q1", "dimension": "economy", "text": "收费事先讲明了吗？"}
    data["questionnaire"] = {"version": 1, "scale": 5, "questions": [question]}
    for one in data["responses"][:4]:
        one["questionnaire"] = 1
        one["answers"] = {"q1": 4}
    assert "按版本作答第1版4份，方案原问卷20份，各按作答时的题目和分制计算" in joined(render(data_of(data), KIND))
    assert "按版本作答" not in joined(render(data_of(document()), KIND))
