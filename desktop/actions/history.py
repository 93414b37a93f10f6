"""Undo and redo over everything, and the history of each value."""

from __future__ import annotations

from desktop.actions.workspace import Changes, Workspace
from desktop.domain.history import Action, reverse


def history(ws: Workspace, audit: str, record: str | None = None, field: str | None = None) -> list[Action]:
    """The actions on an audit, oldest first; only those that touched a record or field when named."""
    ws.audit(audit)
    return ws.store.history(audit, record, field)


def undo(ws: Workspace, audit: str) -> Changes:
    """Take back the last action made here that still stands, as a new action. What came by merge is never taken back."""
    done, _undone = _stacks(ws, audit)
    return _take_back(ws, audit, "undo", done[-1] if done else None)


def redo(ws: Workspace, audit: str) -> Changes:
    """Take back the last undo."""
    _done, undone = _stacks(ws, audit)
    return _take_back(ws, audit, "redo", undone[-1] if undone else None)


def can_undo(ws: Workspace, audit: str) -> tuple[bool, bool]:
    """Whether there is something to undo and something to redo."""
    done, undone = _stacks(ws, audit)
    return bool(done), bool(undone)


def _take_back(ws: Workspace, audit: str, name: str, target: str | None) -> Changes:
    view = ws.audit(audit)
    if target is None:
        return Changes(audit, None, view)
    changes = reverse(ws.store.action(target), view.records)
    return ws.commit(audit, name, changes, view, undoes=target)


def _stacks(ws: Workspace, audit: str) -> tuple[list[str], list[str]]:
    done: list[str] = []
    undone: list[str] = []
    for action, name in ws.store.local_actions(audit):
        if name == "undo" and done:
            done.pop()
            undone.append(action)
        elif name == "redo" and undone:
            undone.pop()
            done.append(action)
        elif name not in ("create-audit", "import-document"):
            done.append(action)
            undone.clear()
    return done, undone
