"""Places for the sample photos: a notice board on a wall, a service counter, a van in the street, shelves of parts, a repair bench."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.actions.demo_scenes import HEIGHT, INK, WHITE, WIDTH, Colour, Scene, pale, shaded

if TYPE_CHECKING:
    from PIL import Image

_HOUSE: tuple[Colour, ...] = ((44, 88, 152), (40, 118, 108), (150, 66, 60), (96, 80, 150))
_WALLS: tuple[Colour, ...] = ((222, 218, 208), (206, 214, 220), (226, 222, 216), (212, 208, 196))
_BOXES: tuple[Colour, ...] = ((186, 142, 96), (206, 168, 120), (150, 112, 78), (96, 124, 156), (190, 92, 74), (214, 214, 208))


def board(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A notice on a wall whose lines can be read."""
    wall = chance.choice(_WALLS)
    scene = Scene((WIDTH, HEIGHT), wall, title, lines, chance)
    scene.fade((0, 0, WIDTH, HEIGHT), shaded(wall, 1.05), shaded(wall, 0.86))
    scene.fade((0, 1090, WIDTH, HEIGHT), (150, 142, 130), (116, 108, 98))
    colour = chance.choice(_HOUSE)
    sheet = Scene((1120, 900), WHITE, title, lines, chance)
    sheet.draw.rectangle((0, 0, 1119, 899), outline=(150, 154, 160), width=14)
    sheet.draw.rectangle((14, 14, 1106, 150), colour)
    sheet.write((560, 82), title, 60, WHITE, bold=True, anchor="mm")
    for place, line in enumerate(lines):
        y = 210 + place * 74
        sheet.draw.ellipse((60, y + 14, 78, y + 32), colour)
        sheet.write((104, y), line, 37)
    for y in range(210 + len(lines) * 74 + 20, 830, 54):
        sheet.draw.rectangle((104, y, 104 + chance.randint(420, 860), y + 14), (176, 180, 186))
    scene.paste_tilted(sheet.image, (800 + chance.randint(-60, 60), 560), chance.uniform(-1.5, 1.5))
    if chance.random() < 0.6:
        _plant(scene, chance.choice((90, 1500)))
    return scene.image


def _plant(scene: Scene, x: int) -> None:
    for _ in range(26):
        tip = (x + scene.chance.randint(-150, 150), scene.chance.randint(640, 960))
        scene.draw.line([(x, 1030), tip], shaded((62, 120, 70), scene.chance.uniform(0.7, 1.2)), 12)
    scene.draw.polygon([(x - 70, 1010), (x + 70, 1010), (x + 50, 1190), (x - 50, 1190)], (164, 104, 76))


