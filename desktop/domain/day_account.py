"""The account of an audit's person-days (人日核算): reckoned by rule, changed with reasons, planned, held against the team's own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from desktop.base.numbers import is_small, shown, up_to_step
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.persondays import BY_TABLE, LARGEST_ADDITION, LARGEST_REDUCTION, MOST_DAYS, MOST_PEOPLE, other_readings, table_days
from desktop.domain.preparation import DayAccount
from desktop.domain.scheme import PersonDays, Scheme

_STEP = Fraction(1, 2)


class ChangeLine(Struct, frozen=True):
    """One reduction or addition: its signed share of the base and the days it comes to (None without a base)."""

    share: Fraction
    days: Fraction | None
    reason: str


class Reading(Struct, frozen=True):
    """Another reading of an ambiguous text: its base and what the same changes make of it."""

    name: str
    base: Fraction
    days: Fraction


class Account(Struct, frozen=True, kw_only=True):
    """All figures of the sheet, exact, in person-days on site unless said otherwise. None: the rule or the data give no figure."""

    base: Fraction | None
    base_words: str  # how the base came about
    formula: str
    clause: str
    changes: tuple[ChangeLine, ...]
    reduced: Fraction  # shares of the base taken off, added together
    added: Fraction
    limit: Fraction  # largest share that may be taken off
    limit_clause: str  # empty: the scheme prints none, a common limit is held up as a reminder
    days: Fraction | None  # base with all changes
    suggested: Fraction | None  # up to the next step
    least: Fraction | None  # base less the limit
    review_range: tuple[Fraction, Fraction] | None  # for reviewing documents
    review: Fraction | None  # as decided
    readings: tuple[Reading, ...]
    planned: Fraction | None  # as decided
    team: Fraction  # the days of leader and auditors
    expert: Fraction  # of experts, who never count
    without_days: tuple[str, ...]  # who of the team has none yet
    open: str  # why nothing could be reckoned

    @property
    def total(self) -> Fraction | None:
        """On site and for documents."""
        return None if self.planned is None else self.planned + (self.review or 0)


def account(document: Assessment, scheme: Scheme) -> Account:
    """The sheet of this audit. Numbers that are none (out of bounds) are left out; `day_check.notices` names them."""
    own, rule = document.person_days or DayAccount(), scheme.person_days
    base, words = _base(document, rule, own)
    lines = tuple(
        ChangeLine(share, None if base is None else base * share, change.reason)
        for change in own.changes
        if (share := share_of(change.share)) is not None
    )
    net = 1 + sum((line.share for line in lines), Fraction(0))
    days = None if base is None else max(base * net, Fraction(0))
    limit = Fraction(rule.largest_reduction if rule and rule.largest_reduction is not None else LARGEST_REDUCTION)
    step = Fraction(rule.suggested_step) if rule else _STEP
    auditors = [one for one in document.team if one.role != "expert"]
    return Account(
        base=base,
        base_words=words,
        formula=rule.formula if rule else "",
        clause=_clause(document, rule),
        changes=lines,
        reduced=-sum((line.share for line in lines if line.share < 0), Fraction(0)),
        added=sum((line.share for line in lines if line.share > 0), Fraction(0)),
        limit=limit,
        limit_clause=(rule.reduction_clause or rule.clause) if rule and rule.largest_reduction is not None else "",
        days=days,
        suggested=None if days is None else up_to_step(days, step),
        least=None if base is None else base * (1 - limit),
        review_range=(Fraction(rule.document_review[0]), Fraction(rule.document_review[1])) if rule and rule.document_review else None,
        review=days_of(own.document_review_days),
        readings=_readings(document, rule, net) if base is not None else (),
        planned=days_of(own.planned_days),
        team=sum((days_of(one.days) or Fraction(0) for one in auditors), Fraction(0)),
        expert=sum((days_of(one.days) or Fraction(0) for one in document.team if one.role == "expert"), Fraction(0)),
        without_days=tuple(one.name or "" for one in auditors if days_of(one.days) is None),
        open=_open(document, rule, base),
    )


def days_of(value: Decimal | None) -> Fraction | None:
    """Person-days as a number to reckon with: 0 to 1000; None for none and for what is no such number."""
    if value is None or not is_small(value) or not 0 <= value <= MOST_DAYS:
        return None
    return Fraction(value)


def share_of(value: Decimal) -> Fraction | None:
    """A change's share of the base: from -1 to +10; None for what is no such number."""
    return Fraction(value) if is_small(value) and -1 <= value <= LARGEST_ADDITION else None


def days_text(value: Fraction | None) -> str:
    """Person-days for people: whole, or truncated to two places without ending zeros."""
    if value is None:
        return "—"
    return shown(value).rstrip("0").rstrip(".")


def percent_text(share: Fraction) -> str:
    """A share for people, 0.125 as 12.5%."""
    return f"{days_text(share * 100)}%"


def _base(document: Assessment, rule: PersonDays | None, own: DayAccount) -> tuple[Fraction | None, str]:
    """The days before any change, and how they came about."""
    kind, heads = document.audit.kind or "initial", document.client.headcount
    table = table_days(rule, heads) if rule and heads and heads <= MOST_PEOPLE else None
    if rule is None:
        return None, ""
    if kind == "recertification" and rule.recertification_share:
        initial = days_of(own.initial_days)
        before = initial or table
        if before is None:
            return None, ""
        words = _("初次现场 {days} 人日 × {share}").format(days=days_text(before), share=rule.recertification_share)
        return before * Fraction(rule.recertification_share), words
    if kind not in BY_TABLE or table is None:
        return None, ""
    return table, _("有效人数 {heads}，查表 {days} 人日").format(heads=heads, days=days_text(table))


def _readings(document: Assessment, rule: PersonDays | None, net: Fraction) -> tuple[Reading, ...]:
    """Only where the base is the table's own: a share of days once worked has no other reading."""
    heads = document.client.headcount
    if rule is None or not heads or document.audit.kind == "recertification":
        return ()
    found = other_readings(rule, heads)
    return tuple(Reading(name, base, max(base * net, Fraction(0))) for name, base in found.items() if base is not None)


def _clause(document: Assessment, rule: PersonDays | None) -> str:
    if rule is None:
        return ""
    again = document.audit.kind == "recertification" and rule.recertification_share
    return (rule.recertification_clause if again else None) or rule.clause


def _open(document: Assessment, rule: PersonDays | None, base: Fraction | None) -> str:
    if base is not None:
        return ""
    kind = document.audit.kind or "initial"
    if rule and kind == "recertification" and rule.recertification_share:
        return _("没有初次现场人日，再认证的人日推算不出。")
    if rule and rule.base and kind in BY_TABLE:
        return _("没有有效人数，人日查不了表。")
    return _("规则没有给出这类审查的人日表，请由认证机构核定并写明依据。")
