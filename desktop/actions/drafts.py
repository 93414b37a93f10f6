"""Typed text is safe before its field is left: each keystroke is kept as a draft, leaving the field makes it an action."""

from __future__ import annotations

import copy
from typing import Any

from msgspec import UNSET

from desktop.actions.workspace import Changes, Workspace
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.store.store import Draft

_LIMIT = 50_000


def keep_draft(ws: Workspace, audit: str, record: str, field: str, text: str) -> None:
    """Keep what is being typed. `field` may lead into a list: `deductions.0.statement`."""
    if len(text) > _LIMIT:
        raise BadInput(_("文字超过 {limit} 字，请分成几处填写。").format(limit=_LIMIT))
    ws.store.keep_draft(Draft(audit, record, field, text), clock.stamp(clock.now()))


def drop_draft(ws: Workspace, audit: str, record: str, field: str) -> None:
    """Forget a draft: the person gave it up."""
    ws.store.drop_draft(audit, record, field)


def drafts(ws: Workspace, audit: str) -> list[Draft]:
    """What was typed but is not part of the audit yet."""
    return [draft for draft in ws.store.drafts() if draft.audit == audit]


def commit_draft(ws: Workspace, audit: str, record: str, field: str) -> Changes:
    """The field is left: the draft becomes an action. Raises BadInput, and keeps the draft, when it is no value for the field."""
    view = ws.audit(audit)
    text = next((draft.text for draft in drafts(ws, audit) if (draft.record, draft.field) == (record, field)), None)
    if text is None:
        return Changes(audit, None, view)
    top, _dot, rest = field.partition(".")
    before = view.records.get(record, {})
    current = before.get(top, UNSET)
    # A bare result becomes a field of its own when something stands beside it.
    bare = {(record, "value"): UNSET, (record, "result"): before["value"]} if record.startswith("conformity/") and "value" in before else {}
    try:
        return ws.edit(audit, "edit-text", {**bare, (record, top): _put(current, rest, text)}, drafts=[(record, field)])
    except BadInput:
        if not text.strip().isdecimal():
            raise
        return ws.edit(audit, "edit-text", {**bare, (record, top): _put(current, rest, int(text))}, drafts=[(record, field)])


def _put(current: Any, rest: str, value: str | int) -> Any:
    if not rest:
        return value if value != "" else UNSET
    result = copy.deepcopy(current)
    place = result
    *steps, last = rest.split(".")
    try:
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = value
    except (KeyError, IndexError, TypeError, ValueError):
        raise BadInput(_("这一处已被删除，写下的文字无处可放：{text}").format(text=str(value)[:80])) from None
    return result
