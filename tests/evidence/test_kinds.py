"""A file is what its content is; a name that says something else, a file cut short and a bomb are told in one sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput
from desktop.domain.evidence import KINDS, family, suffix
from desktop.evidence.kinds import tell
from desktop.evidence.pdf import first_page
from tests.evidence import media
from tests.evidence.pictures import drawing, jpeg, png, webp

HEIC = (Path(__file__).parent / "data" / "photo.heic").read_bytes()
_OOXML = "application/vnd.openxmlformats-officedocument."
EVERY = {
    "image/jpeg": [jpeg()],
    "image/png": [png()],
    "image/webp": [webp(), webp(lossless=True)],
    "image/heic": [HEIC],
    "video/mp4": [media.mp4(), media.mp4(b"mp42", b"soun", b"vide")],
    "video/quicktime": [media.mp4(b"qt  "), media.old_mov()],
    "video/3gpp": [media.mp4(b"3gp5")],
    "audio/mp4": [media.mp4(b"M4A ", b"soun"), media.mp4(b"isom", b"soun"), media.mp4(b"3gp4", b"soun")],
    "video/x-matroska": [media.matroska(b"matroska")],
    "video/webm": [media.matroska(b"webm")],
    "video/x-msvideo": [media.riff(b"AVI ", bytes(100))],
    "video/x-ms-wmv": [media.asf(film=True)],
    "audio/x-ms-wma": [media.asf(film=False)],
    "video/ogg": [media.ogg(film=True)],
    "audio/ogg": [media.ogg()],
    "video/mpeg": [b"\0\0\1\xba" + bytes(100)],
    "video/mp2t": [media.ts()],
    "audio/wav": [media.wav()],
    "audio/mpeg": [media.mp3(), media.mp3(tag=False)],
    "audio/aac": [media.aac()],
    "audio/amr": [b"#!AMR\n" + bytes(50), b"#!AMR-WB\n" + bytes(50)],
    "audio/flac": [b"fLaC" + bytes(50)],
    "application/pdf": [media.pdf(), b"\xef\xbb\xbf" + media.pdf()],
    _OOXML + "wordprocessingml.document": [media.docx()],
    _OOXML + "spreadsheetml.sheet": [media.xlsx()],
    _OOXML + "presentationml.presentation": [media.pptx()],
    "application/msword": [media.ole("1Table", "WordDocument"), media.ole(*(f"part {number}" for number in range(9)), "WordDocument")],
    "application/vnd.ms-excel": [media.ole("Workbook"), media.ole("Book")],
    "application/vnd.ms-powerpoint": [media.ole("PowerPoint Document")],
    "application/vnd.ms-office": [media.ole("EncryptedPackage")],
}


def told(data: bytes, name: str = "文件") -> str:
    return tell(io.BytesIO(data), len(data), name)[0]


def refused(data: bytes, part: str, name: str = "文件") -> None:
    with pytest.raises(BadInput) as caught:
        tell(io.BytesIO(data), len(data), name)
    assert part in caught.value.sentence
    assert caught.value.sentence.startswith(name)
    assert "\n" not in caught.value.sentence


def test_every_kind_is_tried() -> None:
    assert EVERY.keys() == KINDS.keys()


@pytest.mark.parametrize("media_type", EVERY)
def test_told_by_content(media_type: str) -> None:
    for data in EVERY[media_type]:
        assert told(data) == media_type
        assert told(data, f"录入{suffix(media_type)}") == media_type


def test_not_evidence() -> None:
    for data in (b"\0" * 5000, "一段文字".encode() * 500, b"MZ" + bytes(5000), b"GIF89a" + bytes(100), b"x", media.ole("Contents")):
        refused(data, "不是可以作为证据的文件")
    refused(b"", "0 字节")
    for data in (media.packed("a.txt"), b"Rar!\x1a\x07" + bytes(50), b"7z\xbc\xaf\x27\x1c" + bytes(50), b"\x1f\x8b\x08" + bytes(50)):
        refused(data, "解压后添加")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("合同.pdf", jpeg()),
        ("照片.jpg", media.pdf()),
        ("照片.jpg", media.mp4()),
        ("录音.mp3", media.docx()),
        ("台账.xlsx", media.pdf()),
        ("说明.txt", media.pdf()),
        ("安装.exe", png()),
    ],
)
def test_a_name_that_says_another_family_is_refused(name: str, data: bytes) -> None:
    refused(data, "与内容不符", name)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("照片.JPG", png(), "image/png"),
        ("手机.jpg", HEIC, "image/heic"),
        ("台账.xls", media.xlsx(), _OOXML + "spreadsheetml.sheet"),
        ("录像.avi", media.mp4(), "video/mp4"),
    ],
)
def test_within_a_family_content_decides_and_it_is_noted(name: str, data: bytes, kind: str) -> None:
    media_type, notes = tell(io.BytesIO(data), len(data), name)
    assert media_type == kind
    assert len(notes) == 1
    assert "按内容加入" in notes[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [("录音.mp4", media.mp4(b"isom", b"soun")), ("a.jpeg", jpeg()), ("第 2.版", media.pdf()), ("加密.docx", media.ole("EncryptedPackage"))],
)
def test_other_names_say_nothing(name: str, data: bytes) -> None:
    assert tell(io.BytesIO(data), len(data), name)[1] == []


@pytest.mark.parametrize(
    "data",
    [
        media.mp4(),
        media.mp4()[:60],
        media.wav(),
        media.riff(b"AVI ", bytes(1000)),
        media.matroska(b"matroska"),
        media.pdf(),
        media.docx(),
        media.ole("WordDocument")[:1500],
    ],
)
def test_cut_short(data: bytes) -> None:
    refused(data[: len(data) * 3 // 5], "不完整")


def test_a_film_without_its_index_is_incomplete() -> None:
    refused(media.box(b"ftyp", b"isom", bytes(4)) + media.box(b"mdat", bytes(100)), "不完整")


def test_rubbish_behind_a_film_is_let_pass() -> None:
    assert told(media.mp4() + b"\xff\xff\xff\xffDJI!" + bytes(30)) == "video/mp4"


def test_lengths_that_lie_end_the_reading() -> None:
    """Boxes of no length, of one byte, in themselves: nothing goes on for ever."""
    for length in (2, 7, 0xFFFFFFFF):
        data = media.box(b"ftyp", b"isom", bytes(4)) + struct.pack(">L4s", length, b"moov") + bytes(40)
        refused(data, "不完整")
    wide = media.box(b"ftyp", b"isom", bytes(4)) + struct.pack(">L4sQ", 1, b"mdat", 1 << 63) + bytes(40)
    refused(wide, "不完整")


def test_a_directory_that_bites_its_tail_ends() -> None:
    data = bytearray(media.ole("Contents"))
    struct.pack_into("<L", data, 512 + 4, 1)  # sector 1 is followed by sector 1
    refused(bytes(data), "不是可以作为证据")


def test_a_bomb_is_kept_as_it_is_and_noted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<x/>")
        container.writestr("xl/workbook.xml", "<x/>")
        for number in range(20):
            container.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 60_000_000)
    data = out.getvalue()
    assert len(data) < 3_000_000
    media_type, notes = tell(io.BytesIO(data), len(data), "台账.xlsx")
    assert family(media_type) == "office"
    assert "压缩炸弹" in notes[0]


def test_an_absurd_table_of_contents_is_refused() -> None:
    data = media.packed("[Content_Types].xml", "word/document.xml", *(f"x/{number}" for number in range(20_001)))
    refused(data, "目录大小异常", "大.docx")


@given(st.sampled_from([data for many in EVERY.values() for data in many]), st.data())
def test_any_mutation_is_told_or_refused(seed: bytes, data: st.DataObject) -> None:
    mutated = bytearray(seed)
    for _change in range(data.draw(st.integers(1, 6))):
        mutated[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadInput):
        assert told(bytes(mutated)) in KINDS


def test_the_first_page_of_a_pdf() -> None:
    from PIL import Image

    small = Image.open(io.BytesIO(first_page(media.pdf(), 200) or b""))
    assert small.size == (142, 200)
    assert small.getpixel((70, 20))[2] > 100 > small.getpixel((70, 20))[0]  # type: ignore[index]
    assert min(small.getpixel((70, 150))) > 240  # type: ignore[arg-type]
    assert first_page(media.pdf(size=(20_000, 100))) is None
    assert first_page(b"%PDF-1.4 nothing %%EOF") is None


def test_families() -> None:
    assert {family(kind) for kind in KINDS} == {"photo", "audio", "video", "pdf", "office"}
    assert (family(None), family("text/plain"), suffix("text/plain")) == ("other", "other", ".bin")
    assert drawing().size == (640, 480)
