"""What evidence may be linked to besides clauses: visits and samples, as rows of the list that E opens, by the names people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.link_words import section_title
from desktop.ui.evidence.clause_rows import ClauseRow

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Assessment
    from desktop.domain.scheme import Step

# The step of the window that shows a section.
STEPS: dict[str, Step] = {"items": "score", "conformity": "score", "levels": "score", "visits": "visits", "samples": "measurement"}


def other_rows(document: Assessment) -> list[ClauseRow]:
    """Visits, then samples; their key is the record itself."""
    sites = {site.id: site.name or "" for site in document.sites}
    rows = []
    for number, visit in enumerate(document.visits, 1):
        told = " ".join(part for part in (sites.get(visit.site, visit.site), visit.channel) if part)
        rows.append(_row("visits", visit.id, (visit.visitor_alias or "").strip() or str(number), told))
    for sample in document.samples:
        told = " ".join(part for part in (sites.get(sample.site, sample.site), sample.service) if part)
        rows.append(_row("samples", sample.id, sample.id or "", told))
    return [row for row in rows if not row.record.endswith("/")]


def _row(section: str, id_: str | None, name: str, told: str) -> ClauseRow:
    record = f"{section}/{id_ or ''}"
    return ClauseRow(record, record, f"{section_title(section)} {name}", told, 0, 0)


def link_title(record: str, view: AuditView) -> str:
    """What a linked record is called: a clause's number and title, a visit's or a sample's name."""
    section, _slash, key = record.partition("/")
    rule = view.rules.items.get(key) if section in ("items", "conformity") else None
    if rule is not None:
        return f"{rule.item.clause or key} {rule.item.title}"
    if section == "levels":
        return _("等级 {key}").format(key=key)
    return next((row.clause for row in other_rows(view.document) if row.record == record), section_title(section))
