"""Whether a file is an XLSX that is safe to unpack: looked at in the zip's directory and in the first bytes of each part."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from desktop.base.errors import BadInput
from desktop.base.words import _

_MB = 1024 * 1024
MOST_PARTS = 2000
# Sheets are read as a stream; all else is held in memory whole.
_MOST_SHEET = 512 * _MB
_MOST_STRINGS = 64 * _MB
_MOST_PART = 16 * _MB
_MOST_OTHERS = 160 * _MB
# Real sheets shrink to a tenth or a fiftieth; a bomb to a thousandth.
_MOST_RATIO = 250
_RATIO_FROM = 4 * _MB
_PROLOG = 4096
# The declaration, comments, then the first element: no document type, so no entities.
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*?\?>\s*)?(?:<!--(?:[^-]|-[^-])*-->\s*)*<[A-Za-z_]", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
# What a damaged zip can raise while it is read.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError, IndexError)


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip of an XLSX whose sizes, names and parts are within bounds. Raises BadInput with the reason."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED:
        raise _refused(name, _("文件不完整或已损坏，请重新导出")) from None
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise _refused(name, _("压缩包内有 {count} 个文件，超过 {most} 个").format(count=len(parts), most=MOST_PARTS))
    if len({part.filename for part in parts}) != len(parts):
        raise _refused(name, _("压缩包内有同名文件"))
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise _refused(name, _("这不是 Excel 工作簿（.xlsx）"))
    others = 0
    for part in parts:
        _check_sizes(part, name)
        others += 0 if part.filename.startswith("xl/worksheets/") else part.file_size
    if others > _MOST_OTHERS:
        raise _refused(name, _("解压后过大（超过 {mb} MB），可能是压缩炸弹").format(mb=_MOST_OTHERS // _MB))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _check_head(archive, part, name)
    return archive


def _check_sizes(part: zipfile.ZipInfo, name: str) -> None:
    if part.flag_bits & 1:
        raise _refused(name, _("文件有密码保护，请取消密码后再导入"))
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(name, _("使用了不支持的压缩方式"))
    most = _MOST_PART
    if part.filename.startswith("xl/worksheets/"):
        most = _MOST_SHEET
    elif part.filename == "xl/sharedStrings.xml":
        most = _MOST_STRINGS
    elif part.filename.startswith("xl/media/"):
        # Pictures are never unpacked.
        return
    if part.file_size > most:
        raise _refused(name, _("{part} 解压后超过 {mb} MB，可能是压缩炸弹").format(part=part.filename[:80], mb=most // _MB))
    if part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(1, part.compress_size):
        raise _refused(
            name,
            _("{part} 解压后是压缩前的 {ratio} 倍，可能是压缩炸弹").format(
                part=part.filename[:80], ratio=part.file_size // max(1, part.compress_size)
            ),
        )


def _check_head(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    try:
        with archive.open(part) as source:
            head = source.read(_PROLOG)
    except DAMAGED:
        raise _refused(name, _("{part} 已损坏，请重新导出").format(part=part.filename[:80])) from None
    encoding = _ENCODING.search(head)
    if not _HEAD.match(head) or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        raise _refused(name, _("{part} 不是普通的 UTF-8 表格内容（含有实体定义或其他编码）").format(part=part.filename[:80]))


def _refused(name: str, reason: str) -> BadInput:
    return BadInput(_("{name}：{reason}，没有读入。").format(name=name, reason=reason))
