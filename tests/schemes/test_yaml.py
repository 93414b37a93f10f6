"""Hostile and clumsy YAML is refused with its line; what is accepted is plain text with a line for every place."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from desktop.base.errors import BadInput
from desktop.schemes.check import check
from desktop.schemes.yaml_source import read

# What is refused, in which line, and a part of the reason.
REFUSED: dict[str, tuple[bytes, int, str]] = {
    "bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "锚点和别名"),
    "alias": (b"a: 1\nb: *a\n", 2, "锚点和别名"),
    "tag": (b"a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "标签"),
    "short tag": (b"a: !!int 1\n", 1, "标签"),
    "merge key": (b"a: 1\n<<: x\n", 2, "合并键"),
    "doubled key": (b"a: 1\nb:\n  c: 1\n  c: 2\n", 4, "键“c”重复"),
    "list as key": (b"? [a, b]\n: c\n", 1, "键必须是文字"),
    "null as key": (b"a: 1\n~: c\n", 2, "键不能为空"),
    "two documents": (b"a: 1\n---\nb: 1\n", 2, "一份文档"),
    "tab": (b"a:\n\tb: 1\n", 2, "制表符"),
    "tab in text": (b'a: "x\\ty"\n', 1, "制表符"),
    "latin1": ("a: 1\nb: caf\u00e9\n".encode("latin-1"), 2, "UTF-8"),
    "utf-16": ("a: 1\n".encode("utf-16"), 1, "UTF-8"),
    "gb18030": ("a: 1\nb: 门店\n".encode("gb18030"), 2, "UTF-8"),
    "NUL": (b"a: 1\nb: \x00\n", 2, "控制字符"),
    "escaped NUL": (b'a: 1\nb: "\\0"\n', 2, "控制字符"),
    "10 MB": (b"a: 1\n" * 2_000_000, 1, "2 MB"),
    "deep": (b"a: " + b"[" * 1_000_000, 1, "嵌套超过 40 层"),
    "deep block": (b"a:\n" + b"".join(b" " * depth + b"- \n" for depth in range(1, 1500)), 41, "嵌套超过 40 层"),
    "many nodes": (b"".join(b"k%d: 1\n" % number for number in range(60_000)), 25_000, "50000"),
    "list at the top": (b"- a\n", 1, "最外层"),
    "flow at the top": (b"{a: 1}\n", 1, "最外层"),
    "empty": (b"", 1, "为空"),
    "comment only": (b"# nothing\n", 1, "为空"),
    "open quote": (b'a: 1\nb: "x\n', 3, "没有收尾"),
    "colon in text": (b"a: b: c\n", 1, "冒号"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_line_and_reason(name: str) -> None:
    data, line, reason = REFUSED[name]
    with pytest.raises(BadInput) as caught:
        read(data, "x.yaml")
    assert caught.value.sentence.startswith(f"x.yaml 第 {line} 行：")
    assert reason in caught.value.sentence


@pytest.mark.parametrize("name", REFUSED)
def test_check_names_the_same_place(tmp_path: Path, name: str) -> None:
    data, line, reason = REFUSED[name]
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    (fault,) = check([path])
    assert (fault.file, fault.line) == (str(path), line)
    assert reason in fault.reason


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert len(check([path])) == 1
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_every_scalar_is_text_and_every_place_has_its_line() -> None:
    data = b"a: 5.10\nb:\n  - yes\n  - null\n  - 'null'\nc: {d: 0x1f, e: }\n"
    source = read(data, "x.yaml")
    assert source.data == {"a": "5.10", "b": ["yes", None, "null"], "c": {"d": "0x1f", "e": None}}
    assert [source.line(path) for path in (("a",), ("b",), ("b", 2), ("c", "e"), ("b", 9), ("z",))] == [1, 2, 5, 6, 2, 1]


def test_a_folded_line_leaves_no_space_between_chinese_signs() -> None:
    data = "a: >-\n  按比例计；\n  不足的补 A\n  B 项\nb: |\n  一\n  二\n".encode()
    assert read(data, "x.yaml").data == {"a": "按比例计；不足的补 A B 项", "b": "一\n二\n"}


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    source = read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "x.yaml")
    assert source.data == {"a": "1", "b": "2"}
    assert source.line(("b",)) == 2
