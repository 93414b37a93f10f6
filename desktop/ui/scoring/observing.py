"""Where the auditor stands while observing: the site, whose record, which clauses; a clause's records as lines of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.domain.assessment import ConformityAnswer, Observation
from desktop.domain.filters import HEAD_OFFICE
from desktop.domain.scoring import has_value

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk

# So many sites without a record are offered as lines of their own; the others are in the choice of sites.
MOST_BLANK = 5
_RESULTS = ("sampled", "failed", "met", "deductions", "result")


@dataclass(frozen=True)
class Place:
    """A clause at a site as one auditor saw it; `id` is empty while nothing is recorded there."""

    item: str
    site: str
    auditor: str
    id: str = ""

    @property
    def record(self) -> str:
        """The record, or what stands for it while there is none, so that typed text is kept."""
        return f"observations/{self.id or f'@{self.item}@{self.site}@{self.auditor}'}"

    def is_same(self, other: Place) -> bool:
        """Whether it is the same record, maybe before it was one."""
        same = (self.item, self.site, self.auditor) == (other.item, other.site, other.auditor)
        return same and (self.id == other.id or not self.id or not other.id)

    def found(self, view: AuditView) -> Observation | None:
        """The observation, if there is one by now."""
        for one in view.document.observations:
            here = (one.item, one.site or HEAD_OFFICE, one.auditor) == (self.item, self.site, self.auditor)
            if one.id == self.id or (not self.id and here):
                return one
        return None

    def observe(self, ws: Workspace, audit: str, **fields: Any) -> Changes:
        """Record something here; a record that came in the meantime is changed."""
        from desktop.actions import observations

        known = self.found(ws.audit(audit))
        return observations.observe(
            ws, audit, self.item, site=self.site, auditor=self.auditor, observation=known.id if known else None, **fields
        )

    def clear(self, ws: Workspace, audit: str) -> Changes:
        """Take the result back; what was seen stays."""
        from desktop.actions import audits

        return audits.put_element(ws, audit, "observations", self.id, dict.fromkeys(_RESULTS))

    def link(self, ws: Workspace, audit: str, evidence: str, *, on: bool) -> Changes:
        """Let a piece of evidence prove what was seen here, or no longer."""
        from desktop.actions import evidence as pieces

        return (pieces.link if on else pieces.unlink)(ws, audit, evidence, self.record)

    def remove(self, ws: Workspace, audit: str) -> Changes:
        """Take the whole record out."""
        from desktop.actions import observations

        return observations.remove(ws, audit, self.id)


@dataclass(frozen=True)
class Line:
    """One line of the table; `one` is None where nothing is recorded yet."""

    place: Place
    site: str
    one: Observation | None = None
    lacks: tuple[str, ...] = ()
    differs: bool = False


class Observing(QObject):
    """What the page remembers while a person observes. Signal: `changed`."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.me = ""
        self.site = sites_of(desk.view)[0][0]
        # Every clause of the audit is observed site by site.
        self.everywhere = any(observed.way_of(one) for one in desk.view.document.observations)
        self._switched: set[str] = set()
        self._direct: set[str] = set()
        self.deciding = ""  # the item that the leader is about to decide
        self._decided_from: Any = None
        self.chosen: Place | None = None  # a record that was picked out in the table

    @property
    def view(self) -> AuditView:
        return self._desk.view

    def leads(self) -> bool:
        """Whether who works here leads the audit."""
        return observed.leads(self.view.document, self.me)

    def is_on(self, rule: RuleItem) -> bool:
        """Whether a clause is observed: it was switched, it has records, or all are and this one has no value of its own."""
        item = rule.item.id
        if rule.item.kind == "guidance":
            return False
        if item in self._switched or self.records(item):
            return True
        return self.everywhere and takes_result(rule) and item not in self._direct and not _has_own_value(self.view, rule)

    def takes_keys(self, rule: RuleItem) -> bool:
        """Whether the score is filled in record by record: the keys go there and the single score gives way."""
        item = rule.item.id
        if not takes_result(rule) or self.deciding == item or item in self._direct or not self.is_on(rule):
            return False
        return item in self._switched or bool(self.valued(rule)) or not _has_own_value(self.view, rule)

    def records(self, item: str) -> list[Observation]:
        """What was observed of a clause."""
        return [one for one in self.view.document.observations if one.item == item]

    def valued(self, rule: RuleItem) -> list[Observation]:
        """The observations with a result of a clause and of all under it."""
        found = []
        for one in self.view.document.observations:
            clause = self.view.rules.items.get(one.item or "")
            if clause is not None and rule.item.id in clause.path and observed.way_of(one) is not None:
                found.append(one)
        return found

    def switch(self, item: str, *, on: bool) -> None:
        """Observe a clause, or score it in one."""
        for items, holds in ((self._switched, on), (self._direct, not on)):
            (items.add if holds else items.discard)(item)
        self.changed.emit()

    def switch_all(self) -> bool:
        """All clauses, or only those that are switched; whether all are now."""
        self.everywhere = not self.everywhere
        self._direct.clear()
        self.changed.emit()
        return self.everywhere

    def decide(self, item: str, record: str = "") -> None:
        """The leader begins to decide an item, or (empty) is done."""
        if item != self.deciding:
            self.deciding = item
            self._decided_from = self.view.records.get(record)
            self.changed.emit()

    def follow(self, item: str, record: str) -> None:
        """The audit changed or another clause is at hand: deciding ends with the value, or by going away."""
        stands = self.view.records.get(record)
        if self.deciding != item or ((stands or {}).get("override") and stands is not self._decided_from):
            self.deciding = ""
        if self.chosen is not None and self.chosen.item != item:
            self.chosen = None
        # Sites come and go while the page is open.
        sites = [site for site, _name in sites_of(self.view)]
        if self.site not in sites:
            self.site = sites[0]

    def at_hand(self, rule: RuleItem) -> Place:
        """The record that is edited: the one picked out, else mine at the site where I am."""
        item = rule.item.id
        if self.chosen is not None and self.chosen.item == item:
            known = self.chosen.found(self.view)
            if known is not None or not self.chosen.id:
                return place_of(known) if known is not None else self.chosen
        blank = Place(item, self.site, self.me)
        known = blank.found(self.view)
        return place_of(known) if known is not None else blank

    def pick(self, place: Place) -> None:
        """Edit this record; the site stays for the clauses that come."""
        self.chosen, self.site = place, place.site
        self.changed.emit()

    def lines(self, rule: RuleItem) -> list[Line]:
        """The records of a clause by site and auditor, and my own sites without one."""
        item, document = rule.item.id, self.view.document
        found = self.records(item)
        differing = {one.id for places in observed.differences(found) for one in places}
        linked = {link for entry in document.evidence for link in entry.links}
        names = dict(sites_of(self.view))
        lines = [
            Line(
                place_of(one),
                names.get(one.site or HEAD_OFFICE, _("总部")),
                one,
                lacks_of(one, f"observations/{one.id}" in linked),
                one.id in differing,
            )
            for one in found
        ]
        mine = {one.site or HEAD_OFFICE for one in found if one.auditor == self.me}
        at_hand = self.at_hand(rule)
        if not at_hand.id:
            lines.append(Line(at_hand, names.get(at_hand.site, _("总部"))))
        blank = [site for site in names if site not in mine and (site, self.me) != (at_hand.site, at_hand.auditor)]
        if len(blank) <= MOST_BLANK:
            lines += [Line(Place(item, site, self.me), names[site]) for site in blank]
        order = {site: number for number, site in enumerate(names)}
        return sorted(lines, key=lambda line: (order.get(line.place.site, len(order)), line.place.auditor != self.me, line.place.auditor))

    def step(self, rule: RuleItem, by: int) -> None:
        """To the record above or below in the table."""
        lines, here = self.lines(rule), self.at_hand(rule)
        at = next((number for number, line in enumerate(lines) if line.place.is_same(here)), 0)
        self.pick(lines[min(max(0, at + by), len(lines) - 1)].place)

    def next_blank(self, rule: RuleItem) -> bool:
        """To the next site where I have no result yet, which may be this one; False when there is none."""
        sites = [site for site, _name in sites_of(self.view)]
        done = {one.site or HEAD_OFFICE for one in self.records(rule.item.id) if one.auditor == self.me and observed.way_of(one)}
        start = sites.index(self.site) if self.site in sites else 0
        following = next((site for site in sites[start:] + sites[:start] if site not in done), None)
        if following is None:
            return False
        self.pick(Place(rule.item.id, following, self.me))
        return True


