"""What the tree shows beside each clause: state, points, marks; worked out from a view, without any widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain import filters
from desktop.domain.assessment import Assessment, ConformityAnswer, Evidence
from desktop.domain.filters import Standing
from desktop.domain.grading import item_points, item_state
from desktop.domain.rule_items import RuleItem
from desktop.ui.scoring.matters import judged_levels, row_of_missing, standing
from desktop.ui.widgets.glyphs import State

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.scoring.matters import Matter

# What the domain's filters say of a clause beyond what its row shows anyway.
MARKS: tuple[filters.Filter, ...] = ("mine", "noted", "without-evidence", "excluded", "overridden", "differing")
ASKED_KINDS = frozenset({"points", "all-or-nothing", "proportional", "deduct", "conformity", "level"})


@dataclass(frozen=True)
class RowState:
    """One row: `got` and `of` for clauses with points, `word` for the others; `lacks` says in words what a deduction is without."""

    state: State
    got: Fraction | None = None
    of: Decimal | None = None
    word: str = ""
    note: bool = False
    evidence: int = 0
    lacks: tuple[str, ...] = ()
    counts: bool = False  # one of those that the filters count
    open: bool = False  # still to be answered
    deducted: bool = False
    marks: frozenset[filters.Filter] = frozenset()  # the filters it passes beside these


def record_of(rule: RuleItem) -> str:
    """The record an item's answer stands in."""
    if rule.item.kind == "conformity" or (rule.conformity and not rule.leaves):
        return f"conformity/{rule.item.id}"
    return f"levels/{rule.item.level}" if rule.item.kind == "level" else f"items/{rule.item.id}"


def links_of(rule: RuleItem) -> frozenset[str]:
    """The records whose evidence belongs to an item."""
    return frozenset({record_of(rule), f"items/{rule.item.id}"})


def evidence_of(view: AuditView, rule: RuleItem) -> tuple[Evidence, ...]:
    """The evidence linked to a clause or to what was observed of it, in the order it was taken in."""
    links = _all_links(view, rule)
    return tuple(one for one in view.document.evidence if not links.isdisjoint(one.links))


def own_links(view: AuditView, rule: RuleItem, entry: Evidence) -> list[str]:
    """The links that make a piece of evidence belong to a clause."""
    links = _all_links(view, rule)
    return [link for link in entry.links if link in links]


def _all_links(view: AuditView, rule: RuleItem) -> frozenset[str]:
    return links_of(rule) | {f"observations/{one.id}" for one in view.document.observations if one.item == rule.item.id}


def evidence_counts(document: Assessment) -> dict[str, int]:
    """How many pieces of evidence are linked to each record; what belongs to an observation belongs to its clause."""
    clauses = {f"observations/{one.id}": f"items/{one.item}" for one in document.observations}
    counts: dict[str, int] = {}
    for entry in document.evidence:
        for link in {clauses.get(link, link) for link in entry.links}:
            counts[link] = counts.get(link, 0) + 1
    return counts


def row_states(view: AuditView, matters: tuple[Matter, ...], me: str = "", site: str | None = None) -> dict[str, RowState]:
    """The state of every row by its key. `me`: whose records are mine; `site`: open and deducted are those of this site alone."""
    linked = evidence_counts(view.document)
    missing = {row_of_missing(view.rules, one.id) for one in view.grade.missing}
    found = filters.standings(view.document, view.rules)
    rows = {key: _item_row(view, rule, linked, missing, found.get(key)) for key, rule in view.rules.items.items()}
    at_site = found if site is None else filters.standings(view.document, view.rules, site)
    for key, row in rows.items():
        stands = at_site.get(key)
        marks = frozenset(which for which in MARKS if stands is not None and filters.passes(stands, which, me))
        rows[key] = replace(row, marks=marks) if site is None else _row_at(row, stands, marks)
    for matter in matters:
        standing_of = standing(view, matter)
        required = site is None and matter.required
        rows[matter.key] = RowState(standing_of.state, word=standing_of.word, counts=required, open=required and matter.key in missing)
    return rows


def _row_at(row: RowState, stands: Standing | None, marks: frozenset[filters.Filter]) -> RowState:
    """A row as it stands at one site: the state stays that of the clause, the filters speak of the site."""
    if stands is None:
        return replace(row, counts=False, open=False, deducted=False, lacks=(), marks=marks)
    lacks = _lacks(stands.has_statement, stands.proven) if stands.deducted else ()
    counts = row.counts and (stands.answered or stands.noted or bool(stands.observers))
    return replace(row, counts=counts, open=stands.open, deducted=stands.deducted, lacks=lacks, marks=marks)


def _item_row(view: AuditView, rule: RuleItem, linked: dict[str, int], missing: set[str], stands: Standing | None) -> RowState:
    document, item = view.document, rule.item
    evidence = max(linked.get(link, 0) for link in links_of(rule))
    if item.kind == "level":
        return _level_row(view, rule, evidence, missing)
    state: State = item_state(view.rules, document, item.id)
    counts = item.kind in ASKED_KINDS
    lacks = what_lacks(document, rule, state, stands)
    if rule.points is not None:
        got, of = item_points(view.rules, document, item.id)
        answer = document.items.get(item.id)
        # A group with a number of its own stands for its clauses.
        own = counts or (answer is not None and answer.score is not None)
        return RowState(
            state,
            got,
            of,
            note=bool(answer and answer.note),
            evidence=evidence,
            lacks=lacks,
            counts=counts,
            open=item.id in missing,
            deducted=own and state in ("deducted", "lost"),
        )
    note = document.items.get(item.id)
    judged = document.conformity.get(item.id)
    noted = bool(judged.note) if isinstance(judged, ConformityAnswer) else bool(note and note.note)
    word = {"deducted": _("轻微"), "lost": _("严重")}.get(state, "") if counts else ""
    return RowState(
        state,
        word=word,
        note=noted,
        evidence=evidence,
        lacks=lacks,
        counts=counts,
        open=item.id in missing,
        deducted=counts and state in ("deducted", "lost"),
    )


def _level_row(view: AuditView, rule: RuleItem, evidence: int, missing: set[str]) -> RowState:
    level = rule.item.level
    if level not in judged_levels(view.rules):
        # The floor: it needs no judgement.
        return RowState("evidence", word=_("起点"), evidence=evidence)
    judged = view.document.levels.get(str(level))
    if judged is None:
        return RowState("empty", evidence=evidence, counts=True, open=rule.item.id in missing)
    lacks = () if judged.reason.strip() else (_("缺判断理由"),)
    word = _("达到") if judged.met else _("未达到")
    return RowState("done" if judged.met else "lost", word=word, evidence=evidence, lacks=lacks, counts=True, deducted=not judged.met)


def what_lacks(document: Assessment, rule: RuleItem, state: State, stands: Standing | None) -> tuple[str, ...]:
    """What a deduction is without: its statement, its objective evidence. Flagged, never blocked."""
    if state not in ("deducted", "lost") or stands is None:
        return ()
    if rule.item.kind == "conformity":
        return _lacks(stands.has_statement, stands.proven) if rule.item.id in document.conformity else ()
    answer = document.items.get(rule.item.id)
    if answer is None or not (rule.is_leaf or answer.score is not None):
        return ()
    return _lacks(stands.has_statement, stands.proven)


def _lacks(said: bool, shown: bool) -> tuple[str, ...]:
    return (_("缺扣分陈述"),) * (not said) + (_("缺客观证据"),) * (not shown)
