"""What a file is, told by its content and never by its name; a name that says something else is not let pass."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.evidence import KINDS, family, suffix
from desktop.evidence import containers, office, pdf, sounds
from desktop.evidence.headers import HEAD, picture_type
from desktop.evidence.refusals import empty

# What a suffix promises beside those that KINDS gives.
_PROMISES = {
    ".jpeg": "photo", ".jpe": "photo", ".heif": "photo", ".gif": "photo", ".bmp": "photo", ".tif": "photo", ".tiff": "photo",
    ".avif": "photo", ".opus": "audio", ".oga": "audio", ".awb": "audio", ".mp2": "audio", ".m4v": "video", ".3g2": "video",
    ".mts": "video", ".m2ts": "video", ".mpeg": "video", ".asf": "video", ".docm": "office", ".xlsm": "office", ".pptm": "office",
    ".wps": "office", ".et": "office", ".dps": "office", ".dot": "office", ".xlt": "office", ".pps": "office", ".ppsx": "office",
    ".exe": "other", ".zip": "other", ".rar": "other", ".7z": "other", ".txt": "other", ".html": "other", ".htm": "other",
}  # fmt: skip
# Suffixes that a type carries beside its own.
_ALSO = {
    "image/jpeg": {".jpeg", ".jpe"},
    "image/heic": {".heif"},
    "audio/ogg": {".opus", ".oga"},
    "audio/amr": {".awb"},
    "video/mp4": {".m4v"},
    "video/3gpp": {".3g2"},
    "video/mp2t": {".mts", ".m2ts"},
    "video/mpeg": {".mpeg"},
    "video/x-ms-wmv": {".asf"},
    # Sound alone in the container of a film: recorders write it under the film's name.
    "audio/mp4": {".mp4", ".3gp"},
    "audio/x-ms-wma": {".asf"},
}


def tell(source: BinaryIO, size: int, name: str) -> tuple[str, list[str]]:
    """The media type of a file, with notes on what is odd but let pass.

    BadInput for a kind that is no evidence, for one that stops short, and for a name that promises another kind.
    """
    if size == 0:
        raise empty(name)
    source.seek(0)
    head = source.read(HEAD)
    found, notes = _tell(source, head, size, name)
    if found is None:
        raise _unknown(head, name)
    return found, [*notes, *_compare(found, name)]


def _tell(source: BinaryIO, head: bytes, size: int, name: str) -> tuple[str | None, list[str]]:
    picture = picture_type(head)
    if picture is not None:
        return picture, []
    if head[:4] == b"PK\x03\x04":
        return office.tell_packed(source, size, name)
    if head[:8] == office.OLD:
        return office.tell_old(source, size, name), []
    if pdf.is_pdf(head):
        pdf.check(source, size, name)
        return "application/pdf", []
    return containers.tell(source, head, size, name) or sounds.tell(source, head, size), []


def _compare(found: str, name: str) -> list[str]:
    ending = PurePath(name).suffix.lower()
    if ending == suffix(found) or ending in _ALSO.get(found, ()):
        return []
    promised = _promised(ending)
    if promised is None:
        return []
    if _group(promised) != _group(family(found)):
        raise BadInput(
            _("{name}：扩展名 {ending} 与内容不符，内容是{kind}。请核对来源，改正文件名后再添加。").format(
                name=name, ending=ending, kind=called(found)
            )
        )
    if family(found) == "office" and suffix(found) == ".bin":
        return []
    return [_("扩展名是 {ending}，内容是{kind}，按内容加入。").format(ending=ending, kind=called(found))]


def _promised(ending: str) -> str | None:
    for kin, own in KINDS.values():
        if own == ending and own != ".bin":
            return kin
    return _PROMISES.get(ending)


def _group(kin: str) -> str:
    # The same container holds sound or film, and recorders name it either way.
    return "media" if kin in ("audio", "video") else kin


def called(media_type: str) -> str:
    """What a person calls this type."""
    short = suffix(media_type).removeprefix(".").upper()
    words = {
        "photo": _(" {short} 图片"),
        "audio": _(" {short} 录音"),
        "video": _(" {short} 录像"),
        "pdf": _(" PDF 文件"),
        "office": _(" {short} 文档"),
    }
    if short == "BIN":
        return _("加密的 Office 文档")
    return words[family(media_type)].format(short=short)


def _unknown(head: bytes, name: str) -> BadInput:
    if head[:4] in (b"Rar!", b"7z\xbc\xaf") or head[:3] == b"\x1f\x8b\x08":
        return BadInput(_("{name}：压缩包不能作为证据，请解压后添加其中的文件。").format(name=name))
    return BadInput(
        _("{name}：不是可以作为证据的文件。可以添加 JPEG、PNG、WebP、HEIC 图片，录音，录像，PDF 和 Office 文档。").format(name=name)
    )
