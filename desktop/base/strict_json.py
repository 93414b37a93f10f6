"""JSON from outside: bounded, no doubled keys, no NaN, no bottomless nesting; numbers with a point stay decimals."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from desktop.base.errors import BadInput
from desktop.base.files import read_file
from desktop.base.words import _

LIMIT = 64 * 1024 * 1024
_DEPTH = 40
# Half of a character that needs two: it can be escaped in JSON, and written nowhere.
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def read_json(data: bytes, name: str) -> Any:
    """The value in the bytes of a JSON file called `name`. Raises BadInput with what is wrong and where."""
    if len(data) > LIMIT:
        raise BadInput(_("{name}：文件超过 {mb} MB，不是本程序的文档。").format(name=name, mb=LIMIT // 1024 // 1024))
    _check_depth(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(_("{name}：第 {at} 字节不是 UTF-8，请以 UTF-8 保存后重试。").format(name=name, at=error.start + 1)) from None
    pairs = _Pairs(name)
    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=_decimal, parse_int=_integer, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadInput(
            _("{name}：第 {line} 行第 {column} 列不是合法的 JSON，请检查该处的标点和引号。").format(
                name=name, line=error.lineno, column=error.colno
            )
        ) from None
    except _BadNumber as error:
        raise BadInput(_("{name}：数值 {number} 不能使用，请改为普通的十进制数。").format(name=name, number=error)) from None
    if _HALVES.search(text):
        _refuse_halves(value, name)
    return value


def read_json_file(path: Path) -> Any:
    """Read a JSON file from disk, see read_json. A file that cannot be read is a BadInput too."""
    return read_json(read_file(path, LIMIT), path.name)


def write_json(value: Any) -> bytes:
    """Canonical text of plain data: sorted keys, two spaces, LF, a line end at the end; the same data give the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _refuse_halves(value: Any, name: str) -> None:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(_("{name}：文字中有不完整的字符（如 \\ud800），请改正后重试。").format(name=name)) from None


class _BadNumber(ValueError):
    pass


class _Pairs:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            keys = [key for key, _value in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise BadInput(_("{name}：键 “{key}” 在同一处出现两次，请只保留一个。").format(name=self.name, key=twice[:80]))
        return result


def _decimal(text: str) -> Decimal:
    if len(text) > 40:
        raise _BadNumber(text[:20] + "…")
    return Decimal(text)


def _integer(text: str) -> int:
    if len(text) > 20:
        raise _BadNumber(text[:20] + "…")
    return int(text)


def _no_constant(text: str) -> NoReturn:
    raise _BadNumber(text)


def _check_depth(data: bytes, name: str) -> None:
    depth = 0
    for found in _BRACKETS.finditer(data):
        mark = found[0]
        if mark in (b"[", b"{"):
            depth += 1
            if depth > _DEPTH:
                raise BadInput(
                    _("{name}：第 {at} 字节处嵌套超过 {depth} 层，不是本程序的文档。").format(name=name, at=found.start() + 1, depth=_DEPTH)
                )
        elif mark in (b"]", b"}"):
            depth -= 1
