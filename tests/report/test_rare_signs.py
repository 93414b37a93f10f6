"""Names with rare hanzi and emoji in reports: drawn, measured, found by search and copied as they are, at no cost to reports without."""

from __future__ import annotations

import lzma
from ctypes import c_double
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from desktop.base import paths
from desktop.report.breaking import break_text
from desktop.report.fonts import faces
from desktop.report.model import Block, Cell, Column, Heading, KeyValues, Note, Paragraph, Report, Row, Signatures, Table
from desktop.report.pages import to_pdf
from desktop.report.render import render
from desktop.report.styles import LEFT, WIDTH, styles
from tests.report.reading import data_of, joined, outline
from tests.report.samples import sample

BASE = {"NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-Bold"}
# Extensions A to H, compatibility ideographs, a radical as text from other programs has it.
NAMES = ("𠮷野㐀", "李𪚥", "王𪜀", "赵𫝁", "钱𫠝", "孙𬺱", "周𰀀", "吴𱍐", "郑\uf900", "⼈力")
MIXED = (
    "审查组组长𠮷野㐀与王䶮、李𪚥（工号 A117）于 2026 年 11 月 24 日在𡒄门店抽查维修单 30 份🙂，其中第 0412 号由㐂某签字👍🏽，"
    "顾客说“很好❤️”，家属👨\u200d👩\u200d👧在场；葛先生（VIP𠮷客户）未到，2024𠮷版价目表已换为𠮷2026版。"
)


def made(*blocks: Block, watermark: str = "", title: str = "报告") -> bytes:
    return to_pdf(Report(title, "", "", "", "", "", watermark, "", blocks), lambda _sha256: None)


def fonts(pdf: bytes) -> dict[str, Any]:
    """The fonts of all pages by name, without the mark of a subset; each is one subset and embedded."""
    found = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                mark, name = str(font.BaseFont).split("+")
                assert mark == "/AAAAAA"
                with TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) as embedded:
                    found[name] = embedded["maxp"].numGlyphs
    return found


