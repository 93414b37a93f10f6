"""Marks on a picture: drawn, changed, taken back; what the client's report shows of it, and its chain of custody."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from desktop.actions import audits, catalogue, evidence, reports
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from tests.actions.scenario import Scenario, make_photo
from tests.evidence import media
from tests.evidence.pictures import drawing, webp

SECRET = (255, 0, 255)


def at(*places: str) -> dict[str, Any]:
    return dict(zip(("x", "y", "to_x", "to_y"), map(Decimal, places), strict=True))


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    return Scenario(ws, "ctc")


@pytest.fixture
def photo(audit: Scenario, tmp_path: Path) -> str:
    """A picture whose middle is secret."""
    image = Image.new("RGB", (400, 300), (40, 120, 60))
    image.paste(SECRET, (160, 120, 240, 180))
    image.save(tmp_path / "投诉单.png")
    return audit.add_photo(tmp_path / "投诉单.png", "5.3.2.2")


def marks(audit: Scenario) -> list[tuple[Any, ...]]:
    return [(mark.kind, str(mark.x), str(mark.to_y), mark.text) for mark in audit.view.document.evidence[0].marks]


def test_drawn_changed_and_taken_back(audit: Scenario, photo: str) -> None:
    ws, id_ = audit.ws, audit.id
    evidence.add_mark(ws, id_, photo, "redact", **at("0.4", "0.4", "0.6", "0.6"))
    evidence.add_mark(ws, id_, photo, "text", **at("0.1", "0.1", "0.1", "0.1"), text="  反馈  61 小时 ")
    assert marks(audit) == [("redact", "0.4", "0.6", ""), ("text", "0.1", "0.1", "反馈 61 小时")]
    evidence.change_mark(ws, id_, photo, 1, x=Decimal("0.3333333333"))
    evidence.change_mark(ws, id_, photo, 2, text="反馈 3 小时")
    assert marks(audit) == [("redact", "0.333333", "0.6", ""), ("text", "0.1", "0.1", "反馈 3 小时")]
    evidence.remove_mark(ws, id_, photo, 1)
    assert [mark[0] for mark in marks(audit)] == ["text"]
    for _step in range(4):
        audit.undo()
    assert marks(audit) == [("redact", "0.4", "0.6", "")]
    audit.undo()
    assert marks(audit) == []
    assert evidence.original(ws, audit.view.document.evidence[0].sha256 or "") != evidence.derived(ws, id_, photo)


def test_the_same_through_a_file(audit: Scenario, photo: str) -> None:
    catalogue.run(
        audit.ws,
        audit.id,
        [
            {"action": "add-mark", "evidence": photo, "kind": "box", "x": "0.1", "y": "0.1", "to_x": "0.5", "to_y": "0.5"},
            {"action": "change-mark", "evidence": photo, "number": 1, "to_x": "0.9"},
            {"action": "order-evidence", "evidence": [photo]},
        ],
        "改动.json",
    )
    assert marks(audit) == [("box", "0.1", "0.5", "")]
    assert audit.view.document.evidence[0].order == 1


@pytest.mark.parametrize(
    ("kind", "places", "text", "says"),
    [
        ("box", ("1.1", "0", "1", "1"), "", "不在图片内"),
        ("box", ("-0.1", "0", "1", "1"), "", "不在图片内"),
        ("box", ("NaN", "0", "1", "1"), "", "不在图片内"),
        ("box", ("1E+999999", "0", "1", "1"), "", "不在图片内"),
        ("redact", ("0.5", "0.5", "0.5", "0.5"), "", "起点和终点相同"),
        ("text", ("0.5", "0.5", "0.5", "0.5"), "  ", "写出标注的文字"),
        ("text", ("0.5", "0.5", "0.5", "0.5"), "长" * 201, "超过 200 字"),
    ],
)
def test_what_cannot_be_drawn(audit: Scenario, photo: str, kind: Any, places: tuple[str, ...], text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        evidence.add_mark(audit.ws, audit.id, photo, kind, **at(*places), text=text)
    assert marks(audit) == []


def test_no_such_mark_and_no_picture(audit: Scenario, photo: str, tmp_path: Path) -> None:
    for number in (0, 1, -1):
        with pytest.raises(NotFound):
            evidence.remove_mark(audit.ws, audit.id, photo, number)
    (tmp_path / "a.pdf").write_bytes(media.pdf())
    contract = audit.add_photo(tmp_path / "a.pdf")
    with pytest.raises(BadInput, match="不是图片"):
        evidence.add_mark(audit.ws, audit.id, contract, "box", **at("0", "0", "1", "1"))
    with pytest.raises(BadInput, match="不是图片"):
        evidence.derived(audit.ws, audit.id, contract)


def test_not_more_than_a_person_draws(audit: Scenario, photo: str) -> None:
    box = {"kind": "box", "x": "0", "y": "0", "to_x": "1", "to_y": "1"}
    audit.ws.edit(audit.id, "add-mark", {(f"evidence/{photo}", "marks"): [box] * 200})
    with pytest.raises(BadInput, match="最多 200 处"):
        evidence.add_mark(audit.ws, audit.id, photo, "box", **at("0", "0", "1", "1"))


def pictures(pdf: bytes) -> list[Image.Image]:
    """The pictures in a report, in the order they are drawn."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            images = page.get_images()
            for step in pikepdf.parse_content_stream(page, "Do"):
                image = images.get(str(step.operands[0]))
                if isinstance(image, pikepdf.Stream):
                    found.append(pikepdf.PdfImage(image).as_pil_image().convert("RGB"))
    return [image for image in found if min(image.size) > 60]


