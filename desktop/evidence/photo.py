"""What a photo is and says of itself, and its thumbnail; every byte of it is taken for hostile."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop.base.words import _
from desktop.evidence.exif import AbsurdExif, Exif, read_exif
from desktop.evidence.headers import PIXEL_LIMIT, Header, absurd_exif, broken, read_header
from desktop.evidence.refusals import unreadable

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFile import ImageFile

# What the decoder is known to raise on bytes made to hurt.
_FAULTS = (
    OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError, AttributeError, AssertionError,
    MemoryError, RecursionError, RuntimeError, Warning, struct.error, zlib.error,
)  # fmt: skip
# From EXIF orientation to what turns the picture upright.
_TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
    6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip


@dataclass(frozen=True)
class Photo:
    """What a photo says of itself.

    width and height are in pixels as a person sees it (upright).
    `taken_at` is ISO 8601 local time, with a zone only where the camera wrote one.
    `gps`: latitude and longitude in degrees; `gps_invalid`: the file holds one that is no place.
    """

    media_type: str
    width: int
    height: int
    taken_at: str | None
    device: str | None
    orientation: int
    gps: tuple[Decimal, Decimal] | None = None
    gps_invalid: bool = False


def inspect(source: bytes | Path, name: str = "") -> Photo:
    """What a picture says, told by content, decoded once to see that it is whole.

    BadInput for another kind of file, a broken, truncated or empty one, one over 100 megapixels or 256 MB, and absurd EXIF.
    """
    with _opened(source, name) as (stream, called):
        header, exif = _read(stream, called)
        with _decoder(stream, header, called) as image:
            # An eighth of the size: every byte is still read, an eighth of the work is done.
            image.draft(None, (1, 1))
            image.load()
    return _photo(header, exif)


def thumbnail(source: bytes | Path, edge: int = 320, name: str = "") -> bytes:
    """An upright JPEG whose longer edge is at most `edge` pixels (16 to 4096), without metadata. Errors as inspect."""
    return inspect_and_shrink(source, edge, name)[1]


def inspect_and_shrink(source: bytes | Path, edge: int = 320, name: str = "") -> tuple[Photo, bytes]:
    """`inspect` and `thumbnail` for the price of one: the photo is decoded once."""
    with _opened(source, name) as (stream, called):
        header, exif = _read(stream, called)
        with _decoder(stream, header, called) as image:
            return _photo(header, exif), _shrunk(image, exif.orientation, min(max(edge, 16), 4096))


def upright(source: bytes | Path, edge: int | None = None, name: str = "") -> Image.Image:
    """The decoded picture as a person sees it, RGB, nothing but pixels: whole, or with the longer edge at most `edge` pixels.

    Errors as inspect.
    """
    from PIL import Image

    with _opened(source, name) as (stream, called):
        header, exif = _read(stream, called)
        with _decoder(stream, header, called) as image:
            if edge is not None:
                image.draft("RGB", (edge, edge))
            image.load()
            picture = _on_white(image)
            if edge is not None:
                picture.thumbnail((edge, edge), Image.Resampling.BICUBIC)
            if exif.orientation in _TURNS:
                picture = picture.transpose(Image.Transpose[_TURNS[exif.orientation]])
            # A canvas of its own: nothing the decoder remembers of the file comes along.
            clean = Image.new("RGB", picture.size)
            clean.paste(picture)
            return clean


def _shrunk(image: Image.Image, orientation: int, edge: int) -> bytes:
    from PIL import Image

    image.draft("RGB", (edge, edge))
    image.load()
    # Palettes, bits and sixteen bits cannot be averaged as they are.
    small = image if image.mode in ("L", "RGB", "RGBA", "CMYK") else _on_white(image)
    small.thumbnail((edge, edge), Image.Resampling.HAMMING)
    small = _on_white(small)
    if orientation in _TURNS:
        small = small.transpose(Image.Transpose[_TURNS[orientation]])
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return out.getvalue()


def _photo(header: Header, exif: Exif) -> Photo:
    turned = exif.orientation >= 5
    return Photo(
        media_type=header.media_type,
        width=header.height if turned else header.width,
        height=header.width if turned else header.height,
        taken_at=exif.taken_at,
        device=exif.device,
        orientation=exif.orientation,
        gps=exif.gps,
        gps_invalid=exif.gps_invalid,
    )


@contextmanager
def _opened(source: bytes | Path, name: str) -> Iterator[tuple[BinaryIO, str]]:
    called = name or (source.name if isinstance(source, Path) else _("图片"))
    if isinstance(source, bytes):
        yield io.BytesIO(source), called
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise unreadable(called, error) from None
    with stream:
        yield stream, called


def _read(stream: BinaryIO, name: str) -> tuple[Header, Exif]:
    header = read_header(stream, name)
    try:
        exif = read_exif(header.exif)
    except AbsurdExif:
        raise absurd_exif(name) from None
    # A HEIC picture is turned by its container, and what its EXIF says of it is to be left alone (ISO/IEC 23008-12).
    return header, replace(exif, orientation=1) if header.media_type == "image/heic" else exif


@contextmanager
def _decoder(stream: BinaryIO, header: Header, name: str) -> Iterator[Image.Image]:
    """The picture, not yet decoded; whatever the decoder raises or warns of becomes one refusal."""
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)(\.|$)")
            # Opened by its class, not by guessing: other formats are never tried.
            with _DECODERS[header.media_type]()(stream) as image:
                if image.size != (header.width, header.height) or image.width * image.height > PIXEL_LIMIT:
                    raise broken(name)
                yield image
    except _FAULTS:
        raise broken(name) from None


def _jpeg() -> type[ImageFile]:
    from PIL.JpegImagePlugin import JpegImageFile

    class Jpeg(JpegImageFile):
        def _read_dpi_from_exif(self) -> None:
            """Resolution is not needed; the library's EXIF reader is not bounded as ours is."""

    return Jpeg


def _png() -> type[ImageFile]:
    from PIL.PngImagePlugin import PngImageFile

    return PngImageFile


def _webp() -> type[ImageFile]:
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile


def _heic() -> type[ImageFile]:
    from pi_heif import HeifImageFile

    return HeifImageFile  # type: ignore[no-any-return]


_DECODERS = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp, "image/heic": _heic}


def _on_white(image: Image.Image) -> Image.Image:
    """Any mode as RGB; what is transparent shows white, sixteen bits are brought down to eight."""
    from PIL import Image

    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        picture = image.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture)
        return ground.convert("RGB")
    return image.convert("RGB")
