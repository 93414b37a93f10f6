"""Things seen from near for the sample photos: a filled-in form on a desk, a screen with a list, a chat on a phone."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.actions.demo_scenes import HEIGHT, INK, PEN, WHITE, WIDTH, Colour, Scene, shaded

if TYPE_CHECKING:
    from PIL import Image

_WOODS: tuple[Colour, ...] = ((104, 78, 58), (128, 100, 74), (84, 70, 62), (66, 76, 92), (142, 132, 120))
_STAMP: Colour = (196, 52, 48)
_GREY: Colour = (168, 172, 178)


def _desk(title: str, lines: Sequence[str], chance: random.Random) -> Scene:
    wood = chance.choice(_WOODS)
    scene = Scene((WIDTH, HEIGHT), wood, title, lines, chance)
    scene.fade((0, 0, WIDTH, HEIGHT), shaded(wood, 1.12), shaded(wood, 0.82))
    for _ in range(46):
        y, shift = chance.uniform(0, HEIGHT), chance.uniform(-22, 22)
        scene.draw.line(
            [(0, y), (500, y + shift), (1100, y - shift / 2), (WIDTH, y + shift / 3)], shaded(wood, chance.uniform(0.84, 1.1)), 2
        )
    for y in (chance.randint(180, 420), chance.randint(720, 1020)):
        scene.draw.line([(0, y), (WIDTH, y + chance.randint(-8, 8))], shaded(wood, 0.6), 5)
    return scene


def form(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A form on a desk: its heading and first rows can be read, the rest is handwriting; stamped."""
    scene = _desk(title, lines, chance)
    paper = Scene((1000, 1300), shaded((246, 244, 236), chance.uniform(0.97, 1.02)), title, lines, chance)
    paper.write((500, 90), title, 52, bold=True, anchor="mm")
    paper.write((930, 150), f"编号 {chance.randint(1000, 9999)}", 26, _GREY, anchor="rm")
    top, row, left, right = 190, 72, 70, 930
    columns = (left, left + 190, left + 520, left + 690, right)
    rows = 13
    for line in range(rows + 1):
        paper.draw.line([(left, top + line * row), (right, top + line * row)], INK, 2)
    wide = len(lines)
    for column in columns:
        start = top if column in (left, columns[1], right) else top + wide * row
        paper.draw.line([(column, start), (column, top + rows * row)], INK, 2)
    for place in range(rows):
        middle = top + place * row + row // 2
        if place < wide:
            name, _colon, value = lines[place].partition("：")
            paper.write((left + 18, middle), name, 27, anchor="lm")
            paper.write((columns[1] + 20, middle + chance.randint(-4, 4)), value, 31, PEN, anchor="lm")
            continue
        for column, following in itertools.pairwise(columns):
            length = chance.uniform(0.4, 0.9) * (following - column - 40)
            if column in (left, columns[2]):
                paper.draw.rectangle((column + 20, middle - 9, column + 20 + length, middle + 9), shaded(_GREY, 0.8))
            elif chance.random() < 0.85:
                paper.scribble(column + 20, column + 20 + length, middle)
    _stamp(paper, (chance.randint(690, 800), chance.randint(1060, 1150)))
    angle = chance.uniform(-9, 9)
    scene.paste_tilted(paper.image, (WIDTH // 2 + chance.randint(-90, 90), 640), angle)
    if chance.random() < 0.7:
        _pen(scene)
    return scene.image


def _stamp(paper: Scene, at: tuple[int, int]) -> None:
    x, y = at
    for inset in range(6):
        paper.draw.ellipse((x - 106 + inset, y - 106 + inset, x + 106 - inset, y + 106 - inset), outline=_STAMP)
    points = [
        (x + radius * math.sin(step * math.pi / 5), y - radius * math.cos(step * math.pi / 5))
        for step, radius in zip(range(10), (34, 14) * 5, strict=True)
    ]
    paper.draw.polygon(points, _STAMP)
    paper.write((x, y + 66), "服务专用章", 24, _STAMP, bold=True, anchor="mm")


def _pen(scene: Scene) -> None:
    from PIL import Image, ImageDraw

    stick = Image.new("RGBA", (430, 30))
    draw = ImageDraw.Draw(stick)
    draw.rounded_rectangle((0, 4, 360, 26), 11, scene.chance.choice(((30, 34, 40), (34, 74, 140), (140, 40, 44))))
    draw.polygon([(360, 5), (360, 25), (425, 15)], (200, 200, 204))
    scene.paste_tilted(stick, (scene.chance.randint(1280, 1420), scene.chance.randint(260, 900)), scene.chance.uniform(40, 130))


def screen(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A monitor with a list of orders; the rows of `lines` can be read, the first is marked red."""
    scene = Scene((WIDTH, HEIGHT), (46, 48, 54), title, lines, chance)
    scene.fade((0, 0, WIDTH, 900), shaded((96, 92, 88), chance.uniform(0.6, 1)), (52, 52, 56))
    scene.fade((0, 900, WIDTH, HEIGHT), (74, 66, 58), (48, 42, 38))
    panel = Scene((1320, 860), (236, 240, 245), title, lines, chance)
    bar = chance.choice(((38, 84, 150), (30, 108, 104), (84, 66, 140)))
    panel.draw.rectangle((0, 0, 1320, 78), bar)
    panel.write((32, 39), title, 36, WHITE, bold=True, anchor="lm")
    panel.draw.rounded_rectangle((1030, 18, 1290, 60), 8, shaded(bar, 1.5))
    panel.draw.rectangle((24, 100, 1296, 836), WHITE)
    for column in range(5):
        panel.draw.rectangle((60 + column * 240, 120, 60 + column * 240 + 110, 138), _GREY)
    for row in range(11):
        y = 190 + row * 58
        panel.draw.line([(24, y - 29), (1296, y - 29)], (222, 226, 232), 2)
        if row < len(lines):
            colour = _STAMP if row == 0 else INK
            panel.write((60, y), lines[row], 31, colour, anchor="lm")
            panel.draw.ellipse((1230, y - 10, 1250, y + 10), colour if row == 0 else (60, 150, 90))
            continue
        for column in range(5):
            length = chance.randint(70, 190)
            panel.draw.rectangle((60 + column * 240, y - 8, 60 + column * 240 + length, y + 8), (92, 98, 108) if column else (64, 96, 160))
    framed = Scene((1380, 940), (20, 21, 24), title, lines, chance)
    framed.image.paste(panel.image, (30, 28))
    scene.draw.polygon([(700, 1010), (900, 1010), (940, 1140), (660, 1140)], (30, 31, 34))
    scene.paste_tilted(framed.image, (800 + chance.randint(-40, 40), 545), chance.uniform(-2.5, 2.5))
    return scene.image


def chat(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A phone with a conversation: lines that begin with > are the customer's."""
    scene = _desk(title, lines, chance)
    phone = Scene((620, 1180), (18, 19, 22), title, lines, chance)
    phone.draw.rounded_rectangle((18, 18, 602, 1162), 40, (237, 239, 242))
    phone.draw.rectangle((18, 60, 602, 138), WHITE)
    phone.write((310, 99), title, 34, bold=True, anchor="mm")
    room = sum(106 + 46 * ((len(line.removeprefix(">")) - 1) // 13) for line in lines)
    y = 170
    while y + 100 + room < 1060:
        # What was said before is too old to read.
        mine, width = chance.random() < 0.5, chance.randint(180, 400)
        left = 580 - width if mine else 104
        phone.draw.rounded_rectangle((left, y, left + width, y + 70), 18, (150, 208, 160) if mine else WHITE)
        phone.draw.rectangle((left + 24, y + 30, left + width - 24, y + 40), _GREY)
        y += 100
    for line in lines:
        mine = line.startswith(">")
        words = line.removeprefix(">")
        parts = [words[start : start + 13] for start in range(0, len(words), 13)]
        width, height = max(len(part) for part in parts) * 31 + 44, 46 * len(parts) + 30
        left = 580 - width if mine else 104
        phone.draw.rounded_rectangle((left, y, left + width, y + height), 18, (150, 208, 160) if mine else WHITE)
        if not mine:
            phone.draw.ellipse((36, y, 92, y + 56), (58, 112, 178))
        for place, part in enumerate(parts):
            phone.write((left + 22, y + 15 + place * 46), part, 30)
        y += height + 30
    phone.draw.rectangle((18, 1080, 602, 1122), WHITE)
    phone.draw.rounded_rectangle((40, 1084, 460, 1118), 14, (228, 230, 234))
    scene.paste_tilted(_cut_round(phone.image), (WIDTH // 2 + chance.randint(-160, 160), 610), chance.uniform(-6, 6))
    return scene.image


def _cut_round(picture: Image.Image) -> Image.Image:
    from PIL import Image, ImageDraw

    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), 64, 255)
    cut = picture.convert("RGBA")
    cut.putalpha(mask)
    return cut
