"""Hundreds taken in at once: whole folders, stopped, a card pulled out, a disk that is full; nothing lost, nothing half linked."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import evidence, history
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, Cancelled, Refused
from tests.actions.scenario import Scenario, make_photo
from tests.evidence import media
from tests.evidence.pictures import degrees, jpeg, webp


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    return Scenario(ws, "ctc")


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A memory card with 24 photos, a film, a recording; among them one photo twice and one that is cut off."""
    folder = tmp_path / "卡" / "DCIM" / "100APPLE"
    folder.mkdir(parents=True)
    for number in range(24):
        make_photo(folder / f"IMG_{number}.JPG", (number * 10, 90, 160))
    shutil.copyfile(folder / "IMG_3.JPG", folder / "IMG_3 副本.JPG")
    (folder / "IMG_98.JPG").write_bytes((folder / "IMG_0.JPG").read_bytes()[:500])
    (folder / "MVI_1.MP4").write_bytes(media.mp4())
    (folder / "记录.m4a").write_bytes(media.mp4(b"M4A ", b"soun"))
    return tmp_path / "卡"


def originals(ws: Workspace) -> list[str]:
    return sorted(path.name for path in (ws.store.folder / "evidence").rglob("*") if path.is_file())


def placed(ws: Workspace) -> list[str]:
    return [name for name in originals(ws) if name.endswith(".age")]


def test_a_whole_card(audit: Scenario, card: Path) -> None:
    steps: list[tuple[int, int, int]] = []
    with evidence.prepare(audit.ws, audit.id, ["items/5.1.1.1"]) as intake:
        intake.read([card], lambda *step: steps.append(step))
        assert not audit.view.document.evidence
        added = intake.commit(audit.ws)
    assert len(added.added) == 26
    assert added.same == ["IMG_3 副本.JPG"] or added.same == ["IMG_3.JPG"]
    assert [name for name, _why in added.refused] == ["IMG_98.JPG"]
    # Numbered as they lie on the card, whatever helper was quicker.
    entries = audit.view.document.evidence
    names = [one.name or "" for one in entries]
    numbers = [int(name[4:-4]) for name in names if name.startswith("IMG_") and "副本" not in name]
    assert numbers == sorted(numbers)
    assert {one.source for one in entries} == {f"存储卡 {card}"}
    assert {one.links for one in entries} == {("items/5.1.1.1",)}
    assert {one.added_by for one in entries} == {audit.ws.author.name}
    assert all(one.received_at and one.added_at and one.sha256 for one in entries)
    assert {one.media_type for one in entries} == {"image/jpeg", "video/mp4", "audio/mp4"}
    # Every step once, in order, to the last byte.
    assert [done for done, _total, _size in steps] == sorted(done for done, _total, _size in steps)
    assert steps[-1] == (28, 28, intake.size)
    assert len(originals(audit.ws)) == 26
    for one in entries:
        audit.ws.vault.read(one.sha256 or "")
        if one.media_type == "image/jpeg":
            assert evidence.thumbnail(audit.ws, one.sha256 or "").startswith(b"\xff\xd8")
    # One action: taken back and brought back as a whole.
    audit.undo()
    assert not audit.view.document.evidence
    audit.redo()
    assert audit.view.document.evidence == entries


def test_a_second_time_adds_nothing_and_links(audit: Scenario, card: Path) -> None:
    evidence.add_files(audit.ws, audit.id, [card])
    before = originals(audit.ws)
    again = evidence.add_files(audit.ws, audit.id, [card], ["items/5.1.1.2"])
    assert (again.added, len(again.same), len(again.refused)) == ([], 27, 1)
    assert {one.links for one in audit.view.document.evidence} == {("items/5.1.1.2",)}
    assert originals(audit.ws) == before


def test_read_beside_the_store_while_the_store_works(audit: Scenario, card: Path) -> None:
    intake = evidence.prepare(audit.ws, audit.id)
    reading = threading.Thread(target=intake.read, args=([card],))
    reading.start()
    edits = 0
    while reading.is_alive():
        audit.answer("5.1.1.2", sampled=20, failed=edits % 20)
        edits += 1
    reading.join()
    assert edits > 3
    assert len(intake.commit(audit.ws).added) == 26
    assert len(history.history(audit.ws, audit.id)) == edits + 2


def test_what_was_linked_to_may_be_gone(audit: Scenario, tmp_path: Path) -> None:
    from desktop.actions import audits

    visit = audits.put_element(audit.ws, audit.id, "visits", None, {"scenario": "到店咨询"}).view.document.visits[0].id
    with evidence.prepare(audit.ws, audit.id, [f"visits/{visit}", "items/5.1.1.1"]) as intake:
        intake.read([make_photo(tmp_path / "a.jpg")])
        audits.remove_element(audit.ws, audit.id, "visits", visit or "")
        intake.commit(audit.ws)
    assert audit.view.document.evidence[0].links == ("items/5.1.1.1",)


def test_stopped_in_the_middle_leaves_nothing(audit: Scenario, card: Path) -> None:
    done = 0

    def count(now: int, _total: int) -> None:
        nonlocal done
        done = now

    evidence.prepare(audit.ws, audit.id).close()  # from here on the vault has its key
    before = audit.ws.store.content_hash()
    with pytest.raises(Cancelled, match="没有加入任何文件"):
        evidence.add_files(audit.ws, audit.id, [card], progress=count, cancelled=lambda: done >= 5)
    assert done < 28
    assert audit.ws.store.content_hash() == before
    assert originals(audit.ws) == []
    assert len(evidence.add_files(audit.ws, audit.id, [card]).added) == 26