def count(image: Image.Image, colour: tuple[int, int, int]) -> int:
    data = image.tobytes()
    pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
    return sum(all(abs(one - other) < 60 for one, other in zip(pixel, colour, strict=True)) for pixel in pixels)


def test_the_client_sees_the_redacted_copy_and_the_body_the_original(audit: Scenario, photo: str) -> None:
    evidence.add_mark(audit.ws, audit.id, photo, "redact", **at("0.4", "0.4", "0.6", "0.6"))
    evidence.add_mark(audit.ws, audit.id, photo, "box", **at("0.2", "0.2", "0.8", "0.8"))
    for kind in ("photos", "audit"):
        own = pictures(reports.render(audit.ws, audit.id, kind))
        client = pictures(reports.render(audit.ws, audit.id, kind, client_copy=True))
        assert len(own) == len(client) == 1, kind
        assert count(own[0], SECRET) > 1000
        assert count(client[0], SECRET) == 0
        assert count(client[0], (0x15, 0x18, 0x1C)) > 1000
        for image in (*own, *client):
            assert count(image, (0xB3, 0x26, 0x1E)) > 300


def test_a_redacted_original_that_cannot_be_drawn_is_not_shown(audit: Scenario, photo: str) -> None:
    """Not the original in place of the copy."""
    fetch = evidence.printable(audit.ws.vault, audit.view.document, redact=True)
    broken = audit.ws.vault.add_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)).sha256
    audit.ws.edit(audit.id, "test", {(f"evidence/{photo}", "sha256"): broken})
    evidence.add_mark(audit.ws, audit.id, photo, "redact", **at("0.4", "0.4", "0.6", "0.6"))
    assert fetch("0" * 64) is None
    assert evidence.printable(audit.ws.vault, audit.view.document, redact=True)(broken) == b""
    assert pictures(reports.render(audit.ws, audit.id, "photos", client_copy=True)) == []


def test_every_kind_of_picture_is_printed_in_the_order_given(audit: Scenario, tmp_path: Path) -> None:
    red, blue = Image.new("RGB", (200, 150), (220, 20, 20)), Image.new("RGB", (200, 150), (20, 20, 220))
    (tmp_path / "红.webp").write_bytes(webp(red))
    blue.save(tmp_path / "蓝.jpg")
    (tmp_path / "手机.heic").write_bytes((Path(__file__).parents[1] / "evidence" / "data" / "photo.heic").read_bytes())
    ids = [audit.add_photo(tmp_path / name) for name in ("红.webp", "蓝.jpg", "手机.heic")]
    assert [count(image, (220, 20, 20)) > 5000 for image in pictures(reports.render(audit.ws, audit.id, "photos"))] == [True, False, False]
    evidence.order(audit.ws, audit.id, [ids[1]])
    assert [one.name for one in evidence.find(audit.view)] == ["蓝.jpg", "红.webp", "手机.heic"]
    evidence.move(audit.ws, audit.id, ids[2], ids[0])
    assert [one.name for one in evidence.find(audit.view)] == ["蓝.jpg", "手机.heic", "红.webp"]
    printed = pictures(reports.render(audit.ws, audit.id, "photos"))
    assert [count(image, (220, 20, 20)) > 5000 for image in printed] == [False, False, True]
    evidence.move(audit.ws, audit.id, ids[1])
    assert [one.name for one in evidence.find(audit.view)] == ["手机.heic", "红.webp", "蓝.jpg"]
    with pytest.raises(BadInput, match="重复"):
        evidence.order(audit.ws, audit.id, [ids[0], ids[0]])
    with pytest.raises(NotFound):
        evidence.move(audit.ws, audit.id, ids[0], "none")


