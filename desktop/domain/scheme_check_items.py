"""The indicator tree: ids are unique, points stand where they belong and add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.scheme import SCORED_KINDS, Item, Scheme
from desktop.domain.scheme_check_base import MOST, Known, Path, Problem, in_range, repeated, walk


def item_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of the file's own items."""
    nodes = list(walk(own.items))
    yield from repeated((((*path, "id"), item.id) for path, item in nodes), known.block_items)
    for path, item in nodes:
        if item.kind == "group":
            yield from _group(path, item)
        elif item.kind in SCORED_KINDS:
            yield from _scored(path, item)
        else:
            yield from _unscored(path, item)
        yield from _level(path, item)
        yield from _samples(path, item)
    for place, item in enumerate(own.items):
        yield from _chapters(("items", place), item, inside=False)


def scored(item: Item) -> Iterator[Item]:
    """The nodes at or below an item that are added up."""
    if item.kind in SCORED_KINDS:
        yield item
    else:
        for part in item.items:
            yield from scored(part)


def full_marks(item: Item) -> Decimal:
    """The sum of the points at or below an item, as far as they are usable numbers."""
    return sum((part.points for part in scored(item) if part.points is not None and not _unusable(part)), Decimal(0))


def chapters(item: Item) -> Iterator[Item]:
    """The first-level indicators at or below an item."""
    if item.chapter:
        yield item
    else:
        for part in item.items:
            yield from chapters(part)


def _group(path: Path, item: Item) -> Iterator[Problem]:
    if not item.items:
        yield Problem(path, _("分组 {id} 下没有条款，请补上 items 或改用其他种类").format(id=item.id))
        return
    there = list(scored(item))
    if item.points is None:
        return
    if not there:
        yield Problem((*path, "points"), _("分组 {id} 下没有计分条款，请删除 points").format(id=item.id))
    elif not any(_unusable(part) for part in there):
        total = full_marks(item)
        if item.points.is_finite() and total != item.points:
            reason = _("分组 {id} 写明 {points} 分，下属条款合计 {total} 分，请改成一致")
            yield Problem((*path, "points"), reason.format(id=item.id, points=item.points, total=plain(total)))
        elif not item.points.is_finite():
            yield from in_range((*path, "points"), item.points, 0)


def _unusable(item: Item) -> bool:
    return item.points is None or any(in_range((), item.points, Decimal("0.000000000001")))


def _scored(path: Path, item: Item) -> Iterator[Problem]:
    if item.points is None:
        yield Problem(path, _("{id} 是计分条款（{kind}），缺少 points，请写明分值").format(id=item.id, kind=item.kind))
    elif _unusable(item):
        reason = _("{id} 的分值应大于 0、不超过 {most}；不计分的条款请改用 guidance 等种类")
        yield Problem((*path, "points"), reason.format(id=item.id, most=MOST))
    for below, part in walk(item.items, (*path, "items")):
        if part.kind in SCORED_KINDS:
            yield Problem((*below, "kind"), _("{id} 在计分条款 {over} 之下，不能再计分，否则重复计算").format(id=part.id, over=item.id))


def _samples(path: Path, item: Item) -> Iterator[Problem]:
    if item.samples != "share" and item.kind not in ("all-or-nothing", "proportional"):
        yield Problem((*path, "samples"), _("{id} 的种类 {kind} 不按样本评，请删除 samples").format(id=item.id, kind=item.kind))


def _unscored(path: Path, item: Item) -> Iterator[Problem]:
    if item.points is not None:
        yield Problem((*path, "points"), _("{id} 的种类 {kind} 不计分，请删除 points").format(id=item.id, kind=item.kind))
    if item.items:
        yield Problem((*path, "items"), _("{id} 的种类 {kind} 不能有下级条款，请改用 group").format(id=item.id, kind=item.kind))


def _level(path: Path, item: Item) -> Iterator[Problem]:
    if item.kind == "level" and item.level is None:
        yield Problem(path, _("{id} 描述一个等级，请用 level 写明是几级").format(id=item.id))
    if item.kind != "level" and item.level is not None:
        yield Problem((*path, "level"), _("{id} 的种类不是 level，请删除 level").format(id=item.id))
    yield from in_range((*path, "level"), item.level, 0, 99)


def _chapters(path: Path, item: Item, *, inside: bool) -> Iterator[Problem]:
    if item.chapter and inside:
        yield Problem((*path, "chapter"), _("{id} 在另一个一级指标之下，不能再标 chapter").format(id=item.id))
    if item.chapter and not any(scored(item)):
        yield Problem((*path, "chapter"), _("一级指标 {id} 下没有计分条款，请删除 chapter 或补上分值").format(id=item.id))
    for place, part in enumerate(item.items):
        yield from _chapters((*path, "items", place), part, inside=inside or item.chapter)
