"""Settings choose between readings and fill open values: each becomes changes to the scheme's plain data."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.scheme import Gap, Patch
from desktop.schemes.source import Plain

READING = "reading"
# What names an element of a list, the first that it has.
NAMES = ("id", "stars", "what", "kind", "up_to")
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,12})?", re.ASCII)

Data = dict[str, Plain]


def patches(gaps: Sequence[Gap], settings: Mapping[str, str]) -> list[Patch]:
    """The changes that the settings ask for, in the order of the gaps. BadInput names what is allowed."""
    by_id = {gap.id: gap for gap in gaps}
    for name in settings:
        if name not in by_id:
            known = "、".join(sorted(by_id)) or _("无")
            raise BadInput(_("设置“{name}”不是本方案的缺口编号，可用：{known}。").format(name=name[:60], known=known))
    return [patch for gap in gaps if gap.id in settings for patch in _chosen(gap, settings[gap.id])]


def _chosen(gap: Gap, value: str) -> Iterable[Patch]:
    if value == READING:
        return ()
    if value in gap.choices:
        return gap.choices[value].patch
    if gap.sets is not None and _fits(gap, value):
        return (Patch(path=gap.sets, value=value),)
    raise BadInput(_("设置 {id} 不能是“{value}”，可用：{allowed}。").format(id=gap.id, value=value[:60], allowed=allowed(gap)))


def allowed(gap: Gap) -> str:
    """What a setting of this gap may be, for a person."""
    kinds = {"percent": _("0 到 100 的数"), "number": _("不小于 0 的数"), "text": _("1 到 200 字的文字")}
    own = [kinds[gap.value]] if gap.sets is not None and gap.value else []
    return "、".join([READING, *gap.choices, *own])


def _fits(gap: Gap, value: str) -> bool:
    if gap.value == "text":
        return bool(value.strip()) and len(value) <= 200 and value.isprintable()
    if not _NUMBER.fullmatch(value):
        return False
    return gap.value != "percent" or Decimal(value) <= 100


def patched(data: Data, changes: Iterable[Patch]) -> Data:
    """A copy of the data with the changes made. BadInput if a path leads nowhere."""
    changed = copy.deepcopy(data)
    for change in changes:
        if not _apply(changed, change):
            raise BadInput(_("路径 {path} 不通：方案中没有这一处，请改正。").format(path=change.path))
    return changed


def _apply(data: Data, change: Patch) -> bool:
    """Makes one change in place; False if the path leads nowhere."""
    *way, last = change.path.split("/")
    at: Plain = data
    for step in way:
        at = _inside(at, step)
    if isinstance(at, dict):
        if not change.remove:
            at[last] = _value(change)
            return True
        return at.pop(last, _ABSENT) is not _ABSENT
    holder = _holder(at, last)
    if holder is None:
        return False
    place = _place(holder, last)
    if change.remove:
        del holder[place]
    else:
        holder[place] = _value(change)
    return True


_ABSENT = object()


def _value(change: Patch) -> Plain:
    """The value as it would have been read from the file, where scalars are text."""
    value = change.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return copy.deepcopy(value)  # type: ignore[return-value]  # list[str] and dict[str, str] are plain


def _inside(at: Plain, step: str) -> Plain:
    if isinstance(at, dict):
        return at.get(step)
    holder = _holder(at, step)
    return None if holder is None else holder[_place(holder, step)]


def _holder(at: Plain, name: str) -> list[Plain] | None:
    """The list that holds the named element: this one, or for the tree of items one below it."""
    if not isinstance(at, list):
        return None
    if _place(at, name) >= 0:
        return at
    below = (_holder(part.get("items"), name) for part in at if isinstance(part, dict))
    return next((found for found in below if found is not None), None)


def _place(holder: list[Plain], name: str) -> int:
    return next((place for place, part in enumerate(holder) if _name(part) == name), -1)


def _name(part: Plain) -> Plain:
    if isinstance(part, dict):
        return next((part[key] for key in NAMES if key in part), None)
    return part
