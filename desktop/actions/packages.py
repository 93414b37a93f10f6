"""Packages: an audit written as one signed file, shown, verified, extracted, and taken into a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from desktop.actions import reports
from desktop.actions.audits import document_bytes
from desktop.actions.workspace import AuditView, Workspace, summary
from desktop.base import clock
from desktop.base.errors import BadInput, NotFound, NotVerified, Refused
from desktop.base.files import safe_name
from desktop.base.strict_json import write_json
from desktop.base.words import _
from desktop.domain import history
from desktop.domain.evidence import suffix as suffix_of
from desktop.domain.history import Action, Records
from desktop.domain.records import to_document

if TYPE_CHECKING:
    from desktop.package.check import Verified
    from desktop.package.read import Package
    from desktop.package.write import Written

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

_MOST_HISTORY = 512 * 1024 * 1024


class Imported(Struct, frozen=True):
    """What taking in a package did. `actions` and `evidence` count what was new here; both 0: everything was here already."""

    audit: str
    view: AuditView
    actions: int
    evidence: int
    same_grade: bool  # the grade written in the package is the one reckoned here


def write(
    ws: Workspace,
    audit: str,
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    with_report: bool = True,
) -> Written:
    """Write the audit with history, snapshot, grade, scheme, evidence and the report's draft as one signed package."""
    return prepare(ws, audit, with_report=with_report)(path, progress, cancelled)


def prepare(ws: Workspace, audit: str, *, with_report: bool = True) -> Callable[[Path, Progress | None, IsCancelled | None], Written]:
    """All that a package needs, as a function that writes it on any thread. A scheme without a report of its own has none in it."""
    from desktop import __version__
    from desktop.package.history import NAME, encode_history
    from desktop.package.info import Info
    from desktop.package.write import Entry, write_package

    view = ws.audit(audit)
    vault = ws.vault
    key = device_key(ws)
    author = ws.author
    with_report = with_report and has_report(view)
    lay_out = reports.prepare(ws, audit, "audit") if with_report else None
    info = Info(
        audit=audit,
        written_at=view.saved_at,
        by=author.name,
        device=author.device,
        organization=view.scheme.body.name,
        client=view.document.client.name or "",
        scheme=view.document.scheme,
        program=f"fieldaudit {__version__}",
    )
    entries = [
        Entry(NAME, encode_history(ws.store.history(audit))),
        Entry("assessment.json", document_bytes(view)),
        Entry("grade.json", write_json(msgspec.to_builtins(view.grade))),
    ]
    pinned = view.document.pin.sha256 if view.document.pin else ""
    entries += [Entry(f"scheme/{name}.yaml", data) for name, data in ws.store.scheme_sources(pinned).items()]
    seen: set[str] = set()
    for entry in view.document.evidence:
        if entry.sha256 is None or entry.sha256 in seen:
            continue
        if not vault.has(entry.sha256):
            raise BadInput(_("证据 {name} 的原件不在本机，数据包不完整，没有写出。请先补入原件或移除该证据。").format(name=entry.name))
        seen.add(entry.sha256)
        name = f"evidence/{entry.sha256}{suffix_of(entry.media_type)}"
        entries.append(Entry(name, _copier(vault, entry.sha256), entry.size))

    def write_it(path: Path, progress: Progress | None, cancelled: IsCancelled | None) -> Written:
        report = [Entry("report/audit.pdf", lay_out())] if lay_out else []
        return write_package(path, [*entries, *report], key, info, progress=progress, cancelled=cancelled)

    return write_it


def has_report(view: AuditView) -> bool:
    """Whether the scheme has the report whose draft goes into a package."""
    return any(kind == "audit" for kind, _title in reports.kinds(view))


def verify(path: Path, progress: Progress | None = None, cancelled: IsCancelled | None = None) -> Verified:
    """Check every hash and the signature. Raises NotVerified, or BadInput when it is no package."""
    from desktop.package.check import verify as check

    return check(path, progress=progress, cancelled=cancelled)


def show(path: Path) -> dict[str, Any]:
    """What a package says it holds, after its structure was checked; `verify` checks the contents."""
    from desktop.package.read import read_package

    with read_package(path) as package:
        return {
            "file": str(path),
            "sender": package.sender,
            "digest": package.digest,
            **msgspec.to_builtins(package.info),
            "files": [{"name": held.name, "size": held.size} for _name, held in sorted(package.entries.items())],
        }


def extract(path: Path, folder: Path, progress: Progress | None = None, cancelled: IsCancelled | None = None) -> int:
    """Verify, then unpack into a new or empty folder; returns the number of files."""
    from desktop.package.check import extract as unpack

    return unpack(path, folder, progress=progress, cancelled=cancelled).files


