"""Evidence by command line: folders in, found, marked, followed, out again; and a disk that is full in the middle."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.actions.scenario import make_photo
from tests.benchmarks.samples import full_document
from tests.evidence import media
from tests.evidence.pictures import chunk, png

Run = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> list[str | Path]:
    return ["--store", tmp_path / "store"]


@pytest.fixture
def audit(run_cli: Run, store: list[str | Path], tmp_path: Path) -> str:
    path = tmp_path / "评定.json"
    path.write_text(json.dumps(full_document("ctc")), encoding="utf-8")
    return str(run_cli("audit", "import", path, *store).out.strip())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "现场"
    (made / "二楼").mkdir(parents=True)
    make_photo(made / "接待台.jpg", (200, 30, 30))
    make_photo(made / "二楼" / "投诉单.jpg", (30, 200, 30), taken=None)
    (made / "二楼" / "合同.pdf").write_bytes(media.pdf())
    (made / "说明.txt").write_text("不是证据", encoding="utf-8")
    return made


def test_folders_lists_and_filters(run_cli: Run, store: list[str | Path], audit: str, folder: Path) -> None:
    added = run_cli("evidence", "add", audit, folder, "--item", "5.1.1.2", "--json", *store)
    assert (added.code, len(added.json()["added"])) == (2, 3)
    assert [one["name"] for one in added.json()["refused"]] == ["说明.txt"]
    assert added.err.count("\n") == 1

    def names(*words: str) -> list[str]:
        listed = run_cli("evidence", "list", audit, *words, "--json", *store)
        assert listed.code == 0, listed.err
        return sorted(one["name"] for one in listed.json())

    assert names() == ["合同.pdf", "投诉单.jpg", "接待台.jpg"]
    assert names("--query", "投诉") == ["投诉单.jpg"]
    assert names("--kind", "pdf") == ["合同.pdf"]
    assert names("--unlinked") == []
    assert len(names("--linked")) == len(names("--linked", "5.1")) == len(names("--linked", "5.1.1.2")) == 3
    assert names("--linked", "5.2") == []
    assert names("--day", "2026-11-24") == ["接待台.jpg"]
    assert names("--auditor", "没有此人") == []
    assert names("--sort", "taken", "--kind", "photo") == ["投诉单.jpg", "接待台.jpg"]
    plain = run_cli("evidence", "list", audit, *store)
    assert "元数据缺失" in plain.out
    assert run_cli("evidence", "list", audit, "--day", "昨天", *store).code == 2


def test_marked_followed_and_handed_out(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    photo = make_photo(tmp_path / "照片.jpg", (200, 30, 30))
    (number,) = run_cli("evidence", "add", audit, photo, "--json", *store).json()["added"]
    assert run_cli("evidence", "mark", audit, number, "--kind", "redact", "--at", "0,0", "--to", "0.5,1", *store).code == 0
    marked = run_cli("evidence", "mark", audit, number, "--kind", "text", "--at", "0.6,0.5", "--text", "见此", "--json", *store)
    assert [mark["kind"] for mark in marked.json()] == ["redact", "text"]
    run_cli("evidence", "mark", audit, number, "--change", "1", "--to", "0.6,1", *store)
    run_cli("evidence", "mark", audit, number, "--remove", "2", *store)
    for words in (["--kind", "box"], ["--kind", "box", "--at", "2,0"], ["--at", "0,0"], ["--remove", "9"], ["--kind", "box", "--at", "a"]):
        wrong = run_cli("evidence", "mark", audit, number, *words, *store)
        assert (wrong.code, wrong.err.count("\n")) == (2, 1)

    assert run_cli("evidence", "extract", audit, tmp_path / "原件", *store).code == 0
    assert run_cli("evidence", "extract", audit, tmp_path / "副本", "--redacted", *store).code == 0
    (original,) = (tmp_path / "原件").iterdir()
    (copy,) = (tmp_path / "副本").iterdir()
    assert original.read_bytes() == photo.read_bytes()
    with Image.open(copy) as image:
        assert all(abs(one - other) < 3 for one, other in zip(image.getpixel((100, 120)), (0x15, 0x18, 0x1C), strict=True))  # type: ignore[arg-type]
        assert image.getpixel((300, 120))[0] > 150  # type: ignore[index]
        assert not image.getexif()

    chain = run_cli("evidence", "custody", audit, number, "--json", *store)
    assert (chain.code, chain.json()["intact"]) == (0, True)
    told = [touch["text"] for touch in chain.json()["touches"]]
    assert told[0].startswith("加入 照片.jpg，来自文件夹")
    assert told[1:] == ["加上 遮盖 1 处", "加上 文字 1 处", "移动 遮盖 1 处", "删去 文字 1 处"]
    (kept,) = (Path(store[1]) / "evidence").rglob("*.age")
    kept.write_bytes(kept.read_bytes()[:-1])
    broken = run_cli("evidence", "custody", audit, number, *store)
    assert broken.code == 1
    assert "不符" in broken.out


def _heavy(folder: Path, count: int, size: int) -> None:
    """Pictures of a few pixels that weigh `size` bytes each, no two alike."""
    folder.mkdir()
    body = png(Image.new("RGB", (40, 30), (90, 90, 200)))
    end = body.index(b"IEND") - 4
    for number in range(count):
        (folder / f"{number:02d}.png").write_bytes(body[:end] + chunk(b"prVt", number.to_bytes(4, "big") + os.urandom(size)) + body[end:])


def _apart(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=Path(__file__).parents[2])


def _own_mounts() -> list[str] | None:
    """The words before a command that may mount a disk for itself alone; None where nobody may."""
    for words in (["unshare", "-m"], ["unshare", "-Urm"]):
        if shutil.which("unshare") and _apart(*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt").returncode == 0:
            return words
    return None


# On a small disk, or, where none can be mounted, under a limit on what one file may hold: the writing fails in the middle either way.
_ON_SMALL_DISK = 'mount -t tmpfs -o size=44m tmpfs "$1" && cp -r "$1.before/." "$1/" && '
_UNDER_LIMIT = 'rmdir "$1" && mv "$1.before" "$1" && ulimit -f 2048 && '
_ADD = '"$2" -m desktop --store "$1" evidence add "$3" "$4" --json; echo "code $?" >&2; '
_LIST = '"$2" -m desktop --store "$1" evidence list "$3" --json >"$5"; '
_CHECK = '"$2" -m desktop --store "$1" evidence extract "$3" "$5.out" >/dev/null || echo lost >&2; find "$1" -name "*.part" >&2'


@pytest.mark.parametrize("way", ["limit", "disk"])
def test_a_disk_full_in_the_middle(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, way: str) -> None:
    mounts = _own_mounts() if way == "disk" else None
    photos, place, listed = tmp_path / "照片", Path(store[1]), tmp_path / "list.json"
    # Every third is small, and is taken where the others are too large.
    _heavy(photos, 12, 3_000_000)
    for number in range(2, 12, 3):
        make_photo(photos / f"{number:02d}.jpg", (number, 0, 0))
        (photos / f"{number:02d}.png").unlink()
    place.rename(f"{place}.before")
    place.mkdir()
    script = (_ON_SMALL_DISK if mounts else _UNDER_LIMIT) + _ADD + _LIST + _CHECK
    done = _apart(*(mounts or []), "sh", "-c", script, "sh", str(place), sys.executable, audit, str(photos), str(listed))
    assert done.stderr.splitlines()[-1] == "code 2", done.stderr
    added = json.loads(done.stdout)
    assert len(added["added"]) + len(added["refused"]) == 12
    assert len(added["refused"]) >= 3
    for one in added["refused"]:
        assert "空间不足" in one["reason"] or "磁盘已满" in one["reason"] or "无法写入证据库" in one["reason"], one
    entries = json.loads(listed.read_text(encoding="utf-8"))
    assert [one["id"] for one in entries] == added["added"]
    assert len(entries) >= 4
    if not mounts:
        assert {one["name"] for one in entries} == {f"{number:02d}.jpg" for number in range(2, 12, 3)}
    # What is linked is whole.
    whole = {path.read_bytes() for path in (tmp_path / "list.json.out").iterdir()}
    assert whole == {(photos / one["name"]).read_bytes() for one in entries}


_FILL = """
import sys
from pathlib import Path
from desktop.base.errors import Refused
from desktop.evidence.taking import Job, Setup, take
from desktop.evidence.vault import Vault, new_secret
from tests.evidence.pictures import png
folder = Path(sys.argv[1])
vault = Vault(folder / "evidence", new_secret())
kept = vault.add_bytes(bytes(3_000_000))
for work in (
    lambda: vault.add_bytes(bytes(16_000_000), "a"),
    lambda: take(Job(0, "a.png", vault.new_part(), data=png() + bytes(16_000_000)), Setup(vault.sealer)),
):
    try:
        work()
    except Refused as error:
        print(error.code, error.sentence)
assert vault.read(kept.sha256) == bytes(3_000_000)
print(len([path for path in folder.rglob("*") if path.is_file()]))
"""


def test_a_disk_that_ends_while_one_file_is_written(tmp_path: Path) -> None:
    mounts = _own_mounts()
    place = tmp_path / "disk"
    place.mkdir()
    script = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$2" -c "$3" "$1"' if mounts else 'ulimit -f 8192 && exec "$2" -c "$3" "$1"'
    done = _apart(*(mounts or []), "sh", "-c", script, "sh", str(place), sys.executable, _FILL)
    assert done.returncode == 0, done.stderr
    *told, left = done.stdout.splitlines()
    assert len(told) == 2
    for line in told:
        assert line.startswith("disk-full 证据库所在的磁盘已满" if mounts else "refused 无法写入证据库"), line
    assert left == "1"
