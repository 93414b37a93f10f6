"""What a package says of itself: `data/package.json`, and the same in short for people and other programs in `bag-info.txt`."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, field

from desktop.base.errors import BadInput, NotVerified
from desktop.base.strict_json import read_json, write_json
from desktop.base.words import _

FORMAT = "fieldaudit.package/1"
NAME = "data/package.json"
_FORMAT = re.compile(r"fieldaudit\.package/([0-9]{1,6})", re.ASCII)

Line = Annotated[str, Meta(max_length=500)]
Key = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$")]
Whole = Annotated[int, Meta(ge=0, le=2**53)]
Stamp = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z[+-]\d\d:\d\d$")]
Fingerprint = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """How many files a folder of `data/` holds, and their bytes."""

    files: Whole
    bytes: Whole


class Info(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`audit` is the audit's id and names the bag; `written_at` is clock.stamp; `sender` and `parts` are filled in when writing."""

    audit: Key
    written_at: Stamp
    by: Line  # the person
    device: Line = ""
    organization: Line = ""
    client: Line = ""
    scheme: Line = ""
    program: Line = ""  # name and version of what wrote it
    format: str = FORMAT
    sender: Fingerprint = ""  # of the key that signed
    parts: dict[Line, Part] = field(default_factory=dict)  # by folder; files that lie in `data/` itself under ""


def encode_info(info: Info) -> bytes:
    """The bytes of `data/package.json`."""
    return write_json(msgspec.to_builtins(info))


def decode_info(data: bytes) -> Info:
    """Read `data/package.json`. BadInput when the format is not ours or is newer, NotVerified when it is not what the format says."""
    value: Any = read_json(data, NAME)
    found = value.get("format") if isinstance(value, dict) else None
    check_format(found if isinstance(found, str) else "", NAME)
    try:
        return msgspec.convert(value, Info)
    except msgspec.ValidationError as error:
        raise NotVerified(_("{name}：内容不符合数据包格式（{reason}）。").format(name=NAME, reason=error)) from None


def check_format(found: str, name: str) -> None:
    """BadInput unless the format is the one this version reads and writes."""
    parts = _FORMAT.fullmatch(found)
    if parts is None:
        raise BadInput(_("{name}：不是本程序的数据包。请确认选对了文件。").format(name=name), code="not-a-package")
    if int(parts[1]) > 1:
        raise BadInput(_("{name}：由更新版本的程序写成（{format}），请先升级本程序。").format(name=name, format=found), code="too-new")
    if found != FORMAT:
        raise BadInput(_("{name}：数据包格式 {format} 不存在。").format(name=name, format=found), code="not-a-package")
