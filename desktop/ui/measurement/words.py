"""The measurement in words: a sample's place and verdict, the fields of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.widgets.glyphs import State

if TYPE_CHECKING:
    from desktop.domain.assessment import Assessment
    from desktop.domain.measured import Sample


def name_of(sample: Sample, place: int) -> str:
    """What a sample is called: by the number that was drawn, else by its place in the list, from 1."""
    return _("样本 {n}").format(n=sample.number) if sample.number is not None else _("第 {n} 个样本").format(n=place)


def site_of(document: Assessment, sample: Sample) -> str:
    """The site's name where the sample names one of the audit's sites, else what was written."""
    return next((one.name for one in document.sites if one.id == sample.site and one.name), sample.site or "")


def verdict_word(passed: bool | None, *, begun: bool) -> str:
    """合格, 不合格, or how far it is."""
    if passed is None:
        return _("未测完") if begun else _("未测")
    return _("合格") if passed else _("不合格")


def glyph(passed: bool | None, *, begun: bool) -> State:
    """The mark of a sample in the list."""
    if passed is None:
        return "partial" if begun else "empty"
    return "done" if passed else "lost"


def plan_field(name: str) -> str:
    """What a field of the plan is called."""
    return {
        "characteristics": _("测评特性"),
        "ways": _("特性的条款、方法和准则"),
        "population": _("总体"),
        "population_size": _("总体数量"),
        "sample_size": _("样本数"),
        "reason": _("样本数的理由"),
        "seed": _("种子"),
        "team": _("测评人员"),
    }.get(name, name)
