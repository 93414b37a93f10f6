"""What is written is a bag that other tools check without us; the same content gives the same bytes; failure leaves nothing."""

from __future__ import annotations

import subprocess
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import bagit
import pytest

from desktop.base.errors import BadInput, Cancelled
from desktop.package import keys
from desktop.package.check import extract, verify
from desktop.package.container import Item, central_header, end_records, local_header
from desktop.package.directory import check_locals, read_directory
from desktop.package.read import read_package
from desktop.package.write import Entry, write_package
from tests.package.packages import AUDIT, CONTENTS, KEY, entries, files_of, info, write


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "审查.zip"
    write(path)
    return path


@pytest.fixture
def unpacked(package: Path, tmp_path: Path) -> Path:
    """Unpacked by Python's zipfile alone."""
    with zipfile.ZipFile(package) as zip_file:
        assert zip_file.testzip() is None
        zip_file.extractall(tmp_path / "out")
    return tmp_path / "out" / AUDIT


def test_written_says_what_it_wrote(tmp_path: Path) -> None:
    written = write(tmp_path / "a.zip")
    assert written.size == (tmp_path / "a.zip").stat().st_size
    assert written.files == len(CONTENTS) + 1
    assert written.sender == keys.fingerprint(keys.public_pem(KEY))
    verified = verify(tmp_path / "a.zip")
    assert (verified.files, verified.bytes, verified.sender, verified.digest) == (
        written.files, written.bytes, written.sender, written.digest,
    )  # fmt: skip
    assert verified.info.audit == AUDIT
    assert verified.info.parts["evidence"].bytes == 2048
    assert verified.info.sender == written.sender


def test_bagit_alone_finds_it_valid(unpacked: Path, caplog: pytest.LogCaptureFixture) -> None:
    bag = bagit.Bag(str(unpacked))
    bag.validate()
    assert bag.info["External-Identifier"] == AUDIT
    assert bag.info["Bagging-Date"] == "2026-11-24"
    (unpacked / "data" / "grade.json").write_bytes(b"[]\n")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(unpacked)).validate()
    caplog.clear()  # it also logs what it found


def test_sha256sum_alone_finds_it_right(unpacked: Path) -> None:
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(["sha256sum", "-c", "--strict", manifest], cwd=unpacked, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def test_openssl_alone_checks_the_signature(unpacked: Path) -> None:
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "sender.pem", "-rawin"]
    command += ["-in", "tagmanifest-sha256.txt", "-sigfile", "signature.bin"]
    assert subprocess.run(command, cwd=unpacked, capture_output=True, check=False).returncode == 0
    tags = unpacked / "tagmanifest-sha256.txt"
    tags.write_bytes(tags.read_bytes().replace(b"a", b"b", 1))
    assert subprocess.run(command, cwd=unpacked, capture_output=True, check=False).returncode != 0


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    write_package(tmp_path / "a.zip", entries(), KEY, info())
    write_package(tmp_path / "b.zip", reversed(entries()), KEY, info())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_bytes_paths_and_functions_are_sources(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"x" * 3_000_000)

    def tell(sink: BinaryIO) -> None:
        sink.writelines([b"x" * 1000] * 3000)

    ways: dict[str, bytes | Path | Callable[[BinaryIO], object]] = {"bytes.bin": b"x" * 3_000_000, "path.bin": plain, "function.bin": tell}
    write_package(tmp_path / "a.zip", [Entry(name, source) for name, source in ways.items()], KEY, info())
    verify(tmp_path / "a.zip")
    files = files_of(tmp_path / "a.zip")
    assert all(files[f"data/{name}"] == b"x" * 3_000_000 for name in ways)


def test_read_and_extract_give_back_what_was_put_in(package: Path, tmp_path: Path) -> None:
    with read_package(package) as opened:
        for name, data in CONTENTS.items():
            assert opened.read(name) == data
            with opened.open(name) as stream:
                assert stream.read() == data
        assert opened.held("empty.txt").size == 0
    extract(package, tmp_path / "new" / "folder")
    for name, data in CONTENTS.items():
        assert (tmp_path / "new" / "folder" / "data" / name).read_bytes() == data
    bagit.Bag(str(tmp_path / "new" / "folder")).validate()


