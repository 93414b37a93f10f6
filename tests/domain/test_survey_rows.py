"""Columns guessed and written down, cells read, rows taken in whole or refused with their place."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.domain import survey_cells as cells
from desktop.domain.questionnaire import Forms
from desktop.domain.scheme import Survey
from desktop.domain.survey_mapping import FORMAT, Mapping, find_head, guess
from desktop.domain.survey_rows import Batch, read_rows
from desktop.domain.survey_table import Cell, Table
from tests.domain.test_survey_figures import FORM, OWN

HEAD = ["序号", "提交答卷时间", "所用时间", "1、按时到达", "2、按时办完", "3、礼貌周到", "4、您的建议"]
ROW = ["1", "2026/11/18 9:05:07", "2分5秒", "非常满意", "4", "一般", "快一点"]


def table(*rows: list[str], faults: dict[Cell, str] | None = None, spanned: frozenset[int] = frozenset(), name: str = "表.csv") -> Table:
    return Table(name, tuple(enumerate(rows, 1)), faults or {}, spanned, ())


def read(*rows: list[str], mapping: Mapping | None = None, known: dict[str, Any] | None = None, forms: Forms = OWN, **more: Any) -> Batch:
    made = table(*rows, **more)
    found = guess(made, forms.current)
    if mapping is not None:
        return read_rows(made, find_head(made, forms.current, mapping.header_row), mapping, forms, known or {})
    return read_rows(made, found.head, found.mapping, forms, known or {})


def columns(*rows: list[str], form: Survey = FORM, spanned: frozenset[int] = frozenset()) -> dict[str, str]:
    return guess(table(*rows, spanned=spanned), form).mapping.columns


def by_hand(titles: dict[str, str], **more: Any) -> Mapping:
    return Mapping(format=FORMAT, columns=titles, **more)


@pytest.mark.parametrize(
    "title",
    [
        "按时到达", "1、按时到达", "第1题 按时到达", "Q1. 按时到达", "1．按时到达*", "1、按时到达[单选题]*",
        "3、请评价（按时到达）", "3、请评价—按时到达",
        "2、请评价：按时到达", "grp/按时到达", "q1", "visit/time/q1", "请您如实回答以下问题按时到达。", " 按时 到达 ",
    ],
)  # fmt: skip
def test_a_question_is_known_by_its_text_or_id(title: str) -> None:
    found = {target for target in columns([title, "x"]).values() if target in ("q1", "q2", "q3")}
    assert found == {"q1"} if title != "请您如实回答以下问题按时到达。" else found <= {"q1"}


@pytest.mark.parametrize("title", ["按时", "不按时到达的原因", "1", "第1题", "到达"])
def test_what_only_resembles_a_question_is_not_taken_for_it(title: str) -> None:
    assert "q1" not in columns([title, "x"]).values()


def test_two_columns_for_one_question_are_for_a_person_to_decide() -> None:
    found = guess(table(["按时到达", "1、按时到达", "q2", "q3"]), FORM)
    assert found.missing == ("q1",)
    assert found.unused == ("按时到达", "1、按时到达")


def test_what_belongs_to_the_platform_is_known_or_passed_over() -> None:
    wjx = columns(["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、按时到达", "总分"])
    assert wjx == {"序号": "serial", "提交答卷时间": "answered_at", "所用时间": "seconds", "1、按时到达": "q1"}
    kobo = columns(["start", "end", "q1", "_id", "_uuid", "meta/rootUuid", "_submission_time", "_validation_status", "_index"])
    assert kobo == {"start": "started_at", "end": "answered_at", "q1": "q1", "meta/rootUuid": "identity", "_validation_status": "status"}
    assert "answered_at" in columns(["q1", "_id", "_submission_time"]).values()
    assert guess(table(["q1", "来自IP", "姓名"]), FORM).unused == ("姓名",)


def test_a_multiple_choice_stands_in_one_column_or_in_many() -> None:
    joined = columns(["service", "service/install", "service/repair", "q1"])
    assert joined == {"service": "service", "q1": "q1"}
    apart = columns(["5、您接受过哪些服务(安装)", "5、您接受过哪些服务(维修)", "q1"])
    assert apart == {"5、您接受过哪些服务(安装)": "service=安装", "5、您接受过哪些服务(维修)": "service=维修", "q1": "q1"}
    (response,) = read(["5、您接受过哪些服务(安装)", "5、您接受过哪些服务(维修)", "q1"], ["1", "1", "5"]).responses
    assert response.service == "安装、维修"
    (response,) = read(["service", "q1"], ["安装┋维修", "5"]).responses
    assert response.service == "安装、维修"


def test_a_head_below_a_title_and_a_head_of_two_rows() -> None:
    titled = table(["顾客感知调查结果", "", ""], ["序号", "1、按时到达", "2、按时办完"], ["1", "5", "4"])
    assert guess(titled, FORM).head.row == 2
    two = table(["序号", "3、请评价", "3、请评价"], ["序号", "按时到达", "礼貌周到"], ["1", "5", "4"], spanned=frozenset({1}))
    found = guess(two, FORM)
    assert found.head.row == 2
    assert found.head.titles == ("序号", "3、请评价—按时到达", "3、请评价—礼貌周到")
    assert set(found.mapping.columns.values()) == {"serial", "q1", "q3"}


def test_titles_that_are_alike_or_missing_have_names() -> None:
    assert guess(table(["题", "题", "", "q1"]), FORM).head.titles == ("题", "题 [2]", "C", "q1")


def test_a_row_becomes_a_response() -> None:
    (response,) = read(HEAD, ROW).responses
    assert response.answers == {"q1": 5, "q2": 4, "q3": 3}
    assert (response.channel, response.answered_at, response.seconds) == ("electronic", "2026-11-18 09:05:07", 125)
    assert (response.remark, response.questionnaire, response.id, response.number) == ("快一点", None, None, None)
    assert response.source is not None
    assert (response.source.file, response.source.row) == ("表.csv", 2)


def test_the_second_reading_adds_none_and_a_longer_one_only_what_is_new() -> None:
    first = read(HEAD, ROW)
    known = {response.source.digest: response for response in first.responses if response.source}
    again = read(HEAD, ROW, known=known)
    assert (again.responses, again.same, again.notes) == ((), 1, first.notes)
    # The same from a workbook: the time as a date, the row elsewhere, other columns gone.
    longer = read(
        HEAD[:6], ["2", "2026/11/18 9:06:00", "60秒", "满意", "4", "3"], ["1", "2026-11-18 09:05:07", "125", "5", "4", "3"], known=known
    )
    assert (len(longer.responses), longer.same) == (1, 1)
    changed = read(HEAD, [*ROW[:3], "不满意", *ROW[4:]], known=known)
    assert (len(changed.responses), changed.same) == (0, 1)
    assert "答案与现有的不同（第 2 行）" in changed.notes[0]


def test_the_same_submission_twice_in_a_file_is_one_and_the_same_cells_without_a_name_are_two() -> None:
    named = read(HEAD, ROW, ROW)
    assert len(named.responses) == 1
    assert named.refused[0].sentence == "第 3 行：与第 2 行是同一份答卷（编号相同）"
    nameless = read(["q1", "q2"], ["5", "4"], ["5", "4"])
    assert len(nameless.responses) == 2
    known = {response.source.digest: response for response in nameless.responses if response.source}
    assert len(known) == 2
    again = read(["q1", "q2"], ["5", "4"], ["5", "4"], ["5", "4"], known=known)
    assert (len(again.responses), again.same) == (1, 2)


def test_an_edited_submission_keeps_its_name() -> None:
    head = ["end", "q1", "_id"]
    (response,) = read(head, ["2026-11-18T10:00:00+08:00", "4", "77"]).responses
    assert response.source
    edited_later = read(head, ["2026-11-19T10:00:00+08:00", "5", "77"], known={response.source.digest: response})
    assert (edited_later.responses, edited_later.same) == ((), 1)


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("5", 5), ("5.0", 5), ("４", 4), ("3分", 3), ("2 星", 2), ("非常满意", 5), ("很 不满意", 1), ("★★★★☆", 4), ("★★★", 3),
        ("5、非常满意", 5), ("非常满意(5分)", 5), ("4-较好", 4), ("", None), ("(空)", None), ("（跳过）", None), ("-3", None),
        ("-2", None), ("不适用", None), ("N/A", None),
    ],
)  # fmt: skip
def test_a_cell_gives_points_or_no_answer(cell: str, points: int | None) -> None:
    (response,) = read(["q1", "q2"], [cell, "1"]).responses
    assert response.answers.get("q1") == points


@pytest.mark.parametrize("cell", ["0", "6", "4.5", "很棒", "1、非常满意", "-1", "99", "#DIV/0!", "5" * 400, "1e3", "满意┋一般"])
def test_a_cell_that_gives_neither_refuses_its_row_alone(cell: str) -> None:
    batch = read(["序号", "q1", "q2"], ["1", "4", "4"], ["2", "4", cell], ["3", "5", "5"])
    assert [response.answers["q1"] for response in batch.responses] == [4, 5]
    (refused,) = batch.refused
    assert (refused.row, refused.column, refused.title) == (3, 3, "q2")
    assert refused.sentence.startswith("第 3 行 C 列（q2）：“")
    assert len(refused.sentence) < 160


def test_words_of_another_scale_need_labels() -> None:
    labels = {"A": 5, "b": 4, "没去过": None, "1": 5}
    mapping = by_hand({"q1": "q1", "q2": "q2", "q3": "q3"}, labels=labels, channel="face_to_face")
    (response,) = read(["q1", "q2", "q3"], ["a", "1", "没去过"], mapping=mapping).responses
    assert (response.channel, response.answers) == ("face_to_face", {"q1": 5, "q2": 5})


def test_numbers_are_told_about() -> None:
    assert "labels" in read(["q1"], ["5"]).notes[-1]
    assert read(["q1"], ["非常满意"]).notes[-1].startswith("2 题没有对应的列")


def test_what_the_reader_could_not_trust_is_refused_where_it_is_used() -> None:
    faults = {Cell(2, 4): "是没有结果的公式", Cell(3, 1): "有无法识别的字符", Cell(4, 0): "只有 2 列"}
    head = ["姓名", "q2", "q3", "q1"]
    batch = read(head, ["", "4", "4", ""], ["\ufffd", "4", "4", "4"], ["x", "4"], faults=faults)
    # The name is not taken in, so it harms nobody.
    assert [response.answers for response in batch.responses] == [{"q1": 4, "q2": 4, "q3": 4}]
    assert [row.sentence for row in batch.refused] == ["第 2 行 D 列（q1）：是没有结果的公式", "第 4 行：只有 2 列"]


def test_a_row_without_any_answer_is_told() -> None:
    batch = read(["序号", "q1"], ["1", ""], ["合计", ""])
    assert [row.sentence for row in batch.refused] == ["第 2 行：没有一题作答", "第 3 行：没有一题作答"]


def test_who_declined_is_not_taken_in() -> None:
    batch = read(["consent", "q1"], ["no", "5"], ["yes", "4"], ["不同意", "3"], ["", "2"])
    assert [response.answers["q1"] for response in batch.responses] == [4, 2]
    assert [row.sentence for row in batch.refused] == ["第 2 行：受访者没有同意参加调查", "第 4 行：受访者没有同意参加调查"]


def test_texts_too_long_for_a_field_are_refused() -> None:
    batch = read(["site", "q1"], ["长" * 201, "5"], ["城东", "5"])
    assert len(batch.responses) == 1
    assert batch.refused[0].sentence == "第 2 行 A 列（site）：文字超过 200 字"


@pytest.mark.parametrize(
    ("status", "void"),
    [("", False), ("Approved", False), ("validation_status_approved", False), ("Not Approved", True),
     ("validation_status_not_approved", True), ("On Hold", True)],
)  # fmt: skip
def test_what_the_collector_did_not_approve_is_kept_and_void(status: str, void: bool) -> None:
    (response,) = read(["q1", "_validation_status"], ["5", status]).responses
    assert (response.void is not None) == void


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"没有": "q1"}, "表头没有“没有”"),
        ({"按时到达": "q7"}, "“q7”不是问卷的题号"),
        ({"按时到达": "q1", "x": "q1"}, "题 q1 对应了两列"),
        ({"x": "remark"}, "没有一列对应"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(mapping: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read(["按时到达", "x"], ["5", "5"], mapping=by_hand(mapping))


def test_a_mapping_names_the_row_of_the_head() -> None:
    mapping = by_hand({"甲": "q1"}, header_row=3)
    batch = read(["说明", ""], ["q1", "q2"], ["甲", "乙"], ["4", "x"], mapping=mapping)
    assert [response.answers for response in batch.responses] == [{"q1": 4}]


def test_a_remembered_mapping_goes_before_the_guess() -> None:
    remembered = by_hand({"甲": "q1", "gone": "q2"}, labels={"好极了": 5})
    found = guess(table(["甲", "q2", "q3"]), FORM, remembered)
    assert found.mapping.columns == {"甲": "q1", "q2": "q2", "q3": "q3"}
    assert found.mapping.labels == {"好极了": 5}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026/11/18 9:05:07", "2026-11-18 09:05:07"), ("2026-11-18T09:05:07.123+08:00", "2026-11-18 09:05:07+08:00"),
        ("2026年11月18日", "2026-11-18"), ("2026-11-18T01:05:07Z", "2026-11-18 01:05:07+00:00"), ("2026/1/8 9:05", "2026-01-08 09:05:00"),
        ("昨天", "昨天"), ("", ""),
    ],
)  # fmt: skip
def test_times_in_one_writing(text: str, told: str) -> None:
    assert cells.moment(text) == told


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("125秒", 125), ("125", 125), ("2分5秒", 125), ("1小时2分", 3720), ("00:02:05", 125), ("2:05", 125), ("61.5秒", 61),
     ("很快", None), ("", None), ("9" * 8, None)],
)  # fmt: skip
def test_durations(text: str, seconds: int | None) -> None:
    assert cells.seconds_of(text) == seconds


def test_the_time_between_two_moments() -> None:
    assert cells.seconds_between("2026-11-18 10:00:00+08:00", "2026-11-18 02:01:05+00:00") == 65
    assert cells.seconds_between("2026-11-18 10:00:00", "2026-11-18 09:00:00") is None
    assert cells.seconds_between("2026-11-18 10:00:00", "2026-11-18 10:01:00+08:00") is None
    assert cells.seconds_between(None, "2026-11-18 10:01:00") is None
