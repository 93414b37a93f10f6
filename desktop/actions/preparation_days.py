"""The account of person-days: reductions and additions with their reasons, what is planned, the approval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import day_check
from desktop.domain.day_account import days_of, share_of
from desktop.domain.preparation import DayAccount, DayChange

MOST_CHANGES = 50


def change_days(ws: Workspace, audit: str, *, share: Decimal, reason: str, place: int | None = None) -> Changes:
    """Take days off (-0.2: a fifth of the base less) or put days on, with the reason; `place` from 0 changes one that is there.

    More than the scheme lets one take off can be written down; it is marked, and cannot be approved.
    """
    if share_of(share) is None or share == 0:
        raise BadInput(_("增减的比例应在 -1 到 10 之间，不能是 0（-0.2 表示减少 20%），请改正。"))
    if not reason.strip():
        raise BadInput(_("人日增减要写明理由，请补上。"))
    listed = _changes(ws, audit)
    new = DayChange(share=share, reason=reason.strip())
    if place is None:
        if len(listed) >= MOST_CHANGES:
            raise BadInput(_("人日增减最多 {most} 项，请合并。").format(most=MOST_CHANGES))
        listed.append(new)
    else:
        listed[_place(listed, place)] = new
    return _write(ws, audit, listed)


def remove_day_change(ws: Workspace, audit: str, place: int) -> Changes:
    """Take a reduction or addition out by its place from 0."""
    listed = _changes(ws, audit)
    del listed[_place(listed, place)]
    return _write(ws, audit, listed)


def plan_days(
    ws: Workspace,
    audit: str,
    *,
    planned: Decimal | None = None,
    document_review: Decimal | None = None,
    initial: Decimal | None = None,
    reason: str | None = None,
) -> Changes:
    """The days decided on site and for documents, those of the initial audit, and why they depart. What is not given stays; 0 clears."""
    values: dict[Field, Any] = {}
    given = {"planned_days": planned, "document_review_days": document_review, "initial_days": initial}
    for field, value in given.items():
        if value is None:
            continue
        if days_of(value) is None:
            raise BadInput(_("人日应在 0 到 1000 之间，请改正。"))
        values["person_days", field] = builtins(value) if value else UNSET
    if reason is not None:
        values["person_days", "reason"] = reason.strip() or UNSET
    return ws.edit(audit, "plan-days", values)


def approve_days(ws: Workspace, audit: str, *, by: str | None = None, on: date | None = None) -> Changes:
    """Approve the account, by who acts and today unless said. Raises BadInput while something in it may not be approved.

    The approval ends when a figure of the account, the headcount or the kind of audit changes.
    """
    view = ws.audit(audit)
    # What the team makes of the days is settled later, person by person.
    open_ones = [
        one
        for one in day_check.notices(view.document, view.scheme, clock.now().date())
        if one.severity == "critical" and one.id not in ("days-approval", "days-team")
    ]
    if open_ones:
        raise BadInput(_("人日核算不能批准：{why}").format(why=open_ones[0].sentence))
    day = (on or clock.now().date()).isoformat()
    return ws.edit(audit, "approve-days", {("person_days", "approved_by"): by or ws.author.name, ("person_days", "approved_on"): day})


def _changes(ws: Workspace, audit: str) -> list[DayChange]:
    return list((ws.audit(audit).document.person_days or DayAccount()).changes)


def _place(listed: list[DayChange], place: int) -> int:
    if not 0 <= place < len(listed):
        raise BadInput(_("没有第 {place} 项人日增减，共 {n} 项。").format(place=place + 1, n=len(listed)))
    return place


def _write(ws: Workspace, audit: str, listed: list[DayChange]) -> Changes:
    return ws.edit(audit, "change-days", {("person_days", "changes"): builtins(listed) or UNSET})
