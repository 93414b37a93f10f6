"""Numbers as other programs write them: whole numbers as text or with a point are taken, digits in disguise are refused with the place."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.base.strict_json import read_json
from desktop.base.typed import convert
from desktop.domain.assessment import Assessment

HEAD: dict[str, Any] = {"format": "fieldaudit.assessment/1", "scheme": "cqm"}


def read(**parts: Any) -> Assessment:
    return convert(HEAD | parts, Assessment, "a.json")


def test_whole_numbers_may_be_text_or_have_a_point() -> None:
    written = read_json(
        b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "applied_for": "5",'
        b'"client": {"headcount": 120.0}, "previous": {"stars": "3.0"},'
        b'"items": {"4.1.1": {"sampled": "20", "failed": 3e0}}, "survey": {"face_to_face": {"percent": "92.5", "responses": "40"}},'
        b'"characteristics": {"sampled": "60", "failed": "4"}, "level_by_hand": {"stars": "1", "reason": "x"},'
        b'"responses": [{"number": "007", "answers": {"q1": "5", "q2": 4.0}}]}',
        "a.json",
    )
    kept = str(written)
    found = convert(written, Assessment, "a.json")
    assert str(written) == kept, "what is read is left as it is"
    assert (found.applied_for, found.client.headcount) == (5, 120)
    assert (found.items["4.1.1"].sampled, found.items["4.1.1"].failed) == (20, 3)
    assert found.survey.face_to_face is not None
    assert found.survey.face_to_face.responses == 40
    assert found.responses[0].answers == {"q1": 5, "q2": 4}
    assert found.responses[0].number == "007", "a text stays a text"
    numbers = (found.applied_for, found.client.headcount, found.previous and found.previous.stars, found.survey.face_to_face.responses)
    assert all(type(number) is int for number in numbers)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"survey": {"face_to_face": {"responses": "40.5"}}}, "survey.face_to_face.responses 处应为整数，实为 40.5"),
        ({"items": {"4.1.1": {"sampled": 0.5}}}, "items.4.1.1.sampled 处应为整数，实为 0.5"),
        ({"applied_for": "1e30"}, "applied_for 处应为整数"),
        ({"applied_for": "五"}, "应为整数"),
        ({"applied_for": "1_0"}, "应为整数"),
        ({"applied_for": "５"}, "应为整数"),
        ({"applied_for": True}, "应为整数"),
        ({"responses": [{}, {"answers": {"q1": "4.5"}}]}, "responses[1].answers.q1"),
        ({"client": {"headcount": "-1"}}, "client.headcount 处应 >= 0"),
    ],
)
def test_what_is_no_whole_number_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(**parts)
    assert said in refused.value.sentence
    assert refused.value.sentence.endswith("请改正。")


@pytest.mark.parametrize("text", ["2026-02-30", "2026-2-3", "20260203", "昨天", ""])
def test_a_day_that_is_none_is_told_how_to_be_written(text: str) -> None:
    with pytest.raises(BadInput, match=r"audit\.starts_on 处的日期不存在或写法不对，应写作 2026-11-20"):
        read(audit={"starts_on": text})


@pytest.mark.parametrize("text", ["1_0", "９.５", " 9.5", "9.5 ", "٩", "NaN", "Infinity", "", "1" * 61, "1e99999", "9,5", "0x9"])
def test_a_decimal_is_written_in_plain_digits(text: str) -> None:
    for parts, place in (
        ({"items": {"4.1.1": {"score": text}}}, "items.4.1.1.score"),
        ({"items": {"4.1.1": {"deductions": [{"points": "1"}, {"points": text}]}}}, "items.4.1.1.deductions[1].points"),
        ({"facts": {"major_complaints": [{"months_ago": text, "rectified": True}]}}, "facts.major_complaints[0].months_ago"),
    ):
        with pytest.raises(BadInput) as refused:
            read(**parts)
        assert f"a.json：{place} 处的数" in refused.value.sentence


@pytest.mark.parametrize("text", ["9.5", "+9.5", ".5", "5.", "1e1", "1E-2", "0", "-3", "79.99999999999999"])
def test_plain_decimals_are_taken_in_any_usual_form(text: str) -> None:
    score = read(items={"4.1.1": {"score": text, "note": "１_0 NaN"}}).items["4.1.1"].score
    assert score is not None
    assert float(score) == float(text)


@pytest.mark.parametrize("mark", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_refused_with_the_place(mark: str) -> None:
    for parts, place in (
        ({"client": {"name": f"甲{mark}公司"}}, "client.name"),
        ({"items": {"4.1.1": {"note": f"看{mark}"}}}, "items.4.1.1.note"),
        ({"special_deductions": ["好", f"{mark}坏"]}, "special_deductions[1]"),
        ({"report": {"opinion": "一段\n" * 1000 + mark}}, "report.opinion"),
        ({"items": {f"4.1{mark}": {"score": 1}}}, "items 的一个键"),
    ):
        with pytest.raises(BadInput) as refused:
            read(**parts)
        assert f"a.json：{place} 处有" in refused.value.sentence
        assert "控制字符，请删去。" in refused.value.sentence
        assert mark not in refused.value.sentence


@pytest.mark.parametrize("mark", ["\n", "\t", "\r\n"])
def test_lines_and_tabs_are_for_long_texts(mark: str) -> None:
    assert read(items={"4.1.1": {"note": f"一{mark}二"}}).items["4.1.1"].note == f"一{mark}二"
    assert read(special_deductions=[f"一{mark}二"]).special_deductions == (f"一{mark}二",)
    for line in (f"一{mark}二", f"一{mark}"):
        with pytest.raises(BadInput, match=r"client\.name 处有换行"):
            read(client={"name": line})
