"""The words of a command line: common options, arguments refused in one sentence, output as JSON or lines."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.spelling import is_number
from desktop.base.words import _

if TYPE_CHECKING:
    from desktop.domain.notices import Notice

_WHOLE = re.compile(r"-?\d{1,11}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Common(Struct, frozen=True):
    """`--store DIR` and `--json`, understood before and after the command."""

    store: Path | None
    json: bool


class Parser(argparse.ArgumentParser):
    """argparse whose refusals are BadInput."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        raise BadInput(_("参数不对：{message}。用法：{usage}").format(message=_reason(message), usage=usage))


def _reason(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required: ", _("缺少 ")),
        ("unrecognized arguments: ", _("不认识 ")),
    ):
        if message.startswith(english):
            return chinese + message.removeprefix(english)
    if message.startswith("argument ") and ": " in message:
        name, _colon, rest = message.removeprefix("argument ").partition(": ")
        if rest.startswith("invalid choice: "):
            return _("{name} 的取值 {value}").format(
                name=name, value=rest.removeprefix("invalid choice: ").replace("choose from", _("可选"))
            )
        if rest.startswith("not allowed with argument "):
            return _("{name} 不能与 {other} 同用").format(name=name, other=rest.removeprefix("not allowed with argument "))
        if rest.startswith("expected"):
            return _("{name} 后面缺少取值").format(name=name)
        return f"{name}：{rest}"
    return message


def take_common(argv: list[str]) -> tuple[list[str], Common]:
    """The words without the common options, and those."""
    words: list[str] = []
    store: Path | None = None
    as_json = False
    rest = iter(argv)
    for word in rest:
        if word == "--json":
            as_json = True
        elif word == "--store":
            value = next(rest, None)
            if value is None:
                raise BadInput(_("--store 后面缺少文件夹。"))
            store = Path(value)
        elif word.startswith("--store="):
            store = Path(word.removeprefix("--store="))
        else:
            words.append(word)
    return words, Common(store, as_json)


def decimal(text: str) -> Decimal:
    """An argument that is a decimal number."""
    if not is_number(text):
        raise argparse.ArgumentTypeError(_("{text} 不是数").format(text=text[:40]))
    return Decimal(text)


def whole(text: str) -> int:
    """An argument that is a whole number."""
    if not _WHOLE.fullmatch(text):
        raise argparse.ArgumentTypeError(_("{text} 不是整数").format(text=text[:40]))
    return int(text)


def day(text: str) -> date:
    """An argument that is a date, 2026-11-20."""
    try:
        # fromisoformat alone also takes 20261120 and 2026-W47-5.
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text} 不是日期，应写作 2026-11-20").format(text=text[:40])) from None


def say_json(value: Any) -> None:
    """One JSON document on stdout; decimals become numbers with all their digits."""
    print(json.dumps(_numbers(value), ensure_ascii=False, indent=2))


def _numbers(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _numbers(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_numbers(entry) for entry in value]
    return value


class Progress:
    """Progress on stderr, only on a terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self.shown:
            print(f"\r{self.what} {done} / {total}", end="" if done < total else "\n", file=sys.stderr, flush=True)


_MARKS = {"critical": "×", "warning": "!", "note": "·"}


def with_clause(notice: Notice) -> str:
    """A notice on one line, its clause in brackets where it has one."""
    return notice.sentence + (_("（{clause}）").format(clause=notice.clause) if notice.clause else "")


def say_notices(found: Iterable[Notice]) -> None:
    """What checks found, a line each, marked by its weight."""
    for one in found:
        print(f"{_MARKS[one.severity]} {with_clause(one)}")
