"""Numbers in plain data as people and programs write them: decimals in plain digits alone, whole numbers also as text or decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from msgspec import inspect

from desktop.base.errors import BadInput
from desktop.base.words import _

Leaf = Literal["decimal", "whole"]

# Decimal() would also take 1_0, digits of any script, NaN and a text of any length.
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
# A whole number as text, for JSON Schema.
WHOLE = r"^[+-]?[0-9]+(\.0*)?$"
_LONGEST = 60
_MOST_DIGITS = 15


def is_number(text: str) -> bool:
    """Whether a text is one decimal number in plain digits."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def check_decimals(value: Any, kind: Any, name: str) -> None:
    """BadInput, with the place, for a decimal written as a text that is no plain number."""
    plan = _plan(kind, "decimal")
    if plan is not None:
        try:
            _check(value, plan)
        except _Wrong as wrong:
            raise BadInput(
                _("{name}：{where} 处的数“{text}”写法不对，请改为半角的普通十进制数，如 9.5。").format(
                    name=name, where=wrong.where(), text=wrong.text
                )
            ) from None


def whole_numbers(value: Any, kind: Any, name: str) -> Any:
    """The data with each whole number that came as text or decimal ("40", 40.0) made one. BadInput, with the place, for 40.5."""
    plan = _plan(kind, "whole")
    if plan is None:
        return value
    try:
        return _whole(value, plan)
    except _Wrong as wrong:
        raise BadInput(
            _("{name}：{where} 处应为整数，实为 {text}，请改正。").format(name=name, where=wrong.where(), text=wrong.text)
        ) from None


@dataclass(slots=True)
class _Plan:
    """Where in data of one type numbers stand; everything else is left out."""

    leaf: bool = False
    fields: dict[str, _Plan] = field(default_factory=dict)  # of an object
    each: _Plan | None = None  # of every entry of a map or list


class _Wrong(Exception):
    """What does not fit, its place gathered on the way up."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.text = str(value)[:40]
        self.steps: list[str] = []

    def where(self) -> str:
        return "".join(reversed(self.steps)).removeprefix(".")[:200]


def _check(value: Any, plan: _Plan) -> None:
    if plan.leaf and type(value) is str and not is_number(value):
        raise _Wrong(value)
    for step, entry, inner in _inside(value, plan):
        try:
            _check(entry, inner)
        except _Wrong as wrong:
            wrong.steps.append(_step(step))
            raise


def _whole(value: Any, plan: _Plan) -> Any:
    if plan.leaf and isinstance(value, str | float | Decimal):
        return _integer(value)
    made: Any = value
    for step, entry, inner in _inside(value, plan):
        try:
            whole = _whole(entry, inner)
        except _Wrong as wrong:
            wrong.steps.append(_step(step))
            raise
        if whole is not entry:
            # The data given are shared with others: only the copy changes.
            made = copy(value) if made is value else made
            made[step] = whole
    return made


def _inside(value: Any, plan: _Plan) -> Iterator[tuple[str | int, Any, _Plan]]:
    """The entries that may hold numbers, with what is to be found there."""
    if isinstance(value, dict):
        for name, inner in plan.fields.items():
            if (entry := value.get(name)) is not None:
                yield name, entry, inner
        if plan.each is not None:
            for key, entry in value.items():
                yield key, entry, plan.each
    elif plan.each is not None and isinstance(value, list):
        for place, entry in enumerate(value):
            yield place, entry, plan.each


def _step(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step[:80]}"


def _integer(value: str | float | Decimal) -> Any:
    """The whole number; a text that is no number at all stays, for the type to refuse."""
    if isinstance(value, str) and not is_number(value):
        return value
    number = Decimal(value)
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS or number != number.to_integral_value():
        raise _Wrong(value)
    return int(number)


@lru_cache(maxsize=256)
def _plan(kind: Any, leaf: Leaf) -> _Plan | None:
    return _of(inspect.type_info(kind), leaf, {})


def _of(info: Any, leaf: Leaf, known: dict[Any, _Plan | None]) -> _Plan | None:
    if isinstance(info, inspect.Metadata):
        return _of(info.type, leaf, known)
    if isinstance(info, inspect.UnionType):
        return _of_union(info, leaf, known)
    if isinstance(info, inspect.DecimalType if leaf == "decimal" else inspect.IntType):
        return _Plan(leaf=True)
    if isinstance(info, inspect.StructType):
        if info.cls not in known:
            known[info.cls] = None
            fields = {one.encode_name: inner for one in info.fields if (inner := _of(one.type, leaf, known)) is not None}
            known[info.cls] = _Plan(fields=fields) if fields else None
        return known[info.cls]
    if isinstance(info, inspect.DictType):
        each = _of(info.value_type, leaf, known)
    elif isinstance(info, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType):
        each = _of(info.item_type, leaf, known)
    else:
        return None
    return _Plan(each=each) if each is not None else None


def _of_union(info: inspect.UnionType, leaf: Leaf, known: dict[Any, _Plan | None]) -> _Plan | None:
    """What any member asks; where a text or another number is welcome too, what is written stays as it is."""
    open_to_text = any(isinstance(one, inspect.StrType | inspect.AnyType | inspect.FloatType) for one in info.types)
    both = any(isinstance(one, inspect.DecimalType) for one in info.types) and leaf == "whole"
    result = _Plan()
    for one in info.types:
        part = _of(one, leaf, known)
        if part is None:
            continue
        result.leaf = result.leaf or (part.leaf and not open_to_text and not both)
        result.fields = result.fields | part.fields
        result.each = result.each or part.each
    return result if result.leaf or result.fields or result.each else None
