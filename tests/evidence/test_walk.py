"""Folders and cards: all that a person would call a file, in order, nothing else, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.base.errors import BadInput
from desktop.evidence.walk import walk


def put(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_card(tmp_path: Path) -> None:
    card = tmp_path / "NIKON"
    for number in (1, 2, 10):
        put(card / "DCIM" / "100NIKON" / f"DSC_{number}.JPG", b"x" * number)
    put(card / "DCIM" / "101NIKON" / "DSC_11.JPG")
    for name in (".Trashes/a.jpg", "System Volume Information/x.jpg", "DCIM/Thumbs.db", "DCIM/._DSC_1.JPG", ".hidden.jpg"):
        put(card / name)
    walked = walk([card])
    assert [found.path.name for found in walked.files] == ["DSC_1.JPG", "DSC_2.JPG", "DSC_10.JPG", "DSC_11.JPG"]
    assert [found.size for found in walked.files] == [1, 2, 10, 1]
    assert {found.source for found in walked.files} == {f"存储卡 {card}"}
    assert walked.refused == []


def test_files_named_come_first_and_once(tmp_path: Path) -> None:
    one = put(tmp_path / "在这里" / "b.jpg")
    put(tmp_path / "在这里" / "a.jpg")
    walked = walk([one, tmp_path / "在这里", tmp_path / "没有.jpg"])
    assert [found.path.name for found in walked.files] == ["b.jpg", "a.jpg", "没有.jpg"]
    assert walked.files[0].source == f"文件夹 {tmp_path / '在这里'}"


def test_links_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "secret" / "a.jpg")
    folder = tmp_path / "photos"
    put(folder / "b.jpg")
    (folder / "way").symlink_to(tmp_path / "secret", target_is_directory=True)
    (folder / "c.jpg").symlink_to(tmp_path / "secret" / "a.jpg")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    assert [found.path.name for found in walk([folder]).files] == ["b.jpg"]


def test_bounds(tmp_path: Path) -> None:
    for number in range(12):
        put(tmp_path / "many" / f"{number}.jpg")
    assert len(walk([tmp_path / "many"], most=12).files) == 12
    with pytest.raises(BadInput, match="一次最多加入 11 个文件"):
        walk([tmp_path / "many"], most=11)
    with pytest.raises(BadInput, match="最多"):
        walk([tmp_path / f"{number}" for number in range(12)], most=11)
    deep = tmp_path / "deep"
    put(Path(deep, *["d"] * 20) / "a.jpg")
    put(deep / "top.jpg")
    walked = walk([deep])
    assert [found.path.name for found in walked.files] == ["top.jpg"]
    assert "层数过深" in walked.refused[0][1]
