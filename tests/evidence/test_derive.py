"""The derived copy: what it shows, and that of what it hides no pixel and no word is left in its bytes."""

from __future__ import annotations

import io
import random
import struct
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image, ImageDraw

from desktop.base.errors import BadInput
from desktop.domain.assessment import Mark
from desktop.evidence.derive import derived
from desktop.evidence.photo import inspect
from tests.evidence.pictures import drawing, jpeg, png, webp

SECRET = (255, 0, 255)
HIDDEN = (0x15, 0x18, 0x1C)
Kind = Literal["arrow", "box", "text", "redact"]


def mark(kind: Kind, x: str, y: str, to_x: str, to_y: str, text: str = "") -> Mark:
    return Mark(kind=kind, x=Decimal(x), y=Decimal(y), to_x=Decimal(to_x), to_y=Decimal(to_y), text=text)


def shown(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image.convert("RGB")


def near(image: Image.Image, colour: tuple[int, int, int], far: int = 60) -> int:
    """How many pixels are of about this colour."""
    pixels: Any = image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()
    return sum(all(abs(one - other) < far for one, other in zip(pixel, colour, strict=True)) for pixel in pixels)


def face(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with a secret in the middle: 40 % to 60 % either way."""
    image = drawing(*size)
    box = tuple(round(share * side) for share in (0.4, 0.6) for side in size)
    ImageDraw.Draw(image).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=SECRET)
    return image


COVER = mark("redact", "0.4", "0.4", "0.6", "0.6")


def small_picture() -> bytes:
    """Full of detail, so that its code is like no other."""
    out = io.BytesIO()
    Image.frombytes("RGB", (160, 120), random.Random(3).randbytes(160 * 120 * 3)).save(out, "JPEG")
    return out.getvalue()


def with_thumbnail() -> bytes:
    """A JPEG whose EXIF holds a small picture of the same scene, as cameras write it, beside its maker; with a comment and a profile."""
    small = small_picture()
    make = b"Canon\0"
    # Two directories (TIFF 6.0): the picture's own with the maker, then the small picture's.
    head = struct.pack("<2sHL", b"II", 42, 8)
    second, texts = 8 + 2 + 12 + 4, 8 + 2 + 12 + 4 + 2 + 36 + 4
    main = struct.pack("<H2HLLL", 1, 0x010F, 2, len(make), texts, second)
    below = struct.pack("<H", 3)
    for tag, kind, value in ((0x0103, 3, 6), (0x0201, 4, texts + len(make)), (0x0202, 4, len(small))):
        below += struct.pack("<2HLL", tag, kind, 1, value)
    block = head + main + below + bytes(4) + make + small
    out = io.BytesIO()
    face().save(out, "JPEG", quality=92, exif=b"Exif\0\0" + block, comment=b"Zhang San", icc_profile=b"profile of Zhang San")
    return out.getvalue()


@pytest.mark.parametrize("original", [with_thumbnail(), png(face()), webp(face()), webp(face(), lossless=True)])
def test_nothing_of_what_is_redacted_is_left(original: bytes) -> None:
    assert near(shown(original), SECRET) > 10_000
    copy = derived(original, [COVER])
    image = shown(copy)
    assert image.size == (640, 480)
    assert near(image, SECRET) == 0
    assert near(image.crop((257, 193, 383, 287)), HIDDEN, 6) == 126 * 94
    opened = Image.open(io.BytesIO(copy))
    assert opened.format == "JPEG"
    assert not opened.getexif()
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"Zhang San", b"Canon", b"2026:11:24", b"ICC_PROFILE", b"http", b"Photoshop"):
        assert trace not in copy
    # One picture: a second start or end would be one inside it, or behind it.
    assert copy.count(b"\xff\xd8\xff") == 1
    assert copy.endswith(b"\xff\xd9")
    assert copy.count(b"\xff\xd9") == 1


def test_the_thumbnail_in_the_original_is_not_carried_over() -> None:
    small, original = small_picture(), with_thumbnail()
    assert small in original
    assert inspect(original).device == "Canon"
    copy = derived(original, [COVER])
    code = small[small.index(b"\xff\xda") + 14 : -2]
    pieces = [code[at : at + 12] for at in range(0, len(code) - 12, 12)]
    assert len(pieces) > 500
    assert not [piece for piece in pieces if piece in copy]


def test_every_pixel_touched_is_filled() -> None:
    """Shares that fall inside a pixel cover it whole; the copy is without loss where it is opaque."""
    image = shown(derived(png(Image.new("RGB", (100, 100), SECRET)), [mark("redact", "0.105", "0.2", "0.301", "0.7")]))
    for x in range(10, 31):
        for y in (20, 45, 69):
            assert near(image.crop((x, y, x + 1, y + 1)), HIDDEN, 70), (x, y)
    assert near(image.crop((33, 20, 34, 21)), SECRET, 40)


@pytest.mark.parametrize(
    "cover", [mark("redact", "0.6", "0.6", "0.4", "0.4"), mark("redact", "0.4", "0.6", "0.6", "0.4"), mark("redact", "0", "0", "1", "1")]
)
def test_drawn_in_any_direction(cover: Mark) -> None:
    assert near(shown(derived(png(face()), [cover])), SECRET) == 0


def test_the_thinnest_cover_covers_something() -> None:
    image = shown(derived(png(Image.new("RGB", (50, 50), SECRET)), [mark("redact", "1", "0", "1", "1")]))
    assert near(image.crop((49, 0, 50, 50)), HIDDEN, 40) == 50


def test_a_cover_lies_over_no_other_mark_and_under_all() -> None:
    words = mark("text", "0.35", "0.45", "0.7", "0.5", "核对")
    image = shown(derived(png(face()), [words, COVER]))
    assert near(image, (255, 255, 255), 40) > 20
    assert near(image, SECRET) == 0


@pytest.mark.parametrize("orientation", range(1, 9))
def test_places_are_those_of_the_upright_picture(orientation: int) -> None:
    turn = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = face((400, 300))
    stored = upright.transpose(Image.Transpose(turn[orientation])) if orientation in turn else upright
    image = shown(derived(jpeg(stored, orientation=orientation), [COVER]))
    assert image.size == (400, 300)
    assert near(image, SECRET) == 0
    assert image.getpixel((5, 5))[0] > 200  # type: ignore[index]


def test_what_transparency_hides_is_not_carried_over() -> None:
    clear = face().convert("RGBA")
    clear.putalpha(0)
    copy = derived(png(clear), [])
    assert near(shown(copy), SECRET) == 0
    assert near(shown(copy), (255, 255, 255), 3) == 640 * 480


def test_heic_is_redacted_too() -> None:
    original = (Path(__file__).parent / "data" / "turned.heic").read_bytes()
    assert near(shown(derived(original, [])), (255, 0, 0)) > 3000
    copy = derived(original, [mark("redact", "0", "0", "0.3", "0.3")])
    assert shown(copy).size == (240, 320)
    assert near(shown(copy), (255, 0, 0)) == 0
    assert b"Apple" not in copy


def test_for_the_body_itself_places_stay_open() -> None:
    image = shown(derived(png(face()), [COVER, mark("box", "0.3", "0.3", "0.7", "0.7")], redact=False))
    assert near(image, SECRET) > 10_000
    assert near(image, (0xB3, 0x26, 0x1E)) > 1000


def test_marks_are_drawn() -> None:
    plain = png(Image.new("RGB", (800, 600), (240, 240, 240)))
    ink = (0xB3, 0x26, 0x1E)
    box = shown(derived(plain, [mark("box", "0.25", "0.25", "0.75", "0.75")]))
    assert near(box.crop((190, 300, 210, 301)), ink) >= 2
    assert near(box.crop((300, 250, 500, 350)), ink) == 0
    arrow = shown(derived(plain, [mark("arrow", "0.1", "0.1", "0.9", "0.9")]))
    # The head is at the second place.
    assert near(arrow.crop((690, 510, 721, 541)), ink) > near(arrow.crop((80, 60, 111, 91)), ink) > 20
    text = shown(derived(plain, [mark("text", "0.5", "0.5", "0.5", "0.5", "反馈 61 小时")]))
    assert near(text.crop((400, 300, 560, 330)), ink) > 1000
    assert near(text.crop((400, 300, 560, 330)), (255, 255, 255)) > 200
    # Two texts are two pictures: the font draws Chinese and not one box for all.
    other = shown(derived(plain, [mark("text", "0.5", "0.5", "0.5", "0.5", "未见 61 小时")]))
    assert text.tobytes() != other.tobytes()


def test_words_at_the_edge_are_moved_in() -> None:
    plain = png(Image.new("RGB", (400, 300), (240, 240, 240)))
    image = shown(derived(plain, [mark("text", "0.99", "0.99", "0.99", "0.99", "很长的说明文字，" * 10)]))
    assert near(image.crop((0, 0, 400, 299)), (255, 255, 255), 12) > 500
    assert derived(plain, [mark("arrow", "0.5", "0.5", "0.5", "0.5001")])


def test_smaller_when_asked_and_always_the_same() -> None:
    copy = derived(png(face()), [COVER], edge=200)
    assert shown(copy).size == (200, 150)
    assert near(shown(copy), SECRET) == 0
    assert derived(png(face()), [COVER], edge=200) == copy


def test_no_picture() -> None:
    with pytest.raises(BadInput):
        derived(b"%PDF-1.4", [COVER])
