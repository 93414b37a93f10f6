"""演示：用虚构的客户走完全程，从评定、照片、报告到数据包和总部收件。"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import msgspec

from desktop.actions import demo
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.cli.words import Common, say_json, whole


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("fieldaudit-demo"), metavar="DIR")
    parser.add_argument("--photos", type=whole, default=24, metavar="N", help=_("每个客户最多几张照片，默认 24"))


def run(args: argparse.Namespace, common: Common) -> int:
    if common.store is not None:
        raise BadInput(_("demo 自建存储，不用 --store；请用 --out 指定文件夹。"))
    if not 0 <= args.photos <= 1000:
        raise BadInput(_("--photos 应为 0 到 1000 之间的整数。"))
    result = demo.run_demo(args.out, _silent if common.json else _say, args.photos)
    if common.json:
        say_json(msgspec.to_builtins(result))
        return 0
    if not has_screen():
        print(_("没有屏幕，未打开窗口。有屏幕时可运行 fieldaudit --store {store}，口令 {passphrase}。").format(
            store=result.store, passphrase=result.passphrase
        ))  # fmt: skip
        return 0
    # The window opens a store like any other; this process alone is told the passphrase.
    os.environ["FIELDAUDIT_PASSPHRASE"] = result.passphrase
    return int(args.open_window(Path(result.store), None))


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere when a display server is named."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    print(line, flush=True)


def _silent(_line: str) -> None:
    """With --json nothing but the document goes to stdout."""
