"""Say in words what a value that leaves the format should have been, and find its place."""

from __future__ import annotations

import difflib
import re
import types
import typing
from typing import Any

import msgspec
from msgspec import ValidationError

from desktop.base.words import _
from desktop.schemes.source import Path, Plain

_KINDS = {"int": "整数", "str": "文字", "bool": "true 或 false", "array": "列表", "object": "“键: 值”的形式", "decimal": "数字"}
_PATTERNS = {
    ">=|<=": "应写成“>= 90”一类，比较号（>=、<=、>、<、=）加空格再加数字、true 或 false",
    "A-Za-z0-9": "只能用字母、数字、点、下划线和连字符，并以字母或数字开头",
    r"\d{1,3}/": "应写成“2/3”一类的分数",
}


def explained(kind: Any, value: Plain, error: str) -> tuple[Path, str]:
    """Path inside the value and a sentence, from msgspec's English message about converting the value to the kind."""
    message, place = _split(error)
    path = _path(kind, value, message, place)
    label = path[-1] if path and isinstance(path[-1], str) else _("此处")
    quoted = re.search(r"`(\w+)`", message)
    if quoted and "unknown field" in message:
        return (*path, quoted[1]), _unknown(quoted[1], _type_at(kind, path))
    if quoted and "missing required field" in message:
        return path, _missing(quoted[1])
    if "`key`" in place:
        return path, _("{label} 的键不对：{wanted}").format(label=label, wanted=_wanted(message, None))
    return path, _("{label} 的内容不对：{wanted}").format(label=label, wanted=_wanted(message, _type_at(kind, path)))


def _split(error: str) -> tuple[str, str]:
    message, found, place = error.rpartition(" - at ")
    return (message, place) if found else (error, "")


def _path(kind: Any, value: Plain, message: str, place: str) -> Path:
    path: list[str | int] = []
    at: Any = value
    for name, position in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", place):
        step: str | int | None = name or (_culprit(kind, value, at, message) if position == "..." else int(position))
        if step is None:
            break
        path.append(step)
        at = at[step]
    return tuple(path)


def _culprit(kind: Any, value: Plain, holder: dict[str, Plain], message: str) -> str | None:
    """The key of a mapping that msgspec's `[...]` means: the one that gives the same message when it stands alone."""
    saved = dict(holder)
    try:
        for key, inside in saved.items():
            holder.clear()
            holder[key] = inside
            try:
                msgspec.convert(value, kind, strict=False)
            except ValidationError as error:
                if _split(str(error))[0] == message:
                    return key
    finally:
        holder.clear()
        holder.update(saved)
    return None


def _type_at(kind: Any, path: Path) -> Any:
    """The type the format has at a path inside a struct; None where the walk ends."""
    for step in path:
        kind = _bare(kind)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            kind = typing.get_type_hints(kind).get(str(step))
        else:
            arguments = typing.get_args(kind)
            kind = arguments[1] if typing.get_origin(kind) is dict else arguments[0] if arguments else None
    return _bare(kind)


def _bare(kind: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return next(part for part in typing.get_args(kind) if part is not type(None))
    return kind


def _unknown(name: str, kind: Any) -> str:
    known = list(kind.__struct_fields__) if hasattr(kind, "__struct_fields__") else []
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return _("没有名为 {name} 的键，请删除；是不是要写 {near}").format(name=name, near=near[0])
    return _("没有名为 {name} 的键，请删除；可用的键：{known}").format(name=name, known="、".join(known))


def _missing(name: str) -> str:
    if name in ("clause", "rule", "basis"):
        return _("缺少出处（{name}）：每条规则都要写明来源，请补上").format(name=name)
    return _("缺少必填的键 {name}，请补上").format(name=name)


def _wanted(message: str, kind: Any) -> str:
    """What stood there instead of what, from the English message."""
    if "matching regex" in message:
        return next((_(text) for mark, text in _PATTERNS.items() if mark in message), _("写法不对"))
    if "enum value" in message:
        given = message.partition("value ")[2].strip("'")
        choices = typing.get_args(kind)
        if choices:
            return _("“{given}”不可用，可用：{choices}").format(given=given, choices="、".join(map(str, choices)))
        return _("“{given}”不可用，请按格式说明改正").format(given=given)
    length = re.search(r"of length (>=|<=)? ?(\d+)", message)
    if length:
        said = {">=": _("不能为空"), "<=": _("最多 {number} 个字"), None: _("应正好有 {number} 个值")}[length[1]]
        return said.format(number=length[2])
    limit = re.search(r"`\w+` (>=|<=) (-?\d+)", message)
    if limit:
        said = _("不能小于 {number}") if limit[1] == ">=" else _("不能大于 {number}")
        return said.format(number=limit[2])
    kinds = re.match(r"Expected `(\w+)", message)
    if kinds and kinds[1] in _KINDS:
        return _("应为{kind}").format(kind=_(_KINDS[kinds[1]]))
    return _("应为数字") if "decimal" in message else _("写法不对，请按格式说明改正")
