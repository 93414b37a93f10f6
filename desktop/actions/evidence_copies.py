"""Copies of a picture with its marks: for the window, for a report, for a file. The original's bytes never leave by these ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from desktop.actions.evidence_links import entry
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment, Mark
from desktop.domain.evidence import PICTURES

if TYPE_CHECKING:
    from desktop.evidence.vault import Vault

# The picture alone; with its marks and redacted places open, as the body's own report prints it; as it leaves the house.
Version = Literal["original", "own", "client"]

_PRINTED_EDGE = 2000  # pixels: more than a report prints


def derived(ws: Workspace, audit: str, evidence: str, *, redact: bool = True, edge: int | None = None) -> bytes:
    """The picture with its marks, as JPEG made from pixels alone; with `redact` the redacted places are filled."""
    return version(ws, audit, evidence, "client" if redact else "own", edge)


def version(ws: Workspace, audit: str, evidence: str, which: Version, edge: int | None = None) -> bytes:
    """One of the three ways to show a picture, upright, as JPEG; `edge`: the longer edge at most, in pixels.

    Every one is decoded by the same hand, so that a place on one is the same place on the others.
    """
    from desktop.evidence import derive

    one = entry(ws, audit, evidence)
    if one.media_type not in PICTURES:
        raise BadInput(_("{name} 不是图片，没有标注副本。").format(name=one.name or evidence))
    sha256 = one.sha256 or ""
    marks = [] if which == "original" else _marks(ws.audit(audit).document).get(sha256, [])
    return derive.derived(ws.vault.read(sha256), marks, redact=which == "client", edge=edge, name=one.name or "")


def _marks(document: Assessment) -> dict[str, list[Mark]]:
    """The marks on each original. One may stand under two entries: what is redacted in either stays hidden."""
    found: dict[str, list[Mark]] = {}
    for one in document.evidence:
        if one.sha256 and one.marks:
            found.setdefault(one.sha256, []).extend(one.marks)
    return found


def printable(vault: Vault, document: Assessment, *, redact: bool) -> Callable[[str], bytes | None]:
    """What a report prints for an original's SHA-256: with its marks, as a kind of picture that can be set; None if it is not here.

    `redact`: for those outside, redacted places are filled; for the body's own copy they are open.
    """
    from desktop.evidence import derive

    marks = _marks(document)
    settable = {one.sha256 for one in document.evidence if one.media_type in ("image/jpeg", "image/png")}

    def fetch(sha256: str) -> bytes | None:
        if not vault.has(sha256):
            return None
        data = vault.read(sha256)
        drawn = [mark for mark in marks.get(sha256, ()) if redact or mark.kind != "redact"]
        if not drawn and sha256 in settable:
            return data
        try:
            return derive.derived(data, drawn, redact=redact, edge=_PRINTED_EDGE)
        except BadInput:
            # Not a picture any decoder takes; never the original in place of its redacted copy.
            return b""

    return fetch
