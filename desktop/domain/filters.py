"""Which clauses are open, cost points, lack something, carry a note, are one auditor's or one site's; how far each chapter is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from msgspec import Struct

from desktop.domain.assessment import Answer, Assessment, ConformityAnswer, Observation
from desktop.domain.item_view import item_points
from desktop.domain.measures import is_reasoned, judged_levels, read_conformity
from desktop.domain.observation import by_item, differences, verdict
from desktop.domain.rule_items import RuleItem
from desktop.domain.rules import Rules
from desktop.domain.scoring import has_value, tally

Filter = Literal[
    "unanswered",
    "answered",
    "deducted",
    "deduction-without-statement",
    "deduction-without-evidence",
    "without-evidence",
    "noted",
    "mine",
    "excluded",
    "overridden",
    "differing",
]
FILTERS: tuple[Filter, ...] = get_args(Filter)


class Standing(Struct, frozen=True, kw_only=True):
    """How one clause stands."""

    item: str
    open: bool  # the grade still needs an answer here
    answered: bool  # here, not by a group above it
    deducted: bool  # it costs points, does not conform, or its level is not met
    has_statement: bool
    # Every deduction shows its evidence; for a value without deductions: the clause has some.
    proven: bool
    has_evidence: bool
    noted: bool
    observers: frozenset[str]
    excluded: bool
    overridden: bool  # the leader's value stands in place of what was observed
    differing: bool  # auditors at one site disagree


# The head office among the sites, where an observation names none.
HEAD_OFFICE = ""


class ChapterDone(Struct, frozen=True):
    """How far a first-level indicator is: clauses that need no further answer, of all the grade needs."""

    id: str
    name: str
    done: int
    total: int


def standings(document: Assessment, rules: Rules, site: str | None = None) -> dict[str, Standing]:
    """Every clause that the grade needs, is answered, noted or was observed, in the order of the tree; of a checked document.

    With a site's id (HEAD_OFFICE: where no site is named), every clause as it was observed there: what has no result there is open.
    """
    needed, still_open = _asked(document, rules)
    if site is not None:
        return _standings_at(document, rules, site, needed)
    seen = by_item(document.observations)
    shown = {link for one in document.evidence for link in one.links}
    found = {}
    for key, rule in rules.items.items():
        standing = _standing(document, rules, rule, seen.get(key, []), shown, still_open=key in still_open)
        if key in needed or standing.answered or standing.noted or standing.observers:
            found[key] = standing
    return found


def filtered(document: Assessment, rules: Rules, which: Filter, *, author: str = "", site: str | None = None) -> list[str]:
    """The ids of the clauses that a filter leaves, in the order of the tree. `mine`: what `author` observed; `site` as in standings."""
    return [key for key, one in standings(document, rules, site).items() if passes(one, which, author)]


def passes(standing: Standing, which: Filter, author: str = "") -> bool:
    """Whether a clause passes a filter."""
    return bool(_TESTS[which](standing)) if which != "mine" else author in standing.observers


_TESTS: dict[Filter, Callable[[Standing], bool]] = {
    "unanswered": lambda one: one.open,
    "answered": lambda one: one.answered,
    "deducted": lambda one: one.deducted,
    "deduction-without-statement": lambda one: one.deducted and not one.has_statement,
    "deduction-without-evidence": lambda one: one.deducted and not one.proven,
    "without-evidence": lambda one: one.answered and not one.has_evidence,
    "noted": lambda one: one.noted,
    "excluded": lambda one: one.excluded,
    "overridden": lambda one: one.overridden,
    "differing": lambda one: one.differing,
}


def next_unanswered(document: Assessment, rules: Rules, after: str | None = None, *, site: str | None = None) -> str | None:
    """The next clause to answer behind a place in the tree, from the top again at its end; None when nothing is open.

    With a site: the next that has no result there.
    """
    still_open = _asked(document, rules)[1] if site is None else {key for key, one in standings(document, rules, site).items() if one.open}
    order = list(rules.items)
    start = order.index(after) + 1 if after is not None and after in rules.items else 0
    return next((key for key in order[start:] + order[:start] if key in still_open), None)


def chapters(document: Assessment, rules: Rules) -> list[ChapterDone]:
    """How far each chapter is, in the order of the tree; clauses outside any chapter count under their root."""
    needed, still_open = _asked(document, rules)
    counts: dict[str, list[int]] = {}
    for key in needed:
        rule = rules.items[key]
        count = counts.setdefault(rule.chapter or rule.path[0], [0, 0])
        count[0] += key not in still_open
        count[1] += 1
    return [ChapterDone(key, rules.items[key].name, *counts[key]) for key in rules.items if key in counts]


def _asked(document: Assessment, rules: Rules) -> tuple[dict[str, None], set[str]]:
    """The clauses that the grade needs, in tree order, and those of them that are still open."""
    needed: set[str] = set()
    done = set(tally(document, rules).covered)
    for unit in rules.units:
        needed.update(unit.leaves)
        if unit.holds_conformity:
            needed.update(rules.conformity)
            done |= read_conformity(document, rules).covered
        keys = [need.key for need in unit.needs if need.kind == "level"]
        by_level = {str(rule.item.level): key for key, rule in rules.items.items() if rule.item.kind == "level"}
        for key in keys:
            # Judged upwards until the first that is not met; what lies above it needs no judgement.
            if key in by_level:
                needed.add(by_level[key])
                done |= {by_level[key]} if is_reasoned(unit, document, key) else set()
            if not judged_levels(unit, document).get(key):
                break
    return {key: None for key in rules.items if key in needed}, needed - done


def _standing(
    document: Assessment, rules: Rules, rule: RuleItem, observations: list[Observation], shown: set[str], *, still_open: bool
) -> Standing:
    key = rule.item.id
    answer, judged = document.items.get(key), document.conformity.get(key)
    told = judged if isinstance(judged, ConformityAnswer) else ConformityAnswer(result=judged) if judged is not None else ConformityAnswer()
    level = document.levels.get(str(rule.item.level)) if rule.item.kind == "level" else None
    words = [answer.note if answer else None, told.note, level.reason if level else None]
    rolled = told.rolled or (answer is not None and answer.rolled)
    said = any((text or "").strip() for text in (*words, *(one.seen for one in observations if rolled)))
    records = {f"items/{key}", f"conformity/{key}", *(f"observations/{one.id}" for one in observations)}
    if rule.item.kind == "level":
        records.add(f"levels/{rule.item.level}")
    linked = not records.isdisjoint(shown)
    lost = (answer.deductions if answer else None) or ()
    own = _gives(answer) or told.result is not None or told.excluded is not None or level is not None
    return Standing(
        item=key,
        open=still_open,
        answered=own,
        deducted=_deducted(document, rules, rule, answer, told) or (level is not None and not level.met),
        has_statement=all(one.statement.strip() for one in lost) if lost else said,
        proven=all(one.evidence for one in lost) if lost else linked,
        has_evidence=linked or any(one.evidence for one in lost),
        noted=any((text or "").strip() for text in words[:2]),
        observers=frozenset(one.auditor for one in observations if one.auditor),
        excluded=(answer is not None and answer.excluded is not None) or told.excluded is not None,
        overridden=told.override is not None or (answer is not None and answer.override is not None),
        differing=bool(differences(observations)),
    )


def _standings_at(document: Assessment, rules: Rules, site: str, needed: Iterable[str]) -> dict[str, Standing]:
    here = by_item(one for one in document.observations if (one.site or HEAD_OFFICE) == site)
    shown = {link for one in document.evidence for link in one.links}
    left_out = {key for key, answer in document.items.items() if answer.excluded is not None}
    left_out |= {key for key, told in document.conformity.items() if isinstance(told, ConformityAnswer) and told.excluded is not None}
    asked = set(needed)
    return {
        key: _standing_at(key, here.get(key, []), shown, asked=key in asked, excluded=not left_out.isdisjoint(rule.path))
        for key, rule in rules.items.items()
        if key in here or (key in asked and rule.item.kind != "level")
    }


def _standing_at(key: str, here: list[Observation], shown: set[str], *, asked: bool, excluded: bool) -> Standing:
    """A clause as it was observed at one site."""
    valued = [one for one in here if verdict(one) is not None]
    against = [one for one in valued if verdict(one) not in ("fine", "conforming")]
    lost = [one for entry in against for one in entry.deductions or ()]
    bare = [one for one in against if not one.deductions]
    linked = [f"observations/{one.id}" in shown for one in here]
    return Standing(
        item=key,
        open=asked and not valued and not excluded,
        answered=bool(valued),
        deducted=bool(against),
        has_statement=all(one.statement.strip() for one in lost) and all((one.seen or "").strip() for one in bare),
        proven=all(one.evidence for one in lost) and all(f"observations/{one.id}" in shown for one in bare),
        has_evidence=any(linked) or any(one.evidence for one in lost),
        noted=any((one.seen or "").strip() for one in here),
        observers=frozenset(one.auditor for one in here if one.auditor),
        excluded=excluded,
        overridden=False,
        differing=bool(differences(here)),
    )


def _gives(answer: Answer | None) -> bool:
    return answer is not None and (has_value(answer) or answer.excluded is not None)


def _deducted(document: Assessment, rules: Rules, rule: RuleItem, answer: Answer | None, told: ConformityAnswer) -> bool:
    if told.result in ("minor", "severe"):
        return True
    if answer is None or rule.points is None or not has_value(answer):
        return False
    got, of = item_points(rules, document, rule.item.id)
    return got is not None and got < of
