"""What leaving a field or choosing a way does to a clause with points, and the thresholds on its share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.rule_items import RuleItem
from desktop.domain.rules import Rules
from desktop.ui.scoring.methods import decimal, whole
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.bars import Tick

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace


def whole_deed(rule: RuleItem, *, full: bool, override: str | None = None) -> Deed:
    """Full marks or none, in the way that is natural for the kind. `override`: why, where observations say something else."""
    from desktop.actions import scoring

    item, kind, points = rule.item.id, rule.item.kind, rule.points

    def do(ws: Workspace, audit: str) -> Changes:
        if kind in ("all-or-nothing", "proportional"):
            return scoring.answer(ws, audit, item, met=full, override=override)
        if kind == "deduct" and full:
            return scoring.answer(ws, audit, item, deductions=(), override=override)
        return scoring.answer(ws, audit, item, score=points if full else Decimal(0), override=override)

    return Deed(do)


def sample_deed(key: Key, sampled: str, failed: str, override: str | None = None) -> Deed | None:
    """Both numbers together are an answer; one alone waits."""
    from desktop.actions import scoring

    both = both_numbers(sampled, failed)
    if both is None:
        return None
    return Deed(
        lambda ws, audit: scoring.answer(ws, audit, _item(key), sampled=both[0], failed=both[1], override=override), other_number(key)
    )


def both_numbers(sampled: str, failed: str) -> tuple[int, int] | None:
    """What was sampled and what of it failed, as typed; None while one of them is missing."""
    n, m = whole(sampled), whole(failed)
    if n is None or m is None:
        return None
    if n < 1:
        raise BadInput(_("抽查份数至少为 1，请填实际抽查的份数。"))
    if m > n:
        raise BadInput(_("不符合 {m} 份超过抽查的 {n} 份，请改正。").format(m=m, n=n))
    return n, m


def other_number(key: Key) -> tuple[Key, ...]:
    """The draft that ends with that of the number just typed."""
    return tuple((key[0], name) for name in ("sampled", "failed") if name != key[1])


def score_deed(key: Key, text: str, rules: Rules, override: str | None = None) -> Deed:
    """A plain number of points; emptied: the answer is taken back."""
    from desktop.actions import scoring

    item = _item(key)
    if not text:
        return Deed(lambda ws, audit: scoring.clear_answer(ws, audit, item))
    score = decimal(text, _("得分"), Decimal(0), rules.items[item].points or Decimal(0))
    return Deed(lambda ws, audit: scoring.answer(ws, audit, item, score=score, override=override))


def reason_deed(key: Key, text: str, document: Assessment, override: str | None = None) -> Deed | None:
    """Not applicable, once its reason is written."""
    from desktop.actions import scoring

    item = _item(key)
    if not text.strip():
        answer = document.items.get(item)
        if answer is None or answer.excluded is None:
            return None
        raise BadInput(_("不适用须写明理由；要改为评分，请选其他方式。"))
    return Deed(lambda ws, audit: scoring.answer(ws, audit, item, excluded=text.strip(), override=override))


def carried_deed(key: Key, text: str) -> Deed:
    """Why the score of the audit before is carried over; emptied: it is not."""
    from desktop.actions import scoring

    return Deed(lambda ws, audit: scoring.answer(ws, audit, _item(key), carried=text.strip()))


def _item(key: Key) -> str:
    return key[0].partition("/")[2]


def indicator_ticks(rules: Rules, rule: RuleItem) -> list[Tick]:
    """The thresholds on a clause's own share, where the scheme looks at its first-level indicators."""
    if not rule.item.chapter:
        return []
    bounds = {
        bound.split()[1]
        for unit in rules.units
        for one in unit.criteria
        if one.criterion.measure == "score.lowest_indicator" and rule.evaluation == unit.id
        for bound in one.criterion.bounds.values()
    }
    return [Tick(Fraction(one) * Fraction(rule.points or 0) / 100) for one in sorted(bounds, key=Fraction)]
