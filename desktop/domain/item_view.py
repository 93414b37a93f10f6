"""What the tree of clauses shows beside each item: the points got, what they are out of, and the state."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from desktop.domain.assessment import Answer, Assessment, ConformityAnswer
from desktop.domain.exact import ONE
from desktop.domain.rule_items import RuleItem
from desktop.domain.rules import Rules
from desktop.domain.scoring import value_of, way_of

ItemState = Literal["done", "deducted", "lost", "empty", "excluded", "partial", "unverified", "evidence"]


def item_points(rules: Rules, document: Assessment, item_id: str) -> tuple[Fraction | None, Decimal]:
    """Points got (None: unanswered or excluded) and what they are out of, for an item of a checked document.

    A group gives its own number, else the sum of what is answered under it, out of all that is not excluded.
    """
    rule = rules.items[item_id]
    full = rule.points or Decimal(0)
    own = document.items.get(item_id)
    if own is not None and (way_of(own) is not None or own.excluded is not None):
        return _value(rule, own), full
    if rule.is_leaf:
        return None, full
    got: Fraction | None = None
    left_out = Decimal(0)
    for key, answer in document.items.items():
        under = rules.items[key]
        if key == item_id or under.points is None or item_id not in under.path:
            continue
        if answer.excluded is not None:
            left_out += under.points
            continue
        value = _value(under, answer)
        if value is not None:
            got = value if got is None else got + value
    keeps = any(unit.id == rule.evaluation and unit.scoring and unit.scoring.exclusions == "keep-base" for unit in rules.units)
    return got, full if keeps else full - left_out


def _value(rule: RuleItem, answer: Answer) -> Fraction | None:
    way = way_of(answer)
    if way is None or rule.points is None:
        return None
    top, samples = value_of(rule, answer, way)
    return Fraction(top, samples * ONE)


def item_state(rules: Rules, document: Assessment, item_id: str) -> ItemState:
    """The state of a tree row. `unverified`: something is written but it does not count yet (carried without a value)."""
    rule = rules.items[item_id]
    own = document.items.get(item_id)
    if own is not None and own.excluded is not None:
        return "excluded"
    if rule.item.kind == "conformity":
        return _conformity_state(rule, document)
    if not rule.leaves and rule.conformity:
        return _whole({_conformity_state(rules.items[leaf], document) for leaf in rule.conformity})
    if not rule.leaves:
        return "evidence"
    if own is not None and (value := _value(rule, own)) is not None:
        return _scored(value, rule)
    for above in rule.path[:-1]:
        answer = document.items.get(above)
        if answer is not None and answer.excluded is not None:
            return "excluded"
        if answer is not None and way_of(answer) is not None:
            return "evidence"
    if rule.is_leaf:
        return "unverified" if own is not None and own.carried is not None else "empty"
    states = {item_state(rules, document, leaf) for leaf in rule.leaves}
    if "evidence" in states:
        # Groups below hold their leaves' numbers; the sum says how they stand together.
        got, of = item_points(rules, document, item_id)
        states = (states - {"evidence"}) | ({_share(got, of)} if got is not None else set())
    states |= {_conformity_state(rules.items[leaf], document) for leaf in rule.conformity}
    return _whole(states)


def _conformity_state(rule: RuleItem, document: Assessment) -> ItemState:
    for key in reversed(rule.path):
        answer = document.conformity.get(key)
        if isinstance(answer, ConformityAnswer):
            if answer.excluded is not None:
                return "excluded"
            answer = answer.result
        if answer is not None:
            return {"conforming": "done", "minor": "deducted", "severe": "lost"}[answer]  # type: ignore[return-value]
    return "empty"


def _scored(value: Fraction, rule: RuleItem) -> ItemState:
    return _share(value, rule.points or Decimal(0))


def _share(value: Fraction, of: Decimal) -> ItemState:
    if value >= Fraction(of):
        return "done"
    return "deducted" if value > 0 else "lost"


def _whole(states: set[ItemState]) -> ItemState:
    """The state of a group from those of its leaves."""
    if len(states) == 1:
        return next(iter(states))
    if states & {"empty", "partial", "unverified"}:
        return "partial"
    counted = states - {"excluded"}
    return "deducted" if counted & {"deducted", "lost"} else "done"