def import_package(ws: Workspace, path: Path, progress: Progress | None = None, cancelled: IsCancelled | None = None) -> Imported:
    """Verify a package and take its audit in: a new audit, or what is new of one that is here.

    A second import changes nothing. Where both sides went on from the same state the package is refused: nothing is chosen silently.
    """
    from desktop.package.check import verify_open
    from desktop.package.read import read_package

    with read_package(path) as package:
        verify_open(package, progress=progress, cancelled=cancelled)
        actions = _actions(package)
        audit = package.info.audit
        records: Records = {}
        for action in actions:
            history.apply(records, action.changes)
        _same_as_snapshot(package, records)
        new = _new_actions(ws, audit, actions)
        if not new:
            return Imported(audit, ws.audit(audit), 0, 0, _same_grade(package, ws.audit(audit)))
        sources = _scheme_of(ws, package, records)
        with ws.store.transaction():
            if not ws.store.scheme_sources(_pinned(records)):
                ws.store.keep_scheme_sources(_pinned(records), sources)
            view = ws.view(audit, records, actions[-1].at)
            # Everything else has been checked; should an original fail now, those taken in before it go again.
            evidence = _take_evidence(ws, package, records)
            ws.store.insert_actions(new, summary(view, actions[-1].by), records)
        ws.forget(audit)
        return Imported(audit, ws.audit(audit), len(new), evidence, _same_grade(package, view))


def _new_actions(ws: Workspace, audit: str, actions: list[Action]) -> list[Action]:
    try:
        ws.store.audit(audit)
    except NotFound:
        return actions
    here = {action.id for action in ws.store.history(audit)}
    there = {action.id for action in actions}
    if here - there and there - here:
        raise Refused(_("这次审查在两边都有改动，本版本不能合并。没有任何数据被改动，请由一方继续编辑后再发数据包。"), code="both-changed")
    return [action for action in actions if action.id not in here]


def _actions(package: Package) -> list[Action]:
    from desktop.package.history import NAME, decode_history

    actions = decode_history(package.read(NAME, _MOST_HISTORY))
    if not actions:
        raise BadInput(_("{name}：没有历史，数据包不完整。").format(name=NAME))
    for line, action in enumerate(actions, 1):
        if action.audit != package.info.audit:
            raise BadInput(_("{name} 第 {line} 行：属于另一次审查，没有导入。").format(name=NAME, line=line))
    clocks = [action.clock for action in actions]
    if clocks != sorted(clocks) or len({action.id for action in actions}) != len(actions):
        raise BadInput(_("{name}：历史的次序不对或有重复，没有导入。").format(name=NAME))
    return actions


def _same_as_snapshot(package: Package, records: Records) -> None:
    if package.read("assessment.json") != write_json(to_document(records)):
        raise NotVerified(_("数据包里的评定文档与它的历史不一致，没有导入。请让对方重新打包。"), code="snapshot-differs")


def _same_grade(package: Package, view: AuditView) -> bool:
    return package.read("grade.json") == write_json(msgspec.to_builtins(view.grade))


def _pinned(records: Records) -> str:
    return str(records.get("pin", {}).get("sha256", ""))


def _scheme_of(ws: Workspace, package: Package, records: Records) -> dict[str, bytes]:
    prefix, suffix = "scheme/", ".yaml"
    sources = {
        name.removeprefix(prefix).removesuffix(suffix): package.read(name)
        for name in package.entries
        if name.startswith(prefix) and name.endswith(suffix)
    }
    loaded = ws.library.load_pinned(sources, str(records.get("assessment", {}).get("scheme", "")))
    if loaded.sha256 != _pinned(records):
        raise NotVerified(_("数据包里的方案文件与审查所用的版本不符，没有导入。"), code="scheme-differs")
    return sources


def _take_evidence(ws: Workspace, package: Package, records: Records) -> int:
    wanted = {fields["sha256"] for record, fields in records.items() if record.startswith("evidence/") and "sha256" in fields}
    named = {Path(name).stem: name for name in package.entries if name.startswith("evidence/")}
    missing = wanted - named.keys()
    if missing:
        raise NotVerified(_("数据包缺少 {count} 件证据的原件，没有导入。请让对方重新打包。").format(count=len(missing)))
    taken: list[str] = []
    try:
        for sha256 in sorted(wanted):
            if ws.vault.has(sha256):
                continue
            with package.open(named[sha256]) as source:
                kept = ws.vault.add_stream(source, Path(named[sha256]).name)
            taken.append(kept.sha256)
            if kept.sha256 != sha256:
                raise NotVerified(_("证据 {name} 的内容与它的名字不符，没有导入。").format(name=Path(named[sha256]).name))
    except BaseException:
        for sha256 in taken:
            ws.vault.discard(sha256)
        raise
    return len(taken)


def _copier(vault: Any, sha256: str) -> Callable[[IO[bytes]], object]:
    return lambda sink: vault.write_to(sha256, sink)


def device_key(ws: Workspace) -> str:
    """The key this store signs with (PEM), made when it is first needed."""
    from desktop.package.keys import new_key

    key = ws.store.secret("device-key")
    if key is None:
        key = new_key()
        ws.store.set_secret("device-key", key)
    return key


def written_name(view: AuditView) -> str:
    """A file name to propose: client, kind and day, without characters a file system refuses."""
    raw = f"{view.document.client.name or view.id}-{view.document.audit.kind or 'audit'}-{clock.now():%Y%m%d}"
    return safe_name(raw) + ".zip"
