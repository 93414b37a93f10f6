"""The readable twin of a scheme: the whole file as a Chinese document that an auditor can hold against the printed rule.

It speaks the scheme's own language whatever the window speaks, so its words are not translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.base.numbers import plain
from desktop.domain.scheme import Combination, Criterion, Evaluation, Gap, Item, Level, Outcome, Patch, PlanContent, Point, Scheme
from desktop.schemes.markdown import facts, section, table
from desktop.schemes.twin_field import field_lines
from desktop.schemes.twin_papers import condition_text, paper_lines
from desktop.schemes.twin_plan import meeting_lines, plan_lines, report_lines
from desktop.schemes.twin_words import AUDIT_KINDS, GAP_KINDS, ITEM_KINDS, MEASURES, OUTCOMES, STATUS, STEPS, VALUES, WHEN, bound, kinds

POINT_LISTS = (
    ("basis", "认证依据"),
    ("documents", "申请资料"),
    ("admission", "受理条件"),
    ("plan_contents", "审查计划内容"),
    ("topics", "必查事项"),
    ("triggers", "增加审查的情形"),
    ("certificate", "证书内容"),
)


def twin(scheme: Scheme) -> str:
    """The scheme as Markdown, with every clause; the same scheme gives the same text."""
    lines = ["# " + scheme.title, "", "<!-- 由方案文件生成，请改方案文件后重新生成，不要改本文。 -->", ""]
    lines += _head(scheme)
    lines += section("条款", table(("条款", "标题", "分值", "种类", "提示"), _items(scheme.items, 0)))
    for evaluation in scheme.evaluations:
        lines += section("评价：" + evaluation.title, _evaluation(evaluation))
    if scheme.combination:
        lines += section("总等级：" + scheme.combination.title, _combination(scheme.combination))
    lines += section("结论", table(("结论", "条款", "审查类型", "条件", "须备"), (_outcome(one) for one in scheme.outcomes)))
    lines += plan_lines(scheme)
    lines += paper_lines(scheme)
    for name, title in POINT_LISTS:
        lines += section(title, _points(getattr(scheme, name)))
    lines += field_lines(scheme)
    lines += meeting_lines(scheme)
    lines += report_lines(scheme)
    lines += section("缺口", [line for gap in scheme.gaps for line in _gap(gap)])
    return "\n".join(lines).rstrip() + "\n"


def _head(scheme: Scheme) -> list[str]:
    rule = scheme.rule
    return facts(
        (
            ("方案编号", scheme.id),
            ("版本", scheme.version),
            ("机构", scheme.body.name),
            ("规则", rule.title),
            ("文件编号", rule.number),
            ("版次", rule.edition),
            ("发布", rule.issued),
            ("实施", rule.effective),
            ("所用模块", "、".join(scheme.uses)),
            ("审查类型", "、".join(f"{AUDIT_KINDS[kind]}（{title}）" for kind, title in scheme.audit_kinds.items())),
            ("沿用上次得分", ("、".join(AUDIT_KINDS[kind] for kind in scheme.carrying) or "不沿用") if scheme.evaluations else None),
            ("步骤", " → ".join(STEPS[step] for step in scheme.steps)),
            ("范围写法", scheme.scope_pattern),
            ("符合性条款", scheme.conformity_clause),
        )
    )


def _items(items: Sequence[Item], depth: int) -> Iterator[tuple[object, ...]]:
    for item in items:
        kind = ITEM_KINDS[item.kind] + ("（一级指标）" if item.chapter else "") + (f" {item.level} 级" if item.level is not None else "")
        points = None if item.points is None else plain(item.points) + STATUS[item.points_status]
        kind += "，样本有一个不合格即失全部分" if item.samples == "all-or-nothing" else ""
        hint = " ".join(part for part in (item.hint, item.note and f"注：{item.note}") if part)
        yield "\u3000" * depth + (item.clause or item.id), item.title, points, kind + STATUS[item.kind_status], hint
        yield from _items(item.items, depth + 1)


def _evaluation(evaluation: Evaluation) -> list[str]:
    scoring = evaluation.scoring
    lines = facts((("依据", evaluation.basis), ("条款", evaluation.clause), ("计分范围", "、".join(evaluation.items))))
    if scoring:
        excluded = "不适用条款同时减少满分" if scoring.exclusions == "shrink-base" else "不适用条款不减少满分"
        special = {"after": "折算后每项扣 1 分", "before": "折算前每项扣 1 分", None: None}[scoring.special_deductions]
        lines = lines[:-1] + facts(
            (
                ("计分", f"条款 {scoring.clause}，满分 {plain(scoring.total)} 分"),
                ("不适用", excluded + (f"（{scoring.exclusions_clause}）" if scoring.exclusions_clause else "")),
                ("特别扣分", special and special + (f"（{scoring.special_clause}）" if scoring.special_clause else "")),
                ("特别加分", "最多一项，加 1 分" if scoring.bonus else None),
                ("得分上限", None if scoring.most is None else f"{plain(scoring.most)} 分"),
            )
        )
    return lines + _grades(evaluation.levels, evaluation.criteria, evaluation.below)


def _combination(whole: Combination) -> list[str]:
    return facts((("条款", whole.clause), ("相加的评价", "、".join(whole.parts)))) + _grades(whole.levels, whole.criteria, whole.below)


def _grades(levels: Sequence[Level], criteria: Sequence[Criterion], below: str) -> list[str]:
    """The table of bounds, highest level first; a dash is no condition."""
    high = list(reversed(levels))
    heads = ("条件", "条款", *(f"{level.label}（{level.stars}）" for level in high), "都不满足时")
    rows = (
        (
            f"{one.text}（{MEASURES[one.measure]}{f'，{one.window_months} 个月内' if one.window_months else ''}）{STATUS[one.status]}",
            one.clause,
            *("审查员评定" if level.by_hand else bound(one.bounds.get(level.stars), one.unit) for level in high),
            one.below or below,
        )
        for one in criteria
    )
    adds = "；".join(f"{level.label}计 {level.adds}" for level in levels if level.adds is not None)
    return [*table(heads, rows), *facts((("低于最低等级", below), ("相加时", adds)))]


def _outcome(one: Outcome) -> tuple[object, ...]:
    when = "且".join(WHEN[condition] for condition in one.when)
    owed = ("由受审查方提出申请",) * one.request + ("须整改的已全部关闭",) * one.closed + one.needs
    return f"{OUTCOMES[one.kind]}：{one.text}", one.clause, kinds(one.audits), when, "；".join(owed)


def _points(points: Sequence[Point]) -> list[str]:
    return table(("条款", "内容", "审查类型"), ((one.clause, condition_text(one) + _plan_text(one), kinds(one.audits)) for one in points))


def _plan_text(point: Point) -> str:
    if not isinstance(point, PlanContent) or point.plan is None:
        return ""
    return {"items": "〔自成一份计划：按条款审查〕", "characteristics": "〔自成一份计划：测评服务特性〕"}[point.plan]


def _gap(gap: Gap) -> list[str]:
    value = f"{VALUES[gap.value]}，放到 {gap.sets}" if gap.value and gap.sets else None
    choices = [(f"可选 {name}", choice.text + _changes(choice.patch)) for name, choice in gap.choices.items()]
    lines = facts(
        (("条款", gap.clause), ("问题", gap.problem), (GAP_KINDS[gap.kind][1], gap.taken), ("显示", gap.show), *choices, ("可设", value))
    )
    return section(f"{gap.id}（{GAP_KINDS[gap.kind][0]}）", lines, 3)


def _changes(patch: Sequence[Patch]) -> str:
    """What a choice changes in the data, as the file says it."""
    done = "；".join(f"删去 {one.path}" if one.remove else f"{one.path} 改为 {_shown(one.value)}" for one in patch)
    return f"〔{done}〕" if done else ""


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key}: {inside}" for key, inside in value.items())
    return "、".join(map(str, value)) if isinstance(value, list) else "空" if value is None else str(value)
