"""Evidence: taken in once, linked, captioned; what is no photo is refused and listed, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import evidence
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, Cancelled, NotFound, NotVerified
from tests.actions.scenario import Scenario, make_photo


def test_a_photo_comes_in_with_what_it_says_of_itself(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    path = make_photo(tmp_path / "投诉单.jpg")
    audit.add_photo(path, "5.3.2.2")
    (entry,) = audit.view.document.evidence
    assert (entry.name, entry.media_type, entry.size, entry.width) == ("投诉单.jpg", "image/jpeg", path.stat().st_size, 320)
    assert entry.taken_at == "2026-11-24T09:00:42"
    assert entry.links == ("items/5.3.2.2",)
    assert evidence.original(ws, str(entry.sha256)) == path.read_bytes()
    assert evidence.thumbnail(ws, str(entry.sha256)).startswith(b"\xff\xd8")


def test_missing_metadata_is_not_guessed(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    audit.add_photo(make_photo(tmp_path / "微信.jpg", taken=None))
    assert audit.view.document.evidence[0].taken_at is None


def test_the_same_bytes_are_kept_once_and_linked_again(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    path = make_photo(tmp_path / "a.jpg")
    audit.add_photo(path, "5.1.1.1")
    (tmp_path / "b.jpg").write_bytes(path.read_bytes())
    added = evidence.add_files(ws, audit.id, [tmp_path / "b.jpg"], ["items/5.1.1.2"])
    assert (added.added, added.same) == ([], ["b.jpg"])
    assert audit.view.document.evidence[0].links == ("items/5.1.1.1", "items/5.1.1.2")
    assert len(list((ws.store.folder / "evidence").rglob("*.age"))) == 1


def test_what_is_no_photo_is_listed_and_the_rest_comes_in(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    (tmp_path / "文字.jpg").write_text("不是照片", encoding="utf-8")
    whole = make_photo(tmp_path / "整.jpg").read_bytes()
    (tmp_path / "断.jpg").write_bytes(whole[: len(whole) * 3 // 4])
    (tmp_path / "空.png").write_bytes(b"")
    names = ["文字.jpg", "整.jpg", "断.jpg", "空.png", "没有.jpg"]
    added = evidence.add_files(ws, audit.id, [tmp_path / name for name in names])
    assert [name for name, _why in added.refused] == ["文字.jpg", "断.jpg", "空.png", "没有.jpg"]
    assert all(why.endswith("。") and "\n" not in why for _name, why in added.refused)
    assert [entry.name for entry in audit.view.document.evidence] == ["整.jpg"]
    audit.undo()
    assert audit.view.document.evidence == ()


def test_cancelled_nothing_is_added(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    paths = [make_photo(tmp_path / f"{number}.jpg", (number, 0, 0)) for number in range(3)]
    calls = iter([False, True])
    with pytest.raises(Cancelled):
        evidence.add_files(ws, audit.id, paths, cancelled=lambda: next(calls))
    assert audit.view.document.evidence == ()


def test_links_and_captions(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "cqm")
    photo = audit.add_photo(make_photo(tmp_path / "a.jpg"))
    evidence.link(ws, audit.id, photo, "conformity/4.2.2")
    evidence.caption(ws, audit.id, photo, "制度手册封面")
    assert audit.view.document.evidence[0].caption == "制度手册封面"
    evidence.unlink(ws, audit.id, photo, "conformity/4.2.2")
    assert audit.view.document.evidence[0].links == ()
    for record in ("items/9.9", "visits/none", "../x"):
        with pytest.raises(BadInput):
            evidence.link(ws, audit.id, photo, record)
    with pytest.raises(NotFound):
        evidence.caption(ws, audit.id, "none", "x")
    evidence.remove(ws, audit.id, photo)
    assert not audit.view.document.evidence
    audit.undo()
    assert audit.view.document.evidence[0].caption == "制度手册封面"


def test_originals_are_written_out_and_a_damaged_one_is_named(ws: Workspace, tmp_path: Path) -> None:
    audit = Scenario(ws, "ctc")
    path = make_photo(tmp_path / "a.jpg")
    audit.add_photo(path)
    (written,) = evidence.extract(ws, audit.id, tmp_path / "out")
    assert written.read_bytes() == path.read_bytes()
    with pytest.raises(BadInput, match="不是空的"):
        evidence.extract(ws, audit.id, tmp_path / "out")
    (kept,) = (ws.store.folder / "evidence").rglob("*.age")
    data = bytearray(kept.read_bytes())
    data[-1] ^= 1
    kept.write_bytes(data)
    with pytest.raises(NotVerified):
        evidence.original(ws, str(audit.view.document.evidence[0].sha256))


def test_nothing_of_a_photo_lies_readable_on_the_disk(open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    ws = open_ws("s")
    audit = Scenario(ws, "ctc")
    path = make_photo(tmp_path / "a.jpg")
    audit.add_photo(path)
    found = b"".join(file.read_bytes() for file in (tmp_path / "s").rglob("*") if file.is_file())
    assert path.read_bytes()[200:400] not in found
    assert b"JFIF" not in found
