"""The papers of an audit in groups: reports, forms that hold something, forms still empty; each with its title and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.actions import reports
from desktop.base.words import _
from desktop.domain.papers import is_begun, paper_titles
from desktop.domain.report_contents import report_form
from desktop.ui.reports.lacking import lacking

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# Of a paper without mandatory contents there is nothing to miss.
NO_DEMAND = -1


@dataclass(frozen=True)
class Kind:
    """A report or form by its kind; `lacks`: how many mandatory contents are missing."""

    id: str
    title: str
    lacks: int = NO_DEMAND


@dataclass(frozen=True)
class Kinds:
    """All papers of an audit."""

    reports: tuple[Kind, ...]
    begun: tuple[Kind, ...]
    empty: tuple[Kind, ...]

    def every(self) -> tuple[Kind, ...]:
        """In the order they are listed."""
        return (*self.reports, *self.begun, *self.empty)

    def printed(self) -> tuple[Kind, ...]:
        """Those that hold something."""
        return (*self.reports, *self.begun)


def kinds_of(view: AuditView) -> Kinds:
    """The papers of an audit as it stands."""
    forms = paper_titles(view.scheme)
    offered = dict(reports.kinds(view))
    own = tuple(Kind(id_, title, _lacks(view, id_)) for id_, title in offered.items() if id_ not in forms)
    begun = tuple(Kind(id_, title) for id_, title in forms.items() if is_begun(view.document, id_))
    empty = tuple(Kind(id_, title) for id_, title in forms.items() if not is_begun(view.document, id_))
    return Kinds(own, begun, empty)


def title_of(view: AuditView, kind: str) -> str:
    """What a paper is called."""
    return dict(reports.all_kinds(view)).get(kind, kind)


def lacks_words(kind: Kind) -> str:
    """What a paper lacks, in a word."""
    return _("缺 {n}").format(n=kind.lacks) if kind.lacks > 0 else ""


def _lacks(view: AuditView, kind: str) -> int:
    if report_form(view.scheme, kind) is None:
        return NO_DEMAND
    return len(lacking(view, kind))
