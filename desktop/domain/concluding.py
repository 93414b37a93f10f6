"""Conclusions: for every outcome whether it is allowed now and why not, by grade, level held, findings and the client's wish."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Conclusion, ConformityAnswer
from desktop.domain.corrections import standings
from desktop.domain.findings import name, special_holders
from desktop.domain.grade import Grade
from desktop.domain.grading import circumstances_of
from desktop.domain.meetings import grounds
from desktop.domain.programme import OWN, cycle_of, windows
from desktop.domain.programme_needs import audits_with_own
from desktop.domain.rules import Rules
from desktop.domain.scheme import Outcome, Scheme, When

# The kinds of audit after which a certificate that is held can be suspended or withdrawn for a reason of its own.
_HELD = frozenset({"surveillance", "special", "suspension-review", "recertification", "extension"})


class OutcomeStanding(Struct, frozen=True, kw_only=True):
    """One outcome of the scheme for this kind of audit. `why_not`: sentences, empty when it is allowed; `owed`: what must be on file.

    `ground`: id of the scheme's `limits` where it is not the grade that speaks for it.
    """

    id: str
    kind: str
    text: str
    clause: str
    why_not: tuple[str, ...]
    owed: tuple[str, ...]
    ground: str | None = None

    @property
    def allowed(self) -> bool:
        """Whether it may be concluded now."""
        return not self.why_not


def outcome_titles() -> dict[str, str]:
    """What the kinds of outcomes are called."""
    return {
        "recommend": _("推荐认证"),
        "conditional": _("有条件推荐"),
        "lower-level": _("推荐较低等级"),
        "not": _("不推荐认证"),
        "keep": _("保持"),
        "upgrade": _("升级"),
        "downgrade": _("降级"),
        "suspend": _("暂停"),
        "restore": _("恢复"),
        "withdraw": _("撤销"),
    }


def open_matters(document: Assessment) -> list[str]:
    """What still has to be corrected, as names for a sentence.

    Findings whose correction is not accepted; clauses that do not conform and special deductions for which no finding was written.
    """
    states = {one.finding.id: one for one in standings(document)}
    found = [name(one.finding) for one in states.values() if one.open]
    written = {item for one in document.findings if one.kind == "nonconformity" for item in one.items}
    for key, answer in document.conformity.items():
        result = answer.result if isinstance(answer, ConformityAnswer) else answer
        if result in ("minor", "severe") and key not in written:
            found.append(_("条款 {item} 的不符合").format(item=key))
    found += [_("第 {n} 项特别扣分").format(n=place) for place, holder in enumerate(special_holders(document), 1) if holder is None]
    return found


def outcome_standings(document: Assessment, rules: Rules, grade: Grade) -> list[OutcomeStanding]:
    """Every outcome the scheme has for this kind of audit, in its order, then the grounds for suspending and withdrawing."""
    kind = document.audit.kind or "initial"
    so = circumstances_of(document, rules)
    matters = open_matters(document)
    if so is not None:
        so = (so | {"findings-open"}) if matters else (so - {"findings-open"})
    late = _too_late(document, rules)
    found = []
    for place, outcome in enumerate(rules.scheme.outcomes):
        if kind not in outcome.audits:
            continue
        why = _why_not(outcome, so, matters, document, rules, grade)
        if outcome.kind == "keep" and late:
            why = (*why, late)
        key = outcome.id or f"{outcome.kind}-{place + 1}"
        found.append(OutcomeStanding(id=key, kind=outcome.kind, text=outcome.text, clause=outcome.clause, why_not=why, owed=outcome.needs))
    if kind in _HELD:
        found += _by_ground(rules.scheme)
    return found


def _by_ground(scheme: Scheme) -> list[OutcomeStanding]:
    uses = (("suspend", _("暂停")), ("withdraw", _("撤销")))
    proof = (_("情况属实的证据"),)
    return [
        OutcomeStanding(
            id=f"{use}/{one.id}",
            kind=use,
            text=one.text if one.text.startswith(verb) else f"{verb}：{one.text}",
            clause=one.clause,
            why_not=(),
            owed=proof,
            ground=one.id,
        )
        for use, verb in uses
        for one in grounds(scheme, "suspend" if use == "suspend" else "withdraw")
    ]


def standing_of(conclusion: Conclusion, found: list[OutcomeStanding]) -> OutcomeStanding | None:
    """The outcome a conclusion names: by its ground, else by kind and the words it begins with, else the first allowed of its kind."""
    if conclusion.ground is not None:
        return next((one for one in found if one.kind == conclusion.kind and one.ground == conclusion.ground), None)
    same = [one for one in found if one.kind == conclusion.kind and one.ground is None]
    same.sort(key=lambda one: not one.allowed)
    said = [one for one in same if conclusion.text and conclusion.text.startswith(one.text)]
    return next(iter([*said, *same]), None)


def _why_not(
    outcome: Outcome, so: set[When] | None, matters: list[str], document: Assessment, rules: Rules, grade: Grade
) -> tuple[str, ...]:
    if so is None:
        missing = len(grade.missing) or sum(len(part.missing) for part in grade.parts or ())
        return (_("评定还缺 {n} 项，等级没有出来。").format(n=missing),)
    unmet = [condition for condition in outcome.when if condition not in so]
    if "no-grade" in so and any(_is_of_a_level(condition) for condition in unmet):
        # Without any level there is nothing to compare.
        unmet = ["any-grade", *(condition for condition in unmet if not _is_of_a_level(condition))]
    why = [_unmet(condition, document, rules, grade) for condition in unmet]
    if outcome.closed and matters:
        why.append(_("还有 {n} 项没有关闭：{names}。").format(n=len(matters), names="、".join(matters[:5])))
    if outcome.request:
        conclusion = document.conclusion or Conclusion()
        if not (conclusion.client_request or "").strip():
            why.append(_("只有受审查方提出申请才能降低等级，还没有其申请。"))
        elif conclusion.requested_on is None:
            why.append(_("受审查方的降级申请没有写明日期。"))
    return tuple(why)


def _is_of_a_level(condition: When) -> bool:
    return condition in ("any-grade", "starred", "unstarred") or condition.endswith(("-applied", "-previous"))


def _unmet(condition: When, document: Assessment, rules: Rules, grade: Grade) -> str:
    label = grade.grade.label if grade.grade else _("未定")
    held = document.previous.held if document.previous else None
    applied = document.applied_for
    compared = condition.endswith("-previous")
    if compared and held is None:
        return _("没有写明原获证等级，无从比较。")
    if condition.endswith("-applied") and applied is None:
        return _("没有写明申请的等级，无从比较。")
    labels = {one.stars: one.label for one in rules.result.levels}
    level = {"label": label, "applied": labels.get(applied or 0, applied), "held": labels.get(held or 0, held)}
    sentences: dict[When, str] = {
        "any-grade": _("结果为{label}，没有达到任何等级。"),
        "no-grade": _("结果为{label}，已达到等级。"),
        "at-least-applied": _("结果为{label}，低于申请的{applied}。"),
        "below-applied": _("结果为{label}，没有低于申请的{applied}。"),
        "next-below-applied": _("结果为{label}，不是恰好低于申请的{applied}一级。"),
        "far-below-applied": _("结果为{label}，没有低于申请的{applied}不止一级。"),
        "starred": _("结果为{label}，没有星级。"),
        "unstarred": _("结果为{label}，已有星级。"),
        "at-least-previous": _("结果为{label}，低于原获证的{held}。"),
        "equal-previous": _("结果为{label}，与原获证的{held}不同。"),
        "above-previous": _("结果为{label}，没有高于原获证的{held}。"),
        "below-previous": _("结果为{label}，没有低于原获证的{held}。"),
        "unrectified-complaint": _("没有未有效整改的重大投诉。"),
        "no-unrectified-complaint": _("有重大投诉没有有效整改。"),
        "accident-in-window": _("期限内没有责任事故。"),
        "characteristics-failed": _("服务特性测评没有判为未达要求。"),
        "findings-open": _("没有未关闭的不符合。"),
    }
    return sentences[condition].format(**level)


def _too_late(document: Assessment, rules: Rules) -> str | None:
    """Past even the latest day of its window, which only the body can overlook to keep a certificate (A10)."""
    cycle = cycle_of(document, rules.scheme)
    if cycle.decided is None:
        return None
    for window in windows(rules.scheme, cycle, audits_with_own(document, rules), date.max):
        own = window.audit is not None and window.audit.audit == OWN and not window.application
        if own and window.on is not None and window.latest is not None and window.on > window.latest:
            return _("{title}在 {on}，超过最长期限 {latest}（{clause}），能否保持由认证机构决定。").format(
                title=window.title, on=window.on, latest=window.latest, clause=window.clause
            )
    return None