def counter(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A service counter with its sign, notices, screens and one person behind it."""
    wall, colour = chance.choice(_WALLS), chance.choice(_HOUSE)
    scene = Scene((WIDTH, HEIGHT), wall, title, lines, chance)
    scene.fade((0, 0, WIDTH, 800), shaded(wall, 1.04), shaded(wall, 0.9))
    scene.fade((0, 1080, WIDTH, HEIGHT), (140, 136, 130), (108, 104, 100))
    scene.draw.rounded_rectangle((260, 70, 1340, 210), 10, colour)
    scene.write((800, 140), title, 66, WHITE, bold=True, anchor="mm")
    for place in range(5):
        left = 150 + place * 270 + chance.randint(-12, 12)
        scene.draw.rectangle((left, 280, left + 200, 540), pale(chance.choice(_HOUSE)), outline=(130, 134, 140), width=4)
        if place < len(lines):
            scene.write((left + 100, 318), lines[place], 28, INK, bold=True, anchor="mm")
        for y in range(356, 520, 26):
            scene.draw.line([(left + 22, y), (left + chance.randint(90, 178), y)], (112, 116, 122), 6)
    _person(scene, chance.randint(880, 1160), chance.choice(_HOUSE))
    for left in (chance.randint(240, 330), chance.randint(540, 640)):
        scene.draw.rectangle((left + 100, 760, left + 124, 850), (60, 62, 66))
        scene.draw.rounded_rectangle((left, 600, left + 224, 772), 8, (28, 30, 34))
        scene.draw.rectangle((left + 10, 610, left + 214, 762), shaded((96, 140, 190), chance.uniform(0.8, 1.2)))
    wood = chance.choice(((176, 136, 92), (150, 116, 84), (196, 164, 122)))
    scene.draw.polygon([(60, 850), (1540, 850), (1590, 930), (10, 930)], shaded(wood, 1.15))
    scene.fade((40, 930, 1560, 1130), wood, shaded(wood, 0.72))
    scene.draw.rounded_rectangle((1240, 800, 1320, 866), 6, WHITE)
    return scene.image


def _person(scene: Scene, x: int, shirt: Colour) -> None:
    scene.draw.rounded_rectangle((x - 120, 640, x + 120, 900), 70, shirt)
    scene.draw.rectangle((x - 26, 590, x + 26, 660), (216, 176, 148))
    scene.draw.ellipse((x - 66, 480, x + 66, 626), (226, 188, 158))
    scene.draw.pieslice((x - 74, 462, x + 74, 612), 180, 360, (34, 30, 30))
    scene.draw.rounded_rectangle((x + 34, 700, x + 88, 730), 4, WHITE)


def van(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A service van in a street; the first line stands on its number plate."""
    scene = Scene((WIDTH, HEIGHT), (170, 192, 212), title, lines, chance)
    scene.fade((0, 0, WIDTH, 720), shaded((150, 184, 216), chance.uniform(0.92, 1.08)), (214, 224, 230))
    x = -40
    while x < WIDTH:
        width, top = chance.randint(150, 280), chance.randint(120, 420)
        house = shaded((150, 152, 158), chance.uniform(0.75, 1.15))
        scene.draw.rectangle((x, top, x + width, 760), house)
        for wx in range(x + 20, x + width - 36, 52):
            for wy in range(top + 28, 700, 70):
                scene.draw.rectangle((wx, wy, wx + 30, wy + 40), shaded(house, 0.7 if chance.random() < 0.7 else 1.3))
        x += width + chance.randint(0, 30)
    scene.fade((0, 740, WIDTH, 830), (188, 186, 180), (164, 162, 158))
    scene.fade((0, 830, WIDTH, HEIGHT), (104, 106, 110), (82, 84, 88))
    for x in range(-60 + chance.randint(0, 120), WIDTH, 320):
        scene.draw.polygon([(x, 1110), (x + 170, 1110), (x + 150, 1128), (x - 20, 1128)], (214, 212, 200))
    _van(scene, chance.randint(250, 420), chance.choice(_HOUSE))
    return scene.image


def _van(scene: Scene, x: int, stripe: Colour) -> None:
    draw = scene.draw
    draw.ellipse((x - 20, 940, x + 900, 1010), (58, 60, 64))
    draw.rounded_rectangle((x, 440, x + 640, 930), 40, WHITE)
    draw.polygon([(x + 600, 470), (x + 730, 490), (x + 840, 660), (x + 880, 700), (x + 880, 930), (x + 600, 930)], WHITE)
    draw.polygon([(x + 660, 520), (x + 720, 530), (x + 800, 660), (x + 660, 660)], (92, 116, 136))
    draw.rectangle((x, 740, x + 880, 800), stripe)
    draw.line([(x + 640, 500), (x + 640, 920)], (196, 198, 200), 5)
    scene.write((x + 310, 600), scene.title, 84, stripe, bold=True, anchor="mm")
    draw.rectangle((x + 850, 820, x + 884, 860), (246, 222, 150))
    for wheel in (x + 160, x + 720):
        draw.ellipse((wheel - 88, 850, wheel + 88, 1026), (30, 31, 34))
        draw.ellipse((wheel - 46, 892, wheel + 46, 984), (176, 180, 184))
    if scene.lines:
        draw.rounded_rectangle((x + 330, 850, x + 590, 906), 6, (34, 84, 170))
        scene.write((x + 460, 877), scene.lines[0], 38, WHITE, bold=True, anchor="mm")


def shelf(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """Shelves of spare parts with labels; `lines` stand on the labels."""
    scene = Scene((WIDTH, HEIGHT), (120, 124, 130), title, lines, chance)
    scene.fade((0, 0, WIDTH, HEIGHT), (146, 148, 152), (92, 94, 98))
    left, steel = 60, (72, 84, 104)
    for level in range(4):
        floor = 330 + level * 265
        x = left + 30
        while x < 1500:
            width, height = chance.randint(70, 170), chance.randint(80, 200)
            box = shaded(chance.choice(_BOXES), chance.uniform(0.8, 1.1))
            if chance.random() < 0.9:
                scene.draw.rectangle((x, floor - height, x + width, floor), box, outline=shaded(box, 0.7), width=3)
                scene.draw.rectangle((x + width * 0.25, floor - height * 0.6, x + width * 0.75, floor - height * 0.35), (238, 238, 232))
            x += width + chance.randint(4, 18)
        scene.draw.rectangle((left, floor, 1540, floor + 30), steel)
        for place in range(3):
            words = lines[(level * 3 + place) % len(lines)] if lines else f"{chr(65 + level)}-{place + 1:02d}"
            at = 330 + place * 470
            scene.draw.rectangle((at - 130, floor - 3, at + 130, floor + 40), (250, 244, 206))
            scene.write((at, floor + 18), words, 27, anchor="mm")
    for post in (left, 560, 1050, 1520):
        scene.draw.rectangle((post, 40, post + 22, HEIGHT), shaded(steel, 0.85))
    scene.draw.rounded_rectangle((560, 34, 1040, 116), 8, WHITE)
    scene.write((800, 75), title, 46, bold=True, anchor="mm")
    return scene.image


def bench(title: str, lines: Sequence[str], chance: random.Random) -> Image.Image:
    """A repair bench under a wall of tools, an appliance open on it; a tag carries the title, papers the lines."""
    scene = Scene((WIDTH, HEIGHT), (96, 102, 110), title, lines, chance)
    scene.fade((0, 0, WIDTH, 720), shaded((104, 112, 122), chance.uniform(0.85, 1.15)), (82, 88, 96))
    for x in range(40, WIDTH, 40):
        for y in range(40, 640, 40):
            scene.draw.ellipse((x - 3, y - 3, x + 3, y + 3), (64, 68, 74))
    for x in range(110, 1540, 116):
        grip = chance.choice(((202, 62, 54), (40, 96, 178), (232, 178, 48), (54, 58, 62)))
        length = chance.randint(150, 300)
        scene.draw.rounded_rectangle((x - 8, 110, x + 8, 110 + length), 7, (188, 192, 196))
        scene.draw.rounded_rectangle((x - 17, 110 + length // 2, x + 17, 120 + length), 12, grip)
    scene.fade((0, 720, WIDTH, HEIGHT), (178, 140, 98), (134, 102, 70))
    left = chance.randint(330, 560)
    scene.draw.rounded_rectangle((left, 480, left + 520, 900), 24, (226, 228, 228), outline=(170, 172, 174), width=5)
    scene.draw.rounded_rectangle((left + 50, 540, left + 330, 780), 14, (46, 50, 56))
    for place in range(6):
        wire = chance.choice(((200, 80, 60), (80, 150, 90), (220, 190, 80)))
        scene.draw.line([(left + 80 + place * 40, 560), (left + 60 + place * 44, 770)], wire, 7)
    scene.draw.ellipse((left + 380, 590, left + 460, 670), (120, 124, 130))
    scene.draw.ellipse((1130, 820, 1400, 950), (192, 196, 200), outline=(140, 144, 148), width=6)
    scene.draw.ellipse((1205, 855, 1325, 915), (110, 114, 120))
    tag = Scene((430, 250), (250, 246, 222), title, lines, chance)
    tag.write((215, 46), title, 38, bold=True, anchor="mm")
    for place, line in enumerate(lines[:3]):
        tag.write((26, 86 + place * 50), line, 30)
    scene.paste_tilted(tag.image, (chance.randint(240, 300), 1010), chance.uniform(-8, 8))
    return scene.image
