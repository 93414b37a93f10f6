"""The vault keeps bytes once, encrypted, whole or not at all, and says so when they are not what they were."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput, Cancelled, NotFound, NotVerified, WrongKey
from desktop.evidence.vault import Vault, new_secret

DATA = b"original bytes of a photo " * 10_000


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence", new_secret())


def stored(vault: Vault) -> list[Path]:
    return sorted(path for path in vault.folder.rglob("*") if path.is_file())


def test_kept_under_the_hash_and_read_back(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "照片.jpg"
    path.write_bytes(DATA)
    kept = vault.add(path)
    assert kept.sha256 == hashlib.sha256(DATA).hexdigest()
    assert (kept.size, kept.new) == (len(DATA), True)
    assert vault.has(kept.sha256)
    assert vault.read(kept.sha256) == DATA
    assert vault.copy_to(kept.sha256, tmp_path / "out.jpg") == len(DATA)
    assert (tmp_path / "out.jpg").read_bytes() == DATA
    assert stored(vault) == [vault.folder / kept.sha256[:2] / f"{kept.sha256}.age"]


def test_nothing_plain_is_on_disk(vault: Vault) -> None:
    kept = vault.add_bytes(DATA)
    (file,) = stored(vault)
    assert b"original" not in file.read_bytes()
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    with pytest.raises(NotVerified):
        Vault(vault.folder, new_secret()).read(kept.sha256)


def test_same_bytes_are_kept_once(vault: Vault) -> None:
    first, again = vault.add_bytes(DATA), vault.add_bytes(DATA)
    assert first.new
    assert not again.new
    assert len(stored(vault)) == 1


def test_adding_again_heals_a_damaged_original(vault: Vault) -> None:
    kept = vault.add_bytes(DATA)
    stored(vault)[0].write_bytes(b"broken")
    vault.add_bytes(DATA)
    assert vault.read(kept.sha256) == DATA


@pytest.mark.parametrize("at", [0, 30, 150, 70_000, -1])
def test_damage_is_found(vault: Vault, at: int, tmp_path: Path) -> None:
    kept = vault.add_bytes(DATA)
    (file,) = stored(vault)
    broken = bytearray(file.read_bytes())
    broken[at] ^= 1
    file.write_bytes(broken)
    with pytest.raises(NotVerified, match="损坏"):
        vault.read(kept.sha256)
    with pytest.raises(NotVerified):
        vault.copy_to(kept.sha256, tmp_path / "out")
    with vault.open(kept.sha256) as stream, pytest.raises(NotVerified):
        stream.read()
    assert [path.name for path in tmp_path.iterdir()] == ["evidence"]


def test_truncated_and_exchanged_originals_are_found(vault: Vault) -> None:
    one, other = vault.add_bytes(DATA), vault.add_bytes(DATA + b"!")
    place = {path.stem: path for path in stored(vault)}
    place[one.sha256].write_bytes(place[other.sha256].read_bytes())
    with pytest.raises(NotVerified):
        vault.read(one.sha256)
    place[one.sha256].write_bytes(b"")
    with pytest.raises(NotVerified):
        vault.read(one.sha256)
    place[one.sha256].unlink()
    for read in (vault.read, vault.open):
        with pytest.raises(NotFound, match="备份"):
            read(one.sha256)


def test_hostile_names_reach_no_file(vault: Vault) -> None:
    for name in ("../../secret", "", "A" * 64, "0" * 63, "/etc/passwd"):
        with pytest.raises(BadInput):
            vault.has(name)


def test_limits(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "evidence", new_secret(), limit=1024 * 1024)
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(1024 * 1024 + 1))
    with pytest.raises(BadInput, match=r"film\.mp4：超过单个证据文件的上限 1 MB"):
        vault.add(path)
    assert stored(vault) == []
    kept = vault.add_bytes(bytes(1024 * 1024))
    with pytest.raises(BadInput, match="另存"):
        vault.read(kept.sha256, limit=1000)


def test_what_is_no_file_is_refused(vault: Vault, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone"):
        with pytest.raises(BadInput):
            vault.add(path)


def test_cancelled_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(DATA)
    with pytest.raises(Cancelled):
        vault.add(path, cancelled=lambda: True)
    assert stored(vault) == []


def test_a_wrong_secret_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        Vault(tmp_path, "AGE-SECRET-KEY-1NONSENSE")


def test_what_a_crash_left_goes_when_it_is_old(tmp_path: Path) -> None:
    secret = new_secret()
    kept = Vault(tmp_path, secret).add_bytes(DATA)
    old, young = tmp_path / ".1-1-1.part", tmp_path / ".2-2-2.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 86_400, time.time() - 2 * 86_400))
    vault = Vault(tmp_path, secret)
    assert not old.exists()
    assert young.exists()
    assert vault.has(kept.sha256)


def test_a_source_that_refuses_keeps_its_own_sentence(vault: Vault) -> None:
    class Checked(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise NotVerified("内容与清单不符")

    with pytest.raises(NotVerified, match="内容与清单不符"):
        vault.add_stream(Checked(DATA), "photo.jpg")
    assert stored(vault) == []


def test_a_sink_that_fails_keeps_its_own_error(vault: Vault) -> None:
    class Full(io.RawIOBase):
        def write(self, data: object, /) -> int:
            raise OSError("disk full")

    kept = vault.add_bytes(DATA)
    with pytest.raises(OSError, match="disk full"):
        vault.write_to(kept.sha256, Full())


def test_stream_reads_forwards_and_may_be_left_early(vault: Vault) -> None:
    large = os.urandom(1024) * 8 * 1024  # 8 MiB: more than what is read ahead
    kept = vault.add_bytes(large)
    with vault.open(kept.sha256) as stream:
        assert stream.read(10) == large[:10]
        assert stream.read() == large[10:]
    before = threading.active_count()
    with vault.open(kept.sha256) as stream:
        assert stream.read(10) == large[:10]
    assert threading.active_count() == before


def test_memory_stays_flat(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    try:
        kept = vault.add(path)
        vault.copy_to(kept.sha256, tmp_path / "copy")
        with vault.open(kept.sha256) as stream:
            while stream.read(1024 * 1024):
                pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12 * 1024 * 1024


@given(st.binary(max_size=200_000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    vault = Vault(tmp_path_factory.getbasetemp() / "any", SECRET)
    kept = vault.add_bytes(data)
    assert vault.read(kept.sha256) == data


SECRET = new_secret()
