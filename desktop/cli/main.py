"""Find the command, read its words, run it; every expected failure is one line on stderr and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.base.errors import Cancelled, NotVerified, Refused, reason
from desktop.base.words import _
from desktop.cli.words import Parser, take_common

# Command to module; imported only when asked for, so that each starts quickly.
COMMANDS = {
    "demo": "demo",
    "schemes": "schemes",
    "grade": "grade",
    "person-days": "person_days",
    "sample": "sample",
    "calendar": "calendar",
    "audit": "audit",
    "prepare": "prepare",
    "actions": "actions",
    "plan": "plan",
    "programme": "programme",
    "evidence": "evidence",
    "visits": "visits",
    "measurement": "measurement",
    "survey": "survey",
    "findings": "findings",
    "report": "report",
    "package": "package",
}


# Opens the window on a store (None: the default) and perhaps an audit; returns the exit code.
OpenWindow = Callable[[Path | None, str | None], int]


def run(argv: list[str], open_window: OpenWindow) -> int:
    """Run a command line; 0: done, 1: done and the answer is no, 2: bad input or use."""
    _use_utf8()
    try:
        return _run(argv, open_window)
    except NotVerified as error:
        return _say(error.sentence, 1)
    except Cancelled as error:
        return _say(error.sentence, 2)
    except Refused as error:
        # What is only not finished yet is an answer, not a wrong use.
        return _say(error.sentence, 1 if error.code == "final-refused" else 2)
    except KeyboardInterrupt:
        return _say(_("已取消，没有留下写了一半的文件。"), 2)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): nothing to tell them. The interpreter must not try again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return _say(_("文件{where} 读写失败：{reason}。请检查路径、权限和磁盘空间。").format(where=where, reason=reason(error)), 2)
    except RecursionError:
        return _say(_("输入嵌套过深，不能处理。"), 2)


def _run(argv: list[str], open_window: OpenWindow) -> int:
    words, common = take_common(argv)
    if words and words[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0
    if words and words[0] == "--version":
        from desktop import __version__

        print(f"fieldaudit {__version__}")
        return 0
    name = words[0] if words else "open"
    if name == "open":
        if len(words) > 2:
            raise Refused(_("参数不对：open 只接受一个审查编号。用法：fieldaudit open AUDIT"))
        return open_window(common.store, words[1] if len(words) == 2 else None)
    module = COMMANDS.get(name)
    if module is None:
        raise Refused(_("没有命令 {name}。可用的命令：{all}。").format(name=name, all="、".join(("open", *COMMANDS))))
    command = importlib.import_module(f"desktop.cli.{module}")
    parser = Parser(prog=f"fieldaudit {name}", description=command.__doc__)
    command.arguments(parser)
    if name == "demo":
        parser.set_defaults(open_window=open_window)
    return int(command.run(parser.parse_args(words[1:]), common))


def _usage() -> str:
    lines = [_("用法：fieldaudit [命令] [--store 文件夹] [--json]，不写命令则打开窗口。"), "", _("命令：")]
    lines += [f"  {name}" for name in ("open", *COMMANDS)]
    lines += ["", _("每个命令的用法：fieldaudit 命令 --help")]
    return "\n".join(lines)


def _say(sentence: str, code: int) -> int:
    print(sentence.replace("\n", " "), file=sys.stderr)
    return code


def _use_utf8() -> None:
    # A Windows console may speak a code page that has no Chinese; files and pipes are UTF-8 everywhere.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
