"""What the basics of an audit still lack: what its report waits for and what the check of the client asks for; light, for the rail asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.notices import Notice
from desktop.domain.report_contents import missing_contents, path_title, report_form
from desktop.ui import prepared
from desktop.ui.notices_card import place_of

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_HERE = frozenset({"client", "audit"})
# What any audit needs, where the scheme demands no report that would say so.
_BASICS = ("client.name", "client.address", "audit.kind", "audit.scope", "audit.starts_on", "audit.ends_on")


@dataclass(frozen=True)
class Need:
    """A field that is empty: its path, its name, the clauses that ask for it."""

    path: str
    title: str
    clause: str = ""


def needs(view: AuditView) -> list[Need]:
    """What is missing here, in the order of the report's contents, then of the check, each once."""
    clauses = {path: asked for path, asked in wanted(view).items() if path.partition(".")[0] in _HERE}
    if report_form(view.scheme, "audit") is None:
        clauses |= {path: [] for path in _BASICS if not _said(view, path)}
    for notice in _checked(view):
        if _is_missing(notice):
            clauses.setdefault(place_of(notice), [])
    return [Need(path, path_title(path), "、".join(dict.fromkeys(asked))) for path, asked in clauses.items()]


def wanted(view: AuditView) -> dict[str, list[str]]:
    """The paths the audit report waits for, each with the clauses that ask."""
    clauses: dict[str, list[str]] = {}
    for content in missing_contents(view.document, view.scheme, view.grade, "audit"):
        for path in content.needs:
            clauses.setdefault(path, []).append(content.clause)
    return clauses


def faults(view: AuditView) -> list[Notice]:
    """What is there and does not fit."""
    return [notice for notice in _checked(view) if not _is_missing(notice)]


def count(view: AuditView) -> int:
    """How much is open in the basics."""
    return len(needs(view)) + sum(notice.severity != "note" for notice in faults(view))


def _checked(view: AuditView) -> list[Notice]:
    """The sites have a view of their own."""
    return [notice for notice in prepared.notices(view, "client") if not notice.record.startswith("sites")]


def _is_missing(notice: Notice) -> bool:
    return notice.id.startswith("missing/")


def _said(view: AuditView, path: str) -> bool:
    section, _dot, name = path.partition(".")
    return bool(getattr(getattr(view.document, section), name))
