"""Which ways of answering a clause has, which one its answer took, and the formula beside the number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from desktop.base.errors import BadInput
from desktop.base.numbers import is_small, plain, shown
from desktop.base.words import _
from desktop.domain.assessment import Answer
from desktop.domain.rule_items import RuleItem

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# `leaves`: a group that is answered clause by clause, a clause that is only looked at.
Method = Literal["full", "sampled", "deductions", "zero", "excluded", "score", "leaves", ""]

_OF_KIND: dict[str, tuple[Method, ...]] = {
    "points": ("full", "deductions", "zero", "excluded"),
    "all-or-nothing": ("full", "zero", "excluded"),
    "proportional": ("full", "sampled", "zero", "excluded"),
    "deduct": ("full", "deductions", "excluded"),
    "group": ("leaves", "score", "excluded"),
    "evidence-only": ("leaves", "excluded"),
}
_ALL: tuple[Method, ...] = ("full", "sampled", "deductions", "zero", "excluded")
KEYS: dict[Method, str] = {"full": "F", "sampled": "S", "deductions": "D", "zero": "0", "excluded": "N"}


def methods_of(rule: RuleItem) -> tuple[Method, ...]:
    """The ways a clause offers; all of them where its kind is only a default."""
    if rule.item.kind_status == "borrowed" and rule.is_leaf:
        return _ALL
    return _OF_KIND.get(rule.item.kind, ())


def takes_score(rule: RuleItem, method: Method) -> bool:
    """Whether a plain number of points is offered beside the ways."""
    if rule.points is None or method in ("sampled", "excluded"):
        return False
    if rule.item.kind == "group":
        return method not in ("leaves", "")
    return not (rule.item.kind == "all-or-nothing" and rule.item.kind_status == "stated" and method != "score")


def method_of(rule: RuleItem, answer: Answer | None) -> Method:
    """The way an answer took; empty while there is none."""
    if answer is None:
        return "" if rule.is_leaf else "leaves"
    if answer.excluded is not None:
        return "excluded"
    if answer.sampled is not None:
        return "sampled"
    if answer.met is not None:
        return "full" if answer.met else "zero"
    if answer.deductions is not None:
        return "deductions" if answer.deductions else "full"
    if answer.score is None or not rule.is_leaf:
        return "score" if answer.score is not None else "" if rule.is_leaf else "leaves"
    if answer.score == rule.points:
        return "full"
    return "zero" if answer.score == 0 and "zero" in methods_of(rule) else "score"


def word(method: Method, rule: RuleItem) -> str:
    """A way in a word."""
    if method == "leaves" and not rule.leaves:
        return _("适用")
    words: dict[Method, str] = {
        "full": _("满分"),
        "sampled": _("按样本"),
        "deductions": _("扣分"),
        "zero": _("不得分"),
        "excluded": _("不适用"),
        "score": _("整组评分"),
        "leaves": _("逐条评分"),
    }
    return words.get(method, "")


def may_carry(view: AuditView) -> bool:
    """Whether this kind of audit may take over the score of the one before."""
    return view.document.audit.kind in view.scheme.carrying


def formula(points: Decimal, sampled: str, failed: str) -> tuple[str, str]:
    """The formula of a sampled clause and its result, for what is typed; the result is empty until it can be reckoned."""
    n, m = whole(sampled), whole(failed)
    head = f"{plain(points)} × (1 − {failed or '…'} ÷ {sampled or '…'})"
    if n is None or m is None or not n > 0 or m > n:
        return head, ""
    return head, shown(Fraction(points) * (n - m) / n)


def whole(text: str) -> int | None:
    """A whole number as typed; None when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 7 else None


def decimal(text: str, name: str, low: Decimal, high: Decimal) -> Decimal:
    """A number as typed, within its bounds. BadInput says what is wrong and what to do."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise BadInput(
            _("{name}：“{text}”不是数字，请改为 {low} 到 {high} 之间的数。").format(
                name=name, text=text[:20], low=plain(low), high=plain(high)
            )
        ) from None
    if not is_small(value) or not low <= value <= high:
        raise BadInput(
            _("{name}：{value} 不在 {low} 到 {high} 之间，请改正。").format(
                name=name, value=text.strip()[:20], low=plain(low), high=plain(high)
            )
        )
    return value
