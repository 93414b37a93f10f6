"""Photos for the sample audits, drawn and not taken: JPEG of 1600 by 1200 with EXIF; the same words give the same bytes."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from desktop.actions import demo_places, demo_scenes, demo_things

if TYPE_CHECKING:
    from PIL import Image

SceneName = Literal["form", "screen", "chat", "board", "counter", "van", "shelf", "bench"]
_SCENES: dict[SceneName, Callable[[str, Sequence[str], random.Random], Image.Image]] = {
    "form": demo_things.form,
    "screen": demo_things.screen,
    "chat": demo_things.chat,
    "board": demo_places.board,
    "counter": demo_places.counter,
    "van": demo_places.van,
    "shelf": demo_places.shelf,
    "bench": demo_places.bench,
}
SIZE = (demo_scenes.WIDTH, demo_scenes.HEIGHT)
_OFFSET = "+08:00"
_ORIENTATION, _MAKE, _MODEL, _SOFTWARE, _EXIF = 0x0112, 0x010F, 0x0110, 0x0131, 0x8769
_TAKEN, _DIGITIZED, _TAKEN_OFFSET = 0x9003, 0x9004, 0x9011

Words = Annotated[str, Meta(min_length=1, max_length=40)]


class Shot(Struct, frozen=True, forbid_unknown_fields=True):
    """What to draw. `taken_at` is local time, 2026-11-18T09:42:10; `lines` are the words that can be read in the picture."""

    scene: SceneName
    title: Words
    taken_at: str
    device: tuple[str, str]  # make, model
    lines: tuple[Words, ...] = ()


def photograph(shot: Shot, seed: str) -> bytes:
    """The photo of a shot. Another seed gives another desk, light and hand; the same seed the same bytes."""
    chance = random.Random(f"{seed}/{shot.scene}/{shot.title}/{shot.taken_at}")
    picture = _developed(_SCENES[shot.scene](shot.title, shot.lines, chance), chance)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84, exif=_exif(shot))
    return out.getvalue()


def _developed(picture: Image.Image, chance: random.Random) -> Image.Image:
    """As a hand and a small lens would have it: a little askew, darker towards the corners, with grain."""
    from PIL import Image, ImageChops, ImageEnhance

    width, height = SIZE
    askew = picture.rotate(chance.uniform(-1.2, 1.2), Image.Resampling.BICUBIC)
    edge = chance.randint(24, 46)
    picture = askew.resize(SIZE, Image.Resampling.BILINEAR, (edge, edge, width - edge, height - edge))
    light = Image.radial_gradient("L").resize(SIZE, Image.Resampling.BILINEAR)
    shade = light.point([255 - int(max(0, value - 110) * 0.55) for value in range(256)])
    picture = ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, shade)))
    picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.94, 1.05))
    return ImageChops.add(picture, _grain(chance), 1, -8)


def _grain(chance: random.Random) -> Image.Image:
    """Grey grain from 0 to 16, laid out of one small tile so that it costs little."""
    from PIL import Image

    tile = Image.frombytes("L", (160, 120), chance.randbytes(160 * 120)).point([value // 16 for value in range(256)])
    grain = Image.new("L", SIZE)
    for left in range(0, SIZE[0], 160):
        for top in range(0, SIZE[1], 120):
            turned = tile.transpose(chance.choice((Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM)))
            grain.paste(turned, (left, top))
    return Image.merge("RGB", (grain, grain, grain))


def _exif(shot: Shot) -> Image.Exif:
    from PIL import Image

    exif = Image.Exif()
    make, model = shot.device
    day, time = shot.taken_at.split("T")
    exif[_ORIENTATION] = 1
    exif[_MAKE] = make
    exif[_MODEL] = model
    # Whoever meets one of these pictures elsewhere shall see that no camera took it.
    exif[_SOFTWARE] = "fieldaudit sample"
    taken = exif.get_ifd(_EXIF)
    taken[_TAKEN] = taken[_DIGITIZED] = f"{day.replace('-', ':')} {time}"
    taken[_TAKEN_OFFSET] = _OFFSET
    return exif
