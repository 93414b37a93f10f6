"""Photos are told by content, read within bounds, and refused with one sentence when they are not what they seem."""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.base.errors import BadInput
from desktop.evidence.exif import AbsurdExif, Exif, read_exif
from desktop.evidence.photo import inspect, inspect_and_shrink, thumbnail
from tests.evidence.pictures import chunk, degrees, drawing, jpeg, jpeg_segment, png, png_claiming, webp

DATA = Path(__file__).parent / "data"


def refused(data: bytes | Path, part: str) -> None:
    for work in (inspect, thumbnail):
        with pytest.raises(BadInput) as caught:
            work(data, name="照片.jpg")
        assert part in caught.value.sentence
        assert caught.value.sentence.startswith("照片.jpg")


def test_jpeg_with_its_exif() -> None:
    photo = inspect(jpeg(make="Canon", model="Canon EOS R6", taken="2026:11:24 14:32:05", zone="+08:00", orientation=6))
    assert photo.media_type == "image/jpeg"
    assert (photo.width, photo.height) == (480, 640)
    assert photo.taken_at == "2026-11-24T14:32:05+08:00"
    assert photo.device == "Canon EOS R6"
    assert photo.orientation == 6


def test_zone_is_never_guessed() -> None:
    photo = inspect(jpeg(make="HUAWEI", model="P60", taken="2026:11:24 14:32:05"))
    assert photo.taken_at == "2026-11-24T14:32:05"
    assert photo.device == "HUAWEI P60"


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2026:13:01 00:00:00", "yesterday", "    :  :     :  :  "])
def test_time_that_is_none(taken: str) -> None:
    assert inspect(jpeg(taken=taken)).taken_at is None


def test_png_without_metadata(tmp_path: Path) -> None:
    path = tmp_path / "looks-like.jpg"
    path.write_bytes(png())
    photo = inspect(path)
    assert (photo.media_type, photo.width, photo.height) == ("image/png", 640, 480)
    assert (photo.taken_at, photo.device, photo.orientation) == (None, None, 1)


def test_png_with_exif() -> None:
    tags = Image.Exif()
    tags[0x0110] = "Pad 9"
    out = io.BytesIO()
    drawing().save(out, "PNG", exif=tags.tobytes())
    assert inspect(out.getvalue()).device == "Pad 9"


@pytest.mark.parametrize("lossless", [False, True])
@pytest.mark.parametrize("told", [{}, {"taken": "2026:11:24 14:32:05", "zone": "+08:00", "orientation": 6}])
def test_webp(lossless: bool, told: dict[str, Any]) -> None:
    data = webp(lossless=lossless, **told)
    photo, small = inspect_and_shrink(data, 100)
    assert photo.media_type == "image/webp"
    assert photo.taken_at == ("2026-11-24T14:32:05+08:00" if told else None)
    assert (photo.width, photo.height) == ((480, 640) if told else (640, 480))
    assert Image.open(io.BytesIO(small)).size == ((75, 100) if told else (100, 75))
    for share in (0.3, 0.9):
        refused(data[: int(len(data) * share)], "不完整")


def test_webp_too_large_is_refused_by_its_header() -> None:
    data = bytearray(webp(orientation=1))
    assert data[12:16] == b"VP8X"
    data[24:30] = b"\xff\xff\xff\xff\xff\xff"
    refused(bytes(data), "16777216×16777216")
    large = webp(taken="2026:11:24 14:32:05")
    at = large.index(b"EXIF")
    body = bytes(10_000_000)
    absurd = large[:at] + b"EXIF" + struct.pack("<L", len(body)) + body
    refused(b"RIFF" + struct.pack("<L", len(absurd) - 8) + absurd[8:], "EXIF")


def test_heic() -> None:
    photo, small = inspect_and_shrink(DATA / "photo.heic", 100)
    assert (photo.media_type, photo.width, photo.height) == ("image/heic", 320, 240)
    assert (photo.taken_at, photo.device) == ("2026-11-24T14:32:05+08:00", "Apple iPhone 15")
    assert [str(part) for part in photo.gps or ()] == ["31.235", "121.4701389"]
    assert Image.open(io.BytesIO(small)).size == (100, 75)
    data = (DATA / "photo.heic").read_bytes()
    for share in (0.1, 0.5, 0.95):
        refused(data[: int(len(data) * share)], "不完整")


