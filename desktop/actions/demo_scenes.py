"""What the sample photos are drawn with: a scene with words, handwriting, sheets that lie askew, colours and the house's typeface."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from desktop.base import paths

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
INK: Colour = (34, 38, 46)
PEN: Colour = (38, 58, 132)
WHITE: Colour = (250, 250, 247)
WIDTH, HEIGHT = 1600, 1200


class Scene:
    """A picture being drawn, with its words and its chance."""

    def __init__(self, size: tuple[int, int], ground: Colour, title: str, lines: Sequence[str], chance: random.Random) -> None:
        from PIL import Image, ImageDraw

        self.image: Image.Image = Image.new("RGB", size, ground)
        self.draw: ImageDraw.ImageDraw = ImageDraw.Draw(self.image)
        self.title, self.lines, self.chance = title, lines, chance

    def write(
        self, at: tuple[float, float], words: str, size: int, colour: Colour = INK, *, bold: bool = False, anchor: str = "la"
    ) -> None:
        self.draw.text(at, words, font=font(size, bold), fill=colour, anchor=anchor)

    def fade(self, box: tuple[int, int, int, int], top: Colour, bottom: Colour) -> None:
        """A rectangle that goes from one colour to another."""
        from PIL import Image

        left, upper, right, lower = box
        mask = Image.linear_gradient("L").resize((right - left, lower - upper))
        self.image.paste(top, box)
        self.image.paste(bottom, box, mask)

    def scribble(self, left: float, right: float, y: float, colour: Colour = PEN) -> None:
        """A line of handwriting that nobody can read."""
        points, x = [], left
        while x < right:
            points.append((x, y + self.chance.uniform(-9, 9)))
            x += self.chance.uniform(5, 13)
        if len(points) > 1:
            self.draw.line(points, fill=colour, width=3, joint="curve")

    def paste_tilted(self, sheet: Image.Image, at: tuple[int, int], angle: float) -> None:
        """A sheet of paper or a device, turned, with its shadow; `at` is its middle."""
        from PIL import Image, ImageFilter

        turned = sheet.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
        left, top = at[0] - turned.width // 2, at[1] - turned.height // 2
        shadow = (
            turned.getchannel("A").reduce(4).filter(ImageFilter.GaussianBlur(5)).resize(turned.size).point([v // 2 for v in range(256)])
        )
        self.image.paste((12, 10, 8), (left + 14, top + 20), shadow)
        self.image.paste(turned, (left, top), turned)


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The house's own typeface."""
    from PIL import ImageFont

    return ImageFont.truetype(str(paths.resources() / "fonts" / f"NotoSansSC-{'Bold' if bold else 'Regular'}.ttf"), size)


def shaded(colour: Colour, by: float) -> Colour:
    """The colour made lighter (`by` above 1) or darker."""
    red, green, blue = (min(255, max(0, round(part * by))) for part in colour)
    return red, green, blue


def pale(colour: Colour) -> Colour:
    """The colour as on coloured paper."""
    red, green, blue = (round(part * 0.35 + 165) for part in colour)
    return red, green, blue
