"""Small schemes and documents for the tests of the domain, and the schemes that ship."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from desktop.base import paths
from desktop.domain.assessment import Assessment
from desktop.domain.grade import Condition, Grade
from desktop.domain.grading import grade
from desktop.domain.rules import Rules, compile_rules
from desktop.domain.scheme import Scheme
from desktop.schemes.library import Library

DATA = Path(__file__).resolve().parents[1] / "schemes" / "data"

SMALL: dict[str, Any] = {
    "format": "fieldaudit.scheme/1",
    "id": "small",
    "version": "1",
    "title": "小方案",
    "body": {"name": "机构", "short": "机构"},
    "rule": {"title": "规则", "number": "R-1"},
    "basis": [{"id": "b", "text": "依据", "clause": "1"}],
    "items": [
        {
            "id": "1",
            "title": "甲",
            "kind": "group",
            "chapter": True,
            "items": [
                {"id": "1.1", "title": "甲一", "kind": "points", "points": "6"},
                {"id": "1.2", "title": "甲二", "kind": "proportional", "points": "7"},
                {"id": "1.3", "title": "甲三", "kind": "guidance"},
            ],
        },
        {
            "id": "2",
            "title": "乙",
            "kind": "group",
            "chapter": True,
            "items": [
                {"id": "2.1", "title": "乙一", "kind": "all-or-nothing", "points": "4"},
                {
                    "id": "2.2",
                    "title": "乙二",
                    "kind": "deduct",
                    "points": "3.5",
                    "items": [{"id": "2.2.1", "title": "证据", "kind": "evidence-only"}],
                },
            ],
        },
    ],
    "evaluations": [
        {
            "id": "main",
            "title": "评价",
            "basis": "依据",
            "clause": "6",
            "items": ["1", "2"],
            "scoring": {"clause": "6", "total": "20.5", "special_deductions": "after", "bonus": True},
            "levels": [{"stars": 0, "label": "达标级"}, {"stars": 3, "label": "三星级"}, {"stars": 5, "label": "五星级"}],
            "criteria": [
                {
                    "id": "score.final",
                    "measure": "score.final",
                    "text": "得分",
                    "clause": "6",
                    "unit": "分",
                    "bounds": {"0": ">= 70", "3": ">= 80", "5": ">= 95"},
                },
                {
                    "id": "score.lowest_indicator",
                    "measure": "score.lowest_indicator",
                    "text": "最低一章",
                    "clause": "6",
                    "unit": "%",
                    "bounds": {"5": ">= 90"},
                },
                {
                    "id": "special_deductions",
                    "measure": "special_deductions",
                    "text": "特别扣分",
                    "clause": "6",
                    "unit": "项",
                    "bounds": {"0": "<= 4", "3": "<= 4", "5": "<= 4"},
                    "below": "否决",
                },
            ],
            "below": "不合格",
        }
    ],
    "outcomes": [],
    "audit_kinds": {"initial": "初次", "surveillance": "监督"},
}


def scheme(**changes: Any) -> Scheme:
    """The small scheme with some top keys changed."""
    return msgspec.convert({**SMALL, **changes}, Scheme, strict=False)


def small(evaluation: dict[str, Any] | None = None, **changes: Any) -> Rules:
    """The small scheme compiled, its evaluation changed by some keys."""
    if evaluation:
        changes["evaluations"] = [{**SMALL["evaluations"][0], **evaluation}]
    return compile_rules(scheme(**changes), version="1", sha256="0" * 64)


@cache
def shipped(name: str, *settings: tuple[str, str]) -> Rules:
    """A scheme that ships, or of the tests' data, compiled under settings."""
    loaded = Library([paths.schemes(), DATA]).load(name, dict(settings))
    return compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)


def document(rules: Rules, **parts: Any) -> Assessment:
    """A document of the scheme from plain data."""
    return msgspec.convert({"format": "fieldaudit.assessment/1", "scheme": rules.scheme.id, **parts}, Assessment)


def graded(rules: Rules, **parts: Any) -> Grade:
    return grade(document(rules, **parts), rules)


def scores(rules: Rules, share: str = "1", changed: dict[str, Any] | None = None) -> dict[str, Any]:
    """Every scored leaf with a share of its points as plain score, some answers changed."""
    answers: dict[str, Any] = {}
    for key, rule in rules.items.items():
        if rule.is_leaf and rule.points is not None:
            answers[key] = {"score": str(rule.points * Decimal(share))}
    return answers | (changed or {})


def by_chapter(percent: str) -> dict[str, Any]:
    """The three chapters of the standard entered whole: 40, 35 and 25 points, together so many percent."""
    whole, _, part = percent.partition(".")
    points = int(whole)
    first = min(points, 40)
    second = min(points - first, 35)
    rest = f"{points - first - second}.{part}" if part else str(points - first - second)
    return {"5.1": {"score": first}, "5.2": {"score": second}, "5.3": {"score": rest}}


def stars(result: Grade) -> int | None:
    assert result.complete, result.missing
    assert result.grade is not None
    return result.grade.stars


def condition(result: Grade, name: str, level: int) -> Condition:
    return next(one for one in result.conditions if one.id == name and one.stars == level)


CQM_FACTS: dict[str, Any] = {
    "operating_months": 36,
    "months_since_accident": None,
    "months_since_negative_publicity": None,
    "major_complaints": [],
}
CQM_SURVEY: dict[str, Any] = {
    "face_to_face": {"percent": 95, "responses": 40},
    "electronic": {"percent": 95, "responses": 200},
}


def perfect(rules: Rules) -> dict[str, Any]:
    """A document of the measured scheme that earns the top level."""
    return {
        "audit": {"kind": "initial"},
        "items": scores(rules),
        "conformity": dict.fromkeys(rules.conformity, "conforming"),
        "survey": CQM_SURVEY,
        "facts": CQM_FACTS,
    }
