"""证据：加入文件和文件夹、列出和查找、取出原件或遮盖副本、标注、保管记录。"""

from __future__ import annotations

import argparse
import sys
import time
from decimal import Decimal
from pathlib import Path

import msgspec

from desktop.actions import evidence
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.cli.words import Common, day, decimal, say_json, whole
from desktop.domain.evidence import FAMILIES

_MB = 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="add|list|extract|mark|custody")
    add = commands.add_parser("add")
    add.add_argument("audit", metavar="AUDIT")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add.add_argument("--item", action="append", default=[], metavar="CLAUSE")
    listed = commands.add_parser("list")
    listed.add_argument("audit", metavar="AUDIT")
    listed.add_argument("--query", default="", metavar="TEXT")
    listed.add_argument("--kind", choices=FAMILIES)
    which = listed.add_mutually_exclusive_group()
    which.add_argument("--unlinked", action="store_true")
    which.add_argument("--linked", nargs="?", const="", metavar="CLAUSE")
    shown = listed.add_mutually_exclusive_group()
    shown.add_argument("--reported", action="store_const", const=True)
    shown.add_argument("--left-out", action="store_const", const=False, dest="reported")
    listed.add_argument("--auditor", metavar="NAME")
    listed.add_argument("--day", type=day, metavar="DATE")
    listed.add_argument("--sort", choices=("order", "taken", "added"), default="order")
    extract = commands.add_parser("extract")
    extract.add_argument("audit", metavar="AUDIT")
    extract.add_argument("folder", type=Path, metavar="DIR")
    extract.add_argument("--redacted", action="store_true")
    _mark_arguments(commands.add_parser("mark"))
    custody = commands.add_parser("custody")
    custody.add_argument("audit", metavar="AUDIT")
    custody.add_argument("evidence", metavar="EVIDENCE")


def _mark_arguments(mark: argparse.ArgumentParser) -> None:
    mark.add_argument("audit", metavar="AUDIT")
    mark.add_argument("evidence", metavar="EVIDENCE")
    what = mark.add_mutually_exclusive_group(required=True)
    what.add_argument("--kind", choices=("arrow", "box", "text", "redact"))
    what.add_argument("--change", type=whole, metavar="NUMBER")
    what.add_argument("--remove", type=whole, metavar="NUMBER")
    mark.add_argument("--at", metavar="X,Y")
    mark.add_argument("--to", metavar="X,Y")
    mark.add_argument("--text", metavar="TEXT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _add(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    links = evidence.records_of(ws, args.audit, args.item)
    with evidence.prepare(ws, args.audit, links) as intake:
        intake.read(args.files, _Pace(intake))
        added = intake.commit(ws)
    if common.json:
        say_json(
            {
                "added": added.added,
                "same": added.same,
                "refused": [{"name": name, "reason": why} for name, why in added.refused],
                "notes": [{"name": name, "note": note} for name, note in added.notes],
            }
        )
    else:
        print(_("加入 {count} 件，{same} 件已有。").format(count=len(added.added), same=len(added.same)))
    for name, note in added.notes:
        print(f"{name}：{note}", file=sys.stderr)
    for name, why in added.refused:
        print(why if why.startswith(name) else f"{name}：{why}", file=sys.stderr)
    return 2 if added.refused else 0


class _Pace:
    """Count, speed and time left on stderr, only on a terminal."""

    def __init__(self, intake: evidence.Intake) -> None:
        self.intake = intake
        self.begun = time.monotonic()
        self.shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int, read: int) -> None:
        if not self.shown:
            return
        speed = read / max(time.monotonic() - self.begun, 0.001)
        left = int((self.intake.size - read) / speed) if speed else 0
        line = _("加入 {done} / {total}，{speed:.1f} MB/秒，剩余 {left} 秒").format(
            done=done, total=total, speed=speed / _MB, left=max(left, 0)
        )
        print(f"\r{line}   ", end="" if done < total else "\n", file=sys.stderr, flush=True)


def _list(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    # `--linked` alone: to anything.
    linked = False if args.unlinked else True if args.linked == "" else args.linked
    entries = evidence.find(
        ws.audit(args.audit),
        args.query,
        kind=args.kind,
        linked=linked,
        auditor=args.auditor,
        day=args.day,
        reported=args.reported,
        sort=args.sort,
    )
    if common.json:
        say_json([msgspec.to_builtins(entry) for entry in entries])
        return 0
    for entry in entries:
        parts = [entry.id or "", entry.name or "", entry.taken_at or _("元数据缺失"), "、".join(entry.links) or _("未关联")]
        print("  ".join([*parts, entry.caption] if entry.caption else parts))
    return 0


def _extract(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    written = evidence.extract(ws, args.audit, args.folder, redacted=args.redacted)
    if common.json:
        say_json({"files": [str(path) for path in written]})
    else:
        print(_("取出 {count} 件到 {folder}。").format(count=len(written), folder=args.folder))
    return 0


def _mark(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    at, to = _place(args.at, "--at"), _place(args.to, "--to")
    if args.remove is not None:
        evidence.remove_mark(ws, args.audit, args.evidence, args.remove)
    elif args.change is not None:
        evidence.change_mark(
            ws,
            args.audit,
            args.evidence,
            args.change,
            x=at[0] if at else None,
            y=at[1] if at else None,
            to_x=to[0] if to else None,
            to_y=to[1] if to else None,
            text=args.text,
        )
    elif at is None:
        raise BadInput(_("缺少 --at，写图片上的位置，如 --at 0.2,0.4（左上角为 0,0，右下角为 1,1）。"))
    else:
        to = to or at
        evidence.add_mark(ws, args.audit, args.evidence, args.kind, at[0], at[1], to[0], to[1], args.text or "")
    marks = evidence.entry(ws, args.audit, args.evidence).marks
    if common.json:
        say_json(msgspec.to_builtins(marks))
    else:
        for number, mark in enumerate(marks, 1):
            print(f"{number}  {mark.kind}  {mark.x},{mark.y}  {mark.to_x},{mark.to_y}  {mark.text}".rstrip())
    return 0


def _place(text: str | None, name: str) -> tuple[Decimal, Decimal] | None:
    if text is None:
        return None
    parts = text.split(",")
    try:
        if len(parts) == 2:
            return decimal(parts[0].strip()), decimal(parts[1].strip())
    except argparse.ArgumentTypeError:
        pass
    raise BadInput(_("{name} 应写作 X,Y，如 0.2,0.4。").format(name=name))


def _custody(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    chain = evidence.custody(ws, args.audit, args.evidence, check=True)
    if common.json:
        say_json({"intact": chain.intact, "touches": [msgspec.to_builtins(touch) for touch in chain.touches]})
    else:
        for touch in chain.touches:
            print(f"{touch.at}  {touch.by}  {touch.device}  {touch.text}")
        states = {
            True: _("原件在库，SHA-256 相符。"),
            False: _("原件缺失或与 SHA-256 不符，请从备份恢复。"),
            None: _("已移出本次审查，原件未核对。"),
        }
        print(states[chain.intact])
    return 1 if chain.intact is False else 0


_RUN = {"add": _add, "list": _list, "extract": _extract, "mark": _mark, "custody": _custody}
