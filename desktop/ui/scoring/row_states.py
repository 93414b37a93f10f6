"""What the tree shows beside each clause: state, points, marks; worked out from a view, without any widget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.assessment import Assessment, ConformityAnswer
from desktop.domain.grading import item_points, item_state
from desktop.domain.rule_items import RuleItem
from desktop.ui.scoring.matters import judged_levels, row_of_missing, standing
from desktop.ui.widgets.glyphs import State

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.scoring.matters import Matter

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


def record_of(rule: RuleItem) -> str:
    """The record an item's answer stands in."""
    if rule.item.kind == "conformity" or (rule.conformity and not rule.leaves):
        return f"conformity/{rule.item.id}"
    return f"levels/{rule.item.level}" if rule.item.kind == "level" else f"items/{rule.item.id}"


def links_of(rule: RuleItem) -> frozenset[str]:
    """The records whose evidence belongs to an item."""
    return frozenset({record_of(rule), f"items/{rule.item.id}"})


def evidence_counts(document: Assessment) -> dict[str, int]:
    """How many pieces of evidence are linked to each record."""
    counts: dict[str, int] = {}
    for entry in document.evidence:
        for link in entry.links:
            counts[link] = counts.get(link, 0) + 1
    return counts


def row_states(view: AuditView, matters: tuple[Matter, ...]) -> dict[str, RowState]:
    """The state of every row by its key."""
    linked = evidence_counts(view.document)
    missing = {row_of_missing(view.rules, one.id) for one in view.grade.missing}
    rows = {key: _item_row(view, rule, linked, missing) for key, rule in view.rules.items.items()}
    for matter in matters:
        stands = standing(view, matter)
        rows[matter.key] = RowState(stands.state, word=stands.word, counts=matter.required, open=matter.key in missing)
    return rows


def _item_row(view: AuditView, rule: RuleItem, linked: dict[str, int], missing: set[str]) -> RowState:
    document, item = view.document, rule.item
    evidence = max(linked.get(link, 0) for link in links_of(rule))
    if item.kind == "level":
        return _level_row(view, rule, evidence, missing)
    state: State = item_state(view.rules, document, item.id)
    counts = item.kind in ASKED_KINDS
    lacks = what_lacks(document, rule, state, evidence)
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


def what_lacks(document: Assessment, rule: RuleItem, state: State, evidence: int) -> tuple[str, ...]:
    """What a deduction is without: its statement, its objective evidence. Flagged, never blocked."""
    if state not in ("deducted", "lost"):
        return ()
    if rule.item.kind == "conformity":
        judged = document.conformity.get(rule.item.id)
        if judged is None:
            return ()
        said = isinstance(judged, ConformityAnswer) and bool(judged.note)
        return _lacks(said, evidence > 0)
    answer = document.items.get(rule.item.id)
    if answer is None or not (rule.is_leaf or answer.score is not None):
        return ()
    if answer.deductions is not None:
        return _lacks(all(one.statement.strip() for one in answer.deductions), all(one.evidence for one in answer.deductions))
    return _lacks(bool(answer.note), evidence > 0)


def _lacks(said: bool, shown: bool) -> tuple[str, ...]:
    return (_("缺扣分陈述"),) * (not said) + (_("缺客观证据"),) * (not shown)
