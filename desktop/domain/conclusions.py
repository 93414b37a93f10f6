"""Which of a scheme's outcomes a conclusion names."""

from __future__ import annotations

from desktop.domain.assessment import Conclusion
from desktop.domain.grade import Grade, OutcomeOption
from desktop.domain.scheme import AuditKind, Outcome, Scheme


def outcome_chosen(conclusion: Conclusion, grade: Grade, scheme: Scheme, kind: AuditKind | None) -> OutcomeOption | Outcome | None:
    """The outcome a conclusion names: among those the grade allows, else among all the scheme has for this kind of audit.

    A kind may stand for several outcomes (suspended for this reason or for that): a conclusion whose text is an outcome's own, or begins
    with it, names that one. One by a ground of its own (`ground`) names that line of the scheme's limits.
    """
    if conclusion.ground is not None:
        return _by_ground(conclusion, scheme)
    options: list[OutcomeOption | Outcome] = [option for option in grade.outcomes if option.kind == conclusion.kind]
    printed = [one for one in scheme.outcomes if one.kind == conclusion.kind and (kind is None or kind in one.audits)]
    for choice in (options, printed):
        for one in choice:
            if conclusion.text and conclusion.text.startswith(one.text):
                return one
    return next(iter([*options, *printed]), None)


def _by_ground(conclusion: Conclusion, scheme: Scheme) -> OutcomeOption | None:
    for one in scheme.limits:
        if one.id == conclusion.ground and conclusion.kind is not None and conclusion.kind in one.grounds:
            return OutcomeOption(kind=conclusion.kind, clause=one.clause, text=one.text)
    return None