def test_extract_wants_an_empty_folder(package: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    extract(package, tmp_path / "empty")
    with pytest.raises(BadInput, match="不是空的"):
        extract(package, tmp_path / "empty")
    with pytest.raises(BadInput, match="不是空的"):
        extract(package, package)


def test_cancelled_or_failed_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    out.write_bytes(b"old")

    def fail(sink: BinaryIO) -> None:
        sink.write(b"half")
        raise BadInput("证据缺失")

    with pytest.raises(Cancelled):
        write_package(out, entries(), KEY, info(), cancelled=lambda: True)
    with pytest.raises(BadInput, match="证据缺失"):
        write_package(out, [*entries(), Entry("evidence/x.jpg", fail)], KEY, info())
    with pytest.raises(BadInput, match="读不到文件"):
        write_package(out, [Entry("a", tmp_path / "gone")], KEY, info())
    with pytest.raises(BadInput, match="无法写入"):
        write_package(tmp_path / "no" / "folder.zip", entries(), KEY, info())
    with pytest.raises(BadInput, match="签名密钥"):
        write_package(out, entries(), "no key", info())
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert out.read_bytes() == b"old"


def test_cancelled_reading_leaves_nothing(package: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.zip"
    write(large, {f"{number}.bin": bytes(3_000_000) for number in range(20)})
    with pytest.raises(Cancelled):
        extract(large, tmp_path / "out", cancelled=lambda: True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([package.name, "large.zip"])


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_package(tmp_path / "a.zip", entries(), KEY, info(), progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    seen.clear()
    verified = verify(tmp_path / "a.zip", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (verified.bytes, verified.bytes)


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/x",
        "a//b",
        "a/../b",
        "C:/x",
        "a\\b",
        "CON",
        "data/nul.txt",
        "a.",
        "a ",
        " a",
        "x\n",
        "a%0Ab",
        "x" * 201,
        "a\u202eb",
        "e\u0301",
    ],
)
def test_unsafe_names_are_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="不能放进数据包"):
        write(tmp_path / "a.zip", {name: b""})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [("a.txt", "A.txt"), ("a", "a/b"), ("ｆ", "f"), ("package.json", "x")])
def test_clashing_names_are_not_written(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(BadInput, match="重复"):
        write(tmp_path / "a.zip", dict.fromkeys(names, b""))
    with pytest.raises(BadInput, match="重复"):
        write_package(tmp_path / "a.zip", [Entry("a", b""), Entry("a", b"")], KEY, info())


def test_memory_stays_flat(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as out:
        out.truncate(150_000_000)

    def tell(sink: BinaryIO) -> None:
        sink.writelines(bytes(10_000) for _piece in range(15_000))

    tracemalloc.start()
    try:
        write_package(tmp_path / "a.zip", [Entry("path", large), Entry("function", tell)], KEY, info())
        verify(tmp_path / "a.zip")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


def test_beyond_four_gigabytes(tmp_path: Path) -> None:
    # Places past 4 GiB need ZIP64; the bytes themselves are holes in the file.
    path = tmp_path / "large.zip"
    with path.open("w+b") as out:
        items = [Item("bag/first", 0xFFFF_FFF0, 0, 0)]
        items.append(Item("bag/second", 5, zlib.crc32(b"hello"), items[0].end))
        items.append(Item("bag/third", 5, zlib.crc32(b"hello"), items[1].end))
        for item in items:
            out.seek(item.start)
            out.write(local_header(item))
            if item.size == 5:
                out.write(b"hello")
            else:
                out.seek(item.end)
        directory = b"".join(map(central_header, items))
        out.write(directory + end_records(3, items[-1].end, len(directory)))
        read = read_directory(out, "large.zip")
        assert read.exact
        assert read.items == items
        check_locals(out, read.items, "large.zip")
    with zipfile.ZipFile(path) as zip_file:
        assert zip_file.read("bag/third") == zip_file.read("bag/second")
