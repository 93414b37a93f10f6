"""Evaluations and their combination: what they add up exists, and their thresholds ascend without overlap or gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.scheme import Criterion, Evaluation, Level, Scheme
from desktop.domain.scheme_check_base import Known, Path, Problem, in_range, repeated, walk
from desktop.domain.scheme_check_bounds import bound_problems
from desktop.domain.scheme_check_items import chapters, full_marks, scored

FROM_ITEMS = frozenset({"score.final", "score.lowest_indicator", "special_deductions"})
COMPLAINTS = frozenset({"facts.major_complaints", "facts.unrectified_complaints"})


def evaluation_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of each evaluation."""
    yield from repeated((("evaluations", place, "id"), one.id) for place, one in enumerate(own.evaluations))
    if len(own.evaluations) > 1 and own.combination is None:
        yield Problem(("evaluations",), _("有多项评价，请用 combination 写明如何得出总等级"))
    for place, evaluation in enumerate(own.evaluations):
        path: Path = ("evaluations", place)
        yield from _roots(path, evaluation, known)
        yield from _scoring(path, evaluation)
        yield from _levels(path, evaluation.levels)
        yield from _criteria(path, evaluation.criteria, evaluation.levels)
        for at, criterion in enumerate(evaluation.criteria):
            yield from _measure((*path, "criteria", at), criterion, evaluation, own, known)


