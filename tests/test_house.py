"""Rules of the house that no tool checks: small files, schemes as data, nothing of one machine, fonts with every sign, None kept whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop.base import paths

TOP = Path(__file__).resolve().parents[1]
SOURCES = sorted((TOP / "desktop").rglob("*.py"))
FACES = ("Regular", "Medium", "Bold")


def tracked() -> list[Path]:
    """Files under version control that hold text; of a copy without it, all but what is made."""
    made = {
        ".venv",
        ".git",
        "__pycache__",
        "fieldaudit.egg-info",
        ".hypothesis",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".import_linter_cache",
        "build",
        "dist",
    }
    found = [path for path in TOP.rglob("*") if not made & set(path.relative_to(TOP).parts)]
    if shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=False, encoding="utf-8")
        if listed.returncode == 0:
            found = [TOP / name for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.is_file() and path.suffix not in {".ttf", ".png", ".jpg", ".pdf", ".mo", ".zip", ".ico"}]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_small() -> None:
    sizes = {path.relative_to(TOP).as_posix(): lines(path) for path in SOURCES}
    assert not {name: size for name, size in sizes.items() if size > 500}
    over = {name: size for name, size in sizes.items() if size > 300}
    assert len(over) <= len(sizes) / 10, over


def test_each_module_says_what_it_is_for() -> None:
    assert not [path for path in SOURCES if not path.read_text(encoding="utf-8").startswith('"""')]


def test_each_folder_of_modules_is_a_package() -> None:
    """Without its `__init__.py` a folder is left out of an installation, and nothing else would tell."""
    assert not {path.parent for path in SOURCES if not (path.parent / "__init__.py").is_file()}


def test_no_scheme_is_named_in_the_code() -> None:
    heads = [re.search(r"^id:\s*([\w-]+)", path.read_text(encoding="utf-8"), re.MULTILINE) for path in paths.schemes().glob("*.yaml")]
    # `common` holds what all schemes share and is no scheme.
    ids = "|".join(sorted({head[1] for head in heads if head} - {"common"}))
    assert ids
    # A whole word, or a part of a name between underscores or hyphens.
    named = re.compile(rf"(?<![A-Za-z0-9])({ids})(?![A-Za-z0-9])", re.IGNORECASE)
    found = [
        f"{path.relative_to(TOP)}:{number}: {line.strip()}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert not found, "\n".join(found)


def test_nothing_of_one_machine_or_registry_is_written_down() -> None:
    # Put together here so that this file does not hold what it looks for.
    words = [
        "pypi" + r"\.org",
        "pythonhosted" + r"\.org",
        r"registry\.npm" + "js",
        "deb\\.debian" + r"\.org",
        "/" + "work/",
        "/" + "root/",
        "/home/" + r"\w+/",
    ]
    told = re.compile("|".join(words))
    found = [
        f"{path.relative_to(TOP)}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if told.search(line)
    ]
    assert not found, "\n".join(found)


def test_requirements_are_locked_by_hash_alone() -> None:
    for name in ("runtime.txt", "dev.txt"):
        text = (TOP / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in text
        blocks = re.split(r"\n(?=\S)", text.strip())
        assert len(blocks) > 30
        assert not [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block]


def test_development_lock_holds_the_runtime_lock() -> None:
    pins = [
        set(re.findall(r"^[\w.-]+==[^\s;]+", (TOP / "requirements" / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("runtime.txt", "dev.txt")
    ]
    assert pins[0] < pins[1]


def test_none_keeps_its_references() -> None:
    """A void call of the binding must give None a reference of its own; PySide6 6.12 on Python 3.11 took one with every call."""
    from PySide6.QtCore import QObject

    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(10_000):
        thing.setObjectName("x")
        thing.blockSignals(False)
        thing.setProperty("name", 1)
    assert abs(sys.getrefcount(None) - before) < 1_000


@cache
def glyphs(face: str) -> frozenset[int]:
    """The code points that a face of the house can draw."""
    from fontTools.ttLib import TTFont

    with TTFont(paths.resources() / "fonts" / f"NotoSansSC-{face}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def shown_texts() -> Iterator[tuple[Path, str]]:
    """Every text that a window or a report can show: schemes, sources with their texts, catalogues."""
    yield from ((path, path.read_text(encoding="utf-8")) for path in sorted(paths.schemes().glob("*.yaml")))
    yield from ((path, path.read_text(encoding="utf-8")) for path in SOURCES)
    yield from ((path, path.read_text(encoding="utf-8")) for kind in ("*.po", "*.json") for path in sorted(paths.resources().rglob(kind)))


@pytest.mark.parametrize("face", FACES)
def test_fonts_draw_every_sign_we_show(face: str) -> None:
    """All but U+FFFD, which stands for what cannot be drawn and may well be a box."""
    have = glyphs(face)
    missing = {
        (path.relative_to(TOP).as_posix(), sign)
        for path, text in shown_texts()
        for sign in set(text) - {"\ufffd"}
        if ord(sign) >= 32 and ord(sign) not in have
    }
    assert not missing


@pytest.mark.parametrize("face", FACES)
def test_fonts_draw_gbk_and_names(face: str) -> None:
    have = glyphs(face)
    gbk = {point for point in range(0x4E00, 0x9FA6) if chr(point).encode("gbk", "ignore")}
    assert not gbk - have
    assert not {sign for sign in "★☆√×÷−≥≤Σ·—…↑↓→←①⑳□■“”‘’《》（），。；：！？、％‰℃㎡䶮㙍" if ord(sign) not in have}


@pytest.mark.parametrize("face", FACES)
def test_report_library_opens_the_fonts(face: str) -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(f"House{face}", str(paths.resources() / "fonts" / f"NotoSansSC-{face}.ttf"))
    assert font.stringWidth("审查", 10) == pytest.approx(20)


def test_window_library_knows_the_fonts(qapp: object) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

    for face in FACES:
        assert QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / f"NotoSansSC-{face}.ttf")) >= 0
    for weight in (400, 500, 700):
        font = QFont("Noto Sans SC")
        font.setWeight(QFont.Weight(weight))
        assert QFontInfo(font).family() == "Noto Sans SC"
        assert QFontInfo(font).weight() == weight


def test_folders_are_found_in_each_form_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.resources() == TOP / "resources"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.schemes() == tmp_path / "schemes"
    assert paths.resources() == tmp_path / "resources"