def test_heic_is_turned_once() -> None:
    photo, small = inspect_and_shrink(DATA / "turned.heic", 100)
    assert (photo.width, photo.height, photo.orientation) == (240, 320, 1)
    upright = Image.open(io.BytesIO(small))
    assert upright.size == (75, 100)
    assert upright.getpixel((4, 4))[0] > 200 > upright.getpixel((4, 90))[0]  # type: ignore[index]


def test_place() -> None:
    photo = inspect(jpeg(gps=degrees()))
    assert [str(part) for part in photo.gps or ()] == ["31.235", "121.4701389"]
    assert not photo.gps_invalid
    south = inspect(jpeg(gps=degrees(north="S", east="W"))).gps
    assert south is not None
    assert max(south) < 0
    assert inspect(jpeg(make="A")).gps_invalid is False


@pytest.mark.parametrize(
    "gps",
    [
        degrees(latitude=(91, 0, 0)),
        degrees(latitude=(90, 0, 1)),
        degrees(longitude=(180, 0, 0.5)),
        degrees(latitude=(31, 60, 0)),
        degrees(latitude=(31, 0, 75)),
        degrees(north=None),
        degrees(east="X"),
        degrees(longitude=None),
        degrees(latitude=(0, 0, 0), longitude=(0, 0, 0)),
        degrees() | {9: "V"},
    ],
)
def test_a_place_that_is_none_is_not_mended(gps: dict[int, Any]) -> None:
    photo = inspect(jpeg(gps=gps, taken="2026:11:24 14:32:05"))
    assert (photo.gps, photo.gps_invalid) == (None, True)
    assert photo.taken_at == "2026-11-24T14:32:05"


def test_a_fraction_over_nothing_is_no_place() -> None:
    whole = jpeg(gps=degrees(latitude=(31, 14, 6)))
    at = whole.index(struct.pack(">6L", 31, 1, 14, 1, 6, 1))
    photo = inspect(whole[: at + 4] + bytes(4) + whole[at + 8 :])
    assert (photo.gps, photo.gps_invalid) == (None, True)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="读不到文件"):
        inspect(tmp_path / "gone.jpg")


def test_not_pictures() -> None:
    refused("这是一段文字。".encode(), "不是 JPEG")
    refused(b"GIF89a" + bytes(100), "不是 JPEG")
    refused(b"", "0 字节")
    refused(b"\xff\xd8\xff", "不完整")
    refused(b"\x89PNG\r\n\x1a\n", "不完整")


@pytest.mark.parametrize("make", [jpeg, png])
def test_truncated_anywhere(make: Any) -> None:
    whole = make()
    for share in (0.02, 0.3, 0.6, 0.9, 0.99):
        refused(whole[: int(len(whole) * share)], "不完整")


