"""The rows of the list and its filters, reckoned from the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from desktop.base.words import _
from desktop.domain.findings import kind_titles
from desktop.ui import theme
from desktop.ui.findings.words import Mark, kind_line, mark_of, row_title, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing
    from desktop.ui.findings.checks import Checked

Filter = Literal["all", "nonconformity", "deduction", "improvement", "disagreement", "open"]


@dataclass(frozen=True)
class FindingRow:
    """One finding as its row tells it."""

    id: str
    title: str
    text: str
    state: str
    ink: theme.Role
    mark: Mark
    kind: str
    is_open: bool

    def said(self) -> str:
        """The row as a sentence."""
        return "，".join(part for part in (self.title, self.text, self.state) if part)


def filters() -> dict[Filter, str]:
    """What each filter is called, in the order of its digit."""
    kinds = kind_titles()
    return {
        "all": _("全部"),
        "nonconformity": kinds["nonconformity"],
        "deduction": _("扣分"),
        "improvement": kinds["improvement"],
        "disagreement": kinds["disagreement"],
        "open": _("待办"),
    }


def rows_of(view: AuditView, all_: Sequence[Standing], found: Checked, today: date) -> list[FindingRow]:
    """Every finding, in the order of the document."""
    rows = []
    for standing in all_:
        one = standing.finding
        notices = found.of(one.id or "")
        lacks = sum(notice.severity != "note" and not notice.id.startswith(("correction-", "round/")) for notice in notices)
        state, ink = state_of(standing, today, lacks)
        rows.append(
            FindingRow(
                one.id or "",
                row_title(one, view.rules),
                kind_line(one),
                state,
                ink,
                mark_of(standing),
                one.kind or "",
                found.is_open(one.id or ""),
            )
        )
    return rows


def passing(rows: Sequence[FindingRow], by: Filter, kept: str = "") -> list[FindingRow]:
    """The rows that a filter lets through, and the one with the id `kept`: what was just changed stays in sight."""
    if by == "all":
        return list(rows)
    return [row for row in rows if row.id == kept or (row.is_open if by == "open" else row.kind == by)]