def combination_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of the combined grade."""
    whole = own.combination
    if whole is None:
        return
    path: Path = ("combination",)
    evaluations = {one.id: one for one in own.evaluations}
    yield from repeated(((*path, "parts", at), part) for at, part in enumerate(whole.parts))
    for at, part in enumerate(whole.parts):
        if part not in evaluations:
            yield Problem((*path, "parts", at), _("没有名为 {id} 的评价，请改正").format(id=part))
        elif all(level.adds is None for level in evaluations[part].levels):
            yield Problem((*path, "parts", at), _("评价 {id} 的各等级都没有 adds，无法相加，请补上").format(id=part))
    if not whole.parts:
        yield Problem((*path, "parts"), _("parts 不能为空，请写明由哪些评价相加"))
    if all(one.measure != "sum_of_parts" for one in whole.criteria):
        yield Problem((*path, "criteria"), _("缺少以 sum_of_parts 为量度的条件，请补上"))
    yield from _levels(path, whole.levels)
    yield from _criteria(path, whole.criteria, whole.levels)
    for at, criterion in enumerate(whole.criteria):
        here = (*path, "criteria", at)
        if criterion.measure in FROM_ITEMS or criterion.measure in ("evaluation.percent", "judged_level"):
            yield Problem((*here, "measure"), _("{measure} 属于单项评价，不能用于 combination").format(measure=criterion.measure))
        yield from _at_hand(here, criterion, own, known)


def _roots(path: Path, evaluation: Evaluation, known: Known) -> Iterator[Problem]:
    """The roots exist, are not inside each other, are scored, add up to the printed total and are cut into chapters."""
    roots = [known.items[id] for id in evaluation.items if id in known.items]
    for at, id in enumerate(evaluation.items):
        if id not in known.items:
            yield Problem((*path, "items", at), _("没有编号为 {id} 的条款，请改正").format(id=id))
    counted: set[str] = set()
    for at, root in enumerate(roots):
        inside = {item.id for _path, item in walk((root,))}
        if inside & counted:
            yield Problem((*path, "items", at), _("{id} 与前面的条款重叠，会重复计分，请删除").format(id=root.id))
        counted |= inside
        if not any(scored(root)):
            yield Problem((*path, "items", at), _("{id} 下没有计分条款，请删除或补上分值").format(id=root.id))
    if len(roots) < len(evaluation.items) or not roots or evaluation.scoring is None:
        return
    total = sum(full_marks(root) for root in roots)
    if total != evaluation.scoring.total:
        reason = _("{id} 的条款合计 {total} 分，满分应为 {printed} 分，请改成一致")
        printed = plain(evaluation.scoring.total) if evaluation.scoring.total.is_finite() else evaluation.scoring.total
        yield Problem((*path, "items"), reason.format(id=evaluation.id, total=plain(total), printed=printed))
    for at, root in enumerate(roots):
        covered = {part.id for chapter in chapters(root) for part in scored(chapter)}
        for part in scored(root):
            if part.id not in covered:
                yield Problem((*path, "items", at), _("{id} 不在任何一级指标之下，请给它或其上级标 chapter: true").format(id=part.id))
                break


def _scoring(path: Path, evaluation: Evaluation) -> Iterator[Problem]:
    scoring = evaluation.scoring
    if evaluation.items and scoring is None:
        yield Problem(path, _("{id} 有计分条款，缺少 scoring，请写明如何计分及其条款号").format(id=evaluation.id))
    if scoring is None:
        return
    if not evaluation.items:
        yield Problem((*path, "scoring"), _("{id} 没有计分条款，请删除 scoring 或补上 items").format(id=evaluation.id))
    yield from in_range((*path, "scoring", "total"), scoring.total, 1)
    yield from in_range((*path, "scoring", "most"), scoring.most, 1)
    if (scoring.special_deductions or scoring.bonus) and not scoring.special_clause:
        yield Problem((*path, "scoring"), _("特别扣分或加分缺少出处，请补上 special_clause"))


def _levels(path: Path, levels: Sequence[Level]) -> Iterator[Problem]:
    """From the lowest to the highest, each star number and each label once; what they add never falls."""
    if not levels:
        yield Problem((*path, "levels"), _("levels 不能为空，请至少写一个等级"))
    yield from repeated(((*path, "levels", at, "label"), level.label) for at, level in enumerate(levels))
    before: Level | None = None
    added = -1
    for at, level in enumerate(levels):
        here = (*path, "levels", at)
        yield from in_range((*here, "stars"), level.stars, 0, 99)
        yield from in_range((*here, "adds"), level.adds, 0, 99)
        if before and level.stars <= before.stars:
            yield Problem(
                (*here, "stars"), _("等级应从低到高排列，{label} 的 stars 应大于 {before}").format(label=level.label, before=before.stars)
            )
        if level.adds is not None:
            if level.adds < added:
                yield Problem((*here, "adds"), _("{label} 的 adds 低于更低的等级，请改正").format(label=level.label))
            added = level.adds
        before = level


def _criteria(path: Path, criteria: Sequence[Criterion], levels: Sequence[Level]) -> Iterator[Problem]:
    yield from repeated(((*path, "criteria", at, "id"), one.id) for at, one in enumerate(criteria))
    computed = [level for level in levels if not level.by_hand]
    for at, criterion in enumerate(criteria):
        yield from bound_problems((*path, "criteria", at), criterion, levels)
    for low, high in pairwise(computed):
        # A level's own judgement is another value for each level, though the bound reads the same.
        if all(one.bounds.get(low.stars) == one.bounds.get(high.stars) and one.measure != "judged_level" for one in criteria):
            reason = _("{low} 与 {high} 的条件完全相同，{low} 永远评不到；请改正其中一个的界限")
            yield Problem((*path, "criteria"), reason.format(low=low.label, high=high.label))


def _measure(path: Path, criterion: Criterion, evaluation: Evaluation, own: Scheme, known: Known) -> Iterator[Problem]:
    measure = criterion.measure
    if measure == "sum_of_parts":
        yield Problem((*path, "measure"), _("sum_of_parts 只能用于 combination"))
    if measure in FROM_ITEMS and not evaluation.items:
        yield Problem((*path, "measure"), _("{measure} 需要计分条款，请在 items 中列出").format(measure=measure))
    if measure == "evaluation.percent" and evaluation.items:
        yield Problem((*path, "measure"), _("已有计分条款，不能再录入总百分比；请改用 score.final"))
    yield from _at_hand(path, criterion, own, known)


def _at_hand(path: Path, criterion: Criterion, own: Scheme, known: Known) -> Iterator[Problem]:
    """What a criterion measures is asked for elsewhere in the scheme."""
    measure = criterion.measure
    if measure.startswith("survey.") and own.survey is None:
        yield Problem((*path, "measure"), _("{measure} 需要顾客调查，请补上 survey").format(measure=measure))
    if measure == "characteristics" and own.characteristics is None:
        yield Problem((*path, "measure"), _("{measure} 需要服务特性测评，请补上 characteristics").format(measure=measure))
    if measure == "conformity.severe" and all(item.kind != "conformity" for item in known.items.values()):
        yield Problem((*path, "measure"), _("{measure} 需要 conformity 种类的条款").format(measure=measure))
    if measure in COMPLAINTS and criterion.window_months is None:
        yield Problem(path, _("{id} 要写明统计多少个月内的投诉（window_months）").format(id=criterion.id))
    if measure not in COMPLAINTS and criterion.window_months is not None:
        yield Problem((*path, "window_months"), _("{measure} 不用 window_months，请删除").format(measure=measure))
    yield from in_range((*path, "window_months"), criterion.window_months, 1, 600)
