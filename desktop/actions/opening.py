"""Opening the workspace: the store (made when it is not there and may be), the schemes, and drafts that a crash left behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.actions.drafts import commit_draft
from desktop.actions.workspace import Workspace
from desktop.base import paths
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.schemes.library import Library
from desktop.store.store import Store, create_store, open_store


def open_workspace(folder: Path | None = None, passphrase: str | None = None, scheme_folders: Sequence[Path] | None = None) -> Workspace:
    """Open the store in `folder` (default: the user's data folder), making it when it is not there."""
    folder = folder or paths.default_store()
    store = open_store(folder, passphrase) if _is_store(folder) else create_store(folder, passphrase)
    return workspace_on(store, scheme_folders)


def open_existing(folder: Path | None = None) -> Workspace:
    """Open the store in `folder` (default: the user's data folder) for what needs one that is there; NotFound, and nothing is made."""
    folder = folder or paths.default_store()
    if not _is_store(folder):
        raise NotFound(_("{folder} 里没有审查库，请检查 --store 的文件夹；新的审查库由 audit import 建立。").format(folder=folder))
    return open_workspace(folder)


def _is_store(folder: Path) -> bool:
    return (folder / "store.json").exists()


def workspace_on(store: Store, scheme_folders: Sequence[Path] | None = None) -> Workspace:
    """The workspace on a store that is open already; the store is closed if that fails."""
    try:
        workspace = Workspace(store, Library(list(scheme_folders) if scheme_folders else paths.scheme_folders()))
        _take_in_drafts(workspace)
    except BaseException:
        store.close()
        raise
    return workspace


def _take_in_drafts(workspace: Workspace) -> None:
    for draft in workspace.store.drafts():
        try:
            commit_draft(workspace, draft.audit, draft.record, draft.field)
        except BadInput:
            # Not a value yet (a number half typed): it stays a draft, the form shows it again.
            continue
