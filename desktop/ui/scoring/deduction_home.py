"""Where a list of deduction statements belongs: a clause, or what one auditor observed of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.domain.assessment import Assessment, Deduction
from desktop.ui.scoring.observing import Place

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.rule_items import RuleItem

Change = Callable[[list[Deduction]], list[Deduction]]


class Home(Protocol):
    """What the rows of statements need to know of their list."""

    @property
    def rule(self) -> RuleItem: ...
    @property
    def record(self) -> str: ...
    def listed(self, document: Assessment) -> tuple[Deduction, ...]: ...
    def links(self) -> frozenset[str]: ...
    def change(self, ws: Workspace, audit: str, change: Change) -> Changes: ...
    def remove(self, ws: Workspace, audit: str, place: int) -> Changes: ...


@dataclass(frozen=True)
class ClauseHome:
    """The statements of a clause itself. `override`: the leader's reason for them where observations say something else."""

    rule: RuleItem
    override: str | None = None

    @property
    def record(self) -> str:
        return f"items/{self.rule.item.id}"

    def listed(self, document: Assessment) -> tuple[Deduction, ...]:
        answer = document.items.get(self.rule.item.id)
        return (answer.deductions if answer else None) or ()

    def links(self) -> frozenset[str]:
        """The records whose evidence may prove a statement."""
        return frozenset({self.record})

    def change(self, ws: Workspace, audit: str, change: Change) -> Changes:
        """Change the list as it stands when the action runs."""
        from desktop.actions import scoring

        listed = change(list(self.listed(ws.audit(audit).document)))
        return scoring.answer(ws, audit, self.rule.item.id, deductions=tuple(listed), override=self.override)

    def remove(self, ws: Workspace, audit: str, place: int) -> Changes:
        """Take one statement out; with the last one goes the answer."""
        from desktop.actions import scoring

        listed = without(self.listed(ws.audit(audit).document), place)
        if listed:
            return scoring.answer(ws, audit, self.rule.item.id, deductions=listed)
        return scoring.clear_answer(ws, audit, self.rule.item.id)


@dataclass(frozen=True)
class RecordHome:
    """The statements of one auditor's record."""

    rule: RuleItem
    place: Place

    @property
    def record(self) -> str:
        return self.place.record

    def listed(self, document: Assessment) -> tuple[Deduction, ...]:
        one = next((one for one in document.observations if self.place.id and one.id == self.place.id), None)
        return (one.deductions if one else None) or ()

    def links(self) -> frozenset[str]:
        return frozenset({f"items/{self.rule.item.id}", self.record})

    def change(self, ws: Workspace, audit: str, change: Change) -> Changes:
        listed = change(list(self._now(ws.audit(audit))))
        return self.place.observe(ws, audit, deductions=tuple(listed))

    def remove(self, ws: Workspace, audit: str, place: int) -> Changes:
        """Take one statement out; with the last one goes the result, for nothing deducted would be another result."""
        listed = without(self._now(ws.audit(audit)), place)
        return self.place.observe(ws, audit, deductions=listed) if listed else self.place.clear(ws, audit)

    def _now(self, view: AuditView) -> tuple[Deduction, ...]:
        known = self.place.found(view)
        return (known.deductions if known else None) or ()


def without(listed: tuple[Deduction, ...], place: int) -> tuple[Deduction, ...]:
    """The list without the statement at a place."""
    return listed[:place] + listed[place + 1 :]
