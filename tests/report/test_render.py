"""Reports as a reader sees them: words, outline, page numbers, the same bytes, and what hostile or missing data do to them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from typing import Any

import msgspec
import pikepdf
import pytest

from desktop.base.errors import BadInput
from desktop.domain.report_contents import contents_of
from desktop.report.copies import for_client
from desktop.report.render import kinds, render
from tests.report.reading import VERSION, data_of, document_of, joined, outline, pages, sample_data, text
from tests.report.samples import SCHEMES, pictures, rules_of, sample, sample_for

NOT_FIRST = set("，。；：、）》」』】”’！？％%")
NOT_LAST = set("（《「『【“‘(")


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_report_of_every_scheme_says_what_the_grade_says(scheme_id: str) -> None:
    data = sample_data(scheme_id)
    assert data.grade.grade is not None
    for form in data.scheme.reports:
        pdf = render(data, form.kind)
        told = joined(pdf)
        assert "".join(form.title.split()) in told
        assert (data.document.client.name or "") in told
        headings = " ".join(outline(pdf))
        for content in contents_of(form, data.document):
            assert content.title in headings
        if form.kind in ("audit", "management"):
            assert data.grade.grade.label in told
            for condition in data.grade.conditions:
                assert "".join(condition.clause.split()) in told
            for part in data.grade.parts or []:
                assert part.grade is not None
                assert part.grade.label in told


@pytest.mark.parametrize(("scheme_id", "score"), [("cqm", "98.50 分"), ("zgc", "88.50 分"), ("ctc", "96.80 分")])
def test_scores_are_printed_with_two_places(scheme_id: str, score: str) -> None:
    assert score in text(render(sample_data(scheme_id), "audit"))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_same_data_give_the_same_bytes(scheme_id: str) -> None:
    for kind in kinds(sample_data(scheme_id)):
        assert render(sample_data(scheme_id), kind) == render(sample_data(scheme_id), kind)


def test_another_moment_or_version_gives_other_bytes() -> None:
    data = sample_data("ctc")
    first = render(data, "checklist")
    assert render(replace(data, generated_at="2026-11-25T07:03:00.000Z+08:00"), "checklist") != first
    assert render(replace(data, version="0" * 16), "checklist") != first


def test_pages_are_numbered_and_carry_client_and_number() -> None:
    found = pages(render(sample_data("zgc"), "audit"))
    for number, page in enumerate(found, 1):
        assert f"第 {number} 页，共 {len(found)} 页" in page
        assert "岚川电器股份有限公司" in page
        assert "LC-SR-2026-0417" in page
        assert f"草稿 {VERSION[:8]}" in page


def test_a_final_has_no_watermark_and_no_list_of_what_is_missing() -> None:
    told = text(render(sample_data("zgc", draft=False), "audit"))
    assert "草稿" not in told
    assert "必备内容" not in told
    assert f"版本 {VERSION[:8]}" in told


def test_the_file_says_who_wrote_it_and_in_which_language() -> None:
    with pikepdf.open(BytesIO(render(sample_data("zgc"), "audit"))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "服务认证审查报告 岚川电器股份有限公司"
        assert str(pdf.docinfo["/Author"]) == rules_of("zgc").scheme.body.name
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261125070200")
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.PageMode == "/UseOutlines"
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert names == {f"/AAAAAA+NotoSansSC-{weight}" for weight in ("Regular", "Medium", "Bold")}
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/Trans" not in page


def test_lines_of_a_long_report_break_in_the_right_places() -> None:
    document = sample("ctc")
    said = (
        "审查组（3 人）按《审查计划》查阅了“热线”“维修”“投诉”三类记录，抽取 40 份；"
        "其中 3 份（见照片 1、2）超过 24 小时！比例为 7.5 %，属于个别情况：已要求改正。"
    )
    for place in range(1, 60):
        document["report"]["process"] = document["report"]["process"] + "\n另" + said[place % 30 :] + said * (place % 4)
    found = [line for page in pages(render(data_of(document), "audit")) for line in page.splitlines()]
    body = [line.strip() for line in found if len(line) > 30]
    assert len(body) > 150
    assert not [line for line in body if line[0] in NOT_FIRST]
    assert not [line for line in body if line[-1] in NOT_LAST]


def test_a_cell_of_two_hundred_thousand_signs_runs_over_pages() -> None:
    document = sample("ctc")
    data = data_of(document)
    item = next(key for key, answer in data.document.items.items() if answer.met is not None)
    long = "记录" * 100_000
    # Longer than a document may hold, as data of a later version might be.
    answer = msgspec.structs.replace(data.document.items[item], note=long)
    changed = msgspec.structs.replace(data.document, items={**data.document.items, item: answer})
    found = pages(render(replace(data, document=changed), "checklist"))
    assert "".join(found).count("记") >= 99_000
    assert len(found) > 100
    assert all("扣分陈述与说明" in page for page in found[2:-2])


def test_rare_signs_and_emoji_are_not_dropped() -> None:
    document = sample("ctc")
    document["team"][0]["name"] = "王䶮𠮷😀"
    told = joined(render(data_of(document), "audit"))
    assert "王䶮𠮷😀" in told
    assert "[U+" not in told


def test_markup_is_text() -> None:
    document = sample("ctc")
    document["client"]["name"] = "<b>甲&amp;乙</b> <img src='x'/> %s {name} \\n"
    assert "<b>甲&amp;乙</b><imgsrc='x'/>%s{name}\\n" in joined(render(data_of(document), "audit"))


def test_a_clients_copy_never_names_the_visitor() -> None:
    document = sample("ctc")
    document["visits"][0]["findings"] = "韩知远等候 6 分钟。"
    document["report"]["process"] = "暗访由韩知远实施。" + document["report"]["process"]
    first, second, *_rest = document["items"]
    document["items"][first]["note"] = "见韩知远的记录。"
    document["items"][second] = {"excluded": "韩知远未能进店。"}
    inside = joined(render(data_of(document), "audit"))
    assert "访客甲" in inside
    told = joined(render(data_of(document, client_copy=True), "audit"))
    assert "韩知远" not in told
    assert "访客甲等候6分钟。" in told
    assert "暗访由访客甲实施。" in told
    assert "客户版" in told
    document["visits"][0]["visitor_alias"] = "小韩知远"
    assert "访客1" in joined(render(data_of(document, client_copy=True), "audit"))
    document = sample("ctc")
    document["visits"] = [{"id": "v", "visitor": "韩知远", "site": document["sites"][1]["id"], "findings": "等候 6 分钟。"}]
    assert "韩知远" not in joined(render(data_of(document), "audit"))


def test_a_visit_not_released_is_not_in_the_clients_copy() -> None:
    document = sample("ctc")
    assert "热线录音0412.m4a" in joined(render(data_of(document, client_copy=True), "audit"))
    del document["visits"][0]["released"]
    assert "等候6分钟" in joined(render(data_of(document), "audit"))
    told = joined(render(data_of(document, client_copy=True), "audit"))
    assert "等候6分钟" not in told
    assert "热线录音0412.m4a" not in told
    assert "照片4" in told


def test_nothing_of_the_visitor_or_of_what_respondents_wrote_is_left_for_the_client() -> None:
    document = sample("cqm")
    document["responses"] = [{"id": "r", "channel": "electronic", "answers": {}, "remark": "我是王女士，电话 13900000000。"}]
    left = msgspec.json.encode(for_client(document_of(document))).decode()
    assert "韩知远" not in left
    assert "13900000000" not in left
    assert "沈望舒" in left


def test_photos_stand_with_caption_time_and_clauses() -> None:
    found = joined(render(sample_data("ctc"), "photos"))
    assert "照片1" in found
    assert "城东服务站收费公示栏" in found
    assert "拍摄2026-11-2410:12:05" in found
    assert "元数据缺失" in found
    assert next(iter(pictures()))[:12] in found
    with pikepdf.open(BytesIO(render(sample_data("ctc"), "photos"))) as pdf:
        assert len(_images(pdf)) == 4


def test_pictures_are_upright_and_small() -> None:
    with pikepdf.open(BytesIO(render(sample_data("ctc"), "photos"))) as pdf:
        sizes = [(int(image.Width), int(image.Height)) for image in _images(pdf)]
    # The third lies on its side in the file and is set upright; 200 dots an inch in a box of 82 by 59 mm.
    assert sum(1 for width, height in sizes if height > width) == 2
    assert all(width <= 650 and height <= 470 for width, height in sizes)


def _images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [image for page in pdf.pages for image in page.get_images().values() if isinstance(image, pikepdf.Stream)]


@pytest.mark.parametrize("bad", [b"", b"not a picture", None, "truncated", "huge"])
def test_a_picture_that_cannot_be_read_leaves_a_word(bad: Any) -> None:
    held = dict(pictures())
    first = next(iter(held))
    if bad == "truncated":
        bad = held[first][:2000]
    elif bad == "huge":
        bad = _huge_png()
    held[first] = bad
    told = joined(render(sample_data("ctc", photo=held.get), "photos"))
    assert ("原件不在本机" if bad is None else "图片无法读取") in told


def _huge_png() -> bytes:
    """A PNG that says it is 50,000 by 50,000."""
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def test_a_png_with_a_clear_ground_is_printed_on_white() -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("RGBA", (300, 200), (255, 0, 0, 0)).save(out, "PNG")
    document = sample("ctc")
    sha256 = hashlib.sha256(out.getvalue()).hexdigest()
    document["evidence"] = [{"id": "e", "sha256": sha256, "media_type": "image/png", "name": "图.png"}]
    with pikepdf.open(BytesIO(render(data_of(document, photo={sha256: out.getvalue()}.get), "photos"))) as pdf:
        assert pikepdf.PdfImage(_images(pdf)[0]).as_pil_image().getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_an_empty_audit_still_gives_a_draft(scheme_id: str) -> None:
    data = data_of({"format": "fieldaudit.assessment/1", "scheme": scheme_id})
    for kind in kinds(data):
        told = joined(render(data, kind))
        if kind == "audit":
            assert "未评定" in told
            assert "项必备内容" in told


def test_a_kind_the_scheme_does_not_have_is_refused() -> None:
    with pytest.raises(BadInput, match="没有 management 报告") as refused:
        render(sample_data("ctc"), "management")
    assert "audit、checklist、photos" in refused.value.sentence


def test_checklist_shows_every_item_with_its_points() -> None:
    data = sample_data("ctc")
    told = joined(render(data, "checklist"))
    for rule in data.rules.items.values():
        assert "".join(f"{rule.item.clause or rule.item.id}{rule.item.title}".split()) in told


def test_borrowed_contents_are_headed_so() -> None:
    for scheme_id in ("bz", "cqm"):
        form = rules_of(scheme_id).scheme.reports[0]
        assert form.heading
        assert "".join(form.heading.split()) in joined(render(sample_data(scheme_id), "audit"))


def test_a_scheme_that_no_code_knows_is_reported() -> None:
    from pathlib import Path

    from desktop.base import paths
    from desktop.domain.rules import compile_rules
    from desktop.schemes.library import Library

    found = Library([paths.schemes(), Path(__file__).parents[1] / "schemes" / "data"]).load("mix")
    rules = compile_rules(found.scheme, version=found.version, sha256=found.sha256)
    data = data_of(sample_for(rules), rules)
    assert data.grade.complete
    for kind in kinds(data):
        told = joined(render(data, kind))
        assert kind != "audit" or "必备内容齐全" in told
        assert kind != "audit" or (data.grade.grade and data.grade.grade.label in told)


def test_the_library_waits_until_a_report_is_made() -> None:
    import subprocess
    import sys

    code = "import sys, desktop.report.render; sys.exit(any(name.split('.')[0] in ('reportlab', 'PIL') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
