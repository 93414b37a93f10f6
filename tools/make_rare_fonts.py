"""Makes resources/fonts/rare: faces for what Noto Sans SC as we keep it lacks, rare hanzi (BabelStone Han) and emoji (Noto Emoji).

Run by `make fonts` after `make_fonts.py`; needs npm and, for the hanzi, a Debian or Ubuntu with apt. The result is committed. The hanzi
come in several files of neighbouring code points, named by their first, so that only the part that holds a wanted sign is unpacked.
"""

from __future__ import annotations

import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HAN_PACKAGE = "fonts-babelstone-han=15.0.5-2"
EMOJI_PACKAGE = "@expo-google-fonts/noto-emoji@0.4.7"
HAN_FILE = "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"
FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
TARGET = FONTS / "rare"
CHANGED = "2026-11-23"

# Radicals, the basic block with Extension A, compatibility ideographs, and both planes of ideographs. Only these: the font's symbols have
# another licence.
HAN = ((0x2E80, 0x2FDF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
PER_FILE = 3800
# Signs without a shape: joiners, variation selectors (of emoji and of hanzi), tags, and the colours of skin, which black ink cannot show.
# They take no room and stay in the text.
BLANK = (
    (0x200B, 0x200D),
    (0x2060, 0x2060),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0x1F3FB, 0x1F3FF),
    (0xE0020, 0xE007F),
    (0xE0100, 0xE01EF),
)
# Noto Emoji's signs are 1.27 em wide and hang low; here they are one em wide and stand as high as hanzi.
EMOJI_UNITS, EMOJI_LIFT = 2600, 220


def present() -> set[int]:
    """Code points that the typeface itself has."""
    with TTFont(FONTS / "NotoSansSC-Regular.ttf", lazy=True) as font:
        return set(font.getBestCmap())


def cut(font: TTFont, points: set[int]) -> None:
    """Keeps only the outlines of these code points."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "BASE", "STAT", "GDEF", "GPOS", "GSUB", "gasp", "meta"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    font["post"].formatType = 3.0


def rename(font: TTFont, family: str, notice: str, licence: str) -> None:
    """The names by which the file is found, and what was changed: the Arphic licence wants that said inside."""
    names = font["name"]
    script = family.replace(" ", "")
    kept = {number: names.getDebugName(number) for number in (0, 5, 14)}
    new = {1: family, 2: "Regular", 3: f"{script} {CHANGED}", 4: family, 6: script, 10: notice, 13: licence}
    names.names = []
    for number, text in sorted((kept | new).items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)


def packed(font: TTFont, target: Path) -> None:
    out = io.BytesIO()
    font.save(out)
    target.write_bytes(lzma.compress(out.getvalue(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(out.getvalue()):,} unpacked")


def make_han(source: Path, lacking_in: set[int]) -> None:
    """The hanzi that the typeface lacks, in files of neighbours, and the licence as the font carries it."""
    with TTFont(source, lazy=True) as font:
        have = sorted(point for point in font.getBestCmap() if any(low <= point <= high for low, high in HAN) and point not in lacking_in)
        (TARGET / "ARPHICPL.txt").write_text(str(font["name"].getDebugName(13)).strip() + "\n", encoding="utf-8", newline="\n")
    count = -(-len(have) // PER_FILE)
    step = -(-len(have) // count)
    for at in range(0, len(have), step):
        points = have[at : at + step]
        notice = (
            f"Changed {CHANGED} from BabelStone Han 15.0.5 by fieldaudit (tools/make_rare_fonts.py): kept the hanzi"
            f" U+{points[0]:04X} to U+{points[-1]:04X} that Noto Sans SC lacks; removed all else, hinting and layout tables; renamed."
        )
        with TTFont(source, recalcTimestamp=False, lazy=True) as font:
            cut(font, set(points))
            rename(font, f"BabelStone Han {points[0]:05X}", notice, "Arphic Public License: see ARPHICPL.txt. There is no warranty.")
            packed(font, TARGET / f"BabelStoneHan-{points[0]:05X}.ttf.xz")


def make_emoji(source: Path, lacking_in: set[int]) -> None:
    """Emoji of one code point, and the signs without a shape as one empty glyph."""
    with TTFont(source, recalcTimestamp=False) as font:
        cut(font, {point for point in font.getBestCmap() if point >= 0x2000 and point not in lacking_in})
        blank = font.getBestCmap()[0x200D]
        blanks = {point: blank for low, high in BLANK for point in range(low, high + 1) if point not in lacking_in}
        for table in font["cmap"].tables:
            if table.format == 12:
                table.cmap.update(blanks)
            elif table.format == 4:
                table.cmap.update({point: glyph for point, glyph in blanks.items() if point < 0x10000})
        outlines = font["glyf"]
        for name in font.getGlyphOrder():
            # The parts of a composite glyph move by themselves.
            if outlines[name].numberOfContours > 0:
                outlines[name].coordinates.translate((0, EMOJI_LIFT))
                outlines[name].recalcBounds(outlines)
        font["head"].unitsPerEm = EMOJI_UNITS
        notice = f"Changed {CHANGED} by fieldaudit (tools/make_rare_fonts.py): single signs only, one em wide, lifted; no layout tables."
        rename(font, "Noto Emoji", notice, "SIL Open Font License, Version 1.1: see OFL-NotoEmoji.txt.")
        packed(font, TARGET / "NotoEmoji.ttf.xz")


def fetch_han(folder: Path) -> Path:
    """The Debian package by its name and version, unpacked below the folder."""
    subprocess.run(["apt-get", "download", HAN_PACKAGE], cwd=folder, check=True, capture_output=True)
    archive = next(folder.glob("fonts-babelstone-han_*.deb"))
    subprocess.run(["dpkg-deb", "--extract", archive.name, "han"], cwd=folder, check=True)
    return folder / "han" / HAN_FILE


def fetch_emoji(folder: Path) -> Path:
    """The npm package, unpacked below the folder."""
    said = subprocess.run(["npm", "pack", "--json", EMOJI_PACKAGE], cwd=folder, check=True, capture_output=True, text=True).stdout
    with tarfile.open(folder / json.loads(said)[0]["filename"]) as package:
        package.extractall(folder, filter="data")
    return folder / "package"


def main() -> int:
    """Makes all faces anew with their licences beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.xz"):
        old.unlink()
    have = present()
    with tempfile.TemporaryDirectory() as folder:
        make_han(fetch_han(Path(folder)), have)
        package = fetch_emoji(Path(folder))
        make_emoji(package / "400Regular" / "NotoEmoji_400Regular.ttf", have)
        (TARGET / "OFL-NotoEmoji.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
