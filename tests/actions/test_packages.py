"""Packages between stores: whole, once, verified; what does not check out changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import audits, history, packages
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotVerified, Refused
from tests.actions.scenario import Scenario, make_photo


@pytest.fixture
def audit(ws: Workspace, tmp_path: Path) -> Scenario:
    made = Scenario(ws, "ctc")
    made.answer_all()
    made.answer("5.1.1.2", sampled=20, failed=3)
    made.add_photo(make_photo(tmp_path / "a.jpg"), "5.1.1.2")
    return made


@pytest.fixture
def file(audit: Scenario, tmp_path: Path) -> Path:
    out = tmp_path / "包.zip"
    packages.write(audit.ws, audit.id, out)
    return out


def test_another_store_gets_the_same_audit_once(audit: Scenario, file: Path, open_ws: Callable[[str], Workspace]) -> None:
    other = open_ws("other")
    taken = packages.import_package(other, file)
    assert (taken.audit, taken.evidence, taken.same_grade) == (audit.id, 1, True)
    assert audits.export_document(other, audit.id) == audit.document()
    assert other.audit(audit.id).grade == audit.grade
    assert history.history(other, audit.id) == history.history(audit.ws, audit.id)
    before = other.store.content_hash()
    again = packages.import_package(other, file)
    assert (again.actions, again.evidence) == (0, 0)
    assert other.store.content_hash() == before
    # What came from elsewhere is not this person's to undo.
    assert history.can_undo(other, audit.id) == (False, False)


def test_the_same_audit_gives_the_same_bytes(audit: Scenario, file: Path, tmp_path: Path) -> None:
    packages.write(audit.ws, audit.id, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_later_work_comes_with_a_later_package(audit: Scenario, file: Path, open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    other = open_ws("other")
    packages.import_package(other, file)
    audit.answer("5.1.1.1", met=False)
    packages.write(audit.ws, audit.id, tmp_path / "two.zip")
    assert packages.import_package(other, tmp_path / "two.zip").actions == 1
    assert audits.export_document(other, audit.id) == audit.document()
    # The older one brings nothing back.
    assert packages.import_package(other, file).actions == 0
    assert audits.export_document(other, audit.id) == audit.document()


def test_work_on_both_sides_is_refused_whole(audit: Scenario, file: Path, open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    other = open_ws("other")
    packages.import_package(other, file)
    audit.answer("5.1.1.1", met=False)
    packages.write(audit.ws, audit.id, tmp_path / "two.zip")
    Scenario.answer(_over(other, audit.id), "5.1.1.2", score=1)
    before = other.store.content_hash()
    with pytest.raises(Refused, match="两边都有改动"):
        packages.import_package(other, tmp_path / "two.zip")
    assert other.store.content_hash() == before


def test_a_flipped_byte_is_found_and_changes_nothing(file: Path, open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    other = open_ws("other")
    before = other.store.content_hash()
    data = bytearray(file.read_bytes())
    for place in range(100, len(data), len(data) // 40):
        data[place] ^= 1
        (tmp_path / "bad.zip").write_bytes(data)
        data[place] ^= 1
        with pytest.raises((NotVerified, BadInput)):
            packages.import_package(other, tmp_path / "bad.zip")
    assert other.store.content_hash() == before
    assert not list((other.store.folder / "evidence").rglob("*.age"))


def test_a_missing_original_is_named_before_anything_is_written(audit: Scenario, tmp_path: Path) -> None:
    shutil.rmtree(audit.ws.store.folder / "evidence")
    with pytest.raises(BadInput, match=r"a\.jpg"):
        packages.write(audit.ws, audit.id, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_show_and_extract(audit: Scenario, file: Path, tmp_path: Path) -> None:
    shown = packages.show(file)
    names = {entry["name"] for entry in shown["files"]}
    assert {"history.jsonl", "assessment.json", "grade.json", "report/audit.pdf"} <= names
    assert shown["client"] == "岚川电器股份有限公司"
    packages.extract(file, tmp_path / "out")
    assert (tmp_path / "out" / "data" / "assessment.json").read_bytes() == audit.document()


def test_a_proposed_name_suits_every_file_system(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc", client='甲/乙:丙*?"<>|\n')
    assert not set(packages.written_name(audit.view)) & set('<>:"/\\|?*\n')


def _over(ws: Workspace, audit: str) -> Scenario:
    scenario = Scenario.__new__(Scenario)
    scenario.ws, scenario.id = ws, audit
    return scenario


@pytest.mark.parametrize("broken", ["scheme", "evidence", "history", "snapshot"])
def test_a_signed_package_that_lies_leaves_nothing(
    audit: Scenario, open_ws: Callable[[str], Workspace], tmp_path: Path, broken: str
) -> None:
    from desktop.package.keys import new_key
    from desktop.package.read import read_package
    from desktop.package.write import Entry, write_package

    honest = tmp_path / "包.zip"
    packages.write(audit.ws, audit.id, honest)
    entries = []
    with read_package(honest) as package:
        for name in package.entries:
            data = package.read(name)
            if broken == "scheme" and name.startswith("scheme/"):
                data += b"\n# changed\n"
            if broken == "evidence" and name.startswith("evidence/"):
                data += b"\0"
            if broken == "history" and name == "history.jsonl":
                data = data.replace(b'"name"', b'"nama"', 1)
            if broken == "snapshot" and name == "assessment.json":
                data = data.replace("岚川".encode(), "别家".encode())
            if name != "package.json":
                entries.append(Entry(name, data))
        info = package.info
    write_package(tmp_path / "lie.zip", entries, new_key(), info)
    other = open_ws("other")
    before = other.store.content_hash()
    with pytest.raises((NotVerified, BadInput)):
        packages.import_package(other, tmp_path / "lie.zip")
    assert other.store.content_hash() == before
    assert not list((other.store.folder / "evidence").rglob("*.age"))
    assert audits.listing(other) == []