def ends(pdf: bytes) -> list[float]:
    """Where each line of text ends, in points, from the top of the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        words = page.get_textpage()
        found: dict[int, float] = {}
        x, y = c_double(), c_double()
        for at in range(words.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(words, at, x, y)
            baseline = round(y.value)
            found[baseline] = max(found.get(baseline, 0.0), words.get_charbox(at, loose=True)[2])
        words.close()
        page.close()
    return [right for _baseline, right in sorted(found.items(), reverse=True)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", ["body", "strong", "title"])
def test_a_rare_name_is_drawn_and_found(name: str, style: str) -> None:
    pdf = made(Paragraph(f"组长：{name}。", style))
    assert f"组长：{name}。" in joined(pdf)
    assert set(fonts(pdf)) & BASE
    assert set(fonts(pdf)) - BASE


@pytest.mark.parametrize("text", ["🙂", "👍🏽", "❤️", "👨\u200d👩\u200d👧", "1️⃣", "🇨🇳"])
def test_emoji_stay_in_the_text_with_all_their_parts(text: str) -> None:
    assert f"前{text}后" in joined(made(Paragraph(f"前{text}后")))


@pytest.mark.parametrize("text", ["葛\U000e0100", "一\u200b二\ufeff三", "手\U0001f3fd"])
def test_signs_without_a_shape_take_no_room_and_are_kept(text: str) -> None:
    shown = faces()["Regular"].shown(text)
    assert shown == text
    assert faces()["Regular"].width(shown) == 1000 * sum(1 for sign in text if "一" <= sign <= "龥")
    # This reader leaves some of them out when it gives the text; the file has them.
    with pikepdf.open(BytesIO(made(Paragraph(text)))) as document:
        meanings = b"".join(font.ToUnicode.read_bytes() for font in document.pages[0].Resources.Font.values()).decode("ascii")
    assert all(f"<{sign.encode('utf-16-be').hex().upper()}>" in meanings for sign in text)


def test_a_justified_paragraph_holds_its_text_and_its_edge() -> None:
    pdf = made(Paragraph(MIXED * 4))
    assert joined(pdf).removeprefix("第1页，共1页") == "".join((MIXED * 4).split())
    lines = styles()["body"].lines(MIXED * 4, WIDTH)
    assert len(lines) > 6
    assert all(line.width <= WIDTH + 0.01 for line in lines)
    right = ends(pdf)[: len(lines)]
    full = [end for end, line in zip(right, lines, strict=True) if line.full]
    assert len(full) >= 5
    assert full == pytest.approx([LEFT + WIDTH] * len(full), abs=0.5)


def test_the_ink_of_a_mixed_line_ends_where_it_is_measured() -> None:
    for text in ("甲𠮷乙", "🙂🙂甲", "A𠮷B㐀甲", "❤️👍🏽甲"):
        line = styles()["cell"].lines(text, WIDTH)[0]
        drawn = ends(made(Paragraph(text, "cell")))[0]
        assert drawn == pytest.approx(LEFT + line.width, abs=0.3)


def test_every_place_of_a_report_shows_rare_signs() -> None:
    name = "𠮷㐀𪚥🙂"
    pdf = made(
        Heading(f"甲{name}", 0, "一、", f"乙{name}"),
        KeyValues(((f"丙{name}", f"丁{name}"),)),
        Table(
            (Column(f"戊{name}", 1), Column("数", 1, "right")),
            (Row((f"己{name}", Cell(f"庚{name}", "wrong"))), Row(("辛", "壬"), group=True)),
        ),
        Note(f"子{name}", ((f"丑{name}", f"寅{name}"),), "open"),
        Signatures((f"卯{name}：",)),
        watermark=f"辰{name}",
        title=f"题{name}",
    )
    told = joined(pdf)
    for place in "甲乙丙丁戊己庚子丑寅卯辰":
        assert f"{place}{name}" in told, place
    assert "[U+" not in told
    assert outline(pdf) == [f"一、甲{name}"]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/Title"]) == f"题{name}"


def test_a_search_finds_what_is_written_in_two_fonts() -> None:
    # This reader finds no sign beyond the basic plane, of whatever font.
    with pypdfium2.PdfDocument(made(Paragraph("组长：王㐀审查员"))) as document:
        page = document[0]
        words = page.get_textpage()
        search = words.search("王㐀审查")
        assert search.get_next() is not None
        search.close()
        words.close()
        page.close()


def test_only_the_signs_used_are_in_the_file() -> None:
    first = fonts(made(Paragraph("王𠮷与李𠮷")))
    # No sign's box and the one that is used.
    assert {count for name, count in first.items() if name not in BASE} == {2}
    assert len(made(Paragraph("王𠮷"))) < len(made(Paragraph("王"))) + 6_000


def test_a_report_without_rare_signs_has_no_other_font() -> None:
    faces()["Regular"].shown("".join(NAMES) + "🙂")
    assert set(fonts(made(Heading("标题"), Paragraph("王䶮，㙍，℃，★")))) <= BASE


def test_the_same_text_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    blocks = (Heading("甲𠮷"), Paragraph(MIXED), Paragraph("㐀🙂"))
    first = made(*blocks, watermark="草稿𠮷")
    made(Paragraph("🙂" + "".join(reversed(NAMES))))
    assert made(*blocks, watermark="草稿𠮷") == first


def test_a_sign_that_no_font_has_is_told_by_its_number() -> None:
    told = joined(made(Paragraph("甲\U0003fffe\ue000\u202e\x07乙")))
    assert "甲[U+3FFFE][U+E000][U+202E][U+0007]乙" in told


def test_what_belongs_to_one_sign_is_never_broken_apart() -> None:
    face = faces()["Regular"]
    for one in ("👨\u200d👩", "👍🏽", "葛\U000e0100", "1️⃣", "❤️"):
        text = face.shown(one * 30)
        lines = break_text(text, 115, lambda part: face.width(part) / 100, 10)
        assert "".join(line.text for line in lines) == text
        assert all(line.text.startswith(one) for line in lines), one


def test_a_long_cell_of_rare_signs() -> None:
    text = "".join(chr(point) for point in range(0x20000, 0x20800))
    told = joined(made(Table((Column("名", 1),), (Row((text,)),))))
    assert [sign for sign in told if ord(sign) >= 0x20000] == [sign for sign in faces()["Regular"].shown(text) if ord(sign) >= 0x20000]
    # Told by their numbers, which a line's end may cut.
    assert told.count("U+") == len(text) - sum(ord(sign) >= 0x20000 for sign in told)


def test_each_file_is_named_by_its_first_sign_and_lies_by_its_licence() -> None:
    folder = paths.resources() / "fonts" / "rare"
    before = 0
    for path in sorted(folder.glob("BabelStoneHan-*.ttf.xz")):
        with TTFont(BytesIO(lzma.decompress(path.read_bytes())), lazy=True) as font:
            signs = sorted(font.getBestCmap())
            assert "Arphic" in font["name"].getDebugName(0)
            assert font["name"].getDebugName(10).startswith("Changed ")
        assert f"BabelStoneHan-{signs[0]:05X}.ttf.xz" == path.name
        assert before < signs[0]
        before = signs[-1]
    assert (folder / "ARPHICPL.txt").read_text(encoding="utf-8").startswith("ARPHIC PUBLIC LICENSE")
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL-NotoEmoji.txt").read_text(encoding="utf-8")


def test_a_person_of_the_audit_has_the_name_in_the_report() -> None:
    document = sample("ctc")
    document["team"][0]["name"] = "王䶮𠮷㐀"
    document["client"]["name"] = "𠮷㐀净水（🏭）有限公司"
    pdf = render(data_of(document), "audit")
    assert "王䶮𠮷㐀" in joined(pdf)
    assert "𠮷㐀净水（🏭）有限公司" in joined(pdf)
    assert render(data_of(document), "audit") == pdf
