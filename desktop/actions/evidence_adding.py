"""Beginning an intake, and the two that need no page of their own: files by a command, a picture by paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.actions.evidence_intake import Added, Intake, IsCancelled
from desktop.actions.evidence_links import checked_link
from desktop.actions.workspace import Workspace
from desktop.base.words import _


def prepare(ws: Workspace, audit: str, links: Sequence[str] = ()) -> Intake:
    """An intake for the audit; each file it takes will be linked to the records named. On the store's thread."""
    document = ws.audit(audit).document
    checked = tuple(checked_link(ws, audit, link) for link in links)
    vault = ws.vault
    known = {entry.sha256: entry for entry in document.evidence if entry.sha256 and entry.size and vault.holds(entry.sha256, entry.size)}
    return Intake(audit, vault, checked, known, ws.author.name)


def add_files(
    ws: Workspace,
    audit: str,
    paths: Sequence[Path],
    links: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
    cancelled: IsCancelled | None = None,
) -> Added:
    """Take in files and whole folders as one action; the same bytes twice are kept once and only linked.

    Refused ones are listed, the rest stays. Cancelled: nothing is added.
    """
    told = (lambda done, total, _bytes: progress(done, total)) if progress else None
    with prepare(ws, audit, links) as intake:
        intake.read(paths, told, cancelled)
        return intake.commit(ws)


def add_image_bytes(ws: Workspace, audit: str, data: bytes, name: str, links: Sequence[str] = ()) -> Added:
    """Take in a pasted picture."""
    with prepare(ws, audit, links) as intake:
        intake.read_bytes(data, name, _("剪贴板"))
        return intake.commit(ws)
