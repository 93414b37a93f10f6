"""One file taken in, and many by helpers: bounds, what is odd, a helper that dies."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.base.errors import BadInput, Cancelled, Refused
from desktop.evidence.hands import Hand, first_page, take_all
from desktop.evidence.spool import Spool
from desktop.evidence.taking import HELD_LIMIT, Job, Setup, Taken, take
from desktop.evidence.vault import Vault, new_secret
from tests.evidence import media
from tests.evidence.pictures import chunk, degrees, drawing, jpeg, png


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "evidence", new_secret())
    made.folder.mkdir()
    return made


@pytest.fixture
def job(vault: Vault, tmp_path: Path) -> Callable[[str, bytes], Job]:
    def make(name: str, data: bytes) -> Job:
        (tmp_path / name).write_bytes(data)
        return Job(0, name, vault.new_part(), tmp_path / name)

    return make


def parts(vault: Vault) -> list[str]:
    return sorted(path.name for path in vault.folder.rglob("*") if path.is_file())


def test_a_photo_with_all_it_says(vault: Vault, job: Callable[[str, bytes], Job]) -> None:
    data = jpeg(taken="2026:11:24 14:32:05", zone="+08:00", make="HUAWEI", model="P60", gps=degrees())
    one = job("照片.jpg", data)
    assert one.path is not None
    os.utime(one.path, (1_790_000_000, 1_790_000_000))
    taken = take(one, Setup(vault.sealer))
    assert (taken.sha256, taken.size, taken.media_type) == (hashlib.sha256(data).hexdigest(), len(data), "image/jpeg")
    assert (taken.taken_at, taken.device, taken.width) == ("2026-11-24T14:32:05+08:00", "HUAWEI P60", 640)
    assert [str(part) for part in taken.gps or ()] == ["31.235", "121.4701389"]
    assert (taken.received_at or "").startswith("2026-09-21T14:13:20.000Z")
    assert (taken.thumbnail or b"").startswith(b"\xff\xd8")
    vault.sealer.sync(one.part)
    assert vault.put(one.part, taken.sha256)
    assert vault.read(taken.sha256) == data
    assert vault.holds(taken.sha256, taken.size)
    assert not vault.holds(taken.sha256, taken.size + 70_000)


def test_an_invalid_place_is_said_and_the_photo_stays(vault: Vault, job: Callable[[str, bytes], Job]) -> None:
    taken = take(job("a.jpg", jpeg(gps=degrees(latitude=(99, 0, 0)))), Setup(vault.sealer))
    assert taken.gps is None
    assert taken.notes == ["GPS 无效，未采用。"]


def test_a_card_without_a_clock_gives_no_date(vault: Vault, job: Callable[[str, bytes], Job]) -> None:
    one = job("a.jpg", jpeg())
    assert one.path is not None
    os.utime(one.path, (315_532_800, 315_532_800))
    assert take(one, Setup(vault.sealer)).received_at is None


def test_what_the_audit_has_is_not_sealed_again(vault: Vault, job: Callable[[str, bytes], Job]) -> None:
    data = jpeg()
    taken = take(job("a.jpg", data), Setup(vault.sealer, frozenset({hashlib.sha256(data).hexdigest()})))
    assert (taken.part, taken.thumbnail) == (None, None)
    assert parts(vault) == []


def test_a_film_of_ten_gigabytes_is_refused_by_its_size(vault: Vault, tmp_path: Path) -> None:
    film = tmp_path / "监控.mp4"
    with film.open("wb") as out:
        out.write(media.mp4())
        out.truncate(10 * 1024**3)
    with pytest.raises(BadInput, match=r"监控\.mp4：10 GB，超过单个证据文件的上限 2 GB"):
        take(Job(0, film.name, vault.new_part(), film), Setup(vault.sealer))
    assert parts(vault) == []


def test_a_large_file_is_read_in_pieces(vault: Vault, tmp_path: Path) -> None:
    film = tmp_path / "录像.mp4"
    film.write_bytes(media.mp4(data=bytes(HELD_LIMIT + 1)))
    steps: list[int] = []
    one = Job(0, film.name, vault.new_part(), film)
    taken = take(one, Setup(vault.sealer), steps.append)
    assert (taken.media_type, taken.size, taken.thumbnail) == ("video/mp4", film.stat().st_size, None)
    assert steps == sorted(steps)
    assert steps[-1] == taken.size
    assert max(later - sooner for sooner, later in pairwise(steps)) < 4 * 1024 * 1024
    vault.put(one.part, taken.sha256)
    assert vault.read(taken.sha256) == film.read_bytes()


def test_a_large_picture_is_read_in_pieces_too(vault: Vault, tmp_path: Path) -> None:
    picture = tmp_path / "大.png"
    body = png()
    end = body.index(b"IEND") - 4
    picture.write_bytes(body[:end] + chunk(b"prVt", bytes(HELD_LIMIT)) + body[end:])
    taken = take(Job(0, picture.name, vault.new_part(), picture), Setup(vault.sealer))
    assert (taken.width, taken.thumbnail is not None) == (640, True)


@pytest.mark.parametrize("kind", ["folder", "pipe", "gone"])
def test_what_is_no_file(vault: Vault, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "东西"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    with pytest.raises(BadInput, match="东西"):
        take(Job(0, path.name, vault.new_part(), path), Setup(vault.sealer))


def test_a_stopped_reading_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    film = tmp_path / "录像.mp4"
    film.write_bytes(media.mp4(data=bytes(HELD_LIMIT + 1)))

    def stop(size: int) -> None:
        if size > 8_000_000:
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        take(Job(0, film.name, vault.new_part(), film), Setup(vault.sealer), stop)
    assert parts(vault) == []


def test_a_vault_that_cannot_be_written_says_so(vault: Vault, job: Callable[[str, bytes], Job]) -> None:
    one = job("a.jpg", jpeg())
    one.part.write_bytes(b"somebody else's")
    with pytest.raises(Refused, match="同名文件已存在"):
        take(one, Setup(vault.sealer))


def _jobs(vault: Vault, folder: Path, count: int) -> list[Job]:
    made = []
    for number in range(count):
        path = folder / f"{number:03d}.jpg"
        path.write_bytes(jpeg(drawing(200 + number, 100)))
        made.append(Job(number, path.name, vault.new_part(), path))
    return made


def _results(steps: Iterator[tuple[Job, int | Taken | Refused]]) -> dict[int, Taken | Refused]:
    return {job.number: step for job, step in steps if not isinstance(step, int)}


def test_helpers_take_all(vault: Vault, tmp_path: Path) -> None:
    jobs = _jobs(vault, tmp_path, 12)
    (tmp_path / "005.jpg").write_bytes(b"nothing")
    results = _results(take_all(iter(jobs), Setup(vault.sealer), 2, lambda: False))
    assert sorted(results) == list(range(12))
    assert isinstance(results[5], Refused)
    assert "005.jpg" in results[5].sentence
    for number, result in results.items():
        if number != 5:
            assert isinstance(result, Taken)
            assert result.width == 200 + number
    assert not multiprocessing.active_children()


def test_a_helper_that_dies_costs_no_file(vault: Vault, tmp_path: Path) -> None:
    """Killed once in the middle: whoever it was working for is tried again, by another."""
    film = tmp_path / "录像.mp4"
    film.write_bytes(media.mp4(data=bytes(64 * 1024 * 1024)))
    jobs = [Job(0, film.name, vault.new_part(), film)]
    killed = False
    results = {}
    for job, step in take_all(iter(jobs), Setup(vault.sealer), 1, lambda: False):
        if isinstance(step, int) and not killed:
            killed = True
            for child in multiprocessing.active_children():
                child.kill()
        elif not isinstance(step, int):
            results[job.number] = step
    assert killed
    assert isinstance(results[0], Taken)
    vault.put(jobs[0].part, results[0].sha256)
    assert vault.read(results[0].sha256) == film.read_bytes()
    assert len(parts(vault)) == 1


def test_a_picture_that_breaks_every_helper_is_refused(vault: Vault, tmp_path: Path) -> None:
    """The second time nothing is decoded any more, and a picture that was never decoded is not taken."""
    (job,) = _jobs(vault, tmp_path, 1)
    with pytest.raises(BadInput, match="无法解码"):
        take(replace(job, previews=False), Setup(vault.sealer))
    assert parts(vault) == []


def test_a_silent_helper_is_given_up(vault: Vault, tmp_path: Path) -> None:
    (job,) = _jobs(vault, tmp_path, 1)
    hand = Hand(Setup(vault.sealer))
    assert hand.do(job, lambda _size: None, lambda: False, silence=0) is None
    assert not multiprocessing.active_children()
    job.part.unlink(missing_ok=True)
    said = hand.do(job, lambda _size: None, lambda: False)
    hand.close()
    assert said is not None
    assert isinstance(said.result, Taken)


def test_who_goes_away_takes_the_helpers_along(vault: Vault, tmp_path: Path) -> None:
    jobs = _jobs(vault, tmp_path, 30)
    threads = threading.active_count()
    steps = take_all(iter(jobs), Setup(vault.sealer), 2, lambda: False)
    next(steps)
    steps.close()
    assert threading.active_count() == threads
    assert not multiprocessing.active_children()


def test_a_page_is_drawn_by_a_helper() -> None:
    assert (first_page(media.pdf(), 100) or b"").startswith(b"\xff\xd8")
    assert first_page(b"%PDF-1.4 %%EOF", 100) is None
    assert not multiprocessing.active_children()


def test_small_pictures_wait_unreadable(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    data = [bytes([number]) * 500 for number in range(50)]
    numbers = [spool.put(one) for one in data]
    assert [spool.get(number) for number in numbers if number is not None] == data
    assert not [path for path in tmp_path.iterdir() if data[7] in path.read_bytes()]
    spool.close()
    assert list(tmp_path.iterdir()) == []
