"""`data/history.jsonl`: one action a line, canonical JSON, so that the same history gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from desktop.base.errors import NotVerified, Refused
from desktop.base.strict_json import read_json
from desktop.base.words import _
from desktop.domain.history import Action

NAME = "history.jsonl"
_LINES_LIMIT = 1_000_000


def encode_history(actions: Iterable[Action]) -> bytes:
    """One line an action, keys sorted, no spaces, LF; absent values are left out (null is a value)."""
    lines = (
        json.dumps(msgspec.to_builtins(action), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
        for action in actions
    )
    return "".join(line + "\n" for line in lines).encode("utf-8")


def decode_history(data: bytes) -> list[Action]:
    """The actions in the order of their lines. NotVerified with the line's number when one is not exactly as encode_history writes it."""
    if data and not data.endswith(b"\n"):
        raise _bad(data.count(b"\n") + 1)
    lines = data.split(b"\n")[:-1]
    if len(lines) > _LINES_LIMIT:
        raise NotVerified(_("{name}：超过 {count} 行，不能导入。").format(name=NAME, count=_LINES_LIMIT))
    actions = []
    for number, line in enumerate(lines, 1):
        try:
            action = msgspec.convert(_plain(read_json(line, NAME)), Action)
        except (Refused, msgspec.ValidationError):
            raise _bad(number) from None
        if encode_history([action]) != line + b"\n":
            raise _bad(number)
        actions.append(action)
    return actions


def _plain(value: Any) -> Any:
    """Values of the history are texts, whole numbers, truth values, null, lists and objects: points are written as text."""
    if isinstance(value, Decimal):
        raise msgspec.ValidationError("number with a point")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _bad(number: int) -> NotVerified:
    return NotVerified(_("{name}：第 {line} 行不是一条规范的操作记录，不能导入。").format(name=NAME, line=number))
