"""Damaged, tampered, foreign, newer and hostile packages are refused with the reason, and nothing is left on disk."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import BadInput, NotFound, NotVerified, Refused
from desktop.package import bag, keys
from desktop.package.check import extract, verify
from desktop.package.container import Item, central_header, end_records, local_header
from desktop.package.directory import read_directory
from desktop.package.info import NAME
from desktop.package.read import read_package
from tests.package.packages import AUDIT, CONTENTS, KEY, OTHER, files_of, info, pack, signed_anew, write

SMALL = {"history.jsonl": b'{"a":1}\n', "evidence/x.jpg": b"photo"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    write(path)
    return path


def refused(path: Path, kind: type[Refused], part: str = "") -> None:
    before = sorted(path.parent.iterdir())
    for work in (verify, lambda at: extract(at, at.parent / "out")):
        with pytest.raises(kind) as caught:
            work(path)
        assert type(caught.value) is kind, caught.value.sentence
        assert part in caught.value.sentence
        assert "\n" not in caught.value.sentence
        assert len(caught.value.sentence) < 300
    assert sorted(path.parent.iterdir()) == before


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write(path, SMALL)
    whole = path.read_bytes()
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        with pytest.raises((BadInput, NotVerified)):
            verify(path)
    path.write_bytes(whole)
    verify(path)


def test_every_cut_and_every_byte_more_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write(path, SMALL)
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises((BadInput, NotVerified)):
            verify(path)
    for changed in (whole + b"\0", b"\0" + whole, whole + whole, whole[:-2] + b"\1\0x"):
        path.write_bytes(changed)
        with pytest.raises((BadInput, NotVerified)):
            verify(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_mutation_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "m.zip"
    write(path, SMALL)
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    into = data.draw(st.one_of(st.binary(max_size=60), st.just(whole[end : end + 40]), st.just(b"\xff" * (end - start))))
    mutated = whole[:start] + into + whole[end:]
    path.write_bytes(mutated)
    if mutated == whole:
        verify(path)
        return
    with pytest.raises((BadInput, NotVerified)):
        verify(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.zip"
    for content in (data, b"PK\3\4" + data + b"PK\5\6" + bytes(18), b"PK\3\4" + data + zip_end(1, len(data) + 4, 0)):
        path.write_bytes(content)
        with pytest.raises((BadInput, NotVerified)):
            verify(path)


def zip_end(count: int, start: int, length: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, length, start, 0)


# What was signed is not what is there


@pytest.mark.parametrize("name", [f"data/{name}" for name in CONTENTS] + [NAME])
def test_a_changed_file_does_not_verify(package: Path, name: str) -> None:
    files = files_of(package)
    files[name] = files[name][:-1] + b"?"
    refused(pack(package, files), NotVerified, name if name != "data/empty.txt" else "不一致")


@pytest.mark.parametrize(
    "name", [*(f"data/{name}" for name in CONTENTS), NAME, bag.SENDER, bag.MANIFEST, bag.BAG_INFO, bag.TAGS, bag.SIGNATURE]
)
def test_a_missing_file_does_not_verify(package: Path, name: str) -> None:
    files = files_of(package)
    del files[name]
    refused(pack(package, files), NotVerified, f"缺少{'清单所列的' if name.startswith('data/') and name != NAME else ''}文件“{name}”")


def test_an_extra_file_does_not_verify(package: Path) -> None:
    files = files_of(package)
    more = {**files, "data/evidence/more.jpg": b"x"}
    refused(
        pack(package, {name: more[name] for name in bag.order([n for n in more if n.startswith("data/")])}), NotVerified, "多出清单以外"
    )
    refused(pack(package, {**files, "notes.txt": b"x"}), NotVerified, "notes.txt")
    files = {bag.BAGIT: files.pop(bag.BAGIT), **dict(reversed(files.items()))}
    refused(pack(package, files), NotVerified, "次序")


def test_signatures_of_somebody_else(package: Path) -> None:
    files = files_of(package)
    refused(pack(package, {**files, bag.SIGNATURE: keys.sign(OTHER, files[bag.TAGS])}), NotVerified, "签名")
    refused(pack(package, {**files, bag.SENDER: keys.public_pem(OTHER)}), NotVerified, "签名")
    refused(pack(package, {**files, bag.SIGNATURE: b""}), NotVerified, "签名")
    refused(pack(package, {**files, bag.SENDER: b"not a key"}), NotVerified, "sender.pem")
    # All of it signed anew with another key: the payload still names the first sender.
    refused(pack(package, signed_anew(files, OTHER)), NotVerified, "不是同一人")
    refused(pack(package, signed_anew(files, OTHER, sender=False)), NotVerified, "签名")


def test_a_key_of_another_kind_is_no_sender(package: Path) -> None:
    files = files_of(package)
    rsa = subprocess.run(["openssl", "genpkey", "-algorithm", "x25519"], capture_output=True, check=True).stdout
    public = subprocess.run(["openssl", "pkey", "-pubout"], input=rsa, capture_output=True, check=True).stdout
    refused(pack(package, {**files, bag.SENDER: public}), NotVerified, "Ed25519")
    refused(pack(package, {**files, bag.SENDER: files[bag.SENDER] + b"\n"}), NotVerified, "Ed25519")


def test_a_sender_who_signs_nonsense(package: Path) -> None:
    files = files_of(package)
    lying = files[bag.BAG_INFO].replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")
    refused(pack(package, signed_anew({**files, bag.BAG_INFO: lying}, KEY)), NotVerified, "不一致")
    less = {name: data for name, data in files.items() if name != "data/grade.json"}
    refused(pack(package, signed_anew(less, KEY)), NotVerified, "不一致")
    refused(pack(package, signed_anew({**files, NAME: b"{}"}, KEY)), BadInput, "不是本程序的数据包")
    refused(pack(package, signed_anew({**files, NAME: files[NAME].replace(b'"by"', b'"bye"')}, KEY)), NotVerified, "package.json")
    refused(pack(package, signed_anew({**files, NAME: b"[" * 100_000}, KEY)), BadInput, "嵌套")
    refused(pack(package, signed_anew({**files, bag.BAGIT: b"BagIt-Version: 0.97\n"}, KEY)), NotVerified, "bagit.txt")
    refused(pack(package, files, top="another"), NotVerified, "不一致")


def test_a_crc_that_lies_is_found_although_the_hash_is_right(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write(path, SMALL)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as zip_file:
        for item in zip_file.infolist():
            crc = struct.pack("<L", item.CRC)
            assert whole.count(crc) == 2
            path.write_bytes(whole.replace(crc, struct.pack("<L", item.CRC ^ 1)))
            refused(path, NotVerified)


def test_reading_one_file_checks_it(package: Path) -> None:
    whole = package.read_bytes()
    package.write_bytes(whole.replace(b"%PDF-1.7", b"%PDF-1.8"))
    with read_package(package) as opened:
        assert opened.read("grade.json") == b"{}\n"
        with pytest.raises(NotVerified):
            opened.read("report/审查报告.pdf")
        with opened.open("report/审查报告.pdf") as stream, pytest.raises(NotVerified):
            stream.read(9)
        with pytest.raises(NotFound):
            opened.read("nothing")
        with pytest.raises(BadInput, match="不能读入"):
            opened.read("history.jsonl", limit=10)


# Not ours, or not of this version


def test_what_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for data in (b"", b"text", b"%PDF-1.7", b"PK\5\6" + bytes(18)):
        path.write_bytes(data)
        refused(path, BadInput)
    path.unlink()
    for missing in (path, tmp_path):
        with pytest.raises(BadInput, match="读不到文件"):
            verify(missing)
    with zipfile.ZipFile(path, "w") as zip_file:
        zip_file.writestr("readme.txt", "hello")
    refused(path, BadInput, "没有本程序数据包的内容")
    path.write_bytes(b"age-encryption.org/v1\n-> X25519 ...")
    refused(path, BadInput, "加密的数据包")


def test_newer_formats_are_named(package: Path) -> None:
    files = files_of(package)
    newer = files[bag.BAG_INFO].replace(b"fieldaudit.package/1", b"fieldaudit.package/2")
    refused(pack(package, {**files, bag.BAG_INFO: newer}), BadInput, "先升级本程序")
    newer = files[NAME].replace(b"fieldaudit.package/1", b"fieldaudit.package/2")
    refused(pack(package, signed_anew({**files, NAME: newer}, KEY)), BadInput, "先升级本程序")


def test_packed_again_by_another_program(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        again = tmp_path / "again.zip"
        with zipfile.ZipFile(again, "w", method) as zip_file:
            for name, data in files.items():
                zip_file.writestr(f"{AUDIT}/{name}", data)
        refused(again, NotVerified, "重新打包")
    with zipfile.ZipFile(package, "a") as zip_file:
        zip_file.writestr(f"{AUDIT}/data/more.txt", "more")
    refused(package, NotVerified, "压缩结构")


# Made to hurt


def hostile(tmp_path: Path, name: str, data: bytes = b"x", **more: Any) -> Path:
    """A zip with one bad entry among good ones; `more` is set on its ZipInfo."""
    path = tmp_path / "hostile.zip"
    write(path, SMALL)
    with zipfile.ZipFile(path, "a") as zip_file:
        item = zipfile.ZipInfo(f"{AUDIT}/data/{name}")
        item.filename = name if more.pop("bare", False) else item.filename
        method = more.pop("method", zipfile.ZIP_STORED)
        for key, value in more.items():
            setattr(item, key, value)
        zip_file.writestr(item, data, method)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../../evil", "/etc/passwd", "C:/evil", "C:evil", "a/../../b", "\\\\server\\share", "..\\evil", "CON", "lpt1.txt", "nul",
        "COM¹.jpg", "a\nb", "a\x07b", "x" * 201, "a/b/c/d/e/f/g/h/i", "a./b", "a ",
        "a\u202egpj.exe", "x/", "", ".", "a:stream", "a?", "e\u0301",
    ],
)  # fmt: skip
def test_unsafe_names(tmp_path: Path, name: str) -> None:
    refused(hostile(tmp_path, name), BadInput, "不安全")
    refused(hostile(tmp_path, name or "/", bare=True), BadInput, "不安全")


@pytest.mark.parametrize("name", ["history.jsonl", "HISTORY.jsonl", "history.jsonl/x", "evidence", "ｈistory.jsonl", "Evidence/X.jpg"])
def test_names_that_are_there_twice(tmp_path: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of what is made here on purpose
        path = hostile(tmp_path, name)
    refused(path, BadInput, "重复")


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_links_and_devices(tmp_path: Path, mode: int) -> None:
    refused(hostile(tmp_path, "link", b"/etc/passwd", external_attr=(mode | 0o777) << 16), BadInput, "链接")


def test_bombs(tmp_path: Path) -> None:
    refused(hostile(tmp_path, "zeros", bytes(10_000_000), method=zipfile.ZIP_DEFLATED), BadInput, "膨胀")
    refused(hostile(tmp_path, "zeros", bytes(10_000_000), method=zipfile.ZIP_LZMA), BadInput, "膨胀")


def directory_edit(path: Path, change: Callable[[bytearray, int], None]) -> Path:
    """Change the directory line of the last file in place."""
    raw = bytearray(path.read_bytes())
    change(raw, raw.rindex(b"PK\1\2"))
    path.write_bytes(raw)
    return path


def test_encrypted_entries(tmp_path: Path) -> None:
    def encrypt(raw: bytearray, at: int) -> None:
        raw[at + 8] |= 1

    refused(directory_edit(hostile(tmp_path, "secret"), encrypt), BadInput, "加密")


def test_overlapping_entries(tmp_path: Path) -> None:
    def to_the_first(raw: bytearray, at: int) -> None:
        raw[at + 42 : at + 46] = bytes(4)

    def beyond(raw: bytearray, at: int) -> None:
        raw[at + 20 : at + 28] = struct.pack("<2L", 1_000_000, 1_000_000)

    refused(directory_edit(hostile(tmp_path, "over"), to_the_first), BadInput, "重叠")
    refused(directory_edit(hostile(tmp_path, "over"), beyond), BadInput, "重叠")


def test_too_many_entries(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    records = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 10**6, 10**6, 46 * 10**6, 4)
    records += struct.pack("<4sLQL", b"PK\6\7", 0, 4, 1) + zip_end(0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF)
    path.write_bytes(b"PK\3\4" + bytes(60) + records)
    refused(path, BadInput, "超过上限")
    path.write_bytes(b"PK\3\4" + bytes(60) + zip_end(3, 4, 0xFFFF_0000))
    refused(path, BadInput, "不可信")


def test_data_between_two_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write(path, SMALL)
    with path.open("rb") as file:
        items = read_directory(file, "a.zip").items
        data = {item.name: file.seek(item.data) and file.read(item.size) for item in items}
    whole = b""
    moved = []
    for number, item in enumerate(items):
        whole += b"hidden" if number == 2 else b""
        moved.append(Item(item.name, item.size, item.crc, len(whole)))
        whole += local_header(moved[-1]) + bytes(data[item.name])
    directory = b"".join(map(central_header, moved))
    path.write_bytes(whole + directory + end_records(len(moved), len(whole), len(directory)))
    with zipfile.ZipFile(path) as zip_file:
        assert zip_file.testzip() is None  # others see nothing wrong
    refused(path, NotVerified, "压缩结构")


def test_data_before_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write(path, SMALL)
    whole = path.read_bytes()
    start = struct.unpack("<L", whole[-6:-2])[0]
    moved = whole[:start] + b"hidden" + whole[start:-6] + struct.pack("<L", start + 6) + whole[-2:]
    path.write_bytes(moved)
    with zipfile.ZipFile(path) as zip_file:
        assert zip_file.testzip() is None  # others see nothing wrong
    refused(path, NotVerified, "压缩结构")


def test_extract_writes_nothing_outside(tmp_path: Path) -> None:
    inside = tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    for name in ("../../evil", "/evil", "a/../../../evil"):
        path = hostile(inside, name)
        with pytest.raises(BadInput):
            extract(path, inside / "out")
    found = [Path(folder, file).relative_to(tmp_path) for folder, _folders, files in os.walk(tmp_path) for file in files]
    assert found == [Path("deep/inside/hostile.zip")]


def test_manifest_forms(package: Path) -> None:
    files = files_of(package)
    for manifest in (
        files[bag.MANIFEST].upper(),
        files[bag.MANIFEST].replace(b"  ", b" *"),
        files[bag.MANIFEST] + files[bag.MANIFEST],
        files[bag.MANIFEST].replace(b"\n", b"\r\n"),
        b"\xff\xfe" + files[bag.MANIFEST],
    ):
        changed = {**files, bag.MANIFEST: manifest}
        changed[bag.TAGS] = signed_tags(changed)
        changed[bag.SIGNATURE] = keys.sign(KEY, changed[bag.TAGS])
        refused(pack(package, changed), NotVerified, bag.MANIFEST)


def signed_tags(files: dict[str, bytes]) -> bytes:
    return bag.write_manifest({name: hashlib.sha256(files[name]).hexdigest() for name in bag.TAGGED})


@pytest.mark.parametrize("left_out", bag.TAGGED)
def test_a_signature_over_less_than_all(package: Path, left_out: str) -> None:
    files = files_of(package)
    lines = [line for line in files[bag.TAGS].splitlines(keepends=True) if left_out.encode() not in line]
    files[bag.TAGS] = b"".join(lines)
    files[bag.SIGNATURE] = keys.sign(KEY, files[bag.TAGS])
    refused(pack(package, files), NotVerified, "签名的清单不完整")


def test_bag_info_lines_cannot_be_forged() -> None:
    forged = msgspec.structs.replace(info(), organization="机构\nFieldaudit-Format: fieldaudit.package/9\r\u2028x")
    lines = io.StringIO(bag.bag_info(forged, 1, 1).decode("utf-8")).readlines()
    assert [line.partition(":")[0] for line in lines].count("Fieldaudit-Format") == 1
