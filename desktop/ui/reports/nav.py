"""What the left pane lists: the papers in their groups, below the chosen one its parts, the empty forms folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.base.words import _
from desktop.ui.reports.kinds import Kind, Kinds, lacks_words

RowKind = Literal["head", "paper", "part", "fold"]
# Ids of the two heads and of the row that unfolds.
REPORTS, FORMS, FOLD = "@reports", "@forms", "@fold"


@dataclass(frozen=True)
class Part:
    """A part of a report: the content's id (empty: a part without a demand), its number and title; `page` from 0 once it is known."""

    id: str
    title: str
    is_there: bool | None = None
    page: int | None = None
    down: float = 0.0


@dataclass(frozen=True)
class NavRow:
    """One line. `key` names it for as long as it is listed; `note` stands at the right."""

    kind: RowKind
    key: str
    text: str
    note: str = ""
    is_there: bool | None = None
    chosen: bool = False
    part: Part | None = None

    @property
    def can_be_opened(self) -> bool:
        """Whether Enter or a click does something."""
        return self.kind != "head"


def rows_of(kinds: Kinds, chosen: str, parts: Sequence[Part], *, unfolded: bool) -> list[NavRow]:
    """The lines from top to bottom; `unfolded`: the empty forms too."""
    rows = [NavRow("head", REPORTS, _("报告"))]
    for kind in kinds.reports:
        rows += _paper(kind, chosen, parts)
    folded = [kind for kind in kinds.empty if unfolded or kind.id == chosen]
    if kinds.begun or kinds.empty:
        rows.append(NavRow("head", FORMS, _("表单"), _("已有内容 {n} 种").format(n=len(kinds.begun)) if kinds.begun else ""))
    for kind in (*kinds.begun, *folded):
        rows += _paper(kind, chosen, parts)
    if kinds.empty:
        text = _("收起") if unfolded else _("还没有内容的 {n} 种").format(n=len(kinds.empty))
        rows.append(NavRow("fold", FOLD, text, chosen=unfolded))
    return rows


def _paper(kind: Kind, chosen: str, parts: Sequence[Part]) -> list[NavRow]:
    is_there = None if kind.lacks < 0 else kind.lacks == 0
    own = NavRow("paper", kind.id, kind.title, lacks_words(kind), is_there, kind.id == chosen)
    if kind.id != chosen:
        return [own]
    return [own, *(_part(place, part) for place, part in enumerate(parts))]


def _part(place: int, part: Part) -> NavRow:
    page = "" if part.page is None else str(part.page + 1)
    return NavRow("part", f"#{place}", part.title, page, part.is_there, part=part)