def test_progressive_jpeg() -> None:
    whole = jpeg(progressive=True)
    assert inspect(whole).width == 640
    refused(whole[: len(whole) // 2], "不完整")


def test_pictures_too_large_are_refused_by_their_header() -> None:
    refused(png_claiming(50_000, 50_000), "50000×50000")
    large = bytearray(jpeg())
    at = large.index(b"\xff\xc0") + 5
    large[at : at + 4] = struct.pack(">2H", 65_000, 65_000)
    refused(bytes(large), "65000×65000")
    refused(png_claiming(10_000, 9_000), "不完整")  # within bounds, but the pixels are not there


def test_ninety_megapixels_pass_without_a_warning() -> None:
    # Between the decoder's own limit for warnings and ours.
    image = Image.new("L", (12_000, 8_000), 200)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert inspect(jpeg(image)).width == 12_000
    assert not seen


def test_second_frame_behind_the_first() -> None:
    whole = jpeg()
    at = whole.index(b"\xff\xc0")
    refused(whole[:at] + whole[at : at + 19] + whole[at:], "不完整")


def test_too_many_scans() -> None:
    whole = jpeg(progressive=True)
    refused(whole[:-2] + b"\xff\xda" * 70 + b"\xff\xd9", "扫描次数")


def test_scans_of_a_sequential_picture() -> None:
    """Scan by scan a picture costs a pass for each; one that came whole in the first ends at a second."""
    whole = jpeg()
    at = whole.index(b"\xff\xda")
    assert whole[at + 4] == 3
    tail = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 70 + b"\xff\xd9"
    refused(whole[:-2] + tail, "不完整")
    apart = whole[: at + 2] + b"\x00\x08\x01\x01\x00\x00\x3f\x00" + whole[at + 14 : -2] + tail
    refused(apart, "扫描次数")


def test_absurd_exif() -> None:
    whole = jpeg()
    segments = b"".join(jpeg_segment(0xE1, b"Exif\0\0" + bytes(60_000)) for _count in range(3))
    refused(whole[:2] + segments + whole[2:], "EXIF")
    many = b"II*\0" + struct.pack("<LH", 8, 5000) + struct.pack("<2HLL", 0x010F, 2, 60_000, 0) * 5000
    refused(whole[:2] + jpeg_segment(0xE1, b"Exif\0\0" + many) + whole[2:], "EXIF")
    picture = png()
    end = picture.index(b"IEND") - 4
    refused(picture[:end] + chunk(b"eXIf", bytes(200_000)) + picture[end:], "EXIF")


def test_broken_exif_says_nothing_and_the_photo_stays() -> None:
    whole = jpeg()
    for block in (b"", b"II*\0", b"XX*\0\x08\0\0\0", b"II*\0\x08\0\0\0\x02\0" + b"\xff" * 20):
        photo = inspect(whole[:2] + jpeg_segment(0xE1, b"Exif\0\0" + block) + whole[2:])
        assert (photo.taken_at, photo.device, photo.orientation) == (None, None, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_thumbnail_is_upright(orientation: int) -> None:
    upright = drawing(400, 300)
    turn = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes the turn (Image.Transpose values)
    stored = upright.transpose(Image.Transpose(turn[orientation])) if orientation in turn else upright
    small = Image.open(io.BytesIO(thumbnail(jpeg(stored, orientation=orientation), 100)))
    assert small.size == (100, 75)
    red, green, blue = small.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert red > 200
    assert green < 80
    assert blue < 80


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_thumbnail_of_every_mode_of_png(mode: str) -> None:
    small = Image.open(io.BytesIO(thumbnail(png(drawing(mode=mode) if mode != "I;16" else drawing(mode="I").convert("I;16")), 64)))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (64, 48))


def test_transparency_shows_white() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    small = Image.open(io.BytesIO(thumbnail(png(clear), 32)))
    assert min(small.getpixel((10, 10))) > 250  # type: ignore[arg-type]


def test_sixteen_bits_keep_their_greys() -> None:
    half = Image.new("I;16", (40, 40), 32_768)
    small = Image.open(io.BytesIO(thumbnail(png(half), 32)))
    assert abs(small.getpixel((10, 10))[0] - 128) < 3  # type: ignore[index]


def test_both_at_once_are_the_same() -> None:
    photo = jpeg(drawing(), orientation=8, taken="2026:11:24 14:32:05")
    assert inspect_and_shrink(photo, 100) == (inspect(photo), thumbnail(photo, 100))


def test_the_same_photo_gives_the_same_thumbnail() -> None:
    assert thumbnail(jpeg(), 320) == thumbnail(jpeg(), 320)


@given(st.binary(max_size=300))
def test_any_exif_block_is_read_or_refused(block: bytes) -> None:
    for head in (b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        try:
            assert isinstance(read_exif(head + block), Exif)
        except AbsurdExif:
            continue


SEEDS = [
    jpeg(drawing(64, 48), make="A", taken="2026:11:24 14:32:05", gps=degrees()),
    png(drawing(64, 48)),
    jpeg(drawing(64, 48), progressive=True),
    webp(drawing(64, 48), taken="2026:11:24 14:32:05"),
    (DATA / "photo.heic").read_bytes(),
]


@given(st.sampled_from(SEEDS), st.data())
def test_any_mutation_is_a_photo_or_a_refusal(seed: bytes, data: st.DataObject) -> None:
    mutated = bytearray(seed)
    for _change in range(data.draw(st.integers(1, 8))):
        mutated[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    for work in (inspect, thumbnail):
        with contextlib.suppress(BadInput):
            assert work(bytes(mutated))
