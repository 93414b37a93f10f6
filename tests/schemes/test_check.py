"""`check` names file, line and reason of every fault: shipped files have none, each broken variant has its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.schemes.check import check
from desktop.schemes.parse import Fault

DATA = Path(__file__).parent / "data"
SHIPPED = sorted(paths.schemes().glob("*.yaml"))


def broken(tmp_path: Path, name: str, old: str, new: str, at: str = "") -> tuple[list[Fault], int]:
    """Faults of the small scheme and its block after one replacement in one of them, and the line that should be named.

    The line is that of the `at` nearest to the replaced place; without `at`, that of the place itself.
    """
    line = 0
    for path in ("shelf.yaml", "shop.yaml"):
        text = (DATA / path).read_text(encoding="utf-8")
        if path == name:
            assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
            place = text.index(old)
            text = text.replace(old, new)
            if at:
                place = min((found.start() for found in re.finditer(re.escape(at), text)), key=lambda found: abs(found - place))
            line = text.count("\n", 0, place) + 1
        (tmp_path / path).write_text(text, encoding="utf-8", newline="\n")
    return check([tmp_path / "shelf.yaml", tmp_path / "shop.yaml"], []), line


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_schemes_have_no_fault(path: Path) -> None:
    assert [fault.sentence for fault in check([path])] == []


def test_shipped_schemes_have_no_fault_together() -> None:
    assert len(SHIPPED) >= 7
    assert [fault.sentence for fault in check(SHIPPED)] == []


def test_the_small_schemes_have_no_fault() -> None:
    assert [fault.sentence for fault in check(sorted(DATA.glob("*.yaml")), [])] == []


POINTS = [
    # Old text, new text, text at whose line the fault is (the new text when empty), part of the reason.
    ("points: 60", "points: 61", "", "分组 1 写明 61 分，下属条款合计 60 分"),
    ("kind: points, points: 20}", "kind: points, points: 19}", "points: 60", "合计 59 分"),
    ("kind: points, points: 20}", "kind: points}", "kind: points}", "缺少 points"),
    ("kind: points, points: 20}", "kind: points, points: -20}", "-20", "应大于 0"),
    ("kind: points, points: 20}", "kind: points, points: 0}", "points: 0}", "应大于 0"),
    ("kind: points, points: 20}", "kind: points, points: nan}", "points: nan}", "应大于 0"),
    ("kind: points, points: 20}", "kind: points, points: 1e999999}", "1e999999", "应大于 0"),
    ("points: 60", "points: 1e999999", "", "合计"),
    ("kind: guidance}", "kind: guidance, points: 1}", "", "不计分，请删除 points"),
    ("kind: evidence-only}", "kind: points, points: 5}", "", "在计分条款 1.3 之下"),
    ("kind: guidance}", "kind: level}", "", "写明是几级"),
    ("kind: guidance}", "kind: guidance, level: 2}", "", "请删除 level"),
    ('id: "2.2"', 'id: "2.1"', "title: 上门说明", "“2.1”重复"),
    ("title: 店面, kind: points,", "title: 店面, chapter: true, kind: points,", "", "不能再标 chapter"),
    ("kind: guidance}", "kind: guidance, chapter: true}", "", "没有计分条款"),
    ("kind: borrowed\n", "kind: reading\n", "kind_status: borrowed", "没有相应的缺口"),
]


@pytest.mark.parametrize(("old", "new", "at", "reason"), POINTS, ids=range(len(POINTS)))
def test_points_and_items(tmp_path: Path, old: str, new: str, at: str, reason: str) -> None:
    faults, line = broken(tmp_path, "shelf.yaml", old, new, at)
    file = str(tmp_path / "shelf.yaml")
    assert any((fault.file, fault.line) == (file, line) and reason in fault.reason for fault in faults), (line, faults)


SCHEME = [
    # References.
    ('items: ["1", "2"]', 'items: ["1", "4"]', "", "没有编号为 4 的条款"),
    ('items: ["1", "2"]', 'items: ["1", "1.1"]', "", "重叠"),
    ('items: ["1", "2"]', 'items: ["1", "2", "3"]', "", "没有计分条款"),
    ('items: ["1", "2"]', 'items: ["1"]', "", "满分应为 100 分"),
    ("dimension: time,", "dimension: cost,", "", "没有名为 cost 的维度"),
    ('clauses: ["2.1"]', 'clauses: ["9.9"]', "", "没有条款 9.9"),
    ("parts: [main, second]", "parts: [main, third]", "", "没有名为 third 的评价"),
    ("path: evaluations/main/criteria/complaints/bounds/4", "path: evaluations/main/criteria/complaint/bounds/4", "", "不通"),
    ("path: evaluations/main/criteria/complaints/bounds/4", "path: items/9.9/points", "", "不通"),
    ("sets: characteristics/pass_line", "sets: characteristic/pass_line", "", "不通"),
    ("sets: characteristics/pass_line", "sets: characteristics/passline", "", "不符合格式"),
    ("    value: percent\n", "", "sets: characteristics", "没有 value"),
    ("needs: [client.name]", "needs: [client.nme]", "", "没有 client.nme"),
    ("needs: [client.name]", "needs: []", "title: 名称", "没有写 needs"),
    ("audits: [initial], when", "audits: [special], when", "", "不在 audit_kinds 中"),
    ("rules: {surveillance:", "rules: {special:", "", "不在 audit_kinds 中"),
    ("uses: [shelf]", "uses: [shelve]", "", "找不到用到的 shelve"),
    ("uses: [shelf]", "uses: [shelf, shop]", "uses", "循环"),
    ("alternative:\n        text: 不超过一起", "reading:\n        text: 不超过一起", "reading:", "默认读法"),
    # Thresholds.
    ('4: ">= 90"', '4: ">= 79"', "", "四星级 的界限 >= 79 比更低的 三星级（>= 80）还宽"),
    ('4: ">= 90"', '4: ">= 99"', '5: ">= 95"', "五星级 的界限 >= 95 比更低的"),
    ('          4: ">= 90"\n', "", "bounds:", "中间有缺口"),
    ('4: ">= 90"', '4: "<= 90"', "", "越高越好"),
    ('4: "<= 2"', '4: ">= 2"', "", "越少越好"),
    ('5: "<= 0"', '5: "<= 3"', "", "还宽"),
    ('4: ">= 90"', '4: ">= 950"', "", "不能超过 100"),
    ('4: ">= 90"', '4: "= true"', "", "是数值"),
    ('4: ">= 90"', '6: ">= 99"', "", "没有 stars 为 6 的等级"),
    ('4: ">= 90"', '4: "≥ 90"', "", "应写成"),
    ('{1: ">= 4", 2: ">= 6"}', '{1: ">= 4", 2: ">= 4"}', "criteria:", "条件完全相同"),
    ("{stars: 4, label: 四星级, adds: 4}", "{stars: 2, label: 四星级, adds: 4}", "", "从低到高"),
    ("label: 四星级, adds: 4", "label: 三星级, adds: 4", "", "“三星级”重复"),
    ("label: 四星级, adds: 4", "label: 四星级, adds: 1", "", "低于更低的等级"),
    ("label: 四星级, adds: 4", "label: 四星级, by_hand: true", '4: ">= 90"', "由审查员评定"),
    ("measure: evaluation.percent", "measure: score.final", "", "需要计分条款"),
    ("measure: sum_of_parts", "measure: survey.combined", "criteria:", "sum_of_parts"),
    ("        window_months: 24\n", "", "id: complaints", "window_months"),
    ("window_months: 24", "window_months: 0", "", "1 到 600"),
    ('value: "<= 1"', 'value: ">= 1"', "alternative:", "越少越好"),
    ('bounds/3, value: "<= 3"', 'bounds/3, value: "<= 1"', "strict:", "还宽"),
    # Sources.
    ('    clause: "5"\n', "", "id: main", "缺少出处（clause）"),
    ("{title: 门店认证规则, number: SH-2,", "{number: SH-2,", "rule:", "title"),
    ('basis:\n  - {id: own, text: 门店标准, clause: "2"}', "basis: []", "", "缺少认证依据"),
    ('      special_clause: "5.2"\n', "", "scoring:", "special_clause"),
    ('  reduction_clause: "12.1"\n', "", "largest_reduction", "reduction_clause"),
    ("    heading: 内容借用通行做法\n", "", "kind: audit", "heading"),
    # Planning.
    ("{up_to: 150, days: 3}", "{up_to: 60, days: 3}", "", "从小到大"),
    ("{up_to: 150, days: 3}", "{up_to: 150, days: 1}", "", "人数更多而人日更少"),
    ("beyond: {start: 150,", "beyond: {start: 200,", "", "有缺口或重叠"),
    ("each: 500", "each: 0", "", "1 到"),
    ("[0.5, 1]", "[1, 0.5]", "", "下限大于上限"),
    ("largest_reduction: 0.3", "largest_reduction: 30", "", "0 到 1"),
    ("recertification_share: 2/3", "recertification_share: 2/0", "", "大于 0"),
    ("months: 9}", "months: 13}", "", "start 晚于 until"),
    ("months: 15}", "months: 11}", "until:", "until 晚于 latest"),
    ("what: surveillance-1", "what: surveillance 1", "", "只能用字母"),
    # Format.
    ("title: 门店认证\n", "titel: 门店认证\n", "", "请删除；是不是要写 title"),
    ("kind: reading", "kind: guess", "", "可用：reading、borrowed、open"),
    ("days: 3}", "days: three}", "", "应为数字"),
    ("up_to: 150", "up_to: many", "", "应为整数"),
    ("audits: [initial], when", "audits: initial, when", "", "应为列表"),
    ("required: {initial: must}", "required: {initial: shall}", "", "可用：must、may"),
    ("required: {initial: must}", "required: {first: must}", "", "“first”不可用"),
    ("format: fieldaudit.scheme/1", "format: fieldaudit.scheme/9", "", "format 应为"),
    ("id: shop", "id: shelf", "", "重复"),
    ("steps: [plan, opening,", "steps: [plan, plan,", "", "“plan”重复"),
    # Papers before the audit.
    ("days: 5, counted", "days: 0, counted", "", "应在 1 到 366 之间"),
    ('  leave_out_clause: "4.6"\n', "", "may_leave_out: [surveillance]", "请补上 leave_out_clause"),
    ("may_leave_out: [surveillance]", "may_leave_out: [extension]", "", "不在 audit_kinds 中"),
    ("needs: [training.laws_suitable]", "needs: [training.colour]", "", "没有 training.colour"),
    (
        '{id: scope, clause: "4.5 a", text: 服务范围}',
        '{id: a, clause: "1", text: 甲}, {id: a, clause: "1", text: 乙}',
        "",
        "“a”重复",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "reason"), SCHEME, ids=range(len(SCHEME)))
def test_scheme_rules(tmp_path: Path, old: str, new: str, at: str, reason: str) -> None:
    faults, line = broken(tmp_path, "shop.yaml", old, new, at)
    assert {fault.file for fault in faults} == {str(tmp_path / "shop.yaml")}
    assert any(reason in fault.reason and fault.line == line for fault in faults), (line, faults)


def copy_of(tmp_path: Path, name: str, old: str = "", new: str = "") -> Path:
    """The small scheme or block in another folder, with one replacement."""
    text = (DATA / name).read_text(encoding="utf-8")
    assert not old or text.count(old) == 1
    (tmp_path / name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return tmp_path / name


def test_a_scored_item_outside_every_chapter(tmp_path: Path) -> None:
    copy_of(tmp_path, "shelf.yaml", "    points: 40\n    chapter: true\n", "    points: 40\n")
    path = copy_of(tmp_path, "shop.yaml")
    assert [(fault.line, "不在任何一级指标之下" in fault.reason) for fault in check([path], [])] == [(27, True)]


def test_a_cycle_of_blocks_is_named_in_each_file(tmp_path: Path) -> None:
    shelf = copy_of(tmp_path, "shelf.yaml", "basis: []\n", "basis: []\nuses: [shop]\n")
    shop = copy_of(tmp_path, "shop.yaml")
    found = check([shelf, shop], [])
    assert [(fault.file, fault.line) for fault in found] == [(str(shelf), 9), (str(shop), 10)]
    assert all("循环" in fault.reason for fault in found)


def test_an_id_of_the_block_is_not_used_again(tmp_path: Path) -> None:
    copy_of(tmp_path, "shelf.yaml")
    path = copy_of(tmp_path, "shop.yaml", 'id: "3.1"', 'id: "1.1"')
    assert [(fault.line, "“1.1”重复" in fault.reason) for fault in check([path], [])] == [(19, True)]


def test_a_faulty_block_is_named_with_its_own_line(tmp_path: Path) -> None:
    copy_of(tmp_path, "shelf.yaml", "points: 60", "points: sixty")
    path = copy_of(tmp_path, "shop.yaml")
    (fault,) = check([path], [])
    assert fault.line == 10
    assert "shelf.yaml 第 14 行" in fault.reason


def test_a_choice_of_a_block_that_does_not_fit_the_scheme(tmp_path: Path) -> None:
    copy_of(tmp_path, "shelf.yaml", "path: items/1.2/kind", "path: evaluations/other/title")
    path = copy_of(tmp_path, "shop.yaml")
    (fault,) = check([path], [])
    assert fault.line == 10
    assert "A1" in fault.reason


def test_several_faults_of_the_format_are_all_named(tmp_path: Path) -> None:
    path = copy_of(tmp_path, "shelf.yaml", '- {id: "1.1", title: 店面, kind: points, points: 20}', '- {id: "1.1", kind: pts}')
    text = (
        path.read_text(encoding="utf-8")
        .replace("kind: guidance}", "kind: guide}")
        .replace('clause: "1.2"\n    problem: 评分', "problem: 评分")
    )
    path.write_text(text, encoding="utf-8")
    assert [fault.line for fault in check([path], [])] == [17, 32, 35]


def test_two_files_of_the_same_id(tmp_path: Path) -> None:
    copy = tmp_path / "again.yaml"
    copy.write_bytes((DATA / "shelf.yaml").read_bytes())
    (fault,) = check([DATA / "shelf.yaml", copy], [])
    assert (fault.file, fault.line) == (str(copy), 3)
    assert check([DATA / "shelf.yaml", DATA / "shelf.yaml"], []) == []


def test_files_that_are_not_there(tmp_path: Path) -> None:
    found = check([tmp_path / "none.yaml", tmp_path], [])
    assert [(fault.line, fault.reason.startswith("读不到文件")) for fault in found] == [(1, True), (1, True)]


def test_any_changed_point_of_a_shipped_file_is_found(tmp_path: Path) -> None:
    changed = 0
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        for number, found in enumerate(re.finditer(r"\bpoints: (\d+)", text)):
            if number % 4:
                continue  # every fourth is enough to see that no kind of item is left out
            changed += 1
            copy = tmp_path / path.name
            copy.write_text(text[: found.start(1)] + str(int(found[1]) + 1) + text[found.end(1) :], encoding="utf-8")
            assert any("合计" in fault.reason for fault in check([copy])), (path.name, found[0], found.start())
    assert changed > 15
