"""Read a YAML file of rules into plain data, strictly and with the line of every key and element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from desktop.base.words import _
from desktop.schemes.source import MOST_BYTES, Path, Plain, Source, Unreadable

MOST_DEPTH = 40
MOST_NODES = 50_000
# A folded line break becomes a space, which Chinese does not have between its signs.
_BETWEEN_CHINESE = re.compile(r"(?<=[\u2010-\u206f\u3000-\u9fff\uff00-\uffef]) (?=[\u2010-\u206f\u3000-\u9fff\uff00-\uffef])")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# libyaml reads about six times faster; the pure reader gives the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = {
    "cannot start any token": "此处的字符不能这样使用；缩进请用空格，不要用制表符，含特殊字符的文字请加引号",
    "mapping values are not allowed": "冒号的位置不对；请检查缩进，含冒号的文字请加引号",
    "expected <block end>": "缩进与上文不一致，请对齐",
    "could not find expected ':'": "缺少冒号；键后要写“: ”",
    "unexpected end of stream": "引号或括号没有收尾",
    "expected ',' or": "方括号或花括号没有收尾，或缺少逗号",
    "control characters": "含有不可显示的控制字符，请删除",
    "special characters": "含有不可显示的控制字符，请删除",
    "undefined alias": "不支持锚点和别名（& 与 *），请直接写出内容",
    "undefined tag handle": "不支持标签（!），请删除",
}


def read(data: bytes, name: str) -> Source:
    """The plain data of one YAML document whose root is a mapping in block style. Unreadable if it is anything else."""
    if len(data) > MOST_BYTES:
        raise Unreadable(name, 1, _("文件超过 2 MB，请拆分或精简"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(name, line, _("不是 UTF-8 编码，请另存为 UTF-8")) from None
    builder = _Builder(name)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(name, mark.line + 1 if mark else 1, _syntax(str(error.problem))) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(0, error.position if isinstance(error.position, int) else 0)) + 1
        raise Unreadable(name, line, _syntax(str(error.reason))) from None
    except yaml.YAMLError as error:
        raise Unreadable(name, 1, _syntax(str(error))) from None
    return Source(name, builder.root(), builder.lines)


def _events(text: str) -> Iterator[Any]:
    # Events instead of nodes: nothing recurses, so depth is refused before any stack is used up.
    return iter(yaml.parse(text, Loader=_LOADER))


def _syntax(problem: str) -> str:
    for english, chinese in _SYNTAX.items():
        if english in problem:
            return _(chinese)
    return _("不是正确的 YAML 写法，请检查缩进、冒号和引号")


class _Builder:
    """Takes parser events one by one and builds the data with a stack of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self._open: list[tuple[dict[str, Plain] | list[Plain], Path]] = []
        self._key: list[str | None] = []  # per open collection: the mapping key that waits for its value
        self._nodes = 0
        self._documents = 0
        self._root: Plain = None

    def root(self) -> dict[str, Plain]:
        if not isinstance(self._root, dict):
            raise Unreadable(self.name, 1, _("内容为空，或最外层不是“键: 值”的形式"))
        return self._root

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._node(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._node(event)
            self._start({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
            self._key.pop()
        elif kind is yaml.AliasEvent:
            raise self._refuse(event, _("不支持锚点和别名（& 与 *），请直接写出内容"))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._refuse(event, _("一个文件只能有一份文档，请删除“---”及其后的内容"))

    def _refuse(self, event: Any, reason: str) -> Unreadable:
        return Unreadable(self.name, event.start_mark.line + 1, reason)

    def _node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._refuse(event, _("内容超过 {most} 个节点，请精简").format(most=MOST_NODES))
        if event.anchor is not None:
            raise self._refuse(event, _("不支持锚点和别名（& 与 *），请直接写出内容"))
        if event.tag is not None:
            raise self._refuse(event, _("不支持标签（!），请删除"))

    def _start(self, value: dict[str, Plain] | list[Plain], event: Any) -> None:
        if not self._open and event.flow_style:
            raise self._refuse(event, _("最外层请每行写一个键，不要用花括号或方括号"))
        if len(self._open) >= MOST_DEPTH:
            raise self._refuse(event, _("嵌套超过 {most} 层，请精简").format(most=MOST_DEPTH))
        path = self._place(value, event)
        self._open.append((value, path))
        self._key.append(None)

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        plain = bool(event.implicit[0])
        if any((letter < " " and letter != "\n") or "\ud800" <= letter <= "\udfff" for letter in text):
            raise self._refuse(event, _("含有制表符或控制字符，请删除"))
        if event.end_mark.line > event.start_mark.line and event.style != "|":
            text = _BETWEEN_CHINESE.sub("", text)
        inside, path = self._open[-1] if self._open else (None, ())
        if isinstance(inside, dict) and self._key[-1] is None:
            if plain and (text in NULLS or text == "<<"):
                raise self._refuse(event, _("键不能为空，也不支持合并键（<<），请写出键名"))
            if "\n" in text:
                raise self._refuse(event, _("键只能写在一行里"))
            if text in inside:
                raise self._refuse(event, _("键“{key}”重复，请只保留一个").format(key=text[:60]))
            self._key[-1] = text
            self.lines[(*path, text)] = event.start_mark.line + 1
            return
        self._place(None if plain and text in NULLS else text, event)

    def _place(self, value: Plain, event: Any) -> Path:
        """Puts a value where the open collection wants it; gives its path."""
        if not self._open:
            self._root = value
            return ()
        inside, path = self._open[-1]
        if isinstance(inside, list):
            here: Path = (*path, len(inside))
            self.lines[here] = event.start_mark.line + 1
            inside.append(value)
            return here
        key = self._key[-1]
        if key is None:
            raise self._refuse(event, _("键必须是文字，不能是列表或映射"))
        inside[key] = value
        self._key[-1] = None
        return (*path, key)
