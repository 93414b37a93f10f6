"""Short words for measures, bounds, points and answers, where the scheme's own sentence would be too long for a row."""

from __future__ import annotations

from fractions import Fraction

from desktop.base.numbers import Exact, plain, shown
from desktop.base.words import _
from desktop.domain.scheme import Level, Measure

MINUS = "\u2212"
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def measure_name(measure: Measure) -> str:
    """What is measured, in a few characters."""
    return {
        "score.final": _("综合得分"),
        "score.lowest_indicator": _("最低指标"),
        "special_deductions": _("特别扣分项"),
        "evaluation.percent": _("得分率"),
        "management_audit": _("管理审核"),
        "conformity.severe": _("严重不符合"),
        "survey.combined": _("合并调查 S"),
        "survey.face_to_face": _("当面调查"),
        "facts.operating_months": _("经营时间"),
        "facts.months_since_accident": _("责任事故"),
        "facts.months_since_negative_publicity": _("负面信息"),
        "facts.major_complaints": _("重大投诉"),
        "facts.unrectified_complaints": _("未整改投诉"),
        "characteristics": _("特性测评"),
        "judged_level": _("等级判断"),
        "sum_of_parts": _("星数之和"),
    }[measure]


def bound(required: str) -> str:
    """A bound as it stands in a row: ≥ 95."""
    relation, value = required.split()
    if value in ("true", "false"):
        return _("须满足") if value == "true" else _("须不满足")
    return f"{_SIGNS[relation]} {value}"


def value(measure: Measure, text: str | None, met: bool | None) -> str:
    """A condition's value as it stands in a row."""
    if measure.startswith("facts.months_since") and text is None and met:
        return _("从未发生")
    if text is None:
        return _("未采用") if met is False and measure.startswith("survey.") else "–"
    if text in ("true", "false"):
        yes = {"judged_level": _("达到"), "management_audit": _("符合")}.get(measure, _("通过"))
        no = {"judged_level": _("未达到"), "management_audit": _("不符合")}.get(measure, _("未通过"))
        return yes if text == "true" else no
    number = number_words(text)
    if measure.startswith("survey.") or measure in ("evaluation.percent", "score.lowest_indicator"):
        return f"{number} %"
    if measure.startswith("facts.") and "months" in measure:
        return _("{n} 个月").format(n=number)
    return number


def number_words(text: str | Exact) -> str:
    """A number cut to two places, without trailing zeros."""
    cut = shown(Fraction(text))
    return cut.rstrip("0").rstrip(".") if "." in cut else cut


def points(got: Exact | None) -> str:
    """Points with two places, so that columns align; a dash while there are none."""
    return "–" if got is None else shown(got)


def signed(number: Exact) -> str:
    """A number with its sign, minus as U+2212."""
    text = plain(abs(Fraction(number)))
    return f"{MINUS}{text}" if number < 0 else f"+{text}" if number > 0 else "0"


def level_head(level: Level) -> str:
    """A level over its column: 三, 达标, 2 级."""
    short = level.label.partition("（")[0].removesuffix("级").removesuffix("星")
    return short if len(short) <= 2 else str(level.stars)
