"""Short words for where an audit stands: scheme, stage, dates, percent; what the badge shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.base.words import _

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def kind_title(kind: str | None) -> str:
    """An audit's kind where the scheme has no word of its own."""
    return {
        "initial": _("初次审查"),
        "surveillance": _("监督审查"),
        "recertification": _("再认证审查"),
        "special": _("特殊审查"),
        "extension": _("扩大范围审查"),
        "suspension-review": _("暂停后恢复审查"),
        None: _("未定阶段"),
    }.get(kind, kind or "")


def dates(starts: date | None, ends: date | None) -> str:
    """The days of an audit, 2026-11-24 至 25; the part of the end that repeats the start is left out."""
    if starts is None or ends is None or starts == ends:
        only = starts or ends
        return only.isoformat() if only else ""
    if (starts.year, starts.month) == (ends.year, ends.month):
        return _("{start} 至 {end}").format(start=starts.isoformat(), end=f"{ends:%d}")
    return _("{start} 至 {end}").format(start=starts.isoformat(), end=f"{ends:%m-%d}" if starts.year == ends.year else ends.isoformat())


def of_view(view: AuditView) -> str:
    """Scheme, stage and dates of an audit on one line."""
    audit = view.document.audit
    kind = view.scheme.audit_kinds.get(audit.kind, "") if audit.kind else ""
    parts = [view.scheme.body.short, kind or kind_title(audit.kind), dates(audit.starts_on, audit.ends_on)]
    return "·".join(part for part in parts if part)


def percent(done: int, total: int) -> str:
    """A share in whole percent, rounded down: 100 % only when nothing is left."""
    return f"{done * 100 // total} %" if total else "0 %"


def badge(view: AuditView) -> tuple[str | None, int | None, int]:
    """Label, stars and the highest number of stars for the badge; no label while the grade is not complete."""
    from desktop.actions.workspace import most_stars

    of = most_stars(view.scheme)
    grade = view.grade.grade
    if grade is None:
        return None, None, of
    return grade.label, grade.stars, of
