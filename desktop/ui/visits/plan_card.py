"""The plan of a visit and who makes it: the name stays inside, the alias is what leaves the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.actions import audits, visits
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import visit as visiting
from desktop.ui.record_cards import Desk
from desktop.ui.visits.desk import VisitCard
from desktop.ui.visits.words import channels, site_id, site_name
from desktop.ui.widgets import forms
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.offer import Offer

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Visit


class PlanCard(VisitCard):
    """Plan and visitor."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("计划与访客"))
        self.entries: dict[str, Entry] = {}
        self.site, self.channel, self.day = TextField(), TextField(), DateField()
        self.scenario = TextArea(lines=1, most=6)
        self.cover = TextArea(lines=1, most=6)
        self.alias, self.visitor, self.qualification = TextField(limit=40), TextField(limit=80), TextField(limit=200)
        self.channels = Offer(self.channel, desk.page, channels())
        self.sites, self.people = Offer(self.site, desk.page), Offer(self.visitor, desk.page)
        self._entry("site", _("场所"), self.site, commit=_set_site)
        self._entry("channel", _("渠道"), self.channel)
        self._entry("planned_on", _("计划日期"), self.day, read=read_day)
        self._entry("scenario", _("情境"), self.scenario)
        self._entry("cover_story", _("身份说辞"), self.cover)
        self._entry("visitor_alias", _("代号"), self.alias, note=_("对外只见代号"), commit=_set_alias)
        self._entry("visitor", _("访客姓名"), self.visitor, note=_("仅内部可见"), commit=_set_visitor)
        self._entry("qualification", _("访客资格"), self.qualification)
        for names, stretch in (
            (("site", "channel", "planned_on"), (5, 4, 4)),
            (("scenario", "cover_story"), (1, 1)),
            (("visitor_alias", "visitor", "qualification"), (4, 4, 5)),
        ):
            self.body.addLayout(forms.row(*(self.entries[name] for name in names), stretch=stretch))
        self._offer(view)

    def _entry(self, name: str, title: str, field: TextField | TextArea, *, note: str = "", **how: object) -> None:
        entry = Entry(title, field, note=note)
        self.entries[name] = entry
        self.typed(name, field, entry.say, **how)  # type: ignore[arg-type]

    def _offer(self, view: AuditView) -> None:
        self.sites.set_words([site.name for site in view.document.sites if site.name])
        self.people.set_words([member.name for member in view.document.team if member.name])

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        self._offer(view)
        super().show_visit(view, visit)

    def values(self, view: AuditView, visit: Visit) -> dict[str, str]:
        return {
            "site": site_name(view.document, visit.site),
            "channel": visit.channel or "",
            "planned_on": visit.planned_on.isoformat() if visit.planned_on else "",
            "scenario": visit.scenario or "",
            "cover_story": visit.cover_story or "",
            "visitor_alias": visit.visitor_alias or "",
            "visitor": visit.visitor or "",
            "qualification": visit.qualification or "",
        }


def _set_site(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    site = site_id(ws.audit(audit).document, text.strip())
    return audits.put_element(ws, audit, "visits", visit, {"site": site or None})


def _set_alias(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    _key, one = visits.find(ws, audit, visit)
    if not text.strip():
        raise BadInput(_("代号不能为空：对外的文件只用它称呼访客。"))
    visiting.check_alias(text, one.visitor)
    return audits.put_element(ws, audit, "visits", visit, {"visitor_alias": text.strip()})


def _set_visitor(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    """The name; a visitor who is in the team brings his registration where no qualification stands."""
    _key, one = visits.find(ws, audit, visit)
    visiting.check_alias(one.visitor_alias, text)
    fields: dict[str, str | None] = {"visitor": text.strip() or None}
    known = next((member.registration for member in ws.audit(audit).document.team if text.strip() and member.name == text.strip()), None)
    if known and not one.qualification:
        fields["qualification"] = known
    return audits.put_element(ws, audit, "visits", visit, fields)
