"""Evidence: take files in, link them to clauses, caption them, show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct

from desktop.actions.workspace import Changes, Field, Workspace
from desktop.base import clock, ids
from desktop.base.errors import BadInput, Cancelled, NotFound, Refused
from desktop.base.words import _
from desktop.domain.assessment import Evidence

MOST_AT_ONCE = 5000


class Added(Struct, frozen=True):
    """What came of taking files in. `refused`: name and sentence; `same`: names of files that were there already."""

    changes: Changes
    added: list[str]  # ids
    refused: list[tuple[str, str]]
    same: list[str]


def add_files(
    ws: Workspace,
    audit: str,
    paths: Sequence[Path],
    links: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Added:
    """Take in photos as one action; the same bytes twice are kept once and only linked. Refused ones are listed, the rest stays."""
    if len(paths) > MOST_AT_ONCE:
        raise BadInput(_("一次最多加入 {most} 个文件，请分批加入。").format(most=MOST_AT_ONCE))
    intake = _Intake(ws, audit, links)
    for place, path in enumerate(paths):
        if cancelled and cancelled():
            raise Cancelled(_("已取消，没有加入任何文件。"))
        intake.take(path.name, path)
        if progress:
            progress(place + 1, len(paths))
    return intake.finish()


def add_image_bytes(ws: Workspace, audit: str, data: bytes, name: str, links: Sequence[str] = ()) -> Added:
    """Take in a pasted picture."""
    intake = _Intake(ws, audit, links)
    intake.take(name, data)
    return intake.finish()


class _Intake:
    def __init__(self, ws: Workspace, audit: str, links: Sequence[str]) -> None:
        self.ws, self.audit = ws, audit
        self.view = ws.audit(audit)
        self.links = [_checked_link(ws, audit, link) for link in links]
        self.known = {entry.sha256: entry for entry in self.view.document.evidence}
        self.values: dict[Field, Any] = {}
        self.added: list[str] = []
        self.refused: list[tuple[str, str]] = []
        self.same: list[str] = []

    def take(self, name: str, source: Path | bytes) -> None:
        from desktop.evidence import photo

        try:
            seen, small = photo.inspect_and_shrink(source, name=name)
            kept = self.ws.vault.add_bytes(source, name) if isinstance(source, bytes) else self.ws.vault.add(source)
            if self.ws.store.thumbnail(kept.sha256) is None:
                self.ws.store.keep_thumbnail(kept.sha256, small)
        except Refused as error:
            self.refused.append((name, error.sentence))
            return
        old = self.known.get(kept.sha256)
        if old is not None:
            self.same.append(name)
            missing = [link for link in self.links if link not in old.links]
            if missing and old.id:
                self.values[f"evidence/{old.id}", "links"] = [*old.links, *missing]
            return
        entry = Evidence(
            id=ids.new_id(), sha256=kept.sha256, name=name[:200], media_type=seen.media_type, size=kept.size, width=seen.width,
            height=seen.height, taken_at=seen.taken_at, device=seen.device, added_at=clock.stamp(clock.now()), links=tuple(self.links),
        )  # fmt: skip
        self.known[kept.sha256] = entry
        self.added.append(entry.id or "")
        for field in Evidence.__struct_fields__:
            value = getattr(entry, field)
            if field != "id" and value not in (None, ()):
                self.values[f"evidence/{entry.id}", field] = list(value) if isinstance(value, tuple) else value

    def finish(self) -> Added:
        changes = self.ws.edit(self.audit, "add-evidence", self.values)
        return Added(changes, self.added, self.refused, self.same)


def link(ws: Workspace, audit: str, evidence: str, record: str) -> Changes:
    """Link a piece of evidence to a record: `items/5.1.1.2`, `conformity/4.2.2`, `visits/<id>`."""
    entry = _entry(ws, audit, evidence)
    record = _checked_link(ws, audit, record)
    links = list(entry.links) if record in entry.links else [*entry.links, record]
    return ws.edit(audit, "link-evidence", {(f"evidence/{evidence}", "links"): links})


def unlink(ws: Workspace, audit: str, evidence: str, record: str) -> Changes:
    """Take a link away; the evidence stays."""
    links = [other for other in _entry(ws, audit, evidence).links if other != record]
    return ws.edit(audit, "unlink-evidence", {(f"evidence/{evidence}", "links"): links or UNSET})


def caption(ws: Workspace, audit: str, evidence: str, text: str) -> Changes:
    """What the picture shows, as printed under it."""
    _entry(ws, audit, evidence)
    return ws.edit(audit, "caption-evidence", {(f"evidence/{evidence}", "caption"): text or UNSET})


def remove(ws: Workspace, audit: str, evidence: str) -> Changes:
    """Take evidence out of the audit; the original bytes stay in the store, undo brings it back."""
    _entry(ws, audit, evidence)
    record = f"evidence/{evidence}"
    return ws.edit(audit, "remove-evidence", {(record, field): UNSET for field in ws.audit(audit).records[record]})


def thumbnail(ws: Workspace, sha256: str) -> bytes:
    """A small upright JPEG. Raises NotFound when neither it nor the original is here."""
    kept = ws.store.thumbnail(sha256)
    if kept is None:
        from desktop.evidence import photo

        kept = photo.thumbnail(original(ws, sha256))
        ws.store.keep_thumbnail(sha256, kept)
    return kept


def original(ws: Workspace, sha256: str) -> bytes:
    """The original bytes, checked against their hash."""
    return ws.vault.read(sha256)


def extract(ws: Workspace, audit: str, folder: Path) -> list[Path]:
    """Write the originals of an audit into a folder that is empty or new; names start with a running number."""
    entries = ws.audit(audit).document.evidence
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(_("文件夹 {folder} 不是空的，请另选一个。").format(folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for place, entry in enumerate(entries, 1):
        suffix = Path(entry.name or "").suffix.lower()
        target = folder / f"{place:04d}-{(entry.sha256 or '')[:12]}{suffix if suffix.isascii() and len(suffix) < 8 else ''}"
        ws.vault.copy_to(entry.sha256 or "", target)
        written.append(target)
    return written


def _entry(ws: Workspace, audit: str, evidence: str) -> Evidence:
    for entry in ws.audit(audit).document.evidence:
        if entry.id == evidence:
            return entry
    raise NotFound(_("这次审查里没有编号为 {id} 的证据。").format(id=evidence))


def _checked_link(ws: Workspace, audit: str, record: str) -> str:
    view = ws.audit(audit)
    section, _slash, key = record.partition("/")
    if section in ("items", "conformity"):
        if key in view.rules.items:
            return record
        raise BadInput(_("方案中没有条款 {item}，不能关联证据。").format(item=key))
    if record in view.records or section == "levels":
        return record
    raise BadInput(_("没有记录 {record}，不能关联证据。").format(record=record))


def record_of(ws: Workspace, audit: str, item: str) -> str:
    """The record an item's answers stand in: `items/…` or `conformity/…`. Raises BadInput for an unknown clause."""
    rule = ws.audit(audit).rules.items.get(item)
    if rule is None:
        raise BadInput(_("方案中没有条款 {item}，不能关联证据。").format(item=item))
    return f"conformity/{item}" if rule.item.kind == "conformity" else f"items/{item}"
