"""The survey through its actions: responses entered, voided, taken in; S kept up; the questionnaire in versions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.actions import audits, catalogue, history, questionnaire, scoring, survey, survey_import, survey_plan
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, Cancelled, NotFound
from desktop.domain.assessment import Channel, Response
from desktop.domain.scheme import Survey
from desktop.domain.survey_mapping import FORMAT, Mapping
from tests.actions.scenario import Scenario
from tests.tables import exports

FULL = {f"q{number}": 5 for number in range(1, 16)}
LOW = {f"q{number}": 3 for number in range(1, 16)}


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    return Scenario(ws, "cqm")


def channel(audit: Scenario, name: str = "face_to_face") -> Channel | None:
    found: Channel | None = getattr(audit.view.document.survey, name)
    return found


def form(audit: Scenario) -> Survey:
    return survey.forms(audit.view).current


def add(audit: Scenario, answers: dict[str, int] = FULL, **fields: Any) -> Response:
    changes = survey.add_response(audit.ws, audit.id, answers=answers, **fields)
    assert changes.action is not None
    return changes.view.document.responses[-1]


def test_a_response_is_one_action_and_s_follows(audit: Scenario) -> None:
    first = add(audit, site="南浦旗舰店", service="上门安装", consent="已口头同意", seconds=72, remark="很准时")
    assert (first.number, first.channel, first.questionnaire) == ("F-001", "face_to_face", None)
    assert channel(audit) == Channel(percent=Decimal(100), responses=1, counted=True)
    second = add(audit, {"q1": 3, "q2": 4})
    assert second.number == "F-002"
    # 75 of 75 and 7 of 10.
    assert channel(audit) == Channel(percent=Decimal("96.470588235294"), responses=2, counted=True)
    assert history.history(audit.ws, audit.id)[-1].name == "add-response"
    audit.undo()
    assert channel(audit) == Channel(percent=Decimal(100), responses=1, counted=True)
    audit.undo()
    assert channel(audit) is None
    assert audit.view.document.responses == ()
    audit.redo()
    assert channel(audit) == Channel(percent=Decimal(100), responses=1, counted=True)


def test_s_reaches_the_grade(audit: Scenario) -> None:
    for _time in range(3):
        add(audit, LOW)
    add(audit, FULL, channel="electronic")
    values = {one.id: one.value for one in audit.grade.conditions}
    assert (values["survey.face_to_face"], values["survey.combined"]) == ("60", "70")
    state = survey.state(audit.view)
    assert (state.s, state.face_to_face) == (Fraction(70), Fraction(60))
    assert (state.figures.pooled, state.figures.mean) == (Fraction(70), Fraction(80))


def test_what_a_person_typed_is_never_written_over(audit: Scenario) -> None:
    scoring.survey_channel(audit.ws, audit.id, "face_to_face", percent=Decimal(75), responses=40)
    scoring.survey_channel(audit.ws, audit.id, "electronic", not_used="顾客没有电子联系方式")
    add(audit)
    add(audit, channel="electronic")
    assert channel(audit) == Channel(percent=Decimal(75), responses=40)
    state = survey.state(audit.view)
    assert {name: (one.standing, one.differs) for name, one in state.channels.items()} == {
        "face_to_face": ("typed", True),
        "electronic": ("not-used", True),
    }
    assert survey.survey_from_responses(audit.ws, audit.id).action is None
    survey.survey_from_responses(audit.ws, audit.id, replace_typed=True)
    assert channel(audit) == Channel(percent=Decimal(100), responses=1, counted=True)
    assert channel(audit, "electronic") == Channel(percent=Decimal(100), responses=1, counted=True)
    # From now on it is kept up, and typing takes it over again.
    add(audit, LOW)
    assert channel(audit) == Channel(percent=Decimal(80), responses=2, counted=True)
    scoring.survey_channel(audit.ws, audit.id, "face_to_face", percent=Decimal(90), responses=2)
    add(audit, LOW)
    assert channel(audit) == Channel(percent=Decimal(90), responses=2)


def test_an_element_put_by_its_fields_counts_as_well(audit: Scenario) -> None:
    added = audits.put_element(audit.ws, audit.id, "responses", None, {"channel": "electronic", "answers": {"q1": 4}})
    assert channel(audit, "electronic") == Channel(percent=Decimal(80), responses=1, counted=True)
    audits.remove_element(audit.ws, audit.id, "responses", added.view.document.responses[0].id or "")
    assert channel(audit, "electronic") is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"answers": {}}, "一题也没有作答"),
        ({"answers": {"q99": 3}}, "q99"),
        ({"answers": {"q1": 6}}, "第 1 题：6"),
        ({"answers": {"q1": 5}, "site": "长" * 501}, "问卷"),
        ({"answers": {"q1": 5}, "seconds": -1}, "问卷"),
    ],
)
def test_what_is_no_response_changes_nothing(audit: Scenario, fields: dict[str, Any], told: str) -> None:
    before = audit.document()
    with pytest.raises(BadInput, match=told):
        survey.add_response(audit.ws, audit.id, **fields)
    assert audit.document() == before


def test_a_response_is_changed_voided_and_restored(audit: Scenario) -> None:
    one = add(audit, seconds=60, remark="好")
    assert one.id is not None
    survey.change_response(audit.ws, audit.id, one.id, fields={"answers": {"q1": 4}, "remark": None, "site": "城东"})
    (changed,) = audit.view.document.responses
    assert (changed.answers, changed.remark, changed.site, changed.seconds) == ({"q1": 4}, None, "城东", 60)
    assert channel(audit) == Channel(percent=Decimal(80), responses=1, counted=True)
    survey.void_response(audit.ws, audit.id, one.id, reason=" 同一人答了两次 ")
    assert audit.view.document.responses[0].void == "同一人答了两次"
    assert channel(audit) is None
    survey.restore_response(audit.ws, audit.id, one.id)
    assert channel(audit) == Channel(percent=Decimal(80), responses=1, counted=True)
    refusals: list[Callable[[], object]] = [
        lambda: survey.void_response(audit.ws, audit.id, one.id or "", reason=" "),
        lambda: survey.change_response(audit.ws, audit.id, one.id or "", fields={"source": None}),
        lambda: survey.change_response(audit.ws, audit.id, one.id or "", fields={"answers": {"q1": 9}}),
        lambda: survey.change_response(audit.ws, audit.id, one.id or "", fields={"channel": "phone"}),
    ]
    for refused in refusals:
        with pytest.raises(BadInput):
            refused()
    with pytest.raises(NotFound):
        survey.void_response(audit.ws, audit.id, "nobody", reason="x")


def test_numbers_go_on_after_the_highest(audit: Scenario) -> None:
    add(audit, number="F-041")
    assert add(audit).number == "F-042"
    assert add(audit, channel="electronic").number == "E-001"
    assert add(audit, number="甲").number == "甲"
    assert add(audit).number == "F-043"


def test_the_questionnaire_is_edited_in_versions(audit: Scenario) -> None:
    ws, own = audit.ws, form(audit)
    questionnaire.add_question(ws, audit.id, text="报修后很快得到回应", dimension="timeliness", clauses=("4.1.8.2",), place=1)
    questionnaire.change_question(ws, audit.id, "q1", text="服务项目能满足我的需要")
    questionnaire.move_question(ws, audit.id, "q3", place=1)
    questionnaire.remove_question(ws, audit.id, "q15")
    now = survey.forms(audit.view)
    assert now.version == 1
    assert [question.id for question in now.current.questions][:4] == ["q3", "q16", "q1", "q2"]
    assert len(now.current.questions) == len(own.questions)
    answered = add(audit, {"q16": 5, "q1": 4})
    assert answered.questionnaire == 1
    with pytest.raises(BadInput, match="q15"):
        add(audit, {"q15": 5})
    questionnaire.set_scale(ws, audit.id, scale=10)
    assert survey.forms(audit.view).version == 2
    add(audit, {"q1": 9})
    # 9 of 10, and 9 of 10 on the other scale.
    assert channel(audit) == Channel(percent=Decimal(90), responses=2, counted=True)
    # An old response is still answered on its own scale.
    with pytest.raises(BadInput, match="不在 1 到 5"):
        survey.change_response(ws, audit.id, answered.id or "", fields={"answers": {"q1": 9}})
    questionnaire.own_questionnaire(ws, audit.id)
    assert [question.id for question in form(audit).questions] == [question.id for question in own.questions]
    assert channel(audit) == Channel(percent=Decimal(90), responses=2, counted=True)
    assert questionnaire.change_question(ws, audit.id, "q1", text=own.questions[0].text).action is None


def test_a_questionnaire_nobody_answered_goes_back_without_a_trace(audit: Scenario) -> None:
    questionnaire.set_scale(audit.ws, audit.id, scale=4)
    questionnaire.own_questionnaire(audit.ws, audit.id)
    assert audit.view.document.questionnaire is None
    assert questionnaire.own_questionnaire(audit.ws, audit.id).action is None


def test_questions_of_no_sense_are_refused(audit: Scenario) -> None:
    refusals: list[Callable[[], object]] = [
        lambda: questionnaire.add_question(audit.ws, audit.id, text=" ", dimension="economy"),
        lambda: questionnaire.add_question(audit.ws, audit.id, text="味道", dimension="taste"),
        lambda: questionnaire.add_question(audit.ws, audit.id, text="价格", dimension="economy", place=99),
        lambda: questionnaire.move_question(audit.ws, audit.id, "q1", place=0),
        lambda: questionnaire.set_scale(audit.ws, audit.id, scale=1),
    ]
    for refused in refusals:
        with pytest.raises(BadInput):
            refused()
    with pytest.raises(NotFound):
        questionnaire.remove_question(audit.ws, audit.id, "q77")
    assert audit.view.document.questionnaire is None


def test_a_scheme_without_a_survey_says_so(ws: Workspace) -> None:
    other = Scenario(ws, "zhdh")
    refusals: list[Callable[[], object]] = [
        lambda: survey.state(other.view),
        lambda: survey.add_response(ws, other.id, answers={"q1": 5}),
        lambda: questionnaire.set_scale(ws, other.id, scale=10),
        lambda: survey_import.xlsform(other.view),
    ]
    for refused in refusals:
        with pytest.raises(BadInput, match="没有顾客感知调查"):
            refused()


def test_a_scheme_without_questions_takes_those_of_the_audit(ws: Workspace, tmp_path: Path) -> None:
    other = Scenario(ws, "ctc")
    with pytest.raises(BadInput, match="还没有题目"):
        survey_import.xlsform(other.view)
    questionnaire.add_question(ws, other.id, text="维修及时", dimension="响应")
    add(other, {"q1": 4})
    (dimension,) = survey.state(other.view).figures.dimensions
    assert (dimension.title, dimension.all.percent) == ("响应", Fraction(80))


# Tables of other programs


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def import_(audit: Scenario, path: Path, mapping: Mapping | None = None) -> survey_import.Imported:
    return survey_import.import_file(audit.ws, audit.id, path, mapping=mapping)


@pytest.mark.parametrize("layout", ["wjx", "wjx-matrix", "wjx-numbers", "kobo-names", "kobo-labels"])
def test_tables_are_taken_in_once_whatever_their_shape(audit: Scenario, tmp_path: Path, layout: str) -> None:
    make: dict[str, Callable[[int], exports.Rows]] = {
        "wjx": lambda count: exports.wjx(form(audit), count),
        "wjx-matrix": lambda count: exports.wjx(form(audit), count, matrix=True),
        "wjx-numbers": lambda count: exports.wjx(form(audit), count, words=False),
        "kobo-names": lambda count: exports.kobo(form(audit), count),
        "kobo-labels": lambda count: exports.kobo(form(audit), count, labels=True),
    }
    kobo = layout.startswith("kobo")
    csv = exports.as_csv(make[layout](30), separator=";" if kobo else ",", quote=kobo, encoding="utf-8" if kobo else "gb18030")
    first = import_(audit, put(tmp_path, "一.csv", csv))
    assert (len(first.added), first.same, first.refused) == (30, 0, [])
    responses = audit.view.document.responses
    assert {response.number for response in responses} == {f"E-{number:03d}" for number in range(1, 31)}
    assert all(len(response.answers) == 15 and response.seconds and response.answered_at and response.service for response in responses)
    assert not any("223.104" in str(response) for response in responses), "addresses are not taken in"
    kept = channel(audit, "electronic")
    assert kept is not None
    assert (kept.responses, kept.counted) == (30, True)
    before = audit.document()
    again = import_(audit, put(tmp_path, "二.xlsx", exports.as_xlsx(make[layout](30))))
    assert (again.added, again.same, again.changes.action) == ([], 30, None)
    assert audit.document() == before
    longer = import_(audit, put(tmp_path, "三.xlsx", exports.as_xlsx(make[layout](45))))
    assert (len(longer.added), longer.same) == (15, 30)
    # One action: one step back.
    audit.undo()
    assert audit.document() == before


def test_bad_rows_are_listed_and_the_rest_is_taken_in(audit: Scenario, tmp_path: Path) -> None:
    rows = exports.wjx(form(audit), 6)
    rows[2][8] = "很棒"
    rows[4][7:22] = ["(跳过)"] * 15
    done = import_(audit, put(tmp_path, "答卷.xlsx", exports.as_xlsx(rows)))
    assert len(done.added) == 4
    assert [(row.row, row.column, row.value) for row in done.refused] == [(3, 9, "很棒"), (5, 0, "")]
    assert done.refused[0].sentence.startswith("第 3 行 I 列（3、服务人员把商品的用法")
    rows[2][8] = "满意"
    mended = import_(audit, put(tmp_path, "答卷.xlsx", exports.as_xlsx(rows)))
    assert (len(mended.added), mended.same, len(mended.refused)) == (1, 4, 1)


def test_a_table_of_bad_rows_alone_changes_nothing(audit: Scenario, tmp_path: Path) -> None:
    rows = exports.wjx(form(audit), 2)
    for row in rows[1:]:
        row[8] = "很棒"
    before = audit.ws.store.content_hash()
    with pytest.raises(BadInput, match="没有可以导入的答卷"):
        import_(audit, put(tmp_path, "答卷.csv", exports.as_csv(rows)))
    assert audit.ws.store.content_hash() == before


def test_columns_that_are_not_known_need_a_mapping_which_is_remembered(audit: Scenario, tmp_path: Path) -> None:
    rows = exports.wjx(form(audit), 3)
    rows[0][7], rows[0][8] = "2、办理途径", "3、讲解"
    path = put(tmp_path, "答卷.csv", exports.as_csv(rows))
    before = audit.document()
    with pytest.raises(BadInput) as refused:
        import_(audit, path)
    assert "2 题找不到对应的列（如 q1 " in refused.value.sentence
    assert "2、办理途径；3、讲解" in refused.value.sentence
    assert audit.document() == before
    # What was guessed, with what the person added.
    table = survey_import.read_table(path)
    guess = survey_import.prepare(audit.view, table).guess
    columns = guess.mapping.columns | {"2、办理途径": "q1", "3、讲解": "q2"}
    done = import_(audit, path, Mapping(format=FORMAT, columns=columns))
    assert len(done.added) == 3
    assert survey_import.remembered_mapping(audit.ws, audit.id) == done.mapping
    more = exports.wjx(form(audit), 5)
    more[0][7], more[0][8] = "2、办理途径", "3、讲解"
    assert len(import_(audit, put(tmp_path, "答卷2.xlsx", exports.as_xlsx(more))).added) == 2
    assert survey_import.remembered_mapping(audit.ws, "another") is None


def test_a_mapping_may_leave_questions_out_and_says_so(audit: Scenario, tmp_path: Path) -> None:
    path = put(tmp_path, "答卷.csv", "甲\n很好\n不好\n".encode())
    mapping = Mapping(format=FORMAT, columns={"甲": "q4"}, labels={"很好": 5, "不好": 2}, channel="face_to_face")
    done = import_(audit, path, mapping)
    assert [response.answers for response in audit.view.document.responses] == [{"q4": 5}, {"q4": 2}]
    assert any("14 题没有对应的列" in note for note in done.notes)
    assert channel(audit) == Channel(percent=Decimal(70), responses=2, counted=True)
    # The remembered mapping covers the table, also without some questions.
    assert import_(audit, path).same == 2


def test_a_sheet_is_named_and_remembered(audit: Scenario, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["说明", "见第二张表"])
    sheet = book.create_sheet("答卷")
    for row in exports.kobo(form(audit), 3):
        sheet.append(row)
    path = put(tmp_path, "a.xlsx", exports.saved(book))
    with pytest.raises(BadInput):
        import_(audit, path)
    guess = survey_import.prepare(audit.view, survey_import.read_table(path, Mapping(format=FORMAT, columns={}, sheet="答卷"))).guess
    mapping = Mapping(format=FORMAT, columns=guess.mapping.columns, sheet="答卷")
    assert len(import_(audit, path, mapping).added) == 3
    assert import_(audit, path).same == 3
    assert import_(audit, put(tmp_path, "b.xlsx", exports.as_xlsx(exports.kobo(form(audit), 3)))).same == 3
    with pytest.raises(BadInput, match="没有名为“别的”"):
        import_(audit, path, Mapping(format=FORMAT, columns=guess.mapping.columns, sheet="别的"))


def test_stopping_half_way_leaves_nothing(audit: Scenario, tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", exports.as_xlsx(exports.wjx(form(audit), 400)))
    before = audit.ws.store.content_hash()
    with pytest.raises(Cancelled):
        survey_import.import_file(audit.ws, audit.id, path, watch=lambda row, _total: row >= 200)
    assert audit.ws.store.content_hash() == before


def test_rows_that_came_in_while_a_table_was_prepared_are_not_doubled(audit: Scenario, tmp_path: Path) -> None:
    table = survey_import.read_table(put(tmp_path, "a.csv", exports.as_csv(exports.wjx(form(audit), 4))))
    one, other = (survey_import.prepare(audit.view, table) for _time in range(2))
    assert len(survey_import.take_in(audit.ws, audit.id, one).added) == 4
    assert survey_import.take_in(audit.ws, audit.id, other).same == 4


def test_a_mapping_file_is_read_strictly() -> None:
    good = '{"format": "fieldaudit.survey-mapping/1", "columns": {"甲": "q1"}, "labels": {"好": 5, "没用过": null}}'
    assert survey_import.read_mapping(good.encode(), "m.json").labels == {"好": 5, "没用过": None}
    for bad in ("{}", '{"format": "x", "columns": {}}', good.replace("labels", "lables"), good.replace("5", "500")):
        with pytest.raises(BadInput, match=r"m\.json"):
            survey_import.read_mapping(bad.encode(), "m.json")


def test_every_step_can_be_run_from_a_file(audit: Scenario, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", exports.as_csv(exports.wjx(form(audit), 2)))
    steps = [
        {"action": "add-question", "text": "回应很快", "dimension": "timeliness"},
        {"action": "change-question", "question": "q16", "text": "报修后很快有回应"},
        {"action": "move-question", "question": "q16", "place": 9},
        {"action": "remove-question", "question": "q16"},
        {"action": "set-scale", "scale": 10},
        {"action": "own-questionnaire"},
        {"action": "add-response", "answers": {"q1": 5}, "consent": "已口头同意"},
        {"action": "import-responses", "file": str(path)},
        {"action": "survey-from-responses"},
    ]
    assert len(catalogue.run(audit.ws, audit.id, steps, "步骤")) == len(steps)
    assert len(audit.view.document.responses) == 3
    one = audit.view.document.responses[0].id
    more = [
        {"action": "change-response", "response": one, "fields": {"answers": {"q1": 4}}},
        {"action": "void-response", "response": one, "reason": "重复"},
        {"action": "restore-response", "response": one},
    ]
    catalogue.run(audit.ws, audit.id, more, "步骤")
    assert channel(audit) == Channel(percent=Decimal(80), responses=1, counted=True)
    rows = exports.wjx(form(audit), 3)
    rows[3][8] = "很棒"
    bad = put(tmp_path, "b.csv", exports.as_csv(rows))
    with pytest.raises(BadInput, match="第 1 条：第 4 行 I 列"):
        catalogue.run(audit.ws, audit.id, [{"action": "import-responses", "file": str(bad)}], "步骤")
    assert len(audit.view.document.responses) == 3


def test_a_document_with_all_of_it_comes_back_equal(audit: Scenario, open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    add(audit, consent="已口头同意", remark="很好")
    questionnaire.set_scale(audit.ws, audit.id, scale=10)
    import_(audit, put(tmp_path, "a.csv", exports.as_csv(exports.kobo(form(audit), 3))))
    other = open_ws("other")
    taken = audits.import_document(other, audit.document(), "文档").audit
    assert audits.export_document(other, taken) == audit.document()
    assert survey.state(other.audit(taken)) == survey.state(audit.view)


# How many respondents


def test_the_sample_size_from_the_worst_case_and_from_the_responses(audit: Scenario) -> None:
    worst = survey_plan.plan_sample(3)
    assert (worst.needed, worst.basis, worst.spread) == (686, "worst-case", 40)
    assert survey_plan.plan_sample(3, population=300).needed == 210
    assert survey_plan.plan_sample(3, spread=12).needed == 64
    # The formula with its numbers, as anybody may check by hand.
    assert survey_plan.plan_sample(3, spread=12).reckoned == "1.998 × 12.00 ÷ √64 = 3.00 ≤ 3"
    small = survey_plan.plan_sample(3, population=300)
    assert small.reckoned == "1.971 × 40.00 × 0.549 ÷ √210 = 2.99 ≤ 3"
    assert "(N−n)" in small.formula
    assert survey_plan.plan_sample(1, population=7).reckoned == "n = N = 7，全部调查"
    assert survey_plan.plan_sample(3, spread=12, confidence=99).needed == 110
    assert survey_plan.plan_sample(3, spread=12, confidence=90).needed == 46
    for points in (3, 4, 5, 4, 5):
        add(audit, dict.fromkeys(FULL, points))
    so_far = survey_plan.plan_sample(3, view=audit.view, channel="face_to_face")
    assert (so_far.basis, so_far.have) == ("responses", 5)
    assert so_far.spread == pytest.approx(16.7332, abs=1e-3)
    assert so_far.half_width_now == pytest.approx(float(survey.state(audit.view).figures.face_to_face.interval.half), abs=1e-3)  # type: ignore[union-attr]
    assert survey_plan.plan_sample(3, view=audit.view, channel="electronic").basis == "worst-case"
    for wrong in ({"width": 0}, {"width": 51}, {"width": 3, "population": 0}, {"width": 3, "spread": -1}, {"width": 3, "confidence": 50}):
        with pytest.raises(BadInput):
            survey_plan.plan_sample(**wrong)  # type: ignore[arg-type]
