"""What grading reads besides scores: out of bounds is one sentence that names the thing and the bound."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.domain.assessment import Assessment
from desktop.domain.grading import check_document, grade
from tests.domain.builders import document, perfect, shipped

FACE = {"percent": 90, "responses": 10}
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("cqm", {"conformity": {"9.9": "minor"}}, "9.9"),
    ("cqm", {"conformity": {"4.1.1": "minor"}}, "不作符合性判定"),
    ("cqm", {"items": {"4.2.2": {"score": 1}}}, "符合性条款"),
    ("cqm", {"conformity": {"4.2": "conforming", "4.2.2": "minor"}}, "4.2"),
    ("cqm", {"conformity": {"4.2": {"result": "minor", "excluded": "无"}}}, "只保留一种"),
    ("cqm", {"survey": {"face_to_face": {"percent": "100.1", "responses": 1}}}, "100.1"),
    ("cqm", {"survey": {"face_to_face": {"percent": -1, "responses": 1}}}, "0 到 100"),
    ("cqm", {"survey": {"face_to_face": {"percent": "NaN", "responses": 1}}}, "得分率不是可用的小数（小数最多 30 位），请改为"),
    ("zgc", {"evaluations": {"q-zg-001": {"percent": "1e-31"}}}, "评价2：售后服务成熟度评价准则：得分率不是可用的小数"),
    ("cqm", {"survey": {"face_to_face": {"percent": 90}}}, "有效问卷数"),
    ("cqm", {"survey": {"electronic": {"percent": 90, "responses": 0}}}, "有效问卷数"),
    ("cqm", {"survey": {"electronic": FACE | {"not_used": "x"}}}, "没有采用"),
    ("cqm", {"survey": {"combined": {"not_used": "x"}}}, "综合结果"),
    ("cqm", {"survey": {"combined": {"percent": 101}}}, "101"),
    ("cqm", {"facts": {"operating_months": -1}}, "经营月数"),
    ("cqm", {"facts": {"months_since_accident": "1e9"}}, "责任事故"),
    ("cqm", {"facts": {"months_since_negative_publicity": "NaN"}}, "负面信息的月数：填写的不是可用的小数，请改为"),
    ("cqm", {"facts": {"major_complaints": [{"months_ago": -1, "rectified": True}]}}, "重大投诉"),
    ("cqm", {"facts": {"major_complaints": [{"months_ago": 1, "rectified": True}] * 1001}}, "1000"),
    ("cqm", {"applied_for": 6}, "申请等级 6"),
    ("cqm", {"applied_for": 0}, "申请等级 0"),
    ("cqm", {"previous": {"stars": 7}}, "原获证等级 7"),
    ("cqm", {"previous": {"level": 7}}, "原获证等级 7"),
    ("bz", {"previous": {"stars": 3, "level": 4}}, "stars 写 3，level 写 4"),
    ("bz", {"previous": {"stars": 6}}, "原获证等级 6"),
    ("bz", {"applied_for": 6}, "申请等级 6"),
    ("bz", {"level_by_hand": {"stars": 6, "reason": "x"}}, "审查员评定等级 6"),
    ("ctc", {"level_by_hand": {"stars": 2, "reason": " "}}, "没有写明理由"),
    ("cqm", {"previous": {}}, "没有写原获证等级"),
    ("cqm", {"previous": {"stars": None}}, "没有写原获证等级"),
    ("cqm", {"level_by_hand": {"stars": 1, "reason": "x"}}, "没有分数线"),
    ("ctc", {"level_by_hand": {"stars": 3, "reason": "x"}}, "1、2"),
    ("cqm", {"levels": {"2": {"met": True}}}, "levels 中的 2"),
    ("bz", {"levels": {"6": {"met": True}}}, "levels 中的 6"),
    ("cqm", {"evaluations": {"q": {"percent": 1}}}, "evaluations 中的 q"),
    ("zgc", {"evaluations": {"gbt27922": {"percent": 90}}}, "evaluations 中的 gbt27922"),
    ("zgc", {"evaluations": {"q-zg-001": {"percent": "100.5"}}}, "100.5"),
    ("zgc", {"applied_for": 11}, "申请等级 11"),
    ("zhdh", {"characteristics": {"sampled": 0, "failed": 0}}, "小于 1"),
    ("zhdh", {"characteristics": {"sampled": 2, "failed": 3}}, "超过抽样数 2"),
    ("zhdh", {"characteristics": {"sampled": 2}}, "一起填写"),
    ("ctc", {"special_deductions": ["x"] * 1001}, "1000"),
]


@pytest.mark.parametrize(("name", "parts", "said"), BAD)
def test_refused(name: str, parts: dict[str, Any], said: str) -> None:
    rules = shipped(name)
    written = document(rules, **parts)
    for check in (check_document, grade):
        with pytest.raises(BadInput) as refused:
            check(written, rules)
        assert said in refused.value.sentence
        assert "\n" not in refused.value.sentence


def test_a_document_of_another_scheme_is_refused() -> None:
    with pytest.raises(BadInput, match="cqm"):
        check_document(Assessment(format="fieldaudit.assessment/1", scheme="cqm"), shipped("bz"))


def test_what_is_within_bounds_passes() -> None:
    rules = shipped("cqm")
    check_document(document(rules, **perfect(rules), applied_for=5, previous={"stars": 4}), rules)
    check_document(document(rules, conformity={"4.2": "conforming", "4.2.2": {"note": "说明"}}), rules)
    bz = shipped("bz")
    check_document(document(bz, levels={"1": {"met": True}, "2": {"met": True}}, previous={"level": 3}, applied_for=4), bz)
