"""Pictures at their printed size: upright, scaled down once, fetched when their page is drawn."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from desktop.base.words import _
from desktop.report import model
from desktop.report.pen import Pen
from desktop.report.strips import Strip
from desktop.report.styles import LEFT, LINE2, MM, SUNKEN, WIDTH, styles

# The original bytes of a picture by its SHA-256; None when this machine does not have them.
Fetch = Callable[[str], bytes | None]

_GAP = 6 * MM
BOX_WIDTH = (WIDTH - _GAP) / 2
BOX_HEIGHT = BOX_WIDTH * 0.72
_DOTS_PER_INCH = 200
_LARGEST_PIXELS = 120_000_000
_CAPTION_LINES = 6
_ORIENTATION = 0x0112


def printed(data: bytes, width: float, height: float) -> tuple[bytes, int, int] | None:
    """A picture as JPEG for a box of `width` by `height` points, with its pixels; None if it cannot be read."""
    import warnings
    from io import BytesIO

    from PIL import Image, ImageOps

    box = (max(1, round(width / 72 * _DOTS_PER_INCH)), max(1, round(height / 72 * _DOTS_PER_INCH)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > _LARGEST_PIXELS:
                    return None
                turned = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
                # The decoder leaves out what will not be printed; turning the little that is left costs nothing.
                image.thumbnail(box[::-1] if turned else box, Image.Resampling.BILINEAR, reducing_gap=1.0)
                upright = ImageOps.exif_transpose(image)
                if upright.mode in ("RGBA", "LA", "P", "PA"):
                    clear = upright.convert("RGBA")
                    upright = Image.new("RGB", clear.size, "white")
                    upright.paste(clear, mask=clear.getchannel("A"))
                plain = upright.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = BytesIO()
    plain.save(out, "JPEG", quality=80, optimize=False)
    return out.getvalue(), plain.width, plain.height


class KeptPictures:
    """Pictures at their printed size, for a report that is made again after each edit; told apart by the bytes they were made from.

    At most `most` bytes; the one used longest ago goes first. Used by one report at a time.
    """

    def __init__(self, most: int = 32 * 1024 * 1024) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[bytes, tuple[bytes, int, int]] = OrderedDict()

    def over(self, fetch: Fetch) -> KeptFetch:
        """A way to the originals whose pictures are remembered here."""
        return KeptFetch(self, fetch)

    def printed(self, data: bytes) -> tuple[bytes, int, int] | None:
        """As `printed` for a picture of the report, made once."""
        key = hashlib.sha256(data).digest()
        made = self._kept.get(key)
        if made is not None:
            self._kept.move_to_end(key)
            return made
        made = printed(data, BOX_WIDTH, BOX_HEIGHT)
        if made is not None:
            self._kept[key] = made
            self._size += len(made[0])
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1][0])
        return made


class KeptFetch:
    """A way to the originals with a memory of their pictures."""

    def __init__(self, kept: KeptPictures, fetch: Fetch) -> None:
        self.kept = kept
        self._fetch = fetch

    def __call__(self, sha256: str) -> bytes | None:
        return self._fetch(sha256)


def photo_strips(block: model.Photos, fetch: Fetch) -> Iterator[Strip]:
    """Rows of two pictures with what is said of them."""
    for at in range(0, len(block.photos), 2):
        yield _pair(block.photos[at : at + 2], fetch)


def _pair(photos: Sequence[model.Photo], fetch: Fetch) -> Strip:
    caption, fact = styles()["caption"], styles()["fact"]
    written = []
    for photo in photos:
        lines = [(line, caption) for line in caption.lines(f"{photo.number}  {photo.caption}".strip(), BOX_WIDTH)[:_CAPTION_LINES]]
        lines += [(line, fact) for text in photo.facts for line in fact.lines(text, BOX_WIDTH)[:_CAPTION_LINES]]
        written.append(lines)
    height = BOX_HEIGHT + 4 + max(sum(style.leading for _line, style in lines) for lines in written) + 8

    def draw(pen: Pen, y: float) -> None:
        for at, (photo, lines) in enumerate(zip(photos, written, strict=True)):
            x = LEFT + at * (BOX_WIDTH + _GAP)
            _picture(pen, photo, fetch, x, y)
            below = y + BOX_HEIGHT + 4
            for line, style in lines:
                pen.line(line, x, below + style.baseline, style)
                below += style.leading

    return Strip(height, draw, above=4)


def _picture(pen: Pen, photo: model.Photo, fetch: Fetch, x: float, y: float) -> None:
    pen.box(x, y, BOX_WIDTH, BOX_HEIGHT, SUNKEN)
    data = fetch(photo.sha256)
    made = None
    if data is not None:
        made = fetch.kept.printed(data) if isinstance(fetch, KeptFetch) else printed(data, BOX_WIDTH, BOX_HEIGHT)
    middle = partial(pen.plain, x=x + BOX_WIDTH / 2, y=y + BOX_HEIGHT / 2, style=styles()["quiet"], align="center")
    if made is None:
        pen.rule(x, y + BOX_HEIGHT, BOX_WIDTH, LINE2)
        middle(_("原件不在本机") if data is None else _("图片无法读取"))
        return
    jpeg, pixels_wide, pixels_high = made
    scale = min(BOX_WIDTH / pixels_wide, BOX_HEIGHT / pixels_high)
    width, height = pixels_wide * scale, pixels_high * scale
    pen.jpeg(photo.sha256, jpeg, x + (BOX_WIDTH - width) / 2, y + (BOX_HEIGHT - height) / 2, width, height)
