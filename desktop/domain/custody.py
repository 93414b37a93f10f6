"""The chain of custody of a piece of evidence in words: each touch that its history tells, who, when, where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct

from desktop.base.words import _
from desktop.domain.history import Action, Change

_SILENT = frozenset(
    {"name", "media_type", "size", "width", "height", "taken_at", "received_at", "added_at", "added_by", "device", "gps", "source"}
)


class Touch(Struct, frozen=True):
    """One thing that was done to a piece of evidence. `at` is a stamp, `device` the machine it was done on."""

    at: str
    by: str
    device: str
    text: str


def custody(actions: Iterable[Action], evidence: str, titles: Mapping[str, str]) -> list[Touch]:
    """The touches of one piece of evidence, oldest first. `titles`: what records are called in words, by their path."""
    record = f"evidence/{evidence}"
    touches = []
    for action in actions:
        changes = [change for change in action.changes if change.record == record]
        if changes:
            touches.append(Touch(action.at, action.by, action.device, _told(action, changes, titles)))
    return touches


def _told(action: Action, changes: Sequence[Change], titles: Mapping[str, str]) -> str:
    fields = {change.field: change for change in changes}
    parts: list[str] = []
    if "sha256" in fields:
        parts.append(_arrival(action, fields))
    parts += [text for field, change in fields.items() if field not in _SILENT and (text := _one(field, change, titles))]
    # Facts of the file change by no action of the program, so a change of one alone has to be seen.
    if not parts:
        parts = [_("改动 {field}：{before} → {after}").format(field=field, before=_value(change.before), after=_value(change.after))
                 for field, change in fields.items()]  # fmt: skip
    told = "；".join(parts)
    if action.name == "undo":
        return _("撤销：{told}").format(told=told)
    return _("重做：{told}").format(told=told) if action.name == "redo" else told


def _arrival(action: Action, fields: Mapping[str, Change]) -> str:
    if fields["sha256"].after is UNSET:
        return _("移出本次审查（原件仍在证据库）")
    if fields["sha256"].before is not UNSET:
        return _("原件换成 SHA-256 {sha}").format(sha=_value(fields["sha256"].after))
    source = _value(fields["source"].after) if "source" in fields else _("来源未记")
    if action.name == "import-document":
        source = _("导入的评定文档")
    name = _value(fields["name"].after) if "name" in fields else _("无名文件")
    return _("加入 {name}，来自{source}，SHA-256 {sha}").format(name=name, source=source, sha=_value(fields["sha256"].after))


def _one(field: str, change: Change, titles: Mapping[str, str]) -> str:
    before, after = change.before, change.after
    if field == "links":
        return _lists(
            [_called(link, titles) for link in _list(before)],
            [_called(link, titles) for link in _list(after)],
            _("关联 {what}"),
            _("取消关联 {what}"),
        )
    if field == "caption":
        return _("删去说明") if after is UNSET else _("说明写为“{text}”").format(text=_value(after))
    if field == "order":
        return _("取消报告中的次序") if after is UNSET else _("报告中排第 {place} 位").format(place=after)
    if field == "left_out":
        return _("列入报告") if after is UNSET or after is False else _("不列入报告")
    if field == "marks":
        return _marks(_list(before), _list(after))
    return ""


def _marks(before: list[Any], after: list[Any]) -> str:
    added, removed = _counts(after, before), _counts(before, after)
    if added == removed and added:
        return _("移动 {what}").format(what=added)
    parts = [_("加上 {what}").format(what=added)] if added else []
    parts += [_("删去 {what}").format(what=removed)] if removed else []
    return "，".join(parts) or _("标注次序改变")


def _counts(here: list[Any], there: list[Any]) -> str:
    """How many marks of each kind are here and not there."""
    names = {"arrow": _("箭头"), "box": _("方框"), "text": _("文字"), "redact": _("遮盖")}
    rest = list(there)
    counts: dict[str, int] = {}
    for mark in here:
        if mark in rest:
            rest.remove(mark)
        else:
            kind = names.get(mark.get("kind", "") if isinstance(mark, dict) else "", _("标注"))
            counts[kind] = counts.get(kind, 0) + 1
    return "、".join(_("{kind} {count} 处").format(kind=kind, count=count) for kind, count in counts.items())


def _lists(before: list[str], after: list[str], added: str, removed: str) -> str:
    more = [one for one in after if one not in before]
    less = [one for one in before if one not in after]
    parts = [added.format(what="、".join(more))] if more else []
    parts += [removed.format(what="、".join(less))] if less else []
    return "，".join(parts)


def _called(record: str, titles: Mapping[str, str]) -> str:
    section, _slash, key = record.partition("/")
    return titles.get(record) or (key if section in ("items", "conformity") else record)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _value(value: Any) -> str:
    return _("无") if value is UNSET or value is None else str(value)