def test_found_by_what_a_person_remembers(audit: Scenario, tmp_path: Path) -> None:
    one = audit.add_photo(make_photo(tmp_path / "IMG_0001.jpg", (1, 2, 3)), "5.3.2.2")
    two = audit.add_photo(make_photo(tmp_path / "ＫＦ-0318.jpg", (4, 5, 6), taken=None))
    evidence.caption(audit.ws, audit.id, one, "投诉处理单，第 3 页")

    def ids(*words: Any, **filters: Any) -> list[str | None]:
        return [entry.id for entry in evidence.find(audit.view, *words, **filters)]

    title = audit.view.rules.items["5.3.2.2"].item.title
    assert ids("处理单") == ids("3 页 投诉") == ids("5.3.2") == ids(title[:2]) == [one]
    assert ids("kf-03") == [two]
    assert ids("没有这样的") == []
    assert ids(linked=True) == ids(linked="5.3") == ids(linked="items/5.3.2.2") == [one]
    assert ids(linked=False) == [two]
    assert ids(linked="5.3.2.21") == []
    assert ids(kind="photo") == ids(auditor=audit.ws.author.name) == [one, two]
    assert ids(kind="audio") == ids(auditor="别人") == []
    assert drawing().width == 640


def test_the_chain_of_custody_in_words(audit: Scenario, photo: str) -> None:
    ws, id_ = audit.ws, audit.id
    title = audit.view.rules.items["5.1.1.1"].item.title
    evidence.link(ws, id_, photo, "items/5.1.1.1")
    evidence.unlink(ws, id_, photo, "items/5.1.1.1")
    evidence.caption(ws, id_, photo, "处理单")
    evidence.caption(ws, id_, photo, "")
    evidence.add_mark(ws, id_, photo, "redact", **at("0", "0", "0.5", "0.5"))
    evidence.change_mark(ws, id_, photo, 1, x=Decimal("0.1"))
    evidence.order(ws, id_, [photo])
    audit.undo()
    audit.answer("5.1.1.1", met=True)  # touches another record
    evidence.remove(ws, id_, photo)
    chain = evidence.custody(ws, id_, photo, check=True)
    assert (chain.entry, chain.intact) == (None, None)
    told = [touch.text for touch in chain.touches]
    assert told[0].startswith("加入 投诉单.png，来自文件夹 ")
    assert "关联 5.3.2.2 " in told[0]
    assert told[1:8] == [
        f"关联 5.1.1.1 {title}",
        f"取消关联 5.1.1.1 {title}",
        "说明写为“处理单”",
        "删去说明",
        "加上 遮盖 1 处",
        "移动 遮盖 1 处",
        "报告中排第 1 位",
    ]
    assert told[8] == "撤销：取消报告中的次序"
    assert "移出本次审查" in told[9]
    assert len(told) == 10
    audit.undo()
    chain = evidence.custody(ws, id_, photo, check=True)
    assert (chain.entry is not None, chain.intact) == (True, True)
    assert chain.touches[-1].text.startswith("撤销：加入 投诉单.png")
    assert {touch.by for touch in chain.touches} == {ws.author.name}
    with pytest.raises(NotFound):
        evidence.custody(ws, id_, "none")


def test_custody_of_what_came_in_a_document(audit: Scenario, photo: str, open_ws: Any) -> None:
    other = open_ws("other")
    made = audits.import_document(other, audit.document(), "a.json").audit
    chain = evidence.custody(other, made, photo, check=True)
    assert chain.touches[0].text.startswith("加入 投诉单.png，来自导入的评定文档")
    assert chain.intact is False