def takes_result(rule: RuleItem) -> bool:
    """Whether a result can be observed of a clause; of the others only what was seen."""
    return rule.item.kind == "conformity" or (rule.is_leaf and rule.points is not None)


def place_of(one: Observation) -> Place:
    """Where a record belongs."""
    return Place(one.item or "", one.site or HEAD_OFFICE, one.auditor or "", one.id or "")


def sites_of(view: AuditView) -> list[tuple[str, str]]:
    """The sites that may be observed: id and name, the head office first where no site of the list is it."""
    listed = [(site.id or "", site.name or _("未命名场所")) for site in view.document.sites if site.id]
    listed_head = any("总部" in name for _id, name in listed)
    named = any(one.site is None for one in view.document.observations)
    return listed if listed and listed_head and not named else [(HEAD_OFFICE, _("总部")), *listed]


def people_of(view: AuditView, me: str) -> list[str]:
    """Who may observe: the team without experts, whoever works here, and whoever has a record."""
    team = [one.name for one in view.document.team if one.name and one.role != "expert"]
    return list(dict.fromkeys([me, *team, *(one.auditor for one in view.document.observations if one.auditor)]))


def lacks_of(one: Observation, linked: bool) -> tuple[str, ...]:
    """What a finding against the client is without; flagged, never blocked."""
    found = observed.verdict(one)
    if found in (None, "fine", "conforming"):
        return ()
    lost = one.deductions or ()
    said = all(each.statement.strip() for each in lost) if lost else bool((one.seen or "").strip())
    shown = all(each.evidence for each in lost) if lost else linked
    return ((_("缺扣分陈述") if lost else _("缺所见"),) if not said else ()) + ((_("缺客观证据"),) if not shown else ())


def _has_own_value(view: AuditView, rule: RuleItem) -> bool:
    answer = view.document.items.get(rule.item.id)
    if answer is not None and (has_value(answer) or answer.excluded is not None):
        return True
    told = view.document.conformity.get(rule.item.id)
    return told is not None and (not isinstance(told, ConformityAnswer) or bool(told.result or told.excluded))
