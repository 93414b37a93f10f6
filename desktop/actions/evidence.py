"""Evidence: the one door to taking it in, linking, marking, finding, showing and following it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop.actions.evidence_adding import add_files, add_image_bytes, prepare
from desktop.actions.evidence_copies import Version, derived, printable, version
from desktop.actions.evidence_intake import Added, Intake
from desktop.actions.evidence_links import (
    caption,
    entry,
    in_report,
    link,
    link_many,
    move,
    move_many,
    order,
    record_of,
    records_of,
    remove,
    remove_many,
    unlink,
)
from desktop.actions.evidence_marks import add_mark, change_mark, remove_mark
from desktop.actions.workspace import AuditView, Workspace
from desktop.base.errors import BadInput, NotFound, Refused, reason
from desktop.base.files import write_file
from desktop.base.words import _
from desktop.domain import custody as chain
from desktop.domain import evidence as rules
from desktop.domain.assessment import Evidence
from desktop.domain.custody import Touch
from desktop.domain.evidence import PICTURES, Sort

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.evidence.vault import Vault

__all__ = [
    "Added", "Custody", "Intake", "Version", "add_files", "add_image_bytes", "add_mark", "caption", "change_mark", "checking", "custody",
    "derived", "entry", "extract", "find", "in_report", "link", "link_many", "move", "move_many", "order", "original", "prepare",
    "printable", "record_of", "records_of", "remove", "remove_many", "remove_mark", "thumbnail", "unlink", "version",
]  # fmt: skip


def thumbnail(ws: Workspace, sha256: str) -> bytes:
    """A small upright JPEG. NotFound for what has none (sound, film, Office files) and when neither it nor the original is here."""
    kept = ws.store.thumbnail(sha256)
    if kept is None:
        kept = _shrink(ws.vault, sha256)
        ws.store.keep_thumbnail(sha256, kept)
    return kept


def _shrink(vault: Vault, sha256: str) -> bytes:
    from desktop.evidence import hands, headers, pdf, photo

    with vault.open(sha256) as source:
        head = source.read(headers.HEAD)
        if headers.picture_type(head):
            return photo.thumbnail(head + source.read())
        if pdf.is_pdf(head):
            small = hands.first_page(head + source.read(pdf.PREVIEW_LIMIT))
            if small is not None:
                return small
    raise NotFound(_("证据 {sha} 没有缩略图。").format(sha=sha256[:12]))


def original(ws: Workspace, sha256: str) -> bytes:
    """The original bytes, checked against their hash."""
    return ws.vault.read(sha256)


def extract(ws: Workspace, audit: str, folder: Path, *, redacted: bool = False) -> list[Path]:
    """Write the originals of an audit into a folder that is empty or new; names start with their number in the report.

    `redacted`: what may be handed out: of each picture the copy with its marks and redactions, without metadata; other files as they are.
    """
    whole = rules.in_order(ws.audit(audit).document.evidence)
    entries = (*(one for one in whole if not one.left_out), *(one for one in whole if one.left_out))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise BadInput(_("文件夹 {folder} 不是空的，请另选一个。").format(folder=folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(_("不能写入文件夹 {folder}：{reason}。").format(folder=folder, reason=reason(error))) from None
    written = []
    for place, one in enumerate(entries, 1):
        stem = f"{place:04d}-{(one.sha256 or '')[:12]}"
        if redacted and one.media_type in PICTURES:
            target = folder / f"{stem}.jpg"
            write_file(target, derived(ws, audit, one.id or ""))
        else:
            target = folder / f"{stem}{_suffix(one)}"
            ws.vault.copy_to(one.sha256 or "", target)
        written.append(target)
    return written


def _suffix(one: Evidence) -> str:
    """The suffix of the kind; of a kind not known, the one it came with."""
    known = rules.suffix(one.media_type)
    own = Path(one.name or "").suffix.lower()
    return own if known == ".bin" and own.isascii() and 1 < len(own) < 8 else known


def find(
    view: AuditView,
    query: str = "",
    *,
    kind: str | None = None,
    linked: bool | str | None = None,
    auditor: str | None = None,
    day: date | None = None,
    reported: bool | None = None,
    sort: Sort = "order",
) -> list[Evidence]:
    """The evidence of an audit that fits all that is asked; see desktop.domain.evidence.find."""
    titles = {name: rule.item.title for name, rule in view.rules.items.items()}
    return rules.find(view.document, titles, query, kind=kind, linked=linked, auditor=auditor, day=day, reported=reported, sort=sort)


class Custody(Struct, frozen=True):
    """The chain of custody of one piece of evidence. `intact`: the original is here and its hash is the one written down."""

    entry: Evidence | None  # None: it has been taken out of the audit
    touches: list[Touch]
    intact: bool | None  # None: not checked


def custody(ws: Workspace, audit: str, evidence: str, *, check: bool = False) -> Custody:
    """Who added a piece of evidence, from where and when, and every later touch in words. With `check` the original is read through."""
    view = ws.audit(audit)
    touches = chain.custody(ws.store.history(audit, f"evidence/{evidence}"), evidence, _record_titles(view))
    if not touches:
        raise NotFound(_("这次审查里没有编号为 {id} 的证据。").format(id=evidence[:80]))
    one = next((other for other in view.document.evidence if other.id == evidence), None)
    return Custody(one, touches, checking(ws, one.sha256 or "")() if check and one else None)


def checking(ws: Workspace, sha256: str) -> Callable[[], bool]:
    """Whether the original is here and its bytes have the hash under which it is kept, as a function for any thread: films take a while."""
    vault = ws.vault

    def check() -> bool:
        try:
            with vault.open(sha256) as source:
                while source.read(1024 * 1024):
                    pass
        except Refused:
            return False
        return True

    return check


def _record_titles(view: AuditView) -> dict[str, str]:
    titles = {}
    for name, rule in view.rules.items.items():
        for section in ("items", "conformity"):
            titles[f"{section}/{name}"] = f"{rule.item.clause or name} {rule.item.title}".strip()
    for one in view.document.observations:
        titles[f"observations/{one.id}"] = _("{clause} 的现场记录").format(clause=titles.get(f"items/{one.item}", one.item or ""))
    for number, visit in enumerate(view.document.visits, 1):
        titles[f"visits/{visit.id}"] = _("暗访 {number}").format(number=number)
    for site in view.document.sites:
        titles[f"sites/{site.id}"] = _("场所 {name}").format(name=site.name or site.id)
    return titles
