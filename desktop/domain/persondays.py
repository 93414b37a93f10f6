"""On-site person-days by the scheme's table: base, reduction or addition, the share of a recertification."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from desktop.base.errors import BadInput
from desktop.base.numbers import is_small, plain, up_to_step
from desktop.base.words import _
from desktop.domain.scheme import AuditKind, Beyond, PersonDays, Scheme

MOST_PEOPLE = 10_000_000
# Where a scheme prints no limit of its own, this share of the base may be taken off at most.
LARGEST_REDUCTION = Decimal("0.3")
LARGEST_ADDITION = Decimal(10)
MOST_DAYS = 1000
# The table is printed for the on-site audit as a whole; of surveillance and reviews no table speaks.
BY_TABLE = frozenset({"initial", "extension"})


def person_days(
    scheme: Scheme,
    headcount: int,
    kind: AuditKind = "initial",
    reduce: Decimal | None = None,
    add: Decimal | None = None,
    reason: str | None = None,
    initial_days: Decimal | None = None,
) -> dict[str, Any]:
    """Person-days on site (CONTRACT.md, `person-days`); days are numbers, null where the scheme gives none; without a base `open` says so.

    `reduce` and `add` are shares of the days (0.2: a fifth less). `initial_days` are those of the initial audit, for a
    recertification by share. BadInput: headcount out of 1..10,000,000; a change without reason; a reduction past the limit.
    """
    rule = scheme.person_days
    if not 1 <= headcount <= MOST_PEOPLE:
        raise BadInput(_("有效人数 {n} 应在 1 到 {most} 之间，请改正。").format(n=headcount, most=MOST_PEOPLE))
    largest = (rule.largest_reduction if rule else None) or LARGEST_REDUCTION
    change = _change(largest, reduce, add, reason)
    initial = _initial(kind, initial_days)
    base = (
        table_days(rule, headcount) if rule and (kind in BY_TABLE or (kind == "recertification" and rule.recertification_share)) else None
    )
    days = _days(rule, kind, base, initial)
    if days is not None:
        days *= 1 + change
    result: dict[str, Any] = {
        "scheme": scheme.id,
        "kind": kind,
        "headcount": headcount,
        "base_days": _number(base),
        "days": _number(days),
        "suggested_days": _number(up_to_step(days, Fraction(rule.suggested_step)) if rule and days is not None else None),
        "least_days": _number(base * (1 - Fraction(largest)) if base is not None else None),
        "document_review": [_number(Fraction(one)) for one in rule.document_review] if rule and rule.document_review else None,
        "formula": _formula(rule, kind, headcount, base, initial, change),
        "clause": _clause(rule, kind),
        "alternatives": _alternatives(rule, headcount) if base is not None else {},
    }
    if reason:
        result["reason"] = reason
    if days is None:
        result["open"] = _("规则没有给出这类审查的人日，请由认证机构核定。")
    elif base is None:
        result["open"] = _("规则没有给出人日表，只能按初次现场人日推算；初次的人日由认证机构核定。")
    return result


def _change(largest: Decimal, reduce: Decimal | None, add: Decimal | None, reason: str | None) -> Fraction:
    """The change as a signed share."""
    if reduce is None and add is None:
        return Fraction(0)
    if reduce is not None and add is not None:
        raise BadInput(_("人日不能既减少又增加，请只填一项。"))
    share, most = (reduce, largest) if reduce is not None else (add or Decimal(0), LARGEST_ADDITION)
    what = _("减少") if reduce is not None else _("增加")
    if not is_small(share):
        raise BadInput(
            _("人日{what}的比例不是可用的小数，请改为 0 到 {most} 之间的数（如 0.2 表示 20%）。").format(what=what, most=plain(most))
        )
    if not 0 <= share <= most:
        raise BadInput(
            _("人日{what}的比例 {share} 应在 0 到 {most} 之间（如 0.2 表示 20%），请改正。").format(
                what=what, share=plain(share), most=plain(most)
            )
        )
    if not (reason and reason.strip()):
        raise BadInput(_("人日{what}要写明理由，请补上理由。").format(what=what))
    return -Fraction(share) if reduce is not None else Fraction(share)


def _initial(kind: AuditKind, days: Decimal | None) -> Fraction | None:
    if days is None:
        return None
    if kind != "recertification":
        raise BadInput(_("初次现场人日只用于核算再认证，请把审查类型改为 recertification 或不填。"))
    if not is_small(days) or not 0 < days <= MOST_DAYS:
        raise BadInput(_("初次现场人日应大于 0、不超过 {most}，请改正。").format(most=MOST_DAYS))
    return Fraction(days)


def table_days(rule: PersonDays, headcount: int) -> Fraction | None:
    """The base days of the scheme's table for a headcount, exact; None where it prints no table."""
    for bracket in rule.base:
        if headcount <= bracket.up_to:
            return Fraction(bracket.days)
    return _past_table(rule, rule.beyond, headcount) if rule.base and rule.beyond else None


def _past_table(rule: PersonDays, beyond: Beyond, headcount: int) -> Fraction:
    over = max(headcount - beyond.start, 0)
    steps = -(-over // beyond.each) if beyond.rounding == "up" else over // beyond.each
    return Fraction(rule.base[-1].days) + steps * Fraction(beyond.add)


def _days(rule: PersonDays | None, kind: AuditKind, base: Fraction | None, initial: Fraction | None) -> Fraction | None:
    if kind != "recertification" or rule is None:
        return base
    before = initial if initial is not None else base
    return None if rule.recertification_share is None or before is None else Fraction(rule.recertification_share) * before


def _alternatives(rule: PersonDays | None, headcount: int) -> dict[str, Any]:
    return {name: _number(days) for name, days in other_readings(rule, headcount).items()} if rule else {}


def other_readings(rule: PersonDays, headcount: int) -> dict[str, Fraction | None]:
    """The base days by the other readings of the table."""
    if not rule.base:
        return {}
    inside = headcount <= rule.base[-1].up_to
    return {name: table_days(rule, headcount) if inside else _past_table(rule, one, headcount) for name, one in rule.alternatives.items()}


def _formula(
    rule: PersonDays | None, kind: AuditKind, headcount: int, base: Fraction | None, initial: Fraction | None, change: Fraction
) -> str | None:
    """How the figure came about, in words and numbers."""
    if rule is None:
        return None
    parts = [rule.formula]
    if base is not None:
        parts.append(_("有效人数 {n}：基础 {days} 人日").format(n=headcount, days=plain(base)))
    if kind == "recertification" and rule.recertification_share and (initial is not None or base is not None):
        before = initial if initial is not None else base or Fraction(0)
        parts.append(_("再认证：初次 {days} 人日 × {share}").format(days=plain(before), share=rule.recertification_share))
    if change:
        sign = "−" if change < 0 else "+"
        parts.append(_("×（1 {sign} {share}）").format(sign=sign, share=plain(abs(change))))
    return "；".join(parts)


def _clause(rule: PersonDays | None, kind: AuditKind) -> str | None:
    if rule is None:
        return None
    return rule.recertification_clause if kind == "recertification" and rule.recertification_clause else rule.clause


def _number(value: Fraction | None) -> Decimal | int | None:
    """A whole number as such, else a decimal; what does not end is truncated to 12 places."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else Decimal(plain(value))
