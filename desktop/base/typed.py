"""Plain data into frozen types, strictly, with the place and the reason in words when it does not fit."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from desktop.base.errors import BadInput
from desktop.base.spelling import check_decimals, whole_numbers
from desktop.base.words import _

T = TypeVar("T")

# What a text may hold, as patterns for types and for JSON Schema: no control characters; in a long text lines and tabs.
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f]*(?![\s\S])"
LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*(?![\s\S])"

_EXPECTED = re.compile(
    r"^Expected `(?P<want>[^`]*)`(?: (?P<rule>[<>=]+|of length [<>=]+|matching regex) `?(?P<bound>[^`]*)`?)?(?:, got `(?P<got>[^`]*)`)?"
)
_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]*)`")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")
_ENUM = re.compile(r"^Invalid enum value (?P<value>.*?)(?: - at|$)")
_PLACE = re.compile(r" - at (?P<key>`key` in )?`\$?\.?(?P<path>[^`]*)`$")
_KINDS = {
    "str": "文本",
    "int": "整数",
    "float": "数",
    "decimal": "数",
    "bool": "true 或 false",
    "object": "对象",
    "array": "列表",
    "null": "空值",
    "date": "日期（如 2026-11-20）",
}


def convert(value: Any, kind: type[T], name: str, *, strict: bool = True) -> T:
    """The value as `kind`. Raises BadInput naming the source, the place in it, the reason and what to do."""
    check_decimals(value, kind, name)
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError:
        # Rare, so what it costs is paid only here: whole numbers written as text or with a point.
        value = whole_numbers(value, kind, name)
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        message = str(error)
        raise BadInput(_("{name}：{reason}").format(name=name, reason=explain(message, _key(value, kind, message, strict)))) from None


def explain(message: str, key: str = "") -> str:
    """What a msgspec message says, in words: place, reason, what to do. `key` stands for the entry of a map it leaves unnamed."""
    place = _PLACE.search(message)
    where = place["path"] if place and place["path"] else ""
    if key:
        where = where.replace("[...]", f".{key}", 1)
    if where and place and place["key"]:
        where = _("{map} 的一个键").format(map=where)
    message = _PLACE.sub("", message)
    if unknown := _UNKNOWN.search(message):
        reason = _("有不认识的键 “{key}”，请删去或改正拼写").format(key=unknown["name"][:80])
    elif missing := _MISSING.search(message):
        reason = _("缺少必填的键 “{key}”，请补上").format(key=missing["name"])
    elif wrong := _ENUM.match(message):
        reason = _("的值 {value} 不在允许的取值之中，请对照文档格式改正").format(value=wrong["value"][:80])
    elif expected := _EXPECTED.match(message):
        reason = _reason(expected)
    elif "RFC3339" in message:
        reason = _("的日期不存在或写法不对，应写作 2026-11-20")
    else:
        reason = _("的值不符合格式，请对照文档格式改正")
    return _("{where} 处{reason}。").format(where=where, reason=reason) if where else _("{reason}。").format(reason=reason)


def _key(value: Any, kind: Any, message: str, strict: bool) -> str:
    """The entry of a map that msgspec writes as `[...]`: the first that does not pass by itself."""
    place = _PLACE.search(message)
    section = place["path"].partition("[...]")[0] if place and "[...]" in place["path"] else ""
    entries = value.get(section) if isinstance(value, dict) and section else None
    if not isinstance(entries, dict) or len(entries) > 10_000:
        return ""
    for key, entry in entries.items():
        try:
            msgspec.convert({**value, section: {key: entry}}, kind, strict=strict)
        except msgspec.ValidationError as error:
            if str(error) == message:
                return str(key)[:80]
    return ""


def _reason(found: re.Match[str]) -> str:
    want = " / ".join(_KINDS.get(part.strip(), part.strip()) for part in found["want"].split("|"))
    if found["rule"] == "matching regex" and found["bound"] == repr(ONE_LINE):
        return _("有换行、制表符或看不见的控制字符，请删去")
    if found["rule"] == "matching regex" and found["bound"] == repr(LINES):
        return _("有看不见的控制字符，请删去")
    if found["rule"] == "matching regex":
        return _("的写法不符合要求，请改正")
    if found["rule"] and found["rule"].startswith("of length"):
        if (found["rule"], found["bound"]) == ("of length >=", "1"):
            return _("是空的，请填写")
        return _("长度应 {rule} {bound}，请改正").format(rule=found["rule"][len("of length ") :], bound=found["bound"])
    if found["rule"]:
        return _("应 {rule} {bound}，请改正").format(rule=found["rule"], bound=found["bound"])
    if found["got"]:
        return _("应为{want}，实为{got}，请改正").format(want=want, got=_KINDS.get(found["got"], found["got"]))
    return _("应为{want}，请改正").format(want=want)
