"""The whole job on sample data: three invented clients audited, reported, packaged, verified and taken in at a head office."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from desktop.actions import audits, packages, reports
from desktop.actions.author import set_author
from desktop.actions.demo_samples import Progress, Sample, hand_over, samples, take_in, take_photos
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView, Changes, Workspace
from desktop.base.errors import BadInput, NotVerified
from desktop.base.files import write_file
from desktop.base.numbers import shown
from desktop.base.words import _
from desktop.domain.corrections import standings

# Sample data are not confidential: the passphrase lies in plain sight beside the store.
PASSPHRASE = "demo"
MARK = ".fieldaudit-demo"
_PARTS = ("store", "head-office-store", "photos", "reports", "packages", "README.txt", MARK)

Say = Callable[[str], None]


class DemoAudit(Struct, frozen=True, kw_only=True):
    """What was done for one client. Paths are as text."""

    audit: str
    client: str
    scheme: str
    grade: str
    why: list[str]
    photos: int
    actions: int
    reports: list[str]
    package: str
    sender: str
    digest: str
    same_at_head_office: bool


class DemoResult(Struct, frozen=True, kw_only=True):
    """What the demo left behind and where."""

    folder: str
    store: str
    head_office_store: str
    passphrase: str
    audits: list[DemoAudit]


def sample_audits(ws: Workspace, photos: int = 6, progress: Progress | None = None) -> list[Changes]:
    """Put the sample audits into the store, each with its first photos; for the first start."""
    done = []
    known = samples()
    total = sum(min(photos, len(sample.photos)) for sample in known)
    before = 0
    for sample in known:
        audit = take_in(ws, sample)
        start = before
        told = (lambda count, _of, start=start: progress(start + count, total)) if progress else None
        before += take_photos(ws, audit, sample, photos, progress=told)
        hand_over(ws, audit, sample)
        done.append(Changes(audit, None, ws.audit(audit)))
    return done


def run_demo(out: Path, say: Say, photos: int = 24) -> DemoResult:
    """Do the whole job into a folder that is new, empty or an earlier demo's (which is replaced).

    `photos`: at most so many a client. Raises BadInput for any other folder, NotVerified when the head office sees another audit or grade.
    """
    out = out.resolve()
    _make_room(out)
    for part in ("photos", "reports", "packages"):
        (out / part).mkdir(parents=True)
    say(_("在 {folder} 建立存储，口令 {passphrase}。").format(folder=out / "store", passphrase=PASSPHRASE))
    field = open_workspace(out / "store", PASSPHRASE)
    try:
        office = open_workspace(out / "head-office-store", PASSPHRASE)
        try:
            done = [_audit(field, office, sample, out, say, photos) for sample in samples()]
        finally:
            office.close()
    finally:
        field.close()
    result = DemoResult(
        folder=str(out),
        store=str(out / "store"),
        head_office_store=str(out / "head-office-store"),
        passphrase=PASSPHRASE,
        audits=done,
    )
    write_file(out / "README.txt", _read_me(result).encode("utf-8"))
    say("")
    say(_("完成。报告在 {reports}，数据包在 {packages}，说明见 {readme}。").format(
        reports=out / "reports", packages=out / "packages", readme=out / "README.txt"
    ))  # fmt: skip
    return result


def _audit(field: Workspace, office: Workspace, sample: Sample, out: Path, say: Say, most: int) -> DemoAudit:
    document = audits.read_document(sample.document, f"{sample.name}.json")
    leader = next(member for member in document.team if member.role == "leader")
    set_author(field, leader.name or "", leader.registration or "")
    audit = take_in(field, sample)
    view = field.audit(audit)
    client = view.document.client.name or ""
    say("")
    say(_("{client}，{body}，{kind}").format(client=client, body=view.scheme.body.short, kind=_kind(view)))
    say(_("  评定文档导入存储，再按操作清单执行 {count} 条编辑。").format(count=len(sample.changes)))
    pictures = out / "photos" / sample.name
    pictures.mkdir()
    count = take_photos(field, audit, sample, most, pictures)
    view = field.audit(audit)
    say(_("  证据：{photos} 张照片，暗访 {visits} 次，当面问卷 {responses} 份。").format(
        photos=count, visits=len(view.document.visits), responses=len(view.document.responses)
    ))  # fmt: skip
    why = reasons(view)
    say(_("  等级：{label}").format(label=label(view)))
    for reason in why:
        say("    " + reason)
    folder = out / "reports" / sample.name
    folder.mkdir()
    if hand_over(field, audit, sample, folder / "given-to-client.pdf"):
        say(_("  报告已交受审查方签收：{name}，SHA-256 登记在交付记录。").format(name="given-to-client.pdf"))
    view = field.audit(audit)
    if view.document.findings:
        say(_papers(view))
    written = _reports(field, audit, folder, say)
    package = out / "packages" / f"{sample.name}.zip"
    wrote = packages.write(field, audit, package)
    packages.verify(package)
    say(_("  数据包：{name}，{size} KB，签名和每个文件的哈希核对无误。").format(name=package.name, size=wrote.size // 1024))
    take_in_at_office(field, office, audit, package)
    say(_("  总部收件：导入第二个存储，文档与等级和现场完全一致。"))
    return DemoAudit(
        audit=audit,
        client=client,
        scheme=view.document.scheme,
        grade=label(view),
        why=why,
        photos=count,
        actions=len(field.store.history(audit)),
        reports=[str(path) for path in written],
        package=str(package),
        sender=wrote.sender,
        digest=wrote.digest,
        same_at_head_office=True,
    )


def _reports(ws: Workspace, audit: str, folder: Path, say: Say) -> list[Path]:
    written, titles = [], []
    for kind, title in reports.kinds(ws.audit(audit)):
        path = folder / f"{kind}.pdf"
        write_file(path, reports.render(ws, audit, kind))
        lacking = reports.missing(ws, audit, kind)
        titles.append(title if not lacking else _("{title}（缺 {count} 项）").format(title=title, count=len(lacking)))
        written.append(path)
    say(_("  报告草稿 {count} 份：{titles}。").format(count=len(written), titles="、".join(titles)))
    return written


def _papers(view: AuditView) -> str:
    """What lies between the application and the last accepted correction, in a line."""
    found = standings(view.document)
    needed = [one for one in found if one.needed]
    return _("  审查过程：审查计划 {slots} 项，会议 {meetings} 次，发现 {findings} 条，须整改 {needed} 条，已接受 {closed} 条。").format(
        slots=len(view.document.slots),
        meetings=len(view.document.meetings),
        findings=len(found),
        needed=len(needed),
        closed=sum(not one.open for one in needed),
    )


def take_in_at_office(field: Workspace, office: Workspace, audit: str, package: Path) -> None:
    """Import a package into a second store. Raises NotVerified unless document and grade are those of the first."""
    taken = packages.import_package(office, package)
    same_document = audits.export_document(field, audit) == audits.export_document(office, taken.audit)
    if not same_document or not taken.same_grade or taken.view.grade != field.audit(audit).grade:
        raise NotVerified(_("{name}：总部导入后的文档或等级与现场不一致，演示中止。").format(name=package.name))


def label(view: AuditView) -> str:
    """The grade in words, or that there is none yet."""
    return view.grade.grade.label if view.grade.grade else _("尚不能定级")


def reasons(view: AuditView) -> list[str]:
    """Why the grade is what it is: score, parts, what decides, what the next level needs, what the conclusion may be."""
    result = view.grade
    said: list[str] = []
    if result.score:
        final = shown(Decimal(result.score.final))
        said.append(_("得分 {final}（{points} / {of}）").format(final=final, points=result.score.points, of=result.score.of))
    said += [
        _("{title}：{label}").format(title=part.title, label=part.grade.label if part.grade else _("未评定")) for part in result.parts or ()
    ]
    said += [
        _("{text}，现为 {value}（{clause}）").format(text=condition.text, value=condition.value, clause=condition.clause)
        for condition in result.conditions
        if condition.met is False and condition.id in result.decided_by
    ]
    if result.next:
        said.append(_("到下一等级：{needs}").format(needs="；".join(result.next.needs)))
    said += [_("结论可选：{text}（{clause}）").format(text=outcome.text, clause=outcome.clause) for outcome in result.outcomes]
    return said


def _kind(view: AuditView) -> str:
    kind = view.document.audit.kind
    return view.scheme.audit_kinds.get(kind, kind) if kind else ""


def _make_room(out: Path) -> None:
    """An empty folder with our mark in it. Only what a demo makes is ever deleted."""
    if out.exists() and not out.is_dir():
        raise BadInput(_("{folder} 是一个文件，不能用来放演示。请另选文件夹。").format(folder=out))
    if out.exists() and any(out.iterdir()) and not (out / MARK).is_file():
        raise BadInput(_("文件夹 {folder} 里有别的内容，不会覆盖。请另选一个新的或空的文件夹。").format(folder=out))
    for part in _PARTS if out.exists() else ():
        path = out / part
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("fieldaudit demo\n", encoding="utf-8")


def _read_me(result: DemoResult) -> str:
    lines = [
        _("本文件夹由 fieldaudit demo 生成，组织、人员和数据均为虚构。再次运行会整体替换。"),
        "",
        _("store               现场存储，口令 {passphrase}").format(passphrase=result.passphrase),
        _("head-office-store   总部存储，由数据包导入，口令相同"),
        _("photos              绘制的照片，按客户分文件夹"),
        _("reports             报告草稿（PDF）"),
        _("packages            带签名的数据包（zip）"),
        "",
    ]
    lines += [f"{audit.client}  {audit.grade}  {audit.audit}" for audit in result.audits]
    lines += [
        "",
        _("打开存储：先把环境变量 FIELDAUDIT_PASSPHRASE 设为 {passphrase}，再运行").format(passphrase=result.passphrase),
        f'  fieldaudit --store "{result.store}"',
        _("核对数据包："),
        *(f'  fieldaudit package verify "{audit.package}"' for audit in result.audits[:1]),
        "",
    ]
    return "\n".join(lines)
