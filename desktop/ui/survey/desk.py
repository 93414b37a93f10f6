"""What the cards of the page share, and which facts a scheme's criteria ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.drafting import Drafts

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.rules import Rules
    from desktop.domain.scheme import Criterion
    from desktop.ui.page import Context


@dataclass(frozen=True)
class Desk:
    """The page's context, its drafts, and the page as owner of what is asked."""

    context: Context
    drafts: Drafts
    page: QWidget

    def act(self, fn: Callable[[Workspace], Changes], failed: Callable[[str], None] | None = None) -> None:
        """Change the audit."""
        self.context.runner.act(self.page, fn, None, failed)


def fact_criteria(rules: Rules) -> dict[str, Criterion]:
    """The facts that criteria measure, by their names in the document, with the criterion that asks."""
    units = (*rules.units, rules.combination) if rules.combination else rules.units
    found: dict[str, Criterion] = {}
    for unit in units:
        for rule in unit.criteria:
            measure = rule.criterion.measure
            if not measure.startswith("facts.") or not rule.bounds:
                continue
            name = "major_complaints" if measure.endswith("_complaints") else measure[6:]
            found.setdefault(name, rule.criterion)
    return found


def number(text: str) -> Decimal | None:
    """A typed number; None when nothing (or only a point) stands there."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def read_percent(text: str) -> str:
    """A percentage from 0 to 100, or nothing. Raises BadInput."""
    value = number(text)
    if text.strip() and (value is None or not 0 <= value <= 100):
        raise BadInput(_("得分率 {text} 不在 0 到 100 之间，请改正。").format(text=text.strip()[:20]))
    return text.strip()
