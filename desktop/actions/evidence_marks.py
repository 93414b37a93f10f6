"""Marks drawn on a derived copy: arrow, box, text, redaction. The original's bytes never change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions.evidence_links import entry
from desktop.actions.workspace import Changes, Workspace, builtins
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.assessment import Mark
from desktop.domain.evidence import PICTURES

Kind = Literal["arrow", "box", "text", "redact"]

_MOST = 200
_TEXT_LIMIT = 200
_PLACES = 6


def add_mark(
    ws: Workspace, audit: str, evidence: str, kind: Kind, x: Decimal, y: Decimal, to_x: Decimal, to_y: Decimal, text: str = ""
) -> Changes:
    """Draw on a picture: from (x, y) to (to_x, to_y), shares 0 to 1 of the upright picture from its top left corner."""
    marks = _marks(ws, audit, evidence)
    if len(marks) >= _MOST:
        raise BadInput(_("一张图片最多 {most} 处标注，请先删去一些。").format(most=_MOST))
    return _put(ws, audit, evidence, "add-mark", [*marks, _checked(Mark(kind=kind, x=x, y=y, to_x=to_x, to_y=to_y, text=text))])


def change_mark(
    ws: Workspace,
    audit: str,
    evidence: str,
    number: int,
    x: Decimal | None = None,
    y: Decimal | None = None,
    to_x: Decimal | None = None,
    to_y: Decimal | None = None,
    text: str | None = None,
) -> Changes:
    """Move a mark or change its words; `number` counts from 1. What is not given stays."""
    marks = _marks(ws, audit, evidence)
    old = _numbered(marks, number)
    new = Mark(
        kind=old.kind,
        x=old.x if x is None else x,
        y=old.y if y is None else y,
        to_x=old.to_x if to_x is None else to_x,
        to_y=old.to_y if to_y is None else to_y,
        text=old.text if text is None else text,
    )
    marks[number - 1] = _checked(new)
    return _put(ws, audit, evidence, "change-mark", marks)


def remove_mark(ws: Workspace, audit: str, evidence: str, number: int) -> Changes:
    """Take a mark away; `number` counts from 1."""
    marks = _marks(ws, audit, evidence)
    _numbered(marks, number)
    del marks[number - 1]
    return _put(ws, audit, evidence, "remove-mark", marks)


def _put(ws: Workspace, audit: str, evidence: str, name: str, marks: list[Mark]) -> Changes:
    value: Any = builtins(marks) if marks else UNSET
    return ws.edit(audit, name, {(f"evidence/{evidence}", "marks"): value})


def _marks(ws: Workspace, audit: str, evidence: str) -> list[Mark]:
    one = entry(ws, audit, evidence)
    if one.media_type not in PICTURES:
        raise BadInput(_("{name} 不是图片，不能标注或遮盖。").format(name=one.name or evidence))
    return list(one.marks)


def _numbered(marks: list[Mark], number: int) -> Mark:
    if not 1 <= number <= len(marks):
        raise NotFound(_("没有第 {number} 处标注，这张图片共有 {count} 处。").format(number=number, count=len(marks)))
    return marks[number - 1]


def _checked(mark: Mark) -> Mark:
    places = [_share(value) for value in (mark.x, mark.y, mark.to_x, mark.to_y)]
    text = " ".join(mark.text.split())
    if len(text) > _TEXT_LIMIT:
        raise BadInput(_("标注文字超过 {most} 字，请缩短。").format(most=_TEXT_LIMIT))
    if mark.kind == "text" and not text:
        raise BadInput(_("请写出标注的文字。"))
    if mark.kind != "text" and places[:2] == places[2:]:
        raise BadInput(_("标注的起点和终点相同，请拉出一段距离。"))
    return Mark(kind=mark.kind, x=places[0], y=places[1], to_x=places[2], to_y=places[3], text=text if mark.kind == "text" else "")


def _share(value: Decimal) -> Decimal:
    if not value.is_finite() or not 0 <= value <= 1:
        raise BadInput(_("标注位置 {value} 不在图片内，应为 0 到 1 之间的数。").format(value=str(value)[:20]))
    return round(value, _PLACES).normalize() + 0
