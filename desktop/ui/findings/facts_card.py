"""The facts of a finding: kind and gravity, clauses, site, day, requirement, statement, objective evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import findings
from desktop.base.words import _
from desktop.domain.fieldnotes import FindingKind
from desktop.domain.findings import kind_titles
from desktop.ui.clause_picker import ClausePicker, clause_record, clause_title
from desktop.ui.evidence_menu import show_evidence_menu
from desktop.ui.findings.desk import FindingCard
from desktop.ui.findings.other_matter import OtherMatter
from desktop.ui.findings.statement import Statement
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.record_cards import Desk
from desktop.ui.widgets import forms
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import Choice, TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Finding
    from desktop.ui.thumbnails import Thumbnails


class FactsCard(FindingCard):
    """What was found."""

    def __init__(self, desk: Desk, view: AuditView, thumbnails: Thumbnails) -> None:
        super().__init__(desk, _("事实"))
        own = view.scheme.findings
        self._rules = view.rules
        self._finding: Finding | None = None
        self.kind = SegmentedRow([Segment(kind, word) for kind, word in kind_titles().items()], name=_("种类"))
        self.kind.chosen.connect(self._choose_kind)
        self.severity = SegmentedRow([Segment("minor", _("轻微")), Segment("severe", _("严重"))], name=_("轻重"))
        self.severity.setFixedWidth(148)
        self.severity.chosen.connect(lambda word: self._change(severity=word))
        self.special = FilterPill(_("特别扣分"), tone="wrong")
        self.special.setToolTip(_("这条不符合同时作特别扣分，评分随之扣减"))
        self.special.clicked.connect(self._set_special)
        self.error = ErrorLine()
        self.clauses = ClausePicker(view.rules, desk.page, name=_("条款"), key="C")
        self.clauses.picked.connect(self._add_item)
        self.clauses.removed.connect(self._drop_item)
        self.clauses.opened.connect(lambda item: desk.context.shell.go("score", clause_record(view.rules, item)))
        self.other = OtherMatter()
        self.other.confirmed.connect(self._confirm_other)
        self.other.dropped.connect(lambda: self._change(other_matter=False))
        self.site = Choice(name=_("场所"), letters=8)
        self.site.chosen.connect(lambda site: self._change(site=site))
        self.day = DateField()
        self.day_entry = Entry(_("发现日期"), self.day)
        self.typed("found_on", self.day, self.day_entry.say, read=read_day, commit=_set_day)
        self.requirement = TextArea(lines=1, hint=_("所对照的条款、制度或承诺怎样要求"))
        self.requirement_entry = Entry(_("要求"), self.requirement, note=own.clause or "" if own else "")
        self.typed("requirement", self.requirement, self.requirement_entry.say)
        self.statement = Statement(own.wording_clause if own else None)
        self.typed("statement", self.statement.field, self.statement.say)
        self.objective = TextArea(lines=1, hint=_("看到、听到、抽到什么：地点、时间、样本、记录编号"))
        self.objective_entry = Entry(_("客观证据"), self.objective)
        self.typed("objective_evidence", self.objective, self.objective_entry.say)
        self.linked = LinkedEvidence(desk, thumbnails, name=_("这条发现的证据"), unlinked=_("已取消证据与发现的关联"), drop=_uncite)
        self.choose = Button(_("选用"), icon="image", key="L", small=True)
        self.choose.setToolTip(_("从已有的证据中选，先列出所涉条款的"))
        self.choose.clicked.connect(self.choose_evidence)
        self._view: AuditView | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        kinds.addWidget(self.kind, 1)
        kinds.addWidget(self.severity)
        kinds.addWidget(self.special)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(Entry(_("条款"), self.clauses), 5)
        where.addWidget(Entry(_("场所"), self.site), 3)
        where.addWidget(self.day_entry, 3)
        for entry in (self.clauses, self.site):
            where.setAlignment(entry, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(kinds)
        self.body.addWidget(self.error)
        self.body.addLayout(where)
        self.body.addWidget(self.other)
        self.body.addWidget(self.requirement_entry)
        self.body.addWidget(self.statement)
        proof = forms.row(self.objective_entry)
        self.body.addLayout(proof)
        shown = QHBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self.linked, 1)
        shown.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        shown.addWidget(self.linked.add, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(shown)

    def values(self, _view: AuditView, finding: Finding) -> dict[str, str]:
        return {
            "found_on": finding.found_on.isoformat() if finding.found_on else "",
            "requirement": finding.requirement or "",
            "statement": finding.statement or "",
            "objective_evidence": finding.objective_evidence or "",
        }

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        finding = standing.finding
        if finding.id != self.key:
            self.clauses.clear()
            self.error.say("")
            self.other.forget()
        self._view, self._finding = view, finding
        super().show_finding(view, standing)
        self.kind.select(finding.kind or "")
        is_nonconformity = finding.kind == "nonconformity"
        self.severity.setVisible(is_nonconformity)
        self.severity.select(finding.severity or "")
        scored = any(unit.scoring and unit.scoring.special_deductions for unit in view.rules.units)
        self.special.setVisible(is_nonconformity and (scored or finding.special))
        self.special.setChecked(finding.special)
        self.clauses.show_items(finding.items)
        self.other.show_finding(view, finding)
        self.site.set_options([("", _("不限场所")), *((one.id or "", one.name or one.id or "") for one in view.document.sites)])
        self.site.select(finding.site or "")
        self.statement.set_doubted(finding.kind != "improvement")
        self.linked.show_record(view, self.record, finding.evidence)

    # What a person does

    def choose_evidence(self) -> None:
        """A menu of the evidence there is, that of the clauses first; each piece on or off."""
        view, finding, record = self._view, self._finding, self.record
        if view is None or finding is None:
            return
        known = {f"{section}/{item}" for item in finding.items for section in ("items", "conformity")}
        known |= {f"observations/{one.id}" for one in view.document.observations if one.item in finding.items}
        entries = sorted(view.document.evidence, key=lambda one: known.isdisjoint(one.links))
        show_evidence_menu(
            self,
            self.choose.mapToGlobal(self.choose.rect().bottomLeft()),
            entries,
            lambda one: record in one.links or one.id in finding.evidence,
            self._cite,
            self.linked.browse,
        )

    def _cite(self, evidence: str, on: bool) -> None:
        key, record = self.key, self.record
        if on:
            self.desk.act(lambda ws, audit: findings.cite(ws, audit, key, add=(evidence,)), self.linked.error.say)
        else:
            self.linked.unlink(evidence, record)

    def _change(self, **fields: object) -> None:
        key = self.key
        self.desk.act(lambda ws, audit: findings.change(ws, audit, key, **fields), self._refused, self._taken)  # type: ignore[arg-type]

    def _refused(self, sentence: str) -> None:
        self.error.say(sentence)
        if self._finding is not None:
            self.kind.select(self._finding.kind or "")
            self.severity.select(self._finding.severity or "")
            self.special.setChecked(self._finding.special)
            self.site.select(self._finding.site or "")

    def _taken(self, _changes: Changes) -> None:
        self.error.say("")

    def _choose_kind(self, kind: FindingKind) -> None:
        finding = self._finding
        if finding is None or kind == finding.kind:
            return
        if kind == "improvement" and finding.kind != "deduction" and self.other.asks(finding, finding.items, kind):
            self.kind.select(finding.kind or "")
            return
        self._change(kind=kind)

    def _set_special(self) -> None:
        key, on = self.key, self.special.isChecked()
        self.statement.field.commit()
        self.desk.act(lambda ws, audit: findings.set_special(ws, audit, key, special=on), self._refused, self._taken)

    def _add_item(self, item: str) -> None:
        finding = self._finding
        if finding is None:
            return
        items = tuple(dict.fromkeys((*finding.items, item)))
        if finding.kind == "improvement" and self.other.asks(finding, items, "improvement"):
            self.clauses.clear()
            return
        self._set_items(items)

    def _drop_item(self, item: str) -> None:
        if self._finding is not None:
            toast = _("已取消条款 {title}").format(title=clause_title(self._rules, item)[:24])
            self._set_items(tuple(one for one in self._finding.items if one != item), toast=toast)

    def _set_items(self, items: tuple[str, ...], *, toast: str = "") -> None:
        key = self.key
        self.desk.act(
            lambda ws, audit: findings.change(ws, audit, key, items=items),
            self.clauses.error.say,
            lambda _changes: self.clauses.clear(),
            toast=toast,
        )

    def _confirm_other(self, kind: FindingKind, items: tuple[str, ...]) -> None:
        self.clauses.clear()
        self._change(kind=kind, items=items, other_matter=True)


def _set_day(ws: Workspace, audit: str, finding: str, text: str) -> Changes:
    from desktop.actions import audits

    return audits.put_element(ws, audit, "findings", finding, {"found_on": text or None})


def _uncite(ws: Workspace, audit: str, record: str, evidence: str) -> Changes:
    return findings.cite(ws, audit, record.partition("/")[2], remove=(evidence,))