def test_stopped_by_an_error_of_the_page_leaves_nothing(audit: Scenario, card: Path) -> None:
    def broken(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        evidence.add_files(audit.ws, audit.id, [card], progress=broken)
    assert originals(audit.ws) == []


def test_not_committed_leaves_nothing(audit: Scenario, card: Path) -> None:
    with evidence.prepare(audit.ws, audit.id) as intake:
        intake.read([card])
        assert len(originals(audit.ws)) >= 26
    assert originals(audit.ws) == []


def test_a_card_pulled_out_in_the_middle(audit: Scenario, card: Path, tmp_path: Path) -> None:
    def pull(done: int, _total: int) -> None:
        if done == 10:
            card.rename(tmp_path / "拔出")

    added = evidence.add_files(audit.ws, audit.id, [card], progress=pull)
    assert 9 <= len(added.added) < 20
    gone = [why for _name, why in added.refused if "读不到文件" in why]
    assert len(gone) >= 8
    assert len(added.added) + len(added.refused) + len(added.same) == 28
    assert len(audit.view.document.evidence) == len(added.added) == len(originals(audit.ws))
    for one in audit.view.document.evidence:
        audit.ws.vault.read(one.sha256 or "")


def test_a_store_that_is_full_links_nothing_and_can_be_tried_again(audit: Scenario, card: Path) -> None:
    evidence.add_image_bytes(audit.ws, audit.id, jpeg(), "先有的.jpg")
    connection = audit.ws.store._connection
    pages = connection.execute("pragma page_count").fetchone()[0]
    before, kept = audit.ws.store.content_hash(), originals(audit.ws)
    with evidence.prepare(audit.ws, audit.id) as intake:
        intake.read([card])
        connection.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(Refused, match="没有保存"):
            intake.commit(audit.ws)
        assert audit.ws.store.content_hash() == before
        assert len(audit.view.document.evidence) == 1
        assert not set(placed(audit.ws)) - set(kept)
        connection.execute("pragma max_page_count = 1073741823")
        assert len(intake.commit(audit.ws).added) == 26
    assert len(originals(audit.ws)) == len(kept) + 26
    for one in audit.view.document.evidence:
        audit.ws.vault.read(one.sha256 or "")


def test_every_kind_comes_in(audit: Scenario, tmp_path: Path) -> None:
    files = {
        "网页.webp": webp(),
        "手机.heic": (Path(__file__).parents[1] / "evidence" / "data" / "photo.heic").read_bytes(),
        "录音.mp3": media.mp3(),
        "录像.mov": media.mp4(b"qt  "),
        "合同.pdf": media.pdf(),
        "台账.xlsx": media.xlsx(),
        "旧报表.xls": media.ole("Workbook"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    added = evidence.add_files(audit.ws, audit.id, [tmp_path / name for name in files])
    assert (added.refused, added.notes) == ([], [])
    entries = {one.name or "": one for one in audit.view.document.evidence}
    phone = entries["手机.heic"]
    assert (phone.device, phone.taken_at) == ("Apple iPhone 15", "2026-11-24T14:32:05+08:00")
    assert phone.gps is not None
    assert str(phone.gps.latitude) == "31.235"
    for name, data in files.items():
        assert evidence.original(audit.ws, entries[name].sha256 or "") == data
    shown = {name for name, one in entries.items() if audit.ws.store.thumbnail(one.sha256 or "")}
    assert shown == {"网页.webp", "手机.heic", "合同.pdf"}
    with pytest.raises(Refused, match="没有缩略图"):
        evidence.thumbnail(audit.ws, entries["录音.mp3"].sha256 or "")


def test_a_thumbnail_is_made_again_when_it_is_not_there(audit: Scenario, tmp_path: Path) -> None:
    for name, data in (("a.webp", webp()), ("b.pdf", media.pdf())):
        kept = audit.ws.vault.add_bytes(data)
        assert evidence.thumbnail(audit.ws, kept.sha256).startswith(b"\xff\xd8"), name


def test_what_is_odd_is_noted(audit: Scenario, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(jpeg(gps=degrees(latitude=(95, 0, 0))))
    added = evidence.add_files(audit.ws, audit.id, [tmp_path / "a.png"])
    assert [name for name, _note in added.notes] == ["a.png", "a.png"]
    assert {"扩展名" in note or "GPS 无效" in note for _name, note in added.notes} == {True}
    assert audit.view.document.evidence[0].gps is None


def test_a_pasted_picture_says_so(audit: Scenario) -> None:
    evidence.add_image_bytes(audit.ws, audit.id, jpeg(), "粘贴.png")
    entry = audit.view.document.evidence[0]
    assert (entry.source, entry.received_at) == ("剪贴板", None)
    assert evidence.add_image_bytes(audit.ws, audit.id, b"text", "粘贴.png").refused[0][0] == "粘贴.png"


def test_too_many_at_once(audit: Scenario, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="一次最多加入 5000 个文件"):
        evidence.add_files(audit.ws, audit.id, [tmp_path / f"{number}.jpg" for number in range(5001)])


def test_a_document_with_evidence_comes_back_equal(audit: Scenario, card: Path, open_ws: Callable[[str], Workspace]) -> None:
    from desktop.actions import audits

    evidence.add_files(audit.ws, audit.id, [card])
    other = open_ws("other")
    made = audits.import_document(other, audit.document(), "a.json").audit
    assert audits.export_document(other, made) == audit.document()
