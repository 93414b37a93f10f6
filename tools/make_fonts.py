"""Makes resources/fonts: takes the published Noto Sans SC, keeps the glyphs of GBK and a few signs, drops what nobody here uses.

Run by `make fonts`; needs npm. The result is committed, so this runs only when the fonts or the set of characters change.
The same package and the same fontTools give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
FACES = {"Regular": "400Regular", "Medium": "500Medium", "Bold": "700Bold"}
TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"

# Signs outside GBK that a report or a client's name uses: marks, arrows, boxes, stars, super- and subscripts, circled numbers.
EXTRA = (
    (0x0020, 0x024F),  # ASCII, Latin-1, Latin Extended (names of people and firms)
    (0x02B0, 0x02FF),
    (0x0370, 0x03FF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),
    (0x2600, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
)
# Characters of names and places in the table of general standard characters (2013) that GBK lacks: Extension A below, the newer part of the
# basic block, and whatever the font has beyond the basic plane.
NAMES = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
NAME_RANGES = ((0x9FA6, 0x9FFF), (0x20000, 0x3FFFF))


def wanted() -> set[int]:
    """Code points to keep: all of GBK, the signs above, and the newer characters of names."""
    gbk = {point for point in range(0x80, 0x10000) if not 0xD800 <= point < 0xE000 and chr(point).encode("gbk", "ignore")}
    ranges = {point for low, high in (*EXTRA, *NAME_RANGES) for point in range(low, high + 1)}
    return gbk | ranges | {ord(sign) for sign in NAMES}


def unpack(folder: Path) -> Path:
    """The published package, fetched by name and unpacked below the folder."""
    said = subprocess.run(["npm", "pack", "--json", PACKAGE], cwd=folder, check=True, capture_output=True, text=True).stdout
    archive = folder / json.loads(said)[0]["filename"]
    with tarfile.open(archive) as package:
        package.extractall(folder, filter="data")
    return folder / "package"


def make(source: Path, target: Path) -> None:
    """One face: only the wanted glyphs, outlines as they are, no hinting, no vertical setting."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "BASE", "STAT", "gasp"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    with TTFont(source, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted() & set(font.getBestCmap()))
        cutter.subset(font)
        font["post"].formatType = 3.0
        font.save(target)


def main() -> int:
    """Makes the three faces and copies their licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = unpack(Path(folder))
        for name, face in FACES.items():
            target = TARGET / f"NotoSansSC-{name}.ttf"
            make(package / face / f"NotoSansSC_{face}.ttf", target)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        (TARGET / "OFL.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
