"""What the audit report still waits for and is filled in on the planning page; light, for the rail asks with every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.report_contents import missing_contents, path_title, report_form

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_HERE = frozenset({"client", "audit", "sites", "team"})
# What any audit needs, where the scheme demands no report that would say so.
_BASICS = ("client.name", "client.address", "audit.kind", "audit.scope", "audit.starts_on", "audit.ends_on")
LEADER = "team.leader"


@dataclass(frozen=True)
class Need:
    """A field that is empty: its path, its name, the clauses that ask for it."""

    path: str
    title: str
    clause: str = ""


def needs(view: AuditView) -> list[Need]:
    """What is missing here, in the order of the report's contents, each once."""
    clauses: dict[str, list[str]] = {}
    for content in missing_contents(view.document, view.scheme, view.grade, "audit"):
        for path in content.needs:
            if path.partition(".")[0] in _HERE:
                clauses.setdefault(path, []).append(content.clause)
    if report_form(view.scheme, "audit") is None:
        clauses |= {path: [] for path in _BASICS if not _said(view, path)}
    found = [Need(path, path_title(path), "、".join(dict.fromkeys(asked))) for path, asked in clauses.items()]
    if "team" not in clauses and not any(member.role == "leader" and member.name for member in view.document.team):
        found.append(Need(LEADER, _("审查组组长")))
    return found


def count(view: AuditView) -> int:
    """How many fields are still empty."""
    return len(needs(view))


def _said(view: AuditView, path: str) -> bool:
    section, _dot, name = path.partition(".")
    return bool(getattr(getattr(view.document, section), name))
