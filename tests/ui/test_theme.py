"""The tokens keep their contrasts, the typeface is ours, every icon draws, and the look changes without a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets.text import Label

TEXT, MARK = 4.5, 3.0
PAIRS: list[tuple[theme.Role, theme.Role, float]] = [
    ("text", "surface", TEXT), ("text", "tint2", TEXT), ("text2", "surface", TEXT), ("text2", "rail", TEXT), ("text3", "surface", TEXT),
    ("text3", "window", TEXT), ("text3", "rail", TEXT), ("text3", "tint", TEXT), ("text3", "sunken", TEXT), ("text2", "hover", TEXT),
    ("accent", "surface", TEXT), ("accent", "tint", TEXT), ("onacc", "accent", TEXT), ("onacc", "accent_hover", TEXT),
    ("wrong", "surface", TEXT), ("wrong", "wrong_t", TEXT), ("open", "surface", TEXT), ("open", "open_t", TEXT), ("surface", "text", TEXT),
    ("accent", "track", MARK), ("edge", "surface", MARK), ("edge", "window", MARK), ("open_m", "surface", MARK),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_contrasts_hold(tokens: theme.Tokens) -> None:
    short = {
        (a, b): contrast(tokens.color(a), tokens.color(b)) for a, b, least in PAIRS if contrast(tokens.color(a), tokens.color(b)) < least
    }
    assert not short


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(theme.LIGHT.text, theme.LIGHT.surface) == pytest.approx(16.56, abs=0.01)


@pytest.mark.parametrize(("size", "weight"), [(12, 400), (13, 500), (28, 700)])
def test_typeface_is_the_bundled_one(size: int, weight: fonts.Weight) -> None:
    info = QFontInfo(fonts.font(size, weight))
    assert (info.family(), info.pixelSize(), info.weight()) == (fonts.FAMILY, size, weight)


def test_digits_are_tabular() -> None:
    assert len({fonts.width(digit * 10) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_its_colour(name: str) -> None:
    image = QImage(36, 36, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, name, QRect(0, 0, 36, 36), QColor("#B3261E"))
    painter.end()
    inked = [QColor.fromRgba(image.pixel(x, y)) for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() > 200]
    assert inked
    assert all(colour.red() > 150 and colour.blue() < 90 for colour in inked)
    edge = [image.pixelColor(x, y).alpha() for x in range(36) for y in (0, 35)] + [
        image.pixelColor(x, y).alpha() for y in range(36) for x in (0, 35)
    ]
    assert max(edge) < 128, "the icon touches the border of its square"


def test_a_label_follows_the_look(qapp: QApplication, qtbot: QtBot) -> None:
    label = Label("审查", role="text", size=24)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    told: list[str] = []
    theme.notifier().changed.connect(lambda: told.append(theme.mode()))
    darkest = min((label.grab().toImage().pixelColor(x, 17).lightness() for x in range(label.width())), default=255)
    theme.apply(qapp, "dark")
    lightest = max(label.grab().toImage().pixelColor(x, 17).lightness() for x in range(label.width()))
    assert told == ["dark"]
    assert darkest < 60 < 200 < lightest
    assert qapp.palette().window().color() == theme.DARK.window
