"""What a package of an audit would hold if it were written now: how many of what, how large, what is missing, who signs."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from desktop.actions.audits import document_bytes
from desktop.actions.packages import device_key, has_report
from desktop.actions.workspace import Workspace
from desktop.base.strict_json import write_json


class PackagePart(Struct, frozen=True):
    """One row: `kind` is report, scoring, history, evidence or scheme; `size` in bytes, None while it is not known."""

    kind: str
    count: int
    size: int | None


class PackageContents(Struct, frozen=True, kw_only=True):
    """`lost` are names of evidence whose original is not on this machine: with one of them no package is written."""

    parts: list[PackagePart]
    size: int  # of all that is known
    lost: list[str]
    by: str
    registration: str
    device: str
    sender: str  # fingerprint of the key that signs, 64 hex digits


def package_contents(ws: Workspace, audit: str) -> PackageContents:
    """Look at what `packages.prepare` would put in."""
    from desktop.package.history import encode_history
    from desktop.package.keys import fingerprint, public_pem

    view = ws.audit(audit)
    history = ws.store.history(audit)
    pinned = view.document.pin.sha256 if view.document.pin else ""
    sources = ws.store.scheme_sources(pinned)
    originals = {entry.sha256: entry for entry in view.document.evidence if entry.sha256}
    lost = [entry.name or entry.id or sha256 for sha256, entry in originals.items() if not ws.vault.has(sha256)]
    scoring = len(document_bytes(view)) + len(write_json(msgspec.to_builtins(view.grade)))
    parts = [
        PackagePart("report", 1 if has_report(view) else 0, None),
        PackagePart("scoring", view.completeness[0], scoring),
        PackagePart("history", len(history), len(encode_history(history))),
        PackagePart("evidence", len(originals), sum(entry.size or 0 for entry in originals.values())),
        PackagePart("scheme", len(sources), sum(map(len, sources.values()))),
    ]
    author = ws.author
    return PackageContents(
        parts=parts,
        size=sum(part.size or 0 for part in parts),
        lost=lost,
        by=author.name,
        registration=author.registration,
        device=author.device,
        sender=fingerprint(public_pem(device_key(ws))),
    )


def grouped(value: str) -> str:
    """A fingerprint or digest as two people compare it aloud: its first 32 digits in groups of four."""
    from desktop.package.keys import grouped as in_groups

    return in_groups(value)
